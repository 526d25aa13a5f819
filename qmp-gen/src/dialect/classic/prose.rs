//! Parses the running text of a member for its type, its values, and whether it is
//! optional.

use pest::iterators::Pair;

use super::prose_rules::Rule;
use crate::ir::Builtin;

/// The type that a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeHint {
    /// A builtin type, and whether the word for it was misspelled.
    Builtin(Builtin, bool),
    /// An object.
    Object,
    /// An array, of the type that follows `of`.
    Array(Option<Box<TypeHint>>),
    /// A type of that name.
    Named(String),
}

/// The facts in the running text of a member.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// The type.
    pub(crate) hint: Option<TypeHint>,
    /// Whether the member may be absent.
    pub(crate) optional: bool,
    /// Whether the member always has the stated value.
    pub(crate) fixed: Option<String>,
    /// The version that added the member.
    pub(crate) since: Option<String>,
    /// The default of the member, if it is in quotes.
    pub(crate) default: Option<String>,
    /// Whether the described type contains itself.
    pub(crate) recursive: bool,
    /// The values that it lists.
    pub(crate) values: Vec<String>,
    /// The text without the notes about the type.
    pub(crate) plain: String,
    /// The whole text.
    pub(crate) whole: String,
}

/// Reads a text.
pub(crate) fn read(text: &str) -> Prose {
    let mut parser = ProseParser::default();
    // The rule matches every text.
    if let Ok(mut parsed) = Rule::prose.parse(text) {
        for token in parsed.next().into_iter().flat_map(Pair::into_inner) {
            parser.token(token, text);
        }
    }
    parser.finish(text)
}

#[derive(Default)]
struct ProseParser {
    prose: Prose,
    // A type in a note counts more than one in the text around it.
    hint_in_note: Option<TypeHint>,
    hint_in_text: Option<TypeHint>,
    // Notes about the type, which the plain text omits.
    cut: Vec<std::ops::Range<usize>>,
    // Whether a phrase such as `one of` has begun a list of values.
    listing: bool,
    // The values so far of a row such as `"a", "b" or "c"`.
    row: Vec<String>,
    row_has_or: bool,
    row_is_open: bool,
}

impl ProseParser {
    fn token(&mut self, token: Pair<'_, Rule>, text: &str) {
        match token.as_rule() {
            Rule::note => self.note(&token),
            Rule::phrase => self.phrase(&token),
            Rule::listing => {
                self.end_row();
                self.listing = true;
                if let Some(note) = token.into_inner().find(|p| p.as_rule() == Rule::note) {
                    self.note(&note);
                }
            }
            Rule::quoted => self.quoted(&token),
            Rule::choice => {
                let chosen: Vec<&str> = token.into_inner().map(|p| p.as_str()).collect();
                // `+secs` and the like are placeholders, not values.
                if chosen.iter().all(|c| !c.starts_with('+')) && self.prose.values.is_empty() {
                    self.prose.values = chosen.into_iter().map(str::to_owned).collect();
                }
            }
            Rule::word => match token.as_str() {
                "or" if !self.row.is_empty() => self.row_has_or = true,
                "and" if self.listing => {}
                _ if self.listing => {}
                _ => self.end_row(),
            },
            Rule::mark => match token.as_str() {
                "," if !self.row.is_empty() => {
                    // `"tap", "user", …` leaves the list open.
                    let rest = text.get(token.as_span().end()..).unwrap_or("").trim_start();
                    self.row_is_open |= rest.starts_with("..");
                }
                "." | ";" => {
                    self.end_row();
                    self.listing = false;
                }
                _ if self.listing => {}
                _ => self.end_row(),
            },
            _ => {}
        }
    }

    fn quoted(&mut self, quoted: &Pair<'_, Rule>) {
        let value = inner(quoted);
        if self.listing {
            push_new(&mut self.prose.values, value);
        } else {
            self.row.push(value);
        }
    }

