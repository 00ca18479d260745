//! A photo becomes a small JPEG of its own: what is not a dot on the screen (place, moment, name of the
//! phone, whatever else somebody put in) is not in it.
//!
//! Decoding is where pictures bite. Only three formats, told apart by their first bytes; size before
//! dots, and dots within limits; nothing of the text chunks is ever looked at.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use super::NotTaken;

/// Dots: the largest that phones make by themselves has some less.
const MOST_DOTS: u64 = 40_000_000;
/// Bytes while decoding: [`MOST_DOTS`] in four channels, and what the decoder needs itself.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// The longer edge of what is kept: sharp on a phone and on a laptop.
const LONGEST_EDGE: u32 = 1600;
/// Of a hundred.
const QUALITY: u8 = 80;

/// Reads a photo and writes it anew, upright and small.
///
/// # Errors
///
/// [`NotTaken::NotAPicture`], [`NotTaken::TooLarge`].
pub(super) fn clean(sent: &[u8]) -> Result<Vec<u8>, NotTaken> {
    let format = format(sent)?;
    let mut decoder = reader(sent, format)
        .into_decoder()
        .map_err(|error| meaning(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(NotTaken::TooLarge);
    }
    // A broken note about which side is up is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    drop(decoder);
    // Not `DynamicImage::from_decoder`: it ignores the limits.
    let picture = reader(sent, format)
        .decode()
        .map_err(|error| meaning(&error))?;
    let mut picture = on_white(small(picture));
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .map_err(|error| meaning(&error))?;
    Ok(jpeg)
}

fn format(sent: &[u8]) -> Result<ImageFormat, NotTaken> {
    match image::guess_format(sent) {
        Ok(ImageFormat::Jpeg) if !reaches_its_end(sent) => Err(NotTaken::NotAPicture),
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Ok(format),
        Ok(_) | Err(_) => Err(NotTaken::NotAPicture),
    }
}

fn reader(sent: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(sent), format);
    reader.limits(limits);
    reader
}

fn meaning(error: &ImageError) -> NotTaken {
    match error {
        ImageError::Limits(_) => NotTaken::TooLarge,
        _ => NotTaken::NotAPicture,
    }
}

fn small(picture: DynamicImage) -> DynamicImage {
    if picture.width().max(picture.height()) > LONGEST_EDGE {
        picture.thumbnail(LONGEST_EDGE, LONGEST_EDGE)
    } else {
        picture
    }
}

/// JPEG knows no holes: what can be looked through becomes white, as on paper.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8().into();
    }
    let picture = picture.into_rgba8();
    let mut opaque = RgbImage::new(picture.width(), picture.height());
    for (to, from) in opaque.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [red, green, blue].map(|colour| {
            let mixed = u16::from(colour) * u16::from(alpha) + 255 * u16::from(255 - alpha);
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        });
    }
    opaque.into()
}

/// Whether a JPEG has its end marker (ITU-T T.81, B.1.1.3) after its last segment with a length; a
/// decoder would fill up with grey what did not arrive.
fn reaches_its_end(jpeg: &[u8]) -> bool {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    loop {
        match rest {
            // Fill bytes may stand before any marker.
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            // From the start of a scan on, only the markers are of interest.
            [0xFF, 0xDA, ..] => return rest.windows(2).any(|pair| pair == [0xFF, 0xD9]),
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(length.saturating_add(2)..).unwrap_or_default();
            }
            _ => return false,
        }
    }
}
