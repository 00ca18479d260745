//! One type for every address. The router's own have a type per number and kind of segments, and each brings
//! the whole machinery of a route once more into what everybody loads.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// Where a page is, such as `/jongeren/:plan`: a name after a colon stands for whatever is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address(pub(super) &'static str);

impl Address {
    fn segments(self) -> impl Iterator<Item = &'static str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }
}

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let mut rest = path;
        let mut params = Vec::new();
        for segment in self.segments() {
            let from_here = rest.strip_prefix('/')?;
            let end = from_here.find('/').unwrap_or(from_here.len());
            let (here, after) = from_here.split_at_checked(end)?;
            match segment.strip_prefix(':') {
                Some(name) if !here.is_empty() => params.push((name.into(), here.to_owned())),
                None if here == segment => {}
                Some(_) | None => return None,
            }
            rest = after;
        }
        let matched = path.strip_suffix(rest)?;
        Some(PartialPathMatch::new(rest, params, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        if self.segments().next().is_none() {
            path.push(PathSegment::Static("".into()));
        }
        path.extend(
            self.segments()
                .map(|segment| match segment.strip_prefix(':') {
                    Some(name) => PathSegment::Param(name.into()),
                    None => PathSegment::Static(segment.into()),
                }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(address: &'static str, path: &str) -> Option<Vec<(String, String)>> {
        let found = Address(address).test(path)?;
        let owned =
            |(name, value): (std::borrow::Cow<'static, str>, String)| (name.into_owned(), value);
        found
            .is_complete()
            .then(|| found.params().into_iter().map(owned).collect())
    }

    #[test]
    fn an_address_matches_itself_and_nothing_else() {
        for path in ["/ik/lezen", "/ik/lezen/"] {
            assert_eq!(matched("/ik/lezen", path), Some(Vec::new()), "{path}");
        }
        for path in [
            "/ik",
            "/ik/lezen/nu",
            "/ik/lezenswaard",
            "/ik/",
            "/",
            "",
            "ik/lezen",
        ] {
            assert_eq!(matched("/ik/lezen", path), None, "{path}");
        }
        assert_eq!(matched("/", "/"), Some(Vec::new()));
        assert_eq!(matched("/", "/ik"), None);
    }

    #[test]
    fn a_name_stands_for_whatever_is_there() {
        let plan = |value: &str| Some(vec![("plan".to_owned(), value.to_owned())]);
        assert_eq!(matched("/jongeren/:plan", "/jongeren/a%20b"), plan("a%20b"));
        assert_eq!(matched("/jongeren/:plan", "/jongeren/"), None);
        assert_eq!(matched("/jongeren/:plan", "/jongeren/a/b"), None);
    }
}
