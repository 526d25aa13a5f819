//! Grows a disk of a virtual machine, and has tests that need no QEMU.
//!
//! ```text
//! cargo run --example own-tests -- unix:/tmp/qmp.sock disk 2147483648
//! cargo test --example own-tests
//! ```

use std::error::Error;

use qmp_client::Client;
use qmp_client::qemu::commands::{BlockResize, QueryStatus};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, node, size] = arguments.as_slice() else {
        return Err("usage: own-tests ADDRESS NODE BYTES".into());
    };
    let client = Client::connect(address.as_str())?;
    if grow(&client, node, size.parse()?)? {
        println!("{node} has grown; the running guest sees it now");
    } else {
        println!("{node} has grown; the guest is paused");
    }
    Ok(())
}

/// Grows a disk. Returns whether the guest is running, so that it sees the new size.
fn grow(client: &Client, node: &str, size: i64) -> Result<bool, qmp_client::Error> {
    client.execute(BlockResize::new(size).node_name(node))?;
    Ok(client.execute(QueryStatus::new())?.running)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use qmp_client::testing::{Fault, Server};
    use qmp_client::{CommandError, Empty, ErrorClass, Outcome};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_disk_of_a_running_guest_grows() {
        let server = Server::new();
        server.on::<BlockResize>(|_| Ok(Empty)).once();
        server.on_json::<QueryStatus>(|_| Ok(json!({ "running": true, "status": "running" })));

        let client = server.client().unwrap();
        assert!(grow(&client, "disk", 2 << 30).unwrap());
        server.verify().unwrap();
    }

    #[test]
    fn an_unknown_disk_is_an_error() {
        let server = Server::new();
        server.on::<BlockResize>(|command| {
            let text = format!("no node `{}`", command.node_name.unwrap_or_default());
            Err(CommandError::new(ErrorClass::GenericError, text))
        });

        let client = server.client().unwrap();
        let error = grow(&client, "disk7", 2 << 30).unwrap_err();
        assert_eq!(error.command_error().unwrap().desc, "no node `disk7`");
        server.verify().unwrap();
    }

    #[test]
    fn a_connection_that_breaks_leaves_the_outcome_open() {
        let server = Server::new();
        server
            .on::<BlockResize>(|_| Ok(Empty))
            .fault(Fault::HalfMessage);

        let client = server.client().unwrap();
        let error = grow(&client, "disk", 2 << 30).unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown);
    }
}
