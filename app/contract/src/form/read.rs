//! Reads one field, or says what is wrong with it.

use domain::words::{Prose, Words, WordsError};
use serde::Deserialize;

use crate::{FieldProblem, Problem, ProblemCode};

pub(super) fn missing(field: &str) -> Problem {
    Problem::field(field, "missing")
}

/// One text, with another below it; either may be empty.
pub(super) fn below(first: &str, second: &str) -> String {
    let typed = [first.trim(), second.trim()].into_iter();
    let there: Vec<&str> = typed.filter(|text| !text.is_empty()).collect();
    there.join("\n")
}

pub(super) fn prose(field: &str, typed: &str) -> Result<Prose, Problem> {
    Words::parse(typed)
        .map(Prose::from)
        .map_err(|error| wrong_words(field, error))
}

pub(super) fn title(field: &str, typed: &str) -> Result<Prose, Problem> {
    Words::parse_title(typed)
        .map(Prose::from)
        .map_err(|error| wrong_words(field, error))
}

pub(super) fn optional(field: &str, typed: &str) -> Result<Option<Prose>, Problem> {
    match Words::parse(typed) {
        Ok(words) => Ok(Some(words.into())),
        Err(WordsError::Empty) => Ok(None),
        Err(error) => Err(wrong_words(field, error)),
    }
}

pub(super) fn choice<T: for<'de> Deserialize<'de>>(
    field: &str,
    chosen: &str,
) -> Result<Option<T>, Problem> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let word = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(chosen);
    match T::deserialize(word) {
        Ok(choice) => Ok(Some(choice)),
        Err(_) => Err(Problem::field(field, "unknown")),
    }
}

/// Says what is wrong with a text, as a problem of its field.
#[must_use]
pub fn wrong_words(field: &str, error: WordsError) -> Problem {
    let code = match error {
        WordsError::Empty => "empty",
        WordsError::TooLong { .. } => "too_long",
        WordsError::Unprintable => "unprintable",
    };
    Problem {
        errors: vec![FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
        }],
        ..ProblemCode::Invalid.into()
    }
}
