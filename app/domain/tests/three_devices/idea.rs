//! What somebody may think of doing with the plan in front of them.

use domain::day::Day;
use domain::id::{
    CheckInId, CheerId, DirectionId, GoalId, NoteId, NudgeId, PersonId, StepId, StrengthId, WinId,
    WishId,
};
use domain::journal::{
    Answer, ArchiveReason, ArchiveTarget, Change, Doer, Feeling, LifeDomain, Part, ProposalTarget,
    Rhythm, StepState, TextField, When,
};
use domain::plan::{Plan, Text};
use domain::words::{Prose, Words};
use uuid::Uuid;

/// A kind of thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idea {
    Horizon,
    Strength,
    Goal,
    Step,
    SetState,
    Answer,
    CheckIn,
    Win,
    Cheer,
    Note,
    Nudge,
    Edit,
    Remove,
    LeaveOpen,
    Direction,
    Arrange,
    SetDomain,
    Archive,
    BringBack,
    Success,
    Wish,
    SetRhythm,
    Pause,
    EndPause,
}

impl Idea {
    pub(crate) const ALL: [Self; 24] = [
        Self::Horizon,
        Self::Strength,
        Self::Goal,
        Self::Step,
        Self::SetState,
        Self::Answer,
        Self::CheckIn,
        Self::Win,
        Self::Cheer,
        Self::Note,
        Self::Nudge,
        Self::Edit,
        Self::Remove,
        Self::LeaveOpen,
        Self::Direction,
        Self::Arrange,
        Self::SetDomain,
        Self::Archive,
        Self::BringBack,
        Self::Success,
        Self::Wish,
        Self::SetRhythm,
        Self::Pause,
        Self::EndPause,
    ];

    /// The change that comes of it: about the thing that `pick` points at, named by `id` when it is
    /// new. When there is nothing to point at, about something that is nowhere.
    pub(crate) fn change(self, plan: &Plan, me: PersonId, pick: usize, id: Uuid) -> Change {
        let text = words(id);
        let state = [
            StepState::Todo,
            StepState::Doing,
            StepState::Done,
            StepState::Dropped,
        ];
        let answer = if pick.is_multiple_of(3) {
            Answer::Declined
        } else {
            Answer::Accepted
        };
        let (goals, steps) = (goals(plan), steps(plan));
        match self {
            Self::Horizon => Change::HorizonSet {
                stip: text.clone(),
                why: pick.is_multiple_of(2).then_some(text),
            },
            Self::Strength => Change::StrengthAdded {
                strength: StrengthId::from_uuid(id),
                text,
            },
            Self::Goal => Change::GoalAdded {
                goal: GoalId::from_uuid(id),
                title: text,
                domain: chosen(&LifeDomain::ALL, pick),
            },
            Self::Step => Change::StepAdded {
                step: StepId::from_uuid(id),
                goal: chosen(&goals, pick).unwrap_or(GoalId::from_uuid(id)),
                title: text,
            },
            Self::SetState => Change::StepStateSet {
                step: chosen(&steps, pick).unwrap_or(StepId::from_uuid(id)),
                state: chosen(&state, pick).unwrap_or_default(),
            },
            Self::Answer => Change::ProposalAnswered {
                target: match chosen(&steps, pick) {
                    Some(step) if pick.is_multiple_of(2) => ProposalTarget::Step(step),
                    _ => {
                        ProposalTarget::Goal(chosen(&goals, pick).unwrap_or(GoalId::from_uuid(id)))
                    }
                },
                answer,
            },
            Self::CheckIn => Change::CheckInGiven {
                check_in: CheckInId::from_uuid(id),
                domain: LifeDomain::Health,
                feeling: Feeling::Okay,
                text: Some(text),
            },
            Self::Win => Change::WinLogged {
                win: WinId::from_uuid(id),
                text,
                feeling: Some(Feeling::Good),
            },
            Self::Cheer => {
                let wins: Vec<_> = plan.wins.iter().map(|win| win.id).collect();
                Change::CheerGiven {
                    cheer: CheerId::from_uuid(id),
                    text,
                    win: chosen(&wins, pick),
                }
            }
            Self::Note => Change::NoteWritten {
                note: NoteId::from_uuid(id),
                text,
            },
            Self::Nudge => Change::NudgeSent {
                nudge: NudgeId::from_uuid(id),
                text,
            },
            Self::Edit => {
                let (field, replaces) = chosen(&fields(plan), pick)
                    .map(|(field, of)| (field, of.replaceable()))
                    .unwrap_or((TextField::Note(NoteId::from_uuid(id)), Vec::new()));
                Change::TextEdited {
                    field,
                    text,
                    replaces,
                }
            }
            Self::LeaveOpen => Change::HorizonLeftOpen {},
            Self::Direction => Change::DirectionAdded {
                direction: DirectionId::from_uuid(id),
                text,
            },
            Self::Arrange => Change::StepArranged {
                step: chosen(&steps, pick).unwrap_or(StepId::from_uuid(id)),
                doer: chosen(&Doer::ALL, pick),
                when: pick.is_multiple_of(2).then(|| When::On(day(pick))),
                daring: pick.is_multiple_of(3).then_some(true),
            },
            Self::SetDomain => Change::GoalDomainSet {
                goal: chosen(&goals, pick).unwrap_or(GoalId::from_uuid(id)),
                domain: chosen(&LifeDomain::ALL, pick),
            },
            Self::Archive => Change::Archived {
                target: put_away(plan, pick, id),
                reason: chosen(&ArchiveReason::ALL, pick).unwrap_or(ArchiveReason::Later),
                text: pick.is_multiple_of(2).then_some(text),
            },
            Self::BringBack => Change::BroughtBack {
                target: put_away(plan, pick, id),
            },
            Self::Success => Change::SuccessDefined { text },
            Self::Wish => Change::WishAdded {
                wish: WishId::from_uuid(id),
                text,
            },
            Self::SetRhythm => Change::RhythmSet {
                rhythm: chosen(&Rhythm::ALL, pick).unwrap_or(Rhythm::Weekly),
            },
            Self::Pause => Change::PauseSet { until: day(pick) },
            Self::EndPause => Change::PauseEnded {},
            Self::Remove => {
                let own: Vec<_> = versions(plan)
                    .filter(|version| version.author.person() == me)
                    .collect();
                let removed = chosen(&own, pick).map(|version| version.change);
                let part = removed
                    .and_then(|change| plan.trace(change))
                    .map(|trace| trace.part);
                Change::TextRemoved {
                    change: removed.unwrap_or(domain::id::ChangeId::from_uuid(id)),
                    part: part.unwrap_or(Part::Goals),
                }
            }
        }
    }
}

