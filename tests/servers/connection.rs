//! Tests of all servers: system emulators and the storage daemon.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use libtest_mimic::Failed;
use qmp_client::{Capability, Client, Error, ErrorClass, Request};
use serde_json::{Value, json};

use crate::qmp::commands::{QueryChardev, QueryCommands, QueryVersion, Quit};
use crate::qmp::events::{Event, Shutdown};
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
    let mut running = server.start(&[])?;
    let printed = server.version()?;
    let replied = running.client.execute(&QueryVersion::new())?;
    assert_eq!(replied.qemu.major, i64::from(printed.major));
    assert_eq!(replied.qemu.minor, i64::from(printed.minor));
    assert_eq!(replied.qemu.micro, i64::from(printed.micro));

    let greeted = &running.client.greeting().version;
    assert_eq!(greeted.qemu, printed);
    assert_eq!(greeted.package, replied.package);
    Ok(())
}

fn query_commands(server: &Server) -> Result<(), Failed> {
    let mut running = server.start(&[])?;
    let commands = running.client.execute(&QueryCommands::new())?;
    let has = |name| commands.iter().any(|command| command.name == name);
    assert!(has("query-version") && has("transaction") && has("quit"));
    assert_eq!(has("stop"), server.kind == Kind::SystemEmulator);
    Ok(())
}

fn query_chardev(server: &Server) -> Result<(), Failed> {
    let mut running = server.start(&["--chardev", "null,id=sink"])?;
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
    let mut running = server.start(&[])?;
    let error = running
        .client
        .execute_raw::<Value>("query-weather", None)
        .unwrap_err();
    assert!(error.to_string().starts_with("query-weather: "), "{error}");
    let Error::Command { command, error } = error else {
        return Err(error.into());
    };
    assert_eq!(command, "query-weather");
    assert_eq!(error.class, ErrorClass::CommandNotFound);

    // The connection can still be used.
    running.client.execute(&QueryVersion::new())?;
    Ok(())
}

fn wrong_arguments_are_an_error(server: &Server) -> Result<(), Failed> {
    let mut running = server.start(&[])?;
    let arguments = json!({"node-name": "none", "size": "big"});
    let error = running
        .client
        .execute_raw::<Value>("block_resize", Some(&arguments))
        .unwrap_err();
    assert!(error.to_string().starts_with("block_resize: "), "{error}");
    let Error::Command { error, .. } = error else {
        return Err(error.into());
    };
    assert_eq!(error.class, ErrorClass::GenericError);
    Ok(())
}

fn requests_may_be_out_of_band(server: &Server) -> Result<(), Failed> {
    let (running, socket) = server.start_with_monitor("")?;
    assert_eq!(
        running.client.greeting().capabilities,
        [Capability::OutOfBand]
    );
    let mut client = Client::builder()
        .enable(Capability::OutOfBand)
        .connect(&socket)?;

    // Few commands allow it. An error that says so shows that the server understood the
    // request.
    let request = Request::new("query-version").out_of_band();
    let error = client.request(request, PATIENCE).unwrap_err().to_string();
    assert!(error.contains("OOB"), "{error}");
    if server.kind == Kind::SystemEmulator {
        let request = Request::new("yank").with_arguments(&json!({"instances": []}))?;
        client.request(request.out_of_band(), PATIENCE)?;
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

    let mut client = Client::connect(&socket)?;
    client.execute(&QueryVersion::new())?;
    assert!(client.execute(&QueryCommands::new())?.len() > 50);
    Ok(())
}

fn connections_may_use_tcp(server: &Server) -> Result<(), Failed> {
    // The server chooses a free port, and reports it on its other monitor.
    let monitor = server.monitor("tcp", "host=127.0.0.1,port=0,wait=off", "");
    let mut running = server.start(&monitor.each_ref().map(String::as_str))?;
    let devices = running.client.execute(&QueryChardev::new())?;
    let device = devices.iter().find(|device| device.label == "tcp").unwrap();
    let start = device.filename.find("tcp:").unwrap();
    let address = device.filename[start..].split(',').next().unwrap();

    let mut client = Client::connect(address)?;
    let version = client.execute(&QueryVersion::new())?;
    assert_eq!(version, running.client.execute(&QueryVersion::new())?);
    client.shutdown()?;
    Ok(())
}

fn quit_ends_the_server(server: &Server) -> Result<(), Failed> {
    let mut running = server.start(&[])?;
    match running.client.execute(&Quit::new()) {
        // The server may exit before it sends the reply.
        Ok(_) | Err(Error::Closed { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    if server.kind == Kind::SystemEmulator {
        running.client.wait_for::<Shutdown>(PATIENCE)?;
    }
    let end = running.client.next_event::<Event>(PATIENCE);
    assert!(
        matches!(
            end,
            Err(Error::Closed {
                unfinished: None,
                ..
            })
        ),
        "{end:?}"
    );
    assert!(running.wait_for_exit()?.success());

    let again = Client::builder()
        .connect_timeout(Duration::from_secs(1))
        .connect(running.file("qmp.sock"));
    assert!(matches!(again, Err(Error::Connect { .. })), "{again:?}");
    Ok(())
}
