//! How a file is written, and why one is not taken.

use contract::ProblemCode;

use crate::ServiceError;

/// How a file is written; the first byte of what is sealed. Part of the file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A photo.
    Jpeg,
    /// A voice note: Opus in WebM.
    WebM,
    /// A voice note: AAC in MP4.
    Mp4,
}

impl Media {
    pub(super) const ALL: [Self; 3] = [Self::Jpeg, Self::WebM, Self::Mp4];

    /// Its media type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebM => "audio/webm",
            Self::Mp4 => "audio/mp4",
        }
    }

    pub(super) const fn mark(self) -> u8 {
        match self {
            Self::Jpeg => 1,
            Self::WebM => 2,
            Self::Mp4 => 3,
        }
    }
}

/// A file, to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// How it is written.
    pub media: Media,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotTaken {
    NotAPicture,
    NotAVoiceNote,
    TooLarge,
    TooLong,
}

impl From<NotTaken> for ServiceError {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::NotAPicture => ProblemCode::NotAPicture,
            NotTaken::NotAVoiceNote => ProblemCode::NotAVoiceNote,
            NotTaken::TooLarge => ProblemCode::FileTooLarge,
            NotTaken::TooLong => ProblemCode::VoiceTooLong,
        }
        .into()
    }
}
