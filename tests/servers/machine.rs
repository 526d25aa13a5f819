//! The machine: its status, its devices, and the events it sends.

use libtest_mimic::Failed;
use qmp_client::{Error, ErrorClass};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::qmp::commands::{
    Cont, DeviceAdd, DeviceDel, HumanMonitorCommand, QueryBalloon, QueryKvm, QueryMice, QueryName,
    QueryPci, QueryStatus, QueryUuid, Stop, SystemReset,
};
use crate::qmp::events::{self, Event};
use crate::qmp::types::{QueryPciDevice, QueryPciRegionBranch};
use crate::server::{Running, Server, poll};
use crate::{PATIENCE, Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    query_status,
    stop_and_cont_are_read_as_a_set,
    stop_and_cont_are_read_one_by_one,
    system_reset,
    query_name,
    query_uuid,
    query_kvm,
    query_mice,
    query_pci,
    human_monitor_command,
    device_add_and_device_del,
    a_failed_command_has_an_error_class,
];

fn query_status(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let before = running.client.execute(&QueryStatus::new())?;
    assert_eq!(before.status, "prelaunch");
    assert!(!before.running);

    running.client.execute(&Cont::new())?;
    let after = running.client.execute(&QueryStatus::new())?;
    assert_eq!(after.status, "running");
    assert!(after.running);

    running.client.execute(&Stop::new())?;
    let last = running.client.execute(&QueryStatus::new())?;
    assert_eq!(last.status, "paused");
    assert!(!last.running);
    Ok(())
}

fn stop_and_cont_are_read_as_a_set(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let mut events = running.client.events::<Event>();
    running.client.execute(&Stop::new())?;
    running.client.execute(&Cont::new())?;

    let first = events.next(PATIENCE)?.unwrap();
    assert!(matches!(first.event, Event::Stop(_)), "{first:?}");
    let second = events.next(PATIENCE)?.unwrap();
    assert!(matches!(second.event, Event::Resume(_)), "{second:?}");
    assert!(first.timestamp <= second.timestamp);
    assert!(first.timestamp.to_system_time().is_some());
    Ok(())
}

fn stop_and_cont_are_read_one_by_one(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let mut stops = running.client.events::<events::Stop>();
    let mut resumes = running.client.events::<events::Resume>();
    running.client.execute(&Stop::new())?;
    let stopped = stops.wait(PATIENCE, |_| true)?;
    running.client.execute(&Cont::new())?;
    let resumed = resumes.wait(PATIENCE, |_| true)?;
    assert!(stopped.timestamp <= resumed.timestamp);
    assert_eq!((stops.queued(), resumes.queued()), (0, 0));
    Ok(())
}

fn system_reset(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let mut resets = running.client.events::<events::Reset>();
    running.client.execute(&SystemReset::new())?;
    resets.wait(PATIENCE, |_| true)?;
    Ok(())
}

fn query_name(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S", "-name", "blue horse"])?;
    let name = running.client.execute(&QueryName::new())?.name;
    assert_eq!(name.as_deref(), Some("blue horse"));

    let nameless = server.start(&["-S"])?;
    assert_eq!(nameless.client.execute(&QueryName::new())?.name, None);
    Ok(())
}

fn query_uuid(server: &Server) -> Result<(), Failed> {
    let uuid = "0f7c6a52-91d4-4c5e-8a66-3b1f0e2d9c84";
    let running = server.start(&["-S", "-uuid", uuid])?;
    assert_eq!(running.client.execute(&QueryUuid::new())?.uuid, uuid);
    Ok(())
}

fn query_kvm(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let kvm = running.client.execute(&QueryKvm::new())?;
    // Whether the server could use it depends on how it was built.
    assert!(!kvm.enabled);
    Ok(())
}

fn query_mice(server: &Server) -> Result<(), Failed> {
    let usb = ["-device", "piix3-usb-uhci", "-device", "usb-tablet"];
    let running = server.start(&usb)?;
    let mice = running.client.execute(&QueryMice::new())?;
    let mouse = |name| mice.iter().find(|mouse| mouse.name == name).unwrap();
    let tablet = mouse("QEMU HID Tablet");
    assert!(tablet.absolute);
    let ps2 = mouse("QEMU PS/2 Mouse");
    assert!(!ps2.absolute);
    assert_ne!(tablet.index, ps2.index);
    assert_eq!(mice.iter().filter(|mouse| mouse.current).count(), 1);
    Ok(())
}

