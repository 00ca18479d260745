//! Endpoints come from strangers: the few good forms, and the tricks (P-01).

#![cfg(test)]

use jobs::push::{Endpoint, EndpointError, EndpointError::*, HostPolicy};
use proptest::prelude::*;

fn public() -> HostPolicy {
    HostPolicy::default()
}

fn loopback() -> HostPolicy {
    let here = "http://127.0.0.1:3000".parse().unwrap();
    HostPolicy::parse("127.0.0.1:9999 localhost:9998 [::1]:9997", &here).unwrap()
}

const GOOD: [&str; 9] = [
    "https://fcm.googleapis.com/fcm/send/cT4Xk9:APA91bH_x-y",
    "https://fcm.googleapis.com/wp/cT4Xk9:APA91bH_x-y",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABm-x_y",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-by3p.notify.windows.com/w/?token=BQYAAABx%2fy%3d%3d",
    "https://db5p.notify.windows.com/w/?token=a@b",
    "https://fcm.googleapis.com/https://evil.example/",
    "https://fcm.googleapis.com/../x",
];

#[test]
fn real_endpoints_pass() {
    for text in GOOD {
        let endpoint = Endpoint::parse(text, &public()).unwrap();
        assert!(!endpoint.audience().ends_with('/'), "{text}");
        assert_eq!(
            Endpoint::parse(endpoint.as_str(), &public()),
            Ok(endpoint),
            "{text}"
        );
    }
}

