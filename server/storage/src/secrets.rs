//! The house's own secrets, sealed under the master key, so that several instances share them.

use async_trait::async_trait;

use crate::{Result, Sealed};

/// Keeps secrets by name: the key check value, JWT and VAPID keys.
#[async_trait]
pub trait SecretRepository {
    /// Adds one if the name is free, and answers what stands there now: of two instances that start at
    /// once, one wins and both use the winner's.
    async fn secret_or_add(&mut self, name: &str, fresh: &Sealed) -> Result<Sealed>;
    /// Finds one.
    async fn secret(&mut self, name: &str) -> Result<Option<Sealed>>;
}
