//! The server for tests, with both clients.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// Makes two tests of each function: one for each client.
macro_rules! with_both_clients {
    ($($name:ident),* $(,)?) => {
        mod with_blocking_client {
            use crate::test_client::TestClient;
            $(#[test] fn $name() {
                qmp_client::blocking::Client::run(super::$name::<qmp_client::blocking::Client>());
            })*
        }

        mod with_tokio_client {
            use crate::test_client::TestClient;
            $(#[test] fn $name() {
                qmp_client::tokio::Client::run(super::$name::<qmp_client::tokio::Client>());
            })*
        }
    };
}

mod by_the_book;
mod expectations;
mod faults;
mod recordings;
#[path = "../common/test_client.rs"]
#[allow(dead_code)]
mod test_client;

use ::qmp_client;
use qmp_client::testing::{Server, ServerBuilder};

use test_client::TestClient;

/// Connects a client through the server's socket.
async fn connect<C: TestClient>(server: &Server) -> C {
    let address = server.address().unwrap();
    C::connect(&C::builder(), &address).await.unwrap()
}

fn start(builder: ServerBuilder) -> Server {
    builder.start().unwrap()
}
