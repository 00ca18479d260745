//! Where a redirect may lead: our own pages and forms, as values; never an address from outside (W-12).

use contract::path::{self, form_target, page};
use domain::id::PlanId;
use http::{HeaderMap, header};
use storage::PersonKind;

use crate::inventory::{self, Kind, Who};

/// A place on this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    place: Place,
    /// Only letters, digits and the like; empty for none.
    query: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Page(&'static str),
    Form(&'static str),
    CoachPlan(PlanId),
    SharedPlan(PlanId),
    PlanForm(PlanId),
    Welcome(String),
}

impl Destination {
    /// A page without anything variable in its path.
    pub(crate) fn page(path: &'static str) -> Self {
        Place::Page(path).into()
    }

    /// A form without anything variable in its path.
    pub(crate) fn form(path: &'static str) -> Self {
        Place::Form(path).into()
    }

    /// A form of a plan.
    pub(crate) fn plan_form(plan: PlanId) -> Self {
        Place::PlanForm(plan).into()
    }

    /// The page of an invitation; `None` when it cannot be a code.
    pub(crate) fn welcome(code: &str) -> Option<Self> {
        let code = code.trim();
        is_code(code).then(|| Place::Welcome(code.to_owned()).into())
    }

    /// Somebody's first page.
    pub(crate) fn home(kind: PersonKind) -> Self {
        Self::page(match kind {
            PersonKind::Youth => page::TODAY,
            PersonKind::Coach => page::CASELOAD,
            PersonKind::Parent => page::SHARED,
        })
    }

    /// Takes a path of this site, with its query; `None` for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let place = Place::parse(path)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_=&%.".contains(c);
        let query = if query.len() <= 200 && query.chars().all(plain) {
            query
        } else {
            ""
        };
        Some(Self {
            place,
            query: query.to_owned(),
        })
    }

    /// The page on which a form stood, as the browser says.
    pub(crate) fn referring_page(headers: &HeaderMap, origin: &str) -> Option<Self> {
        let referrer = headers.get(header::REFERER)?.to_str().ok()?;
        Self::parse(referrer.strip_prefix(origin)?).filter(|place| !place.is_form())
    }

    /// Whether something is posted there.
    pub(crate) fn is_form(&self) -> bool {
        matches!(self.place, Place::Form(_) | Place::PlanForm(_))
    }

    /// Whether something is posted there that nobody needs to be logged in for.
    pub(crate) fn is_public_form(&self) -> bool {
        match &self.place {
            Place::Form(path) => inventory::find("POST", path)
                .is_some_and(|line| matches!(line.who, Who::Everyone(_))),
            _ => false,
        }
    }

    /// The path, and the query if there is one.
    pub(crate) fn path(&self) -> String {
        let path = match &self.place {
            Place::Page(path) | Place::Form(path) => (*path).to_owned(),
            Place::CoachPlan(plan) => page::coach_plan(*plan),
            Place::SharedPlan(plan) => page::shared_plan(*plan),
            Place::PlanForm(plan) => path::plan_form(*plan),
            Place::Welcome(code) => format!("{}/{code}", page::WELCOME),
        };
        if self.query.is_empty() {
            path
        } else {
            format!("{path}?{}", self.query)
        }
    }

    /// The form's name for the page that shows it again: the last word of its address.
    pub(crate) fn form_name(path: &'static str) -> &'static str {
        path.rsplit('/').next().unwrap_or(path)
    }

    /// Where a youth goes first while the app lock is shut; it leads back here.
    pub(crate) fn locked(&self) -> Self {
        let here = self.path();
        let (path, _) = here.split_once('?').unwrap_or((&here, ""));
        Self {
            query: format!("to={}", path.replace('/', "%2F")),
            ..Self::page(page::LOCKED)
        }
    }

    /// Where somebody goes who must log in first.
    pub(crate) fn door(&self) -> Self {
        let staff = match &self.place {
            Place::Page(path) => path.starts_with(page::CASELOAD),
            Place::Form(path) => [form_target::INVITE, form_target::CONTACT].contains(path),
            Place::CoachPlan(_) => true,
            Place::PlanForm(_) | Place::SharedPlan(_) | Place::Welcome(_) => false,
        };
        Self::page(if staff { page::LOGIN } else { page::WELCOME })
    }
}

impl From<Place> for Destination {
    fn from(place: Place) -> Self {
        Self {
            place,
            query: String::new(),
        }
    }
}

impl Place {
    fn parse(path: &str) -> Option<Self> {
        let fixed = inventory::ADDRESSES
            .iter()
            .find(|line| line.path == path && !path.contains('{'));
        if let Some(line) = fixed {
            return match line.kind {
                Kind::Page => Some(Self::Page(line.path)),
                Kind::Form => Some(Self::Form(line.path)),
                Kind::Api | Kind::Plain => None,
            };
        }
        let (folder, last) = path.rsplit_once('/')?;
        match folder {
            page::CASELOAD => last.parse().ok().map(Self::CoachPlan),
            page::SHARED => last.parse().ok().map(Self::SharedPlan),
            "/form/plans" => last.parse().ok().map(Self::PlanForm),
            page::WELCOME if is_code(last) => Some(Self::Welcome(last.to_owned())),
            _ => None,
        }
    }
}

/// Codes are base 32 with a hyphen, secrets base64url.
fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_places() {
        let plan = "0198b1f2-7c00-7000-8000-000000000001";
        let good = [
            "/",
            "/vandaag",
            "/successen/nieuw?stap=3",
            "/form/login",
            "/welkom/7KQ2M-X9T4P",
            &format!("/jongeren/{plan}"),
            &format!("/meekijken/{plan}"),
            &format!("/form/plans/{plan}"),
        ];
        for path in good {
            assert_eq!(Destination::parse(path).expect(path).path(), path);
        }
        let bad = [
            "",
            "vandaag",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/vandaag",
            "/vandaag/../form",
            "/welkom/..%2f",
            "/jongeren/1",
            "/meekijken/1",
            "/api/v1/me",
            "/jongeren/{plan}",
            "/welkom/{code}",
            "/form/plans/{plan}",
            "/pkg/x",
        ];
        for path in bad {
            assert_eq!(Destination::parse(path), None, "{path}");
        }
        let query = Destination::parse("/vandaag?x=\r\nSet-Cookie:a").expect("the page");
        assert_eq!(
            query.path(),
            "/vandaag",
            "a query that is not plain is dropped"
        );
    }
}
