//! The blocking client.

mod address;
mod blocking;
mod connect;
mod connection;
mod dial;
mod error;
mod events;
mod options;
#[cfg(all(test, unix))]
mod tests;

pub use address::{Address, AddressError};
pub use blocking::Client;
pub use error::Error;
pub use options::ConnectOptions;
