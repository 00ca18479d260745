//! Every path of the JSON API, and of the pages that other parts link to.

use domain::id::{ConsentId, FileId, PlanId};

/// Who am I?
pub const ME: &str = "/api/v1/me";
/// Log in with e-mail and password; log out with `DELETE`.
pub const SESSION: &str = "/api/v1/session";
/// The plans that a coach guides.
pub const CASELOAD: &str = "/api/v1/caseload";
/// Make an invitation.
pub const INVITATIONS: &str = "/api/v1/invitations";
/// See whose invitation a code is; changes nothing.
pub const INVITATION_LOOKUP: &str = "/api/v1/invitations/lookup";
/// Pair this phone.
pub const INVITATION_REDEEM: &str = "/api/v1/invitations/redeem";
/// The words differ: burn the code.
pub const INVITATION_MISMATCH: &str = "/api/v1/invitations/mismatch";
/// The plans that somebody may read along with.
pub const SHARED: &str = "/api/v1/shared";
/// Server-sent events.
pub const LIVE: &str = "/api/v1/live";
/// The server's public key for Web Push.
pub const PUSH_KEY: &str = "/api/v1/push/key";
/// Wake this browser (`PUT`); no longer (`DELETE`).
pub const PUSH_SUBSCRIPTION: &str = "/api/v1/push/subscription";
/// The service worker tells what became of a message.
pub const PUSH_RECEIPTS: &str = "/api/v1/push/receipts";
/// The header in which a page says for whom it was opened; a request of anybody else is refused.
pub const PERSON_HEADER: &str = "x-stip-person";
/// The one place where a refresh token is taken.
pub const REFRESH: &str = "/auth/refresh";

/// Route patterns with a plan in them.
pub mod pattern {
    /// A plan's entries (`GET ?after=`).
    pub const PLAN: &str = "/api/v1/plans/{plan}";
    /// The plan as a page shows it.
    pub const PLAN_VIEW: &str = "/api/v1/plans/{plan}/view";
    /// Changes to a plan (`POST`).
    pub const CHANGES: &str = "/api/v1/plans/{plan}/changes";
    /// What became of the messages about a plan.
    pub const DELIVERIES: &str = "/api/v1/plans/{plan}/deliveries";
    /// Who reads along (`GET`); let somebody (`POST`).
    pub const CONSENTS: &str = "/api/v1/plans/{plan}/consents";
    /// What somebody would see (`GET ?parts=&span=`), before the youth says yes.
    pub const CONSENT_PREVIEW: &str = "/api/v1/plans/{plan}/consents/preview";
    /// Stop letting somebody read along (`DELETE`).
    pub const CONSENT: &str = "/api/v1/plans/{plan}/consents/{consent}";
    /// The plan as it is shown to who reads along.
    pub const SHARED_PLAN: &str = "/api/v1/plans/{plan}/shared";
    /// A photo or a voice note (`PUT`, `GET`).
    pub const FILE: &str = "/api/v1/plans/{plan}/files/{file}";
    /// A plain form of a plan page (`POST`).
    pub const PLAN_FORM: &str = "/form/plans/{plan}";
}

/// A plan's entries.
#[must_use]
pub fn plan(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}")
}

/// The plan as a page shows it.
#[must_use]
pub fn plan_view(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}/view")
}

/// Changes to a plan.
#[must_use]
pub fn changes(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}/changes")
}

/// What became of the messages about a plan.
#[must_use]
pub fn deliveries(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}/deliveries")
}

/// Who reads along with a plan.
#[must_use]
pub fn consents(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}/consents")
}

/// What somebody would see; `query` is that of [`crate::Terms::query`].
#[must_use]
pub fn consent_preview(plan: PlanId, query: &str) -> String {
    format!("/api/v1/plans/{plan}/consents/preview?{query}")
}

/// One consent.
#[must_use]
pub fn consent(plan: PlanId, consent: ConsentId) -> String {
    format!("/api/v1/plans/{plan}/consents/{consent}")
}

/// The plan as it is shown to who reads along.
#[must_use]
pub fn shared_plan(plan: PlanId) -> String {
    format!("/api/v1/plans/{plan}/shared")
}

/// A photo or a voice note.
#[must_use]
pub fn file(plan: PlanId, file: FileId) -> String {
    format!("/api/v1/plans/{plan}/files/{file}")
}

/// A plain form of a plan page.
#[must_use]
pub fn plan_form(plan: PlanId) -> String {
    format!("/form/plans/{plan}")
}

/// Pages, for links and redirects.
pub mod page {
    use domain::id::PlanId;

