//! The built site: which hashed files the pages ask for, read once at the start.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app::{Assets, Brought};
use serde::Deserialize;

use crate::inventory;
use crate::refusal::Refusal;

/// What `assets.json` says, and where it was found.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder.
    pub folder: PathBuf,
    /// A hash of everything: tells an old page that there is a newer one.
    pub version: String,
    /// What every page asks for.
    pub assets: Assets,
    /// The same within the page, for a browser's first look.
    pub brought: Brought,
}

#[derive(Deserialize)]
struct Listed {
    version: String,
    css: String,
    boot: String,
    brought: Listing,
}

#[derive(Deserialize)]
struct Listing {
    build: String,
    script: String,
}

impl Site {
    /// Reads the list of a built site.
    ///
    /// # Errors
    ///
    /// When it is not there, or not what the build writes.
    pub fn read(folder: &Path) -> Result<Self, Refusal> {
        let refuse = |source| Refusal::Site {
            path: folder.to_owned(),
            source,
        };
        let text = std::fs::read_to_string(folder.join("assets.json")).map_err(refuse)?;
        let listed: Listed =
            serde_json::from_str(&text).map_err(|error| refuse(std::io::Error::from(error)))?;
        let Listed {
            version,
            css,
            boot,
            brought: Listing { build, script },
        } = listed;
        let style =
            std::fs::read_to_string(folder.join(css.trim_start_matches('/'))).map_err(refuse)?;
        Ok(Self {
            folder: folder.to_owned(),
            version,
            assets: Assets { css, boot },
            brought: Brought {
                build,
                style: style.into(),
                script: script.into(),
            },
        })
    }
}

impl Site {
    /// The addresses of the files outside `pkg/`: only what is listed is ever served, and nothing that
    /// the router answers itself.
    #[must_use]
    pub fn files(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        collect(&self.folder, "", &mut found);
        found.retain(|address| {
            !address.contains(['{', '}']) && inventory::find("GET", address).is_none()
        });
        found
    }
}

/// Hidden files, the list itself, the built package and ready-compressed copies are no addresses.
fn collect(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let address = format!("{prefix}/{name}");
        let packed = [".br", ".gz"].iter().any(|end| name.ends_with(end));
        if name.starts_with('.') || packed || ["/pkg", "/assets.json"].contains(&address.as_str()) {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), &address, found),
            Ok(kind) if kind.is_file() => {
                found.insert(address);
            }
            _ => {}
        }
    }
}
