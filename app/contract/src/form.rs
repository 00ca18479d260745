//! Plain forms of a plan page. The same fields become the same change, whether a browser without
//! script posts them or the app reads them itself.

mod arrange;
mod files;
mod place;
mod read;

use domain::id::ChangeId;
use domain::id::{
    CheckInId, CheerId, DirectionId, FileId, GoalId, NoteId, NudgeId, StepId, StrengthId, WinId,
    WishId,
};
use domain::journal::{
    Answer, ArchiveReason, Audience, Change, Doer, Feeling, LifeDomain, Part, ProposalTarget,
    Rhythm, StepState, TextField,
};
use serde::{Deserialize, Serialize};

pub use arrange::{Daring, arranged};
pub use place::{Back, open_key, saved};
pub use read::wrong_words;
use read::{below, choice, missing, optional, prose, title};

use crate::Problem;

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Set the first stip (`text`) and why (`why`, optional).
    SetHorizon,
    /// Write a text anew: `field`, `about`, `text`, `replaces`.
    EditText,
    /// Add a strength: `text`.
    AddStrength,
    /// Add a goal: `text`, `domain` (optional); its first step in `first_step`, or several in `steps`,
    /// one on each line, are changes of their own.
    AddGoal,
    /// Add a step: `about` (the goal), `text`; as for [`Self::ArrangeStep`] who, when and whether it is
    /// a daring one, as a change of its own.
    AddStep,
    /// Set a step's state: `about`, `state`.
    SetStep,
    /// Answer a proposed goal: `about`, `answer`.
    AnswerGoal,
    /// Answer a proposed step: `about`, `answer`.
    AnswerStep,
    /// *Hoe gaat het?*: `domain`, `feeling`, `text` (optional).
    CheckIn,
    /// Log a win: `text`, `ready` or both, `feeling` (optional), `audience`; a photo (`photo_file`) and a voice note
    /// (`voice_file`, `voice_seconds`) are changes of their own.
    LogWin,
    /// Give a compliment: `text`, `about` (a win, optional).
    Cheer,
    /// Write a note: `text`, `audience`.
    WriteNote,
    /// Send a message: `text`.
    Nudge,
    /// Take the words of an own entry away: `about` (the entry), `part`; of earlier versions of the same
    /// text too: `replaces`.
    RemoveText,
    /// "Ik weet het nog niet."
    LeaveHorizonOpen,
    /// Add a direction beside the stip: `text`.
    AddDirection,
    /// Who does a step, when, and whether it is a daring one: `about`, `doer`, `day` (empty for none),
    /// `daring` (there or not). Only what differs from `was` is changed.
    ArrangeStep,
    /// A goal belongs to another life domain: `about`, `domain` (empty for none).
    SetDomain,
    /// Put a goal away: `about`, `reason`, `text` (optional).
    ArchiveGoal,
    /// Bring a goal back: `about`.
    BringBackGoal,
    /// Put a direction away: `about`, `reason`.
    ArchiveDirection,
    /// Bring a direction back: `about`.
    BringBackDirection,
    /// What success means to me: `text`.
    DefineSuccess,
    /// What I still want to learn: `text`.
    AddWish,
    /// How often I want to hear from my coach: `rhythm`.
    SetRhythm,
    /// Quiet for a while: `day`, the last one.
    Pause,
    /// Back before the pause is over.
    EndPause,
    /// Take a photo or a voice note away: `about` (the win), `file`.
    RemoveFile,
}

/// Which text to write anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of `TextField`")]
pub enum Field {
    Stip,
    Why,
    Strength,
    Goal,
    Step,
    Win,
    Note,
    Direction,
    Success,
    Wish,
}

