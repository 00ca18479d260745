//! MP4 (ISO/IEC 14496-12), as browsers' recorders write it: one AAC track, in one piece or in fragments.

mod boxes;
mod duration;
mod entry;

use core::ops::Range;

use self::boxes::{Box, Kind};
use self::duration::Clock;
use super::Strange;
use super::bytes::{blot, slice};

/// Whether it begins as MP4 does.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp".as_slice())
}

/// Blots out what is no sound; says how long the sound lasts, in milliseconds.
pub(super) fn clean(bytes: &mut [u8]) -> Result<u64, Strange> {
    let mut clock = Clock::default();
    let (mut has_movie, mut has_sound) = (false, false);
    for found in Box::all(bytes, 0..bytes.len())? {
        match &found.kind {
            b"ftyp" | b"styp" => brands(bytes, &found)?,
            b"moov" if !has_movie => {
                movie(bytes, found.body, &mut clock)?;
                has_movie = true;
            }
            b"moof" if has_movie => fragment(bytes, found.body, &mut clock)?,
            b"mdat" => has_sound = true,
            b"moov" | b"moof" => return Err(Strange),
            _ => found.free(bytes)?,
        }
    }
    if has_sound {
        clock.millis()
    } else {
        Err(Strange)
    }
}

/// Names of four letters; a phone's own name would be longer.
fn brands(bytes: &[u8], found: &Box) -> Result<(), Strange> {
    let length = found.body.len();
    let are_letters = slice(bytes, found.body.clone())?
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, 0..=9 | b' ' | b'_' | b'-'));
    if length.is_multiple_of(4) && length <= 64 && are_letters {
        Ok(())
    } else {
        Err(Strange)
    }
}

fn movie(bytes: &mut [u8], body: Range<usize>, clock: &mut Clock) -> Result<(), Strange> {
    let mut has_track = false;
    for found in Box::all(bytes, body)? {
        match &found.kind {
            b"mvhd" => forget_moments(bytes, &found)?,
            b"trak" if !has_track => {
                track(bytes, found.body, clock)?;
                has_track = true;
            }
            b"trak" => return Err(Strange),
            b"mvex" => {
                for inner in keep(bytes, found.body, &[b"mehd", b"trex"])? {
                    if inner.kind == *b"trex" {
                        clock.defaults(bytes, &inner)?;
                    }
                }
            }
            _ => found.free(bytes)?,
        }
    }
    if has_track { Ok(()) } else { Err(Strange) }
}

fn track(bytes: &mut [u8], body: Range<usize>, clock: &mut Clock) -> Result<(), Strange> {
    let mut has_media = false;
    for found in Box::all(bytes, body)? {
        match &found.kind {
            b"tkhd" => forget_moments(bytes, &found)?,
            b"edts" => {
                keep(bytes, found.body, &[b"elst"])?;
            }
            b"mdia" if !has_media => {
                media(bytes, found.body, clock)?;
                has_media = true;
            }
            _ => found.free(bytes)?,
        }
    }
    if has_media { Ok(()) } else { Err(Strange) }
}

fn media(bytes: &mut [u8], body: Range<usize>, clock: &mut Clock) -> Result<(), Strange> {
    let mut is_sound = false;
    for found in Box::all(bytes, body)? {
        match &found.kind {
            b"mdhd" => {
                forget_moments(bytes, &found)?;
                clock.scale(bytes, &found)?;
            }
            b"hdlr" => {
                // Version and flags, nothing, the kind; then a name for people.
                let start = found.body.start;
                is_sound = slice(bytes, start + 8..start + 12)? == b"soun";
                blot(bytes, start + 12..found.body.end)?;
            }
            b"minf" => {
                for inner in keep(bytes, found.body, &[b"smhd", b"dinf", b"stbl"])? {
                    match &inner.kind {
                        b"dinf" => here(bytes, inner.body)?,
                        b"stbl" => samples(bytes, inner.body, clock)?,
                        _ => {}
                    }
                }
            }
            _ => found.free(bytes)?,
        }
    }
    if is_sound { Ok(()) } else { Err(Strange) }
}

/// The sound is in this file: no address of another one.
fn here(bytes: &mut [u8], body: Range<usize>) -> Result<(), Strange> {
    for found in keep(bytes, body, &[b"dref"])? {
        if found.kind == *b"dref" && found.body.len() != 20 {
            return Err(Strange);
        }
    }
    Ok(())
}

fn samples(bytes: &mut [u8], body: Range<usize>, clock: &mut Clock) -> Result<(), Strange> {
    const TABLES: [&Kind; 6] = [b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64"];
    for found in keep(bytes, body, &TABLES)? {
        match &found.kind {
            b"stsd" => clock.rate = Some(entry::clean(bytes, found.body)?),
            b"stts" => clock.table(bytes, found.body)?,
            _ => {}
        }
    }
    Ok(())
}

fn fragment(bytes: &mut [u8], body: Range<usize>, clock: &mut Clock) -> Result<(), Strange> {
    for found in keep(bytes, body, &[b"mfhd", b"traf"])? {
        if found.kind == *b"traf" {
            let runs = keep(bytes, found.body, &[b"tfhd", b"tfdt", b"trun"])?;
            clock.fragment(bytes, &runs)?;
        }
    }
    Ok(())
}

/// Keeps these, and makes all others say nothing.
fn keep(bytes: &mut [u8], body: Range<usize>, kinds: &[&Kind]) -> Result<Vec<Box>, Strange> {
    let mut kept = Vec::new();
    for found in Box::all(bytes, body)? {
        if kinds.contains(&&found.kind) {
            kept.push(found);
        } else {
            found.free(bytes)?;
        }
    }
    Ok(kept)
}

/// When it was made and changed: the first two numbers of these boxes.
fn forget_moments(bytes: &mut [u8], found: &Box) -> Result<(), Strange> {
    let start = found.body.start;
    let width = if found.version(bytes)? == 0 { 4 } else { 8 };
    blot(bytes, start + 4..start + 4 + 2 * width)
}
