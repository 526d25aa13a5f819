//! Invalid arguments, `--help` and `--version`.

use crate::{folder, run};

#[test]
fn missing_files_are_an_error() {
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
fn invalid_arguments_are_rejected() {
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
fn help_and_version_are_printed() {
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
