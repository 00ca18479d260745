//! Where the built files are: their names hold a hash, so only the build knows them.

/// Addresses of the built files, as `site/assets.json` names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// The JavaScript beside the WASM.
    pub js: String,
    /// The WASM of every first route.
    pub wasm: String,
    /// What loads further parts of the WASM; absent in a build that is not split.
    pub split: Option<String>,
    /// The module that waits for a quiet moment and starts the rest.
    pub boot: String,
}
