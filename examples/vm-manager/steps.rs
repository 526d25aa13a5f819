//! What the manager can do with a machine.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::{fs, io, thread, time::Duration};

use qmp_client::qemu::{commands::*, events::Event, types::*};
use qmp_client::{Client, Command, Empty, JobOptions, JobProgress};

/// The name of a step, and the function that returns the line to print.
pub(crate) type Step = (&'static str, fn(&Client, &Path) -> io::Result<String>);

pub(crate) const ALL: [Step; 10] = [
    ("list", list),
    ("hotplug", hotplug),
    ("snapshot", snapshot),
    ("mirror", mirror),
    ("watch", watch),
    ("qom", qom),
    ("objects", objects),
    ("network", network),
    ("chardev", chardev),
    ("screendump", screendump),
];

/// The longest time that a job, the guest or QEMU may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);

pub(crate) fn add_disks(client: &Client, folder: &Path) -> io::Result<String> {
    for disk in ["disk0", "disk1"] {
        add_image(client, folder, disk)?;
        let device = DeviceAdd::new("virtio-blk-pci").id(disk);
        client.execute(device.with("drive", disk))?;
    }
    Ok(format!("a machine in {}", folder.display()))
}

fn list(client: &Client, _: &Path) -> io::Result<String> {
    let status = client.execute(QueryStatus::new())?.status;
    let blocks = client.execute(QueryBlock::new())?.into_iter();
    let nodes = blocks.filter_map(|block| block.inserted?.node_name);
    let nodes = nodes.collect::<Vec<_>>().join(", ");
    let buses = client.execute(QueryPci::new())?.into_iter();
    let devices = buses.flat_map(|bus| bus.devices).count();
    Ok(format!("{status}; images: {nodes}; {devices} PCI devices"))
}

fn hotplug(client: &Client, _: &Path) -> io::Result<String> {
    client.execute(DeviceAdd::new("usb-tablet").id("tablet").bus("usb.0"))?;
    let added = children(client, "/machine/peripheral")?;
    client.unplug("tablet", TIMEOUT)?;
    let left = children(client, "/machine/peripheral")?;
    Ok(format!("added: {added}; left: {left}"))
}

/// Puts overlays on one disk and then on both at the same moment, and commits all of them.
fn snapshot(client: &Client, folder: &Path) -> io::Result<String> {
    let overlay = |disk| overlay(client, folder, disk);
    client.execute(overlay("disk0")?)?;
    let overlays = [overlay("disk0")?, overlay("disk1")?];
    client.execute(Transaction::new(overlays))?;
    let (top0, top1) = (node_of(client, "disk0")?, node_of(client, "disk1")?);
    run_job(client, "disk0", BlockCommit::new(&top0))?;
    run_job(client, "disk1", BlockCommit::new(&top1))?;
    Ok(format!("committed {top0} and {top1}"))
}

fn overlay(client: &Client, folder: &Path, disk: &str) -> io::Result<BlockdevSnapshotSync> {
    let node = node_of(client, disk)?;
    let name = format!("{node}-new");
    let snapshot = BlockdevSnapshotSync::new(folder.join(&name)).node_name(node);
    Ok(snapshot.snapshot_node_name(name).format("qcow2"))
}

/// Moves both disks to other files at the same time, while the guest can use them.
fn mirror(client: &Client, folder: &Path) -> io::Result<String> {
    thread::scope(|scope| {
        let other = scope.spawn(|| move_disk(client, folder, "disk1"));
        let disk0 = move_disk(client, folder, "disk0")?;
        let panicked = |_| io::Error::other("a thread panicked");
        let disk1 = other.join().map_err(panicked)??;
        Ok(format!("moved to {disk0} and {disk1}"))
    })
}

fn move_disk(client: &Client, folder: &Path, disk: &str) -> io::Result<String> {
    let node = node_of(client, disk)?;
    let copy = format!("{node}-copy");
    add_image(client, folder, &copy)?;
    let mirror = BlockdevMirror::new(&node, copy, MirrorSyncMode::Full);
    run_job(client, disk, mirror)?;
    client.execute(BlockdevDel::new(node))?;
    node_of(client, disk)
}

/// Runs the guest for a moment, and names the events that arrive.
fn watch(client: &Client, _: &Path) -> io::Result<String> {
    let mut events = client.events::<Event>();
    client.execute(Cont::new())?;
    client.execute(Stop::new())?;
    let mut names = Vec::new();
    while let Some(message) = events.next(Duration::from_millis(500))? {
        names.push(message.event.name().to_owned());
    }
    Ok(names.join(", "))
}

fn qom(client: &Client, _: &Path) -> io::Result<String> {
    let machine = client.execute(QomGet::new("/machine", "type"))?;
    let devices = children(client, "/machine/peripheral")?;
    Ok(format!("{machine} with {devices}"))
}

fn objects(client: &Client, _: &Path) -> io::Result<String> {
    let random = RngRandomProperties::new().filename("/dev/urandom");
    client.execute(ObjectAdd::new(ObjectOptions::rng_random("rng0", random)))?;
    let added = children(client, "/objects")?;
    client.execute(ObjectDel::new("rng0"))?;
    let left = children(client, "/objects")?;
    Ok(format!("added: {added}; left: {left}"))
}

/// Adds a network that forwards a free port to the guest, and a card; removes both.
fn network(client: &Client, _: &Path) -> io::Result<String> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let user = NetdevUserOptions::new().hostfwd([format!("tcp:{address}-:22")]);
    client.execute(NetdevAdd::new(Netdev::user("net0", user)))?;
    let card = DeviceAdd::new("usb-net").id("card0").bus("usb.0");
    client.execute(card.with("netdev", "net0"))?;
    TcpStream::connect(address)?;
    client.unplug("card0", TIMEOUT)?;
    client.execute(NetdevDel::new("net0"))?;
    Ok("connected to a forwarded port".to_owned())
}

