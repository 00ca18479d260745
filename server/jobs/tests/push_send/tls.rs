//! As in the real world: TLS, HTTP/2, a name.

use std::sync::Arc;

use jobs::push::{Outcome, RetryCause};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::net::TcpListener;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivatePkcs8KeyDer},
};

use crate::{
    kit::{message, now, policy, retry, sender},
    service::PushService,
};

/// Without the extra root there is no trust.
#[tokio::test]
async fn https_speaks_http2_and_only_to_whom_it_trusts() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let service = Arc::new(PushService::default());
    let serving = Arc::clone(&service);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, serving) = (acceptor.clone(), Arc::clone(&serving));
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    serving.connection(stream, "https", port).await;
                }
            });
        }
    });

    let policy = policy(&format!("localhost:{port}"));
    let message = message(&format!("https://localhost:{port}/wpush/201/a"), &policy);
    let stranger = sender(&policy, |_| {}).send(&message, now()).await;
    assert_eq!(stranger, retry(None, RetryCause::Unreachable));
    let trusting = sender(&policy, |settings| {
        settings.extra_roots = vec![cert.der().to_vec()];
    });
    for _ in 0..3 {
        assert_eq!(trusting.send(&message, now()).await, Outcome::Accepted);
    }
    let received = service.messages();
    assert_eq!(received.len(), 3);
    assert!(
        received
            .iter()
            .all(|m| m.version == "HTTP/2.0" && m.problems.is_empty())
    );
}
