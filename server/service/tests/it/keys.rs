//! The master key: its file, and whether it fits.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::sync::Arc;

use service::testing::TestEntropy;
use service::{KeyError, MasterKey, OpenError};
use storage_sqlite::SqliteStorage;

use crate::house::{House, KEY, Tested, open};

#[test]
fn a_key_is_made_once_with_mode_0600_and_read_back() -> Tested {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("deep").join("master.key");
    let entropy = TestEntropy::seeded(1);
    let missing = MasterKey::load_or_create(&path, false, &entropy);
    assert!(
        matches!(missing, Err(KeyError::Missing { .. })),
        "{missing:?}"
    );
    assert!(
        !path.exists(),
        "nothing is made when the database is not empty"
    );

    MasterKey::load_or_create(&path, true, &entropy)?;
    let made = std::fs::read(&path)?;
    assert_eq!(made.len(), 32);
    assert_eq!(
        std::fs::metadata(&path)?.permissions().mode() & 0o7777,
        0o600
    );
    MasterKey::load_or_create(&path, true, &entropy)?;
    assert_eq!(
        std::fs::read(&path)?,
        made,
        "a key that is there is never replaced"
    );
    let files = std::fs::read_dir(path.parent().ok_or("parent")?)?.count();
    assert_eq!(files, 1, "no draft is left behind");
    Ok(())
}

#[test]
fn a_key_that_others_may_open_or_that_is_no_key_is_refused() -> Tested {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("master.key");
    for (bytes, mode, wanted) in [
        (32, 0o600, "fits"),
        (32, 0o400, "fits"),
        (32, 0o640, "mode"),
        (32, 0o604, "mode"),
        (32, 0o666, "mode"),
        (0, 0o600, "size"),
        (31, 0o600, "size"),
        (33, 0o600, "size"),
        (100_000, 0o600, "size"),
    ] {
        drop(std::fs::remove_file(&path));
        std::fs::write(&path, vec![7; bytes])?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode))?;
        let seen = match MasterKey::load(&path) {
            Ok(_) => "fits",
            Err(KeyError::Mode { .. }) => "mode",
            Err(KeyError::Size { .. }) => "size",
            Err(_) => "other",
        };
        assert_eq!(seen, wanted, "{bytes} bytes, mode {mode:o}");
    }
    let folder_as_key = MasterKey::load(folder.path());
    assert!(matches!(
        folder_as_key,
        Err(KeyError::Size { .. } | KeyError::Unreadable { .. })
    ));
    let circle = folder.path().join("circle");
    symlink(&circle, &circle)?;
    let error = MasterKey::load(&circle).err().ok_or("a circle is no key")?;
    assert!(matches!(error, KeyError::Unreadable { .. }), "{error}");
    assert!(
        error.to_string().contains("circle"),
        "the sentence names the file: {error}"
    );
    Ok(())
}

#[tokio::test]
async fn another_key_does_not_open_the_house_and_changes_nothing() -> Tested {
    let house = House::new().await?;
    house.coach("a@example.org").await?;
    assert!(!service::is_empty(house.storage.as_ref()).await?);
    let wrong = open(&house.storage, &house.clock, [43; 32], 2).await;
    assert!(matches!(wrong, Err(OpenError::WrongKey)), "{wrong:?}");
    let again = open(&house.storage, &house.clock, KEY, 3).await?;
    assert_eq!(
        again.push_key(),
        house.stip.push_key(),
        "the secrets are those of the first start"
    );
    assert_eq!(again.vapid_key_pkcs8(), house.stip.vapid_key_pkcs8());
    Ok(())
}

#[tokio::test]
async fn two_instances_use_the_same_secrets_and_take_each_others_tokens() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let other = open(&house.storage, &house.clock, KEY, 9).await?;
    let request = contract::LoginRequest {
        email: "A@Example.org ".to_owned(),
        password: crate::house::PASSWORD.to_owned(),
    };
    let tokens = other.log_in(request, &crate::house::network(7)).await?;
    assert_eq!(house.stip.actor(&tokens.access).await?.person, coach.person);
    Ok(())
}

#[tokio::test]
async fn an_unused_database_is_told_from_a_used_one() -> Tested {
    let folder = tempfile::tempdir()?;
    let storage = SqliteStorage::open(&folder.path().join("stip.db")).await?;
    assert!(service::is_empty(&storage).await?);
    drop(Arc::new(storage));
    Ok(())
}
