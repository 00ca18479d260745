//! The one clock of the server.

use jiff::Timestamp;
use service::Clock;

/// What time this machine thinks it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the file that owns the clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
