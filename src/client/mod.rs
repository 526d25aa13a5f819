//! The clients. Both are thin: what they do is in the files here, as futures over the shared
//! [`link`]; the modules `blocking` and `tokio` decide who performs the I/O.

mod address;
pub mod blocking;
mod call;
mod dial;
mod error;
mod events;
mod job;
mod link;
mod machine;
mod options;
mod procedures;
mod schema;
mod socket;
#[cfg(all(test, unix, feature = "tokio"))]
mod tests;
#[cfg(feature = "tokio")]
pub mod tokio;
mod trace;
mod transcript;

pub use address::{Address, AddressError};
pub use error::{Error, ErrorKind, Outcome};
pub use events::EventOptions;
pub use job::{JobOptions, JobProgress};
pub use machine::{Machine, MachineBuilder};
pub use options::Builder;
pub use procedures::AddedFd;
pub use schema::ServerSchema;
