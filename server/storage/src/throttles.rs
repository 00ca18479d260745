//! How often something was tried; shared by all instances.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{KeyedHash, Result};

/// Counts tries per bucket (a code, an account, a network) in windows.
#[async_trait]
pub trait ThrottleRepository {
    /// Counts one try in the window that began at `window` and answers how many there are now, this
    /// one included. A newer window starts at one.
    async fn count_try(&mut self, bucket: KeyedHash, window: Timestamp) -> Result<u32>;
    /// Forgets a bucket: support lifts a limit, or the right value was given.
    async fn forget_tries(&mut self, bucket: KeyedHash) -> Result<()>;
    /// Forgets windows that began before this moment; answers how many.
    async fn purge_tries(&mut self, before: Timestamp) -> Result<u64>;
}
