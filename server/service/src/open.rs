//! The house opens: keys are fitted, secrets made once or opened.

use std::sync::Arc;

use storage::{Storage, StorageError, UnitOfWork};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::push::{EndpointRule, VapidSecret};
use crate::sessions::KeyRing;
use crate::vault::{MasterKey, Place, Purpose, SealError, Vault};
use crate::{Clock, Entropy};

/// How many passwords are checked at once: each takes 19 MiB and some tens of milliseconds.
const PASSWORDS_AT_ONCE: usize = 4;
const KEY_CHECK: &str = "key-check";
const KEY_CHECK_WORDS: &[u8] = b"this master key fits";

/// What the use cases have to know of the outside.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Scheme, host and port, without a slash at the end: `http://127.0.0.1:3000`.
    pub origin: String,
    /// Whether the origin is this machine only.
    pub loopback: bool,
}

/// Every use case, on one database.
pub struct Stip {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) endpoints: Arc<dyn EndpointRule>,
    pub(crate) settings: Settings,
    pub(crate) ring: KeyRing,
    pub(crate) vapid: VapidSecret,
    pub(crate) passwords: Semaphore,
    pub(crate) files: Arc<Semaphore>,
}

/// Why the house does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The master key is not the one with which this database was made.
    #[error(
        "the master key does not fit this database: put back the key file that belongs to it \
         (nothing was changed)"
    )]
    WrongKey,
    /// A secret of the house cannot be read.
    #[error("a secret in the database cannot be used: {0}")]
    Secret(&'static str),
    /// Something could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database did not do its work.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Whether a database was never used: only then may a new master key be made.
///
/// # Errors
///
/// When the database does not answer.
pub async fn is_empty(storage: &dyn Storage) -> Result<bool, StorageError> {
    let mut unit = storage.read().await?;
    Ok(unit.secret(&name(KEY_CHECK, 1)).await?.is_none() && unit.count_people().await? == 0)
}

impl Stip {
    /// Opens the house: checks that the master key fits, and makes the signing keys the first time. Of
    /// several instances that start at once, one makes them and all use the same.
    ///
    /// # Errors
    ///
    /// [`OpenError::WrongKey`] before anything is changed; [`OpenError::Storage`].
    pub async fn open(
        storage: Arc<dyn Storage>,
        master: MasterKey,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        endpoints: Arc<dyn EndpointRule>,
        settings: Settings,
    ) -> Result<Arc<Self>, OpenError> {
        let vault = Vault::new(&master);
        drop(master);
        let mut unit = storage.begin().await?;
        check_key(unit.as_mut(), &vault, entropy.as_ref()).await?;
        let ring = KeyRing::load(unit.as_mut(), &vault, entropy.as_ref()).await?;
        let vapid = VapidSecret::load(unit.as_mut(), &vault, entropy.as_ref()).await?;
        unit.commit().await?;
        Ok(Arc::new(Self {
            storage,
            vault,
            clock,
            entropy,
            endpoints,
            settings,
            ring,
            vapid,
            passwords: Semaphore::new(PASSWORDS_AT_ONCE),
            files: Arc::new(Semaphore::new(crate::files::AT_ONCE)),
        }))
    }

    /// Tells what time it is.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Gives unpredictable bytes.
    #[must_use]
    pub fn entropy(&self) -> &dyn Entropy {
        self.entropy.as_ref()
    }

    /// The database: to ask whether it answers, and to hear of commits.
    #[must_use]
    pub fn storage(&self) -> &dyn Storage {
        self.storage.as_ref()
    }

    /// What it knows of the outside.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl core::fmt::Debug for Stip {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Stip(..)")
    }
}

async fn check_key(
    unit: &mut dyn UnitOfWork,
    vault: &Vault,
    entropy: &dyn Entropy,
) -> Result<(), OpenError> {
    // People but no check: half a database. Never make that fit another key.
    if unit.secret(&name(KEY_CHECK, 1)).await?.is_none() && unit.count_people().await? > 0 {
        return Err(OpenError::WrongKey);
    }
    let words = secret(unit, vault, entropy, KEY_CHECK, 1, KEY_CHECK_WORDS).await?;
    if words.as_slice() == KEY_CHECK_WORDS {
        Ok(())
    } else {
        Err(OpenError::WrongKey)
    }
}

/// Opens a secret of the house; puts `fresh` there if there is none.
pub(crate) async fn secret(
    unit: &mut dyn UnitOfWork,
    vault: &Vault,
    entropy: &dyn Entropy,
    label: &'static str,
    number: u32,
    fresh: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let place = Place::Secret(label, number);
    let cipher = vault.cipher(Purpose::Secrets);
    let sealed = cipher.seal(&place, fresh, entropy)?;
    let standing = unit.secret_or_add(&name(label, number), &sealed).await?;
    open_secret(vault, label, number, &standing)
}

/// Opens a secret of the house.
pub(crate) fn open_secret(
    vault: &Vault,
    label: &'static str,
    number: u32,
    sealed: &storage::Sealed,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    match vault
        .cipher(Purpose::Secrets)
        .open(&Place::Secret(label, number), sealed)
    {
        Err(SealError::Unreadable) => Err(OpenError::WrongKey),
        opened => Ok(opened?),
    }
}

/// The name under which a secret stands in the database.
pub(crate) fn name(label: &str, number: u32) -> String {
    format!("{label}-{number}")
}
