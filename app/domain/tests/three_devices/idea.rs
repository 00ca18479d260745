//! What somebody may think of doing with the plan in front of them.

use domain::appointments::{
    Appointment, AppointmentChange, AppointmentKind, Attendance, CivilTime, Every, Planning, Reply,
    Series, SeriesEnd, Slot,
};
use domain::day::Day;
use domain::id::{
    AppointmentId, CheckInId, CheerId, DirectionId, GoalId, NoteId, NudgeId, PersonId, StepId,
    StrengthId, WinId, WishId,
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
    Appoint,
    MoveAppointment,
    CancelAppointment,
    AnswerAppointment,
    Attend,
}

impl Idea {
    pub(crate) const ALL: [Self; 29] = [
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
        Self::Appoint,
        Self::MoveAppointment,
        Self::CancelAppointment,
        Self::AnswerAppointment,
        Self::Attend,
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
            Self::Appoint => appointment(AppointmentId::from_uuid(id), planned(pick, text)),
            Self::MoveAppointment
            | Self::CancelAppointment
            | Self::AnswerAppointment
            | Self::Attend => self.about(plan, pick, id, text),
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

impl Idea {
    /// Something about an occurrence of an appointment, if there is one.
    fn about(self, plan: &Plan, pick: usize, id: Uuid, text: Prose) -> Change {
        let seen = plan.occurrences();
        let seen = chosen(&seen, pick);
        let occurrence = seen.map_or(day(pick), |known| known.day);
        let which = seen.map_or(AppointmentId::from_uuid(id), |known| known.appointment.id);
        let slot = Slot::at(CivilTime::new(day(pick), 16, 0).unwrap());
        let how = match self {
            Self::MoveAppointment => AppointmentChange::Moved {
                occurrence,
                slot,
                place: Some(text),
                replaces: seen.map_or(Vec::new(), |known| known.replaceable()),
            },
            Self::CancelAppointment => AppointmentChange::Cancelled {
                occurrence: pick.is_multiple_of(2).then_some(occurrence),
                text: Some(text),
            },
            Self::AnswerAppointment => AppointmentChange::Answered {
                occurrence,
                about: seen.map_or(domain::id::ChangeId::from_uuid(id), |known| known.timed_by),
                reply: chosen(&Reply::ALL, pick).unwrap_or(Reply::Coming),
                reason: None,
                text: Some(text),
                times: vec![slot.start],
            },
            _ => AppointmentChange::Attended {
                occurrence,
                attendance: chosen(&Attendance::ALL, pick).unwrap_or(Attendance::Came),
            },
        };
        appointment(which, how)
    }
}

fn appointment(appointment: AppointmentId, how: AppointmentChange) -> Change {
    Change::AppointmentChanged { appointment, how }
}

fn planned(pick: usize, text: Prose) -> AppointmentChange {
    let slot = Slot::at(CivilTime::new(day(pick), 10, 30).unwrap());
    let weekly = Series::new(Every::Weeks(1), SeriesEnd::Count(3)).unwrap();
    AppointmentChange::Planned(Box::new(Planning {
        series: pick.is_multiple_of(2).then_some(weekly),
        with: Some(text.clone()),
        bring: pick.is_multiple_of(3).then_some(text),
        ..Planning::new(AppointmentKind::Talk, slot)
    }))
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
        .chain(plan.appointments.iter().flat_map(appointment_texts))
        .chain(put_away.flatten().filter_map(|known| known.text.as_ref()))
        .flat_map(|text| text.versions().to_vec())
}

fn appointment_texts(known: &Appointment) -> Vec<&Text> {
    let said = known.happenings.values().flat_map(|said| {
        let answers = said.answers.iter().filter_map(|it| it.text.as_ref());
        let moves = said.moves.iter().filter_map(|it| it.place.as_ref());
        let cancelled = said.cancelled.iter().filter_map(|it| it.text.as_ref());
        answers.chain(moves).chain(cancelled)
    });
    let own = known.with.iter().chain(&known.bring).chain(&known.place);
    let cancelled = known.cancelled.iter().filter_map(|it| it.text.as_ref());
    own.chain(cancelled).chain(said).collect()
}
