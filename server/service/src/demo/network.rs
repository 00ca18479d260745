//! The people of the demo. None of them exists.

mod marloes;
mod rachid;

use domain::journal::Part;

use super::story::{CoachStory, Reader};

/// Who employs the coaches.
pub(super) const ORGANISATION: &str = "Leerwerkplek De Brug";

pub(super) const COACHES: [CoachStory; 2] = [
    CoachStory {
        name: "Marloes",
        email: "marloes@debrug.example",
        youths: marloes::YOUTHS,
    },
    CoachStory {
        name: "Rachid",
        email: "rachid@debrug.example",
        youths: rachid::YOUTHS,
    },
];

/// Who reads along.
pub(super) const READERS: &[Reader] = &[
    Reader {
        name: "mama",
        youth: "Amira",
        parts: &[Part::Horizon, Part::Goals, Part::Wins],
    },
    Reader {
        name: "opa",
        youth: "Fenna",
        parts: &[Part::Wins],
    },
];
