//! The one source of chance of the server.

use rand::RngCore;
use service::Entropy;

/// What the operating system's generator gives, through a generator per thread that it reseeds.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the file that owns chance"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}
