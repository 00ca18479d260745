//! The whole product of what `decide` looks at, reviewed as a table, and the rules that must hold
//! whatever the table says.
#![expect(clippy::unwrap_used, reason = "what surprises a test has to fail it")]

use std::fmt::Write as _;

use domain::id::{ChangeId, ConsentId, GoalId, NudgeId, PersonId, PlanId};
use domain::journal::{Answer, Audience, Change, Part, ProposalTarget};
use domain::policy::{Action, Consent, Facts, Membership, Permit, Relation, decide, enter};
use domain::words::Words;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const FROM: i64 = 1_700_000_000;
const UNTIL: i64 = 1_710_000_000;
const WITHDRAWN: i64 = 1_705_000_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

const MICROSECOND: SignedDuration = SignedDuration::from_micros(1);

/// How a consent stands to the part that is asked for, at the moment of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Consented {
    Never,
    Covering,
    OtherParts,
    NotYet,
    Expired,
    Withdrawn,
}

impl Consented {
    const ALL: [Self; 6] = [
        Self::Never,
        Self::Covering,
        Self::OtherParts,
        Self::NotYet,
        Self::Expired,
        Self::Withdrawn,
    ];

    fn consent(self, part: Part) -> Option<Consent> {
        let parts = Part::ALL
            .into_iter()
            .filter(|each| (*each == part) == (self != Self::OtherParts))
            .collect();
        let withdrawn_at = (self == Self::Withdrawn).then(|| at(WITHDRAWN));
        let consent = Consent {
            id: ConsentId::from_uuid(Uuid::nil()),
            parts,
            from: at(FROM),
            until: at(UNTIL),
            withdrawn_at,
        };
        (self != Self::Never).then_some(consent)
    }

    fn now(self) -> Timestamp {
        match self {
            Self::NotYet => at(FROM) - MICROSECOND,
            Self::Expired => at(UNTIL),
            Self::Withdrawn => at(WITHDRAWN),
            Self::Never | Self::Covering | Self::OtherParts => at(FROM),
        }
    }
}

fn facts(relation: Relation, membership: Membership, consent: Option<Consent>) -> Facts {
    let id = Uuid::from_u128(1);
    Facts {
        person: PersonId::from_uuid(id),
        plan: PlanId::from_uuid(id),
        relation,
        membership,
        consent,
    }
}

fn allowed(
    relation: Relation,
    membership: Membership,
    consented: Consented,
    part: Part,
    audience: Audience,
    action: Action,
) -> bool {
    let facts = facts(relation, membership, consented.consent(part));
    decide(&facts, part, audience, action, consented.now()).is_ok()
}

/// The name that a value has in JSON.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut table = String::from(
        "Audiences that a relation may read or write, per part. Accounts that are invited, suspended or\n\
         ended: nothing, anywhere. `consent` = only with a consent that covers the part at this moment.\n\n",
    );
    for relation in Relation::ALL {
        for part in Part::ALL {
            for action in Action::ALL {
                let audiences = |consented| {
                    Audience::ALL
                        .into_iter()
                        .filter(|audience| {
                            allowed(
                                relation,
                                Membership::Active,
                                consented,
                                part,
                                *audience,
                                action,
                            )
                        })
                        .map(name)
                        .collect::<Vec<_>>()
                };
                let without = audiences(Consented::Never);
                let with = audiences(Consented::Covering);
                for consented in Consented::ALL {
                    let expected = if consented == Consented::Covering {
                        &with
                    } else {
                        &without
                    };
                    assert_eq!(
                        &audiences(consented),
                        expected,
                        "{relation:?} {part:?} {consented:?}"
                    );
                }
                let (relation, part, action) = (name(relation), name(part), name(action));
                let condition = if with == without { "" } else { "consent: " };
                assert!(with == without || without.is_empty());
                let list = if with.is_empty() {
                    "-".to_owned()
                } else {
                    with.join(" ")
                };
                writeln!(
                    table,
                    "{relation:<11}{part:<13}{action:<6} {condition}{list}"
                )
                .unwrap();
            }
        }
        table.push('\n');
    }
    insta::assert_snapshot!("policy", table);
}

