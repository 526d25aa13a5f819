//! The command `check`.

use std::fs;

use crate::{EVENTS, folder, root, run};

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
