//! Complete real documents: those of seven releases of QEMU, and those of this repository.
//!
//! QEMU's documents are not part of the repository. They are next to it, in `../shared/corpus`:
//! classic documents in `legacy`, schemas in `qapi`, with a folder for each release. Without
//! them, one ignored test is reported instead. (The standard harness cannot do that at run
//! time; `libtest-mimic` can.)
//!
//! Bindings for all of the classic documents, for the oldest and the newest schema
//! and for a range of releases are compiled as one crate, which then decodes every
//! example in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// The longest fact is one `json!`.
#![recursion_limit = "256"]

mod facts;
mod generated;
mod prelude;
mod shape;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Arguments, Failed, Trial};
use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run, RustOptions, Source, rust, snapshot};
use serde_json::Value;

use generated::Generated;

/// How many events and commands each release describes.
const COUNTS: &[(&str, usize, usize)] = &[
    ("schema", 21, 62),
    ("0.14.0", 13, 46),
    ("1.0", 13, 49),
    ("1.2.50-32c81a4", 21, 63),
    ("1.6.0", 25, 76),
    ("2.1.0", 32, 91),
    ("2.5.0", 34, 117),
    ("2.8.0", 36, 124),
];

/// The documents of one release, which are read on first use.
struct Release {
    name: String,
    path: PathBuf,
    read: LazyLock<Run, Box<dyn FnOnce() -> Run + Send>>,
}

impl Release {
    fn new(name: &str, path: PathBuf) -> Arc<Release> {
        let folder = path.clone();
        Release::read_by(name, path, move || read(&folder))
    }

    /// The schemas of these releases, as one interface.
    fn from_schemas(name: &str, corpus: &Path, versions: &'static [&str]) -> Arc<Release> {
        let corpus = corpus.to_owned();
        let folder = corpus.clone();
        Release::read_by(name, corpus, move || {
            let sources = versions.iter().map(|version| {
                let path = folder.join(version);
                let version = version.split('-').next().unwrap();
                Source {
                    version: (versions.len() > 1).then(|| version.parse().unwrap()),
                    path,
                }
            });
            Run::of_sources(&sources.collect::<Vec<_>>()).unwrap()
        })
    }

    fn read_by(
        name: &str,
        path: PathBuf,
        read: impl FnOnce() -> Run + Send + 'static,
    ) -> Arc<Release> {
        Arc::new(Release {
            name: name.to_owned(),
            path,
            read: LazyLock::new(Box::new(read)),
        })
    }

    fn run(&self) -> &Run {
        &self.read
    }

    fn facts(&self) -> Value {
        serde_json::from_str(&snapshot(&self.run().interface)).unwrap()
    }
}

fn read(folder: &Path) -> Run {
    Run::of_paths(&[
        folder.join("qmp-commands.txt"),
        folder.join("qmp-events.txt"),
    ])
    .unwrap()
}

