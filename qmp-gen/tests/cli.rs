//! The command line, as a person or a script meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

fn qmp_gen() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qmp-gen"));
    command.stdin(Stdio::null());
    command
}

/// Runs it in a folder; gives the exit code and what was written.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = qmp_gen()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    told(&output)
}

fn told(output: &Output) -> (i32, String, String) {
    (
        output.status.code().expect("it ends by itself"),
        String::from_utf8(output.stdout.clone()).unwrap(),
        String::from_utf8(output.stderr.clone()).unwrap(),
    )
}

const EVENTS: &str = "\
LAMP_LIT
--------

The lamp has been lit.

Data: None.

LAMP_OUT
--------

The lamp has gone out.

Data:

- \"why\": the reason
";

/// A folder with a document that has warnings, one that has an error, and a
/// snapshot that has nothing.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("qmp-events.txt", EVENTS);
    write(
        "wrong.json",
        "{ \"format\": \"qmp-snapshot/1\",\n  \"commands\": { \"a\": { \"returns\": \"Lamp\" } } }\n",
    );
    write(
        "right.json",
        "{ \"format\": \"qmp-snapshot/1\", \"commands\": { \"lamp-set\": {} } }\n",
    );
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn check_without_problems() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["check", "right.json"]);
    assert_eq!(code, 0);
    assert_eq!(
        stdout,
        "1 document, 1 command, 0 events, 0 types, 0 errors, 0 warnings\n"
    );
    assert_eq!(stderr, "");
}

#[test]
fn check_with_warnings_alone() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["check", "qmp-events.txt"]);
    assert_eq!(code, 0, "warnings fail nothing");
    assert!(stdout.contains("warning[missing-type]"), "{stdout}");
    assert!(stdout.contains(" qmp-events.txt:15:4\n"), "{stdout}");
    let last = stdout.lines().last().unwrap();
    assert_eq!(
        last,
        "1 document, 0 commands, 2 events, 0 types, 0 errors, 1 warning"
    );
    assert!(!stdout.contains('\u{1b}'), "colors are for terminals");
    assert_eq!(stderr, "");
}

#[test]
fn check_with_an_error() {
    let folder = folder();
    let (code, stdout, _) = run(folder.path(), &["check", "qmp-events.txt", "wrong.json"]);
    assert_eq!(code, 1);
    // Everything that is wrong is told, not the first thing alone.
    assert!(stdout.contains("error[unknown-type]"), "{stdout}");
    assert!(stdout.contains(" wrong.json:2:17\n"), "{stdout}");
    assert!(stdout.contains("warning[missing-type]"), "{stdout}");
}

#[test]
fn check_of_folders() {
    let folder = folder();
    let (code, stdout, _) = run(folder.path(), &["check", "."]);
    assert_eq!(code, 1);
    assert!(stdout.contains(" ./wrong.json:2:17\n"), "{stdout}");
    assert!(stdout.contains("\n3 documents, "), "{stdout}");
    // The repository's own have no error.
    let (code, stdout, _) = run(&root(), &["check", "schema"]);
    assert_eq!(code, 0);
    assert!(
        stdout.contains("\n2 documents, 62 commands, 21 events, "),
        "{stdout}"
    );
    // A folder without documents is none.
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("empty/notes.md"), "Oil.").unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["check", "empty"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.starts_with("qmp-gen: reading empty: "), "{stderr}");
}

