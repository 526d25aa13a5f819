//! The snapshots in `schema` and the documents in `built-in`: each is up to date with the
//! documents that it is made from, and none of them contains QEMU's sentences.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use qmp_gen::diagnostic::Code;
use qmp_gen::ir::{Doc, EnumValue, Kind, Member};
use qmp_gen::{Builtin, Document, Interface, Run, Source, removed_table, snapshot};
use serde_json::Value;

/// The folders of snapshots, with the part of a source tree that each is made from.
const KINDS: [(&str, &str); 3] = [
    ("qemu", ""),
    ("guest", "qga"),
    ("storage-daemon", "storage-daemon"),
];

/// The releases whose documents may be available next to the repository.
const TREES: [&str; 10] = [
    "2.1.0", "2.8.0", "4.1.0", "7.2.0", "9.0.0", "9.2.0", "10.0.2", "10.1.0", "10.2.0", "11.0.0",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the folder of the documents that are compiled into the crate.
fn built_in() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("built-in")
}

/// Returns the snapshots of a kind, from the oldest to the newest.
fn snapshots(kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("schema").join(kind)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    let numbers = |path: &PathBuf| -> Vec<u32> {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        stem.split('.').map(|part| part.parse().unwrap()).collect()
    };
    paths.sort_by_key(numbers);
    assert!(!paths.is_empty(), "{kind}");
    paths
}

fn all_snapshots() -> Vec<PathBuf> {
    KINDS.iter().flat_map(|(kind, _)| snapshots(kind)).collect()
}

/// Returns the file of a release, which has the name of its series.
fn snapshot_path(kind: &str, release: &str) -> PathBuf {
    let series: Vec<&str> = release.split('.').take(2).collect();
    let name = format!("{}.json", series.join("."));
    root().join("schema").join(kind).join(name)
}

#[test]
fn snapshots_are_written_by_the_tool() {
    for path in all_snapshots() {
        let name = path.display();
        let text = fs::read_to_string(&path).unwrap();
        let run = Run::of_paths(&[&path]).unwrap();
        assert!(run.diagnostics.is_empty(), "{name}:\n{}", run.report(false));
        assert!(
            snapshot(&run.interface) == text,
            "{name} was not written by qmp-gen"
        );
    }
}

#[test]
fn built_in_documents_are_the_merged_releases() {
    let [first, last] = Builtin::RANGE.map(|series| format!("{series}.json"));
    for kind in ["qemu", "guest"] {
        let mut releases = snapshots(kind);
        let first = releases.iter().position(|path| path.ends_with(&first));
        let releases = releases.split_off(first.unwrap());
        assert!(releases.last().unwrap().ends_with(&last), "{kind}");
        let run = Run::of_paths(&releases).unwrap();
        let path = built_in().join(format!("{kind}.json"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            snapshot(&run.interface) == text,
            "{}: run `schema/update`",
            path.display()
        );
        // One digest for each release, of all the documents that it was made from.
        let facts: Value = serde_json::from_str(&text).unwrap();
        let documents = facts["documents"].as_object().unwrap();
        let versions: Vec<String> = documents.keys().cloned().collect();
        let expected = releases.iter().map(|path| {
            let run = Run::of_paths(&[path]).unwrap();
            run.interface.release().version.clone().unwrap().to_string()
        });
        assert_eq!(versions, expected.collect::<Vec<_>>());
    }
}

/// All files that state the range of the built-in documents state the same range.
#[test]
fn the_range_is_the_same_everywhere() {
    let [first, last] = Builtin::RANGE;
    for file in [
        "README.md",
        "CHANGELOG.md",
        "Cargo.toml",
        "benches/build.rs",
        "src/checked/guide.md",
        "src/lib.rs",
        "tests/replies/range.rs",
    ] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let from = format!("{first} to ");
        let named: Vec<&str> = text
            .split(&from)
            .skip(1)
            .map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                rest[..end.unwrap_or(rest.len())].trim_end_matches('.')
            })
            .collect();
        assert!(!named.is_empty(), "{file}");
        assert!(
            named.iter().all(|named| *named == last),
            "{file}: {named:?}"
        );
    }
    let update = fs::read_to_string(root().join("schema/update")).unwrap();
    assert!(update.contains(&format!("\nfirst={first}\n")));
}

