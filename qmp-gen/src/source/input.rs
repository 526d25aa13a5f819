//! The documents of a run.

use std::collections::HashMap;
use std::path::PathBuf;

use super::detect::detect;
use super::error::LoadError;
use super::file::File;
use super::load::load;
use super::path::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::qapi::Tokens;
use crate::document::{Document, DocumentId, Documents};

/// The documents of a run, in ascending order of their releases.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub(crate) documents: Documents,
    /// The file of each document; none for documents in memory.
    pub(crate) files: Vec<PathBuf>,
    /// The tokens of those schemas that were tokenized to find their includes.
    pub(crate) tokens: HashMap<DocumentId, Tokens>,
}

impl Input {
    /// Reads files and folders.
    pub(crate) fn load(
        sources: &[Source],
        diagnostics: &mut Diagnostics,
    ) -> Result<Input, LoadError> {
        let mut input = Input::default();
        for file in ascending(load(sources)?, |file| &file.document) {
            input.add(file, diagnostics);
        }
        Ok(input)
    }

    /// Reads documents in memory.
    pub(crate) fn of_documents(documents: impl IntoIterator<Item = Document>) -> Input {
        let mut input = Input::default();
        let documents = documents.into_iter().map(detect).collect();
        for document in ascending(documents, |document| document) {
            input.documents.add(document);
        }
        input
    }

    fn add(&mut self, file: File, diagnostics: &mut Diagnostics) {
        let id = self.documents.add(file.document);
        self.files.push(file.path);
        self.tokens.extend(file.tokens.map(|tokens| (id, tokens)));
        let line = self.documents.first_line(id);
        if let Some(at) = file.not_utf8 {
            let message = "this byte is not valid UTF-8; all such bytes were replaced";
            diagnostics.push(Diagnostic::new(Code::NotUtf8, line.at(at..at + 1), message));
        }
        if file.lacks_events {
            let message = format!(
                "`{}` describes commands, but no document describes events",
                self.documents.get(id).file_name()
            );
            diagnostics.push(Diagnostic::new(Code::MissingDocument, line, message));
        }
    }
}

/// Sorts documents by their releases, so that the order of the arguments does not matter.
/// Documents of one release keep their order, and included files follow the schema that
/// includes them.
fn ascending<T>(items: Vec<T>, document: impl Fn(&T) -> &Document) -> Vec<T> {
    let mut entries: Vec<Vec<T>> = Vec::new();
    for item in items {
        match entries.last_mut() {
            Some(entry) if document(&item).is_included() => entry.push(item),
            _ => entries.push(vec![item]),
        }
    }
    let version = |entry: &Vec<T>| {
        entry
            .first()
            .and_then(|item| document(item).version().cloned())
    };
    entries.sort_by_cached_key(version);
    entries.into_iter().flatten().collect()
}
