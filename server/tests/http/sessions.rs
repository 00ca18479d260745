//! Cookies, forged tokens, refresh, logout.

use contract::path;
use http::{Method, StatusCode};
use jiff::SignedDuration;

use crate::support::{Browser, Database, People, TestHouse, on_both};

on_both! {
    no_script_can_read_a_token,
    an_expired_token_is_renewed_and_the_next_one_works,
    a_used_refresh_token_ends_the_session_of_whoever_stole_it,
    forged_tokens_are_nobody,
    a_token_of_another_house_is_nobody,
    logout_ends_the_session_and_wipes_the_browser,
}

const ACCESS: &str = "__Host-stip";
const REFRESH: &str = "__Secure-stip-refresh";

async fn no_script_can_read_a_token(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let mut browser = people.own.browser.clone();
    let me = browser.get(path::ME).await.json();
    let reply = browser.empty(Method::POST, path::REFRESH).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    let cookies = reply
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().expect("text"))
        .collect::<Vec<_>>();
    assert_eq!(cookies.len(), 3, "{cookies:?}");
    let (readable, tokens): (Vec<_>, Vec<_>) = cookies
        .into_iter()
        .partition(|cookie| !cookie.contains("HttpOnly"));
    // Who it is a phone may know without a network; it opens nothing.
    let person = format!("person={};", me["person"].as_str().expect("a person"));
    assert!(
        readable.iter().all(|cookie| cookie.starts_with(&person)),
        "{readable:?}"
    );
    assert_eq!(tokens.len(), 2, "{tokens:?}");
    for cookie in tokens {
        let strict = cookie.starts_with("__Secure-stip-refresh=");
        let flags = if strict {
            [
                "Path=/auth/refresh;",
                "SameSite=Strict",
                "Secure",
                "HttpOnly",
            ]
        } else {
            assert!(cookie.starts_with("__Host-stip="), "{cookie}");
            ["Path=/;", "SameSite=Lax", "Secure", "HttpOnly"]
        };
        for flag in flags {
            assert!(cookie.contains(flag), "{cookie} lacks {flag}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    assert!(reply.bytes.is_empty());
}

async fn an_expired_token_is_renewed_and_the_next_one_works(database: Database) {
    let house = TestHouse::on(database).await;
    let mut browser = People::settle(&house).await.own.browser;
    house.clock.advance(SignedDuration::from_mins(6));
    let reply = browser.get(path::ME).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UNAUTHORIZED, "token_expired")
    );
    assert_eq!(
        browser.empty(Method::POST, path::REFRESH).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(browser.get(path::ME).await.status, StatusCode::OK);
}

async fn a_used_refresh_token_ends_the_session_of_whoever_stole_it(database: Database) {
    let house = TestHouse::on(database).await;
    let mut browser = People::settle(&house).await.own.browser;
    let mut thief = browser.clone();
    assert_eq!(
        browser.empty(Method::POST, path::REFRESH).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        browser.empty(Method::POST, path::REFRESH).await.status,
        StatusCode::NO_CONTENT
    );
    house.clock.advance(SignedDuration::from_mins(2));
    let reply = thief.empty(Method::POST, path::REFRESH).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UNAUTHORIZED, "logged_out")
    );
    assert_eq!(thief.cookie(REFRESH), None, "the browser forgets it");
    assert_eq!(browser.get(path::ME).await.status, StatusCode::UNAUTHORIZED);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = chunk
            .iter()
            .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(
                LETTERS[(number >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    text
}

fn forgeries(real: &str) -> Vec<String> {
    let parts = real.split('.').collect::<Vec<_>>();
    let [head, body, signature] = parts.as_slice() else {
        panic!("no JWT: {real}")
    };
    let json = |text: &str| base64(text.as_bytes());
    let claims = r#"{"sub":"x","sid":"y","iss":"http://127.0.0.1:3000","aud":"stip-access","exp":9999999999,"nbf":0}"#;
    let mut forged = vec![
        String::new(),
        "a".to_owned(),
        "a.b".to_owned(),
        "a.b.c".to_owned(),
        "...".to_owned(),
        format!("{head}.{body}."),
        format!("{head}.{body}.AAAA"),
        format!("{head}.{}.{signature}", json(claims)),
        format!("{head}.{body}.{signature}.{signature}"),
        format!("{body}.{head}.{signature}"),
        format!("{head}{body}{signature}"),
        format!("{head}.{body}.{}", signature.to_ascii_lowercase()),
        real.repeat(2),
        real.chars().rev().collect(),
        "x".repeat(8_000),
        "null".to_owned(),
        "{}".to_owned(),
    ];
    let heads = [
        r#"{"alg":"none"}"#,
        r#"{"alg":"None","typ":"JWT"}"#,
        r#"{"alg":"HS256","typ":"JWT"}"#,
        r#"{"alg":"RS256","typ":"JWT"}"#,
        r#"{"alg":"EdDSA","kid":"../../etc/passwd"}"#,
        r#"{"alg":"EdDSA","jwk":{"kty":"OKP"}}"#,
        r#"{"alg":"ES256","kid":"'; DROP TABLE sessions; --"}"#,
        r#"{"alg":""}"#,
        "[]",
    ];
    for forged_head in heads {
        forged.push(format!("{}.{body}.", json(forged_head)));
        forged.push(format!("{}.{body}.{signature}", json(forged_head)));
    }
    forged
}

async fn forged_tokens_are_nobody(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let real = people
        .own
        .browser
        .cookie(ACCESS)
        .expect("a token")
        .to_owned();
    let forged = forgeries(&real);
    assert!(forged.len() >= 25);
    for token in forged {
        let mut browser = house.browser();
        browser.plant(ACCESS, &token);
        let reply = browser.get(path::ME).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{token}");
        let page = browser.get("/vandaag").await;
        assert_ne!(page.status, StatusCode::OK, "{token}");
    }
    let mut twice = house.browser();
    let two = format!("{ACCESS}={real}; {ACCESS}=x");
    let request = crate::support::request(Method::GET, path::ME)
        .header("cookie", two)
        .body(axum::body::Body::empty());
    let reply = twice.send(request.expect("a request")).await;
    assert_eq!(
        reply.status,
        StatusCode::UNAUTHORIZED,
        "a planted second cookie"
    );
}

async fn a_token_of_another_house_is_nobody(database: Database) {
    let house = TestHouse::at(database, "https://stip.example.org").await;
    let other = TestHouse::on(database).await;
    let people = People::settle(&other).await;
    let mut browser = house.browser();
    browser.plant(ACCESS, people.own.browser.cookie(ACCESS).expect("a token"));
    assert_eq!(browser.get(path::ME).await.status, StatusCode::UNAUTHORIZED);
}

async fn logged_out(before: &mut Browser, after: &mut Browser) {
    assert_eq!(after.cookie(ACCESS), None);
    assert_eq!(after.cookie(REFRESH), None);
    // A copy of the cookies is worth nothing either.
    assert_eq!(before.get(path::ME).await.status, StatusCode::UNAUTHORIZED);
    let refreshed = before.empty(Method::POST, path::REFRESH).await;
    assert_eq!(refreshed.status, StatusCode::UNAUTHORIZED);
}

async fn logout_ends_the_session_and_wipes_the_browser(database: Database) {
    let house = TestHouse::on(database).await;
    let people = People::settle(&house).await;
    let (mut before, mut browser) = (people.own.browser.clone(), people.own.browser);
    let reply = browser.empty(Method::DELETE, path::SESSION).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    assert!(reply.header("clear-site-data").contains("storage"));
    logged_out(&mut before, &mut browser).await;
    let (mut before, mut browser) = (people.own_coach.clone(), people.own_coach);
    let reply = browser.form("/form/logout", &[]).await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/")
    );
    assert!(reply.header("clear-site-data").contains("storage"));
    logged_out(&mut before, &mut browser).await;
}
