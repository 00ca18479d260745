//! Web Push: from a sentence to an encrypted message at the phone's push service.
//!
//! | file | what | source |
//! |---|---|---|
//! | [`payload`] | the JSON inside: Stip's own fields and a Declarative Web Push message in one | Push API |
//! | [`encrypt`] | `aes128gcm`, one record, padded to a few sizes | RFC 8188, RFC 8291 |
//! | [`vapid`] | who we are to a push service: a signed token, kept for hours | RFC 8292 |
//! | [`hosts`], [`endpoint`] | where a message may go at all | P-01 |
//! | [`resolve`], [`global`] | which addresses may be connected to | P-02 |
//! | [`send`], [`outcome`] | one POST, and what its answer means | RFC 8030 |
//!
//! This module decides nothing about *whether* a message goes out (quiet hours, caps, retries): the
//! worker does, and reads the [`Outcome`].
//!
//! **The one exemption** (design.md, section 10): when Stip's own [`Origin`] is loopback, push hosts
//! named in `STIP_PUSH_HOSTS` as `127.0.0.1:PORT`, `localhost:PORT` or `[::1]:PORT` may be plain HTTP
//! with a port. That is what the tests and the demo network use; nothing else can reach loopback.

pub mod encrypt;
pub mod endpoint;
pub mod global;
pub mod hosts;
pub mod message;
pub mod origin;
pub mod outcome;
pub mod payload;
pub mod recipient;
pub mod resolve;
mod retry_after;
pub mod send;
pub mod subject;
pub mod topic;
pub mod vapid;

use std::sync::Arc;

pub use self::{
    encrypt::{BODY_SIZES, EncryptError, MAX_BODY, MAX_PLAINTEXT},
    endpoint::{Endpoint, EndpointError},
    hosts::{HostPolicy, HostPolicyError},
    message::{Message, Ttl, Urgency},
    origin::{Origin, OriginError},
    outcome::{Outcome, Reason, RetryCause},
    payload::{Dir, Kind, Notice, PayloadError, Place, Receipt},
    recipient::{Recipient, RecipientError},
    resolve::{Lookup, PublicResolver},
    send::{BuildError, Sender, SenderError, Settings},
    subject::{Subject, SubjectError},
    topic::{Topic, TopicError, TopicKey},
    vapid::{Vapid, VapidError, VapidKey},
};

/// Fills a slice with unpredictable bytes. Randomness is a parameter; the server gives its own.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;
