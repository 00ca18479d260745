//! What the labels of a story stand for, and what change a line is.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::id::{
    ChangeId, CheckInId, CheerId, DirectionId, GoalId, NoteId, NudgeId, StepId, StrengthId, WinId,
    WishId,
};
use domain::journal::{Answer, ArchiveTarget, Audience, Change, ProposalTarget, TextField, When};
use domain::words::{Prose, Words};

use super::story::{Deed, Label};

/// What the labels of a story stand for.
#[derive(Default)]
pub(super) struct Labels(BTreeMap<Label, Thing>);

struct Thing {
    id: ThingId,
    /// The entries that brought a version of its text, oldest first.
    versions: Vec<ChangeId>,
}

#[derive(Clone, Copy)]
enum ThingId {
    Goal(GoalId),
    Step(StepId),
    Win(WinId),
}

impl Labels {
    /// The change that a line is. `None` for a label that stands nowhere or twice, or a text that
    /// cannot be taken.
    pub(super) fn change(
        &mut self,
        id: ChangeId,
        deed: &Deed,
        today: Day,
    ) -> Option<(Change, Audience)> {
        let fresh = id.uuid();
        let change = match *deed {
            Deed::Stip(stip, why) => Change::HorizonSet {
                stip: prose(stip)?,
                why: optional(why)?,
            },
            Deed::Strength(text) => Change::StrengthAdded {
                strength: StrengthId::from_uuid(fresh),
                text: prose(text)?,
            },
            Deed::Goal(label, domain, title) => {
                let goal = GoalId::from_uuid(fresh);
                self.name(label, ThingId::Goal(goal), id)?;
                Change::GoalAdded {
                    goal,
                    title: prose(title)?,
                    domain: Some(domain),
                }
            }
            Deed::Step(of, label, title) => {
                let step = StepId::from_uuid(fresh);
                let goal = self.goal(of)?;
                self.name(label, ThingId::Step(step), id)?;
                Change::StepAdded {
                    step,
                    goal,
                    title: prose(title)?,
                }
            }
            Deed::State(label, state) => Change::StepStateSet {
                step: self.step(label)?,
                state,
            },
            Deed::Yes(label) => Change::ProposalAnswered {
                target: self.proposal(label)?,
                answer: Answer::Accepted,
            },
            Deed::No(label) => Change::ProposalAnswered {
                target: self.proposal(label)?,
                answer: Answer::Declined,
            },
            Deed::CheckIn(domain, feeling, text) => Change::CheckInGiven {
                check_in: CheckInId::from_uuid(fresh),
                domain,
                feeling,
                text: optional(text)?,
            },
            Deed::Win(label, feeling, text) => {
                let win = WinId::from_uuid(fresh);
                self.name(label, ThingId::Win(win), id)?;
                Change::WinLogged {
                    win,
                    text: prose(text)?,
                    feeling: Some(feeling),
                }
            }
            Deed::Cheer(about, text) => Change::CheerGiven {
                cheer: CheerId::from_uuid(fresh),
                text: prose(text)?,
                win: if about.is_empty() {
                    None
                } else {
                    Some(self.win(about)?)
                },
            },
            Deed::Note(text) | Deed::Diary(text) => Change::NoteWritten {
                note: NoteId::from_uuid(fresh),
                text: prose(text)?,
            },
            Deed::Nudge(text) => Change::NudgeSent {
                nudge: NudgeId::from_uuid(fresh),
                text: prose(text)?,
            },
            Deed::Unknown => Change::HorizonLeftOpen {},
            Deed::Direction(text) => Change::DirectionAdded {
                direction: DirectionId::from_uuid(fresh),
                text: prose(text)?,
            },
            Deed::Arrange(label, doer, days, daring) => Change::StepArranged {
                step: self.step(label)?,
                doer: Some(doer),
                when: days.map(|days| When::On(today.plus(days))),
                daring: Some(daring),
            },
            Deed::Away(label, reason, text) => Change::Archived {
                target: ArchiveTarget::Goal(self.goal(label)?),
                reason,
                text: optional(text)?,
            },
            Deed::Success(text) => Change::SuccessDefined { text: prose(text)? },
            Deed::Wish(text) => Change::WishAdded {
                wish: WishId::from_uuid(fresh),
                text: prose(text)?,
            },
            Deed::Rhythm(rhythm) => Change::RhythmSet { rhythm },
            Deed::Pause(days) => Change::PauseSet {
                until: today.plus(days),
            },
            Deed::Edit(label, text) => self.edit(label, text, id, 1)?,
            Deed::EditOffline(label, text) => self.edit(label, text, id, 2)?,
        };
        let audience = match deed {
            Deed::Diary(_) => Audience::OnlyMe,
            Deed::Note(_) => Audience::Coaches,
            _ => Audience::Everyone,
        };
        Some((change, audience))
    }

    /// `None` when the label is taken.
    fn name(&mut self, label: Label, id: ThingId, change: ChangeId) -> Option<()> {
        let versions = vec![change];
        let taken = self.0.insert(label, Thing { id, versions });
        (label.is_empty() || taken.is_none()).then_some(())
    }

    fn edit(&mut self, label: Label, text: &str, id: ChangeId, back: usize) -> Option<Change> {
        let thing = self.0.get_mut(label)?;
        let seen = thing.versions.iter().rev().nth(back.checked_sub(1)?)?;
        let change = Change::TextEdited {
            field: match thing.id {
                ThingId::Goal(goal) => TextField::Goal(goal),
                ThingId::Step(step) => TextField::Step(step),
                ThingId::Win(win) => TextField::Win(win),
            },
            text: prose(text)?,
            replaces: vec![*seen],
        };
        thing.versions.push(id);
        Some(change)
    }

    fn goal(&self, label: Label) -> Option<GoalId> {
        match self.0.get(label)?.id {
            ThingId::Goal(goal) => Some(goal),
            ThingId::Step(_) | ThingId::Win(_) => None,
        }
    }

    fn step(&self, label: Label) -> Option<StepId> {
        match self.0.get(label)?.id {
            ThingId::Step(step) => Some(step),
            ThingId::Goal(_) | ThingId::Win(_) => None,
        }
    }

    fn win(&self, label: Label) -> Option<WinId> {
        match self.0.get(label)?.id {
            ThingId::Win(win) => Some(win),
            ThingId::Goal(_) | ThingId::Step(_) => None,
        }
    }

    fn proposal(&self, label: Label) -> Option<ProposalTarget> {
        match self.0.get(label)?.id {
            ThingId::Goal(goal) => Some(ProposalTarget::Goal(goal)),
            ThingId::Step(step) => Some(ProposalTarget::Step(step)),
            ThingId::Win(_) => None,
        }
    }
}

fn prose(text: &str) -> Option<Prose> {
    Words::parse(text).ok().map(Prose::from)
}

fn optional(text: &str) -> Option<Option<Prose>> {
    if text.is_empty() {
        return Some(None);
    }
    prose(text).map(Some)
}
