//! The pages of Stip: the same code renders on the server and runs in the browser.
//!
//! Whoever shows the pages gives, by context, before [`shell`] (server) or [`App`] (browser) runs:
//!
//! | context | who gives it | without it |
//! |---|---|---|
//! | `Arc<dyn backend::Backend>` | both, always | every page says "not available" |
//! | `Arc<dyn device::Device>` | both, always | no dates, no new ids |
//! | [`locale::Language`] | server: cookie, then `Accept-Language`; browser: `<html lang>` | Dutch |
//! | [`FormEcho`] | server, when a form without script was not taken | |
//! | [`Locked`] | server, when the app lock of a youth's browser is shut | |
//! | [`Issued`] | server, as the answer to `form_target::INVITE` or `OFFER_CONSENT` | |
//!
//! **A form that was posted without script.** When it was taken: 303 to its `back` page. When not:
//! render the page on which it stands, in place, with the problem's status: give the router the path of
//! that page (rewrite the request's URI to [`FormEcho::page`]) and put a [`FormEcho`] in the context.
//! [`shell`] writes the page's path on `<html data-page>`, and the browser corrects its address from it
//! before it hydrates. The same goes for an invitation that was just made: [`Issued::page`].
//!
//! **To add a page:** its path in `contract::path::page`, a file in the folder of its feature, a word in
//! `parts.rs`, a line in `pages.rs`, its texts in `locale`.

#![expect(
    unreachable_pub,
    reason = "the `component` macro writes its props with a wider `pub`"
)]

mod assets;
pub mod backend;
mod coach;
mod consents;
pub mod device;
mod echo;
mod entry;
mod files;
mod form;
mod invitation;
pub mod keeper;
mod language;
mod load;
mod me;
mod offering;
mod pages;
mod parts;
mod plan;
mod problem;
mod session;
mod shelf;
mod shell;
mod store;
mod today;
mod ui;
mod wins;

pub use assets::{Assets, Brought};
pub use echo::{FormEcho, Issued, Onward};
pub use pages::App;
pub use shell::{Locked, Viewer, shell};
pub use ui::SKY_VIEW;
