//! Tests of the session against a scripted server, without sockets and with a simulated clock.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agent;
mod calls;
mod damage;
mod descriptors;
mod end;
mod events;
mod handshake;
mod peer;
mod properties;