    /// A row of values counts when it has an `or` in it.
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if self.row_has_or && !self.row_is_open && row.len() > 1 && self.prose.values.is_empty() {
            for value in row {
                push_new(&mut self.prose.values, value);
            }
        }
        self.row_has_or = false;
        self.row_is_open = false;
    }

    fn note(&mut self, note: &Pair<'_, Rule>) {
        let mut speaks = false;
        let mut hint = None;
        let mut values = Vec::new();
        for part in note.clone().into_inner() {
            for token in part.into_inner() {
                match token.as_rule() {
                    Rule::type_phrase => hint = hint.or_else(|| type_phrase(&token)),
                    Rule::optional_word => {
                        self.prose.optional = true;
                        speaks = true;
                    }
                    Rule::fixed_word => self.prose.fixed = Some(String::new()),
                    Rule::default_part => {
                        self.prose.optional = true;
                        if let Some(quoted) =
                            token.into_inner().find(|p| p.as_rule() == Rule::quoted)
                        {
                            self.prose.default = Some(inner(&quoted));
                        }
                    }
                    Rule::since_part => {
                        let version = token.into_inner().find(|p| p.as_rule() == Rule::version);
                        let version = version.map(|p| p.as_str().to_owned());
                        self.prose.since = self.prose.since.take().or(version);
                    }
                    Rule::quoted => values.push(inner(&token)),
                    _ => {}
                }
            }
        }
        let whole = note.as_str().len();
        if hint.is_some() {
            // `(json-string, "read" or "write")`
            for value in values {
                push_new(&mut self.prose.values, value);
            }
            // A builtin is more specific than a name that is defined elsewhere.
            if !matches!(hint, Some(TypeHint::Named(_))) || self.hint_in_note.is_none() {
                self.hint_in_note = hint;
            }
            speaks = true;
        } else if is_choice(note.as_str()) {
            // `(one of 'normal', 'none', 'all')`
            for value in values {
                push_new(&mut self.prose.values, value);
            }
        }
        // A long note contains more than the type.
        if speaks && whole < 48 {
            let span = note.as_span();
            self.cut.push(span.start()..span.end());
        }
    }

    fn phrase(&mut self, phrase: &Pair<'_, Rule>) {
        self.end_row();
        for token in phrase.clone().into_inner() {
            match token.as_rule() {
                Rule::optional_phrase => self.prose.optional = true,
                Rule::fixed_phrase => {
                    let value = token.into_inner().next().map(|quoted| inner(&quoted));
                    if let Some(value) = value {
                        push_new(&mut self.prose.values, value);
                    }
                }
                Rule::default_phrase => {
                    self.prose.default = token.into_inner().next().map(|quoted| inner(&quoted));
                }
                Rule::recursion => self.prose.recursive = true,
                Rule::json_listing | Rule::type_in_text => {
                    self.hint_in_text = self.hint_in_text.take().or_else(|| type_phrase(&token));
                }
                Rule::named_in_text => {
                    let name = token.into_inner().next().map(|p| p.as_str().to_owned());
                    self.hint_in_text = self.hint_in_text.take().or(name.map(TypeHint::Named));
                }
                _ => {}
            }
        }
    }

    fn finish(mut self, text: &str) -> Prose {
        self.end_row();
        let mut prose = self.prose;
        prose.hint = self.hint_in_note.or(self.hint_in_text);
        if prose.fixed.is_some() {
            prose.fixed = quoted_first(text);
        }
        let mut plain = String::new();
        let mut from = 0;
        for cut in self.cut {
            plain.push_str(text.get(from..cut.start).unwrap_or(""));
            from = cut.end;
        }
        plain.push_str(text.get(from..).unwrap_or(""));
        prose.plain = tidy(&plain);
        prose.whole = text.to_owned();
        prose
    }
}

/// Cleans a text from which notes were removed: no space before a mark, and no colon at
/// the end, which introduces a list.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.trim().trim_end_matches([':', ' ']).chars() {
        if ".,:;".contains(c) {
            tidy.truncate(tidy.trim_end().len());
        }
        tidy.push(c);
    }
    tidy
}

