//! Names and addresses that a message must not, or cannot, reach (P-02).

use std::{net::IpAddr, sync::Arc};

use jobs::push::{Lookup, RetryCause};
use tokio::{io::AsyncWriteExt as _, net::TcpListener};

use crate::kit::{message, now, policy, retry, sender};

/// A name on the list that leads inside: now, or only at the second look.
#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_not_connected_to() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let policy = policy(&listener.local_addr().unwrap().to_string());
    for inside in [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
    ] {
        let inside: IpAddr = inside.parse().unwrap();
        let lookup: Lookup = Arc::new(move |_| Box::pin(std::future::ready(Ok(vec![inside]))));
        let sender = sender(&policy, |settings| settings.lookup = lookup);
        let message = message("https://fcm.googleapis.com/fcm/send/x", &policy);
        let outcome = sender.send(&message, now()).await;
        assert_eq!(
            outcome,
            retry(None, RetryCause::NoPublicAddress),
            "{inside}"
        );
    }
}

#[tokio::test]
async fn nobody_there_and_no_http_are_tried_again() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = closed.local_addr().unwrap();
    drop(closed);
    let gibberish = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let odd = gibberish.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = gibberish.accept().await {
            stream
                .write_all(b"220 mail.example ESMTP\r\n")
                .await
                .unwrap();
        }
    });
    let policy = policy(&format!("{nobody} {odd}"));
    let sender = sender(&policy, |_| {});
    for host in [nobody, odd] {
        let message = message(&format!("http://{host}/x/y"), &policy);
        let outcome = sender.send(&message, now()).await;
        assert_eq!(outcome, retry(None, RetryCause::Unreachable), "{host}");
    }
}
