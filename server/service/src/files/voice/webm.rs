//! WebM (Matroska, RFC 9559, in EBML, RFC 8794), as far as a browser's recorder writes it: one Opus track.

mod element;
mod opus;
mod track;

use core::ops::Range;

use self::element::{Element, void};
use super::Strange;
use super::bytes::{number, slice};

const EBML: u32 = 0x1A45_DFA3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x002A_D7B1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK_ENTRY: u32 = 0xAE;
const CLUSTER: u32 = 0x1F43_B675;
const TIMESTAMP: u32 = 0xE7;
const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;

/// Kept in the head: versions and limits of EBML and of the kind of document.
const HEAD_NUMBERS: [u32; 6] = [0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4287, 0x4285];
/// Kept in a block group: how long it lasts, and what of it is not to be heard.
const BLOCK_NUMBERS: [u32; 2] = [0x9B, 0x75A2];

/// Whether it begins as EBML does.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    bytes.starts_with(&EBML.to_be_bytes())
}

/// Blots out what is no sound; says how long the sound lasts, in milliseconds.
pub(super) fn clean(bytes: &mut [u8]) -> Result<u64, Strange> {
    let head = Element::read(bytes, 0, bytes.len())?.known()?;
    let mut is_webm = false;
    for child in Element::children(bytes, head.clone())? {
        match child.id {
            DOC_TYPE => is_webm = slice(bytes, child.known()?)? == b"webm",
            id if HEAD_NUMBERS.contains(&id) => child.is_number()?,
            _ => void(bytes, &child)?,
        }
    }
    let segment = Element::read(bytes, head.end, bytes.len())?;
    let within = segment.body_or(bytes.len());
    if !is_webm || segment.id != SEGMENT || within.end != bytes.len() {
        return Err(Strange);
    }
    let mut sound = Sound::default();
    sound.segment(bytes, within)?;
    sound.millis()
}

/// What is known of the sound so far.
#[derive(Default)]
struct Sound {
    /// Nanoseconds per tick (RFC 9559, section 11.1).
    scale: Option<u64>,
    track: Option<u64>,
    /// Ticks, of the cluster that was begun.
    cluster: Option<u64>,
    /// Where that cluster ends, if it says.
    cluster_end: Option<usize>,
    /// Ticks, of the last block.
    last: u64,
    /// Samples of 48 kHz: of all packets, and of the longest one.
    samples: u64,
    longest: u64,
}

impl Sound {
    /// Clusters are walked through, not stepped over: a recorder that streams gives them no length.
    fn segment(&mut self, bytes: &mut [u8], within: Range<usize>) -> Result<(), Strange> {
        let mut at = within.start;
        while at < within.end {
            if self.cluster_end == Some(at) {
                (self.cluster, self.cluster_end) = (None, None);
            }
            let bound = self.cluster_end.unwrap_or(within.end);
            let element = Element::read(bytes, at, bound)?;
            if element.id == CLUSTER && self.cluster_end.is_none() {
                self.cluster = Some(0);
                self.cluster_end = element.body.as_ref().map(|body| body.end);
                at = element.content;
                continue;
            }
            let body = element.known()?;
            at = body.end;
            match (element.id, self.cluster.is_some()) {
                (INFO, false) => self.info(bytes, body)?,
                (TRACKS, false) => self.tracks(bytes, body)?,
                (TIMESTAMP, true) => self.cluster = Some(number(bytes, body)?),
                (SIMPLE_BLOCK, true) => self.block(bytes, body)?,
                (BLOCK_GROUP, true) => self.group(bytes, body)?,
                _ => void(bytes, &element)?,
            }
        }
        match self.cluster_end {
            Some(end) if end != within.end => Err(Strange),
            _ => Ok(()),
        }
    }

    fn info(&mut self, bytes: &mut [u8], body: Range<usize>) -> Result<(), Strange> {
        let mut scale = 1_000_000;
        for child in Element::children(bytes, body)? {
            match child.id {
                TIMESTAMP_SCALE => scale = number(bytes, child.known()?)?,
                DURATION => child.is_number()?,
                _ => void(bytes, &child)?,
            }
        }
        if !(1..=1_000_000_000).contains(&scale) || self.scale.replace(scale).is_some() {
            return Err(Strange);
        }
        Ok(())
    }

    fn tracks(&mut self, bytes: &mut [u8], body: Range<usize>) -> Result<(), Strange> {
        for child in Element::children(bytes, body)? {
            match (child.id, self.track) {
                (TRACK_ENTRY, None) => self.track = Some(track::clean(bytes, child.known()?)?),
                (TRACK_ENTRY, Some(_)) => return Err(Strange),
                _ => void(bytes, &child)?,
            }
        }
        Ok(())
    }

    fn group(&mut self, bytes: &mut [u8], body: Range<usize>) -> Result<(), Strange> {
        for child in Element::children(bytes, body)? {
            match child.id {
                BLOCK => self.block(bytes, child.known()?)?,
                id if BLOCK_NUMBERS.contains(&id) => child.is_number()?,
                _ => void(bytes, &child)?,
            }
        }
        Ok(())
    }

    /// A block (RFC 9559, section 10.1): track, ticks after the cluster's, flags, one packet.
    fn block(&mut self, bytes: &[u8], body: Range<usize>) -> Result<(), Strange> {
        let [track, high, low, flags, packet @ ..] = slice(bytes, body)? else {
            return Err(Strange);
        };
        let is_ours = self.track.map(|track| track | 0x80) == Some(u64::from(*track));
        let is_laced = flags & 0x06 != 0;
        if !is_ours || is_laced {
            return Err(Strange);
        }
        let after = i64::from(i16::from_be_bytes([*high, *low]));
        let cluster = self.cluster.ok_or(Strange)?;
        let ticks = cluster.checked_add_signed(after).ok_or(Strange)?;
        let samples = opus::samples(packet).ok_or(Strange)?;
        self.last = self.last.max(ticks);
        self.samples = self.samples.saturating_add(samples);
        self.longest = self.longest.max(samples);
        Ok(())
    }

    /// By the clock of the file or by the sound in it, whichever is longer.
    fn millis(&self) -> Result<u64, Strange> {
        let scale = self.scale.ok_or(Strange)?;
        if self.samples == 0 {
            return Err(Strange);
        }
        let sound = self.samples / 48;
        let clock = (self.last.saturating_mul(scale) / 1_000_000).saturating_add(self.longest / 48);
        Ok(sound.max(clock))
    }
}
