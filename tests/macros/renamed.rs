//! Packages that rename the client, or name their own documents in the manifest.

use std::fs;
use std::path::Path;
use std::process::Output;

const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/renamed");

/// The name of a package, the rest of its manifest, and its code.
type Package = (&'static str, &'static str, &'static str);

const PACKAGES: &[Package] = &[
    // The built-in documents, with the client renamed by the package.
    (
        "plain",
        "dependencies.qmp = { package = \"qmp-client\", path = \"{root}\", features = [\"macros\"] }",
        r#"
#[derive(Debug, qmp::QmpEvent)]
struct BlockJobReady<'a> {
    device: &'a str,
    speed: Speed,
}

#[derive(Debug, qmp::QmpObject)]
struct Speed(i64);

#[derive(Debug, qmp::QmpEvent)]
pub enum Seen {
    JobStatusChange { id: String, status: State },
    #[qmp(other)]
    Other(qmp::RawEvent),
}

#[derive(Debug, qmp::QmpEnum)]
#[qmp(name = "JobStatus")]
pub enum State {
    Ready,
    #[qmp(other)]
    Other,
}

#[derive(qmp::QmpCommand)]
#[qmp(returns = StatusInfo)]
struct QueryStatus;

#[derive(qmp::QmpObject)]
struct StatusInfo {
    running: bool,
}

mod selected {
    qmp::bindings!(select = ["query-name", "STOP"]);
}

pub fn all(client: &qmp::Client) -> Result<bool, qmp::Error> {
    let name = client.execute(&selected::commands::QueryName::new())?.name;
    client.execute(&qmp::command!({ "execute": "block_resize", "arguments": {
        "node-name": name, "size": 1 << 20,
    } }))?;
    let second = std::time::Duration::from_secs(1);
    if let Some(ready) = client.events::<Seen>().next(second)? {
        println!("{ready:?}");
    }
    let ready = serde_json::from_str::<BlockJobReady<'_>>("{}");
    println!("{:?}", ready.map(|ready| (ready.device.len(), ready.speed.0)));
    Ok(client.execute(&QueryStatus)?.running)
}
"#,
    ),
    // Documents of its own, with the client renamed by the workspace.
    (
        "documented",
        "dependencies.qmp.workspace = true\n\
         package.metadata.qmp = { schema = [\"own.json\"], versions = \"2.0\" }",
        r#"
#[derive(Debug, qmp::QmpEvent)]
#[qmp(exhaustive)]
struct Bell {
    times: u8,
}

/// The options of an item take precedence over those of the package.
#[derive(Debug, qmp::QmpEvent)]
#[qmp(builtin = "qemu")]
pub struct RtcChange {
    pub offset: i64,
}

mod own {
    qmp::bindings!();
}

pub fn all(client: &qmp::Client) -> Result<(), qmp::Error> {
    let ring = qmp::command!({ "execute": "ring", "arguments": { "colour": "red" } });
    client.execute(&ring)?;
    client.execute(&own::commands::Ring::new("green"))?;
    println!("{:?}", serde_json::from_str::<Bell>("{}").map(|bell| bell.times));
    Ok(())
}
"#,
    ),
    // The documents of the guest agent.
    (
        "guest",
        "target.\"cfg(unix)\".dependencies.qmp.workspace = true\n\
         package.metadata.qmp.builtin = \"guest\"",
        r#"
#[derive(qmp::QmpCommand)]
#[qmp(returns = i64)]
pub struct GuestGetTime;

pub fn sync(client: &mut qmp::Client) -> Result<i64, qmp::Error> {
    client.execute(&qmp::command!(
        { "execute": "guest-sync", "arguments": { "id": 1 } },
        returns = i64,
    ))
}
"#,
    ),
    // Code that the documents or the versions of the package reject.
    (
        "refused",
        "dependencies.qmp.workspace = true\n\
         package.metadata.qmp = { schema = \"../documented/own.json\", versions = \"1.0..=2.0\" }",
        r#"
#[derive(qmp::QmpEvent)]
pub struct Stop;

#[derive(qmp::QmpEvent)]
pub struct Bell {
    pub times: i64,
}

pub fn ring() -> impl qmp::Command {
    qmp::command!({ "execute": "ring", "arguments": { "color": "red" } })
}

#[derive(qmp::QmpEvent)]
#[qmp(event = "BELL", versions = "2.0..=3.0")]
pub struct Later {
    pub times: i64,
}
"#,
    ),
];

const OWN: &str = r#"{
  "format": "qmp-snapshot/1",
  "commands": { "ring": { "arguments": { "colour": { "type": "str", "optional": false } } } },
  "events": { "BELL": { "data": { "times": { "type": "uint8", "since": "2.0" } } } },
  "types": {}
}
"#;

#[test]
fn packages_may_rename_the_client_and_name_documents() {
    write_packages();
    let checked = cargo(&["check", "--workspace", "--exclude", "refused"]);
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");

    let checked = cargo(&["check", "-p", "refused"]);
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(!checked.status.success());
    for expected in [
        "the documents have no event for a type named `Stop`",
        "`i64` cannot receive `times` of the event `BELL`",
        "the command `ring` has no argument `color`; did you mean `colour`?",
    ] {
        assert!(said.contains(expected), "{expected}:\n{said}");
    }
    // The versions of the item take precedence over those of the package.
    assert_eq!(said.matches("cannot receive `times`").count(), 1, "{said}");
    assert!(said.contains("documented at"), "{said}");
}

fn cargo(arguments: &[&str]) -> Output {
    let mut command = crate::cargo(FOLDER);
    command
        .args(arguments)
        .args(["--quiet", "--color", "never"]);
    command.output().unwrap()
}

fn write_packages() {
    let folder = Path::new(FOLDER);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names: Vec<&str> = PACKAGES.iter().map(|(name, _, _)| *name).collect();
    fs::create_dir_all(folder).unwrap();
    write_if_different(
        &folder.join("Cargo.toml"),
        &format!(
            "[workspace]\nresolver = \"3\"\nmembers = {names:?}\n\
             [workspace.dependencies]\n\
             qmp = {{ package = \"qmp-client\", path = {root:?}, features = [\"macros\"] }}\n\
             [profile.dev]\ndebug = false\nincremental = false\n"
        ),
    );
    // The versions of this workspace, so that nothing is downloaded.
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    if write_if_different(&folder.join("workspace.lock"), &lock) {
        fs::write(folder.join("Cargo.lock"), &lock).unwrap();
    }
    for (name, manifest, code) in PACKAGES {
        let folder = folder.join(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        let manifest = manifest.replace("{root}", root.to_str().unwrap());
        write_if_different(
            &folder.join("Cargo.toml"),
            &format!(
                "package.name = \"{name}\"\npackage.edition = \"2024\"\n\
                 dependencies.serde_json = \"1\"\n{manifest}\n"
            ),
        );
        write_if_different(&folder.join("src/lib.rs"), code);
    }
    write_if_different(&folder.join("documented/own.json"), OWN);
}

/// Writes a file if it differs, since cargo rebuilds after every write.
fn write_if_different(path: &Path, text: &str) -> bool {
    let differs = fs::read_to_string(path).ok().as_deref() != Some(text);
    if differs {
        fs::write(path, text).unwrap();
    }
    differs
}
