use proptest::prelude::*;
use proptest::sample::Index;

use super::super::{Media, NotTaken};
use super::clean;
use crate::testing::{mp4_note, webm_note};

const MARK: &str = "Galaxy van Noor, Dorpsstraat 1";

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes
        .windows(mark.len())
        .any(|part| part == mark.as_bytes())
}

fn samples(millis: u16) -> [(Media, Vec<u8>); 3] {
    [
        (Media::WebM, webm_note(millis, MARK)),
        (Media::Mp4, mp4_note(millis.into(), true, MARK)),
        (Media::Mp4, mp4_note(millis.into(), false, MARK)),
    ]
}

#[test]
fn what_is_no_sound_goes_and_nothing_moves() {
    for (media, sent) in samples(12_000) {
        assert!(holds(&sent, MARK));
        let (kept_as, kept) = clean(sent.clone()).unwrap();
        assert_eq!((kept_as, kept.len()), (media, sent.len()));
        assert!(!holds(&kept, "Noor"), "{media:?}");
        assert_eq!(clean(kept.clone()), Ok((media, kept)));
    }
}

#[test]
fn a_minute_fits_and_a_second_more_does_not() {
    for (media, sent) in samples(60_000) {
        assert!(clean(sent).is_ok(), "{media:?}");
    }
    for (media, sent) in samples(61_000) {
        assert_eq!(clean(sent), Err(NotTaken::TooLong), "{media:?}");
    }
}

#[test]
fn the_clock_of_a_file_cannot_make_it_shorter() {
    // Every tick of the clock a nanosecond.
    let mut webm = webm_note(61_000, "x");
    let scale = 1_000_000_u32.to_be_bytes();
    let at = webm.windows(4).position(|part| part == scale).unwrap();
    webm[at..at + 4].copy_from_slice(&1_u32.to_be_bytes());
    assert_eq!(clean(webm), Err(NotTaken::TooLong));
    // A frame of AAC that says it lasts no time at all.
    let mut mp4 = mp4_note(61_000, true, "x");
    let at = mp4.windows(4).position(|part| part == b"trex").unwrap() + 16;
    mp4[at..at + 4].fill(0);
    assert_eq!(clean(mp4), Err(NotTaken::TooLong));
}

#[test]
fn anything_else_is_refused() {
    let film = {
        // The track says that it is a picture.
        let mut webm = webm_note(1_000, "x");
        let at = webm
            .windows(2)
            .position(|part| part == [0x83, 0x01])
            .unwrap();
        webm[at + 9] = 1;
        webm
    };
    let cut = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() - 7);
        bytes
    };
    let other_codec = {
        let mut mp4 = mp4_note(1_000, true, "x");
        let at = mp4.windows(4).position(|part| part == b"mp4a").unwrap();
        mp4[at..at + 4].copy_from_slice(b"ac-3");
        mp4
    };
    let strange = [
        Vec::new(),
        b"MZ\x90\0 this program cannot be run".to_vec(),
        b"OggS\0\x02".to_vec(),
        b"RIFF\0\0\0\0WAVEfmt ".to_vec(),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        webm_note(0, "x"),
        film,
        other_codec,
        cut(mp4_note(1_000, true, MARK)),
        cut(webm_note(1_000, MARK)),
    ];
    for (number, sent) in strange.into_iter().enumerate() {
        assert_eq!(clean(sent), Err(NotTaken::NotAVoiceNote), "{number}");
    }
    let large = vec![0; 4 * 1024 * 1024];
    assert_eq!(clean(large), Err(NotTaken::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn whatever_comes_is_refused_or_made_harmless(
        which in 0..3_usize,
        edits in prop::collection::vec((any::<Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<Index>()),
    ) {
        let (_, mut sent) = samples(200)[which].clone();
        for (at, byte) in edits {
            let at = at.index(sent.len());
            sent[at] = byte;
        }
        if let Some(cut) = cut {
            sent.truncate(cut.index(sent.len()));
        }
        if let Ok((media, kept)) = clean(sent) {
            prop_assert!(!holds(&kept, "Galaxy van"));
            prop_assert_eq!(clean(kept.clone()), Ok((media, kept)));
        }
    }

    #[test]
    fn any_bytes_are_no_voice_note(head in 0..3_usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let head: &[u8] = [b"".as_slice(), b"\x1A\x45\xDF\xA3", b"\0\0\0\x18ftyp"][head];
        prop_assert!(clean([head, &bytes].concat()).is_err());
    }
}