#[test]
fn files_that_are_not_there() {
    let folder = folder();
    for arguments in [
        &["check", "none.txt"][..],
        &["check", "qmp-events.txt", "none.txt"],
        &["snapshot", "none.txt"],
        &["generate", "none.txt"],
        &["generate", "none.txt", "-o", "out.rs"],
    ] {
        let (code, stdout, stderr) = run(folder.path(), arguments);
        assert_eq!(code, 1, "{arguments:?}");
        assert_eq!(stdout, "", "{arguments:?}");
        assert!(
            stderr.starts_with("qmp-gen: reading none.txt: "),
            "{stderr}"
        );
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
    assert!(!folder.path().join("out.rs").exists());
}

#[test]
fn arguments_that_make_no_sense() {
    let folder = folder();
    for arguments in [
        &[][..],
        &["check"],
        &["snapshot"],
        &["generate", "--check"],
        &["generate", "--split"],
        &["mend", "qmp-events.txt"],
    ] {
        let (code, stdout, stderr) = run(folder.path(), arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains("Usage: "), "{stderr}");
    }
    let path = "not a path";
    let (code, stdout, stderr) = run(folder.path(), &["generate", "--client", path, "right.json"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("`not a path`"), "{stderr}");
}

#[test]
fn help_and_version() {
    let folder = folder();
    let (code, stdout, _) = run(folder.path(), &["--version"]);
    assert_eq!(
        (code, stdout),
        (
            0,
            concat!("qmp-gen ", env!("CARGO_PKG_VERSION"), "\n").into()
        )
    );
    for arguments in [
        &["--help"][..],
        &["check", "--help"],
        &["generate", "--help"],
    ] {
        let (code, stdout, _) = run(folder.path(), arguments);
        assert_eq!(code, 0);
        assert!(stdout.contains("Usage: qmp-gen"), "{stdout}");
    }
}

/// Where a snapshot comes from is kept, however often it is made again.
#[test]
fn snapshot_of_a_release() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir_all(folder.path().join("qapi/parts")).unwrap();
    write(
        "qapi/qapi-schema.json",
        "{ 'include': 'parts/lamp.json' }\n{ 'command': 'lamp-list', 'returns': ['Lamp'] }\n",
    );
    write(
        "qapi/parts/lamp.json",
        "{ 'struct': 'Lamp', 'data': { 'on': 'bool' } }\n",
    );
    let arguments = ["snapshot", "--version", "7.2.0", "qapi"];
    let (code, first, stderr) = run(folder.path(), &arguments);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let read: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!(read["version"], "7.2.0");
    let documents = read["documents"].as_object().unwrap();
    assert_eq!(
        documents.keys().collect::<Vec<_>>(),
        ["qapi-schema.json", "parts/lamp.json"]
    );
    for digest in documents.values() {
        let digest = digest.as_str().unwrap().strip_prefix("sha256:").unwrap();
        assert_eq!(digest.len(), 64);
    }
    assert_eq!(read["commands"]["lamp-list"]["module"], "qapi-schema");
    assert_eq!(read["types"]["Lamp"]["module"], "lamp");

    write("made.json", &first);
    for arguments in [
        &["snapshot", "made.json"][..],
        &["snapshot", "--version", "7.2", "made.json"],
    ] {
        assert_eq!(
            run(folder.path(), arguments),
            (0, first.clone(), String::new())
        );
    }
    // A snapshot of one release is none of another.
    let arguments = ["snapshot", "--version", "8.0", "made.json"];
    let (code, stdout, stderr) = run(folder.path(), &arguments);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" made.json:3:14\n"), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["snapshot", "--version", "new", "qapi"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("`new` is no version"), "{stderr}");
}

