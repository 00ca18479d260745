//! Time as a parameter.

use jiff::Timestamp;

/// Tells what time it is. The real one lives in the server.
pub trait Clock: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> Timestamp;
}
