//! Reads `nl.json` and `en.json`, refuses them when they do not say the same things, and writes one
//! method of `Texts` per text. A text that nothing calls is then left out of the WASM by the linker.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::path::Path;

/// Key to text, as in the JSON file.
type Catalogue = BTreeMap<String, String>;

/// The group whose texts are also found by their code at run time.
const PROBLEMS: &str = "problem.";

fn main() -> Result<(), Box<dyn Error>> {
    let dutch = read("nl.json")?;
    let english = read("en.json")?;
    compare(&dutch, &english)?;
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| Fault("cargo sets OUT_DIR".into()))?;
    std::fs::write(
        Path::new(&out).join("texts.rs"),
        generate(&dutch, &english)?,
    )?;
    Ok(())
}

fn read(file: &str) -> Result<Catalogue, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={file}");
    let text = std::fs::read_to_string(file)?;
    serde_json::from_str(&text).map_err(|e| Fault(format!("{file}: {e}")).into())
}

/// Both languages have the same keys, and every text the same placeholders.
fn compare(dutch: &Catalogue, english: &Catalogue) -> Result<(), Fault> {
    let mut faults = Vec::new();
    for key in dutch.keys().filter(|key| !english.contains_key(*key)) {
        faults.push(format!("en.json lacks \"{key}\""));
    }
    for key in english.keys().filter(|key| !dutch.contains_key(*key)) {
        faults.push(format!("nl.json lacks \"{key}\""));
    }
    for (key, nl) in dutch {
        let Some(en) = english.get(key) else { continue };
        let (in_nl, in_en) = (slots(key, nl)?, slots(key, en)?);
        for slot in in_nl.difference(&in_en) {
            faults.push(format!("en.json: \"{key}\" lacks {{{slot}}}"));
        }
        for slot in in_en.difference(&in_nl) {
            faults.push(format!("nl.json: \"{key}\" lacks {{{slot}}}"));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Fault(faults.join("\n")))
    }
}

/// A text, cut at its placeholders.
enum Piece<'a> {
    Plain(&'a str),
    Slot(&'a str),
}

fn pieces<'a>(key: &str, text: &'a str) -> Result<Vec<Piece<'a>>, Fault> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, behind)) = after.split_once('}') else {
            return Err(Fault(format!("\"{key}\": a {{ is never closed")));
        };
        if !is_name(slot) {
            return Err(Fault(format!(
                "\"{key}\": {{{slot}}} is no name (a-z and _)"
            )));
        }
        if !before.is_empty() {
            found.push(Piece::Plain(before));
        }
        found.push(Piece::Slot(slot));
        rest = behind;
    }
    if !rest.is_empty() {
        found.push(Piece::Plain(rest));
    }
    Ok(found)
}

fn slots(key: &str, text: &str) -> Result<BTreeSet<String>, Fault> {
    Ok(pieces(key, text)?
        .iter()
        .filter_map(|piece| match piece {
            Piece::Slot(slot) => Some((*slot).to_owned()),
            Piece::Plain(_) => None,
        })
        .collect())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn generate(dutch: &Catalogue, english: &Catalogue) -> Result<String, Fault> {
    let mut code = String::from("impl Texts {\n");
    let mut names = BTreeSet::new();
    for (key, nl) in dutch {
        let name = key.replace('.', "_");
        if !is_name(&name) {
            return Err(Fault(format!("\"{key}\": only a-z, _ and . in a key")));
        }
        if !names.insert(name.clone()) {
            return Err(Fault(format!(
                "\"{key}\": another key has the same name {name}"
            )));
        }
        let en = english.get(key).map_or("", String::as_str);
        code.push_str(&method(key, &name, nl, en)?);
        if let Some(stem) = key.strip_suffix(".one") {
            if !dutch.contains_key(&format!("{stem}.many")) {
                return Err(Fault(format!("\"{key}\" has no \"{stem}.many\" beside it")));
            }
            code.push_str(&counted(&stem.replace('.', "_")));
        }
    }
    code.push_str(&problems(dutch));
    code.push_str("}\n");
    Ok(code)
}

/// A constant without placeholders; a `String` put together from pieces with them.
fn method(key: &str, name: &str, nl: &str, en: &str) -> Result<String, Fault> {
    let parameters: Vec<String> = slots(key, nl)?.into_iter().collect();
    let doc = format!("`{key}`: {nl}");
    if parameters.is_empty() {
        return Ok(format!(
            "#[doc = {doc:?}]\n#[must_use]\npub const fn {name}(&self) -> &'static str {{\n\
             match self.language {{ Language::Dutch => {nl:?}, Language::English => {en:?} }}\n}}\n"
        ));
    }
    let (nl, en) = (concat(key, nl)?, concat(key, en)?);
    let parameters = parameters.join(": &str, ");
    Ok(format!(
        "#[doc = {doc:?}]\n#[must_use]\npub fn {name}(&self, {parameters}: &str) -> String {{\n\
         match self.language {{ Language::Dutch => {nl}, Language::English => {en} }}\n}}\n"
    ))
}

fn concat(key: &str, text: &str) -> Result<String, Fault> {
    let parts: Vec<String> = pieces(key, text)?
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => format!("{text:?}"),
            Piece::Slot(slot) => slot.to_owned(),
        })
        .collect();
    Ok(format!("[{}].concat()", parts.join(", ")))
}

/// `x.one` and `x.many` together become `x(count)`.
fn counted(name: &str) -> String {
    format!(
        "/// For this many.\n#[must_use]\npub fn {name}(&self, count: usize) -> String {{\n\
         if count == 1 {{ self.{name}_one().to_owned() }} else {{ self.{name}_many(&count.to_string()) }}\n}}\n"
    )
}

fn problems(dutch: &Catalogue) -> String {
    let mut arms = String::new();
    for code in dutch.keys().filter_map(|key| key.strip_prefix(PROBLEMS)) {
        arms.push_str(&format!("{code:?} => self.problem_{code}(),\n"));
    }
    format!(
        "/// The sentence for a stable problem code; a general one for a code that this build does\n\
         /// not know.\n#[must_use]\npub fn problem(&self, code: &str) -> &'static str {{\n\
         match code {{\n{arms}_ => self.problem_unknown(),\n}}\n}}\n"
    )
}

/// What is wrong with the texts; prints as plain sentences, also as `Debug`, which is what cargo
/// shows when a build script fails.
struct Fault(String);

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "app/locale:\n{}", self.0)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Fault {}
