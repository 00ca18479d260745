//! A phone takes an invitation, whatever it is for, or says that the words differ.

use contract::{InvitationCard, ProblemCode};
use domain::policy::Membership;
use jiff::Timestamp;
use storage::{Invitation, PersonKind, StorageError};

use super::Typed;
use super::issue::{may_invite, words_of};
use crate::sessions::{Actor, Tokens};
use crate::throttle::{Bucket, Network, Tried};
use crate::{Result, ServiceError, Stip};

impl Stip {
    /// Whose invitation a code is; changes nothing when the code is right.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::WrongCode`], whatever is wrong with it; [`ServiceError::TooMany`].
    pub async fn look_up_invitation(
        &self,
        code: &str,
        network: &Network,
    ) -> Result<InvitationCard> {
        let now = self.clock.now();
        let invitation = self.guess(code, network, now).await?;
        let mut unit = self.storage.read().await?;
        let wrong = || ServiceError::from(ProblemCode::WrongCode);
        let opened = self
            .open_plan(unit.as_mut(), invitation.maker, invitation.plan, now)
            .await
            .map_err(no_longer)?;
        if let Some(offer) = self.offer_of(&opened, &invitation)? {
            return self
                .offer_card(unit.as_mut(), &opened, &invitation, offer, now)
                .await;
        }
        if !may_invite(&opened.permit) {
            return Err(wrong());
        }
        let coach = unit.person(invitation.maker).await?.ok_or_else(wrong)?;
        let organisation = match coach.organisation {
            Some(id) => unit.organisation(id).await?.ok_or_else(wrong)?,
            None => return Err(wrong()),
        };
        let youth = self.youth_of(unit.as_mut(), invitation.plan, now).await?;
        let youth = self.name_of(unit.as_mut(), &opened, youth).await?;
        Ok(InvitationCard::Phone {
            coach: self.open_name(&coach)?,
            organisation: organisation.name,
            youth: youth.ok_or_else(wrong)?,
            words: words_of(invitation.words)?,
        })
    }

    /// Uses an invitation: pairs a phone (ends the youth's earlier sessions, begins a new one), or lets
    /// somebody read along. `before` is who is logged in in this browser.
    ///
    /// # Errors
    ///
    /// As [`Self::look_up_invitation`]; [`ProblemCode::StaffSession`] in a browser where a coach is
    /// logged in: a coach must not become the youth. [`ProblemCode::YouthSession`] where a youth
    /// is, and the invitation is for somebody who reads along.
    pub async fn redeem(
        &self,
        code: &str,
        network: &Network,
        before: Option<&Actor>,
    ) -> Result<Tokens> {
        if before.is_some_and(|actor| actor.kind == PersonKind::Coach) {
            tracing::warn!("an invitation was opened in a browser where a coach is logged in");
            return Err(ProblemCode::StaffSession.into());
        }
        let now = self.clock.now();
        let invitation = self.guess(code, network, now).await?;
        let mut unit = self.storage.begin().await?;
        let opened = self
            .open_plan(unit.as_mut(), invitation.maker, invitation.plan, now)
            .await
            .map_err(no_longer)?;
        if let Some(offer) = self.offer_of(&opened, &invitation)? {
            let offered = (&invitation, offer);
            let tokens = self.take_offer(unit.as_mut(), &opened, offered, before, now);
            let tokens = tokens.await?;
            unit.commit().await?;
            return Ok(tokens);
        }
        if !may_invite(&opened.permit) {
            return Err(ProblemCode::WrongCode.into());
        }
        let youth = self.youth_of(unit.as_mut(), invitation.plan, now).await?;
        match unit.person(youth).await?.map(|person| person.membership) {
            Some(Membership::Invited | Membership::Active) => {}
            Some(Membership::Suspended | Membership::Ended) | None => {
                return Err(ProblemCode::WrongCode.into());
            }
        }
        // Looked at before this unit began: of many at once, one finds it unused.
        match unit.redeem_invitation(invitation.id, now).await {
            Err(StorageError::Gone) => return Err(ProblemCode::WrongCode.into()),
            redeemed => redeemed?,
        }
        unit.revoke_sessions_of(youth, now).await?;
        unit.set_membership(youth, Membership::Active).await?;
        let tokens = self
            .begin_session(unit.as_mut(), youth, PersonKind::Youth, now)
            .await?;
        unit.commit().await?;
        Ok(tokens)
    }

    /// The words differ: the invitation is worthless from now on.
    ///
    /// # Errors
    ///
    /// As [`Self::look_up_invitation`].
    pub async fn mismatch(&self, code: &str, network: &Network) -> Result<()> {
        let now = self.clock.now();
        let invitation = self.guess(code, network, now).await?;
        let mut unit = self.storage.begin().await?;
        unit.burn_invitation(invitation.id, now).await?;
        unit.commit().await?;
        tracing::warn!(invitation = %invitation.id, "the words of an invitation differed");
        Ok(())
    }

    /// The invitation that works with this code now. Wrong codes are counted, right ones are not: the
    /// count is made first, in a unit that is let go when the code turns out to be right.
    async fn guess(&self, text: &str, network: &Network, now: Timestamp) -> Result<Invitation> {
        let typed = Typed::parse(text);
        let mut unit = self.storage.begin().await?;
        let here = self
            .count_try(unit.as_mut(), Bucket::CodeNetwork(network), now)
            .await?;
        let half = match typed.half() {
            Some(half) => {
                self.count_try(unit.as_mut(), Bucket::CodeHalf(half), now)
                    .await?
            }
            None => Tried::Fits,
        };
        let found = match typed.hash(&self.vault) {
            Some(hash) => unit.invitation_by_hash(hash).await?,
            None => None,
        };
        let found = found.filter(|invitation| works(invitation, &typed, now));
        match (found, &typed, here, half) {
            // A link's secret is no guess.
            (Some(invitation), Typed::Link(_), _, _)
            | (Some(invitation), _, Tried::Fits, Tried::Fits) => Ok(invitation),
            (Some(invitation), _, Tried::Fits, Tried::TooMany { .. }) => {
                unit.burn_invitation(invitation.id, now).await?;
                unit.commit().await?;
                tracing::warn!(invitation = %invitation.id, "an invitation was burned by guesses");
                Err(ProblemCode::WrongCode.into())
            }
            (_, _, here, _) => {
                unit.commit().await?;
                here.check()?;
                Err(ProblemCode::WrongCode.into())
            }
        }
    }
}

fn works(invitation: &Invitation, typed: &Typed, now: Timestamp) -> bool {
    let until = match typed {
        Typed::Link(_) => invitation.link_until,
        Typed::Code(_) | Typed::Nonsense => invitation.code_until,
    };
    invitation.redeemed_at.is_none() && invitation.burned_at.is_none() && now < until
}

/// Whoever made the invitation may not see the plan any more: then it works no longer.
fn no_longer(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Problem(problem) if problem.code == ProblemCode::NotFound => {
            ProblemCode::WrongCode.into()
        }
        other => other,
    }
}
