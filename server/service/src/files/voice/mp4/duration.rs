//! How long it lasts: by the clock of the file, and by the frames in it, whichever is longer.

use core::ops::Range;

use super::super::Strange;
use super::super::bytes::end;
use super::boxes::Box;

/// Samples in a frame of AAC. (Some recorders put twice as many; then the clock is longer.)
const FRAME: u64 = 1_024;
/// More frames than a minute has at the highest rate: 48,000 / 1,024 in each second.
const MOST_FRAMES: u64 = 10_000;

/// What is known so far.
#[derive(Default)]
pub(super) struct Clock {
    /// Ticks per second.
    ticks_per_second: Option<u64>,
    /// Samples per second.
    pub(super) rate: Option<u64>,
    /// How many ticks a frame lasts when a fragment does not say.
    default: Option<u64>,
    ticks: u64,
    frames: u64,
}

impl Clock {
    /// The media header: two moments, then ticks per second.
    pub(super) fn scale(&mut self, bytes: &[u8], header: &Box) -> Result<(), Strange> {
        let at = if header.version(bytes)? == 0 { 12 } else { 20 };
        self.ticks_per_second = Some(header.number(bytes, at, 4)?);
        Ok(())
    }

    /// The defaults of the one track.
    pub(super) fn defaults(&mut self, bytes: &[u8], trex: &Box) -> Result<(), Strange> {
        self.default = Some(trex.number(bytes, 12, 4)?);
        Ok(())
    }

    /// The table of frames and ticks: empty when all of them are in fragments.
    pub(super) fn table(&mut self, bytes: &[u8], body: Range<usize>) -> Result<(), Strange> {
        let start = end(body.start, 4)?;
        let count = super::super::bytes::number(bytes, start..end(start, 4)?)?;
        let mut at = end(start, 4)?;
        for _ in 0..count {
            let next = end(at, 8)?;
            if next > body.end {
                return Err(Strange);
            }
            let middle = end(at, 4)?;
            let frames = super::super::bytes::number(bytes, at..middle)?;
            let ticks = super::super::bytes::number(bytes, middle..next)?;
            self.add(frames, ticks)?;
            at = next;
        }
        Ok(())
    }

    /// One fragment: its header and its runs, in the order in which they stand.
    pub(super) fn fragment(&mut self, bytes: &[u8], boxes: &[Box]) -> Result<(), Strange> {
        let mut default = self.default;
        for found in boxes {
            match &found.kind {
                b"tfhd" => default = own_default(bytes, found)?.or(default),
                b"trun" => self.run(bytes, found, default)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, bytes: &[u8], run: &Box, default: Option<u64>) -> Result<(), Strange> {
        let flags = run.flags(bytes)?;
        let count = run.number(bytes, 4, 4)?;
        // Each frame may have its ticks, size, flags and shift; ticks come first.
        let has_ticks = flags & 0x100 != 0;
        if !has_ticks {
            return self.add(count, default.ok_or(Strange)?);
        }
        let width = fields(flags, [0x100, 0x200, 0x400, 0x800]);
        let mut at = 8 + fields(flags, [0x1, 0x4, 0, 0]);
        for _ in 0..count {
            self.add(1, run.number(bytes, at, 4)?)?;
            at = end(at, width)?;
        }
        Ok(())
    }

    fn add(&mut self, frames: u64, ticks: u64) -> Result<(), Strange> {
        self.frames = self.frames.saturating_add(frames);
        self.ticks = self.ticks.saturating_add(frames.saturating_mul(ticks));
        if self.frames <= MOST_FRAMES {
            Ok(())
        } else {
            Err(Strange)
        }
    }

    /// In milliseconds.
    pub(super) fn millis(&self) -> Result<u64, Strange> {
        let (Some(per_second @ 1..), Some(rate @ 1..)) = (self.ticks_per_second, self.rate) else {
            return Err(Strange);
        };
        if self.frames == 0 {
            return Err(Strange);
        }
        let clock = self.ticks.saturating_mul(1_000) / per_second;
        let sound = (self.frames * FRAME * 1_000) / rate;
        Ok(clock.max(sound))
    }
}

/// The ticks of a frame, when the header of a fragment says so.
fn own_default(bytes: &[u8], header: &Box) -> Result<Option<u64>, Strange> {
    let flags = header.flags(bytes)?;
    if flags & 0x8 == 0 {
        return Ok(None);
    }
    let wide = if flags & 0x1 == 0 { 0 } else { 8 };
    let at = 8 + wide + fields(flags, [0x2, 0, 0, 0]);
    header.number(bytes, at, 4).map(Some)
}

/// The bytes of those fields of four bytes that the flags name.
fn fields(flags: u64, named: [u64; 4]) -> usize {
    4 * named.into_iter().filter(|flag| flags & flag != 0).count()
}
