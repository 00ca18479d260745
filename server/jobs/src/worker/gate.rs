//! Whether a push service is written to at all right now.

use core::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::patience::later;

/// So many answers in a row say that the service itself is in trouble; one says nothing, since
/// services also ask for patience with a single phone.
const TROUBLE: u32 = 3;
/// The first pause; twice as long each further one.
const FIRST: Duration = Duration::from_secs(5);
/// The longest pause: then one message finds out how it is now.
const LONGEST: Duration = Duration::from_secs(300);
/// How long that one message may take.
const PROBE: Duration = Duration::from_secs(10);

/// A gate that shuts when a push service is in trouble, and lets one message through at a time to
/// find out whether that is over.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Busy answers in a row.
    busy: u32,
    /// Pauses in a row.
    pauses: u32,
    shut: Option<Shut>,
}

#[derive(Debug, Clone, Copy)]
struct Shut {
    until: Timestamp,
    /// A message is on its way to find out.
    probing: bool,
}

impl Gate {
    /// Lets a message through, or says when to come back.
    pub(super) fn pass(&mut self, now: Timestamp) -> Result<(), Timestamp> {
        let Some(shut) = self.shut else {
            return Ok(());
        };
        // A clock that was set back would keep it shut for days.
        let sane = shut.until <= later(now, LONGEST);
        if now < shut.until && sane {
            return Err(shut.until);
        }
        self.shut = Some(Shut {
            until: later(now, PROBE),
            probing: true,
        });
        Ok(())
    }

    /// The service answered as a service does, whatever it said.
    pub(super) fn well(&mut self) {
        *self = Self::default();
    }

    /// The service asked for patience (for so long, if it said so), or did not answer in time.
    pub(super) fn busy(&mut self, now: Timestamp, asked: Option<Duration>) {
        self.busy = self.busy.saturating_add(1);
        let asked = asked.unwrap_or_default().min(LONGEST);
        match self.shut {
            None if self.busy < TROUBLE => {}
            Some(Shut {
                until,
                probing: false,
            }) => {
                let until = until.max(later(now, asked));
                self.shut = Some(Shut {
                    until,
                    probing: false,
                });
            }
            None | Some(Shut { probing: true, .. }) => {
                let own = FIRST.saturating_mul(2_u32.saturating_pow(self.pauses));
                self.pauses = self.pauses.saturating_add(1);
                self.shut = Some(Shut {
                    until: later(now, own.min(LONGEST).max(asked)),
                    probing: false,
                });
            }
        }
    }

    /// Whether nothing is known that would be lost.
    pub(super) fn is_open(&self, now: Timestamp) -> bool {
        self.shut.is_none_or(|shut| {
            let over = SignedDuration::try_from(LONGEST).unwrap_or(SignedDuration::MAX);
            now.duration_since(shut.until) > over
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    #[test]
    fn one_phone_that_is_written_to_too_often_shuts_nothing() {
        let mut gate = Gate::default();
        for round in 0..50 {
            gate.busy(at(round), Some(Duration::from_secs(3_600)));
            gate.busy(at(round), Some(Duration::from_secs(3_600)));
            gate.well();
            assert_eq!(gate.pass(at(round)), Ok(()));
        }
    }

    #[test]
    fn a_service_in_trouble_gets_one_message_per_pause() {
        let mut gate = Gate::default();
        for _ in 0..3 {
            assert_eq!(gate.pass(at(0)), Ok(()));
        }
        for _ in 0..3 {
            gate.busy(at(0), None);
        }
        assert_eq!(gate.pass(at(4)), Err(at(5)));
        assert_eq!(gate.pass(at(5)), Ok(()), "the probe");
        assert_eq!(gate.pass(at(5)), Err(at(15)), "only one");
        gate.busy(at(7), None);
        assert_eq!(gate.pass(at(16)), Err(at(17)), "twice as long");
        assert_eq!(gate.pass(at(17)), Ok(()));
        gate.well();
        for _ in 0..3 {
            assert_eq!(gate.pass(at(17)), Ok(()));
        }
    }

    #[test]
    fn what_the_service_asks_for_counts_up_to_five_minutes() {
        let mut gate = Gate::default();
        for _ in 0..3 {
            gate.busy(at(0), Some(Duration::from_secs(60)));
        }
        assert_eq!(gate.pass(at(1)), Err(at(60)));
        gate.busy(at(10), Some(Duration::from_secs(86_400)));
        assert_eq!(gate.pass(at(11)), Err(at(310)));
        assert_eq!(gate.pass(at(-86_400)), Ok(()), "a clock that was set back");
    }

    #[test]
    fn a_probe_that_never_answers_is_followed_by_another() {
        let mut gate = Gate::default();
        for _ in 0..3 {
            gate.busy(at(0), None);
        }
        assert_eq!(gate.pass(at(5)), Ok(()));
        assert_eq!(gate.pass(at(15)), Ok(()));
    }
}
