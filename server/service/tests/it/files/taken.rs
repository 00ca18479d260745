//! What is taken and what is not, and what is left of it.

use contract::ProblemCode;
use domain::journal::{Audience, FileKind};
use image::ImageFormat;
use service::Media;
use service::testing::{mp4_note, webm_note};

use super::{MARK, add, log_win, put, put_as, took};
use crate::house::{House, Tested, holds};
use crate::pictures::{as_phones_do, bomb, corner, jpeg, noise, promising, written};

#[tokio::test]
async fn what_is_no_picture_and_no_voice_note_is_said() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let good = jpeg(&noise(200, 200))?;
    let truncated = good.get(..good.len() / 2).unwrap_or_default().to_vec();
    let large = written(&noise(1_900, 1_900), ImageFormat::Png)?;
    assert!(large.len() > FileKind::MAX_BYTES);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let table = [
        (
            "nothing",
            Vec::new(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "HEIC",
            heic.clone(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "SVG",
            svg.to_vec(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "a program",
            b"MZ\x90\0\x03".to_vec(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "GIF",
            b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "PDF",
            b"%PDF-1.7".to_vec(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "half a JPEG",
            truncated,
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "a JPEG's name only",
            b"\xFF\xD8\xFF\xE0".to_vec(),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "PNG bomb",
            bomb(50_000, 50_000),
            FileKind::Photo,
            ProblemCode::FileTooLarge,
        ),
        (
            "JPEG bomb",
            promising(&good, 65_500, 65_500)?,
            FileKind::Photo,
            ProblemCode::FileTooLarge,
        ),
        (
            "more than 10 MB",
            large,
            FileKind::Photo,
            ProblemCode::FileTooLarge,
        ),
        (
            "a voice note as photo",
            webm_note(500, ""),
            FileKind::Photo,
            ProblemCode::NotAPicture,
        ),
        (
            "a photo as voice note",
            good.clone(),
            FileKind::Voice,
            ProblemCode::NotAVoiceNote,
        ),
        (
            "HEIC as voice note",
            heic,
            FileKind::Voice,
            ProblemCode::NotAVoiceNote,
        ),
        (
            "61 seconds",
            webm_note(61_000, ""),
            FileKind::Voice,
            ProblemCode::VoiceTooLong,
        ),
        (
            "61 seconds in MP4",
            mp4_note(61_000, true, ""),
            FileKind::Voice,
            ProblemCode::VoiceTooLong,
        ),
    ];
    for (name, sent, kind, code) in table {
        let refused = put_as(&house, &youth, plan, kind, &sent).await;
        assert_eq!(refused, Err(code), "{name}");
    }
    assert!(put(&house, &youth, plan, &good).await.is_ok(), "it goes on");
    Ok(())
}

#[tokio::test]
async fn what_is_kept_holds_no_place_and_stands_upright() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let plain = jpeg(&corner())?;
    // Where the red corner is after each of the eight orientations of EXIF, and which way it lies.
    let upright = [
        (1, 1, 1, true),
        (2, 4, 1, true),
        (3, 4, 4, true),
        (4, 1, 4, true),
        (5, 1, 1, false),
        (6, 4, 1, false),
        (7, 4, 4, false),
        (8, 1, 4, false),
    ];
    for (orientation, x, y, lies) in upright {
        let sent = as_phones_do(&plain, orientation, MARK);
        assert!(holds(&sent, MARK.as_bytes()) && holds(&sent, b"Exif"));
        let file = took(&house, &youth, plan, &sent).await?;
        house
            .write(&youth, plan, add(file, win, FileKind::Photo))
            .await?;
        let kept = house.stip.file(&coach, plan, file).await?.bytes;
        for gone in [MARK.as_bytes(), b"Exif", b"ns.adobe", b"ICC_PROFILE"] {
            assert!(!holds(&kept, gone), "{}", String::from_utf8_lossy(gone));
        }
        let picture = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg)?.into_rgb8();
        let size = (picture.width(), picture.height());
        assert_eq!(size, if lies { (64, 32) } else { (32, 64) });
        let at = |fifths: u32, of: u32| fifths * of / 5;
        let dot = picture.get_pixel(at(x, size.0), at(y, size.1)).0;
        assert!(dot[0] > 150 && dot[2] < 90, "{orientation}: {dot:?}");
    }
    let note = took(&house, &youth, plan, &mp4_note(3_000, true, MARK)).await?;
    house
        .write(&youth, plan, add(note, win, FileKind::Voice))
        .await?;
    let kept = house.stip.file(&coach, plan, note).await?;
    assert_eq!(kept.media, Media::Mp4);
    assert!(!holds(&kept.bytes, MARK.as_bytes()));
    Ok(())
}

#[tokio::test]
async fn a_photo_of_a_camera_becomes_small() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let win = log_win(&house, &youth, plan, Audience::Everyone).await?;
    let picture =
        image::DynamicImage::from(corner()).resize_exact(2_400, 1_800, image::imageops::Nearest);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let sent = written(&picture.to_rgb8(), format)?;
        let file = took(&house, &youth, plan, &sent).await?;
        house
            .write(&youth, plan, add(file, win, FileKind::Photo))
            .await?;
        let kept = house.stip.file(&youth, plan, file).await?;
        assert_eq!(kept.media, Media::Jpeg);
        let kept = image::load_from_memory_with_format(&kept.bytes, ImageFormat::Jpeg)?;
        assert_eq!((kept.width(), kept.height()), (1_600, 1_200), "{format:?}");
    }
    Ok(())
}
