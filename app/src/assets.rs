//! Where the built files are: their names hold a hash, so only the build knows them.

/// Addresses of the built files that a page names, as `site/assets.json` has them. The program itself is
/// asked for by `boot.js`, once the page stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// The module that waits until the page stands and starts the rest.
    pub boot: String,
}