#[test]
fn tricks_are_refused_each_for_its_reason() {
    let long = format!("https://fcm.googleapis.com/{}", "a".repeat(1_000));
    let tricks: &[(&str, EndpointError)] = &[
        // Not the scheme.
        ("http://fcm.googleapis.com/x", Scheme),
        ("http://fcm.googleapis.com:443/x", Scheme),
        ("ftp://fcm.googleapis.com/x", Scheme),
        ("ws://fcm.googleapis.com/x", Scheme),
        ("wss://fcm.googleapis.com/x", Scheme),
        ("file:///etc/passwd", Scheme),
        ("file://fcm.googleapis.com/x", Scheme),
        ("data:text/plain,x", Scheme),
        ("javascript:alert(1)", Scheme),
        ("gopher://fcm.googleapis.com/_x", Scheme),
        ("blob:https://fcm.googleapis.com/x", Scheme),
        ("mailto:a@fcm.googleapis.com", Scheme),
        ("fcm.googleapis.com:443/x", Scheme),
        // Not a URL, or not as a browser writes it.
        ("", NotAUrl),
        ("/fcm/send/x", NotAUrl),
        ("//fcm.googleapis.com/x", NotAUrl),
        ("fcm.googleapis.com/x", NotAUrl),
        ("https://", NotAUrl),
        ("https:///", NotAUrl),
        ("https://:443/x", NotAUrl),
        ("https://fcm.googleapis.com:99999/x", NotAUrl),
        ("https://fcm.googleapis.com:x/x", NotAUrl),
        ("https://[::1/x", NotAUrl),
        ("https://fcm.googleapis.com%00.evil.example/x", NotAUrl),
        ("https://fcm.googleapis.com%2f.evil.example/x", NotAUrl),
        ("https:fcm.googleapis.com/x", NotNormal),
        ("https:/fcm.googleapis.com/x", NotNormal),
        ("https:///fcm.googleapis.com/x", NotNormal),
        ("HTTPS://fcm.googleapis.com/x", NotNormal),
        ("https://FCM.googleapis.com/x", NotNormal),
        ("https://fcm%2egoogleapis%2ecom/x", NotNormal),
        ("https://fcm.googleapis.com:443/x", NotNormal),
        ("https://fcm.googleapis.com:/x", NotNormal),
        ("https://fcm.googleapis.com:0443/x", NotNormal),
        ("https://fcm.googleapis.com", NotNormal),
        ("https://fcm.googleapis.com/", NotNormal),
        ("https://fcm.googleapis.com?x=/", NotNormal),
        ("https://@fcm.googleapis.com/x", NotNormal),
        ("https://:@fcm.googleapis.com/x", NotNormal),
        // Characters that parsers disagree about.
        ("https://fcm.googleapis.com\\@evil.example/x", Character),
        ("https:\\\\fcm.googleapis.com\\x", Character),
        ("https://fcm.googleapis.com/x\\y", Character),
        ("https://fcm.goo\tgleapis.com/x", Character),
        ("https://fcm.goo\ngleapis.com/x", Character),
        (
            "https://fcm.googleapis.com/x\r\nHost: evil.example",
            Character,
        ),
        (" https://fcm.googleapis.com/x", Character),
        ("https://fcm.googleapis.com/x ", Character),
        ("https://fcm.googleapis.com/\0", Character),
        ("https://fcm.googleapis.com/x#y", Character),
        ("https://evil.example/#@fcm.googleapis.com/x", Character),
        ("https://ｆcm.googleapis.com/x", Character),
        ("https://fcm。googleapis.com/x", Character),
        ("https://fcm.googleapis.cοm/x", Character),
        ("https://fcm.googleapis.com/é", Character),
        ("https://web\u{ad}.push.apple.com/x", Character),
        // User names.
        ("https://me@fcm.googleapis.com/x", UserInfo),
        ("https://me:pw@fcm.googleapis.com/x", UserInfo),
        ("https://:pw@fcm.googleapis.com/x", UserInfo),
        ("https://fcm.googleapis.com@evil.example/x", UserInfo),
        ("https://fcm.googleapis.com:443@evil.example/x", UserInfo),
        ("https://evil.example%2f@fcm.googleapis.com/x", UserInfo),
        // Other hosts that look alike.
        ("https://evil.example/x", Host),
        ("https://evil.example/https://fcm.googleapis.com/x", Host),
        ("https://fcm.googleapis.com.evil.example/x", Host),
        ("https://fcm.googleapis.com./x", Host),
        ("https://a.fcm.googleapis.com/x", Host),
        ("https://evilfcm.googleapis.com/x", Host),
        ("https://googleapis.com/x", Host),
        ("https://fcm.googleapis.co/x", Host),
        ("https://fcm-googleapis.com/x", Host),
        ("https://push.services.mozilla.com/x", Host),
        ("https://evil.push.services.mozilla.com/x", Host),
        ("https://push.apple.com/x", Host),
        ("https://.push.apple.com/x", Host),
        ("https://a..push.apple.com/x", Host),
        ("https://web.push.apple.com./x", Host),
        ("https://evilpush.apple.com/x", Host),
        ("https://web.push.apple.com.evil.example/x", Host),
        ("https://-.push.apple.com/x", Host),
        ("https://a_b.push.apple.com/x", Host),
        ("https://notify.windows.com/x", Host),
        ("https://evilnotify.windows.com/x", Host),
        ("https://xn--cm-0xa.googleapis.com/x", Host),
        ("https://fcm.googleapis.com:8443/x", Host),
        ("https://fcm.googleapis.com:80/x", Host),
        ("https://fcm.googleapis.com:22/x", Host),
        // Addresses, in every spelling.
        ("https://127.0.0.1/x", Host),
        ("https://10.0.0.1/x", Host),
        ("https://169.254.169.254/latest", Host),
        ("https://8.8.8.8/x", Host),
        ("https://[::1]/x", Host),
        ("https://[::ffff:7f00:1]/x", Host),
        ("https://[fd00:ec2::254]/x", Host),
        ("https://127.1/x", NotNormal),
        ("https://0177.0.0.1/x", NotNormal),
        ("https://0x7f.0.0.1/x", NotNormal),
        ("https://0x7f000001/x", NotNormal),
        ("https://2130706433/x", NotNormal),
        ("https://017700000001/x", NotNormal),
        ("https://127.0.0.1./x", NotNormal),
        ("https://[::ffff:127.0.0.1]/x", NotNormal),
        ("https://[0:0:0:0:0:0:0:1]/x", NotNormal),
        ("https://localhost/x", Host),
        ("https://localhost:9998/x", Host),
        ("http://localhost/x", Scheme),
        ("http://127.0.0.1:9999/x", Scheme),
        ("http://[::1]:9997/x", Scheme),
        (&long, TooLong),
    ];
    assert!(tricks.len() >= 60);
    for (text, expected) in tricks {
        assert_eq!(Endpoint::parse(text, &public()), Err(*expected), "{text:?}");
    }
}

