//! What the clients cost: the round trip of a command to a real QEMU, beside a loop that sends
//! the same bytes, and the processor time of each command and each event.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use qmp_client::{EventOptions, Overflow};
use rustix::time::{ClockId, clock_gettime};

use crate::Failure;
use qapi::qmp as theirs;

use crate::bindings::ours;
use crate::scratch::Scratch;
use crate::table::{Row, Unit};

/// The commands of a turn.
const COMMANDS: u32 = 2_000;

/// The events of a turn.
const EVENTS: u32 = 20_000;

/// The sockets of the server: one for each client.
const SOCKETS: [&str; 5] = ["raw", "ours", "ours-tokio", "theirs", "theirs-tokio"];

/// The time of a command, and the time of the processor that the client's thread used for it.
#[derive(Clone, Copy)]
struct Cost {
    elapsed: f64,
    processor: f64,
}

impl Cost {
    const MOST: Cost = Cost {
        elapsed: f64::INFINITY,
        processor: f64::INFINITY,
    };

    /// The lower of each figure.
    fn min(self, other: Cost) -> Cost {
        Cost {
            elapsed: self.elapsed.min(other.elapsed),
            processor: self.processor.min(other.processor),
        }
    }
}

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let mut rows = commands(rounds)?;
    rows.extend(events(rounds)?);
    Ok(rows)
}

