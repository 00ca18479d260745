//! Which browsers may subscribe: those that a message could be sent to (P-01).

use service::EndpointRule;

use crate::push::{Endpoint, HostPolicy, Recipient};

/// The worker asks the same list again at each send: it may be shorter by then.
impl EndpointRule for HostPolicy {
    fn accepts(&self, endpoint: &str, p256dh: &str, auth: &str) -> bool {
        Endpoint::parse(endpoint, self).is_ok() && Recipient::parse(p256dh, auth).is_ok()
    }
}
