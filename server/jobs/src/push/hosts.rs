//! The list of push services that a message may go to (P-01).

use super::origin::Origin;

const BUILT_IN_EXACT: [&str; 2] = ["fcm.googleapis.com", "updates.push.services.mozilla.com"];
const BUILT_IN_SUFFIXES: [&str; 2] = [".push.apple.com", ".notify.windows.com"];
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Which hosts may be sent to: the built-in list, and what the operator adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPolicy {
    exact: Vec<String>,
    suffixes: Vec<String>,
    loopback: Vec<(String, u16)>,
}

/// Why `STIP_PUSH_HOSTS` was refused. `entry` is the operator's own text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostPolicyError {
    /// Not a host name in lower case with at least two labels.
    #[error(
        "STIP_PUSH_HOSTS: \"{entry}\" is not a host name such as push.example.org, nor a suffix such \
         as .push.example.org"
    )]
    NotAHost {
        /// The entry.
        entry: String,
    },
    /// A loopback host without a port.
    #[error("STIP_PUSH_HOSTS: \"{entry}\" needs a port, such as 127.0.0.1:9999")]
    LoopbackWithoutPort {
        /// The entry.
        entry: String,
    },
    /// A loopback host while Stip itself is not on loopback.
    #[error(
        "STIP_PUSH_HOSTS: \"{entry}\" is allowed only while STIP_ORIGIN is on this machine too"
    )]
    LoopbackInPublic {
        /// The entry.
        entry: String,
    },
}

impl Default for HostPolicy {
    fn default() -> Self {
        Self {
            exact: BUILT_IN_EXACT.map(String::from).into(),
            suffixes: BUILT_IN_SUFFIXES.map(String::from).into(),
            loopback: Vec::new(),
        }
    }
}

impl HostPolicy {
    /// The built-in list and `extra`, as `STIP_PUSH_HOSTS` holds it: entries between commas or
    /// spaces, each `push.example.org` (that host), `.push.example.org` (every host under it), or,
    /// while `own` is loopback, `127.0.0.1:PORT`, `localhost:PORT` or `[::1]:PORT`.
    ///
    /// # Errors
    /// [`HostPolicyError`] for the first entry that is none of these.
    pub fn parse(extra: &str, own: &Origin) -> Result<Self, HostPolicyError> {
        let mut policy = Self::default();
        let entries = extra
            .split([',', ' ', '\t', '\n'])
            .filter(|entry| !entry.is_empty());
        for entry in entries {
            policy.add(entry, own)?;
        }
        Ok(policy)
    }

    fn add(&mut self, entry: &str, own: &Origin) -> Result<(), HostPolicyError> {
        let error = |make: fn(String) -> HostPolicyError| Err(make(entry.to_owned()));
        if LOOPBACK.contains(&entry) {
            return error(|entry| HostPolicyError::LoopbackWithoutPort { entry });
        }
        if let Some((host, port)) = entry.rsplit_once(':')
            && LOOPBACK.contains(&host)
        {
            let Some(port) = port.parse().ok().filter(|port| *port != 0) else {
                return error(|entry| HostPolicyError::LoopbackWithoutPort { entry });
            };
            if !own.is_loopback() {
                return error(|entry| HostPolicyError::LoopbackInPublic { entry });
            }
            self.loopback.push((host.to_owned(), port));
            return Ok(());
        }
        let name = entry.strip_prefix('.').unwrap_or(entry);
        if !is_public_name(name) {
            return error(|entry| HostPolicyError::NotAHost { entry });
        }
        let list = if name == entry {
            &mut self.exact
        } else {
            &mut self.suffixes
        };
        list.push(entry.to_owned());
        Ok(())
    }

    /// Whether a host name is on the list. `name` is in lower case, as [`url::Url`] gives it.
    pub(super) fn allows(&self, name: &str) -> bool {
        let below = |suffix: &String| name.len() > suffix.len() && name.ends_with(suffix.as_str());
        is_public_name(name)
            && (self.exact.iter().any(|exact| exact == name) || self.suffixes.iter().any(below))
    }

    /// Whether host (as in a URL, `[::1]` with brackets) and port are an exempted loopback service.
    pub(super) fn allows_loopback(&self, host: &str, port: u16) -> bool {
        self.loopback
            .iter()
            .any(|(known, at)| known == host && *at == port)
    }

    /// Whether the name `localhost` may lead to loopback addresses.
    pub(super) fn resolves_localhost(&self) -> bool {
        self.loopback.iter().any(|(host, _)| host == "localhost")
    }
}

/// A name of at least two labels of lower-case letters, digits and inner hyphens, the last of which
/// begins with a letter (so that no way of writing an IPv4 address passes).
fn is_public_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253
        && name.contains('.')
        && name.split('.').all(is_label)
        && last.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(list: &str, own: &str) -> Result<HostPolicy, HostPolicyError> {
        HostPolicy::parse(list, &own.parse().unwrap())
    }

    #[test]
    fn an_operator_may_add_hosts_and_suffixes() {
        let policy = parse(
            "push.example.org, .up.example.net",
            "https://stip.example.org",
        )
        .unwrap();
        for (name, allowed) in [
            ("push.example.org", true),
            ("a.push.example.org", false),
            ("a.up.example.net", true),
            ("up.example.net", false),
            ("evilup.example.net", false),
            ("fcm.googleapis.com", true),
            ("web.push.apple.com", true),
            (".push.apple.com", false),
            ("a..push.apple.com", false),
        ] {
            assert_eq!(policy.allows(name), allowed, "{name}");
        }
    }

    #[test]
    fn loopback_needs_a_port_and_a_loopback_origin() {
        let here = "http://127.0.0.1:3000";
        let policy = parse("127.0.0.1:9999 localhost:9998,[::1]:9997", here).unwrap();
        assert!(policy.allows_loopback("127.0.0.1", 9999));
        assert!(!policy.allows_loopback("127.0.0.1", 9998));
        assert!(policy.allows_loopback("[::1]", 9997));
        assert!(policy.resolves_localhost());
        assert!(!parse("127.0.0.1:1", here).unwrap().resolves_localhost());

        let without = |entry: &str| HostPolicyError::LoopbackWithoutPort {
            entry: entry.into(),
        };
        for entry in [
            "127.0.0.1",
            "localhost",
            "localhost:",
            "localhost:0",
            "[::1]:65536",
        ] {
            assert_eq!(parse(entry, here), Err(without(entry)));
        }
        let entry = "127.0.0.1:9999".to_owned();
        let refused = parse(&entry, "https://stip.example.org");
        assert_eq!(refused, Err(HostPolicyError::LoopbackInPublic { entry }));
    }

    #[test]
    fn whatever_is_no_host_name_stops_the_start() {
        for entry in [
            "com",
            ".com",
            "10.0.0.5",
            "10.0.0.5:443",
            "[fd00::1]:443",
            "127.1:80",
            "0x7f.1",
            "*.example.org",
            "https://push.example.org",
            "push.example.org:443",
            "push.example.org.",
            "PUSH.example.org",
            "a..example.org",
            "-a.example.org",
            "push_.example.org",
            "127.0.0.2:9999",
            "a@example.org",
        ] {
            let refused = parse(entry, "http://127.0.0.1:3000");
            assert_eq!(
                refused,
                Err(HostPolicyError::NotAHost {
                    entry: entry.into()
                })
            );
        }
    }
}
