//! Documents, and spans in them.

use std::ops::Range;
use std::sync::OnceLock;

use crate::dialect::Dialect;
use crate::digest::digest;
use crate::version::Version;

/// A text with a name, such as the content of a file.
#[derive(Debug, Clone)]
pub struct Document {
    name: String,
    text: String,
    // The offset of each line.
    lines: Vec<usize>,
    digest: OnceLock<String>,
    included: bool,
    release: Option<Version>,
    // Decided when the document becomes part of a run.
    dialect: Option<Dialect>,
    own_version: Option<Version>,
}

impl Document {
    /// Creates a document. Messages show its `name`, which is the path if it is a file.
    ///
    /// Line ends are converted to `\n`, so that spans, facts and the digest do not depend
    /// on the line ends of a checkout.
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
            digest: OnceLock::new(),
            included: false,
            release: None,
            dialect: None,
            own_version: None,
        }
    }

    /// Sets the release that the document describes.
    #[must_use]
    pub fn of_release(mut self, version: Version) -> Self {
        self.release = Some(version);
        self
    }

    /// The release that was set with [`of_release`](Document::of_release).
    pub fn release(&self) -> Option<&Version> {
        self.release.as_ref()
    }

    /// The release that the document describes: the one that a snapshot contains, or else
    /// the one that was set.
    pub fn version(&self) -> Option<&Version> {
        self.own_version.as_ref().or(self.release.as_ref())
    }

    /// The release that a snapshot contains.
    pub(crate) fn own_version(&self) -> Option<&Version> {
        self.own_version.as_ref()
    }

    /// The dialect. `None` if it is unknown, or if the document is not part of a
    /// [`Run`](crate::Run) yet.
    pub fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// Sets the dialect, and the release that a snapshot contains.
    pub(crate) fn in_dialect(mut self, dialect: Option<Dialect>, own: Option<Version>) -> Self {
        self.dialect = dialect;
        self.own_version = own;
        self
    }

    /// Marks a document that was read because another includes it.
    pub(crate) fn included(mut self) -> Self {
        self.included = true;
        self
    }

    /// Whether the document was read because another includes it.
    pub fn is_included(&self) -> bool {
        self.included
    }

    /// The name, as messages show it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last part of the name, which does not depend on the folder.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The last part of the name without `.json`: the name of a schema's module.
    pub fn module(&self) -> &str {
        let name = self.file_name();
        name.strip_suffix(".json").unwrap_or(name)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `sha256:` and the digest of the text.
    pub(crate) fn digest(&self) -> &str {
        self.digest.get_or_init(|| digest(&self.text))
    }

    /// The line and the column of a byte offset, both counted from 1. Columns count
    /// characters.
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

/// The documents of one run.
#[derive(Debug, Clone, Default)]
pub struct Documents(Vec<Document>);

impl Documents {
    /// Adds a document and returns its number.
    pub fn add(&mut self, document: Document) -> DocumentId {
        self.0.push(document);
        DocumentId(self.0.len() - 1)
    }

    /// The document with this number.
    ///
    /// # Panics
    ///
    /// May panic if the number is that of a document in other `Documents`.
    pub fn get(&self, id: DocumentId) -> &Document {
        &self.0[id.0]
    }

    /// The documents with their numbers, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.0
            .iter()
            .enumerate()
            .map(|(i, document)| (DocumentId(i), document))
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.document).text.get(span.range()).unwrap_or("")
    }

    /// The first line of a document.
    pub(crate) fn first_line(&self, id: DocumentId) -> Span {
        let text = &self.get(id).text;
        Span::new(id, 0..text.find('\n').unwrap_or(text.len()))
    }

    /// The whole of a document.
    pub(crate) fn whole(&self, id: DocumentId) -> Span {
        Span::new(id, 0..self.get(id).text.len())
    }

    /// Formats the start of a span as `file:line:column`.
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
    /// The number of documents before it.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// A range of bytes in a document.
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
    /// Creates the span of `range` in a document.
    pub fn new(document: DocumentId, range: Range<usize>) -> Span {
        let Range { start, end } = range;
        Span {
            document,
            start,
            end,
        }
    }

    /// Creates the span of `range` in the same document.
    #[must_use]
    pub fn at(self, range: Range<usize>) -> Span {
        Span::new(self.document, range)
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}
