//! Invitations: a coach pairs a youth's phone with the plan, or a youth lets somebody read along
//!
//!
//! One invitation is two ways in: the link of a QR code, with a secret of 128 bits, for a quarter of an
//! hour; and ten characters to type, for a day. Both bring the same two words, which whoever
//! made it sees too. Only keyed hashes are kept.
//!
//! **Guessing.** A wrong code belongs to no invitation, so there is nothing to burn; therefore two
//! things are counted. Per network: after ten wrong codes in ten minutes no typed code is taken from
//! there for a while. Per first half of a code: whoever read half of it over a shoulder has ten tries
//! at the other half, from wherever; then the invitation is burned when its right code comes, and only
//! a new one helps. A right code is never counted, so looking at an invitation changes nothing,
//! and a link's secret cannot be guessed and is never limited: a class of youths behind one address
//! can always use it. Wrong, used, burned and too old look the same.

mod code;
mod issue;
mod redeem;
mod word_list;

pub(crate) use code::Typed;
pub(crate) use issue::{Inviting, words_of};
pub(crate) use word_list::WORDS;
