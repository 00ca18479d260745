//! Every address that the server answers, who it is for, and why the public ones are public (Z-04).
//! A test walks the router, the pages and the OpenAPI description: what is not listed here fails it.

use contract::path::{self, form_target, page, pattern};

/// Who an address is for. What somebody may see of a plan is decided by `domain::policy`, not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, also without a session; the text says why that is right.
    Everyone(&'static str),
    /// Whoever is logged in.
    LoggedIn,
    /// A youth.
    Youth,
    /// A coach.
    Coach,
    /// A parent, or whoever else reads along.
    Parent,
    /// Whoever the policy lets into the plan that the path names; for all others it does not exist.
    PlanViewer,
}

/// What kind of answer an address gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON, described by OpenAPI.
    Api,
    /// The target of a plain form: answers with another page.
    Form,
    /// A page, rendered from the app.
    Page,
    /// A file, or a line for a machine.
    Plain,
}

/// One address.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The method.
    pub method: &'static str,
    /// The path pattern, as the router has it.
    pub path: &'static str,
    /// What kind of answer it gives.
    pub kind: Kind,
    /// Who it is for.
    pub who: Who,
}

/// A youth's plan as the coach sees it.
pub const COACH_PLAN: &str = "/jongeren/{plan}";
/// A youth's plan, as it is shown to who reads along.
pub const SHARED_PLAN: &str = "/meekijken/{plan}";
/// An invitation with its code.
pub const WELCOME_CODE: &str = "/welkom/{code}";
/// Hashed files of the built site.
pub const BUILT: &str = "/pkg/{*file}";
/// Is the process alive?
pub const ALIVE: &str = "/healthz";
/// Does the database answer?
pub const READY: &str = "/readyz";
/// Numbers for Prometheus.
pub const METRICS: &str = "/metrics";
/// The description of the API.
pub const OPENAPI: &str = "/api/openapi.json";
/// Where browsers tell that a page broke its policy.
pub const CSP_REPORTS: &str = "/api/csp-reports";
/// Whom to tell about a hole (RFC 9116).
pub const SECURITY: &str = "/.well-known/security.txt";
/// For search engines: stay away.
pub const ROBOTS: &str = "/robots.txt";

const fn line(method: &'static str, path: &'static str, kind: Kind, who: Who) -> Line {
    Line {
        method,
        path,
        kind,
        who,
    }
}

const NO_DATA: Who = Who::Everyone("tells nothing about anybody");
const BEFORE_LOGIN: Who = Who::Everyone("comes before a session; limited by code and network");
const OWN_CREDENTIAL: Who = Who::Everyone("the token in the request is the credential");

