//! Somebody reads along: a parent, or whoever is close (C-01 to C-08).
//!
//! The youth chooses what may be seen, looks at exactly that, says yes, and hands over an invitation of
//! its own kind. Whoever takes it gets a consent: parts, dates, and the name that the youth chose. What is
//! shown is folded anew at every look from what the consent lets through at that moment, so that stopping
//! works at the next request, and every look names its consent in the access log.

mod look;
mod offer;
mod standing;
mod take;

pub(crate) use offer::Offer;

/// What a consent of a youth to somebody close is for.
const PURPOSE: &str = "reading_along";
/// The youth's own permission; an organisation's ground is not ours to say.
const LEGAL_BASIS: &str = "permission";
/// Which sentences the youth saw before the yes. Count up when what they promise changes.
const TEXT_VERSION: &str = "reading-along-1";