fn query_pci(server: &Server) -> Result<(), Failed> {
    let devices = [
        ["-device", "pci-bridge,chassis_nr=1,id=bridge"],
        ["-device", "virtio-rng-pci,bus=bridge,addr=3,id=rng"],
    ];
    let running = server.start(devices.as_flattened())?;
    let buses = running.client.execute(&QueryPci::new())?;
    assert_eq!(buses.len(), 1);
    let devices = &buses[0].devices;

    let host = &devices[0];
    assert_eq!((host.bus, host.slot, host.function), (0, 0, 0));
    assert_eq!(host.class_info.desc.as_deref(), Some("Host bridge"));
    assert_eq!(host.id.vendor, 0x8086);
    assert!(host.regions.is_empty());

    let ide = devices.iter().find(|it| it.class_info.class == 0x101);
    let region = &ide.unwrap().regions[0];
    assert_eq!((region.bar, region.size), (4, 16));
    assert_eq!(region.branch, QueryPciRegionBranch::Io);

    // A device behind a bridge has the same type.
    let rng = poll(|| device_behind_bridge(&running).transpose()).unwrap()?;
    assert_eq!((rng.qdev_id.as_str(), rng.slot), ("rng", 3));
    let prefetch: Vec<_> = rng
        .regions
        .iter()
        .filter_map(|region| match &region.branch {
            QueryPciRegionBranch::Memory(memory) => Some(memory.prefetch),
            _ => None,
        })
        .collect();
    assert!(prefetch.contains(&true), "{:?}", rng.regions);
    Ok(())
}

/// Returns the device behind the bridge, if the firmware has set it up.
fn device_behind_bridge(running: &Running) -> Result<Option<QueryPciDevice>, Failed> {
    let mut buses = running.client.execute(&QueryPci::new())?;
    let bridge = buses[0]
        .devices
        .iter_mut()
        .find(|it| it.qdev_id == "bridge");
    let bridge = bridge.and_then(|device| device.pci_bridge.take()).unwrap();
    Ok(bridge.devices.and_then(|mut devices| devices.pop()))
}

fn human_monitor_command(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let printed = running
        .client
        .execute(&HumanMonitorCommand::new("info version"))?;
    let version = server.version()?.to_string();
    assert!(printed.starts_with(&version), "{printed}");

    // Errors of the human monitor are text as well.
    let printed = running
        .client
        .execute(&HumanMonitorCommand::new("no-such-thing"))?;
    assert!(printed.contains("no-such-thing"), "{printed}");
    Ok(())
}

/// The bindings do not list this event.
#[derive(Deserialize)]
struct DeviceDeleted {
    device: Option<String>,
    path: String,
}

impl qmp_client::Event for DeviceDeleted {
    const NAME: &'static str = "DEVICE_DELETED";
}

fn device_add_and_device_del(server: &Server) -> Result<(), Failed> {
    // A USB device is removed at once, without the guest.
    let running = server.start(&["-device", "piix3-usb-uhci"])?;
    let client = &running.client;
    let add = DeviceAdd::new("usb-tablet")
        .id("tablet")
        .with("serial", "T-7")
        .with("usb_version", 1);
    client.execute(&add)?;
    for (property, value) in [("serial", json!("T-7")), ("usb_version", json!(1))] {
        let which = json!({"path": "/machine/peripheral/tablet", "property": property});
        let property: Value = client.execute_raw("qom-get", Some(&which))?;
        assert_eq!(property, value);
    }

    let mut events = client.events::<DeviceDeleted>();
    client.execute(&DeviceDel::new("tablet"))?;
    let named = |deleted: &DeviceDeleted| deleted.device.is_some();
    let deleted = events.wait(PATIENCE, named)?.event;
    assert_eq!(deleted.device.as_deref(), Some("tablet"));
    assert_eq!(deleted.path, "/machine/peripheral/tablet");

    // The set of all events reads it as an unlisted event.
    client.execute(&add)?;
    let mut events = client.events::<Event>();
    client.execute(&DeviceDel::new("tablet"))?;
    let event = events.next(PATIENCE)?.unwrap().event;
    assert_eq!(event.name(), "DEVICE_DELETED");
    let Event::Other(event) = event else {
        return Err("it is listed".into());
    };
    assert!(event.data.unwrap().get().contains("tablet"));
    Ok(())
}

fn a_failed_command_has_an_error_class(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["-S"])?;
    let error = running.client.execute(&DeviceDel::new("nobody"));
    check_error(error, "device_del", ErrorClass::DeviceNotFound)?;
    let error = running.client.execute(&QueryBalloon::new());
    check_error(error, "query-balloon", ErrorClass::DeviceNotActive)?;
    let error = running.client.execute(&DeviceAdd::new("no-such-device"));
    check_error(error, "device_add", ErrorClass::GenericError)
}

/// Checks that a command failed with an error of this class, and that the error names the
/// command.
pub(crate) fn check_error<T>(
    result: Result<T, Error>,
    name: &str,
    class: ErrorClass,
) -> Result<(), Failed> {
    let error = result.err().ok_or("it did not fail")?;
    let text = error.to_string();
    assert_eq!(error.command(), Some(name));
    let error = error.command_error().ok_or(text.as_str())?;
    assert_eq!(error.class, class);
    assert!(!error.desc.is_empty());
    assert_eq!(text, format!("{name}: {} ({class})", error.desc));
    Ok(())
}
