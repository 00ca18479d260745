//! Chance as a parameter.

use domain::id::Randomness;

/// Gives unpredictable bytes. The real one lives in the server and asks the operating system.
pub trait Entropy: Send + Sync + 'static {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// What one new id needs beside the moment.
pub(crate) fn randomness(entropy: &dyn Entropy) -> Randomness {
    array(entropy)
}

/// As many unpredictable bytes as the type says.
pub(crate) fn array<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}
