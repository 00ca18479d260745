//! Every journal that was ever written still folds, and into the same plan.
#![expect(clippy::unwrap_used, reason = "what surprises a test has to fail it")]

use std::collections::BTreeSet;

use domain::journal::{Audience, Author, Change, Entry, Recorded};
use domain::plan::Plan;

#[derive(serde::Deserialize)]
struct Fixture {
    entries: Vec<Entry>,
}

/// One per released format: what was added, in a file of its own.
const V1: &str = include_str!("journal/v1.json");
const V2: &str = include_str!("journal/v2.json");
const FILES: &str = include_str!("journal/files.json");
const APPOINTMENTS: &str = include_str!("journal/appointments.json");
const RELEASED: [&str; 4] = [V1, V2, FILES, APPOINTMENTS];

fn entries(fixture: &str) -> Vec<Entry> {
    let fixture: Fixture = serde_json::from_str(fixture).unwrap();
    fixture.entries
}

fn v1() -> Vec<Entry> {
    entries(V1)
}

/// The kinds that this build knows, as serde itself names them.
fn every_kind() -> BTreeSet<String> {
    let asked = serde_json::from_str::<Change>(r#"{ "kind": "?" }"#)
        .unwrap_err()
        .to_string();
    let (_, kinds) = asked.split_once("expected one of ").unwrap();
    kinds
        .split('`')
        .skip(1)
        .step_by(2)
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn v1_folds_into_the_same_plan() {
    // The snapshot may gain what a plan newly tells; what it tells of v1 may not change.
    insta::assert_json_snapshot!("journal_v1", Plan::fold(&v1()));
}

#[test]
fn v2_folds_into_the_same_plan() {
    insta::assert_json_snapshot!("journal_v2", Plan::fold(&entries(V2)));
}

#[test]
fn files_fold_into_the_same_plan() {
    insta::assert_json_snapshot!("journal_files", Plan::fold(&entries(FILES)));
}

#[test]
fn appointments_fold_into_the_same_plan() {
    insta::assert_json_snapshot!("journal_appointments", Plan::fold(&entries(APPOINTMENTS)));
}

#[test]
fn together_they_hold_every_kind_and_every_field() {
    let entries: Vec<Entry> = RELEASED.into_iter().flat_map(entries).collect();
    let kinds: BTreeSet<String> = entries
        .iter()
        .filter(|entry| matches!(entry.change, Recorded::Known(_)))
        .map(|entry| serde_json::to_value(&entry.change).unwrap())
        .map(|change| change["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, every_kind());

    let json = serde_json::to_string(&entries).unwrap();
    for word in [
        "\"why\"",
        "\"domain\"",
        "\"feeling\"",
        "\"stip\"",
        "{\"goal\":",
        "{\"step\":",
        "\"field\":\"stip\"",
        "\"field\":\"why\"",
        "{\"strength\":",
        "{\"win\":",
        "{\"note\":",
        "\"replaces\"",
        "\"win\"",
        "\"doer\"",
        "\"when\":\"open\"",
        "\"when\":{\"on\":",
        "\"daring\":true",
        "\"daring\":false",
        "\"target\":{\"direction\":",
        "\"target\":{\"goal\":",
        "\"reason\"",
        "\"until\"",
        "{\"direction\":",
        "\"field\":\"success\"",
        "{\"wish\":",
        "\"seconds\"",
        "\"photo\"",
        "\"voice\"",
        "{\"planned\":",
        "{\"moved\":",
        "{\"cancelled\":",
        "{\"answered\":",
        "{\"attended\":",
        "{\"reminders_set\":",
        "\"link\"",
        "\"with\"",
        "\"bring\"",
        "\"reminders\"",
        "\"minutes\"",
        "\"times\"",
        "{\"weeks\":",
        "\"every\":\"month\"",
        "{\"count\":",
        "{\"until\":",
        "\"ask_to_move\"",
        "\"came\"",
        "\"missed\"",
    ] {
        assert!(json.contains(word), "{word}");
    }
    assert!(
        entries
            .iter()
            .any(|entry| matches!(entry.author, Author::Coach(_)))
    );
    for audience in Audience::ALL {
        assert!(entries.iter().any(|entry| entry.audience == audience));
    }
}

#[test]
fn v1_holds_what_goes_wrong_too() {
    let plan = Plan::fold(&v1());
    assert_eq!(plan.unknown.len(), 3);
    assert_eq!(plan.misfits.len(), 2);
    assert!(plan.goals[0].title.in_conflict());
    assert_eq!(
        plan.check_ins[2]
            .text
            .as_ref()
            .map(|text| text.shown().is_none()),
        Some(true)
    );
}

#[test]
fn they_are_written_back_as_they_were() {
    for fixture in RELEASED {
        let raw: serde_json::Value = serde_json::from_str(fixture).unwrap();
        for (entry, raw) in entries(fixture)
            .iter()
            .zip(raw["entries"].as_array().unwrap())
        {
            let mut written = serde_json::to_value(entry).unwrap();
            if raw.get("audience").is_none() {
                written.as_object_mut().unwrap().remove("audience");
            }
            assert_eq!(&written, raw);
        }
    }
}

#[test]
fn a_plan_that_was_kept_half_way_folds_on() {
    for fixture in RELEASED {
        let entries = entries(fixture);
        for half in 0..=entries.len() {
            let kept = serde_json::to_string(&Plan::fold(&entries[..half])).unwrap();
            let mut plan: Plan = serde_json::from_str(&kept).unwrap();
            entries[half..].iter().for_each(|entry| plan.apply(entry));
            assert_eq!(plan, Plan::fold(&entries));
        }
    }
}
