//! The one place that writes to the terminal: answers on standard output, refusals on standard error.

use std::io::Write;

/// Says something to the person who started the program.
pub(crate) fn say(text: &str) {
    // A closed terminal is no reason to stop serving.
    drop(writeln!(std::io::stdout().lock(), "{text}"));
}

/// Says why the program stops.
pub(crate) fn complain(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "stip: {text}"));
}
