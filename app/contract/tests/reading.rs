//! How a person likes to read, there and back.

use contract::{Letters, Lines, Reading, Size};

#[test]
fn every_choice_comes_back_from_cookie_and_page() {
    for size in Size::ALL {
        for lines in Lines::ALL {
            for letters in Letters::ALL {
                let reading = Reading {
                    size,
                    lines,
                    letters,
                };
                assert_eq!(Reading::of_words(&reading.cookie()), reading);
                assert_eq!(Reading::of_words(&reading.words()), reading);
                let fit = |c: char| c.is_ascii_lowercase() || c == '.';
                assert!(reading.cookie().chars().all(fit), "{}", reading.cookie());
            }
        }
    }
}

#[test]
fn what_is_not_known_changes_nothing() {
    for odd in ["", "usual", "LARGE", "large2", "; Path=/", "easy-", "<b>"] {
        assert_eq!(Reading::of_words(odd), Reading::default(), "{odd}");
    }
    let kept = Reading::of_words("purple.large.easy");
    assert_eq!((kept.size, kept.letters), (Size::Large, Letters::Easy));
    assert_eq!(kept.words(), "large easy");
}
