//! What a file is, and how large it may be.

use serde::{Deserialize, Serialize};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture.
    Photo,
    /// Something said aloud ("ingesproken").
    Voice,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Photo, Self::Voice];

    /// The most bytes that are taken of one file, as it is sent.
    pub const MAX_BYTES: usize = 10 * 1024 * 1024;
    /// The longest voice note, in seconds.
    pub const MAX_SECONDS: u16 = 60;
}
