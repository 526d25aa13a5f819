//! The command `check`.

use std::fs;

use crate::{EVENTS, folder, root, run};

#[test]
fn a_valid_document_passes() {
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
fn warnings_do_not_fail_the_check() {
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
fn an_error_fails_the_check() {
    let folder = folder();
    let (code, stdout, _) = run(folder.path(), &["check", "qmp-events.txt", "wrong.json"]);
    assert_eq!(code, 1);
    // Every problem is reported, not only the first.
    assert!(stdout.contains("error[unknown-type]"), "{stdout}");
    assert!(stdout.contains(" wrong.json:2:17\n"), "{stdout}");
    assert!(stdout.contains("warning[missing-type]"), "{stdout}");
}

#[test]
fn folders_are_checked() {
    let folder = folder();
    let (code, stdout, _) = run(folder.path(), &["check", "."]);
    assert_eq!(code, 1);
    assert!(stdout.contains(" ./wrong.json:2:17\n"), "{stdout}");
    assert!(stdout.contains("\n3 documents, "), "{stdout}");
    // The documents of the repository have no errors.
    let (code, stdout, _) = run(&root(), &["check", "schema"]);
    assert_eq!(code, 0);
    assert!(
        stdout.contains("\n2 documents, 62 commands, 21 events, "),
        "{stdout}"
    );
    // A folder without documents is an error.
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("empty/notes.md"), "Oil.").unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["check", "empty"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.starts_with("qmp-gen: reading empty: "), "{stderr}");
}

/// The alternate is also the type of a reply in an example.
#[test]
fn an_alternate_of_itself_is_reported() {
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

/// The position of the byte does not depend on the line endings.
#[test]
fn a_byte_that_is_not_utf8_is_reported_at_its_position() {
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
