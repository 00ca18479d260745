//! Opens the database that `DATABASE_URL` names, and the house on it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jobs::push::HostPolicy;
use service::{KeyError, MasterKey, Stip, is_empty};
use storage::Storage;
use storage_postgres::PgStorage;
use storage_sqlite::SqliteStorage;

use crate::clock::SystemClock;
use crate::entropy::SystemEntropy;
use crate::refusal::Refusal;
use crate::settings::Settings;

/// Opens the database; brings its tables up to date.
///
/// # Errors
///
/// Whatever keeps it from being used, as one sentence.
pub async fn open(settings: &Settings) -> Result<Arc<dyn Storage>, Refusal> {
    let url = settings.database_url();
    if let Some(path) = url.strip_prefix("sqlite:") {
        let path = PathBuf::from(path.strip_prefix("//").unwrap_or(path));
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            private_folder(folder)?;
        }
        let storage = SqliteStorage::open(&path)
            .await
            .map_err(Refusal::Database)?;
        return Ok(Arc::new(storage));
    }
    if ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
    {
        let storage = PgStorage::connect(&url).await.map_err(Refusal::Database)?;
        return Ok(Arc::new(storage));
    }
    Err(Refusal::UnknownDatabase)
}

/// Opens the house: database, master key, the keys inside.
///
/// # Errors
///
/// Whatever keeps it from being used, as one sentence.
pub async fn house(settings: &Settings) -> Result<Arc<Stip>, Refusal> {
    let origin = settings.origin()?;
    let policy = HostPolicy::parse(&settings.push_hosts, &origin).map_err(Refusal::PushHosts)?;
    let storage = open(settings).await?;
    // A new key beside a used database would make everything in it unreadable.
    let fresh = is_empty(storage.as_ref())
        .await
        .map_err(Refusal::Database)?;
    let file = settings.master_key_file();
    if fresh
        && let Some(folder) = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
    {
        private_folder(folder)?;
    }
    let key = MasterKey::load_or_create(&file, fresh, &SystemEntropy)
        .map_err(|source: KeyError| Refusal::Key(source))?;
    let own = service::Settings {
        origin: origin.as_str().to_owned(),
        loopback: origin.is_loopback(),
    };
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    Stip::open(storage, key, clock, entropy, Arc::new(policy), own)
        .await
        .map_err(Refusal::Open)
}

/// Makes a folder that only its owner can look into; one that exists is left as it is.
fn private_folder(folder: &Path) -> Result<(), Refusal> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| Refusal::Folder {
        path: folder.to_owned(),
        source,
    })
}
