//! Which network a request comes from, for limits: the peer, or what our own proxy says it saw (W-08).

use core::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::HeaderMap;
use http::request::Parts;
use ipnet::{IpNet, Ipv6Net};
use service::Network;

use crate::house::House;

/// The asker's network: an IPv4 address, or an IPv6 /64.
pub(crate) struct From(pub(crate) Network);

impl FromRequestParts<House> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Infallible> {
        Ok(Self(network_of(parts, house)))
    }
}

/// The network of a request.
pub(crate) fn network_of(parts: &Parts, house: &House) -> Network {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip());
    let client = peer.map(|peer| client(peer, &parts.headers, &house.trusted_proxies));
    Network(client.map_or_else(|| "unknown".to_owned(), bucket))
}

/// The right-most hop that is not one of our own proxies: anything further left can be made up.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let trusted = |address: &IpAddr| proxies.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect::<Vec<_>>();
    for hop in hops.into_iter().rev() {
        if !trusted(&client) {
            break;
        }
        // A hop that cannot be read ends the chain: what stands left of it is worth nothing.
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
    }
    client
}

fn bucket(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Net::new_assert(address, 64).trunc().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().expect("header"));
        }
        let proxies = proxies
            .iter()
            .map(|net| net.parse().expect("net"))
            .collect::<Vec<_>>();
        bucket(client(peer.parse().expect("peer"), &headers, &proxies))
    }

    #[test]
    fn nobody_can_choose_their_own_bucket() {
        for spoof in 0..10_000_u32 {
            let header = format!("10.0.{}.{}", spoof / 256, spoof % 256);
            assert_eq!(seen("203.0.113.7", &[&header], &[]), "203.0.113.7");
            let through = format!("{header}, 203.0.113.7");
            assert_eq!(
                seen("10.9.9.9", &[&through], &["10.9.9.9/32"]),
                "203.0.113.7"
            );
        }
    }

    #[test]
    fn several_proxies_are_walked_from_the_right() {
        let chain = ["198.51.100.1, 203.0.113.7", "10.0.0.2"];
        assert_eq!(seen("10.0.0.1", &chain, &["10.0.0.0/8"]), "203.0.113.7");
        assert_eq!(
            seen("10.0.0.1", &["203.0.113.7, what"], &["10.0.0.0/8"]),
            "10.0.0.1"
        );
    }

    #[test]
    fn one_house_with_ipv6_is_one_bucket() {
        let one = seen("2001:db8:1:2:3:4:5:6", &[], &[]);
        assert_eq!(one, "2001:db8:1:2::/64");
        assert_eq!(seen("2001:db8:1:2:ffff::1", &[], &[]), one);
        assert_eq!(seen("::ffff:203.0.113.7", &[], &[]), "203.0.113.7");
    }
}
