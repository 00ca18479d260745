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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::journal::{Entry, NewEntry, Part};

    const ID: &str = "018bcfe5-6800-7000-8000-000000000001";

    fn entry(change: &Value) -> Value {
        json!({
            "seq": 1, "id": ID, "author": { "role": "youth", "person": ID },
            "authored_at": 1795341600000000_i64, "recorded_at": 1795341601000000_i64,
            "base": 0, "audience": "everyone", "change": change,
        })
    }

    fn offered(change: &Value) -> Value {
        json!({
            "id": ID, "authored_at": 1795341600000000_i64, "base": 0,
            "audience": "everyone", "change": change,
        })
    }

    fn note() -> Value {
        json!({ "kind": "note_written", "note": ID, "text": "Kennisgemaakt" })
    }

    #[test]
    fn what_this_build_knows_goes_there_and_back() {
        let written = entry(&note());
        let read: Entry = serde_json::from_value(written.clone()).unwrap();
        assert!(matches!(read.change, Recorded::Known(_)));
        assert_eq!(read.part(), Part::Notes);
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }

    #[test]
    fn what_it_does_not_know_is_kept_as_it_is() {
        let newer = [
            json!({ "kind": "dream_told", "dream": { "deep": [1, -2.5, null, u64::MAX, "é\u{0}"] } }),
            json!({ "kind": "note_written", "note": ID, "text": "Met foto", "photo": ID }),
            json!({ "kind": "note_written", "note": ID, "text": "x".repeat(4_001) }),
            json!({ "kind": "check_in_given", "check_in": ID, "domain": "space", "feeling": "good" }),
            json!({ "kind": 7 }),
            json!({}),
            json!(["list"]),
            json!(null),
        ];
        for change in newer {
            let written = entry(&change);
            let read: Entry = serde_json::from_value(written.clone()).unwrap();
            assert!(matches!(read.change, Recorded::Unknown(_)), "{change}");
            assert_eq!(read.part(), Part::Unknown);
            assert_eq!(serde_json::to_value(&read).unwrap(), written);
            // Through text too, as a database keeps it.
            let text = serde_json::to_string(&read).unwrap();
            assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), read);
        }
    }

    #[test]
    fn its_words_can_go_and_its_name_stays() {
        let newer = json!({ "kind": "dream_told", "text": "geheim", "to": ["geheim"] });
        let read: Entry = serde_json::from_value(entry(&newer)).unwrap();
        assert!(!format!("{read:?}").contains("geheim"));
        let stub = serde_json::to_value(read.without_words()).unwrap();
        assert_eq!(
            stub["change"],
            json!({ "kind": "dream_told", "removed": true })
        );
    }

    #[test]
    fn a_stub_of_an_optional_text_is_not_the_same_as_none() {
        for (kind, rest, field) in [
            ("horizon_set", json!({ "stip": "Kok" }), "why"),
            (
                "check_in_given",
                json!({ "check_in": ID, "domain": "money", "feeling": "hard" }),
                "text",
            ),
        ] {
            let mut without = rest;
            without["kind"] = kind.into();
            let mut stub = without.clone();
            stub[field] = Value::Null;
            for written in [without, stub] {
                let read: Recorded = serde_json::from_value(written.clone()).unwrap();
                assert!(matches!(read, Recorded::Known(_)));
                assert_eq!(serde_json::to_value(read).unwrap(), written);
            }
        }
    }

    #[test]
    fn a_device_offers_nothing_but_what_is_known() {
        let offer = |value: &Value| serde_json::from_value::<NewEntry>(value.clone());
        assert!(offer(&offered(&note())).is_ok());

        let mut more = offered(&note());
        more["author"] = json!({ "role": "coach", "person": ID });
        assert!(offer(&more).is_err());
        let mut less = offered(&note());
        less.as_object_mut().unwrap().remove("base");
        assert!(offer(&less).is_err());
        for change in [
            json!({ "kind": "dream_told" }),
            json!({ "kind": "note_written", "note": ID, "text": "a", "photo": ID }),
            json!({ "kind": "note_written", "note": ID }),
            json!({ "kind": "note_written", "note": ID, "text": " " }),
        ] {
            assert!(offer(&offered(&change)).is_err(), "{change}");
        }
        let mut wide = offered(&note());
        wide["audience"] = "the_world".into();
        assert!(offer(&wide).is_err());
        wide.as_object_mut().unwrap().remove("audience");
        assert_eq!(
            offer(&wide).unwrap().audience,
            crate::journal::Audience::Everyone
        );
    }
}