/// Documents of several releases: given with their versions, or as snapshots
/// that have one.
#[test]
fn several_releases() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "old.json",
        "{ 'command': 'lamp-oil' }\n{ 'command': 'lamp-set' }\n",
    );
    write(
        "new.json",
        "{ 'command': 'lamp-set', 'data': { '*on': 'bool' } }\n",
    );
    let both = ["generate", "2.0=old.json", "10.0=new.json"];
    let (code, text, stderr) = run(folder.path(), &both);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.starts_with("qmp-gen: 2 documents, 2 commands, "),
        "{stderr}"
    );
    assert!(text.contains("Last seen in QEMU 2.0; "), "{text}");
    assert!(text.contains("lamp-set.on 10.0 -\\n"), "{text}");
    let turned = ["generate", "10.0=new.json", "2.0=old.json"];
    assert_eq!(
        run(folder.path(), &turned).1,
        text,
        "the order says nothing"
    );

    let (code, stdout, _) = run(folder.path(), &["check", "2.0=old.json", "10.0=new.json"]);
    assert_eq!(code, 0);
    assert_eq!(
        stdout,
        "2 documents, 2 commands, 0 events, 0 types, 0 errors, 0 warnings\n"
    );

    // Snapshots know it themselves.
    for (version, of) in [("2.0", "old"), ("10.0", "new")] {
        let document = format!("{of}.json");
        let arguments = ["snapshot", "--version", version, document.as_str()];
        let (_, made, _) = run(folder.path(), &arguments);
        write(&format!("{of}-facts.json"), &made);
    }
    let snapshots = ["generate", "new-facts.json", "old-facts.json"];
    let (code, from_snapshots, _) = run(folder.path(), &snapshots);
    assert_eq!(code, 0);
    assert!(
        from_snapshots.contains("Last seen in QEMU 2.0; "),
        "{from_snapshots}"
    );

    // What is of no release beside what is of one.
    let (code, stdout, _) = run(folder.path(), &["check", "old.json", "10.0=new.json"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("error[release-missing]"), "{stdout}");
    assert!(stdout.contains(" old.json:1:1\n"), "{stdout}");
    let twice = ["check", "old-facts.json", "old-facts.json"];
    let (code, stdout, _) = run(folder.path(), &twice);
    assert_eq!(code, 1);
    assert!(stdout.contains("error[repeated-release]"), "{stdout}");
    let (code, _, stderr) = run(folder.path(), &["check", "2.x=old.json"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("`2.x` is no version"), "{stderr}");
    // A name with a `=` in it is a name.
    write("a=b.json", "{ 'command': 'lamp-set' }\n");
    assert_eq!(run(folder.path(), &["check", "a=b.json"]).0, 0);
}

#[test]
fn snapshot_to_standard_output() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["snapshot", "qmp-events.txt"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let (before, digest) = stdout.split_once("sha256:").unwrap();
    assert_eq!(
        before.to_owned() + &digest[64..],
        "{\n  \"format\": \"qmp-snapshot/1\",\n  \"documents\": {\n    \
         \"qmp-events.txt\": \"\"\n  },\n  \"commands\": {},\n  \"events\": {\n    \
         \"LAMP_LIT\": {},\n    \"LAMP_OUT\": { \"data\": { \"why\": { \"type\": \"any\" } } }\n  \
         },\n  \"types\": {}\n}\n"
    );
    // It is a document itself.
    fs::write(folder.path().join("again.json"), &stdout).unwrap();
    assert_eq!(run(folder.path(), &["snapshot", "again.json"]).1, stdout);
    // Of documents with an error there is none.
    let (code, stdout, stderr) = run(folder.path(), &["snapshot", "wrong.json"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" wrong.json:2:17\n"), "{stderr}");
}

#[test]
fn generate_to_standard_output() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["generate", "qmp-events.txt"]);
    assert_eq!(code, 0);
    assert!(stdout.starts_with("// @generated by qmp-gen "), "{stdout}");
    assert!(stdout.contains("pub struct LampOut "), "{stdout}");
    // The summary goes elsewhere.
    let summary = "qmp-gen: 1 document, 0 commands, 2 events, 0 types, 0 errors, 1 warning; ";
    assert!(stderr.starts_with(summary), "{stderr}");
    let client = &["generate", "--client", "crate::qmp", "right.json"];
    let (_, stdout, _) = run(folder.path(), client);
    assert!(
        stdout.contains("impl crate::qmp::Command for LampSet "),
        "{stdout}"
    );
    assert!(!stdout.contains("::qmp_client"), "{stdout}");
    let (code, stdout, stderr) = run(folder.path(), &["generate", "wrong.json", "right.json"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("error[unknown-type]"), "{stderr}");
}

#[test]
fn generate_without_files() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["generate"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("pub struct BlockResize "));
    assert!(
        stderr.contains("46 documents, 247 commands, 59 events, "),
        "{stderr}"
    );
    let (code, stdout, stderr) = run(folder.path(), &["generate", "--builtin", "guest"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("pub struct GuestPing "));
    assert!(stderr.contains("44 commands, 0 events, "), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["generate", "--builtin", "host"]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("[possible values: qemu, guest]"),
        "{stderr}"
    );
}

