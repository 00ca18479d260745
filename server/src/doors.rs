//! Who can come into the demo network, and how.

use std::fmt::Write;

use contract::path::page;
use service::DemoDoors;

use crate::say::say;

/// Says it on the terminal: passwords and codes are made anew at each start.
pub(crate) fn tell(origin: &str, doors: &DemoDoors) {
    say(&text(origin, doors));
}

fn text(origin: &str, doors: &DemoDoors) -> String {
    let mut text = format!(
        "\n{}\n\nCoaches log in at {origin}{}\n",
        doors.organisation,
        page::LOGIN
    );
    for coach in &doors.coaches {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {:<12} {:<28} {}",
            coach.name, coach.email, coach.password
        );
    }
    let _ = writeln!(
        text,
        "\nYouths open their link in another browser, or type the code at {origin}"
    );
    for youth in &doors.youths {
        let _ = writeln!(text, "  {:<12} {}  {}", youth.name, youth.code, youth.link);
    }
    let _ = writeln!(
        text,
        "\nReading along with a youth, each in a browser of their own:"
    );
    for reader in &doors.readers {
        let who = format!("{} of {}", reader.name, reader.youth);
        let _ = writeln!(text, "  {who:<15} {}  {}", reader.code, reader.link);
    }
    text
}
