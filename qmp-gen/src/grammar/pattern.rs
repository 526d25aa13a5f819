//! Expressions without tokens.

/// An expression that produces no tokens.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// A text.
    Literal(&'static str),
    /// A text, ignoring ASCII case.
    AnyCase(&'static str),
    /// One character of a set.
    One(Set),
    /// Zero or more characters of a set.
    Span(Set),
    /// One white space character, as Unicode defines it.
    WhiteSpace,
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// The pattern of another rule.
    Rule(&'static Pattern),
    /// All patterns in order.
    Sequence(&'static [Pattern]),
    /// The first pattern that matches.
    Choice(&'static [Pattern]),
    /// The pattern, if it matches.
    Optional(&'static Pattern),
    /// The pattern, zero or more times.
    Repeat(&'static Pattern),
    /// The empty text, if the pattern matches here.
    Ahead(&'static Pattern),
    /// The empty text, if the pattern does not match here.
    Not(&'static Pattern),
}

impl Pattern {
    /// Matches at the offset `at` and returns the end of the match.
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

/// A set of characters: any subset of ASCII, and all or none of the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Set {
    ascii: [u64; 2],
    others: bool,
}

impl Set {
    /// The given ASCII characters.
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

    /// All characters except the given ones.
    pub(crate) const fn except(characters: &str) -> Set {
        let set = Set::of(characters);
        Set {
            ascii: [!set.ascii[0], !set.ascii[1]],
            others: true,
        }
    }

    /// Whether the set contains the character that starts with `byte`.
    fn contains(self, byte: u8) -> bool {
        match self.ascii.get(usize::from(byte >> 6)) {
            Some(bits) => (bits >> (byte & 63)) & 1 == 1,
            None => self.others,
        }
    }
}
