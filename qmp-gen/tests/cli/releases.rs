//! Documents of several releases.

use std::fs;

use crate::{folder, run};

/// The versions come from the arguments, or from the snapshots themselves.
#[test]
fn several_releases_are_merged() {
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

    // Snapshots contain their version.
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

    // Documents with and without a release cannot be merged.
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
    assert!(stderr.contains("`2.x` is not a version"), "{stderr}");
    // The name of a file may contain `=`.
    write("a=b.json", "{ 'command': 'lamp-set' }\n");
    assert_eq!(run(folder.path(), &["check", "a=b.json"]).0, 0);
}
