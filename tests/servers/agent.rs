//! Both clients against a real guest agent, which runs on this machine. Only harmless commands
//! are executed.

use std::fs::File;
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use libtest_mimic::Failed;
use qmp_client::guest::commands::{
    GuestExec, GuestExecStatus, GuestFileClose, GuestFileOpen, GuestFileRead, GuestGetHostName,
    GuestGetTime, GuestInfo, GuestPing,
};
use qmp_client::{Address, ErrorClass, ErrorKind, Outcome, blocking, tokio};
use serde_json::Value;
use tempfile::TempDir;

use crate::relay::Relay;
use crate::server::{Process, Server, poll};
use crate::test_client::TestClient;
use crate::{PATIENCE, Test, examples, with_both_clients};

pub(crate) const TESTS: &[Test] = with_both_clients![
    harmless_commands,
    replies_to_an_earlier_client_are_discarded,
    the_rest_of_an_earlier_request_is_discarded,
    the_agent_is_restarted_between_commands,
    the_agent_is_restarted_during_a_command,
    a_command_that_times_out,
    the_agent_closes_the_connection,
    several_threads,
];

pub(crate) const EXAMPLE: &[Test] = &[("example_guest_agent", example_guest_agent)];

const SHORT: Duration = Duration::from_millis(200);

/// A running agent.
struct Agent {
    server: Server,
    process: Option<Process>,
    folder: TempDir,
}

impl Agent {
    fn start(server: &Server) -> Result<Agent, Failed> {
        let mut agent = Agent {
            server: server.clone(),
            process: None,
            folder: TempDir::new()?,
        };
        agent.restart()?;
        Ok(agent)
    }

    /// Kills the agent, and starts it again.
    fn restart(&mut self) -> Result<(), Failed> {
        self.process = None;
        let child = Command::new(self.server.program()?)
            .args(["-m", "unix-listen", "-p"])
            .arg(self.file("agent.sock"))
            .arg("-t")
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(self.file("messages"))?)
            .spawn()?;
        self.process = Some(Process(child));
        Ok(())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a relay, and returns the path where it listens.
    fn relay(&self) -> Result<(Relay, PathBuf), Failed> {
        let path = self.file("relay.sock");
        Ok((Relay::start(self.file("agent.sock"), &path)?, path))
    }

    /// Sends a signal to the agent: `STOP` pauses it, `CONT` resumes it.
    fn signal(&self, name: &str) -> Result<(), Failed> {
        let process = self.process.as_ref().ok_or("it does not run")?;
        let status = Command::new("kill")
            .args([&format!("-{name}"), &process.0.id().to_string()])
            .status()?;
        status.success().then_some(()).ok_or("kill".into())
    }
}

async fn connect<C: TestClient>(path: PathBuf) -> Result<C, Failed> {
    let builder = C::builder()
        .guest_agent(true)
        .wait_for_server(true)
        .connect_timeout(PATIENCE)
        .command_timeout(PATIENCE);
    Ok(C::connect(&builder, &Address::Unix(path)).await?)
}

async fn harmless_commands<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let client = connect::<C>(agent.file("agent.sock")).await?;
    client.execute(GuestPing::new()).await?;
    let info = client.execute(GuestInfo::new()).await?;
    assert!(info.supported_commands.iter().any(|command| {
        command.name == "guest-shutdown" && command.enabled && !command.success_response
    }));
    let host = client.execute(GuestGetHostName::new()).await?;
    assert!(!host.host_name.is_empty());
    let time = client.execute(GuestGetTime::new()).await?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let time = Duration::from_nanos(time.try_into()?);
    assert!(now.abs_diff(time) < PATIENCE, "{now:?}, {time:?}");

    let path = agent.file("text");
    std::fs::write(&path, "hello")?;
    let handle = client
        .execute(GuestFileOpen::new(path.to_string_lossy()))
        .await?;
    let read = client.execute(GuestFileRead::new(handle)).await?;
    assert_eq!((read.count, read.buf_b64.as_str()), (5, "aGVsbG8="));
    client.execute(GuestFileClose::new(handle)).await?;
    let error = client.execute(GuestFileClose::new(handle)).await;
    let error = error.unwrap_err();
    assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    assert_eq!(error.command(), Some("guest-file-close"));

    let program = GuestExec::new("echo").arg(["hello"]).capture_output(true);
    let started = client.execute(program).await?;
    let ended = loop {
        let status = client.execute(GuestExecStatus::new(started.pid)).await?;
        if status.exited {
            break status;
        }
        C::pause().await;
    };
    assert_eq!(ended.exitcode, Some(0));
    assert_eq!(ended.out_data.as_deref(), Some("aGVsbG8K"));
    Ok(())
}

