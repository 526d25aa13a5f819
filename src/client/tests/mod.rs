//! The clients against a server that follows a script, in this process. Each test is an
//! asynchronous function over the type of the client, and runs with both.

#![allow(clippy::unwrap_used, clippy::panic)]

/// Makes two tests of each function: one for each client.
macro_rules! with_both_clients {
    ($($name:ident),* $(,)?) => {
        mod with_blocking_client {
            use $crate::client::tests::test_client::TestClient;
            $(#[test] fn $name() {
                $crate::blocking::Client::run(super::$name::<$crate::blocking::Client>());
            })*
        }

        mod with_tokio_client {
            use $crate::client::tests::test_client::TestClient;
            $(#[test] fn $name() {
                $crate::tokio::Client::run(super::$name::<$crate::tokio::Client>());
            })*
        }
    };
}
mod agent;
pub(crate) mod commands;
mod concurrent;
mod connecting;
mod events;
mod machine;
mod server;
#[path = "../../../tests/common/test_client.rs"]
#[allow(dead_code)]
mod test_client;
#[cfg(feature = "tracing")]
mod tracing;
mod transcript;

use crate as qmp_client;
