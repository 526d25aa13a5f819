//! QEMU's own schemas of several releases as one interface, if they are available: in
//! `shared/corpus` next to the repository, or in the folder that `QMP_CORPUS` names.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::LazyLock;

use qmp_gen::diagnostic::Code;
use qmp_gen::ir::Kind;
use qmp_gen::{Document, Interface, Run, RustOptions, Source, rust, snapshot};

/// Returns the folder of the schemas, or prints that there is none.
fn corpus() -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus"));
    let places = std::env::var_os("QMP_CORPUS").map(PathBuf::from);
    let found = places
        .into_iter()
        .chain([beside])
        .map(|place| place.join("qapi"))
        .find(|place| place.is_dir());
    if found.is_none() {
        println!("skipped: no corpus; QMP_CORPUS names the folder that has `qapi` in it");
    }
    found
}

fn source(version: &str, path: &str) -> Option<Source> {
    Some(Source {
        version: Some(version.parse().unwrap()),
        path: corpus()?.join(path),
    })
}

fn read(releases: &[(&str, &str)]) -> Option<Run> {
    let sources = releases.iter().map(|(version, path)| source(version, path));
    let sources: Option<Vec<Source>> = sources.collect();
    Some(Run::of_sources(&sources?).unwrap())
}

/// The ranges, with the number of types in each that changed incompatibly.
const RANGES: &[(&[(&str, &str)], usize)] = &[
    (&[("7.2", "7.2.0"), ("10.0", "10.0.2")], 2),
    (&[("7.2", "7.2.0/qga"), ("10.0", "10.0.2/qga")], 0),
    (
        &[
            ("1.2.50", "1.2.50-32c81a4"),
            ("2.1", "2.1.0"),
            ("2.8", "2.8.0"),
            ("4.1", "4.1.0"),
            ("7.2", "7.2.0"),
            ("10.0", "10.0.2"),
        ],
        13,
    ),
];

/// The range of current releases.
static NEW: LazyLock<Option<Run>> = LazyLock::new(|| read(RANGES[0].0));

#[test]
fn ranges_contain_their_releases() {
    let mut alone = HashMap::new();
    for (releases, changed) in RANGES {
        let Some(run) = read(releases) else { return };
        assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
        let told = run.diagnostics.by_code();
        let told = told.get(&Code::TypeChanged).copied().unwrap_or(0);
        assert_eq!(told, *changed, "{releases:?}");
        for release in *releases {
            let alone = alone
                .entry(release.1)
                .or_insert_with(|| read(&[*release]).unwrap());
            assert_contains(&run.interface, &alone.interface);
        }
        let written = snapshot(&run.interface);
        let again = Run::of_documents([Document::new("range.json", written.as_str())]);
        assert!(again.diagnostics.is_empty(), "{}", again.report(false));
        assert_eq!(snapshot(&again.interface), written);
        rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    }
}

/// Checks that a range contains everything in one of its releases, and does not require more.
fn assert_contains(range: &Interface, alone: &Interface) {
    for command in alone.commands() {
        assert!(
            range.command(&command.name.text).is_some(),
            "{}",
            command.name.text
        );
    }
    for event in alone.events() {
        assert!(
            range.event(&event.name.text).is_some(),
            "{}",
            event.name.text
        );
    }
    for definition in alone.types() {
        let name = &definition.name.text;
        // Some have another name in later releases.
        let Some(known) = range.ty(name) else {
            continue;
        };
        match (&known.kind, &definition.kind) {
            (Kind::Enum(all), Kind::Enum(values)) => {
                let all: BTreeSet<&str> = all.iter().map(|v| v.name.text.as_str()).collect();
                assert!(
                    values.iter().all(|v| all.contains(v.name.text.as_str())),
                    "{name}"
                );
            }
            (Kind::Object(object), Kind::Object(part)) => {
                let (all, part) = (range.members(object), alone.members(part));
                for member in &all {
                    let there = part.iter().find(|m| m.name.text == member.name.text);
                    let name = format!("{name}.{}", member.name.text);
                    // A discriminator may be new.
                    let chooses = object.discriminator.as_ref();
                    let chooses = chooses.is_some_and(|d| d.text == member.name.text);
                    let required = there.is_some_and(|m| !m.optional);
                    assert!(member.optional || required || chooses, "{name}");
                }
                for member in &part {
                    // The member may have moved from a branch to the base.
                    let is_there = all.iter().any(|m| m.name.text == member.name.text);
                    let moved = range.types().any(|ty| match &ty.kind {
                        Kind::Object(union) => {
                            let leads = union.branches.iter().any(|b| b.ty.to_string() == *name);
                            let common = range.members(union);
                            leads && common.iter().any(|m| m.name.text == member.name.text)
                        }
                        _ => false,
                    });
                    assert!(is_there || moved, "{name}.{}", member.name.text);
                }
            }
            _ => {}
        }
    }
}

/// The interface has the 240 commands and 56 events of 10.0, and those that only 7.2 has.
#[test]
fn removed_items_are_kept_in_a_range() {
    let Some(run) = &*NEW else { return };
    let summary = run.counts();
    assert_eq!((summary.commands, summary.events), (242, 58));
    assert!(summary.types >= 698);
    let command = |name: &str| &run.interface.command(name).unwrap().metadata;
    assert_eq!(command("x-query-profile").until.as_deref(), Some("7.2"));
    assert_eq!(command("query-block").until, None);
    assert_eq!(command("query-block").since.as_deref(), Some("0.14"));
    let status = run.interface.flattened("StatusInfo").unwrap();
    let singlestep = status.iter().find(|m| m.name.text == "singlestep").unwrap();
    assert!(singlestep.optional);
    assert_eq!(singlestep.metadata.until.as_deref(), Some("7.2"));
}

/// The releases come from the snapshots.
#[test]
fn snapshots_are_merged_like_their_documents() {
    let Some(run) = &*NEW else { return };
    let snapshots = RANGES[0].0.iter().rev().map(|release| {
        let run = read(&[*release]).unwrap();
        Document::new(format!("{}.json", release.0), snapshot(&run.interface))
    });
    let from_snapshots = Run::of_documents(snapshots);
    assert_eq!(
        snapshot(&from_snapshots.interface),
        snapshot(&run.interface)
    );
}
