//! The client and the generated bindings against real servers.
//!
//! The servers are `qemu-system-x86_64`, `qemu-storage-daemon` and `qemu-ga` from PATH, and every
//! system emulator in `QMP_TEST_QEMU`, a list like PATH. Tests of a missing server are ignored,
//! under their own names. With `QMP_REQUIRE_QEMU=1` they fail instead.
//!
//! The standard harness cannot ignore a test at run time. `libtest-mimic` can, and has the same
//! arguments and output.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agent;
mod block;
mod clients;
mod connection;
mod everything;
mod examples;
mod machine;
mod macros;
mod migration;
mod process;
mod quickstart;
mod relay;
mod server;
#[path = "../common/test_client.rs"]
#[allow(dead_code)]
mod test_client;
mod vm_manager;

use ::qmp_client;

/// The bindings generated from `schema/`.
#[path = "../bindings/classic.rs"]
#[rustfmt::skip]
mod qmp;

/// Reads messages of servers with the client's own bindings.
#[path = "../replies/range.rs"]
#[allow(dead_code)]
mod range;

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};

use server::{Kind, Server};

/// The longest time that a test waits. Nothing takes long, but the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The name of a test, and the function that tests a server.
type Test = (&'static str, fn(&Server) -> Result<(), Failed>);

/// Makes a list of tests from functions, with their names.
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        &[$((stringify!($name), $name)),*]
    };
}
use tests;

/// Makes two tests of each function over the type of a client: one for each client.
macro_rules! with_both_clients {
    ($($name:ident),* $(,)?) => {
        &[$(
            (concat!("blocking::", stringify!($name)), |server| {
                blocking::Client::run($name::<blocking::Client>(server))
            }),
            (concat!("tokio::", stringify!($name)), |server| {
                tokio::Client::run($name::<tokio::Client>(server))
            }),
        )*]
    };
}
use with_both_clients;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let required = env::var_os("QMP_REQUIRE_QEMU").is_some_and(|value| value == "1");

    let mut trials = quickstart::trials_without_server();
    trials.extend(vm_manager::trials_without_server());
    for server in servers(env::var_os("QMP_TEST_QEMU")) {
        let ignored = server.missing().is_some() && !required;
        if let Some(reason) = server.missing()
            && !arguments.list
        {
            eprintln!("{}: {reason}", server.name);
        }
        for (name, test) in server_tests(&server) {
            let name = format!("{}::{name}", server.name);
            let server = server.clone();
            trials.push(Trial::test(name, move || test(&server)).with_ignored_flag(ignored));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn server_tests(server: &Server) -> Vec<Test> {
    let groups: &[&[Test]] = match server.kind {
        Kind::SystemEmulator => &[
            connection::TESTS,
            clients::TESTS,
            process::TESTS,
            process::EMULATOR_TESTS,
            everything::TESTS,
            machine::TESTS,
            block::TESTS,
            migration::TESTS,
            macros::TESTS,
            quickstart::TESTS,
            vm_manager::TESTS,
        ],
        Kind::StorageDaemon => &[
            connection::TESTS,
            clients::STORAGE_DAEMON_TESTS,
            process::TESTS,
        ],
        Kind::GuestAgent => &[agent::TESTS, agent::EXAMPLE],
        Kind::Unnamed => &[&[("(not set)", |server| server.start(&[]).map(drop))]],
    };
    groups.concat()
}

/// Returns all servers, installed or not. `more` is a list of system emulators, separated like
/// PATH.
fn servers(more: Option<OsString>) -> Vec<Server> {
    let mut servers = vec![
        Server::in_path("qemu-system-x86_64", Kind::SystemEmulator),
        Server::in_path("qemu-storage-daemon", Kind::StorageDaemon),
        Server::in_path("qemu-ga", Kind::GuestAgent),
    ];
    let more = more.filter(|list| !list.is_empty());
    if more.is_none() {
        servers.push(Server::unnamed("QMP_TEST_QEMU"));
    }
    let mut names = HashSet::new();
    for program in more.iter().flat_map(env::split_paths) {
        let mut server = Server::at(&program);
        if !names.insert(server.name.clone()) {
            server.name = program.display().to_string();
        }
        servers.push(server);
    }
    servers
}
