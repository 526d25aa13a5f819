//! Conversion of running text to Markdown, without warnings from rustdoc.

use super::emitter::Emitter;
use crate::ir::Kind;
use crate::markup;

/// Converts a line of running text to Markdown: characters with a meaning in Markdown or
/// rustdoc are escaped, and names of other items become links to them.
pub(super) fn line(emitter: &Emitter<'_>, line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 16);
    let at = block_mark(line).unwrap_or(0);
    let (number, mut rest) = line.split_at(at);
    text.push_str(number);
    if block_mark(line).is_some() {
        text.push('\\');
        text.extend(rest.chars().next());
        rest = rest.get(1..).unwrap_or("");
    }
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let plain = plain(rest);
        if let Some(last) = rest[..plain].chars().next_back() {
            text.push_str(&rest[..plain]);
            before = last;
            rest = &rest[plain..];
            continue;
        }
        if !before.is_alphanumeric()
            && before != '_'
            && let Some((markdown, length)) = token(emitter, rest)
        {
            text.push_str(&markdown);
            before = rest[..length].chars().next_back().unwrap_or(' ');
            rest = &rest[length..];
            continue;
        }
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
        ) {
            text.push('\\');
        }
        text.push(c);
        before = c;
        rest = &rest[c.len_utf8()..];
    }
    text
}

/// The length of plain text at the beginning: it contains no token and nothing to escape.
/// The plain text may continue after that length.
fn plain(text: &str) -> usize {
    let is_plain =
        |b: &u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b' ' | b',' | b'.' | b'-' | b'/');
    let plain = text.bytes().take_while(is_plain).count();
    // An address may begin at `http`.
    text[..plain].find("http").unwrap_or(plain)
}

/// The position of a character that would make the line an element of a list, a heading or
/// a rule.
fn block_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(digits)?;
    let is_mark = if digits > 0 {
        b".)".contains(mark)
    } else {
        b"-+=".contains(mark)
    };
    is_mark.then_some(digits)
}

/// The Markdown and the length of a token at the beginning of a text: an address, a name
/// in quotes, `@name`, a mark of reStructuredText, or the name of an event.
fn token(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    if let Some(address) = markup::address(text) {
        return Some((format!("<{address}>"), address.len()));
    }
    if let Some(name) = markup::name(text) {
        return Some((emitter.link(name), name.len() + 1));
    }
    if let Some(token) = marked(emitter, text) {
        return Some(token);
    }
    if let Some(name) = markup::quoted_name(text) {
        return Some((emitter.link(name), name.len() + 2));
    }
    // The name of an event needs no quotes: it is in capitals.
    let end = text.find(|c: char| !c.is_ascii_uppercase() && c != '_');
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    if name.len() < 3 || emitter.names.event(name).is_none() {
        return None;
    }
    let after = rest.trim_start_matches(['.', '-']);
    let continues = after.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!continues).then(|| (emitter.link(name), name.len()))
}

impl Emitter<'_> {
    /// A name as code, with a link if it is the name of an item.
    fn link(&self, name: &str) -> String {
        self.link_to(name, name)
    }

    /// A link to the item `name` with the text `shown`.
    fn link_to(&self, name: &str, shown: &str) -> String {
        let shown = shown.replace('`', "'");
        match self.path(name) {
            Some(path) => format!("[`{shown}`]({path})"),
            None => format!("`{shown}`"),
        }
    }

    /// The path of an item. It contains the kind of the item, since a macro of the prelude
    /// may have the same name.
    fn path(&self, name: &str) -> Option<String> {
        if let Some(ident) = self.names.command(name) {
            return Some(format!("struct@super::commands::{ident}"));
        }
        if let Some(ident) = self.names.event(name) {
            return Some(format!("struct@super::events::{ident}"));
        }
        let kind = match self.interface.ty(name)?.kind {
            Kind::Object(_) => "struct",
            Kind::Enum(_) | Kind::Alternate(_) => "enum",
        };
        Some(format!("{kind}@super::types::{}", self.names.ty(name)))
    }
}

/// The Markdown and the length of a mark of reStructuredText: a literal, a role, a
/// reference, or emphasis.
fn marked(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    if let Some(literal) = markup::enclosed(text, "``") {
        let shown = literal.replace('`', "'");
        return Some((format!("`{shown}`"), literal.len() + 4));
    }
    if let Some(strong) = markup::enclosed(text, "**") {
        return Some((format!("**{}**", line(emitter, strong)), strong.len() + 4));
    }
    if let Some(emphasis) = markup::enclosed(text, "*") {
        return Some((format!("*{}*", line(emitter, emphasis)), emphasis.len() + 2));
    }
    let reference = markup::reference(text)?;
    let (shown, target) = (reference.shown, reference.target);
    let shown = if markup::address(target) == Some(target) {
        match shown == target {
            true => format!("<{target}>"),
            false => format!("[{}](<{target}>)", line(emitter, shown)),
        }
    } else if shown.contains(char::is_whitespace) {
        line(emitter, shown)
    } else if target.is_empty() {
        emitter.link(shown)
    } else {
        emitter.link_to(target, shown)
    };
    Some((shown, reference.length))
}
