//! The errands, and what they bring back, as `hydrate/keep.js` reads and writes them.

use contract::ProblemCode;
use serde::{Deserialize, Serialize};

/// What the phone is asked to do. `owner` is whose phone the page takes it for: it fails when it is not.
#[derive(Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub(crate) enum Errand {
    Claim {
        owner: String,
        keeps: bool,
    },
    Open,
    Save {
        owner: String,
        name: Kept,
        text: String,
    },
    Enqueue {
        owner: String,
        plan: String,
        changes: Vec<Written>,
    },
    Queue {
        owner: String,
        settled: bool,
    },
    Mark {
        owner: String,
        ids: Vec<String>,
        state: State,
    },
    Forget {
        owner: String,
        ids: Vec<String>,
    },
    Refuse {
        owner: String,
        refused: Vec<Verdict>,
    },
    Refused {
        owner: String,
    },
    Wipe {
        owner: String,
    },
    /// About a photo or a voice note: `hydrate/files.js` has these.
    File {
        what: String,
        place: String,
        to: String,
    },
}

/// What became of an errand about a photo or a voice note: what it gives back, or the name of what went
/// wrong.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileAnswer {
    Done(String),
    Failed(String),
}

/// What is kept by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kept {
    /// Who is logged in, as the server said it last ([`contract::Me`]).
    Me,
    /// The plan, as the server said it last ([`contract::PlanView`]).
    Plan,
}

/// What a phone keeps, as the first picture needs it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Whose phone it is.
    pub(crate) owner: String,
    /// What is kept as [`Kept::Me`] and [`Kept::Plan`].
    pub(crate) me: Option<String>,
    pub(crate) plan: Option<String>,
    /// The outbox, as [`Shelf::queue`] tells it without what is settled.
    pub(crate) rows: Vec<Row>,
}

/// A change in JSON, with its id.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) text: String,
    /// The file that it names; the phone keeps the bytes as long as it keeps the change.
    pub(crate) file: Option<String>,
}

/// How far a change is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// The server does not have it.
    Waiting,
    /// The server has it; the plan that is kept here may not know it yet.
    Sent,
    /// The plan that is kept here knows it. It stays for a while: a server that is put back to an earlier
    /// day gets it again.
    Settled,
}

/// A change of the outbox. Its text is there when it can be read and was asked for.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) plan: String,
    pub(crate) state: State,
    pub(crate) text: Option<String>,
}

/// What the server said of a change that it did not take.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) id: String,
    pub(crate) code: ProblemCode,
}

/// A change that was not taken. Its text is there when it can be read.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RefusedRow {
    pub(crate) id: String,
    pub(crate) code: ProblemCode,
    pub(crate) text: Option<String>,
}
