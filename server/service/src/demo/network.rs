//! The people of the demo. None of them exists.

mod marloes;
mod rachid;

use super::story::CoachStory;

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
