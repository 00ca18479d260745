//! What is said of a form, when not all that it asks for was taken.

use contract::ProblemCode;
use domain::id::ChangeId;

use crate::offering::Taken;

/// How far a form came whose changes are these, the first of them what the form is about. What only came
/// along, such as a photo, does not undo that one: whoever sent the form once more would do it twice.
///
/// # Errors
///
/// Why the form's own change was refused.
pub(super) fn taken(
    changes: &[ChangeId],
    refused: &[(ChangeId, ProblemCode)],
) -> Result<Taken, ProblemCode> {
    let why = |change: &ChangeId| {
        let found = refused.iter().find(|(about, _)| about == change);
        found.map(|(_, code)| *code)
    };
    let Some((own, along)) = changes.split_first() else {
        return Ok(Taken::Sent);
    };
    match why(own) {
        Some(code) => Err(code),
        None => Ok(along
            .iter()
            .find_map(why)
            .map_or(Taken::Sent, Taken::InPart)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn change(number: u128) -> ChangeId {
        ChangeId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_photo_that_is_refused_leaves_the_win_taken() {
        let (win, photo, voice) = (change(1), change(2), change(3));
        let refused = [
            (change(9), ProblemCode::Unfit),
            (photo, ProblemCode::FilesFull),
        ];
        assert_eq!(
            taken(&[win, photo, voice], &refused),
            Ok(Taken::InPart(ProblemCode::FilesFull))
        );
    }

    #[test]
    fn a_win_that_is_refused_says_why_whatever_became_of_its_photo() {
        let (win, photo) = (change(1), change(2));
        let refused = [(photo, ProblemCode::FileMissing), (win, ProblemCode::Unfit)];
        assert_eq!(taken(&[win, photo], &refused), Err(ProblemCode::Unfit));
    }

    #[test]
    fn what_was_refused_of_another_form_is_not_told_here() {
        let refused = [(change(9), ProblemCode::Unfit)];
        assert_eq!(taken(&[change(1), change(2)], &refused), Ok(Taken::Sent));
        assert_eq!(taken(&[change(1)], &[]), Ok(Taken::Sent));
    }
}
