//! Elements of EBML (RFC 8794): a name, a length, and what is in it.

use core::ops::Range;

use super::super::Strange;
use super::super::bytes::{blot, end, number, write};

/// More elements side by side than a minute of sound has.
const MOST_CHILDREN: usize = 10_000;
/// EBML's own way of saying: nothing here.
const VOID: u8 = 0xEC;

/// One element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) id: u32,
    /// Where it begins.
    at: usize,
    /// Where what is in it begins.
    pub(super) content: usize,
    /// What is in it; `None` for a length that nobody knew when it was written.
    pub(super) body: Option<Range<usize>>,
}

impl Element {
    /// Reads the element at a place; it may not go beyond `bound`.
    pub(super) fn read(bytes: &[u8], at: usize, bound: usize) -> Result<Self, Strange> {
        let named = end(at, width(bytes, at)?)?;
        // Section 5: names of at most four bytes; the marker is part of them.
        let id = u32::try_from(number(bytes, at..named)?)
            .ok()
            .ok_or(Strange)?;
        let width = width(bytes, named)?;
        let content = end(named, width)?;
        let marker = 1_u64.checked_shl(width_bits(width)?).ok_or(Strange)?;
        let length = number(bytes, named..content)? & (marker - 1);
        let body = if length == marker - 1 {
            None
        } else {
            let length = usize::try_from(length).ok().ok_or(Strange)?;
            Some(content..end(content, length)?)
        };
        if body.as_ref().map_or(content, |body| body.end) > bound {
            return Err(Strange);
        }
        Ok(Self {
            id,
            at,
            content,
            body,
        })
    }

    /// Every element of a range; they fill it.
    pub(super) fn children(bytes: &[u8], range: Range<usize>) -> Result<Vec<Self>, Strange> {
        let mut children = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let child = Self::read(bytes, at, range.end)?;
            at = child.known()?.end;
            children.push(child);
            if children.len() > MOST_CHILDREN {
                return Err(Strange);
            }
        }
        Ok(children)
    }

    /// What is in it, when its length was known.
    pub(super) fn known(&self) -> Result<Range<usize>, Strange> {
        self.body.clone().ok_or(Strange)
    }

    /// What is in it, or everything up to a place.
    pub(super) fn body_or(&self, end: usize) -> Range<usize> {
        self.body.clone().unwrap_or(self.content..end)
    }

    /// A number has at most eight bytes: nothing hides in it.
    pub(super) fn is_number(&self) -> Result<(), Strange> {
        if self.known()?.len() <= 8 {
            Ok(())
        } else {
            Err(Strange)
        }
    }
}

/// How many bytes a name or a length has: one more than there are zeroes before the first bit.
fn width(bytes: &[u8], at: usize) -> Result<usize, Strange> {
    match bytes.get(at).ok_or(Strange)?.leading_zeros() {
        zeroes @ 0..=7 => usize::try_from(zeroes + 1).ok().ok_or(Strange),
        _ => Err(Strange),
    }
}

/// Of these, the bits that count.
fn width_bits(width: usize) -> Result<u32, Strange> {
    u32::try_from(width * 7).ok().ok_or(Strange)
}

/// Makes an element say nothing, in the same room.
pub(super) fn void(bytes: &mut [u8], element: &Element) -> Result<(), Strange> {
    let body = element.known()?;
    let room = body.end.checked_sub(element.at).ok_or(Strange)?;
    let short = room.checked_sub(2).ok_or(Strange)?;
    blot(bytes, element.at..body.end)?;
    match u8::try_from(short) {
        Ok(length @ ..=126) => write(bytes, element.at, &[VOID, 0x80 | length]),
        _ => {
            let length = room
                .checked_sub(9)
                .and_then(|room| u64::try_from(room).ok())
                .ok_or(Strange)?;
            write(bytes, element.at, &[VOID])?;
            let marked = (1 << 56) | length;
            write(bytes, end(element.at, 1)?, &marked.to_be_bytes())
        }
    }
}
