//! From documents to the syntax of their dialects.

use std::collections::HashMap;

use super::classic::Sections;
use super::commands::Contents;
use super::kind::Dialect;
use super::node::Node;
use super::qapi::Tokens;
use super::{commands, events, snapshot, summaries};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{DocumentId, Documents};
use crate::ir::SummaryText;
use crate::parallel;

/// The documents of a release as their grammars parse them.
pub(crate) struct Parsed {
    pub(super) documents: Vec<(DocumentId, Syntax)>,
    /// The tokens of every schema and of every file that one includes.
    pub(super) tokens: HashMap<DocumentId, Tokens>,
}

/// A document in the syntax of its dialect.
pub(super) enum Syntax {
    Events(Sections),
    Commands(Box<Contents>),
    /// The tokens are in [`Parsed`], by the number of the document.
    Qapi,
    Snapshot(Node),
}

/// Parses the documents of a release. `tokens` are those of schemas that are known from
/// loading them; it keeps those of other releases.
pub(crate) fn parse(
    ids: &[DocumentId],
    documents: &Documents,
    tokens: &mut HashMap<DocumentId, Tokens>,
    diagnostics: &mut Diagnostics,
) -> Parsed {
    let mut parsed = Parsed {
        documents: Vec::new(),
        tokens: schema_tokens(ids, documents, tokens),
    };
    for &id in ids {
        let document = documents.get(id);
        // An included file is lowered where a schema includes it.
        if document.is_included() {
            continue;
        }
        let syntax = match document.dialect() {
            Some(Dialect::Events) => Some(Syntax::Events(events::parse(id, documents))),
            Some(Dialect::Commands) => {
                let contents = commands::parse(id, documents, diagnostics);
                Some(Syntax::Commands(Box::new(contents)))
            }
            Some(Dialect::Qapi) => Some(Syntax::Qapi),
            Some(Dialect::Snapshot) => {
                snapshot::parse(id, document, diagnostics).map(Syntax::Snapshot)
            }
            // Summaries describe no release: see `read_summaries`.
            Some(Dialect::Summaries) => None,
            None => {
                let message = format!("the dialect of `{}` is unknown", document.name());
                let line = documents.first_line(id);
                diagnostics.push(Diagnostic::new(Code::UnknownDocument, line, message));
                None
            }
        };
        parsed.documents.extend(syntax.map(|syntax| (id, syntax)));
    }
    parsed
}

/// The tokens of every schema, those that are missing computed on several threads.
fn schema_tokens(
    ids: &[DocumentId],
    documents: &Documents,
    known: &mut HashMap<DocumentId, Tokens>,
) -> HashMap<DocumentId, Tokens> {
    let is_schema = |id: &&DocumentId| documents.get(**id).dialect() == Some(Dialect::Qapi);
    let schemas = ids.iter().filter(is_schema);
    let (loaded, missing): (Vec<DocumentId>, _) = schemas.partition(|id| known.contains_key(id));
    let mut tokens: HashMap<DocumentId, Tokens> = loaded
        .into_iter()
        .filter_map(|id| known.remove_entry(&id))
        .collect();
    let new = parallel::map(&missing, |id| Tokens::of(documents.get(*id).text()));
    tokens.extend(missing.into_iter().zip(new));
    tokens
}

/// Reads the documents of summaries, in their order.
pub(crate) fn read_summaries(
    documents: &Documents,
    diagnostics: &mut Diagnostics,
) -> Vec<SummaryText> {
    let mut summaries = Vec::new();
    for (id, document) in documents.iter() {
        if document.dialect() == Some(Dialect::Summaries) {
            summaries.extend(summaries::read(id, document, diagnostics));
        }
    }
    summaries
}
