//! Opus: how long a packet sounds (RFC 6716, section 3), and its head (RFC 7845, section 5.1).

/// A packet sounds for at most 120 ms.
const LONGEST: u64 = 5_760;

/// Samples of 48 kHz in a packet; `None` when it is none.
pub(super) fn samples(packet: &[u8]) -> Option<u64> {
    let [first, rest @ ..] = packet else {
        return None;
    };
    let setting = first >> 3;
    // Table 2: speech, both, music.
    let frame: u64 = match (setting, setting & 3) {
        (0..12, 0) | (12..16, 0 | 2) => 480,
        (0..12, 1) | (12..16, _) => 960,
        (0..12, 2) => 1_920,
        (0..12, _) => 2_880,
        (_, 0) => 120,
        (_, 1) => 240,
        (_, 2) => 480,
        (_, _) => 960,
    };
    let frames = match (first & 3, rest) {
        (0, _) => 1,
        (1 | 2, _) => 2,
        (_, [count, ..]) => u64::from(count & 0x3F),
        (_, []) => return None,
    };
    let samples = frame * frames;
    (1..=LONGEST).contains(&samples).then_some(samples)
}

/// Whether it is the head of one or two channels: nineteen bytes, all of them numbers.
pub(super) fn is_head(head: &[u8]) -> bool {
    head.len() == 19
        && head.starts_with(b"OpusHead")
        && matches!(head.get(9), Some(1 | 2))
        && head.ends_with(&[0])
}
