//! An invitation is made; a coach invites.

use contract::{InvitationRequest, IssuedInvitation, ProblemCode, path};
use domain::id::{InvitationId, PersonId, PlanId};
use domain::policy::{Membership, Permit, Relation};
use jiff::{SignedDuration, Timestamp};
use qrcode::{Color, EcLevel, QrCode};
use storage::{Invitation, PersonKind, Sealed, UnitOfWork};

use super::WORDS;
use super::code::{code_hash, grouped, link_hash, new_code, new_link};
use crate::entropy::{array, randomness};
use crate::people::{later, parse_name};
use crate::sessions::Actor;
use crate::throttle::Bucket;
use crate::{Entropy, Result, ServiceError, Stip};

/// How long the link works.
const LINK: SignedDuration = SignedDuration::from_mins(15);
/// How long the typed code works.
const CODE: SignedDuration = SignedDuration::from_hours(24);

/// An invitation to make.
pub(crate) struct Inviting<'a> {
    pub(crate) id: InvitationId,
    pub(crate) plan: PlanId,
    /// Who makes it.
    pub(crate) maker: PersonId,
    /// For whom it is.
    pub(crate) name: &'a str,
    /// What whoever takes it may read; `None` for the youth's own phone.
    pub(crate) offer: Option<Sealed>,
}

impl Stip {
    /// Invites somebody new, with a new plan of which this coach is the lead; or somebody of the
    /// caseload who has no phone yet, or whose phone is logged out: a youth has no other way back in. An
    /// earlier invitation to the same plan stops working.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] for everybody but coaches, and for a plan that is not theirs;
    /// [`ProblemCode::Invalid`] for an impossible name; [`ProblemCode::Unfit`] while a phone is logged
    /// in: a second one needs more than the coach's word.
    pub async fn invite(
        &self,
        actor: &Actor,
        request: &InvitationRequest,
    ) -> Result<IssuedInvitation> {
        let organisation = match (actor.kind, actor.organisation) {
            (PersonKind::Coach, Some(organisation)) => organisation,
            _ => return Err(ProblemCode::NotFound.into()),
        };
        let now = self.clock.now();
        let mut unit = self.storage.begin().await?;
        self.count_try(unit.as_mut(), Bucket::Invitations(actor.person), now)
            .await?
            .check()?;
        let (plan, name) = match request {
            InvitationRequest::NewYouth { name } => {
                let name = parse_name(name)?;
                let founded =
                    self.found_plan(unit.as_mut(), &name, organisation, actor.person, now);
                (founded.await?.0, name)
            }
            InvitationRequest::Plan { plan } => {
                let opened = self
                    .open_plan(unit.as_mut(), actor.person, *plan, now)
                    .await?;
                if !may_invite(&opened.permit) {
                    return Err(ProblemCode::NotFound.into());
                }
                let gone = || ServiceError::Shape("a plan's owner");
                let youth = self.youth_of(unit.as_mut(), *plan, now).await?;
                let name = self.name_of(unit.as_mut(), &opened, youth).await?;
                let youth = unit.person(youth).await?.ok_or_else(gone)?;
                let fits = match youth.membership {
                    Membership::Invited => true,
                    Membership::Active => !self.is_inside(unit.as_mut(), &youth, now).await?,
                    Membership::Suspended | Membership::Ended => false,
                };
                if !fits {
                    return Err(ProblemCode::Unfit.into());
                }
                (*plan, name.ok_or_else(gone)?)
            }
        };
        let issued = self.issue(unit.as_mut(), plan, &name, actor.person, now);
        let issued = issued.await?;
        unit.commit().await?;
        Ok(issued)
    }

    /// Makes an invitation for a youth's phone.
    pub(crate) async fn issue(
        &self,
        unit: &mut dyn UnitOfWork,
        plan: PlanId,
        youth: &str,
        coach: PersonId,
        now: Timestamp,
    ) -> Result<IssuedInvitation> {
        let inviting = Inviting {
            id: InvitationId::mint(now, randomness(self.entropy())),
            plan,
            maker: coach,
            name: youth,
            offer: None,
        };
        self.issue_as(unit, inviting, now).await
    }

