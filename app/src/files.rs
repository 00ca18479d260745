//! Photos and voice notes: what a browser can do with them, and how they are shown. The bytes never come
//! through here: they stay where the camera put them until they are sent.

mod add;
mod phone;
mod photo;
mod shown;
mod voice;

use contract::{ChangesReply, ChangesRequest, Outcome, Problem, ProblemCode};
use domain::id::{ChangeId, PlanId};
use domain::journal::{Change, NewEntry};

use crate::backend::{Backend, Sending};
use crate::keeper::Keeper;

pub(crate) use add::{AddFiles, Adding};
pub(crate) use shown::{ShownFile, ShownFiles};

/// Offers changes, after the files that they name. A file that can never be taken does not keep the words
/// waiting: they are offered, and its own change is refused for what was wrong with the file.
pub(crate) async fn record_after_files(
    backend: &dyn Backend,
    phone: (Option<&dyn Keeper>, Option<&str>),
    plan: PlanId,
    changes: Vec<NewEntry>,
) -> Result<ChangesReply, Problem> {
    let mut wrong: Vec<(ChangeId, ProblemCode)> = Vec::new();
    for new in &changes {
        if let (Change::FileAdded { file, .. }, (Some(keeper), owner)) = (&new.change, phone) {
            match phone::send(backend, keeper, owner, plan, *file).await {
                Ok(()) => {}
                Err(problem) if is_about_the_file(problem.code) => {
                    wrong.push((new.id, problem.code));
                }
                Err(problem) => return Err(problem),
            }
        }
    }
    let changes = Sending::new(ChangesRequest { changes });
    let mut reply = backend.record(plan, changes).read().await?;
    for outcome in &mut reply.outcomes {
        if let Outcome::Refused { id, code } = outcome
            && *code == ProblemCode::FileMissing
            && let Some((_, why)) = wrong.iter().find(|(about, _)| about == id)
        {
            *code = *why;
        }
    }
    Ok(reply)
}

fn is_about_the_file(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::FileTooLarge
            | ProblemCode::FilesFull
            | ProblemCode::NotAPicture
            | ProblemCode::NotAVoiceNote
            | ProblemCode::VoiceTooLong
            | ProblemCode::TooLarge
            | ProblemCode::Malformed
            | ProblemCode::Invalid
            | ProblemCode::Unfit
    )
}
