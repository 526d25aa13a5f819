//! Helpers of tests that read complete documents: the documents, and checks of a run.

#![allow(dead_code)]

pub(crate) mod time;

use std::path::{Path, PathBuf};

use qmp_gen::{Document, Run, RustOptions, rust, snapshot};

/// A folder of documents, and its name.
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// Returns the folders of the repository's documents and, if available, of QEMU's.
pub(crate) fn folders() -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![Folder {
        name: "schema".to_owned(),
        path: root.join("schema"),
    }];
    if let Ok(entries) = std::fs::read_dir(root.join("../shared/corpus/legacy")) {
        let mut found: Vec<Folder> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| Folder {
                name: entry.file_name().into_string().unwrap(),
                path: entry.path(),
            })
            .collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        folders.extend(found);
    }
    folders
}

/// Returns the documents of a folder: `qmp-commands.txt` and `qmp-events.txt`.
pub(crate) fn documents(folder: &Folder) -> Vec<Document> {
    ["qmp-commands.txt", "qmp-events.txt"]
        .map(|name| {
            let text = std::fs::read_to_string(folder.path.join(name)).unwrap();
            Document::new(name, text)
        })
        .to_vec()
}

/// Returns the text of a file in `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Returns the facts of a run as JSON, without the names of its documents.
pub(crate) fn facts(run: &Run) -> serde_json::Value {
    let mut facts: serde_json::Value = serde_json::from_str(&snapshot(&run.interface)).unwrap();
    facts.as_object_mut().unwrap().remove("documents");
    facts
}

/// Returns the Rust generated from a run. Panics if it does not parse.
pub(crate) fn generated_rust(run: &Run) -> String {
    let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    if let Err(error) = syn::parse_file(&text) {
        panic!("what was written is not Rust: {error}");
    }
    text
}

/// Reads documents twice, checks the run with [`assert_valid`], and checks that the second run
/// is the same.
pub(crate) fn run_twice(documents: Vec<Document>) -> Run {
    let run = Run::of_documents(documents.clone());
    assert_valid(&run);
    let again = Run::of_documents(documents);
    assert_eq!(run.report(false), again.report(false), "two runs differ");
    assert_eq!(
        snapshot(&run.interface),
        snapshot(&again.interface),
        "two runs differ"
    );
    assert_eq!(
        generated_rust(&run),
        generated_rust(&again),
        "two runs differ"
    );
    run
}

/// Checks what holds for every run: valid spans, valid Rust, and a snapshot that round-trips.
pub(crate) fn assert_valid(run: &Run) {
    for diagnostic in run.diagnostics.iter() {
        let related = diagnostic.related.iter().map(|(span, _)| *span);
        for span in std::iter::once(diagnostic.span).chain(related) {
            let text = run.documents.get(span.document).text();
            assert!(
                span.start <= span.end && span.end <= text.len(),
                "{}: {span:?} is no place in the document",
                diagnostic.code.name()
            );
            // The line and the column of a place are never 0.
            let place = run.documents.place(span);
            assert!(!place.contains(":0"), "{place}");
        }
    }
    let report = run.report(false);
    assert_eq!(report.is_empty(), run.diagnostics.is_empty());
    run.report(true);
    generated_rust(run);

    let written = snapshot(&run.interface);
    let read = Run::of_documents([Document::new("snapshot.json", written.as_str())]);
    assert_eq!(
        snapshot(&read.interface),
        written,
        "a snapshot that is read and written again differs"
    );
    if run.diagnostics.errors() == 0 {
        assert!(
            read.diagnostics.is_empty(),
            "the snapshot of a run without errors has some:\n{}",
            read.report(false)
        );
    }
}
