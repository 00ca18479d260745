//! Boxes (ISO/IEC 14496-12, section 4.2): a length, a name, and what is in it.

use core::ops::Range;

use super::super::Strange;
use super::super::bytes::{blot, end, number, slice, write};

/// The name of a box.
pub(super) type Kind = [u8; 4];

/// More boxes side by side than a minute of sound has.
const MOST: usize = 2_000;

/// One box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Box {
    pub(super) kind: Kind,
    /// Where its name is.
    named: usize,
    /// What is in it.
    pub(super) body: Range<usize>,
}

impl Box {
    /// Every box of a range; they fill it.
    pub(super) fn all(bytes: &[u8], range: Range<usize>) -> Result<Vec<Self>, Strange> {
        let mut all = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let found = Self::read(bytes, at, range.end)?;
            at = found.body.end;
            all.push(found);
            if all.len() > MOST {
                return Err(Strange);
            }
        }
        Ok(all)
    }

    fn read(bytes: &[u8], at: usize, bound: usize) -> Result<Self, Strange> {
        let named = end(at, 4)?;
        let short = end(named, 4)?;
        let kind = slice(bytes, named..short)?;
        let (length, start) = match number(bytes, at..named)? {
            // To the end of the file.
            0 => (u64::try_from(bound - at).ok().ok_or(Strange)?, short),
            1 => (number(bytes, short..end(short, 8)?)?, end(short, 8)?),
            length => (length, short),
        };
        let last = end(at, usize::try_from(length).ok().ok_or(Strange)?)?;
        if last < start || last > bound {
            return Err(Strange);
        }
        Ok(Self {
            kind: kind.try_into().ok().ok_or(Strange)?,
            named,
            body: start..last,
        })
    }

    /// Makes it say nothing, in the same room.
    pub(super) fn free(&self, bytes: &mut [u8]) -> Result<(), Strange> {
        write(bytes, self.named, b"free")?;
        blot(bytes, self.body.clone())
    }

    /// The version of a full box.
    pub(super) fn version(&self, bytes: &[u8]) -> Result<u64, Strange> {
        self.number(bytes, 0, 1)
    }

    /// The flags of a full box.
    pub(super) fn flags(&self, bytes: &[u8]) -> Result<u64, Strange> {
        self.number(bytes, 1, 3)
    }

    /// A number in it: so many bytes from a place on.
    pub(super) fn number(&self, bytes: &[u8], at: usize, width: usize) -> Result<u64, Strange> {
        let start = end(self.body.start, at)?;
        let range = start..end(start, width)?;
        if range.end > self.body.end {
            return Err(Strange);
        }
        number(bytes, range)
    }
}