/// The schemas that are compiled, with the releases in each.
const SCHEMAS: &[(&str, &[&str])] = &[
    ("schema-1.2", &["1.2.50-32c81a4"]),
    ("schema-11.0", &["11.0.0"]),
    ("schema-7.2-to-11.0", &["7.2.0", "9.2.0", "11.0.0"]),
    ("guest-11.0", &["11.0.0/qga"]),
    ("storage-daemon-11.0", &["11.0.0/storage-daemon"]),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    let mut releases = vec![Release::new("schema", root.join("schema"))];
    match fs::read_dir(root.join("../shared/corpus/legacy")) {
        Ok(folders) => {
            let mut folders: Vec<PathBuf> = folders.map(|f| f.unwrap().path()).collect();
            folders.sort();
            releases.extend(folders.into_iter().map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                Release::new(&name, path)
            }));
        }
        Err(_) => trials.push(
            Trial::test("documents::corpus (../shared/corpus is missing)", || Ok(()))
                .with_ignored_flag(true),
        ),
    }
    let corpus = root.join("../shared/corpus/qapi");
    let schemas: Vec<_> = match corpus.is_dir() {
        true => SCHEMAS
            .iter()
            .map(|(name, versions)| Release::from_schemas(name, &corpus, versions))
            .collect(),
        false => Vec::new(),
    };
    let all = releases.iter().chain(&schemas).cloned().collect();
    let generated = Generated::new(all);
    for release in &releases {
        trials.extend(release_trials(release, &generated));
    }
    for schema in &schemas {
        trials.extend(schema_trials(schema, &generated));
    }
    trials.extend(generated::trials(&generated));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn schema_trials(release: &Arc<Release>, generated: &Arc<Generated>) -> Vec<Trial> {
    let (of_examples, of_problems) = (Arc::clone(release), Arc::clone(release));
    let generated = Arc::clone(generated);
    let name = &release.name;
    vec![
        Trial::test(format!("documents::{name}::has_no_errors"), move || {
            has_no_errors(&of_problems);
            snapshot_round_trips(&of_problems);
            Ok(())
        }),
        Trial::test(
            format!("documents::{name}::examples_are_decoded"),
            move || generated.examples(&of_examples),
        ),
    ]
}

fn release_trials(release: &Arc<Release>, generated: &Arc<Generated>) -> Vec<Trial> {
    let name = &release.name;
    let mut trials = Vec::new();
    let mut add = |what: &str, test: fn(&Release)| {
        let release = Arc::clone(release);
        trials.push(Trial::test(
            format!("documents::{name}::{what}"),
            move || {
                test(&release);
                Ok(())
            },
        ));
    };
    add("has_no_errors", has_no_errors);
    add("items_match_the_headings", items_match_the_headings);
    add("snapshot_round_trips", snapshot_round_trips);
    add("output_is_the_same_again", output_is_the_same_again);
    add(
        "examples_have_one_warning_each",
        examples_have_one_warning_each,
    );
    if name == "1.2.50-32c81a4" {
        add(
            "known_errors_in_examples_are_reported",
            known_errors_in_examples_are_reported,
        );
    }
    let decoded = {
        let (generated, release) = (Arc::clone(generated), Arc::clone(release));
        move || generated.examples(&release)
    };
    trials.push(Trial::test(
        format!("documents::{name}::examples_are_decoded"),
        decoded,
    ));
    let facts = facts::facts().into_iter();
    for fact in facts.filter(|fact| fact.releases.contains(&name.as_str())) {
        let release = Arc::clone(release);
        let test = format!("documents::{name}::facts::{}", fact.name);
        trials.push(Trial::test(test, move || {
            check_fact(&release, fact.name, &fact.shape)
        }));
    }
    trials
}

/// Checks that real documents have no errors.
fn has_no_errors(release: &Release) {
    let run = release.run();
    assert_eq!(run.diagnostics.errors(), 0, "\n{}", run.report(false));
}

/// Checks that every heading has its items. A command without a heading, or whose heading has
/// no line of dashes, has an example of its request.
fn items_match_the_headings(release: &Release) {
    let facts = release.facts();
    let names = |kind: &str| -> BTreeSet<String> {
        facts[kind].as_object().unwrap().keys().cloned().collect()
    };
    let path = release.path.join("qmp-commands.txt");
    let text = fs::read_to_string(&path).unwrap();
    let (commands, events) = (names("commands"), names("events"));
    let headings_of_commands = headings(&path);
    let missing: Vec<_> = headings_of_commands.difference(&commands).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for command in commands.difference(&headings_of_commands) {
        let request = format!("\"execute\": \"{command}\"");
        assert!(text.contains(&request), "{command}");
    }
    assert_eq!(events, headings(&release.path.join("qmp-events.txt")));
    if let Some((_, of_events, of_commands)) = COUNTS.iter().find(|c| c.0 == release.name) {
        assert_eq!((events.len(), commands.len()), (*of_events, *of_commands));
    }
}

