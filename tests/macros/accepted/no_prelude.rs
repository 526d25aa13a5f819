//! A crate without the prelude, with the option `no_prelude` on every macro.

#![no_implicit_prelude]
#![deny(warnings)]

#[derive(::std::fmt::Debug, ::qmp_client::QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR", no_prelude)]
struct Failed<'a> {
    device: &'a str,
    operation: Io,
    action: ::std::string::String,
}

#[derive(::std::fmt::Debug, ::qmp_client::QmpEnum)]
#[qmp(no_prelude)]
enum Io {
    Read,
    Write,
    #[qmp(other)]
    Other(::std::string::String),
}

#[derive(::std::fmt::Debug, ::qmp_client::QmpEvent)]
#[qmp(no_prelude)]
enum Seen {
    Stop,
    Shutdown {
        guest: bool,
    },
    #[qmp(event = "DEVICE_DELETED")]
    Gone {
        device: ::std::option::Option<::std::string::String>,
    },
    #[qmp(other)]
    Other(::qmp_client::RawEvent),
}

#[derive(::qmp_client::QmpCommand)]
#[qmp(command = "blockdev-add", branch = "qcow2", no_prelude)]
struct Add {
    node_name: Name,
    file: File,
    read_only: ::std::option::Option<bool>,
}

#[derive(::qmp_client::QmpObject)]
#[qmp(no_prelude)]
struct Name(::std::string::String);

#[derive(::qmp_client::QmpObject)]
#[qmp(name = "BlockdevOptions", branch = "file", send, no_prelude)]
struct File {
    filename: ::std::string::String,
}

#[derive(::std::fmt::Debug, ::qmp_client::QmpObject)]
#[qmp(name = "StatusInfo", no_prelude)]
struct Status {
    running: bool,
    #[qmp(default)]
    #[allow(deprecated)]
    singlestep: bool,
}

mod qmp {
    ::qmp_client::bindings!(select = ["query-block", "STOP", "set_password"]);
}

fn main() {
    let failed: Failed<'_> = ::std::result::Result::unwrap(::serde_json::from_str(
        r#"{ "device": "d", "operation": "read", "action": "stop" }"#,
    ));
    ::std::assert_eq!(failed.device, "d");
    ::std::println!("{:?} {:?} {:?}", failed.operation, failed.action, Io::Write);
    let seen: Seen = ::std::result::Result::unwrap(::serde_json::from_str(r#"{ "event": "STOP" }"#));
    if let Seen::Shutdown { guest } = seen {
        ::std::println!("{guest}");
    } else if let Seen::Gone { device } = seen {
        ::std::println!("{device:?}");
    }
    let add = Add {
        node_name: Name(::std::convert::From::from("n")),
        file: File {
            filename: ::std::convert::From::from("/a"),
        },
        read_only: ::std::option::Option::None,
    };
    let size = 7_i64;
    let resize = ::qmp_client::command!({
        "execute": "block_resize",
        "arguments": { "node-name": "n", "size": size }
    }, no_prelude);
    let status = ::qmp_client::command!({ "execute": "query-status" }, returns = Status, no_prelude);
    let texts = [
        ::serde_json::to_string(&add),
        ::serde_json::to_string(&resize),
        ::serde_json::to_string(&status),
        ::serde_json::to_string(&qmp::commands::QueryBlock::new()),
    ];
    ::std::println!("{texts:?}");
}
