//! Part of a body (RFC 9110, section 14): Safari plays no sound from a server that cannot give it.

use core::ops::RangeInclusive;

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

/// The bytes that were asked for; all of them when none were, or when several pieces were.
pub(super) fn answer(headers: &HeaderMap, whole: Bytes) -> Response {
    let accepts = [(header::ACCEPT_RANGES, "bytes".to_owned())];
    let length = whole.len();
    let asked = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok())
        .and_then(|range| range.strip_prefix("bytes="));
    let Some(asked) = asked.and_then(|asked| parse(asked, length)) else {
        return (accepts, whole).into_response();
    };
    match asked {
        Asked::Piece(piece) => {
            let told = format!("bytes {}-{}/{length}", piece.start(), piece.end());
            let status = StatusCode::PARTIAL_CONTENT;
            (
                status,
                accepts,
                [(header::CONTENT_RANGE, told)],
                whole.slice(piece),
            )
                .into_response()
        }
        Asked::Beyond => {
            let told = format!("bytes */{length}");
            (
                StatusCode::RANGE_NOT_SATISFIABLE,
                accepts,
                [(header::CONTENT_RANGE, told)],
            )
                .into_response()
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Piece(RangeInclusive<usize>),
    Beyond,
}

/// `None` for what is not understood: then the whole is the right answer.
fn parse(asked: &str, length: usize) -> Option<Asked> {
    let (first, last) = asked.split_once('-')?;
    let number = |text: &str| -> Option<usize> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(usize::MAX))
    };
    let end = length.checked_sub(1)?;
    Some(match (first, last) {
        ("", last) => match number(last)? {
            0 => Asked::Beyond,
            last => Asked::Piece(length.saturating_sub(last)..=end),
        },
        (first, last) => {
            let first = number(first)?;
            let last = match last {
                "" => usize::MAX,
                last => number(last)?,
            };
            if first > last {
                return None;
            }
            if first > end {
                Asked::Beyond
            } else {
                Asked::Piece(first..=last.min(end))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_is_understood_and_nothing_else() {
        let piece = |range| Some(Asked::Piece(range));
        for (asked, answer) in [
            ("0-1", piece(0..=1)),
            ("0-", piece(0..=9)),
            ("9-99999999999999999999999", piece(9..=9)),
            ("-3", piece(7..=9)),
            ("-30", piece(0..=9)),
            ("10-", Some(Asked::Beyond)),
            ("-0", Some(Asked::Beyond)),
            ("3-2", None),
            ("0-1,4-5", None),
            ("a-b", None),
            ("+1-2", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(parse(asked, 10), answer, "{asked}");
        }
        assert_eq!(parse("0-", 0), None);
    }
}
