//! The indentation of lines.

/// The indentation of an entry of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indent<'a> {
    /// The column of the list.
    pub(super) column: usize,
    /// The spaces and tabs before the entry.
    pub(super) text: &'a str,
}

impl Indent<'_> {
    /// Whether one of two indentations begins with the other, so that the deeper one is known.
    /// With spaces in one and a tab in the other, it depends on the width of a tab.
    pub(super) fn is_comparable(&self, text: &str) -> bool {
        self.text.starts_with(text) || text.starts_with(self.text)
    }
}

/// The width of an indentation. A tab continues to the next multiple of eight.
pub(super) fn width(indent: &str) -> usize {
    indent.bytes().fold(0, |width, b| {
        if b == b'\t' {
            (width / 8 + 1) * 8
        } else {
            width + 1
        }
    })
}

/// Whether the text of an entry announces a list.
pub(super) fn introduces_list(text: &str) -> bool {
    let text = text.trim_end().to_ascii_lowercase();
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    text.ends_with(':')
        || text.contains("one of")
        || words.any(|word| ["object", "array", "list", "following"].contains(&word))
}

/// Whether the text of an entry states a type without members.
pub(super) fn is_scalar(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["json-string", "json-int", "json-number", "json-bool"]
        .iter()
        .any(|ty| text.contains(ty))
}