/// Every address but the files of `public/`, which are served by their own names.
pub const ADDRESSES: &[Line] = &[
    line("GET", path::ME, Kind::Api, Who::LoggedIn),
    line("POST", path::SESSION, Kind::Api, BEFORE_LOGIN),
    line("DELETE", path::SESSION, Kind::Api, Who::LoggedIn),
    line("GET", path::CASELOAD, Kind::Api, Who::Coach),
    line("POST", path::INVITATIONS, Kind::Api, Who::Coach),
    line("POST", path::INVITATION_LOOKUP, Kind::Api, BEFORE_LOGIN),
    line("POST", path::INVITATION_REDEEM, Kind::Api, BEFORE_LOGIN),
    line("POST", path::INVITATION_MISMATCH, Kind::Api, BEFORE_LOGIN),
    line("GET", pattern::PLAN, Kind::Api, Who::PlanViewer),
    line("GET", pattern::PLAN_VIEW, Kind::Api, Who::PlanViewer),
    line("POST", pattern::CHANGES, Kind::Api, Who::PlanViewer),
    line("GET", pattern::DELIVERIES, Kind::Api, Who::PlanViewer),
    line("GET", pattern::CONSENTS, Kind::Api, Who::Youth),
    line("POST", pattern::CONSENTS, Kind::Api, Who::Youth),
    line("GET", pattern::CONSENT_PREVIEW, Kind::Api, Who::Youth),
    line("DELETE", pattern::CONSENT, Kind::Api, Who::Youth),
    line("GET", pattern::SHARED_PLAN, Kind::Api, Who::PlanViewer),
    line("GET", path::SHARED, Kind::Api, Who::Parent),
    line("PUT", pattern::FILE, Kind::Api, Who::PlanViewer),
    line("GET", pattern::FILE, Kind::Api, Who::PlanViewer),
    line("GET", path::LIVE, Kind::Api, Who::LoggedIn),
    line("GET", path::PUSH_KEY, Kind::Api, Who::LoggedIn),
    line("PUT", path::PUSH_SUBSCRIPTION, Kind::Api, Who::LoggedIn),
    line("DELETE", path::PUSH_SUBSCRIPTION, Kind::Api, Who::LoggedIn),
    line("POST", path::PUSH_RECEIPTS, Kind::Api, OWN_CREDENTIAL),
    line("POST", path::REFRESH, Kind::Api, OWN_CREDENTIAL),
    line("GET", OPENAPI, Kind::Plain, NO_DATA),
    line(
        "POST",
        CSP_REPORTS,
        Kind::Plain,
        Who::Everyone("comes from the browser itself; is counted, and limited by network"),
    ),
    line("POST", pattern::PLAN_FORM, Kind::Form, Who::PlanViewer),
    line("POST", form_target::REDEEM, Kind::Form, BEFORE_LOGIN),
    line("POST", form_target::MISMATCH, Kind::Form, BEFORE_LOGIN),
    line("POST", form_target::LOGIN, Kind::Form, BEFORE_LOGIN),
    line(
        "POST",
        form_target::LOGOUT,
        Kind::Form,
        Who::Everyone("ends what is there, if anything"),
    ),
    line("POST", form_target::INVITE, Kind::Form, Who::Coach),
    line("POST", form_target::OFFER_CONSENT, Kind::Form, Who::Youth),
    line(
        "POST",
        form_target::WITHDRAW_CONSENT,
        Kind::Form,
        Who::Youth,
    ),
    line("POST", form_target::CONTACT, Kind::Form, Who::Coach),
    line(
        "POST",
        form_target::CODE,
        Kind::Form,
        Who::Everyone("only leads to the page of a code"),
    ),
    line(
        "POST",
        form_target::WHO_SEES,
        Kind::Form,
        Who::Everyone("sets a cookie without a person"),
    ),
    line(
        "POST",
        form_target::LANGUAGE,
        Kind::Form,
        Who::Everyone("sets a cookie without a person"),
    ),
    line(
        "POST",
        form_target::READING,
        Kind::Form,
        Who::Everyone("sets a cookie without a person"),
    ),
    line(
        "POST",
        form_target::SHARE,
        Kind::Form,
        Who::Everyone("leads to a page, and reads nothing"),
    ),
    line(
        "POST",
        form_target::LOCK,
        Kind::Form,
        Who::Everyone("sets a cookie without a person"),
    ),
    line(
        "GET",
        page::HOME,
        Kind::Page,
        Who::Everyone("sends everyone to their own first page"),
    ),
    line("GET", page::TODAY, Kind::Page, Who::Youth),
    line("GET", page::PLAN, Kind::Page, Who::Youth),
    line("GET", page::EXAMPLES, Kind::Page, Who::Youth),
    line("GET", page::WINS, Kind::Page, Who::Youth),
    line("GET", page::LOG_WIN, Kind::Page, Who::Youth),
    line("GET", page::CHECK_IN, Kind::Page, Who::Youth),
    line("GET", page::NOTIFY, Kind::Page, Who::Youth),
    line("GET", page::ME, Kind::Page, Who::Youth),
    line("GET", page::READING, Kind::Page, Who::Youth),
    line("GET", page::LOCK, Kind::Page, Who::Youth),
    line("GET", page::INSTALL, Kind::Page, Who::Youth),
    line("GET", page::PEOPLE, Kind::Page, Who::Youth),
    line("GET", page::WHO_SEES, Kind::Page, Who::Youth),
    line("GET", page::CONSENTS, Kind::Page, Who::Youth),
    line("GET", page::OFFER_CONSENT, Kind::Page, Who::Youth),
    line("GET", page::CONSENT_PREVIEW, Kind::Page, Who::Youth),
    line("GET", page::SHARED, Kind::Page, Who::Parent),
    line("GET", SHARED_PLAN, Kind::Page, Who::Parent),
    line("GET", page::WELCOME, Kind::Page, BEFORE_LOGIN),
    line("GET", WELCOME_CODE, Kind::Page, BEFORE_LOGIN),
    line("GET", page::LOGIN, Kind::Page, BEFORE_LOGIN),
    line("GET", page::CASELOAD, Kind::Page, Who::Coach),
    line("GET", page::INVITE, Kind::Page, Who::Coach),
    line("GET", page::REACH, Kind::Page, Who::Coach),
    line("GET", COACH_PLAN, Kind::Page, Who::Coach),
    line("GET", BUILT, Kind::Plain, NO_DATA),
    line("GET", ALIVE, Kind::Plain, NO_DATA),
    line("GET", READY, Kind::Plain, NO_DATA),
    line("GET", METRICS, Kind::Plain, NO_DATA),
    line("GET", SECURITY, Kind::Plain, NO_DATA),
    line("GET", ROBOTS, Kind::Plain, NO_DATA),
];

/// The line of an address.
#[must_use]
pub fn find(method: &str, pattern: &str) -> Option<&'static Line> {
    ADDRESSES
        .iter()
        .find(|line| line.method == method && line.path == pattern)
}
