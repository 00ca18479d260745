//! *Vandaag*: one next step, what the coach said, and one big way to say "I did something".

mod news;
mod next;
mod offer;
mod page;

pub(crate) use page::TodayPage;
