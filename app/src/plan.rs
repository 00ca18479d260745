//! *Mijn plan*: the stip, the road of goals and steps, ideas of the coach, strengths, notes. The coach
//! sees the very same pieces.

mod add;
mod arrange;
mod check_in;
mod check_ins;
mod choose;
mod directions;
mod domains;
mod edit;
mod example_list;
mod examples;
mod goal;
mod history;
mod horizon;
mod ideas;
mod leftovers;
mod not_taken;
mod notes;
mod page;
mod put_away;
mod shown;
mod steady;
mod step;
mod strengths;
mod take_words;
mod way;

pub(crate) use arrange::ArrangeFields;
pub(crate) use check_in::check_in_page;
pub(crate) use domains::{DomainChoice, domain_word};
pub(crate) use edit::{EditLink, EditPlace, TextAt};
pub(crate) use examples::examples_page;
pub(crate) use goal::Road;
pub(crate) use history::History;
pub(crate) use horizon::Horizon;
pub(crate) use leftovers::Leftovers;
pub(crate) use notes::Notes;
pub(crate) use page::plan_page;
pub(crate) use put_away::AwayGoals;
pub(crate) use shown::Shown;
pub(crate) use steady::steady;
pub(crate) use strengths::Strengths;
pub(crate) use take_words::TakeWords;
