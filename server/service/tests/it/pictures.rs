//! Pictures for the tests, made by hand where no program would make them.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};

use crate::house::Answer;

/// Red above on the left, and blue elsewhere; twice as wide as high.
pub(crate) fn corner() -> RgbImage {
    RgbImage::from_fn(64, 32, |x, y| match x < 32 && y < 16 {
        true => Rgb([220, 0, 0]),
        false => Rgb([0, 0, 220]),
    })
}

pub(crate) fn jpeg(picture: &RgbImage) -> Answer<Vec<u8>> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95))?;
    Ok(bytes)
}

pub(crate) fn written(picture: &RgbImage, format: ImageFormat) -> Answer<Vec<u8>> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

/// Dots without any order: nothing makes them smaller.
pub(crate) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = state.to_le_bytes();
        Rgb([red, green, blue])
    })
}

/// As a phone writes it: which side is up, where it was (GPS), whose phone it is; and a comment, XMP.
pub(crate) fn as_phones_do(jpeg: &[u8], orientation: u16, mark: &str) -> Vec<u8> {
    let segment = |kind: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
        [&[0xFF, kind], length.to_be_bytes().as_slice(), body].concat()
    };
    let name = format!("{mark}\0");
    let after = 8 + 2 + 3 * 12 + 4;
    let gps = after + u32::try_from(name.len()).unwrap_or_default();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    let exif = [
        b"Exif\0\0II*\0".as_slice(),
        &8_u32.to_le_bytes(),
        &3_u16.to_le_bytes(),
        &entry(0x010F, 2, gps - after, after),
        &entry(0x0112, 3, 1, orientation.into()),
        &entry(0x8825, 4, 1, gps),
        &[0; 4],
        name.as_bytes(),
        // GPS: a reference "N".
        &1_u16.to_le_bytes(),
        &entry(0x0001, 2, 2, u32::from(b'N')),
        &[0; 4],
    ]
    .concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", mark.as_bytes()].concat();
    let (start, rest) = jpeg.split_at(2);
    let notes = [
        segment(0xE1, &exif),
        segment(0xE1, &xmp),
        segment(0xFE, mark.as_bytes()),
    ];
    [start, &notes.concat(), rest, mark.as_bytes()].concat()
}

/// A JPEG whose head promises so many dots.
pub(crate) fn promising(jpeg: &[u8], width: u16, height: u16) -> Answer<Vec<u8>> {
    let mut bytes = jpeg.to_vec();
    let head = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]);
    let at = head.ok_or("a frame header")? + 5;
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    bytes
        .get_mut(at..at + 4)
        .ok_or("a size")?
        .copy_from_slice(&size);
    Ok(bytes)
}

/// A PNG of so many black dots, one bit each, with a few bytes of them.
pub(crate) fn bomb(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], body: &[u8]| {
        let named = [kind, body].concat();
        let length = u32::try_from(body.len()).unwrap_or_default();
        [
            &length.to_be_bytes()[..],
            &named,
            &crc(&named).to_be_bytes(),
        ]
        .concat()
    };
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[1, 0, 0, 0, 0],
    ]
    .concat();
    // An empty stream of zlib.
    let data = [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &data),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

/// CRC-32 as PNG has it (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| match crc & 1 {
            0 => crc >> 1,
            _ => 0xEDB8_8320 ^ (crc >> 1),
        })
    })
}
