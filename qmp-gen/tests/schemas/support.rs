//! Helpers: runs, problems and verdicts.

use std::fs;
use std::path::Path;

use qmp_gen::diagnostic::Severity;
use qmp_gen::{Document, Run};

/// The name of a document without a file.
pub(crate) const FILE: &str = "schema.json";

/// Reads a text as a schema.
pub(crate) fn run(text: &str) -> Run {
    Run::of_documents([Document::new(FILE, text)])
}

/// Reads files that include one another; the first is the entry point.
pub(crate) fn run_files(files: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, text).unwrap();
    }
    Run::of_paths(&[folder.path().join(files[0].0)]).unwrap()
}

/// A diagnostic in the form that the tests compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) severity: Severity,
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Returns all problems of a run.
pub(crate) fn problems(run: &Run) -> Vec<Problem> {
    let problem = |d: &qmp_gen::diagnostic::Diagnostic| {
        let document = run.documents.get(d.span.document);
        Problem {
            severity: d.severity(),
            file: document.file_name().to_owned(),
            line: document.position(d.span.start).0,
            message: d.message.clone(),
        }
    };
    run.diagnostics.iter().map(problem).collect()
}

/// Returns the errors of a run.
pub(crate) fn errors(run: &Run) -> Vec<Problem> {
    let mut problems = problems(run);
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// The expected result for a text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Verdict {
    /// There are no diagnostics.
    Fine,
    /// There are errors at this line only; a message contains these words.
    Wrong(usize, &'static str),
}

/// Compares a run with the verdict, and describes the difference, if any.
pub(crate) fn difference(run: &Run, file: &str, verdict: Verdict) -> Option<String> {
    let found = problems(run);
    match verdict {
        Verdict::Fine if found.is_empty() => None,
        Verdict::Fine => Some(format!("should be fine, but: {found:#?}")),
        Verdict::Wrong(line, words) => {
            let errors = errors(run);
            let is_there = |p: &Problem| p.file == file && p.line == line;
            if errors.is_empty() {
                Some(format!("should be refused at {file}:{line}: {words}"))
            } else if !errors.iter().all(is_there) {
                Some(format!(
                    "should be refused at {file}:{line} alone, but: {errors:#?}"
                ))
            } else if !errors.iter().any(|p| p.message.contains(words)) {
                Some(format!("should say {words:?}, but: {errors:#?}"))
            } else {
                None
            }
        }
    }
}

/// A name, a text, and the verdict on the text.
pub(crate) type Case = (&'static str, &'static str, Verdict);

/// Panics with all differences, if there are any.
pub(crate) fn assert_verdicts(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (name, text, verdict) in cases {
        if let Some(difference) = difference(&run(text).strict(), FILE, *verdict) {
            wrong.push(format!("--- {name}\n{text}\n=> {difference}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
