//! Voice notes as browsers record them, made by hand: silence, and a mark wherever a name can stand.

/// Opus in WebM, as a recorder that streams writes it: no lengths, a cluster every ten seconds.
#[must_use]
pub fn webm_note(millis: u16, mark: &str) -> Vec<u8> {
    /// A packet of silence that lasts 20 ms.
    const SILENCE: [u8; 3] = [0xF8, 0xFF, 0xFE];
    let head = element(
        0x1A45_DFA3,
        &[element(0x4282, b"webm"), element(0x4287, &[4])].concat(),
    );
    let info = [
        element(0x002A_D7B1, &1_000_000_u32.to_be_bytes()),
        element(0x7BA9, mark.as_bytes()),
        element(0x4D80, mark.as_bytes()),
        element(0x5741, mark.as_bytes()),
    ];
    let opus = [
        b"OpusHead\x01\x01".as_slice(),
        &[0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0],
    ]
    .concat();
    let track = [
        element(0xD7, &[1]),
        element(0x73C5, mark.as_bytes()),
        element(0x83, &[2]),
        element(0x86, b"A_OPUS"),
        element(0x536E, mark.as_bytes()),
        element(0x63A2, &opus),
        element(
            0xE1,
            &[
                element(0xB5, &48_000_f32.to_be_bytes()),
                element(0x9F, &[1]),
            ]
            .concat(),
        ),
    ];
    let tags = element(0x1254_C367, mark.as_bytes());
    let mut note = [
        head,
        open_element(0x1853_8067),
        element(0xEC, mark.as_bytes()),
        element(0x1549_A966, &info.concat()),
        element(0x1654_AE6B, &element(0xAE, &track.concat())),
        tags.clone(),
    ]
    .concat();
    for at in (0..millis).step_by(20) {
        let within = at % 10_000;
        if within == 0 {
            note.extend(open_element(0x1F43_B675));
            note.extend(element(0xE7, &at.to_be_bytes()));
        }
        let block = [&[0x81], within.to_be_bytes().as_slice(), &[0x80], &SILENCE].concat();
        note.extend(element(0xA3, &block));
    }
    note.extend(tags);
    note
}

fn name(id: u32) -> Vec<u8> {
    id.to_be_bytes()
        .into_iter()
        .skip_while(|byte| *byte == 0)
        .collect()
}

fn element(id: u32, body: &[u8]) -> Vec<u8> {
    let length = u64::try_from(body.len()).unwrap_or_default() | (1 << 56);
    [name(id).as_slice(), &length.to_be_bytes(), body].concat()
}

/// An element whose length nobody knew.
fn open_element(id: u32) -> Vec<u8> {
    [
        name(id).as_slice(),
        &[0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ]
    .concat()
}

/// AAC in MP4, at 48 kHz; in one piece, or in a fragment per second.
#[must_use]
pub fn mp4_note(millis: u32, in_fragments: bool, mark: &str) -> Vec<u8> {
    let frames = (millis * 48).div_ceil(1_024);
    let per_second = 47;
    let sound = |frames: u32| vec![0x21; usize::try_from(frames * 4).unwrap_or_default()];
    let aac: &[u8] = &[
        0x03, 25, 0, 0, 0, 0x04, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x05, 2, 0x11,
        0x88, 0x06, 1, 2,
    ];
    let entry = full(
        b"mp4a",
        &[
            &[0, 0, 0, 1],
            &[0; 8],
            &[0, 1, 0, 16, 0, 0, 0, 0],
            &(48_000_u32 << 16).to_be_bytes(),
            &boxed(b"esds", &[&[0; 4], aac]),
            &boxed(b"btrt", &[mark.as_bytes()]),
        ],
    );
    let in_table = if in_fragments { 0 } else { frames };
    let tables = [
        boxed(b"stsd", &[&[0; 4], &1_u32.to_be_bytes(), &entry]),
        table(b"stts", &[in_table, 1_024]),
        table(b"stsc", &[1, in_table, 1]),
        boxed(
            b"stsz",
            &[&[0; 4], &4_u32.to_be_bytes(), &in_table.to_be_bytes()],
        ),
        table(b"stco", &[0]),
    ];
    let media = [
        boxed(
            b"mdhd",
            &[&[0; 4], &[7; 8], &48_000_u32.to_be_bytes(), &[0; 8]],
        ),
        boxed(
            b"hdlr",
            &[&[0; 8], b"soun", &[0; 12], mark.as_bytes(), &[0]],
        ),
        boxed(
            b"minf",
            &[
                &boxed(b"smhd", &[&[0; 8]]),
                &boxed(
                    b"dinf",
                    &[&boxed(
                        b"dref",
                        &[&[0; 4], &[0, 0, 0, 1], &boxed(b"url ", &[&[0, 0, 0, 1]])],
                    )],
                ),
                &boxed(b"stbl", &[&tables.concat()]),
            ],
        ),
    ];
    let movie = [
        boxed(b"mvhd", &[&[0; 4], &[7; 8], &[0; 88]]),
        boxed(
            b"trak",
            &[
                &boxed(b"tkhd", &[&[0; 4], &[7; 8], &[0; 72]]),
                &boxed(b"mdia", &[&media.concat()]),
                &boxed(b"udta", &[&boxed(b"name", &[mark.as_bytes()])]),
            ],
        ),
        boxed(
            b"mvex",
            &[&boxed(
                b"trex",
                &[&[0; 4], &[0; 8], &1_024_u32.to_be_bytes(), &[0; 8]],
            )],
        ),
        boxed(b"udta", &[&boxed(b"meta", &[mark.as_bytes()])]),
    ];
    let mut note = [
        boxed(b"ftyp", &[b"iso5", &[0, 0, 2, 0], b"iso5mp41"]),
        boxed(b"moov", &[&movie.concat()]),
    ]
    .concat();
    if in_fragments {
        let mut left = frames;
        while left > 0 {
            let now = left.min(per_second);
            left -= now;
            let run = boxed(b"trun", &[&[0; 4], &now.to_be_bytes()]);
            let fragment = [
                boxed(b"tfhd", &[&[0, 2, 0, 0], &[0, 0, 0, 1]]),
                boxed(b"tfdt", &[&[0; 8]]),
                run,
            ];
            note.extend(boxed(
                b"moof",
                &[
                    &boxed(b"mfhd", &[&[0; 8]]),
                    &boxed(b"traf", &[&fragment.concat()]),
                ],
            ));
            note.extend(boxed(b"mdat", &[&sound(now)]));
        }
    } else {
        note.extend(boxed(b"mdat", &[&sound(frames)]));
    }
    note.extend(boxed(b"uuid", &[mark.as_bytes()]));
    note
}

fn boxed(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u32::try_from(body.len() + 8).unwrap_or_default();
    [length.to_be_bytes().as_slice(), name, &body].concat()
}

fn full(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    boxed(name, &[&[0; 4], &parts.concat()])
}

fn table(name: &[u8; 4], row: &[u32]) -> Vec<u8> {
    let row: Vec<u8> = row.iter().flat_map(|number| number.to_be_bytes()).collect();
    boxed(name, &[&[0; 4], &1_u32.to_be_bytes(), &row])
}
