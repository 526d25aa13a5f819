//! Tests of all servers: system emulators and the storage daemon.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use libtest_mimic::Failed;
use qmp_client::protocol::session::Disconnected;
use qmp_client::{Capability, Client, ErrorClass, ErrorKind, Request};
use serde_json::{Value, json};

use crate::qmp::commands::{QueryChardev, QueryCommands, QueryVersion, Quit};
use crate::qmp::events::Shutdown;
use crate::server::{Kind, Server};
use crate::{PATIENCE, Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    query_version,
    query_commands,
    query_chardev,
    an_unknown_command_is_an_error,
    wrong_arguments_are_an_error,
    requests_may_be_out_of_band,
    messages_may_be_pretty_printed,
    connections_may_use_tcp,
    quit_ends_the_server,
];

fn query_version(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let printed = server.version()?;
    let replied = running.client.execute(&QueryVersion::new())?;
    assert_eq!(replied.qemu.major, i64::from(printed.major));
    assert_eq!(replied.qemu.minor, i64::from(printed.minor));
    assert_eq!(replied.qemu.micro, i64::from(printed.micro));

    let greeted = &running.client.greeting().unwrap().version;
    assert_eq!(greeted.qemu, printed);
    assert_eq!(greeted.package, replied.package);
    Ok(())
}

fn query_commands(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let commands = running.client.execute(&QueryCommands::new())?;
    let has = |name| commands.iter().any(|command| command.name == name);
    assert!(has("query-version") && has("transaction") && has("quit"));
    assert_eq!(has("stop"), server.kind == Kind::SystemEmulator);
    Ok(())
}

fn query_chardev(server: &Server) -> Result<(), Failed> {
    let running = server.start(&["--chardev", "null,id=sink"])?;
    let devices = running.client.execute(&QueryChardev::new())?;
    let labelled = |label| devices.iter().find(|device| device.label == label);
    let sink = labelled("sink").unwrap();
    assert_eq!(sink.filename, "null");
    assert_eq!(sink.frontend_open, Some(false));
    let monitor = labelled("qmp").unwrap();
    assert!(monitor.filename.starts_with("unix:"), "{monitor:?}");
    assert_eq!(monitor.frontend_open, Some(true));
    Ok(())
}

fn an_unknown_command_is_an_error(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let error = running
        .client
        .execute_raw::<Value>("query-weather", None)
        .unwrap_err();
    assert!(error.to_string().starts_with("query-weather: "), "{error}");
    assert_eq!(error.command(), Some("query-weather"));
    assert_eq!(error.class(), Some(&ErrorClass::CommandNotFound));

    // The connection can still be used.
    running.client.execute(&QueryVersion::new())?;
    Ok(())
}

fn wrong_arguments_are_an_error(server: &Server) -> Result<(), Failed> {
    let running = server.start(&[])?;
    let arguments = json!({"node-name": "none", "size": "big"});
    let error = running
        .client
        .execute_raw::<Value>("block_resize", Some(&arguments))
        .unwrap_err();
    assert!(error.to_string().starts_with("block_resize: "), "{error}");
    assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    Ok(())
}

fn requests_may_be_out_of_band(server: &Server) -> Result<(), Failed> {
    let (running, socket) = server.start_with_monitor("")?;
    assert_eq!(
        running.client.greeting().unwrap().capabilities,
        [Capability::OutOfBand]
    );
    let client = Client::builder()
        .enable(Capability::OutOfBand)
        .connect(&socket)?;

    // Few commands allow it. An error that says so shows that the server understood the
    // request.
    let request = Request::new("query-version").out_of_band();
    let error = client.request(request).unwrap_err().to_string();
    assert!(error.contains("OOB"), "{error}");
    if server.kind == Kind::SystemEmulator {
        let request = Request::new("yank").with_arguments(&json!({"instances": []}))?;
        client.request(request.out_of_band())?;
    }
    client.execute(&QueryVersion::new())?;
    Ok(())
}

fn messages_may_be_pretty_printed(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor(",pretty=on")?;

    // The client does not expose the format of the messages.
    let mut greeting = [0; 8];
    UnixStream::connect(&socket)?.read_exact(&mut greeting)?;
    assert!(greeting.starts_with(b"{\r\n "), "{greeting:?}");

    let client = Client::connect(&socket)?;
    client.execute(&QueryVersion::new())?;
    assert!(client.execute(&QueryCommands::new())?.len() > 50);
    Ok(())
}

fn connections_may_use_tcp(server: &Server) -> Result<(), Failed> {
    // The server chooses a free port, and reports it on its other monitor.
    let monitor = server.monitor("tcp", "host=127.0.0.1,port=0,wait=off", "");
    let running = server.start(&monitor.each_ref().map(String::as_str))?;
    let devices = running.client.execute(&QueryChardev::new())?;
    let device = devices.iter().find(|device| device.label == "tcp").unwrap();
    let start = device.filename.find("tcp:").unwrap();
    let address = device.filename[start..].split(',').next().unwrap();

    let client = Client::connect(address)?;
    let version = client.execute(&QueryVersion::new())?;
    assert_eq!(version, running.client.execute(&QueryVersion::new())?);
    client.close();
    Ok(())
}

fn quit_ends_the_server(server: &Server) -> Result<(), Failed> {
    let mut running = server.start(&[])?;
    let mut shutdowns = running.client.events::<Shutdown>();
    match running.client.execute(&Quit::new()) {
        // The server may exit before it sends the reply.
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::Closed => {}
        Err(error) => return Err(error.into()),
    }
    if server.kind == Kind::SystemEmulator {
        shutdowns.wait(PATIENCE, |_| true)?;
    }
    let end = running.client.closed(PATIENCE).ok_or("it does not end")?;
    let cause = end.disconnected_by();
    assert!(
        matches!(cause, Some(Disconnected::Closed { unfinished: None })),
        "{end:?}"
    );
    assert!(running.wait_for_exit()?.success());

    let again = Client::builder()
        .connect_timeout(Duration::from_secs(1))
        .connect(running.file("qmp.sock"));
    assert_eq!(again.unwrap_err().kind(), ErrorKind::Connect);
    Ok(())
}