/// Every point of the product.
fn product() -> impl Iterator<Item = (Relation, Membership, Consented, Part, Audience, Action)> {
    Relation::ALL.into_iter().flat_map(|relation| {
        Membership::ALL.into_iter().flat_map(move |membership| {
            Consented::ALL.into_iter().flat_map(move |consented| {
                Part::ALL.into_iter().flat_map(move |part| {
                    Audience::ALL.into_iter().flat_map(move |audience| {
                        Action::ALL.into_iter().map(move |action| {
                            (relation, membership, consented, part, audience, action)
                        })
                    })
                })
            })
        })
    })
}

#[test]
fn whatever_the_table_says() {
    let mut points = 0;
    for point @ (relation, membership, consented, part, audience, action) in product() {
        points += 1;
        if !allowed(relation, membership, consented, part, audience, action) {
            continue;
        }
        assert_eq!(membership, Membership::Active, "{point:?}");
        assert_ne!(relation, Relation::Stranger, "{point:?}");
        if matches!(relation, Relation::Parent | Relation::Partner) {
            assert_eq!(consented, Consented::Covering, "{point:?}");
            assert_eq!(audience, Audience::Everyone, "{point:?}");
            assert_eq!(action, Action::Read, "{point:?}");
        }
        if relation == Relation::Parent {
            assert!(
                matches!(
                    part,
                    Part::Horizon | Part::Goals | Part::Wins | Part::Appointments
                ),
                "{point:?}"
            );
        }
        if action == Action::Share {
            // Only the youth lets somebody in (C-02), and only to what a parent could then see.
            assert_eq!(relation, Relation::Youth, "{point:?}");
            assert_eq!(audience, Audience::Everyone, "{point:?}");
            let (parent, covering) = (Relation::Parent, Consented::Covering);
            assert!(allowed(
                parent,
                membership,
                covering,
                part,
                audience,
                Action::Read
            ));
        }
        if audience == Audience::OnlyMe {
            assert_eq!(relation, Relation::Youth, "{point:?}");
        }
        if action == Action::Write {
            // Who writes a thing can read it.
            assert!(
                allowed(
                    relation,
                    membership,
                    consented,
                    part,
                    audience,
                    Action::Read
                ),
                "{point:?}"
            );
            assert_ne!(part, Part::Unknown, "{point:?}");
        }
        if relation != Relation::Youth {
            // Nothing is hidden from the youth that somebody else may see.
            assert!(
                allowed(
                    Relation::Youth,
                    membership,
                    consented,
                    part,
                    audience,
                    Action::Read
                ),
                "{point:?}"
            );
        }
    }
    assert_eq!(points, 6 * 4 * 6 * 12 * 3 * 3);
}

#[test]
fn a_lead_coach_reads_and_writes_as_every_coach() {
    for (relation, membership, consented, part, audience, action) in product() {
        if relation == Relation::LeadCoach {
            assert_eq!(
                allowed(relation, membership, consented, part, audience, action),
                allowed(
                    Relation::Coach,
                    membership,
                    consented,
                    part,
                    audience,
                    action
                ),
            );
        }
    }
}

