//! The server from outside: through the whole router, on a real SQLite file, with a clock that stands
//! still.

mod bad_input;
mod forms;
mod headers;
mod inventory;
mod live;
mod matrix;
mod origin;
mod pages;
mod sessions;
mod static_files;
mod support;
