//! Reminders over eleven years, by a clock that the test sets: what stands is reminded of exactly once,
//! whatever clocks, zones, people and servers do.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what surprises a test has to fail it"
)]

mod calendar;
mod daily;
mod decade;
mod house;
mod one;
mod trouble;
