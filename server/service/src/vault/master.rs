//! The file of the master key.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Key;
use crate::Entropy;
use crate::entropy::array;

const LENGTH: usize = 32;
const OWNER_ONLY: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// Why there is no master key. Each sentence is for the person who starts Stip.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file is not there, and the database is not empty: a new key could not open it.
    #[error(
        "the master key {} is missing, and the database is not empty; put the key file back \
         (without it nobody can read what is in the database)",
        path.display()
    )]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The file cannot be read.
    #[error("the master key {} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Others than the owner may read or write it.
    #[error(
        "the master key {0} can be opened by others (mode {mode:04o}); run: chmod 600 {0}",
        path.display()
    )]
    Mode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It is not 32 bytes long.
    #[error(
        "the master key {} is not {LENGTH} bytes long, so it is no master key",
        path.display()
    )]
    Size {
        /// The file.
        path: PathBuf,
    },
    /// The new key could not be written.
    #[error("a new master key could not be written to {}: {source}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The key from which every other key comes: 32 bytes, raw, in a file that only its owner may open.
pub struct MasterKey(Key);

impl MasterKey {
    /// Takes 32 secret bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Reads the key. When the file is not there and `may_create` (the database is empty, see
    /// [`crate::is_empty`]), makes a new one with mode 0600; two processes that start at once end up
    /// with the same key.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says in one sentence what is wrong, and what to do.
    pub fn load_or_create(
        path: &Path,
        may_create: bool,
        entropy: &dyn Entropy,
    ) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::Missing { .. }) if may_create => {
                create(path, entropy).map_err(|source| KeyError::Unwritable {
                    path: path.to_owned(),
                    source,
                })?;
                Self::load(path)
            }
            loaded => loaded,
        }
    }

    /// Reads the key.
    ///
    /// # Errors
    ///
    /// As [`Self::load_or_create`].
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => KeyError::Missing {
                path: path.to_owned(),
            },
            _ => KeyError::Unreadable {
                path: path.to_owned(),
                source,
            },
        };
        let mut file = File::open(path).map_err(unreadable)?;
        // Of the open file, not of the path: nobody can change it in between.
        let about = file.metadata().map_err(unreadable)?;
        let mode = about.permissions().mode() & 0o7777;
        if !about.is_file() {
            return Err(KeyError::Size {
                path: path.to_owned(),
            });
        }
        if mode & OTHERS != 0 {
            return Err(KeyError::Mode {
                path: path.to_owned(),
                mode,
            });
        }
        let mut bytes = Zeroizing::new([0; LENGTH + 1]);
        let mut length = 0;
        while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match file.read(rest).map_err(unreadable)? {
                0 => break,
                read => length += read,
            }
        }
        match bytes.first_chunk::<LENGTH>() {
            Some(key) if length == LENGTH => Ok(Self(Zeroizing::new(*key))),
            _ => Err(KeyError::Size {
                path: path.to_owned(),
            }),
        }
    }
}

impl core::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

/// Writes a new key beside its place and links it there: the file is whole or not there at all, and a
/// key that another process wrote meanwhile stays.
fn create(path: &Path, entropy: &dyn Entropy) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let key: Key = Zeroizing::new(array(entropy));
    let tag: [u8; 8] = array(entropy);
    let draft = path.with_extension(format!("{:016x}", u64::from_be_bytes(tag)));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(OWNER_ONLY)
        .open(&draft)?;
    let written = file
        .write_all(key.as_slice())
        .and_then(|()| file.sync_all());
    let linked = written.and_then(|()| match std::fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    std::fs::remove_file(&draft)?;
    linked?;
    File::open(folder)?.sync_all()
}
