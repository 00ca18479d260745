//! A change as it is read back: perhaps written by a newer version than this build.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::Change;

/// A change read back from a journal. What a newer version wrote is kept as it is, sent on as it is,
/// and shown as "werk de app bij".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// This build knows it.
    Known(Change),
    /// This build does not.
    Unknown(UnknownChange),
}

/// A change of a kind, or with a field, that this build does not know.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownChange(Value);

impl UnknownChange {
    /// The name of the change, if it has one.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.0.get("kind").and_then(Value::as_str)
    }

    /// Only its name stays: a build that does not know the fields cannot tell which of them are words.
    #[must_use]
    pub fn without_words(self) -> Self {
        let kind = self.0.get("kind").cloned().unwrap_or(Value::Null);
        Self(serde_json::json!({ "kind": kind, "removed": true }))
    }
}

/// Names the kind only: the rest may hold what somebody typed.
impl core::fmt::Debug for UnknownChange {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "UnknownChange({:?})", self.kind())
    }
}

impl From<Change> for Recorded {
    fn from(change: Change) -> Self {
        Self::Known(change)
    }
}

impl Serialize for Recorded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(change) => change.serialize(serializer),
            Self::Unknown(unknown) => unknown.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Recorded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(match Change::deserialize(&value) {
            Ok(change) => Self::Known(change),
            Err(_) => Self::Unknown(UnknownChange(value)),
        })
    }
}
