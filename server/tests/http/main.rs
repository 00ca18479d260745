//! The server from outside: through the whole router, on a real database, with a clock that stands
//! still.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod bad_input;
mod connections;
mod control_characters;
mod files;
mod files_form;
mod files_load;
mod forms;
mod headers;
mod inventory;
mod live;
mod lock;
mod matrix;
mod origin;
mod overlong;
#[path = "../postgres/own_database.rs"]
mod own_database;
mod pages;
mod pairing;
mod refused_forms;
mod reports;
mod sessions;
mod static_files;
mod support;
