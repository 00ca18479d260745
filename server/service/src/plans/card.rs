//! The desk card: what a coach's list shows of a plan, so small that thirty of them cost nothing.

use domain::journal::Seq;
use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;

/// Characters of the stip that a list shows.
const STIP: usize = 120;

/// A plan in a coach's list. Made of what coaches may see, and of nothing else.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Card {
    /// The stip, shortened.
    pub(crate) stip: Option<String>,
    /// Steps that are not done yet.
    pub(crate) open_steps: u32,
    /// Proposals that wait for the youth.
    pub(crate) open_proposals: u32,
    /// The newest entry that coaches may see.
    pub(crate) newest: Seq,
}

impl Card {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let plan = snapshot.for_coaches();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            stip: plan
                .horizon
                .stip
                .shown()
                .filter(|_| !plan.horizon.open)
                .map(|words| shortened(words.as_str())),
            open_steps: count(plan.open_steps()),
            open_proposals: count(plan.open_proposals()),
            newest: snapshot.newest_for_coaches,
        }
    }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= STIP {
        return line;
    }
    let mut short: String = line.chars().take(STIP.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_fits_in_a_kilobyte_whatever_was_typed() {
        let card = Card {
            stip: Some(shortened(&"👩\u{200d}🔧\"\\ ".repeat(900))),
            open_steps: u32::MAX,
            open_proposals: u32::MAX,
            newest: Seq(u64::MAX),
        };
        let json = serde_json::to_vec(&card).expect("serialises");
        // Format byte, nonce and tag are 41 bytes.
        assert!(json.len() + 41 <= 1_024, "{}", json.len());
    }
}