    /// Makes an invitation of any kind.
    pub(crate) async fn issue_as(
        &self,
        unit: &mut dyn UnitOfWork,
        inviting: Inviting<'_>,
        now: Timestamp,
    ) -> Result<IssuedInvitation> {
        let Inviting {
            id,
            plan,
            maker,
            name,
            offer,
        } = inviting;
        let (secret, code) = (new_link(self.entropy()), new_code(self.entropy()));
        let words = new_words(self.entropy());
        let (link_until, code_until) = (later(now, LINK), later(now, CODE));
        unit.add_invitation(&Invitation {
            id,
            plan,
            maker,
            secret: link_hash(&self.vault, &secret),
            code: code_hash(&self.vault, &code),
            words,
            offer,
            created_at: now,
            link_until,
            code_until,
            redeemed_at: None,
            burned_at: None,
        })
        .await?;
        let link = format!("{}{}/{secret}", self.settings.origin, path::page::WELCOME);
        let (qr_side, qr_modules) = qr(&link)?;
        Ok(IssuedInvitation {
            plan,
            name: name.to_owned(),
            code: grouped(&code),
            code_until,
            link,
            link_until,
            words: words_of(words)?,
            qr_side,
            qr_modules,
        })
    }

    /// Who owns a plan.
    pub(crate) async fn youth_of(
        &self,
        unit: &mut dyn UnitOfWork,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<PersonId> {
        let around = unit.relations(plan, now).await?;
        let youth = around
            .into_iter()
            .find(|row| row.relation == Relation::Youth);
        Ok(youth.ok_or(ServiceError::Shape("a plan's owner"))?.person)
    }
}

/// Who may pair a phone with a plan.
pub(super) fn may_invite(permit: &Permit) -> bool {
    matches!(permit.relation(), Relation::LeadCoach | Relation::Coach)
}

/// Draws two words without putting the first one back: told apart, they cannot be taken for one word that
/// stands there twice. Every pair is as likely.
fn new_words(entropy: &dyn Entropy) -> (u16, u16) {
    let [one]: [u8; 1] = array(entropy);
    let two = loop {
        // One of the 255 that are left: the byte that is too many is thrown again.
        let [drawn]: [u8; 1] = array(entropy);
        if drawn < u8::MAX {
            break drawn;
        }
    };
    let (one, two) = (u16::from(one), u16::from(two));
    (
        one,
        if two < one {
            two
        } else {
            two.saturating_add(1)
        },
    )
}

/// The two words of an invitation.
pub(crate) fn words_of((one, two): (u16, u16)) -> Result<[String; 2]> {
    let word = |place: u16| {
        let word = WORDS.get(usize::from(place)).copied();
        word.map(str::to_owned)
            .ok_or(ServiceError::Shape("an invitation's words"))
    };
    Ok([word(one)?, word(two)?])
}

fn qr(link: &str) -> Result<(u16, String)> {
    let shape = || ServiceError::Shape("a QR code");
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .ok()
        .ok_or_else(shape)?;
    let side = u16::try_from(code.width()).ok().ok_or_else(shape)?;
    let dark = |color: Color| if color == Color::Dark { '1' } else { '0' };
    Ok((side, code.into_colors().into_iter().map(dark).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestEntropy;

    #[test]
    fn two_words_are_never_the_same_one_and_all_pairs_are_as_likely() {
        const DRAWS: u32 = 200_000;
        let entropy = TestEntropy::seeded(7);
        let mut seen = vec![[0_u32; 2]; WORDS.len()];
        let mut apart = vec![0_u32; WORDS.len()];
        for _ in 0..DRAWS {
            let (one, two) = new_words(&entropy);
            let [first, second] = words_of((one, two)).unwrap();
            assert_ne!(first, second);
            seen[usize::from(one)][0] += 1;
            seen[usize::from(two)][1] += 1;
            apart[usize::from((two + 256 - one) % 256)] += 1;
        }
        // Each count is about binomial: five deviations and a little more hold for all of them together.
        let near = |count: u32, kinds: u32| {
            let expected = f64::from(DRAWS) / f64::from(kinds);
            (f64::from(count) - expected).abs() < 5.5 * expected.sqrt()
        };
        assert!(seen.iter().flatten().all(|count| near(*count, 256)));
        let (none, others) = apart.split_first().unwrap();
        assert_eq!(*none, 0);
        assert!(others.iter().all(|count| near(*count, 255)));
    }
}
