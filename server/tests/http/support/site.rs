//! A built site, as `.ci/build` leaves it, in small.

use std::fs;
use std::path::Path;

pub(crate) fn build(folder: &Path) {
    let file = |path: &str, content: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    };
    file(
        "assets.json",
        r#"{ "version": "v1", "css": "/pkg/stip.0a.css", "js": "/pkg/0a/stip.js",
            "wasm": "/pkg/0a/stip.wasm", "split": "/pkg/0a/__wasm_split.js",
            "boot": "/pkg/0a/boot.js", "brought": { "build": "b1", "script": "import '/pkg/0a/stip.js';" },
            "chunks": {}, "precache": [], "files": {} }"#,
    );
    file("pkg/stip.0a.css", "body{}");
    file("pkg/0a/stip.js", "export default 1;");
    file("pkg/0a/stip.js.br", "not really brotli");
    file("pkg/0a/stip.wasm", "\0asm");
    file("pkg/0a/boot.js", "import './stip.js';");
    file("sw.js", "self.addEventListener('push', () => {});");
    file("manifest.webmanifest", "{}");
    file("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    file("offline.html", "<!doctype html><title>Stip</title>");
    file("refresh.js", "document.forms[0]?.requestSubmit();");
    // The server has an answer of its own to the first; the router has no name for the second.
    file("robots.txt", "User-agent: *");
    file("{odd}.txt", "odd");
    file(".secret", "not for the world");
}
