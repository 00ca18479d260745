//! *Mijn plan*: the stip, the road of goals and steps, ideas of the coach, strengths, notes. The coach
//! sees the very same pieces.

mod add;
mod check_in;
mod check_ins;
mod edit;
mod goal;
mod ideas;
mod leftovers;
mod not_taken;
mod notes;
mod page;
mod shown;
mod steady;
mod step;
mod stip;
mod strengths;
mod take_words;

pub(crate) use check_in::check_in_page;
pub(crate) use check_ins::CheckIns;
pub(crate) use edit::{EditLink, EditPlace, TextAt};
pub(crate) use goal::Road;
pub(crate) use ideas::domain_word;
pub(crate) use leftovers::Leftovers;
pub(crate) use notes::Notes;
pub(crate) use page::plan_page;
pub(crate) use shown::Shown;
pub(crate) use stip::Stip;
pub(crate) use strengths::Strengths;
pub(crate) use take_words::TakeWords;