/// The tables contain what a release has and the newest lacks.
#[test]
fn tables_of_removed_names_are_current() {
    for kind in ["qemu", "guest"] {
        let releases = snapshots(kind).into_iter().map(|path| {
            let run = Run::of_paths(&[path]).unwrap();
            (
                run.interface.release().version.clone().unwrap(),
                run.interface,
            )
        });
        let path = built_in().join(format!("{kind}-removed.json"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            removed_table(releases.collect()) == text,
            "{}: run `schema/update`",
            path.display()
        );
    }
}

/// It has the last release of each name, members of items that still exist, and no name that
/// the newest release has.
#[test]
fn a_table_of_removed_names_follows_its_rules() {
    let release = |version: &str, text: &str| {
        let text =
            format!("{{ \"format\": \"qmp-snapshot/1\", \"version\": \"{version}\", {text} }}");
        let run = Run::of_documents([Document::new("lamp.json", text)]);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        (version.parse().unwrap(), run.interface)
    };
    let releases = vec![
        release(
            "3.0",
            r#""commands": { "lamp-set": { "arguments": "Lamp" }, "lamp-dim": {} },
               "types": { "Base": { "kind": "object", "members": { "on": "bool" } },
                          "Lamp": { "kind": "object", "base": "Base", "members": {} } }"#,
        ),
        release(
            "1.0.3",
            r#""commands": { "lamp-set": { "arguments": { "on": "bool", "wick": "int" } },
                             "lamp-oil": { "arguments": { "litres": "int" } }, "lamp-dim": {} },
               "events": { "LAMP_OUT": {} },
               "types": { "Hue": { "kind": "enum", "values": { "red": {} } } }"#,
        ),
        release(
            "2.0.1",
            r#""commands": { "lamp-set": { "arguments": { "wick": "int" } }, "lamp-oil": {} },
               "types": { "Lamp": { "kind": "object", "members": { "on": "bool", "glass": "int" } } }"#,
        ),
    ];
    let table: Value = serde_json::from_str(&removed_table(releases)).unwrap();
    let expected = serde_json::json!({
        "commands": { "lamp-oil": "2.0" },
        "events": { "LAMP_OUT": "1.0" },
        "types": { "Hue": "1.0" },
        "members": { "Lamp": { "glass": "2.0" }, "lamp-set": { "wick": "2.0" } },
    });
    assert_eq!(table, expected);
    assert_eq!(
        removed_table(Vec::new()).parse::<Value>().unwrap()["events"],
        serde_json::json!({})
    );
}

#[test]
fn snapshots_name_their_release_and_documents() {
    for (kind, _) in KINDS {
        for path in snapshots(kind) {
            let name = path.display();
            let facts: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let version = facts["version"].as_str().unwrap();
            assert_eq!(snapshot_path(kind, version), path, "{name}");
            let documents = facts["documents"].as_object().unwrap();
            assert!(!documents.is_empty(), "{name}");
            for digest in documents.values() {
                let digest = digest.as_str().unwrap().strip_prefix("sha256:").unwrap();
                assert_eq!(digest.len(), 64, "{name}");
            }
        }
    }
}

/// Unlike sentences, names and versions have no spaces. Conditions of old releases are
/// expressions in C.
#[test]
fn snapshots_contain_no_sentences() {
    fn look(name: &str, at: &str, value: &Value) {
        match value {
            Value::String(text) => {
                let expression = text.starts_with("defined(") || text.starts_with("!defined(");
                assert!(
                    !text.contains(char::is_whitespace) || at == "if" && expression,
                    "{name}: {at}: {text}"
                );
            }
            Value::Array(elements) => elements.iter().for_each(|e| look(name, at, e)),
            Value::Object(entries) => {
                for (key, value) in entries {
                    assert!(!key.contains(char::is_whitespace), "{name}: {key}");
                    look(name, key, value);
                }
            }
            _ => {}
        }
    }
    for path in all_snapshots() {
        let facts = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        look(&path.display().to_string(), "", &facts);
    }
}

/// Returns the folder of QEMU's own documents, or prints that there is none.
fn corpus() -> Option<PathBuf> {
    let corpus = std::env::var_os("QMP_CORPUS")
        .map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    if corpus.is_dir() {
        return Some(corpus);
    }
    println!("skipped: no corpus; QMP_CORPUS names the folder that has `qapi` in it");
    None
}

/// If QEMU's own documents are available, the snapshots are made from them again.
#[test]
fn snapshots_match_the_documents() {
    let Some(corpus) = corpus() else {
        return;
    };
    for release in TREES {
        for (kind, part) in KINDS {
            let tree = corpus.join("qapi").join(release);
            let mut paths = vec![tree.join(part)];
            if !paths[0].is_dir() {
                continue;
            }
            let classic = corpus.join("legacy").join(release);
            if kind == "qemu" && classic.is_dir() {
                let names = ["qmp-commands.txt", "qmp-events.txt"];
                paths.extend(names.map(|name| classic.join(name)));
            }
            let sources = paths.into_iter().map(|path| Source {
                version: Some(release.parse().unwrap()),
                path,
            });
            let run = Run::of_sources(&sources.collect::<Vec<_>>()).unwrap();
            let path = snapshot_path(kind, release);
            assert!(
                snapshot(&run.interface) == fs::read_to_string(&path).unwrap(),
                "{} is not what the documents say; schema/update makes it anew",
                path.display()
            );
        }
    }
}

/// The summaries of QEMU and of its guest agent.
const SUMMARIES: [(&str, &str); 2] = [("qemu", "qemu"), ("guest", "guest.summaries")];

