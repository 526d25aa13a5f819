//! Removes a device from a running guest and waits until the guest has released
//! it. The build script generates the bindings from the documents in `docs`.
//!
//! ```text
//! cargo run -p build-script-example -- unix:/run/vm/qmp.sock disk-7
//! ```

/// The bindings that the build script generated.
mod qmp {
    qmp_client::include_bindings!();
}

use std::process::ExitCode;
use std::time::Duration;

use qmp::commands::DeviceDel;
use qmp::events::DeviceDeleted;
use qmp_client::{Client, Error};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, device] = arguments.as_slice() else {
        eprintln!("usage: build-script-example ADDRESS DEVICE");
        return ExitCode::from(2);
    };
    match remove(address, device) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn remove(address: &str, device: &str) -> Result<(), Error> {
    let client = Client::connect(address)?;
    // The subscription is older than the command, so that no event is missed.
    let mut events = client.events::<DeviceDeleted>();
    client.execute(DeviceDel::new(device))?;
    let is_device = |event: &DeviceDeleted| event.device.as_deref() == Some(device);
    let deleted = events.wait(Duration::from_secs(30), is_device)?.event;
    println!("{device} was removed from {}", deleted.path);
    Ok(())
}
