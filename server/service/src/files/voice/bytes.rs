//! Bytes by their place, without ever leaving them.

use core::ops::Range;

use super::Strange;

/// The bytes of a range.
pub(super) fn slice(bytes: &[u8], range: Range<usize>) -> Result<&[u8], Strange> {
    bytes.get(range).ok_or(Strange)
}

/// The bytes of a range, as an unsigned number, the highest first; at most eight.
pub(super) fn number(bytes: &[u8], range: Range<usize>) -> Result<u64, Strange> {
    let bytes = slice(bytes, range)?;
    if bytes.len() > 8 {
        return Err(Strange);
    }
    Ok(bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

/// Zeroes a range.
pub(super) fn blot(bytes: &mut [u8], range: Range<usize>) -> Result<(), Strange> {
    bytes.get_mut(range).ok_or(Strange)?.fill(0);
    Ok(())
}

/// Writes bytes at a place.
pub(super) fn write(bytes: &mut [u8], at: usize, what: &[u8]) -> Result<(), Strange> {
    let range = at..end(at, what.len())?;
    bytes.get_mut(range).ok_or(Strange)?.copy_from_slice(what);
    Ok(())
}

/// Where something ends that begins here.
pub(super) fn end(at: usize, length: usize) -> Result<usize, Strange> {
    at.checked_add(length).ok_or(Strange)
}