/// An example of a type that only contains itself is told of, as everything is.
#[test]
fn a_type_without_end() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "types.json",
        "{ \"format\": \"qmp-snapshot/1\", \"types\": { \"LampSetReturn\": \
         { \"kind\": \"alternate\", \"alternatives\": { \"a\": \"LampSetReturn\" } } } }\n",
    );
    write(
        "qmp-commands.txt",
        "lamp-set\n--------\n\nReturn a json-object:\n\n- \"on\": whether it burns (json-bool)\n\n\
         Example:\n\n-> { \"execute\": \"lamp-set\" }\n<- { \"return\": { \"on\": true } }\n",
    );
    let (code, stdout, stderr) = run(folder.path(), &["check", "types.json", "qmp-commands.txt"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(stdout.contains("error[bad-alternate]"), "{stdout}");
}

/// The bindings that are checked in are up to date with the documents.
#[test]
fn the_bindings_are_current() {
    let bindings: [(&str, &[&str]); 3] = [
        ("src/qemu", &["--client", "crate", "--split"]),
        (
            "src/guest",
            &["--builtin", "guest", "--client", "crate", "--split"],
        ),
        (
            "tests/bindings/classic.rs",
            &["schema/qmp-commands.txt", "schema/qmp-events.txt"],
        ),
    ];
    for (file, arguments) in bindings {
        let generate = ["generate", "--check", "-o", file];
        let (code, _, stderr) = run(&root(), &[&generate, arguments].concat());
        assert_eq!(code, 0, "{stderr}");
    }
}

#[test]
fn generate_writes_what_differs() {
    let folder = folder();
    let out = folder.path().join("out.rs");
    let generate = |document: &str| run(folder.path(), &["generate", document, "-o", "out.rs"]);
    let check = |document: &str| {
        run(
            folder.path(),
            &["generate", document, "-o", "out.rs", "--check"],
        )
    };

    let (code, _, stderr) = check("right.json");
    assert_eq!(code, 1, "it is not there: {stderr}");
    assert!(!out.exists(), "--check writes nothing");

    let (code, stdout, stderr) = generate("right.json");
    assert_eq!((code, stdout.as_str()), (0, ""));
    assert!(stderr.contains("; written to out.rs ("), "{stderr}");
    let text = fs::read_to_string(&out).unwrap();
    assert_eq!(text, run(folder.path(), &["generate", "right.json"]).1);

    // A time that no write of now would give.
    let then = SystemTime::now() - Duration::from_secs(3600);
    fs::File::open(&out).unwrap().set_modified(then).unwrap();
    let (code, _, stderr) = generate("right.json");
    assert_eq!(code, 0);
    assert!(stderr.contains("; out.rs unchanged ("), "{stderr}");
    assert_eq!(check("right.json").0, 0);
    assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), then);

    let (code, stdout, stderr) = check("qmp-events.txt");
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("; out.rs is out of date; "), "{stderr}");
    assert_eq!(
        fs::read_to_string(&out).unwrap(),
        text,
        "--check writes nothing"
    );

    assert_eq!(generate("qmp-events.txt").0, 0);
    assert_ne!(fs::read_to_string(&out).unwrap(), text);
    assert_eq!(check("qmp-events.txt").0, 0);

    // Documents with an error leave it as it is.
    let text = fs::read_to_string(&out).unwrap();
    assert_eq!(generate("wrong.json").0, 1);
    assert_eq!(fs::read_to_string(&out).unwrap(), text);
}

/// Code without spaces, line breaks and commas.
fn squeezed(code: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && *c != ',';
    code.chars().filter(is_kept).collect()
}

#[test]
fn generate_a_folder() {
    let folder = folder();
    let path = |name: &str| folder.path().join("out").join(name);
    let arguments = ["generate", "right.json", "-o", "out", "--split"];
    let generate = || run(folder.path(), &arguments);
    let check = || run(folder.path(), &[&arguments[..], &["--check"]].concat());

    let (code, _, stderr) = check();
    assert_eq!(code, 1, "{stderr}");
    assert!(!path("").exists(), "--check writes nothing");

    let (code, stdout, stderr) = generate();
    assert_eq!((code, stdout.as_str()), (0, ""));
    assert!(stderr.contains("; written to out ("), "{stderr}");
    let one_file = run(folder.path(), &["generate", "right.json"]).1;
    let (header, _) = one_file.split_once("\n\n").unwrap();
    let text = fs::read_to_string(path("mod.rs")).unwrap();
    assert!(text.starts_with(header), "{text}");
    for module in ["commands", "events", "types", "versions"] {
        assert!(text.contains(&format!("\npub mod {module};\n")), "{text}");
        // The same code as in one file, though its lines may break elsewhere.
        let content = fs::read_to_string(path(&format!("{module}.rs"))).unwrap();
        let (marker, content) = content.split_once("\n\n").unwrap();
        assert!(header.starts_with(marker), "{marker}");
        assert!(squeezed(&one_file).contains(&squeezed(content)), "{module}");
    }
    assert_eq!(check().0, 0);
    assert!(generate().2.contains("; out unchanged ("));

    // A file that differs, and one that an earlier version left.
    let (_, text) = text.split_once('\n').unwrap();
    let old = format!("// @generated by qmp-gen 0.0.1\n{text}");
    fs::write(path("mod.rs"), old).unwrap();
    fs::write(path("old.rs"), "// @generated by qmp-gen 0.0.1\n").unwrap();
    fs::write(path("notes.rs"), "// By hand.\n").unwrap();
    let (code, _, stderr) = check();
    assert_eq!(code, 1);
    assert!(stderr.contains("; out/mod.rs is out of date; "), "{stderr}");
    let stale = "; no longer generated, delete: out/old.rs (";
    assert!(stderr.contains(stale), "{stderr}");
    let (code, _, stderr) = generate();
    assert_eq!(code, 0);
    assert!(stderr.contains("; written to out; no longer "), "{stderr}");
    let (code, _, stderr) = check();
    assert_eq!(code, 1);
    assert!(!stderr.contains("out of date"), "{stderr}");
    assert!(stderr.contains(stale), "{stderr}");
    fs::remove_file(path("old.rs")).unwrap();
    assert_eq!(check().0, 0);

    // A file that was written by hand is not overwritten, nor any other then.
    fs::write(path("types.rs"), "// By hand.\n").unwrap();
    fs::remove_file(path("events.rs")).unwrap();
    let (code, _, stderr) = generate();
    assert_eq!(code, 1);
    let reason = "qmp-gen: writing out/types.rs: it was not generated by qmp-gen ";
    assert!(stderr.starts_with(reason), "{stderr}");
    assert!(!path("events.rs").exists());
    assert_eq!(
        fs::read_to_string(path("types.rs")).unwrap(),
        "// By hand.\n"
    );

    // A folder is only written to with the option.
    for out in ["out", "new/"] {
        let (code, _, stderr) = run(folder.path(), &["generate", "right.json", "-o", out]);
        assert_eq!(code, 1);
        assert!(
            stderr.contains(&format!(" {out}: it is a folder; add --split ")),
            "{stderr}"
        );
    }
}