fn day(pick: usize) -> Day {
    let first = Day::parse("2026-11-24").unwrap();
    first.plus(i64::try_from(pick).unwrap())
}

/// A goal or a direction, if there is one.
fn put_away(plan: &Plan, pick: usize, id: Uuid) -> ArchiveTarget {
    let directions = plan.horizon.directions.iter();
    let all: Vec<_> = directions
        .map(|known| ArchiveTarget::Direction(known.id))
        .chain(goals(plan).into_iter().map(ArchiveTarget::Goal))
        .collect();
    chosen(&all, pick).unwrap_or(ArchiveTarget::Goal(GoalId::from_uuid(id)))
}

/// A text that occurs once only.
fn words(id: Uuid) -> Prose {
    Words::parse(&text(id)).unwrap().into()
}

/// The text that was typed with an id.
pub(crate) fn text(id: Uuid) -> String {
    format!("<{}>", id.as_u128())
}

fn chosen<T: Clone>(list: &[T], pick: usize) -> Option<T> {
    list.get(pick.checked_rem(list.len())?).cloned()
}

fn goals(plan: &Plan) -> Vec<GoalId> {
    plan.goals.iter().map(|goal| goal.id).collect()
}

fn steps(plan: &Plan) -> Vec<StepId> {
    plan.goals
        .iter()
        .flat_map(|goal| &goal.steps)
        .map(|step| step.id)
        .collect()
}

fn fields(plan: &Plan) -> Vec<(TextField, &Text)> {
    let steps = plan.goals.iter().flat_map(|goal| &goal.steps);
    [
        (TextField::Stip, &plan.horizon.stip),
        (TextField::Why, &plan.horizon.why),
        (TextField::Success, &plan.success),
    ]
    .into_iter()
    .chain(
        plan.strengths
            .iter()
            .map(|known| (TextField::Strength(known.id), &known.text)),
    )
    .chain(
        plan.goals
            .iter()
            .map(|known| (TextField::Goal(known.id), &known.title)),
    )
    .chain(steps.map(|known| (TextField::Step(known.id), &known.title)))
    .chain(
        plan.wins
            .iter()
            .map(|known| (TextField::Win(known.id), &known.text)),
    )
    .chain(
        plan.notes
            .iter()
            .map(|known| (TextField::Note(known.id), &known.text)),
    )
    .chain(
        plan.horizon
            .directions
            .iter()
            .map(|known| (TextField::Direction(known.id), &known.text)),
    )
    .chain(
        plan.wishes
            .iter()
            .map(|known| (TextField::Wish(known.id), &known.text)),
    )
    .collect()
}

fn versions(plan: &Plan) -> impl Iterator<Item = domain::plan::Version> {
    let put_away = plan.goals.iter().map(|known| &known.archivings).chain(
        plan.horizon
            .directions
            .iter()
            .map(|known| &known.archivings),
    );
    fields(plan)
        .into_iter()
        .map(|(_, text)| text)
        .chain(
            plan.check_ins
                .iter()
                .filter_map(|known| known.text.as_ref()),
        )
        .chain(plan.cheers.iter().map(|known| &known.text))
        .chain(plan.nudges.iter().map(|known| &known.text))
        .chain(put_away.flatten().filter_map(|known| known.text.as_ref()))
        .flat_map(|text| text.versions().to_vec())
}
