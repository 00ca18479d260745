//! Server rendering: the app's pages with a backend that is this very process, and the few pages that
//! must work when nothing else does.

mod backend;
mod device;
mod gate;
pub(crate) mod notice;
pub(crate) mod page;
