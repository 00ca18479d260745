//! Where the built files are: their names hold a hash, so only the build knows them.

use std::sync::Arc;

/// Addresses of the built files that a page names, as `site/assets.json` has them. The program itself is
/// asked for by `boot.js`, once the page stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// The module that waits until the page stands and starts the rest.
    pub boot: String,
}

/// The same two as text, within the page: a phone that has none of our files yet would wait a whole way to
/// and fro for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// Of which build they are; the browser says so in a cookie as soon as it has the files themselves.
    pub build: String,
    /// The stylesheet.
    pub style: Arc<str>,
    /// What `boot` names.
    pub script: Arc<str>,
}
