//! Running text as Markdown that says the same, and of which rustdoc has nothing
//! to complain.

use super::Emitter;
use crate::ir::Kind;
use crate::markup;

/// A line of running text as Markdown: what Markdown or rustdoc would take for
/// its own is escaped, and names of other items become links to them.
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

/// How much of a text, from its beginning, is neither a token nor escaped. What is
/// not in it may be plain all the same.
fn plain(text: &str) -> usize {
    let is_plain =
        |b: &u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b' ' | b',' | b'.' | b'-' | b'/');
    let plain = text.bytes().take_while(is_plain).count();
    // An address may begin there.
    text[..plain].find("http").unwrap_or(plain)
}

/// Where the mark stands that would make a line begin a list or a rule.
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

/// What stands at the beginning of a text and is more than letters: an address,
/// a name in quotes, `@name`, the name of an event. With how long it is.
fn token(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    if let Some(address) = markup::address(text) {
        return Some((format!("<{address}>"), address.len()));
    }
    if let Some(name) = markup::name(text) {
        return Some((emitter.link(name), name.len() + 1));
    }
    if let Some(found) = marked(emitter, text) {
        return Some(found);
    }
    if let Some(name) = markup::quoted_name(text) {
        return Some((emitter.link(name), name.len() + 2));
    }
    // An event's name in running text is in capitals.
    let end = text.find(|c: char| !c.is_ascii_uppercase() && c != '_');
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    if name.len() < 3 || emitter.names.event(name).is_none() {
        return None;
    }
    let behind = rest.trim_start_matches(['.', '-']);
    let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!goes_on).then(|| (emitter.link(name), name.len()))
}

impl Emitter<'_> {
    /// A name as code, linked where it is an item's.
    fn link(&self, name: &str) -> String {
        self.link_to(name, name)
    }

    /// The same, shown as something else.
    fn link_to(&self, name: &str, shown: &str) -> String {
        let shown = shown.replace('`', "'");
        match self.path(name) {
            Some(path) => format!("[`{shown}`]({path})"),
            None => format!("`{shown}`"),
        }
    }

    /// Where an item is. Macros of the prelude may be called as it is, so the path
    /// says what it leads to.
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

/// What reStructuredText marks: a literal, a role, a reference, stress.
fn marked(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    if let Some(literal) = markup::enclosed(text, "``") {
        let shown = literal.replace('`', "'");
        return Some((format!("`{shown}`"), literal.len() + 4));
    }
    if let Some(strong) = markup::enclosed(text, "**") {
        return Some((format!("**{}**", line(emitter, strong)), strong.len() + 4));
    }
    if let Some(stress) = markup::enclosed(text, "*") {
        return Some((format!("*{}*", line(emitter, stress)), stress.len() + 2));
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