async fn replies_to_an_earlier_client_are_discarded<C: TestClient>(
    server: &Server,
) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let (relay, path) = agent.relay()?;
    let mut earlier = UnixStream::connect(&path)?;
    // Ids that the client might use, and no ids.
    let mut requests = String::new();
    for id in 1..=20 {
        requests += &format!("{{\"execute\": \"guest-info\", \"id\": {id}}}\n");
    }
    requests += "{\"execute\": \"guest-get-time\"}\n{\"execute\": \"guest-ping\"}\n";
    earlier.write_all(requests.as_bytes())?;
    drop(earlier);
    poll(|| (relay.lines_from_agent() == 22).then_some(())).ok_or("no replies")?;

    let client = connect::<C>(path).await?;
    client.execute(GuestPing::new()).await?;
    let host = client.execute(GuestGetHostName::new()).await?;
    assert!(!host.host_name.is_empty());
    Ok(())
}

async fn the_rest_of_an_earlier_request_is_discarded<C: TestClient>(
    server: &Server,
) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let (relay, path) = agent.relay()?;
    let part = "{\"execute\": \"guest-file-open\", \"arguments\": {\"path\": \"/tmp/";
    UnixStream::connect(&path)?.write_all(part.as_bytes())?;
    poll(|| (relay.passed_to_agent() == part.len()).then_some(())).ok_or("not passed")?;
    let client = connect::<C>(path).await?;
    client.execute(GuestGetTime::new()).await?;
    Ok(())
}

async fn the_agent_is_restarted_between_commands<C: TestClient>(
    server: &Server,
) -> Result<(), Failed> {
    let mut agent = Agent::start(server)?;
    let (_relay, path) = agent.relay()?;
    let client = connect::<C>(path).await?;
    for _ in 0..3 {
        client.execute(GuestInfo::new()).await?;
        agent.restart()?;
    }
    client.execute(GuestGetTime::new()).await?;
    Ok(())
}

async fn the_agent_is_restarted_during_a_command<C: TestClient>(
    server: &Server,
) -> Result<(), Failed> {
    let mut agent = Agent::start(server)?;
    let (_relay, path) = agent.relay()?;
    let client = connect::<C>(path).await?;
    agent.signal("STOP")?;
    let command = client.execute_within(GuestInfo::new(), Some(SHORT)).await;
    agent.restart()?;
    let error = command.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert_eq!(error.outcome(), Outcome::Unknown);
    client.execute(GuestGetTime::new()).await?;
    Ok(())
}

async fn a_command_that_times_out<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let client = connect::<C>(agent.file("agent.sock")).await?;
    agent.signal("STOP")?;
    let error = client.execute_within(GuestInfo::new(), Some(SHORT)).await;
    let error = error.unwrap_err();
    assert_eq!(error.timeout(), Some(SHORT));
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(error.command(), Some("guest-info"));
    let error = client.execute_within(GuestPing::new(), Some(SHORT)).await;
    let error = error.unwrap_err();
    assert_eq!(error.timeout(), Some(SHORT));
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");

    // Now it replies to the first command.
    agent.signal("CONT")?;
    let value: Value = client.execute_raw("guest-ping", None).await?;
    assert_eq!(value, serde_json::json!({}));
    client.execute(GuestGetHostName::new()).await?;
    Ok(())
}

async fn the_agent_closes_the_connection<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let mut agent = Agent::start(server)?;
    let client = connect::<C>(agent.file("agent.sock")).await?;
    client.execute(GuestPing::new()).await?;
    agent.restart()?;
    let error = client.closed(PATIENCE).await.ok_or("it is not closed")?;
    assert_eq!(error.kind(), ErrorKind::Closed);
    let error = client.execute(GuestPing::new()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    let client = connect::<C>(agent.file("agent.sock")).await?;
    client.execute(GuestPing::new()).await?;
    Ok(())
}

async fn several_threads<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let (_relay, path) = agent.relay()?;
    let client = connect::<C>(path).await?;
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || {
                C::run(async {
                    for _ in 0..10 {
                        client.execute(GuestInfo::new()).await?;
                        client.execute(GuestGetTime::new()).await?;
                    }
                    Ok::<_, qmp_client::Error>(())
                })
            })
        })
        .collect();
    while threads.iter().any(|thread| !thread.is_finished()) {
        client.execute(GuestPing::new()).await?;
        C::pause().await;
    }
    for thread in threads {
        thread.join().map_err(|_| "a thread panicked")??;
    }
    Ok(())
}

fn example_guest_agent(server: &Server) -> Result<(), Failed> {
    let agent = Agent::start(server)?;
    let address = format!("unix:{}", agent.file("agent.sock").display());
    let (output, stdout, stderr) = examples::run("guest-agent", &[&address])?;
    assert!(output.status.success(), "{stderr}");
    let lines: Vec<_> = stdout.lines().collect();
    assert!(lines[0].starts_with("agent: "), "{stdout}");
    assert!(lines[1].starts_with("host name: "), "{stdout}");

    let script = "echo out; echo err >&2; exit 3";
    let arguments = [&address, "sh", "-c", script];
    let (output, stdout, stderr) = examples::run("guest-agent", &arguments)?;
    assert_eq!(output.status.code(), Some(3));
    assert_eq!((stdout.as_str(), stderr.as_str()), ("out\n", "err\n"));
    Ok(())
}