fn push_new(values: &mut Vec<String>, value: String) {
    if !values.contains(&value) {
        values.push(value);
    }
}

fn inner(quoted: &Pair<'_, Rule>) -> String {
    quoted
        .clone()
        .into_inner()
        .next()
        .map_or("", |p| p.as_str())
        .to_owned()
}

/// The value of a member that is `fixed`: what the text begins with.
fn quoted_first(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('"')?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

fn is_choice(note: &str) -> bool {
    let note = note
        .trim_start_matches('(')
        .trim_start()
        .to_ascii_lowercase();
    note.starts_with("one of") || note.starts_with("either")
}

fn type_phrase(phrase: &Pair<'_, Rule>) -> Option<TypeHint> {
    let mut array = None;
    for token in phrase.clone().into_inner() {
        match token.as_rule() {
            Rule::json_type => {
                let hint = json_type(&token);
                return match array {
                    Some(()) => Some(TypeHint::Array(hint.map(Box::new))),
                    None => hint,
                };
            }
            Rule::json_array | Rule::array_word => array = Some(()),
            Rule::bare_type => return builtin(token.as_str()).map(|b| TypeHint::Builtin(b, false)),
            Rule::named_type => return Some(TypeHint::Named(token.as_str().to_owned())),
            Rule::array_phrase => return type_phrase(&token),
            _ => {}
        }
    }
    array.map(|()| TypeHint::Array(None))
}

fn json_type(token: &Pair<'_, Rule>) -> Option<TypeHint> {
    let mut parts = token.clone().into_inner();
    let json = parts.next()?.as_str().to_ascii_lowercase();
    let kind = parts.next()?.as_str().to_ascii_lowercase();
    let mut letters: Vec<char> = json.chars().collect();
    letters.sort_unstable();
    if letters != ['j', 'n', 'o', 's'] {
        return None;
    }
    let misspelled = json != "json";
    match kind.as_str() {
        "object" | "objects" => Some(TypeHint::Object),
        "array" => Some(TypeHint::Array(None)),
        // The keys of a dictionary are unknown.
        "dict" | "value" => Some(TypeHint::Builtin(Builtin::Any, misspelled)),
        "null" => Some(TypeHint::Builtin(Builtin::Null, misspelled)),
        other => builtin(other).map(|b| TypeHint::Builtin(b, misspelled)),
    }
}

fn builtin(word: &str) -> Option<Builtin> {
    match word {
        "string" | "strings" | "str" => Some(Builtin::Str),
        "integer" | "int" => Some(Builtin::Int),
        "number" => Some(Builtin::Number),
        "boolean" | "bool" => Some(Builtin::Bool),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn values_are_read_from_prose() {
        for (text, values) in [
            (r#""spice" or "vnc" (json-string)"#, vec!["spice", "vnc"]),
            (
                r#"protocol: "spice" or "vnc" (json-string)"#,
                vec!["spice", "vnc"],
            ),
            (r#""a", "b" or "c" (json-string)"#, vec!["a", "b", "c"]),
            (r#"(json-string, "read" or "write")"#, vec!["read", "write"]),
            (r#"the type, "tap", "user", ... (json-string)"#, vec![]),
            (
                "the hue (default 'red').  'blue' and 'green' are for the night",
                vec![],
            ),
            (
                "[ keep | disconnect | fail ] (json-string)",
                vec!["keep", "disconnect", "fail"],
            ),
            ("[ now | never | +secs | secs ] (json-string)", vec![]),
            (
                r#"Possible values: "utf8" (default), "base64""#,
                vec!["utf8", "base64"],
            ),
            (r#"must be "spice" (json-string)"#, vec!["spice"]),
            (
                r#"a file ("file:") or a descriptor ("fd:") (json-string)"#,
                vec![],
            ),
        ] {
            let read = read(text);
            assert_eq!(read.values, values, "{text}: {read:?}");
        }
    }
}
