//! The command `snapshot`.

use std::fs;

use crate::{folder, run};

/// A snapshot contains its version and the digests of its documents; a snapshot of it keeps
/// them.
#[test]
fn a_snapshot_keeps_its_origin() {
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
    // The version of a snapshot cannot be changed.
    let arguments = ["snapshot", "--version", "8.0", "made.json"];
    let (code, stdout, stderr) = run(folder.path(), &arguments);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" made.json:3:14\n"), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["snapshot", "--version", "new", "qapi"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("`new` is not a version"), "{stderr}");
}

#[test]
fn a_snapshot_goes_to_standard_output() {
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
    // The snapshot is itself a document.
    fs::write(folder.path().join("again.json"), &stdout).unwrap();
    assert_eq!(run(folder.path(), &["snapshot", "again.json"]).1, stdout);
    // Documents with an error have no snapshot.
    let (code, stdout, stderr) = run(folder.path(), &["snapshot", "wrong.json"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" wrong.json:2:17\n"), "{stderr}");
}
