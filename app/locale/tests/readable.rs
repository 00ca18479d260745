//! The texts are plain enough: a tripwire, not a proof. Reading with youths is the proof.

use std::collections::BTreeMap;

type Catalogue = BTreeMap<String, String>;

/// Sentences longer than the norm that a person has read and kept: key, and why.
const REVIEWED_LONG: [(&str, &str); 0] = [];

const LONGEST: usize = 15;
const MEAN: usize = 12;

fn dutch() -> serde_json::Result<Catalogue> {
    serde_json::from_str(include_str!("../nl.json"))
}

fn both() -> serde_json::Result<[(&'static str, Catalogue); 2]> {
    Ok([
        ("nl", dutch()?),
        ("en", serde_json::from_str(include_str!("../en.json"))?),
    ])
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '?', ':'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

#[test]
fn no_text_is_empty_or_padded() -> serde_json::Result<()> {
    for (language, texts) in both()? {
        for (key, text) in texts {
            assert!(
                !text.is_empty() && text == text.trim(),
                "{language} {key}: {text:?}"
            );
        }
    }
    Ok(())
}

#[test]
fn nobody_is_shouted_at() -> serde_json::Result<()> {
    for (language, texts) in both()? {
        for (key, text) in texts {
            assert!(!text.contains('!'), "{language} {key}: {text}");
            let shouted = text.split(|c: char| !c.is_alphabetic()).any(|word| {
                word.chars().count() > 2 && word != "QR" && word.chars().all(char::is_uppercase)
            });
            assert!(!shouted, "{language} {key}: {text}");
        }
    }
    Ok(())
}

#[test]
fn dutch_sentences_are_short() -> serde_json::Result<()> {
    let (mut words, mut count) = (0, 0);
    for (key, text) in dutch()? {
        for sentence in sentences(&text) {
            let length = sentence.split_whitespace().count();
            let reviewed = REVIEWED_LONG.iter().any(|(long, _)| *long == key);
            assert!(
                length <= LONGEST || reviewed,
                "{key}: {length} words: {sentence}"
            );
            words += length;
            count += 1;
        }
        assert!(
            sentences(&text).count() <= 3,
            "{key}: more than three sentences"
        );
    }
    assert!(words <= MEAN * count, "{words} words in {count} sentences");
    Ok(())
}

#[test]
fn dutch_says_je_and_not_u() -> serde_json::Result<()> {
    for (key, text) in dutch()? {
        let formal = text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| matches!(word.to_lowercase().as_str(), "u" | "uw"));
        assert!(!formal, "{key}: {text}");
    }
    Ok(())
}

#[test]
fn what_reaches_a_lock_screen_names_nobody() -> serde_json::Result<()> {
    for (language, texts) in both()? {
        for (key, text) in texts.iter().filter(|(key, _)| key.starts_with("push.")) {
            assert!(!text.contains('{'), "{language} {key}: {text}");
        }
    }
    Ok(())
}

/// Two files stand outside the catalogue, because they must work when nothing else does.
#[test]
fn what_stands_without_the_app_says_the_same() -> serde_json::Result<()> {
    let page = include_str!("../../../public/offline.html");
    for (language, texts) in both()? {
        for key in ["offline.title", "offline.text"] {
            let text = texts.get(key).map(String::as_str).unwrap_or_default();
            assert!(
                !text.is_empty() && page.contains(text),
                "{language} {key}: {text}"
            );
        }
    }
    let worker = include_str!("../../../public/sw.js");
    let body = dutch()?.remove("push.fallback_body").unwrap_or_default();
    assert!(!body.is_empty() && worker.contains(&body), "{body}");
    Ok(())
}
