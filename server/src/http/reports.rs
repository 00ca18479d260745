//! Browsers tell when a page of ours breaks its policy (W-01): a fault of ours, an extension, or an
//! attack. Counted per directive; logged with nothing but directive and blocked host (L-06): which page
//! it was, and what stood on it, is dropped while reading.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::State;
use bytes::Bytes;
use contract::ProblemCode;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use service::Network;
use url::Url;

use super::body::is_kind;
use super::network;
use super::problem::Failure;
use crate::house::House;

/// The most that one report may hold: it is a few lines of JSON.
pub(super) const MAX_BODY: usize = 16 * 1024;
/// Breaches that one request can tell of; further ones are not looked at.
const MOST_AT_ONCE: usize = 20;
/// Requests per minute of one network, and of all together.
const MOST_OF_ONE: u32 = 30;
const MOST: u32 = 300;

/// How browsers send reports: the two standards (CSP, Reporting API), and plain.
const KINDS: [&str; 3] = [
    "application/csp-report",
    "application/reports+json",
    "application/json",
];

/// All that a label can be, so that nobody can make up more of them.
const DIRECTIVES: [&str; 19] = [
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
];
const OTHER: &str = "other";

/// What can be blocked without being an address.
const KEYWORDS: [&str; 6] = ["inline", "eval", "wasm-eval", "self", "data", "blob"];

/// Takes reports.
pub(super) async fn collect(
    State(house): State<House>,
    network::From(network): network::From,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    if let Err(seconds) = house.reports.admit(&network, house.stip.clock().now()) {
        return Err(Failure {
            problem: ProblemCode::TooMany.into(),
            retry_after: Some(seconds),
        });
    }
    if !KINDS.iter().any(|kind| is_kind(&headers, kind)) {
        return Err(ProblemCode::Malformed.into());
    }
    for Breach { directive, blocked } in breaches(&body).ok_or(ProblemCode::Malformed)? {
        house.metrics.count_breach(directive);
        tracing::warn!(directive, blocked, "a page broke its policy");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What is kept of one report.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    directive: &'static str,
    blocked: String,
}

impl Breach {
    fn new(directive: &str, blocked: &str) -> Self {
        // Older browsers send the directive with all its sources.
        let name = directive.split_whitespace().next().unwrap_or_default();
        let known = DIRECTIVES.into_iter().find(|known| *known == name);
        Self {
            directive: known.unwrap_or(OTHER),
            blocked: place(blocked),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Sent {
    Many(Vec<Report>),
    One {
        #[serde(rename = "csp-report")]
        report: Old,
    },
}

/// As `report-uri` sends it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Old {
    #[serde(default)]
    effective_directive: String,
    #[serde(default)]
    violated_directive: String,
    #[serde(default)]
    blocked_uri: String,
}

/// As `report-to` sends it.
#[derive(Deserialize)]
struct Report {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    body: New,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct New {
    effective_directive: String,
    #[serde(rename = "blockedURL")]
    blocked_url: String,
}

fn breaches(body: &[u8]) -> Option<Vec<Breach>> {
    Some(match serde_json::from_slice(body).ok()? {
        Sent::One { report } => {
            let directive = match report.effective_directive.as_str() {
                "" => &report.violated_directive,
                directive => directive,
            };
            vec![Breach::new(directive, &report.blocked_uri)]
        }
        Sent::Many(reports) => reports
            .iter()
            .filter(|report| report.kind == "csp-violation")
            .take(MOST_AT_ONCE)
            .map(|report| Breach::new(&report.body.effective_directive, &report.body.blocked_url))
            .collect(),
    })
}

/// Scheme and host of what was blocked, never more: the rest can hold anything.
fn place(blocked: &str) -> String {
    if let Some(keyword) = KEYWORDS.into_iter().find(|keyword| *keyword == blocked) {
        return keyword.to_owned();
    }
    let Ok(address) = Url::parse(blocked) else {
        return OTHER.to_owned();
    };
    match (address.scheme(), address.host()) {
        (scheme @ ("http" | "https" | "ws" | "wss"), Some(host)) => format!("{scheme}://{host}"),
        // Which extension somebody uses is theirs to know.
        (scheme @ ("data" | "blob" | "chrome-extension" | "moz-extension"), _) => scheme.to_owned(),
        _ => OTHER.to_owned(),
    }
}

/// Lets in so many reports per minute. In memory: what it guards is a log, not a person.
#[derive(Debug, Default)]
pub struct Reports(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    /// Since 1970.
    number: i64,
    all: u32,
    /// Never more than [`MOST`] of them; empty again with each minute.
    each: BTreeMap<String, u32>,
}

impl Reports {
    /// Counts one request; or in how many seconds it may come again.
    fn admit(&self, network: &Network, now: Timestamp) -> Result<(), u32> {
        let second = now.as_second();
        let left = 60_i64.saturating_sub(second.rem_euclid(60));
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != second.div_euclid(60) {
            *minute = Minute {
                number: second.div_euclid(60),
                ..Minute::default()
            };
        }
        let mine = minute.each.get(&network.0).copied().unwrap_or(0);
        if minute.all >= MOST || mine >= MOST_OF_ONE {
            return Err(u32::try_from(left).unwrap_or(60));
        }
        minute.all = minute.all.saturating_add(1);
        minute
            .each
            .insert(network.0.clone(), mine.saturating_add(1));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scheme_and_host_are_kept() {
        let table = [
            ("inline", "inline"),
            ("eval", "eval"),
            ("data", "data"),
            ("data:text/html,geheim", "data"),
            (
                "https://an:geheim@evil.example:8443/geheim?naam=geheim#geheim",
                "https://evil.example",
            ),
            ("wss://evil.example/geheim", "wss://evil.example"),
            ("moz-extension://geheim-geheim/x.js", "moz-extension"),
            ("geheim:geheim", "other"),
            ("/geheim", "other"),
            ("", "other"),
        ];
        for (blocked, kept) in table {
            assert_eq!(place(blocked), kept, "{blocked}");
        }
    }

    #[test]
    fn nobody_makes_up_a_directive() {
        for (sent, kept) in [
            ("script-src-elem", "script-src-elem"),
            ("style-src 'self' 'nonce-abc'", "style-src"),
            ("worker-src", "worker-src"),
            ("Script-src", "other"),
            ("x\"} 1\nstip_requests_total{a=\"", "other"),
            ("", "other"),
        ] {
            assert_eq!(Breach::new(sent, "").directive, kept, "{sent}");
        }
    }

    #[test]
    fn a_flood_is_let_in_by_the_minute() {
        let reports = Reports::default();
        let at = |second| Timestamp::from_second(second).expect("a moment");
        let one = Network("203.0.113.7".to_owned());
        for _ in 0..MOST_OF_ONE {
            assert_eq!(reports.admit(&one, at(600)), Ok(()));
        }
        assert_eq!(reports.admit(&one, at(615)), Err(45));
        let mut let_in = MOST_OF_ONE;
        for other in 0..100_000_u32 {
            let network = Network(other.to_string());
            let_in += u32::from(reports.admit(&network, at(659)).is_ok());
        }
        assert_eq!(let_in, MOST);
        assert!(reports.0.lock().expect("sound").each.len() <= 300);
        assert_eq!(reports.admit(&one, at(660)), Ok(()));
    }
}
