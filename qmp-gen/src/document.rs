//! Documents, and places in them.

use std::ops::Range;
use std::sync::OnceLock;

use crate::dialect::qapi::Tokens;
use crate::version::Version;

/// A text with a name: what every other part of the crate reads from.
#[derive(Debug, Clone)]
pub struct Document {
    name: String,
    text: String,
    // Where each line begins.
    lines: Vec<usize>,
    // What a schema is read from, once that is asked for.
    tokens: OnceLock<Tokens>,
    digest: OnceLock<String>,
    included: bool,
    release: Option<Version>,
}

impl Document {
    /// Creates a document called `name`: a path, as messages show it.
    ///
    /// Line ends become `\n`, so that a checkout with other line ends has the same
    /// places, facts and digest.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = with_unix_line_ends(text.into());
        let line_ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let lines = std::iter::once(0)
            .chain(line_ends.map(|(at, _)| at + 1))
            .collect();
        Document {
            name: name.into(),
            text,
            lines,
            tokens: OnceLock::new(),
            digest: OnceLock::new(),
            included: false,
            release: None,
        }
    }

    /// A document that is said to be of that release.
    #[must_use]
    pub fn of_release(mut self, version: Version) -> Self {
        self.release = Some(version);
        self
    }

    /// The release that it is said to be of; a snapshot may say more itself.
    pub fn release(&self) -> Option<&Version> {
        self.release.as_ref()
    }

    /// A document that is there because another includes it.
    pub(crate) fn included(mut self) -> Self {
        self.included = true;
        self
    }

    /// Whether it is there because another document includes it.
    pub fn is_included(&self) -> bool {
        self.included
    }

    /// The name, as it stands in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last part of the name: the same wherever the file lies.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The last part of the name without `.json`: what a schema calls a module.
    pub fn module(&self) -> &str {
        let name = self.file_name();
        name.strip_suffix(".json").unwrap_or(name)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tokens of the text as one of the schema language. It is taken apart
    /// once: before what it includes is read, and not again when it is lowered.
    pub(crate) fn tokens(&self) -> &Tokens {
        self.tokens.get_or_init(|| Tokens::of(&self.text))
    }

    /// `sha256:` and the digest of the text.
    pub(crate) fn digest(&self) -> &str {
        self.digest.get_or_init(|| digest(&self.text))
    }

    /// Computes the tokens and the digest, which are asked for later: documents that
    /// are loaded on several threads are prepared there.
    pub(crate) fn prepare(&self) {
        self.tokens();
        self.digest();
    }

    /// The line and the column, both counted from 1, of a byte offset. Columns
    /// count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self
            .text
            .get(start..offset.min(self.text.len()))
            .unwrap_or("");
        (line.max(1), before.chars().count() + 1)
    }
}

/// Replaces CRLF and lone CR with LF.
pub(crate) fn with_unix_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// `sha256:` and the digest of a text.
pub(crate) fn digest(text: &str) -> String {
    let mut digest = String::from("sha256:");
    for byte in hmac_sha256::Hash::hash(text.as_bytes()) {
        digest += &format!("{byte:02x}");
    }
    digest
}

/// The documents of one run.
#[derive(Debug, Clone, Default)]
pub struct Documents(Vec<Document>);

impl Documents {
    /// Adds a document and gives its number.
    pub fn add(&mut self, document: Document) -> DocumentId {
        self.0.push(document);
        DocumentId(self.0.len() - 1)
    }

    /// The document of that number.
    pub fn get(&self, id: DocumentId) -> &Document {
        &self.0[id.0]
    }

    /// All of them with their numbers, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.0
            .iter()
            .enumerate()
            .map(|(i, document)| (DocumentId(i), document))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a place.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.document).text.get(span.range()).unwrap_or("")
    }

    /// A place as `file:line:column`.
    pub fn place(&self, span: Span) -> String {
        let document = self.get(span.document);
        let (line, column) = document.position(span.start);
        format!("{}:{line}:{column}", document.name)
    }
}

/// The number of a document in its [`Documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(usize);

impl DocumentId {
    /// How many documents come before it.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// A place in a document: from one byte to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The document.
    pub document: DocumentId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes of the place.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn digests_are_those_of_sha256sum() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(""), format!("sha256:{empty}"));
    }
}