/// The fields of any plan form; which of them count depends on [`PlanForm::ask`]. Field names in the
/// page are the names here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "`Ask` says which field means what")]
pub struct PlanForm {
    pub ask: Ask,
    /// Made with the page, so that sending the same form twice is one change.
    pub change: ChangeId,
    pub back: Back,
    #[serde(default)]
    pub text: String,
    /// A sentence that only had to be tapped; what was written beside it stands below it.
    #[serde(default)]
    pub ready: String,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub first_step: String,
    #[serde(default)]
    pub about: Option<uuid::Uuid>,
    #[serde(default)]
    pub field: Option<Field>,
    /// Ids with commas between.
    #[serde(default)]
    pub replaces: String,
    /// Empty for none: a form sends the field always.
    #[serde(default)]
    pub domain: String,
    #[serde(default)]
    pub feeling: String,
    #[serde(default)]
    pub state: Option<StepState>,
    #[serde(default)]
    pub answer: Option<Answer>,
    #[serde(default)]
    pub audience: Option<Audience>,
    #[serde(default)]
    pub part: Option<Part>,
    /// One step on each line.
    #[serde(default)]
    pub steps: String,
    #[serde(default)]
    pub doer: Option<Doer>,
    /// As a date field has it: `2026-11-24`.
    #[serde(default)]
    pub day: String,
    #[serde(default)]
    pub daring: Option<Daring>,
    /// How the step was arranged when the form was made; see [`arranged`].
    #[serde(default)]
    pub was: String,
    #[serde(default)]
    pub reason: Option<ArchiveReason>,
    #[serde(default)]
    pub rhythm: Option<Rhythm>,
    #[serde(default)]
    pub photo_file: Option<uuid::Uuid>,
    #[serde(default)]
    pub voice_file: Option<uuid::Uuid>,
    #[serde(default)]
    pub voice_seconds: String,
    #[serde(default)]
    pub file: Option<uuid::Uuid>,
}

impl PlanForm {
    /// The change that the form asks for, and who may see it. The new thing takes the change's id.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::Invalid`] with every field that cannot be taken.
    pub fn to_change(&self) -> Result<(Change, Audience), Problem> {
        let id = self.change.uuid();
        let audience = self.audience.unwrap_or_default();
        let change = match self.ask {
            Ask::SetHorizon => Change::HorizonSet {
                stip: title("text", &self.text)?,
                why: optional("why", &self.why)?,
            },
            Ask::EditText => {
                let field = self.text_field()?;
                let text = match field {
                    TextField::Win(_)
                    | TextField::Note(_)
                    | TextField::Why
                    | TextField::Success => prose("text", &self.text)?,
                    _ => title("text", &self.text)?,
                };
                Change::TextEdited {
                    field,
                    text,
                    replaces: self.replaced()?,
                }
            }
            Ask::AddStrength => Change::StrengthAdded {
                strength: StrengthId::from_uuid(id),
                text: title("text", &self.text)?,
            },
            Ask::AddGoal => Change::GoalAdded {
                goal: GoalId::from_uuid(id),
                title: title("text", &self.text)?,
                domain: choice("domain", &self.domain)?,
            },
            Ask::AddStep => Change::StepAdded {
                step: StepId::from_uuid(id),
                goal: GoalId::from_uuid(self.about()?),
                title: title("text", &self.text)?,
            },
            Ask::SetStep => Change::StepStateSet {
                step: StepId::from_uuid(self.about()?),
                state: self.state.ok_or_else(|| missing("state"))?,
            },
            Ask::AnswerGoal => Change::ProposalAnswered {
                target: ProposalTarget::Goal(GoalId::from_uuid(self.about()?)),
                answer: self.answer.ok_or_else(|| missing("answer"))?,
            },
            Ask::AnswerStep => Change::ProposalAnswered {
                target: ProposalTarget::Step(StepId::from_uuid(self.about()?)),
                answer: self.answer.ok_or_else(|| missing("answer"))?,
            },
            Ask::CheckIn => Change::CheckInGiven {
                check_in: CheckInId::from_uuid(id),
                domain: choice::<LifeDomain>("domain", &self.domain)?
                    .ok_or_else(|| missing("domain"))?,
                feeling: choice::<Feeling>("feeling", &self.feeling)?
                    .ok_or_else(|| missing("feeling"))?,
                text: optional("text", &self.text)?,
            },
            Ask::LogWin => Change::WinLogged {
                win: WinId::from_uuid(id),
                text: prose("text", &below(&self.ready, &self.text))?,
                feeling: choice("feeling", &self.feeling)?,
            },
            Ask::Cheer => Change::CheerGiven {
                cheer: CheerId::from_uuid(id),
                text: prose("text", &self.text)?,
                win: self.about.map(WinId::from_uuid),
            },
            Ask::WriteNote => Change::NoteWritten {
                note: NoteId::from_uuid(id),
                text: prose("text", &self.text)?,
            },
            Ask::Nudge => Change::NudgeSent {
                nudge: NudgeId::from_uuid(id),
                text: prose("text", &self.text)?,
            },
            Ask::RemoveText => Change::TextRemoved {
                change: ChangeId::from_uuid(self.about()?),
                part: self.part.ok_or_else(|| missing("part"))?,
            },
            Ask::LeaveHorizonOpen => Change::HorizonLeftOpen {},
            Ask::AddDirection => Change::DirectionAdded {
                direction: DirectionId::from_uuid(id),
                text: title("text", &self.text)?,
            },
            Ask::ArrangeStep => self.arranged(StepId::from_uuid(self.about()?))?,
            Ask::SetDomain => Change::GoalDomainSet {
                goal: GoalId::from_uuid(self.about()?),
                domain: choice("domain", &self.domain)?,
            },
            Ask::ArchiveGoal | Ask::ArchiveDirection => Change::Archived {
                target: self.put_away()?,
                reason: self.reason.ok_or_else(|| missing("reason"))?,
                text: optional("text", &self.text)?,
            },
            Ask::BringBackGoal | Ask::BringBackDirection => Change::BroughtBack {
                target: self.put_away()?,
            },
            Ask::DefineSuccess => Change::SuccessDefined {
                text: prose("text", &self.text)?,
            },
            Ask::AddWish => Change::WishAdded {
                wish: WishId::from_uuid(id),
                text: title("text", &self.text)?,
            },
            Ask::SetRhythm => Change::RhythmSet {
                rhythm: self.rhythm.ok_or_else(|| missing("rhythm"))?,
            },
            Ask::Pause => Change::PauseSet {
                until: self.day()?.ok_or_else(|| missing("day"))?,
            },
            Ask::EndPause => Change::PauseEnded {},
            Ask::RemoveFile => Change::FileRemoved {
                file: FileId::from_uuid(self.file.ok_or_else(|| missing("file"))?),
                win: WinId::from_uuid(self.about()?),
            },
        };
        Ok((change, audience))
    }

