//! The text of an item.

/// The text of an item, in order.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// Paragraphs, lists and notes.
    pub blocks: Vec<DocBlock>,
}

impl Doc {
    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// A doc of one paragraph; empty for an empty text.
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

/// A part of a [`Doc`].
#[derive(Debug, Clone)]
pub enum DocBlock {
    /// Running text, with line breaks where the document has them.
    Paragraph(String),
    /// A heading within the text.
    Heading(String),
    /// A list.
    List(List),
    /// A text that is set off under a word such as `Note`.
    Note(String, Doc),
    /// Lines to be kept as they are.
    Code(String),
}

/// A list in a [`Doc`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct List {
    /// The number of the first entry, if the entries are numbered.
    pub first: Option<u32>,
    /// The entries; an entry may have a list in it.
    pub entries: Vec<Doc>,
}

impl List {
    /// A list without numbers whose entries are one paragraph each.
    pub fn of_texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> List {
        let texts = texts.into_iter();
        List {
            first: None,
            entries: texts.map(|text| Doc::paragraph(text.as_ref())).collect(),
        }
    }
}
