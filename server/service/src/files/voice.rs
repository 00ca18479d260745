//! A voice note stays as the phone recorded it, but for everything that is no sound: titles, names of
//! programs and phones, moments. What is not known to be needed is blotted out where it stands, so that
//! nothing has to move: no sound is coded anew, and every offset stays right.
//!
//! Two kinds, the two that browsers record: Opus in WebM ([`webm`]) and AAC in MP4 ([`mp4`]). Exactly
//! one track. How long it lasts is counted from the sound itself, not from what the file says of itself.

mod bytes;
mod mp4;
mod webm;

use domain::journal::FileKind;

use super::{Media, NotTaken};

/// A minute at the highest rate that browsers record with by themselves, and room to spare.
const MOST_BYTES: usize = 3 * 1024 * 1024;
/// The last packet may end a little after the minute: milliseconds.
const LEEWAY: u64 = 500;

/// It has not the shape that it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Strange;

/// Blots out whatever is no sound.
///
/// # Errors
///
/// [`NotTaken::NotAVoiceNote`], [`NotTaken::TooLong`], [`NotTaken::TooLarge`].
pub(super) fn clean(mut sent: Vec<u8>) -> Result<(Media, Vec<u8>), NotTaken> {
    if sent.len() > MOST_BYTES {
        return Err(NotTaken::TooLarge);
    }
    let (media, millis) = if webm::is_it(&sent) {
        (Media::WebM, webm::clean(&mut sent))
    } else if mp4::is_it(&sent) {
        (Media::Mp4, mp4::clean(&mut sent))
    } else {
        return Err(NotTaken::NotAVoiceNote);
    };
    let most = u64::from(FileKind::MAX_SECONDS) * 1_000 + LEEWAY;
    match millis {
        Ok(millis) if millis > most => Err(NotTaken::TooLong),
        Ok(_) => Ok((media, sent)),
        Err(Strange) => Err(NotTaken::NotAVoiceNote),
    }
}

#[cfg(test)]
mod tests;
