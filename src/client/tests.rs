//! The client against a server that follows a script, in this process.

#![allow(clippy::unwrap_used, clippy::panic)]

mod commands;
mod connecting;
mod events;
mod server;