    /// The front door: sends everyone to their own first page.
    pub const HOME: &str = "/";
    /// The youth's first page.
    pub const TODAY: &str = "/vandaag";
    /// The youth's plan.
    pub const PLAN: &str = "/plan";
    /// Goals to begin from.
    pub const EXAMPLES: &str = "/plan/voorbeelden";
    /// The youth's wins.
    pub const WINS: &str = "/successen";
    /// Log a win.
    pub const LOG_WIN: &str = "/successen/nieuw";
    /// *Hoe gaat het?*
    pub const CHECK_IN: &str = "/hoe-gaat-het";
    /// Whether this phone may be woken.
    pub const NOTIFY: &str = "/meldingen";
    /// The youth's own corner: messages, who sees what, language, logout.
    pub const ME: &str = "/ik";
    /// How this person likes to read.
    pub const READING: &str = "/ik/lezen";
    /// The app lock, and the button that hides Stip.
    pub const LOCK: &str = "/ik/slot";
    /// The file that every page gives way to while the app lock is shut; `boot.js` knows it too.
    pub const LOCKED: &str = "/lock.html";
    /// How Stip comes onto the home screen.
    pub const INSTALL: &str = "/ik/beginscherm";
    /// Everybody around the youth, and what each can do.
    pub const PEOPLE: &str = "/mijn-mensen";
    /// What the coach sees; before the first typing.
    pub const WHO_SEES: &str = "/wie-ziet-wat";
    /// Who reads along with the youth.
    pub const CONSENTS: &str = "/ik/meekijken";
    /// Choose what somebody may see.
    pub const OFFER_CONSENT: &str = "/ik/meekijken/nieuw";
    /// What they will see, before the yes; then the invitation.
    pub const CONSENT_PREVIEW: &str = "/ik/meekijken/voorbeeld";
    /// The first page of who reads along.
    pub const SHARED: &str = "/meekijken";
    /// An invitation: type a code, or `/welkom/{code}`.
    pub const WELCOME: &str = "/welkom";
    /// Login for coaches.
    pub const LOGIN: &str = "/inloggen";
    /// The coach's list.
    pub const CASELOAD: &str = "/jongeren";
    /// How youths reach this coach.
    pub const REACH: &str = "/jongeren/bereikbaar";
    /// Invite a youth.
    pub const INVITE: &str = "/jongeren/uitnodigen";

    /// A youth's plan, as it is shown to who reads along.
    #[must_use]
    pub fn shared_plan(plan: PlanId) -> String {
        format!("/meekijken/{plan}")
    }

    /// A youth's plan, as the coach sees it.
    #[must_use]
    pub fn coach_plan(plan: PlanId) -> String {
        format!("/jongeren/{plan}")
    }
}

/// What an address tells its page.
pub mod query {
    /// Which text is being written anew; see [`crate::form::open_key`].
    pub const OPEN: &str = "open";
    /// Examples of which life domain.
    pub const DOMAIN: &str = "leefgebied";
    /// Which example.
    pub const EXAMPLE: &str = "kies";
    /// What a form on another page asked for was done.
    pub const SAVED: &str = "bewaard";
}

/// Form targets that are no plan forms; plain posts that work before, and without, WASM.
pub mod form_target {
    /// Pair this phone.
    pub const REDEEM: &str = "/form/redeem";
    /// "The words differ."
    pub const MISMATCH: &str = "/form/mismatch";
    /// Log in.
    pub const LOGIN: &str = "/form/login";
    /// Log out.
    pub const LOGOUT: &str = "/form/logout";
    /// How youths reach this coach.
    pub const CONTACT: &str = "/form/contact";
    /// Invite a youth.
    pub const INVITE: &str = "/form/invite";
    /// Let somebody read along.
    pub const OFFER_CONSENT: &str = "/form/offer-consent";
    /// Stop letting somebody read along.
    pub const WITHDRAW_CONSENT: &str = "/form/withdraw-consent";
    /// Type a code by hand: goes on to `/welkom/{code}`.
    pub const CODE: &str = "/form/code";
    /// "I know what my coach sees": remembered on this device.
    pub const WHO_SEES: &str = "/form/who-sees";
    /// Read Stip in another language.
    pub const LANGUAGE: &str = "/form/language";
    /// How this person likes to read: remembered on this device. `reading.js` knows this path too.
    pub const READING: &str = "/form/reading";
    /// What another app shares with Stip. The service worker answers it; here it only comes from a browser
    /// whose worker is gone.
    pub const SHARE: &str = "/delen";
    /// Whether there is an app lock or a hiding button here: remembered on this device. `vault.js` knows
    /// this path too.
    pub const LOCK: &str = "/form/lock";
}
