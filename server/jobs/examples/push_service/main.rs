//! A strict push service on this machine, for the end-to-end tests and for trying things out.
//!
//! `cargo run -p jobs --example push_service -- --port 9999`, and start Stip with
//! `STIP_PUSH_HOSTS=127.0.0.1:9999`. A browser stand-in subscribes with an endpoint such as
//! `http://127.0.0.1:9999/wpush/201/my-phone`; `GET /messages` then lists every message that came
//! in, with its headers, what was wrong with it, and the still encrypted body in base64.

use std::{error::Error, io::Write as _, sync::Arc};

use tokio::net::TcpListener;

#[path = "service.rs"]
mod service;

use service::PushService;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => 0,
        [flag, port] if flag == "--port" => port.parse()?,
        _ => return Err("usage: push_service [--port PORT]".into()),
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    writeln!(
        std::io::stdout(),
        "push service on http://{}",
        listener.local_addr()?
    )?;
    Arc::new(PushService::default()).serve(listener).await?;
    Ok(())
}
