//! The client by another path, through a module that re-exports it.

mod vendor {
    pub(crate) mod deep {
        pub(crate) use qmp_client as client;
    }
}

use vendor::deep::client::{QmpCommand, QmpEnum, QmpEvent, QmpObject};

// The name that the macros would use is taken.
#[allow(dead_code)]
mod qmp_client_ {}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_READY", crate = "vendor::deep::client")]
struct Ready<'a> {
    device: &'a str,
    speed: Speed,
}

#[derive(QmpObject)]
#[qmp(crate = "crate::vendor::deep::client")]
struct Speed(i64);

#[derive(QmpEnum)]
#[qmp(name = "RunState", crate = "self::vendor::deep::client")]
enum State {
    Running,
    #[qmp(other)]
    Other(String),
}

#[derive(QmpObject)]
#[qmp(crate = "vendor::deep::client")]
struct StatusInfo {
    status: State,
}

#[derive(QmpCommand)]
#[qmp(returns = StatusInfo, crate = "vendor::deep::client")]
struct QueryStatus;

#[derive(QmpEvent)]
#[qmp(crate = "vendor::deep::client")]
enum Seen {
    Stop,
    RtcChange { offset: i64 },
    #[qmp(other)]
    Other,
}

mod qmp {
    use super::vendor;

    vendor::deep::client::bindings!(
        select = ["query-status", "STOP"],
        crate = "crate::vendor::deep::client"
    );
}

mod inner {
    use super::vendor::deep::client::command;

    pub(crate) fn resize() -> String {
        let resize = command!(
            { "execute": "block_resize", "arguments": { "node-name": "n", "size": 1_u8 } },
            crate = "super::vendor::deep::client",
        );
        serde_json::to_string(&resize).unwrap()
    }
}

fn main() {
    use vendor::deep::client::{Command, EventSet};

    let line = r#"{ "type": "mirror", "device": "d", "len": 1, "offset": 2, "speed": 3 }"#;
    let ready: Ready<'_> = serde_json::from_str(line).unwrap();
    assert_eq!((ready.device, ready.speed.0), ("d", 3));
    let status: <QueryStatus as Command>::Reply =
        serde_json::from_str(r#"{ "status": "running" }"#).unwrap();
    assert!(matches!(status.status, State::Running));
    assert!(matches!(Seen::read("STOP", None), Ok(Some(Seen::Stop))));
    assert!(matches!(Seen::read("RTC_CHANGE", None), Err(_)));
    let _ = Seen::RtcChange { offset: 1 };
    assert!(matches!(Seen::read("RESUME", None), Ok(Some(Seen::Other))));
    assert_eq!(inner::resize(), r#"{"node-name":"n","size":1}"#);
    assert_eq!(qmp::commands::QueryStatus::NAME, "query-status");
}
