//! Which addresses lie on the public internet (P-02).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// An allow-list for IPv6: what IANA has given out as global unicast, and nothing else. Mapped,
/// translated (NAT64), local and multicast addresses all lie outside.
const UNICAST_V6: IpNet = v6([0x2000, 0, 0, 0], 3);

/// From IANA's registries of special-purpose addresses, and what only leads back to IPv4.
const NOT_PUBLIC: [IpNet; 24] = [
    v4([0, 0, 0, 0], 8),               // this network
    v4([10, 0, 0, 0], 8),              // private
    v4([100, 64, 0, 0], 10),           // carrier-grade NAT
    v4([127, 0, 0, 0], 8),             // loopback
    v4([169, 254, 0, 0], 16),          // link-local, cloud metadata
    v4([172, 16, 0, 0], 12),           // private
    v4([192, 0, 0, 0], 24),            // protocol assignments
    v4([192, 0, 2, 0], 24),            // documentation
    v4([192, 31, 196, 0], 24),         // AS112
    v4([192, 52, 193, 0], 24),         // AMT
    v4([192, 88, 99, 0], 24),          // 6to4 relays
    v4([192, 168, 0, 0], 16),          // private
    v4([192, 175, 48, 0], 24),         // AS112
    v4([198, 18, 0, 0], 15),           // benchmarks
    v4([198, 51, 100, 0], 24),         // documentation
    v4([203, 0, 113, 0], 24),          // documentation
    v4([224, 0, 0, 0], 4),             // multicast
    v4([240, 0, 0, 0], 4),             // reserved, broadcast
    v6([0x2001, 0, 0, 0], 23),         // protocol assignments: Teredo, benchmarks, ORCHID
    v6([0x2001, 0xdb8, 0, 0], 32),     // documentation
    v6([0x2002, 0, 0, 0], 16),         // 6to4
    v6([0x2620, 0x4f, 0x8000, 0], 48), // AS112
    v6([0x3ffe, 0, 0, 0], 16),         // 6bone, given back
    v6([0x3fff, 0, 0, 0], 20),         // documentation
];

const fn v4([a, b, c, d]: [u8; 4], prefix: u8) -> IpNet {
    IpNet::new_assert(IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix)
}

const fn v6([a, b, c, d]: [u16; 4], prefix: u8) -> IpNet {
    IpNet::new_assert(IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)), prefix)
}

/// Whether an address is one that a public push service can have.
#[must_use]
pub fn is_global(address: IpAddr) -> bool {
    let unicast = address.is_ipv4() || UNICAST_V6.contains(&address);
    unicast && !NOT_PUBLIC.iter().any(|net| net.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_pass() {
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "17.57.146.1",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "142.250.179.138",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2003::1",
            "2600:1901:0:38d7::",
            "2a00:1450:400e:80f::200a",
            "2620:149:a44::1",
            "3ffd::1",
        ] {
            assert!(is_global(public.parse().unwrap()), "{public}");
        }
        for hidden in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.171",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:8.8.8.8",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "2620:4f:8000::1",
            "3ffe::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1",
        ] {
            assert!(!is_global(hidden.parse().unwrap()), "{hidden}");
        }
    }
}
