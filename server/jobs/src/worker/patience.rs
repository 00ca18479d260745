//! How long until the next try.

use core::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Tries before a message is given up.
pub(super) const MOST_TRIES: u32 = 10;
/// Until the second try; three times longer after each further one. Nine waits are some 13 hours: an
/// evening's outage of a push service costs no message that is worth a day.
const FIRST: Duration = Duration::from_secs(5);
const GROWTH: u32 = 3;
/// The longest wait of our own.
const LONGEST: Duration = Duration::from_secs(6 * 3_600);
/// After what the push service asked for: everybody was asked the same.
const SPREAD_PART: u32 = 10;

/// How long to wait after try number `tries`, at least as long as the push service asked for. Half of
/// our own wait is left to `chance` (parts of 2³²), so that what failed together comes back apart.
pub(super) fn wait(tries: u32, asked: Option<Duration>, chance: u32) -> Duration {
    let doubled = GROWTH.saturating_pow(tries.saturating_sub(1));
    let whole = FIRST.saturating_mul(doubled).min(LONGEST);
    let half = whole / 2;
    let own = half.saturating_add(part(half, chance));
    asked.map_or(own, |asked| {
        own.max(asked.saturating_add(part(asked / SPREAD_PART, chance)))
    })
}

/// A part of `whole` by chance.
pub(super) fn part(whole: Duration, chance: u32) -> Duration {
    let nanos = whole.as_nanos().saturating_mul(u128::from(chance)) >> u32::BITS;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// A moment, so much later; the end of time if there is none.
pub(super) fn later(now: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| now.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_within_their_bounds() {
        let seconds = Duration::from_secs;
        for (tries, most) in [
            (1, 5),
            (2, 15),
            (3, 45),
            (5, 405),
            (9, 21_600),
            (60, 21_600),
        ] {
            let (least, most) = (seconds(most) / 2, seconds(most));
            assert_eq!(wait(tries, None, 0), least);
            let longest = wait(tries, None, u32::MAX);
            assert!(
                longest <= most && longest > most - seconds(1),
                "{longest:?}"
            );
        }
        let nine: Duration = (1..MOST_TRIES).map(|tries| wait(tries, None, 0)).sum();
        assert!(
            nine > seconds(3 * 3_600) && nine < seconds(24 * 3_600),
            "{nine:?}"
        );
    }

    #[test]
    fn a_push_service_is_never_asked_sooner_than_it_wants() {
        let seconds = Duration::from_secs;
        assert_eq!(wait(1, Some(seconds(120)), 0), seconds(120));
        let latest = wait(1, Some(seconds(120)), u32::MAX);
        assert!(latest > seconds(131) && latest < seconds(132), "{latest:?}");
        assert_eq!(wait(4, Some(seconds(1)), 0), wait(4, None, 0));
    }

    #[test]
    fn the_end_of_time_is_late_enough() {
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(
            later(now, Duration::from_millis(1_500)).as_millisecond(),
            1_500
        );
        assert_eq!(later(now, Duration::MAX), Timestamp::MAX);
    }
}
