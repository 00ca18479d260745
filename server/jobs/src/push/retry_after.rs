//! The header `Retry-After`: seconds or a date (RFC 9110, section 10.2.3).

use core::time::Duration;

use http::HeaderValue;
use jiff::{Timestamp, civil::DateTime, fmt::strtime, tz::TimeZone};

/// Longer than any message is worth waiting for.
const LONGEST: Duration = Duration::from_secs(2_592_000);

/// The three ways to write a date (RFC 9110, section 5.6.7); a recipient must take all.
const DATES: [&str; 3] = [
    "%a, %d %b %Y %H:%M:%S GMT",
    "%A, %d-%b-%y %H:%M:%S GMT",
    "%a %b %e %H:%M:%S %Y",
];

/// How long to wait from `now` on. Not rounded: services spread their clients with it on purpose.
/// A moment that has passed is no wait at all; nonsense is `None`.
pub(super) fn parse(value: &HeaderValue, now: Timestamp) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(
            text.parse()
                .map_or(LONGEST, Duration::from_secs)
                .min(LONGEST),
        );
    }
    let until = date(text)?.duration_since(now);
    Some(
        Duration::try_from(until)
            .unwrap_or(Duration::ZERO)
            .min(LONGEST),
    )
}

fn date(text: &str) -> Option<Timestamp> {
    let read = |format: &&str| strtime::parse(format, text).ok()?.to_datetime().ok();
    let civil: DateTime = DATES.iter().find_map(read)?;
    TimeZone::UTC
        .to_ambiguous_timestamp(civil)
        .compatible()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_all_three_dates_are_understood() {
        let now: Timestamp = "1994-11-06T08:49:30Z".parse().unwrap();
        let seconds = |n| Some(Duration::from_secs(n));
        for (text, expected) in [
            ("120", seconds(120)),
            ("0", seconds(0)),
            (" 7 ", seconds(7)),
            ("99999999999999999999999", Some(LONGEST)),
            ("4000000", Some(LONGEST)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", seconds(7)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", seconds(7)),
            ("Sun Nov  6 08:49:37 1994", seconds(7)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", seconds(0)),
            ("Thu, 31 Dec 2099 23:59:59 GMT", Some(LONGEST)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ] {
            assert_eq!(
                parse(&HeaderValue::from_static(text), now),
                expected,
                "{text:?}"
            );
        }
    }
}