#[test]
fn a_consent_counts_to_the_microsecond() {
    let reads = |withdrawn_at: Option<Timestamp>, now: Timestamp| {
        let consent = Consent {
            withdrawn_at,
            ..Consented::Covering.consent(Part::Wins).unwrap()
        };
        let facts = facts(Relation::Parent, Membership::Active, Some(consent));
        let entered = enter(facts.clone(), now).is_ok();
        let decided = decide(&facts, Part::Wins, Audience::Everyone, Action::Read, now).is_ok();
        assert_eq!(entered, decided);
        decided
    };
    assert!(!reads(None, at(FROM) - MICROSECOND));
    assert!(reads(None, at(FROM)));
    assert!(reads(None, at(UNTIL) - MICROSECOND));
    assert!(!reads(None, at(UNTIL)));
    assert!(!reads(None, at(UNTIL) + MICROSECOND));

    let withdrawn = Some(at(WITHDRAWN));
    assert!(reads(withdrawn, at(WITHDRAWN) - MICROSECOND));
    assert!(!reads(withdrawn, at(WITHDRAWN)));
    assert!(!reads(withdrawn, at(WITHDRAWN) + MICROSECOND));
    // Taken back before it began.
    assert!(!reads(Some(at(FROM) - MICROSECOND), at(FROM)));
}

#[test]
fn a_consent_for_what_is_never_shown_opens_nothing() {
    let now = at(FROM);
    for (relation, shown) in [
        (Relation::Parent, Part::Notes),
        (Relation::Partner, Part::Wins),
    ] {
        for part in [shown, Part::Nudges, Part::Unknown] {
            let facts = facts(
                relation,
                Membership::Active,
                Consented::Covering.consent(part),
            );
            assert!(enter(facts, now).is_err(), "{relation:?} {part:?}");
        }
    }
}

fn permit(relation: Relation) -> Permit {
    enter(facts(relation, Membership::Active, None), at(FROM)).unwrap()
}

#[test]
fn a_permit_writes_as_who_holds_it() {
    let goal = GoalId::from_uuid(Uuid::from_u128(1));
    let title = Words::parse("Kok").unwrap().into();
    let add = Change::GoalAdded {
        goal,
        title,
        domain: None,
    };
    let youth = permit(Relation::Youth)
        .writes(&add, Audience::OnlyMe)
        .unwrap();
    assert_eq!(
        name(serde_json::to_value(youth).unwrap()["role"].clone()),
        "youth"
    );
    for relation in [Relation::LeadCoach, Relation::Coach] {
        let author = permit(relation).writes(&add, Audience::Coaches).unwrap();
        assert_eq!(
            name(serde_json::to_value(author).unwrap()["role"].clone()),
            "coach"
        );
        // Nothing that the youth could not read.
        assert!(permit(relation).writes(&add, Audience::OnlyMe).is_err());
    }
}

#[test]
fn everybody_takes_their_own_words_away_and_nobody_else_theirs() {
    let change = ChangeId::from_uuid(Uuid::from_u128(1));
    let removes = |relation, part| {
        permit(relation)
            .writes(&Change::TextRemoved { change, part }, Audience::Everyone)
            .is_ok()
    };
    for part in Part::ALL {
        // Exactly the parts in which they can have words.
        let youths = !matches!(part, Part::Cheers | Part::Nudges | Part::Unknown);
        assert_eq!(removes(Relation::Youth, part), youths, "{part:?}");
        let coachs = !matches!(
            part,
            Part::Horizon
                | Part::CheckIns
                | Part::Wins
                | Part::Wishes
                | Part::Contact
                | Part::Unknown
        );
        assert_eq!(removes(Relation::Coach, part), coachs, "{part:?}");
    }
}

#[test]
fn a_coach_does_not_answer_by_another_way() {
    let goal = GoalId::from_uuid(Uuid::from_u128(1));
    let target = ProposalTarget::Goal(goal);
    let yes = Change::ProposalAnswered {
        target,
        answer: Answer::Accepted,
    };
    let coach = permit(Relation::LeadCoach).writes(&yes, Audience::Everyone);
    // Goals are open to a coach; the plan itself says no.
    let coach = coach.unwrap();
    assert!(domain::plan::Plan::default().admits(coach, &yes).is_err());

    let nudge = NudgeId::from_uuid(Uuid::from_u128(1));
    let text = Words::parse("Tot morgen").unwrap().into();
    let nudge = Change::NudgeSent { nudge, text };
    assert!(
        permit(Relation::Youth)
            .writes(&nudge, Audience::Everyone)
            .is_err()
    );
}
