//! Running text as Markdown that says the same, and of which rustdoc has nothing
//! to complain.

use super::Emitter;

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
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || "<>\"'`)]".contains(c));
        let address = text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ':', ';']);
        return Some((format!("<{address}>"), address.len()));
    }
    let name_end = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c));
        end.unwrap_or(text.len())
    };
    if let Some(rest) = text.strip_prefix('@') {
        let name = rest[..name_end(rest)].trim_end_matches(['.', '-']);
        return (!name.is_empty()).then(|| (link(emitter, name), name.len() + 1));
    }
    if let Some(found) = marked(emitter, text) {
        return Some(found);
    }
    for quote in ['\'', '"'] {
        if let Some(rest) = text.strip_prefix(quote) {
            let name = &rest[..name_end(rest)];
            if !name.is_empty() && rest[name.len()..].starts_with(quote) {
                return Some((link(emitter, name), name.len() + 2));
            }
        }
    }
    // An event's name in running text is in capitals.
    let end = text.find(|c: char| !c.is_ascii_uppercase() && c != '_');
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    if name.len() < 3 || emitter.names.event(name).is_none() {
        return None;
    }
    let behind = rest.trim_start_matches(['.', '-']);
    let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!goes_on).then(|| (link(emitter, name), name.len()))
}

/// A name as code, linked where it is an item's.
fn link(emitter: &Emitter<'_>, name: &str) -> String {
    if let Some(ident) = emitter.names.command(name) {
        format!("[`{name}`](super::commands::{ident})")
    } else if let Some(ident) = emitter.names.event(name) {
        format!("[`{name}`](super::events::{ident})")
    } else if emitter.checked.ty(name).is_some() {
        format!("[`{name}`](super::types::{})", emitter.names.ty(name))
    } else {
        format!("`{name}`")
    }
}

/// What reStructuredText marks: a literal, a role, a reference, stress.
fn marked(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    let enclosed = |text: &str, mark: &str| -> Option<(String, usize)> {
        let rest = text.strip_prefix(mark)?;
        let end = rest.find(mark)?;
        let inner = rest.get(..end)?;
        let sound = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
        sound.then(|| (inner.to_owned(), end + 2 * mark.len()))
    };
    if let Some((literal, length)) = enclosed(text, "``") {
        return Some((format!("`{}`", literal.replace('`', "'")), length));
    }
    if let Some((strong, length)) = enclosed(text, "**") {
        return Some((format!("**{}**", line(emitter, &strong)), length));
    }
    if let Some((stress, length)) = enclosed(text, "*") {
        return Some((format!("*{}*", line(emitter, &stress)), length));
    }
    // `:doc:` and its like say how a name is to be found in the manual.
    let role = text.strip_prefix(':').and_then(|rest| {
        let end = rest.find(':')?;
        let is_role = end > 0
            && rest
                .get(..end)?
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-+_".contains(&b));
        is_role.then_some(end + 2)
    });
    let (inner, length) = enclosed(text.get(role.unwrap_or(0)..)?, "`")?;
    let length = length + role.unwrap_or(0);
    // Marks that make it a reference stand behind it.
    let behind = text.get(length..).unwrap_or("");
    let marks = behind.len() - behind.trim_start_matches('_').len();
    let (shown, target) = match inner.split_once('<') {
        Some((shown, target)) => (shown.trim(), target.trim_end_matches('>')),
        None => (inner.trim_start_matches(['~', '!']), ""),
    };
    if target.starts_with("http://") || target.starts_with("https://") {
        return Some((
            format!("[{}](<{target}>)", line(emitter, shown)),
            length + marks,
        ));
    }
    let is_name = !shown.contains(char::is_whitespace);
    let shown = if is_name {
        link(emitter, shown)
    } else {
        line(emitter, shown)
    };
    Some((shown, length + marks))
}
