//! Numbers for Prometheus (text format 0.0.4): how often which kind of address gave which status.
//! Route patterns only: nothing that names a person or a plan.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use axum::extract::State;
use axum::response::IntoResponse;
use http::{Method, StatusCode, header};

use crate::house::House;

/// Counts requests, and pages that broke their policy.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, String, u16), u64>>,
    breaches: Mutex<BTreeMap<&'static str, u64>>,
}

impl Metrics {
    /// Counts one.
    pub(super) fn count(&self, method: &Method, route: &str, status: StatusCode) {
        let method = match *method {
            Method::GET | Method::HEAD => "GET",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::DELETE => "DELETE",
            _ => "OTHER",
        };
        let mut counts = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts
            .entry((method, route.to_owned(), status.as_u16()))
            .or_default();
        *count = count.saturating_add(1);
    }

    /// Counts a report that a page broke this directive of its policy.
    pub(super) fn count_breach(&self, directive: &'static str) {
        let mut counts = self.breaches.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(directive).or_default();
        *count = count.saturating_add(1);
    }

    fn text(&self) -> String {
        let mut text = String::from(
            "# HELP stip_requests_total Requests answered.\n# TYPE stip_requests_total counter\n",
        );
        let counts = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route, status), count) in counts.iter() {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "stip_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            );
        }
        text.push_str(
            "# HELP stip_csp_reports_total Reports that a page broke its policy.\n\
             # TYPE stip_csp_reports_total counter\n",
        );
        let breaches = self.breaches.lock().unwrap_or_else(PoisonError::into_inner);
        for (directive, count) in breaches.iter() {
            let _ = writeln!(
                text,
                "stip_csp_reports_total{{directive=\"{directive}\"}} {count}"
            );
        }
        text
    }
}

/// All numbers.
pub(super) async fn metrics(State(house): State<House>) -> impl IntoResponse {
    let mut text = house.metrics.text();
    let open = house.crowd.open();
    let _ = writeln!(
        text,
        "# HELP stip_live_streams Open event streams.\n# TYPE stip_live_streams gauge\n\
         stip_live_streams {open}"
    );
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        text,
    )
}
