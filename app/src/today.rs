//! *Vandaag*: one next step, what the coach said, and one big way to say "I did something".
//!
//! It is the page that a youth waits for, on a cheap phone. So it is drawn from a few facts, and the
//! plan itself, with all the code that reads and folds it, comes behind the first picture.

mod behind;
mod facts;
mod news;
mod next;
mod offer;
mod page;

pub(crate) use page::TodayPage;
