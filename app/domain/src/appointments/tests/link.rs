//! Addresses that may be opened.

use proptest::prelude::*;

use crate::appointments::{Link, LinkError};

#[test]
fn an_address_with_https_is_taken() {
    for (typed, host) in [
        (
            "https://maps.example.nl/?q=Coolsingel+40",
            "maps.example.nl",
        ),
        ("  https://meet.example.com/abc-defg#x ", "meet.example.com"),
        ("HTTPS://Video.example:8443/room", "Video.example"),
        ("https://xn--caf-dma.nl", "xn--caf-dma.nl"),
    ] {
        let link = Link::parse(typed).unwrap();
        assert_eq!(link.host(), host);
        assert!(link.as_str().starts_with("https://"));
    }
}

#[test]
fn everything_else_is_refused() {
    use LinkError::{NoAddress, NotHttps, TooLong};
    for (typed, why) in [
        ("", NotHttps),
        ("http://example.nl", NotHttps),
        ("javascript:alert(1)", NotHttps),
        ("JaVaScRiPt://example.nl/%0aalert(1)", NotHttps),
        ("data:text/html,<b>", NotHttps),
        ("//example.nl", NotHttps),
        ("example.nl", NotHttps),
        ("éhttps://", NotHttps),
        ("https://", NoAddress),
        ("https:///pad", NoAddress),
        ("https://localhost", NoAddress),
        ("https://bank.nl@boef.example", NoAddress),
        ("https://a:b@boef.example", NoAddress),
        ("https://boef.example\\.bank.nl", NoAddress),
        ("https://exam ple.nl", NoAddress),
        ("https://example.nl/\"onclick=", NoAddress),
        ("https://example.nl/<script>", NoAddress),
        ("https://example.nl\n/x", NoAddress),
        ("https://еxample.nl", NoAddress),
        ("https://[::1]/", NoAddress),
        ("https://example..nl", NoAddress),
        ("https://example.nl:99999", NoAddress),
        ("https://example.nl:", NoAddress),
    ] {
        assert_eq!(Link::parse(typed), Err(why), "{typed}");
    }
    let long = format!("https://example.nl/{}", "a".repeat(Link::MAX));
    assert_eq!(Link::parse(&long), Err(TooLong));
    assert!(serde_json::from_str::<Link>("\"javascript:alert(1)\"").is_err());
    assert_eq!(
        format!("{:?}", Link::parse("https://example.nl/geheim").unwrap()),
        "Link(..)"
    );
}

proptest! {
    #[test]
    fn what_is_taken_is_taken_again_and_never_leads_elsewhere(
        typed in "https://[a-z.:@/\\\\?#%\"<> ]{0,20}|\\PC{0,30}|(java|vb)script:[a-z]{0,9}",
    ) {
        if let Ok(link) = Link::parse(&typed) {
            prop_assert_eq!(Link::parse(link.as_str()), Ok(link.clone()));
            prop_assert!(link.as_str().starts_with("https://"));
            prop_assert!(!link.host().is_empty() && !link.host().contains(['@', '\\']));
            prop_assert!(link.as_str().is_ascii());
        }
    }
}
