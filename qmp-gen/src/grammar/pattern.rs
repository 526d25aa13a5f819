//! Expressions without tokens.

/// An expression without tokens in it.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// This text.
    Literal(&'static str),
    /// This text, in capitals or not.
    AnyCase(&'static str),
    /// One character of a set.
    One(Set),
    /// All characters of a set that follow, which may be none.
    Span(Set),
    /// One character that Unicode calls white space.
    WhiteSpace,
    /// The beginning of the text.
    Start,
    /// The end of the text.
    End,
    /// Another rule's pattern.
    Rule(&'static Pattern),
    /// Each of them, one after another.
    Sequence(&'static [Pattern]),
    /// The first of them that matches.
    Choice(&'static [Pattern]),
    /// The pattern, or nothing.
    Optional(&'static Pattern),
    /// The pattern as often as it matches.
    Repeat(&'static Pattern),
    /// Nothing, where the pattern matches.
    Ahead(&'static Pattern),
    /// Nothing, where the pattern does not match.
    Not(&'static Pattern),
}

impl Pattern {
    /// The end of the match that begins at `at`.
    pub(super) fn end(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.as_bytes().get(at..)?;
        match self {
            Pattern::Literal(literal) => {
                let matches = rest.starts_with(literal.as_bytes());
                matches.then_some(at + literal.len())
            }
            Pattern::AnyCase(literal) => {
                let found = rest.get(..literal.len())?;
                let matches = found.eq_ignore_ascii_case(literal.as_bytes());
                matches.then_some(at + literal.len())
            }
            Pattern::One(set) => match *rest.first()? {
                byte if !set.contains(byte) => None,
                byte if byte.is_ascii() => Some(at + 1),
                _ => Some(at + text.get(at..)?.chars().next()?.len_utf8()),
            },
            Pattern::Span(set) => {
                let length = rest.iter().take_while(|byte| set.contains(**byte));
                Some(at + length.count())
            }
            Pattern::WhiteSpace => {
                let first = text.get(at..)?.chars().next()?;
                first.is_whitespace().then_some(at + first.len_utf8())
            }
            Pattern::Start => (at == 0).then_some(at),
            Pattern::End => rest.is_empty().then_some(at),
            Pattern::Rule(pattern) => pattern.end(text, at),
            Pattern::Sequence(all) => {
                let mut parts = all.iter();
                parts.try_fold(at, |at, part| part.end(text, at))
            }
            Pattern::Choice(all) => all.iter().find_map(|one| one.end(text, at)),
            Pattern::Optional(pattern) => Some(pattern.end(text, at).unwrap_or(at)),
            Pattern::Repeat(pattern) => {
                let mut end = at;
                while let Some(next) = pattern.end(text, end) {
                    end = next;
                }
                Some(end)
            }
            Pattern::Ahead(pattern) => pattern.end(text, at).map(|_| at),
            Pattern::Not(pattern) => match pattern.end(text, at) {
                Some(_) => None,
                None => Some(at),
            },
        }
    }
}

/// A set of characters: any of ASCII, and of the others all or none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Set {
    ascii: [u64; 2],
    others: bool,
}

impl Set {
    /// These characters.
    pub(crate) const fn of(characters: &str) -> Set {
        let mut set = Set {
            ascii: [0; 2],
            others: false,
        };
        let bytes = characters.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            set.ascii[(bytes[at] >> 6) as usize] |= 1 << (bytes[at] & 63);
            at += 1;
        }
        set
    }

    /// All characters but these.
    pub(crate) const fn except(characters: &str) -> Set {
        let set = Set::of(characters);
        Set {
            ascii: [!set.ascii[0], !set.ascii[1]],
            others: true,
        }
    }

    /// Whether a character that begins with this byte is in the set.
    fn contains(self, byte: u8) -> bool {
        match self.ascii.get(usize::from(byte >> 6)) {
            Some(bits) => (bits >> (byte & 63)) & 1 == 1,
            None => self.others,
        }
    }
}
