//! Web Push: what the browser tells the server.

use serde::{Deserialize, Serialize};

/// The server's public key for `applicationServerKey` (RFC 8292), base64url without padding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushKey {
    /// The key.
    pub key: String,
}

/// A browser that wants to be woken: `PushSubscription.toJSON()`, without more.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionRequest {
    /// Where the push service listens for this browser.
    pub endpoint: String,
    /// When the push service will drop it, in milliseconds since 1970; often `null`.
    #[serde(default, rename = "expirationTime")]
    pub expiration_time: Option<f64>,
    /// The browser's keys.
    pub keys: SubscriptionKeys,
}

/// A browser's keys (RFC 8291), base64url without padding.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionKeys {
    /// Public key, uncompressed P-256 point.
    pub p256dh: String,
    /// Authentication secret, 16 bytes.
    pub auth: String,
}

/// What became of a message, told by the service worker with the single-use token of its payload.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptRequest {
    /// The token.
    pub receipt: String,
    /// What happened.
    pub event: ReceiptEvent,
}

/// What happened to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReceiptEvent {
    /// The notification is on the screen.
    Shown,
    /// The person opened it.
    Opened,
}
