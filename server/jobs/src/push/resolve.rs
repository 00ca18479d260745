//! Names to addresses, at the moment of sending: what is not public is dropped (P-02).
//!
//! The client connects to exactly the addresses that come out of here, so a name that changes its
//! mind between check and use (DNS rebinding) gains nothing. Addresses written in the URL itself do
//! not pass here; [`Endpoint`](super::Endpoint) lets none through but exempted loopback ones.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{global::is_global, hosts::HostPolicy};

/// Asks for the addresses of a name. Tests give answers of their own.
pub type Lookup = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// The system's own resolver.
#[must_use]
pub fn system_lookup() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// A name led to nothing but addresses that are not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name leads to no public address")]
pub struct NoPublicAddress;

/// A resolver that forgets every address that is not public.
pub struct PublicResolver {
    lookup: Lookup,
    localhost: bool,
}

impl PublicResolver {
    /// `policy` says whether the name `localhost` is exempt; [`Endpoint`](super::Endpoint) has then
    /// checked the port.
    #[must_use]
    pub fn new(lookup: Lookup, policy: &HostPolicy) -> Self {
        Self {
            lookup,
            localhost: policy.resolves_localhost(),
        }
    }
}

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let exempt = self.localhost && name.as_str() == "localhost";
        let found = (self.lookup)(name.as_str().to_owned());
        Box::pin(async move {
            let fits = |address: &IpAddr| match exempt {
                true => address.is_loopback(),
                false => is_global(*address),
            };
            let kept: Vec<SocketAddr> = found
                .await?
                .into_iter()
                .filter(fits)
                .map(|ip| SocketAddr::new(ip, 0))
                .collect();
            if kept.is_empty() {
                return Err(NoPublicAddress.into());
            }
            let kept: Addrs = Box::new(kept.into_iter());
            Ok(kept)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn resolved(name: &str, answer: &[&str], policy: &HostPolicy) -> Option<Vec<String>> {
        let answer: Vec<IpAddr> = answer.iter().map(|ip| ip.parse().unwrap()).collect();
        let lookup: Lookup = Arc::new(move |_| Box::pin(std::future::ready(Ok(answer.clone()))));
        let found = PublicResolver::new(lookup, policy)
            .resolve(name.parse().unwrap())
            .await;
        found
            .ok()
            .map(|list| list.map(|address| address.ip().to_string()).collect())
    }

    #[tokio::test]
    async fn addresses_that_are_not_public_are_dropped_one_by_one() {
        let policy = HostPolicy::default();
        let mixed = [
            "10.0.0.1",
            "8.8.8.8",
            "::1",
            "2a00:1450:400e:80f::200a",
            "169.254.169.254",
        ];
        let kept = resolved("fcm.googleapis.com", &mixed, &policy)
            .await
            .unwrap();
        assert_eq!(kept, ["8.8.8.8", "2a00:1450:400e:80f::200a"]);
        assert_eq!(
            resolved(
                "fcm.googleapis.com",
                &["127.0.0.1", "::ffff:10.0.0.1"],
                &policy
            )
            .await,
            None
        );
        assert_eq!(resolved("fcm.googleapis.com", &[], &policy).await, None);
    }

    #[tokio::test]
    async fn localhost_is_loopback_when_exempt_and_nothing_else_ever_is() {
        let here = "http://127.0.0.1:3000".parse().unwrap();
        let exempt = HostPolicy::parse("localhost:9999", &here).unwrap();
        let answer = ["127.0.0.1", "8.8.8.8", "::1", "10.0.0.1"];
        assert_eq!(
            resolved("localhost", &answer, &exempt).await.unwrap(),
            ["127.0.0.1", "::1"]
        );
        assert_eq!(
            resolved("localhost", &["127.0.0.1"], &HostPolicy::default()).await,
            None
        );
        assert_eq!(
            resolved("push.example.org", &["127.0.0.1"], &exempt).await,
            None
        );
    }
}
