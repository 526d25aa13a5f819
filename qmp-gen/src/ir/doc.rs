//! The documentation of an item.

/// The documentation of an item: a sequence of blocks.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// The blocks, in order.
    pub blocks: Vec<DocBlock>,
}

impl Doc {
    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Creates documentation of one paragraph, or none if the text is empty.
    pub fn paragraph(text: &str) -> Doc {
        let mut doc = Doc::default();
        doc.push_paragraph(text);
        doc
    }

    /// Adds a paragraph, unless it is empty.
    pub fn push_paragraph(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(DocBlock::Paragraph(text.to_owned()));
        }
    }
}

/// A block of a [`Doc`].
#[derive(Debug, Clone)]
pub enum DocBlock {
    /// Running text, with line breaks where the document has them.
    Paragraph(String),
    /// A heading within the text.
    Heading(String),
    /// A list.
    List(List),
    /// A note: the word that introduces it, such as `Note`, and its text.
    Note(String, Doc),
    /// Preformatted lines, such as code.
    Code(String),
}

/// A list in a [`Doc`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct List {
    /// The number of the first entry, if the entries are numbered.
    pub first: Option<u32>,
    /// The entries, which may contain lists.
    pub entries: Vec<Doc>,
}

impl List {
    /// Creates a list without numbers, with one paragraph for each entry.
    pub fn of_texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> List {
        let texts = texts.into_iter();
        List {
            first: None,
            entries: texts.map(|text| Doc::paragraph(text.as_ref())).collect(),
        }
    }
}
