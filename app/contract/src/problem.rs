//! Problems on the wire: RFC 9457 (`application/problem+json`) with a stable code.

use serde::{Deserialize, Serialize};

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $code:literal, $title:literal;)*) => {
        /// A stable code: clients decide by this, people read the sentence that belongs to it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
            /// A code of a newer version.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ProblemCode {
            /// Every code that this version gives.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* Self::Unknown => 500 }
            }

            /// The code as it stands on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Unknown => "unknown" }
            }

            /// A short English title, the same for every occurrence.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* Self::Unknown => "Unknown problem" }
            }
        }
    };
}

problem_codes! {
    /// The body is no JSON, or has other fields than it should.
    Malformed = 400, "malformed", "The request could not be read";
    /// Nobody is logged in, or the session has ended.
    LoggedOut = 401, "logged_out", "Log in first";
    /// The access token has run out; refresh and try again.
    TokenExpired = 401, "token_expired", "The access token has run out";
    /// The e-mail address or the password is wrong.
    WrongLogin = 401, "wrong_login", "The e-mail address or the password is wrong";
    /// The request came from another site.
    OtherSite = 403, "other_site", "The request came from another site";
    /// It is not there, or not for you: nobody may know which.
    NotFound = 404, "not_found", "Not found";
    /// The method is not for this path.
    WrongMethod = 405, "wrong_method", "The method is not for this path";
    /// The code is wrong, used, burned or too old: nobody may know which.
    WrongCode = 404, "wrong_code", "This code does not work";
    /// A staff session is open in this browser: pair a phone elsewhere.
    StaffSession = 409, "staff_session", "A coach is logged in in this browser";
    /// The youth is logged in in this browser: whoever reads along opens the offer elsewhere.
    YouthSession = 409, "youth_session", "A youth is logged in in this browser";
    /// The body is too large.
    TooLarge = 413, "too_large", "The request is too large";
    /// A file has more bytes, or a picture more dots, than are taken.
    FileTooLarge = 413, "file_too_large", "The file is too large";
    /// A file was named whose bytes are not here; send them first.
    FileMissing = 409, "file_missing", "The file is not here";
    /// The plan holds as many files as it can.
    FilesFull = 409, "files_full", "There is no more room for files";
    /// It is no picture that can be read: JPEG, PNG or WebP.
    NotAPicture = 422, "not_a_picture", "This is no picture that can be read";
    /// It is no voice note that can be read: Opus in WebM, or AAC in MP4.
    NotAVoiceNote = 422, "not_a_voice_note", "This is no voice note that can be read";
    /// A voice note lasts longer than a minute.
    VoiceTooLong = 422, "voice_too_long", "The voice note is too long";
    /// The change does not fit the plan as it stands.
    Unfit = 422, "unfit", "The change does not fit the plan";
    /// Something that was typed cannot be taken; `errors` says what.
    Invalid = 422, "invalid", "Something that was typed cannot be taken";
    /// Too many tries; `Retry-After` says how long to wait.
    TooMany = 429, "too_many", "Too many tries";
    /// The server failed; the request id helps to find out why.
    Internal = 500, "internal", "The server failed";
    /// The server or its database is busy, or its disk is full; nothing was written.
    Unavailable = 503, "unavailable", "Not available now";
    /// The phone has no room to keep it; made by the client itself.
    NoRoom = 507, "no_room", "The device has no room left";
    /// The server could not be reached; made by the client itself.
    Offline = 503, "offline", "The server could not be reached";
}

/// A problem (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{title} ({status})")]
pub struct Problem {
    /// `about:blank`: the code says which problem it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short English title.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: ProblemCode,
    /// What was wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Finds the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// What was wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// A stable code: `empty`, `too_long`, `unprintable`, `missing`, `unknown`.
    pub code: String,
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        // What a phone makes stays there, where only the code is read: everybody would load the titles.
        let title = match cfg!(target_arch = "wasm32") {
            true => String::new(),
            false => code.title().to_owned(),
        };
        Self {
            kind: "about:blank".to_owned(),
            title,
            status: code.status(),
            code,
            errors: Vec::new(),
            request_id: None,
        }
    }
}

impl Problem {
    /// A field that cannot be taken.
    #[must_use]
    pub fn field(field: &str, code: &str) -> Self {
        Self {
            errors: vec![FieldProblem {
                field: field.to_owned(),
                code: code.to_owned(),
            }],
            ..ProblemCode::Invalid.into()
        }
    }
}
