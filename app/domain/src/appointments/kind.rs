//! What can be chosen about an appointment.

use serde::{Deserialize, Serialize};

/// What kind of appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentKind {
    /// A talk, somewhere.
    Talk,
    /// The coach visits the youth.
    Visit,
    /// The coach goes along, to an office or an employer.
    GoingAlong,
    /// By telephone.
    Call,
    /// By video.
    Online,
    /// At a workplace.
    Workplace,
    /// With a group.
    Group,
    /// A job interview.
    Interview,
    /// Doctor, dentist, and the like.
    Health,
    /// Gemeente, UWV, and other offices.
    Office,
    /// Something else.
    Other,
}

impl AppointmentKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Talk,
        Self::Visit,
        Self::GoingAlong,
        Self::Call,
        Self::Online,
        Self::Workplace,
        Self::Group,
        Self::Interview,
        Self::Health,
        Self::Office,
        Self::Other,
    ];

    /// Those that a coach plans, in the order in which screens show them.
    pub const COACH: [Self; 8] = [
        Self::Talk,
        Self::Call,
        Self::Online,
        Self::Visit,
        Self::GoingAlong,
        Self::Workplace,
        Self::Group,
        Self::Other,
    ];

    /// Those that a youth plans, in the order in which screens show them.
    pub const YOUTH: [Self; 6] = [
        Self::Interview,
        Self::Health,
        Self::Office,
        Self::Workplace,
        Self::Talk,
        Self::Other,
    ];
}

/// The youth's answer about one occurrence at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// "Ik kom."
    Coming,
    /// "Lukt niet."
    CannotCome,
    /// "Andere dag afspreken."
    AskToMove,
}

impl Reply {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Coming, Self::CannotCome, Self::AskToMove];
}

/// Why it does not work out. None of them is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Ill.
    Ill,
    /// Work or school.
    Busy,
    /// No way to get there.
    NoRide,
    /// It takes courage.
    Scared,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason, in the order in which screens show them.
    pub const ALL: [Self; 5] = [
        Self::Ill,
        Self::Busy,
        Self::NoRide,
        Self::Scared,
        Self::Other,
    ];
}

/// Whether the youth was there, by the word of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Was there.
    Came,
    /// Was not.
    Missed,
}

impl Attendance {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Came, Self::Missed];
}
