//! Moments on the wire and in the journal: whole microseconds since 1970, UTC, as a JSON number.
//!
//! For `#[serde(with = "domain::moment")]`. A number needs no parser: reading RFC 3339 in the browser
//! would cost every phone 37 KB, a quarter of the first page.

use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a moment.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(at.as_microsecond())
}

/// Reads a moment.
///
/// # Errors
///
/// When it is no whole number, or outside the years -9999 to 9999.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    read(i64::deserialize(deserializer)?)
}

fn read<E: Error>(micros: i64) -> Result<Timestamp, E> {
    // The cause is dropped: naming it would bring the library's error texts to every phone.
    Timestamp::from_microsecond(micros)
        .ok()
        .ok_or_else(|| E::custom("no such moment"))
}

/// The same for a moment that may be missing: `null`.
pub mod optional {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Timestamp, read};

    /// Writes a moment, or `null`.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        at: &Option<Timestamp>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(Timestamp::as_microsecond).serialize(serializer)
    }

    /// Reads a moment, or `null`.
    ///
    /// # Errors
    ///
    /// As [`super::deserialize`].
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        Option::<i64>::deserialize(deserializer)?
            .map(read)
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Both {
        #[serde(with = "super")]
        at: Timestamp,
        #[serde(with = "super::optional")]
        until: Option<Timestamp>,
    }

    #[test]
    fn a_moment_is_a_number_of_microseconds() {
        let at = Timestamp::from_microsecond(1_795_348_800_000_001).unwrap();
        let both = Both { at, until: None };
        let json = serde_json::to_string(&both).unwrap();
        assert_eq!(json, r#"{"at":1795348800000001,"until":null}"#);
        assert_eq!(serde_json::from_str::<Both>(&json).unwrap(), both);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for wrong in [
            "\"2026-11-22T10:00:00Z\"",
            "1.5",
            "9223372036854775807",
            "null",
        ] {
            let json = format!(r#"{{"at":{wrong},"until":1}}"#);
            assert!(serde_json::from_str::<Both>(&json).is_err(), "{wrong}");
        }
    }
}