fn commands(rounds: usize) -> Result<Vec<Row>, Failure> {
    let server = Server::start()?;
    let mut raw = RawLoop::connect(&server.socket("raw"))?;
    let ours = qmp_client::Client::connect(server.socket("ours"))?;
    let mut theirs = their_client(&server.socket("theirs"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ours_tokio = runtime.block_on(qmp_client::tokio::Client::connect(
        server.socket("ours-tokio"),
    ))?;
    let (theirs_tokio, _task) = runtime.block_on(async {
        let stream = qapi::futures::QmpStreamTokio::open_uds(server.socket("theirs-tokio")).await?;
        let stream = stream.negotiate().await?;
        Ok::<_, Failure>(stream.spawn_tokio())
    })?;

    let [
        mut raw_cost,
        mut our_cost,
        mut their_cost,
        mut our_tokio,
        mut their_tokio,
    ] = [Cost::MOST; 5];
    for _ in 0..rounds {
        raw_cost = raw_cost.min(measure(COMMANDS, || {
            (0..COMMANDS).try_for_each(|_| raw.turn())
        })?);
        our_cost = our_cost.min(measure(COMMANDS, || {
            for _ in 0..COMMANDS {
                ours.execute(ours::commands::QueryStatus::new())?;
            }
            Ok(())
        })?);
        their_cost = their_cost.min(measure(COMMANDS, || {
            for _ in 0..COMMANDS {
                theirs.execute(&theirs::query_status {})?;
            }
            Ok(())
        })?);
        our_tokio = our_tokio.min(measure(COMMANDS, || {
            runtime.block_on(async {
                for _ in 0..COMMANDS {
                    ours_tokio
                        .execute(ours::commands::QueryStatus::new())
                        .await?;
                }
                Ok(())
            })
        })?);
        their_tokio = their_tokio.min(measure(COMMANDS, || {
            runtime.block_on(async {
                for _ in 0..COMMANDS {
                    theirs_tokio.execute(theirs::query_status {}).await?;
                }
                Ok(())
            })
        })?);
    }
    let row = |what: &str, ours: f64, theirs: f64| {
        Row::less(
            format!("`query-status`, {what}"),
            Unit::Seconds,
            ours,
            theirs,
        )
    };
    let raw_row = |what: &str, ours: f64, raw: f64| {
        let ratio = format!("{:.2} of a raw loop's {:.1} µs", ours / raw, raw * 1e6);
        Row::alone(
            format!("`query-status`, {what}"),
            Unit::Seconds,
            ours,
            &ratio,
        )
    };
    Ok(vec![
        raw_row("round trip, blocking", our_cost.elapsed, raw_cost.elapsed),
        raw_row("round trip, tokio", our_tokio.elapsed, raw_cost.elapsed),
        row("round trip, blocking", our_cost.elapsed, their_cost.elapsed),
        row("round trip, tokio", our_tokio.elapsed, their_tokio.elapsed),
        row(
            "processor time of the client, blocking",
            our_cost.processor,
            their_cost.processor,
        ),
        row(
            "processor time of the client, tokio",
            our_tokio.processor,
            their_tokio.processor,
        ),
    ])
}

fn events(rounds: usize) -> Result<Vec<Row>, Failure> {
    let [mut our_cost, mut their_cost] = [Cost::MOST; 2];
    for _ in 0..rounds {
        our_cost = our_cost.min(our_events()?);
        their_cost = their_cost.min(their_events()?);
    }
    Ok(vec![Row::less(
        "an event, processor time of the client, blocking",
        Unit::Seconds,
        our_cost.processor,
        their_cost.processor,
    )])
}

fn our_events() -> Result<Cost, Failure> {
    let (socket, server) = sender_of_events()?;
    let client = qmp_client::Client::builder().connect_stream(socket)?;
    let options = EventOptions::new().overflow(Overflow::Unbounded);
    let mut events = client.events_with::<ours::events::Event>(options);
    client.execute_raw::<serde_json::Value>("start", None)?;
    let cost = measure(EVENTS, || {
        for _ in 0..EVENTS {
            events
                .next(Duration::from_secs(30))?
                .ok_or("an event is missing")?;
        }
        Ok(())
    })?;
    drop((client, events));
    server.join().map_err(|_| "the sender panicked")??;
    Ok(cost)
}

fn their_events() -> Result<Cost, Failure> {
    let (socket, server) = sender_of_events()?;
    let stream = qapi::Stream::new(BufReader::new(socket.try_clone()?), socket);
    let mut client = qapi::Qmp::new(stream);
    client.handshake()?;
    // Any command will do to start the events.
    client.execute(&theirs::query_status {})?;
    let mut seen = 0;
    let cost = measure(EVENTS, || {
        // This reads the events before the reply.
        client.read_response::<theirs::query_status>()?;
        seen = client.events().count();
        Ok(())
    })?;
    if seen != EVENTS as usize {
        return Err(format!("{seen} of {EVENTS} events were read").into());
    }
    drop(client);
    server.join().map_err(|_| "the sender panicked")??;
    Ok(cost)
}

type Sender = thread::JoinHandle<std::io::Result<()>>;

/// A server that answers two requests, and then sends events.
fn sender_of_events() -> Result<(UnixStream, Sender), Failure> {
    let (socket, server) = UnixStream::pair()?;
    let sender = thread::spawn(move || {
        let mut requests = BufReader::new(server.try_clone()?);
        let mut server = server;
        let version = r#"{"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": ""}"#;
        writeln!(
            server,
            "{{\"QMP\": {{\"version\": {version}, \"capabilities\": []}}}}"
        )?;
        let status = r#"{"running": true, "singlestep": false, "status": "running"}"#;
        for reply in ["{}", status] {
            let mut request = String::new();
            requests.read_line(&mut request)?;
            let request: serde_json::Value = serde_json::from_str(&request)?;
            let id = request.get("id").map(|id| format!(", \"id\": {id}"));
            writeln!(server, "{{\"return\": {reply}{}}}", id.unwrap_or_default())?;
        }
        let event = "{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 123456}, \
                     \"event\": \"JOB_STATUS_CHANGE\", \"data\": {\"status\": \"running\", \
                     \"id\": \"backup0\"}}\r\n";
        let batch = event.repeat(100);
        for _ in 0..EVENTS / 100 {
            if server.write_all(batch.as_bytes()).is_err() {
                return Ok(());
            }
        }
        writeln!(server, "{{\"return\": {status}}}")?;
        // Until the client has read everything.
        let _ = requests.read_to_end(&mut Vec::new());
        Ok(())
    });
    Ok((socket, sender))
}

/// A loop that sends the bytes of the client, and waits for a line.
struct RawLoop {
    socket: UnixStream,
    lines: BufReader<UnixStream>,
    last_id: u64,
    line: String,
}

impl RawLoop {
    fn connect(path: &Path) -> Result<Self, Failure> {
        let socket = UnixStream::connect(path)?;
        let mut raw = RawLoop {
            lines: BufReader::new(socket.try_clone()?),
            socket,
            last_id: 1,
            line: String::new(),
        };
        raw.lines.read_line(&mut raw.line)?;
        raw.socket
            .write_all(b"{\"execute\":\"qmp_capabilities\",\"id\":1}\n")?;
        raw.lines.read_line(&mut raw.line)?;
        Ok(raw)
    }

    fn turn(&mut self) -> Result<(), Failure> {
        self.last_id += 1;
        let id = self.last_id;
        let request = format!("{{\"execute\":\"query-status\",\"id\":{id}}}\n");
        self.socket.write_all(request.as_bytes())?;
        self.line.clear();
        self.lines.read_line(&mut self.line)?;
        Ok(())
    }
}

fn their_client(
    path: &Path,
) -> Result<qapi::Qmp<qapi::Stream<BufReader<UnixStream>, UnixStream>>, Failure> {
    let socket = UnixStream::connect(path)?;
    let stream = qapi::Stream::new(BufReader::new(socket.try_clone()?), socket);
    let mut client = qapi::Qmp::new(stream);
    client.handshake()?;
    Ok(client)
}

/// What each of several operations costs.
fn measure(count: u32, operations: impl FnOnce() -> Result<(), Failure>) -> Result<Cost, Failure> {
    let (start, processor) = (Instant::now(), processor_time());
    operations()?;
    let count = f64::from(count);
    Ok(Cost {
        elapsed: start.elapsed().as_secs_f64() / count,
        processor: (processor_time() - processor) / count,
    })
}

/// The time that the processor has spent for this thread, in seconds.
#[allow(clippy::cast_precision_loss)]
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// A QEMU without a machine, with a monitor for each client.
struct Server {
    process: Child,
    folder: PathBuf,
    _scratch: Scratch,
}

impl Server {
    fn start() -> Result<Self, Failure> {
        let scratch = Scratch::new("client")?;
        let folder = scratch.path("sockets");
        fs::create_dir_all(&folder)?;
        let mut command = Command::new("qemu-system-x86_64");
        command.args(["-machine", "none", "-nodefaults", "-display", "none"]);
        for name in SOCKETS {
            let path = folder.join(name);
            command.args([
                "-qmp",
                &format!("unix:{},server=on,wait=off", path.display()),
            ]);
        }
        let process = command.stdin(Stdio::null()).spawn()?;
        let server = Server {
            process,
            folder,
            _scratch: scratch,
        };
        let start = Instant::now();
        while UnixStream::connect(server.socket(SOCKETS[4])).is_err() {
            if start.elapsed() > Duration::from_secs(30) {
                return Err("QEMU does not listen".into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    fn socket(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have exited by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
