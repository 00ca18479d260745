//! When a browser that is gone is really forgotten.
//!
//! 410 says so plainly. 404 says so too, but a push service that no longer knows *our key* may answer
//! 404 to everything: forgetting every phone then would be the disaster, not the wrong key.

use jiff::{SignedDuration, Timestamp};

const WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// Fewer say nothing about the rest.
const FEWEST: u32 = 10;

/// Counts the answers of one push service, minute by minute.
#[derive(Debug, Default)]
pub(super) struct Removal {
    since: Timestamp,
    answers: u32,
    not_found: u32,
    /// Stays until a minute with answers shows that it is over.
    doubted: bool,
}

/// What a 404 means just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotFound {
    /// This browser is gone.
    Gone,
    /// So many are not found that it must be us: keep the browser.
    Doubtful,
    /// As [`NotFound::Doubtful`], and nobody was told yet.
    NewlyDoubtful,
}

impl Removal {
    /// Counts an answer that is no 404.
    pub(super) fn found(&mut self, now: Timestamp) {
        self.roll(now);
        self.answers = self.answers.saturating_add(1);
    }

    /// Counts a 404 and says what it means.
    pub(super) fn not_found(&mut self, now: Timestamp) -> NotFound {
        self.found(now);
        self.not_found = self.not_found.saturating_add(1);
        if self.doubted {
            return NotFound::Doubtful;
        }
        self.doubted = self.answers >= FEWEST && self.mostly_not_found();
        if self.doubted {
            NotFound::NewlyDoubtful
        } else {
            NotFound::Gone
        }
    }

    fn mostly_not_found(&self) -> bool {
        self.not_found > self.answers / 2
    }

    fn roll(&mut self, now: Timestamp) {
        let age = now.duration_since(self.since);
        if age >= SignedDuration::ZERO && age < WINDOW {
            return;
        }
        let over = self.answers > 0 && !self.mostly_not_found();
        *self = Self {
            since: now,
            doubted: self.doubted && !over,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    #[test]
    fn single_phones_go_and_a_wrong_key_costs_nine_at_most() {
        let mut removal = Removal::default();
        let gone = (0..100)
            .filter(|second| removal.not_found(at(second / 2)) == NotFound::Gone)
            .count();
        assert_eq!(gone, 9);
        for minute in 1..60 {
            assert_eq!(removal.not_found(at(minute * 60)), NotFound::Doubtful);
        }
    }

    #[test]
    fn the_operator_is_told_once() {
        let mut removal = Removal::default();
        let told = (0..300)
            .filter(|second| removal.not_found(at(*second)) == NotFound::NewlyDoubtful)
            .count();
        assert_eq!(told, 1);
    }

    #[test]
    fn many_gone_among_many_more_is_ordinary() {
        let mut removal = Removal::default();
        for second in 0..50 {
            removal.found(at(second));
            assert_eq!(removal.not_found(at(second)), NotFound::Gone);
        }
    }

    #[test]
    fn after_a_good_minute_there_is_no_doubt() {
        let mut removal = Removal::default();
        for _ in 0..20 {
            removal.not_found(at(0));
        }
        for _ in 0..3 {
            removal.found(at(70));
        }
        assert_eq!(removal.not_found(at(71)), NotFound::Doubtful);
        assert_eq!(removal.not_found(at(140)), NotFound::Gone);
    }
}