fn chardev(client: &Client, folder: &Path) -> io::Result<String> {
    let address = SocketAddressLegacy::unix(folder.join("serial.sock"));
    let socket = ChardevSocket::new(address).server(true).wait(false);
    client.execute(ChardevAdd::new("serial0", socket))?;
    let added = children(client, "/chardevs")?;
    client.execute(ChardevRemove::new("serial0"))?;
    let left = children(client, "/chardevs")?;
    Ok(format!("added: {added}; left: {left}"))
}

fn screendump(client: &Client, folder: &Path) -> io::Result<String> {
    let path = folder.join("screen.ppm");
    client.execute(Screendump::new(&path))?;
    Ok(format!("{} bytes", fs::metadata(path)?.len()))
}

/// Creates an empty image of 16 MiB and opens it as a node of the same name.
fn add_image(client: &Client, folder: &Path, name: &str) -> io::Result<Empty> {
    let path = folder.join(name);
    fs::File::create(&path)?.set_len(16 << 20)?;
    let image = BlockdevOptions::raw(BlockdevOptions::file(path)).node_name(name);
    Ok(client.execute(BlockdevAdd::new(image))?)
}

/// Returns the name of the node that a disk uses, which changes with snapshots and copies.
fn node_of(client: &Client, disk: &str) -> io::Result<String> {
    let disk = format!("/machine/peripheral/{disk}");
    let node = client.execute(QomGet::new(disk, "drive"))?;
    Ok(node.as_str().unwrap_or_default().to_owned())
}

/// Names the objects in another object.
fn children(client: &Client, path: &str) -> io::Result<String> {
    let mut properties = client.execute(QomList::new(path))?;
    properties.retain(|property| property.type_.starts_with("child<"));
    let names: Vec<_> = properties.into_iter().map(|child| child.name).collect();
    Ok(names.join(", "))
}

/// Runs a job to its end, and prints its progress.
fn run_job(client: &Client, name: &str, job: impl Command) -> io::Result<JobProgress> {
    let options = JobOptions::new().timeout(TIMEOUT);
    Ok(client.run_job(job, options, |job| {
        eprintln!("{name}: {}, {} of {}", job.status, job.current, job.total);
    })?)
}