/// Returns the names in headings, found without the generator: a line with one or more names,
/// separated by commas, above a line of dashes.
fn headings(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let is_name = |name: &str| {
        let name = name.strip_prefix('@').unwrap_or(name);
        let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        begins
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
    };
    let is_rule = |line: &str| line.len() >= 3 && line.bytes().all(|b| b == b'-');
    lines
        .windows(2)
        .filter(|pair| is_rule(pair[1]) && pair[0].split(',').all(|name| is_name(name.trim())))
        .flat_map(|pair| pair[0].split(','))
        .map(|name| name.trim().trim_start_matches('@').to_owned())
        .collect()
}

/// Checks that the snapshot of a snapshot is the same.
fn snapshot_round_trips(release: &Release) {
    let written = snapshot(&release.run().interface);
    let read = Run::of_documents([Document::new("snapshot.json", written.as_str())]);
    assert!(read.diagnostics.is_empty(), "\n{}", read.report(false));
    assert_eq!(snapshot(&read.interface), written);
}

fn output_is_the_same_again(release: &Release) {
    let again = read(&release.path);
    let text = |run: &Run| rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    // Not `assert_eq`, which would print both texts.
    assert!(text(release.run()) == text(&again));
    assert!(release.run().report(false) == again.report(false));
}

/// Checks that there is one warning for each example that is not JSON, or that contradicts its
/// description.
fn examples_have_one_warning_each(release: &Release) {
    let run = release.run();
    let count = |code: Code| run.diagnostics.by_code().get(&code).copied().unwrap_or(0);
    let examples = (run.interface.commands().map(|c| &c.examples))
        .chain(run.interface.events().map(|e| &e.examples));
    let not_json: HashSet<_> = examples
        .flatten()
        .flat_map(|example| &example.messages)
        .filter(|message| message.json.is_none())
        .map(|message| message.span)
        .collect();
    let differ = run
        .interface
        .examples()
        .iter()
        .filter(|check| !check.agrees);
    assert_eq!(count(Code::ExampleNotJson), not_json.len());
    assert_eq!(count(Code::ExampleContradicts), differ.count());
}

/// Checks two known errors of that release: the example of an event shows another event, and a
/// request has strings instead of numbers.
fn known_errors_in_examples_are_reported(release: &Release) {
    let run = release.run();
    let told = |code: Code| -> Vec<(String, String)> {
        let of_code = run.diagnostics.iter().filter(|d| d.code == code);
        of_code
            .map(|d| (run.documents.place(d.span), d.message.clone()))
            .collect()
    };
    let of_another = told(Code::ExampleOfAnother);
    let wakeup = of_another
        .iter()
        .find(|(_, message)| message.contains("`WAKEUP`"));
    let (place, message) = wakeup.expect("WAKEUP's example shows another event");
    assert!(message.contains("`WATCHDOG`"), "{message}");
    assert!(place.ends_with("qmp-events.txt:392:1"), "{place}");
    let contradict = told(Code::ExampleContradicts);
    let throttle = contradict
        .iter()
        .find(|(_, message)| message.contains("`block_set_io_throttle`"));
    let (_, message) = throttle.expect("block_set_io_throttle's request has strings in it");
    assert!(message.contains("`bps`"), "{message}");
    assert!(!told(Code::ExampleNotJson).is_empty());
}

/// Checks a fact.
fn check_fact(release: &Release, name: &str, expected: &Value) -> Result<(), Failed> {
    let facts = release.facts();
    let found = ["commands", "events"]
        .iter()
        .find_map(|kind| facts[*kind].get(name));
    let found = found.ok_or_else(|| format!("there is no `{name}`"))?;
    let found = shape::item_shape(&facts, found);
    let differences = shape::differences(expected, &found);
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!("{}\nwhat was read: {found:#}", differences.join("\n")).into())
}
