//! What the build script makes of the JSON files.

use jiff::civil::{date, time};
use locale::{Language, texts};

#[test]
fn a_text_is_a_method_in_both_languages() {
    assert_eq!(texts(Language::Dutch).today_title(), "Vandaag");
    assert_eq!(texts(Language::English).today_title(), "Today");
}

#[test]
fn placeholders_are_parameters() {
    assert_eq!(
        texts(Language::Dutch).today_cheer_from("Sanne"),
        "Sanne zegt"
    );
    assert_eq!(
        texts(Language::English).today_cheer_from("Sanne"),
        "Sanne says"
    );
    // Braces that a person typed are not placeholders.
    assert_eq!(texts(Language::Dutch).today_hello("{name}"), "Hoi {name}");
}

#[test]
fn one_and_many_are_told_apart() {
    let nl = texts(Language::Dutch);
    assert_eq!(nl.caseload_open_steps_count(0), "0 open stappen");
    assert_eq!(nl.caseload_open_steps_count(1), "1 open stap");
    assert_eq!(nl.caseload_open_steps_count(12), "12 open stappen");
}

#[test]
fn a_problem_is_found_by_its_code() {
    let nl = texts(Language::Dutch);
    assert_eq!(nl.problem("wrong_code"), nl.problem_wrong_code());
    assert_eq!(nl.problem("of a later version"), nl.problem_unknown());
    for code in contract::ProblemCode::ALL {
        assert_ne!(
            nl.problem(code.as_str()),
            nl.problem_unknown(),
            "{}",
            code.as_str()
        );
    }
}

#[test]
fn the_wanted_language_is_taken() {
    assert_eq!(Language::from_code("en-GB"), Some(Language::English));
    assert_eq!(Language::from_code("fr"), None);
    assert_eq!(
        Language::from_accept("fr-FR, en;q=0.8, nl;q=0.5"),
        Language::English
    );
    assert_eq!(Language::from_accept(""), Language::Dutch);
    for language in Language::ALL {
        assert_eq!(Language::from_code(language.code()), Some(language));
        assert_eq!(texts(language).language(), language);
    }
}

#[test]
fn days_are_said_as_people_say_them() {
    let today = date(2026, 11, 22);
    let nl = texts(Language::Dutch);
    assert_eq!(nl.day(today, today), "vandaag");
    assert_eq!(nl.day(date(2026, 11, 21), today), "gisteren");
    assert_eq!(nl.day(date(2026, 11, 23), today), "morgen");
    assert_eq!(nl.day(date(2026, 11, 24), today), "dinsdag 24 november");
    assert_eq!(nl.day(date(2027, 1, 4), today), "maandag 4 januari 2027");
    assert_eq!(
        texts(Language::English).day(date(2026, 5, 1), today),
        "Friday 1 May"
    );
}

#[test]
fn long_ago_is_rounded_down() {
    let today = date(2026, 11, 22);
    let nl = texts(Language::Dutch);
    assert_eq!(nl.ago(date(2026, 11, 20), today), "2 dagen geleden");
    assert_eq!(nl.ago(date(2026, 11, 9), today), "13 dagen geleden");
    assert_eq!(nl.ago(date(2026, 11, 8), today), "2 weken geleden");
    assert_eq!(nl.ago(date(2026, 12, 1), today), "vandaag");
}

#[test]
fn the_clock_has_two_digits_for_minutes() {
    assert_eq!(texts(Language::Dutch).clock(time(9, 5, 0, 0)), "9.05");
    assert_eq!(texts(Language::English).clock(time(14, 30, 0, 0)), "14:30");
}