/// Returns the paths of all summaries.
fn summaries() -> Vec<PathBuf> {
    let entries = fs::read_dir(built_in().join("qemu")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.push(built_in().join("guest.summaries"));
    paths.sort();
    paths
}

/// Every item, member and value of the built-in interfaces has text, and every entry
/// of the summaries has an item.
#[test]
fn the_built_in_interfaces_are_documented() {
    for builtin in Builtin::ALL {
        let run = Run::of_builtin(*builtin);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let without_text = documented_parts(&run.interface)
            .filter(|(_, doc)| doc.is_empty())
            .map(|(name, _)| name)
            .collect::<Vec<_>>();
        assert!(without_text.is_empty(), "no text: {without_text:#?}");
    }
}

/// Returns the name and the documentation of all items, members and values. A branch of a union
/// has the documentation of its value.
fn documented_parts(interface: &Interface) -> impl Iterator<Item = (String, &Doc)> {
    fn members<'i>(
        owner: &'i str,
        members: &'i [Member],
    ) -> impl Iterator<Item = (String, &'i Doc)> {
        let name = move |member: &Member| format!("{owner}.{}", member.name.text);
        members
            .iter()
            .map(move |member| (name(member), &member.doc))
    }
    let commands = interface.commands().flat_map(|command| {
        let own = (command.name.text.clone(), &command.doc);
        let arguments = members(&command.name.text, command.arguments.members());
        std::iter::once(own).chain(arguments)
    });
    let events = interface.events().flat_map(|event| {
        let own = (event.name.text.clone(), &event.doc);
        let data = members(&event.name.text, event.data.members());
        std::iter::once(own).chain(data)
    });
    let types = interface.types().filter(|ty| !ty.nested).flat_map(|ty| {
        let name = &ty.name.text;
        let mut parts = vec![(name.clone(), &ty.doc)];
        match &ty.kind {
            Kind::Enum(values) => {
                let of_value = |value: &EnumValue| format!("{name}.{}", value.name.text);
                parts.extend(values.iter().map(|value| (of_value(value), &value.doc)));
            }
            Kind::Object(object) => parts.extend(members(name, &object.members)),
            Kind::Alternate(alternatives) => parts.extend(members(name, alternatives)),
        }
        parts
    });
    commands.chain(events).chain(types)
}

/// All files of summaries are compiled in. `past.summaries` describes no item of the
/// built-in interfaces.
#[test]
fn all_summaries_are_built_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let used: BTreeSet<PathBuf> = (Builtin::ALL.iter())
        .flat_map(|builtin| {
            let run = Run::of_builtin(*builtin);
            let names = run.documents.iter().map(|(_, document)| document.name());
            names.map(|name| root.join(name)).collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<PathBuf> = (summaries().into_iter())
        .filter(|path| !path.ends_with("past.summaries") && !used.contains(path))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every command and event of any release has text, and every entry has an item.
#[test]
fn the_summaries_are_complete() {
    for (kind, summaries) in SUMMARIES {
        let snapshots = root().join("schema").join(kind);
        let run = Run::of_paths(&[snapshots, built_in().join(summaries)]).unwrap();
        for diagnostic in run.diagnostics.iter() {
            // A member that is in a branch in one release, and in the base in another, is
            // merged into the base.
            let message = &diagnostic.message;
            let moved = diagnostic.code == Code::SummaryOfNothing && message.contains(" has no ");
            assert!(
                diagnostic.code == Code::TypeChanged || moved,
                "{kind}: {message}"
            );
        }
        let commands = run.interface.commands().map(|c| (&c.name, &c.doc));
        let events = run.interface.events().map(|e| (&e.name, &e.doc));
        for (name, doc) in commands.chain(events) {
            assert!(!doc.is_empty(), "{kind}: no text for `{}`", name.text);
        }
    }
}

/// The number of consecutive words that must not be QEMU's.
const RUN: usize = 7;

/// If QEMU's own documents are available, the summaries are compared with them.
#[test]
fn the_summaries_are_in_our_own_words() {
    let Some(corpus) = corpus() else {
        return;
    };
    let mut ours: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for path in summaries() {
        let text = fs::read_to_string(path).unwrap();
        let mut name = "";
        let mut told: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(' ') {
                told.entry(name).or_default().extend(words(line));
            } else if !line.is_empty() {
                name = line;
            }
        }
        for (name, words) in told {
            let runs = words.windows(RUN);
            ours.extend(runs.map(|run| (run.to_vec(), name.to_owned())));
        }
    }
    let mut taken = BTreeSet::new();
    let mut open = vec![corpus];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(path).unwrap();
            open.extend(entries.map(|entry| entry.unwrap().path()));
            continue;
        }
        // A sentence in a comment continues after the `#` of the next line.
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        let lines = text.lines().map(|line| line.trim_start_matches([' ', '#']));
        let words: Vec<String> = lines.flat_map(words).collect();
        for run in words.windows(RUN) {
            if let Some(name) = ours.get(run) {
                taken.insert(format!("{name}: {}", run.join(" ")));
            }
        }
    }
    assert_eq!(taken, BTreeSet::new());
}

/// Returns the words of a text in lowercase.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !"_-'".contains(c))
        .map(|word| word.trim_matches(['-', '\'']).to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}