#[test]
fn output_that_cannot_be_written() {
    let folder = folder();
    for out in ["none/out.rs", "."] {
        let arguments = ["generate", "right.json", "-o", out];
        let (code, stdout, stderr) = run(folder.path(), &arguments);
        assert_eq!((code, stdout.as_str()), (1, ""));
        let (start, rest) = stderr.split_once(": ").unwrap();
        assert_eq!(start, "qmp-gen", "{stderr}");
        assert!(rest.contains(&format!("ing {out}: ")), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// `| head` closes standard output early: that is no failure, and no panic.
#[test]
fn standard_output_that_closes_early() {
    for arguments in [["snapshot", "schema"], ["check", "schema"]] {
        let mut child = qmp_gen()
            .current_dir(root())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Closed before anything is written.
        drop(child.stdout.take());
        let mut stderr = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {stderr}");
        assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
    }
    // After the first bytes of many.
    let mut child = qmp_gen()
        .arg("generate")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 16];
    stdout.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"// @generated by");
    drop(stdout);
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    // A summary that nobody reads is none.
    let mut child = qmp_gen()
        .arg("generate")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A pipe can be written to, though it can't be compared with.
#[cfg(target_os = "linux")]
#[test]
fn generate_into_a_pipe() {
    let folder = folder();
    let arguments = ["generate", "right.json", "-o", "/dev/stdout"];
    let (code, stdout, stderr) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.starts_with("// @generated by qmp-gen"), "{stdout}");
}

/// A checkout may change line ends: that is no change of the interface.
#[test]
fn line_ends_change_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let arguments = ["generate", "qmp-events.txt", "-o", "out.rs"];
    let snapshot = ["snapshot", "qmp-events.txt"];
    assert_eq!(run(folder.path(), &arguments).0, 0);
    let facts = run(folder.path(), &snapshot).1;
    for end in ["\r\n", "\n"] {
        for name in ["out.rs", "qmp-events.txt"] {
            let text = fs::read_to_string(path(name)).unwrap();
            let text = text.replace("\r\n", "\n").replace('\n', end);
            fs::write(path(name), &text).unwrap();
            let check = [&arguments[..], &["--check"]].concat();
            let (code, _, stderr) = run(folder.path(), &check);
            assert_eq!(code, 0, "{name} with {end:?}: {stderr}");
            let (_, _, stderr) = run(folder.path(), &arguments);
            assert!(stderr.contains("out.rs unchanged"), "{stderr}");
            assert_eq!(run(folder.path(), &snapshot).1, facts);
        }
    }
    // A change of the text is one.
    fs::write(
        path("qmp-events.txt"),
        EVENTS.replace("LIT", "SET").replace('\n', "\r\n"),
    )
    .unwrap();
    let check = [&arguments[..], &["--check"]].concat();
    assert_eq!(run(folder.path(), &check).0, 1);
}

/// A byte that is not UTF-8 is shown in its place, whatever the line ends.
#[test]
fn places_of_bytes_that_are_not_utf8() {
    let folder = folder();
    for end in ["\n", "\r\n", "\r"] {
        let text = EVENTS.replace("has gone", "h#s gone").replace('\n', end);
        let mut bytes = text.into_bytes();
        let at = bytes.iter().position(|b| *b == b'#').unwrap();
        bytes[at] = 0xff;
        fs::write(folder.path().join("qmp-events.txt"), bytes).unwrap();
        let (code, stdout, _) = run(folder.path(), &["check", "qmp-events.txt"]);
        assert_eq!(code, 1);
        assert!(stdout.contains("qmp-events.txt:11:11"), "{end:?}: {stdout}");
    }
}