    /// Every change that the form asks for: [`Self::to_change`] first, then what comes with it: a goal
    /// may bring its first step, words that go away their earlier versions.
    ///
    /// The ids of the others follow from the form's own, so that sending the same form twice is one.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::Invalid`] with every field that cannot be taken.
    pub fn to_changes(&self) -> Result<Vec<(ChangeId, Change, Audience)>, Problem> {
        let (change, audience) = self.to_change()?;
        let further: Vec<Change> = match &change {
            Change::GoalAdded { goal, .. } => self.first_steps(*goal)?,
            Change::StepAdded { step, .. } => {
                let arranged = self.arranged(*step)?;
                let plain = Change::StepArranged {
                    step: *step,
                    doer: None,
                    when: None,
                    daring: None,
                };
                Some(arranged)
                    .filter(|arranged| *arranged != plain)
                    .into_iter()
                    .collect()
            }
            Change::WinLogged { win, .. } => self.files_of(*win)?,
            Change::TextRemoved { part, .. } => {
                let removed = |change| Change::TextRemoved {
                    change,
                    part: *part,
                };
                self.replaced()?.into_iter().map(removed).collect()
            }
            _ => Vec::new(),
        };
        let further = (1..)
            .zip(further)
            .map(|(place, change)| (self.further(place), change, audience));
        Ok(core::iter::once((self.change, change, audience))
            .chain(further)
            .collect())
    }

    fn further(&self, place: u128) -> ChangeId {
        ChangeId::from_uuid(uuid::Uuid::from_u128(self.change.uuid().as_u128() ^ place))
    }

    fn about(&self) -> Result<uuid::Uuid, Problem> {
        self.about.ok_or_else(|| missing("about"))
    }

    fn text_field(&self) -> Result<TextField, Problem> {
        Ok(match self.field.ok_or_else(|| missing("field"))? {
            Field::Stip => TextField::Stip,
            Field::Why => TextField::Why,
            Field::Strength => TextField::Strength(StrengthId::from_uuid(self.about()?)),
            Field::Goal => TextField::Goal(GoalId::from_uuid(self.about()?)),
            Field::Step => TextField::Step(StepId::from_uuid(self.about()?)),
            Field::Win => TextField::Win(WinId::from_uuid(self.about()?)),
            Field::Note => TextField::Note(NoteId::from_uuid(self.about()?)),
            Field::Direction => TextField::Direction(DirectionId::from_uuid(self.about()?)),
            Field::Success => TextField::Success,
            Field::Wish => TextField::Wish(WishId::from_uuid(self.about()?)),
        })
    }

    fn replaced(&self) -> Result<Vec<ChangeId>, Problem> {
        self.replaces
            .split(',')
            .filter(|id| !id.is_empty())
            .map(|id| {
                id.parse()
                    .ok()
                    .ok_or_else(|| Problem::field("replaces", "unknown"))
            })
            .collect()
    }
}
