//! Sending to a push service on this machine that forgives nothing (`examples/push_service`): an
//! answer other than 400, 401, 413 or 415 also says that the message was flawless.

#![cfg(test)]

mod addresses;
mod answers;
mod kit;
#[path = "../../examples/push_service/service.rs"]
mod service;
mod strictness;
mod tls;
