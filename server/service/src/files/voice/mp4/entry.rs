//! What kind of sound it is (ISO/IEC 14496-12, section 12.2; 14496-14, section 5.6).

use core::ops::Range;

use super::super::Strange;
use super::super::bytes::{end, slice};
use super::boxes::Box;

/// The entry's own numbers, before the boxes in it.
const NUMBERS: usize = 28;
/// The descriptor that says how to decode (14496-1, section 7.2.6.6), and what it must say: AAC.
const DECODER: u8 = 0x04;
const AAC: u8 = 0x40;
/// A descriptor in a descriptor: the entry, with its number and its flags.
const STREAM: u8 = 0x03;
/// All of them together have some forty bytes.
const MOST: usize = 128;

/// Checks the one entry, blots out what is no sound; gives the samples per second.
pub(super) fn clean(bytes: &mut [u8], body: Range<usize>) -> Result<u64, Strange> {
    // Version, flags and count.
    let first = end(body.start, 8)?;
    let [entry] = Box::all(bytes, first..body.end)?
        .try_into()
        .ok()
        .ok_or(Strange)?;
    // Version 0 of the numbers: QuickTime's later ones have more.
    if entry.kind != *b"mp4a" || entry.number(bytes, 8, 2)? != 0 {
        return Err(Strange);
    }
    let channels = entry.number(bytes, 16, 2)?;
    let rate = entry.number(bytes, 24, 4)? >> 16;
    if !(1..=2).contains(&channels) || !(8_000..=48_000).contains(&rate) {
        return Err(Strange);
    }
    let mut is_aac = false;
    for found in Box::all(bytes, end(entry.body.start, NUMBERS)?..entry.body.end)? {
        if found.kind == *b"esds" && !is_aac {
            is_aac = says_aac(slice(bytes, found.body)?);
        } else {
            found.free(bytes)?;
        }
    }
    if is_aac { Ok(rate) } else { Err(Strange) }
}

fn says_aac(esds: &[u8]) -> bool {
    let decoder = || {
        let (stream, within) = descriptor(esds.get(4..)?)?;
        // Its number and flags; no other stream, no address, no clock of another one.
        let (decoder, within) = match (stream, within) {
            (STREAM, [_, _, 0, rest @ ..]) => descriptor(rest)?,
            _ => return None,
        };
        (decoder == DECODER).then_some(within.first().copied()?)
    };
    esds.len() <= MOST && decoder() == Some(AAC)
}

/// Name and content of a descriptor; its length is in seven bits per byte.
fn descriptor(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (name, mut rest) = bytes.split_first()?;
    let mut length = 0_usize;
    for _ in 0..4 {
        let (byte, after) = rest.split_first()?;
        rest = after;
        length = (length << 7) | usize::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((*name, rest.get(..length)?));
        }
    }
    None
}
