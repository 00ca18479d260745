//! The one track, and what is told of it.

use core::ops::Range;

use super::super::Strange;
use super::super::bytes::{blot, number, slice, write};
use super::element::{Element, void};
use super::opus;

const TRACK_NUMBER: u32 = 0xD7;
const TRACK_UID: u32 = 0x73C5;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63A2;
const AUDIO: u32 = 0xE1;
const CONTENT_ENCODINGS: u32 = 0x6D80;

/// Kept: delay of the codec, what to hear before a jump, how long a packet lasts.
const TRACK_NUMBERS: [u32; 3] = [0x56AA, 0x56BB, 0x0023_E383];
/// Kept: frequencies, channels, bits.
const AUDIO_NUMBERS: [u32; 4] = [0xB5, 0x9F, 0x78B5, 0x6264];

/// The type of a track that is sound (RFC 9559, section 5.1.4.1.3).
const IS_AUDIO: u64 = 2;

/// Checks the track, blots out what is no sound; gives its number.
pub(super) fn clean(bytes: &mut [u8], body: Range<usize>) -> Result<u64, Strange> {
    let (mut track, mut is_audio, mut is_opus, mut has_head) = (None, false, false, false);
    for child in Element::children(bytes, body)? {
        let body = child.known()?;
        match child.id {
            TRACK_NUMBER => track = Some(number(bytes, body)?),
            // Random, and nobody's business; it may not be zero.
            TRACK_UID => {
                let last = body.end.saturating_sub(1).max(body.start);
                blot(bytes, body)?;
                write(bytes, last, &[1])?;
            }
            TRACK_TYPE => is_audio = number(bytes, body)? == IS_AUDIO,
            CODEC_ID => is_opus = slice(bytes, body)? == b"A_OPUS",
            CODEC_PRIVATE => has_head = opus::is_head(slice(bytes, body)?),
            CONTENT_ENCODINGS => return Err(Strange),
            AUDIO => numbers(bytes, body)?,
            id if TRACK_NUMBERS.contains(&id) => child.is_number()?,
            _ => void(bytes, &child)?,
        }
    }
    // One byte is enough for one track, and spares another kind of number in every block.
    match track {
        Some(number @ 1..=126) if is_audio && is_opus && has_head => Ok(number),
        _ => Err(Strange),
    }
}

fn numbers(bytes: &mut [u8], body: Range<usize>) -> Result<(), Strange> {
    for child in Element::children(bytes, body)? {
        if AUDIO_NUMBERS.contains(&child.id) {
            child.is_number()?;
        } else {
            void(bytes, &child)?;
        }
    }
    Ok(())
}