#[test]
fn exempted_loopback_hosts_may_be_plain_and_nothing_beside_them() {
    let policy = loopback();
    for (text, audience) in [
        ("http://127.0.0.1:9999/wpush/201/a", "http://127.0.0.1:9999"),
        (
            "https://127.0.0.1:9999/wpush/201/a",
            "https://127.0.0.1:9999",
        ),
        ("http://localhost:9998/x", "http://localhost:9998"),
        ("http://[::1]:9997/x", "http://[::1]:9997"),
    ] {
        assert_eq!(Endpoint::parse(text, &policy).unwrap().audience(), audience);
    }
    for (text, expected) in [
        ("http://127.0.0.1:9998/x", Scheme),
        ("https://127.0.0.1:9998/x", Host),
        ("http://127.0.0.1/x", Scheme),
        ("http://localhost:9999/x", Scheme),
        ("http://127.0.0.2:9999/x", Scheme),
        ("http://localhost.:9998/x", Scheme),
        ("http://a.localhost:9998/x", Scheme),
        ("http://10.0.0.1:9999/x", Scheme),
        ("http://fcm.googleapis.com:9999/x", Scheme),
        ("http://me@127.0.0.1:9999/x", UserInfo),
        ("http://127.1:9999/x", NotNormal),
        ("http://0x7f.1:9999/x", NotNormal),
        ("http://LOCALHOST:9998/x", NotNormal),
        ("ftp://127.0.0.1:9999/x", Scheme),
        ("http://127.0.0.1:9999", NotNormal),
    ] {
        assert_eq!(Endpoint::parse(text, &policy), Err(expected), "{text}");
    }
}

#[test]
fn the_secret_part_is_not_shown_in_logs() {
    let endpoint = Endpoint::parse(GOOD[0], &public()).unwrap();
    assert_eq!(
        format!("{endpoint:?}"),
        "Endpoint(https://fcm.googleapis.com, ..)"
    );
    assert_eq!(endpoint.host(), "fcm.googleapis.com");
}

/// Pieces from which most tricks are made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("https://".to_owned()),
        Just("http:".to_owned()),
        Just("fcm.googleapis.com".to_owned()),
        Just(".push.apple.com".to_owned()),
        Just("127.0.0.1:9999".to_owned()),
        Just("@".to_owned()),
        Just("/".to_owned()),
        Just("\\".to_owned()),
        Just(":".to_owned()),
        Just(".".to_owned()),
        Just("[::1]".to_owned()),
        Just("%2e".to_owned()),
        Just("?".to_owned()),
        Just("xn--".to_owned()),
        "[ -~]{0,6}",
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn nothing_panics_and_what_passes_is_on_the_list(text in pieces()) {
        for policy in [public(), loopback()] {
            let Ok(endpoint) = Endpoint::parse(&text, &policy) else { continue };
            let audience = endpoint.audience();
            let host = audience.strip_prefix("https://").unwrap_or("");
            let listed = host == "fcm.googleapis.com"
                || host == "updates.push.services.mozilla.com"
                || host.ends_with(".push.apple.com")
                || host.ends_with(".notify.windows.com");
            let exempt = policy == loopback()
                && ["//127.0.0.1:9999", "//localhost:9998", "//[::1]:9997"].iter().any(|h| audience.ends_with(h));
            prop_assert!(listed || exempt, "{text:?} -> {audience}");
            let origin = format!("{audience}/");
            prop_assert!(text.starts_with(&origin));
        }
    }
}
