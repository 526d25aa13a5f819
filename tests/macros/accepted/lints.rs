//! The code from the macros causes no lints.

#![deny(
    warnings,
    absolute_paths_not_starting_with_crate,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    let_underscore_drop,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]

/// An event with all forms of fields.
#[derive(Debug, ::qmp_client::QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED", exhaustive)]
struct Completed<'a, D> {
    r#type: Kind,
    device: D,
    len: i64,
    offset: i64,
    speed: i64,
    #[qmp(default, rename = "error")]
    why: ::std::borrow::Cow<'a, str>,
}

/// An event that owns its data.
#[derive(Debug, ::qmp_client::QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Failed<D> {
    device: D,
    error: Option<String>,
}

#[derive(Debug, ::qmp_client::QmpEnum)]
#[qmp(name = "JobType")]
enum Kind {
    Mirror,
    #[qmp(rename = "backup")]
    Copy,
    #[qmp(other)]
    Other(String),
}

/// A set of events.
#[derive(Debug, ::qmp_client::QmpEvent)]
enum Seen {
    Failed(Failed<String>),
    BlockJobReady {
        device: String,
        #[qmp(rename = "type")]
        kind: Kind,
    },
    Stop,
    #[qmp(other)]
    Other(::qmp_client::RawEvent),
}

/// A set without a variant for other events, and one that discards their data.
#[derive(Debug, ::qmp_client::QmpEvent)]
enum Two {
    Stop,
    #[qmp(event = "RESUME")]
    Goes,
}

#[derive(Debug, ::qmp_client::QmpEvent)]
enum Any {
    Stop,
    #[qmp(other)]
    Other,
}

#[derive(Debug, ::qmp_client::QmpCommand)]
#[qmp(command = "blockdev-add", branch = "qcow2")]
struct Add<'a> {
    node_name: Name<&'a str>,
    file: File<'a>,
}

#[derive(
    Clone,
    Debug,
    Copy,
    ::qmp_client::QmpObject,
)]
struct Name<T>(T);

#[derive(Debug, ::qmp_client::QmpObject)]
#[qmp(name = "BlockdevOptions", branch = "file", send)]
struct File<'a> {
    filename: &'a str,
}

#[derive(Debug, ::qmp_client::QmpObject)]
#[qmp(send, receive)]
struct StatusInfo<S> {
    running: bool,
    status: S,
}

#[derive(Debug, ::qmp_client::QmpEnum)]
#[qmp(name = "RunState")]
enum State {
    Running,
    #[qmp(other)]
    Other,
}

/// Checked where it is used.
#[derive(Debug, ::qmp_client::QmpObject)]
struct Status {
    #[qmp(default = half)]
    running: bool,
    status: State,
}

fn half() -> bool {
    true
}

#[derive(
    Clone,
    Debug,
    Copy,
    ::qmp_client::QmpCommand,
)]
#[qmp(returns = StatusInfo<State>)]
struct QueryStatus;

/// Public types are documented, and may be used in other crates.
pub mod public {
    /// A name.
    #[derive(Debug, ::qmp_client::QmpObject)]
    pub struct Id(Private);

    #[derive(Debug, ::qmp_client::QmpObject)]
    struct Private(String);

    /// A job.
    #[derive(Debug, ::qmp_client::QmpObject)]
    pub struct JobInfo {
        id: Id,
        /// Its progress.
        pub current_progress: i64,
    }

    impl JobInfo {
        /// Its name.
        #[must_use]
        pub fn id(&self) -> &str {
            &self.id.0.0
        }
    }

    /// The jobs.
    #[derive(
        Clone,
        Debug,
        Copy,
        ::qmp_client::QmpCommand,
    )]
    #[qmp(returns = Vec<JobInfo>)]
    pub struct QueryJobs {}
}

mod qmp {
    ::qmp_client::bindings!(
        select = ["query-status", "query-jobs", "JOB_STATUS_CHANGE", "blockdev-add"]
    );
}

fn command<C: ::qmp_client::Command>(_: &C) -> &'static str {
    C::NAME
}

fn main() {
    let line = r#"{ "event": "BLOCK_JOB_COMPLETED", "data": {
        "type": "backup", "device": "d", "len": 1, "offset": 2, "speed": 3 } }"#;
    match ::serde_json::from_str::<Seen>(line) {
        Ok(Seen::Failed(job)) => assert_eq!((job.device.as_str(), job.error), ("d", None)),
        other => panic!("{other:?}"),
    }
    let data = line.split_once("data\": ").and_then(|(_, data)| data.strip_suffix(" }"));
    let job: Completed<'_, &str> = ::serde_json::from_str(data.unwrap_or_default()).unwrap();
    assert!(matches!(job.r#type, Kind::Copy));
    assert_eq!((job.device, job.why.as_ref()), ("d", ""));
    assert_eq!((job.len, job.offset, job.speed), (1, 2, 3));
    let seen = <Two as ::qmp_client::EventSet>::read("RESUME", None);
    assert!(matches!(
        seen,
        Ok(Some(Two::Goes))
    ));
    let seen = <Any as ::qmp_client::EventSet>::read("RESET", None);
    assert!(matches!(
        seen,
        Ok(Some(Any::Other))
    ));

    let add = Add {
        node_name: Name("n"),
        file: File { filename: "/a" },
    };
    let written = ::serde_json::to_string(&add).unwrap_or_default();
    let expected = r#"{"driver":"qcow2","node-name":"n","file":{"driver":"file","filename":"/a"}}"#;
    assert_eq!(written, expected);
    let same = ::qmp_client::command!({ "execute": "blockdev-add", "arguments": {
        "driver": "qcow2",
        "node-name": add.node_name,
        "file": { "driver": "file", "filename": add.file.filename },
    } });
    assert_eq!(::serde_json::to_string(&same).unwrap_or_default(), expected);
    assert_eq!(command(&same), command(&add));

    let keys = ::qmp_client::command!({ "execute": "send-key", "arguments": {
        "keys": [{ "type": "number", "data": 1 }], "hold-time": 1 << 3,
    } });
    let written = ::serde_json::to_string(&keys).unwrap_or_default();
    assert!(written.ends_with(r#""hold-time":8}"#), "{written}");
    let set = ::qmp_client::command!({ "execute": "qom-set", "arguments": {
        "path": "p", "property": "q", "value": { "a": [null, 1.5, true, written] },
    } });
    assert_eq!(command(&set), "qom-set");

    let status = ::qmp_client::command!({ "execute": "query-status" }, returns = Status);
    fn reply<C: ::qmp_client::Command>(_: &C, text: &str) -> ::serde_json::Result<C::Reply> {
        ::serde_json::from_str(text)
    }
    let text = r#"{ "status": "running", "running": false }"#;
    let held = reply(&status, text).map(|status| (status.running, status.status));
    assert!(matches!(
        held,
        Ok((false, State::Running))
    ));
    let held = reply(&QueryStatus, text).map(|status| (status.running, status.status));
    assert!(matches!(held, Ok((false, _))));
    let jobs = reply(
        &public::QueryJobs {},
        r#"[{ "id": "j", "current-progress": 1 }]"#,
    );
    let jobs = jobs.unwrap_or_default();
    assert_eq!((jobs[0].id(), jobs[0].current_progress), ("j", 1));
    assert_eq!(command(&qmp::commands::QueryJobs::new()), "query-jobs");
}
