//! Sets of characters.

use std::collections::BTreeSet;

/// As `qmp_gen::grammar::Set`.
#[derive(Clone)]
pub(crate) struct Set {
    ascii: BTreeSet<char>,
    others: bool,
}

/// All characters of ASCII.
const ASCII: std::ops::RangeInclusive<char> = '\0'..='\x7f';

impl Set {
    /// What a rule of pest itself matches, if that is one character of a set.
    pub(crate) fn builtin(name: &str) -> Option<Set> {
        let holds: fn(&char) -> bool = match name {
            "ANY" => {
                return Some(Set {
                    ascii: ASCII.collect(),
                    others: true,
                });
            }
            "ASCII" => char::is_ascii,
            "ASCII_DIGIT" => char::is_ascii_digit,
            "ASCII_NONZERO_DIGIT" => |c| matches!(c, '1'..='9'),
            "ASCII_BIN_DIGIT" => |c| matches!(c, '0' | '1'),
            "ASCII_OCT_DIGIT" => |c| matches!(c, '0'..='7'),
            "ASCII_HEX_DIGIT" => char::is_ascii_hexdigit,
            "ASCII_ALPHA_LOWER" => char::is_ascii_lowercase,
            "ASCII_ALPHA_UPPER" => char::is_ascii_uppercase,
            "ASCII_ALPHA" => char::is_ascii_alphabetic,
            "ASCII_ALPHANUMERIC" => char::is_ascii_alphanumeric,
            _ => return None,
        };
        Some(Set {
            ascii: ASCII.filter(holds).collect(),
            others: false,
        })
    }

    /// The characters from one to another, both of ASCII.
    pub(crate) fn range(first: &str, last: &str) -> Option<Set> {
        let one = |text: &str| text.parse::<char>().ok().filter(char::is_ascii);
        Some(Set {
            ascii: (one(first)?..=one(last)?).collect(),
            others: false,
        })
    }

    pub(crate) fn union(mut self, other: Set) -> Set {
        self.ascii.extend(other.ascii);
        self.others |= other.others;
        self
    }

    pub(crate) fn without(&self, other: &Set) -> Set {
        Set {
            ascii: &self.ascii - &other.ascii,
            others: self.others && !other.others,
        }
    }

    pub(crate) fn contains(&self, character: char) -> bool {
        if character.is_ascii() {
            self.ascii.contains(&character)
        } else {
            self.others
        }
    }

    pub(crate) fn code(&self) -> String {
        if self.others {
            let except: String = ASCII.filter(|c| !self.ascii.contains(c)).collect();
            format!("Set::except({except:?})")
        } else {
            let of: String = self.ascii.iter().collect();
            format!("Set::of({of:?})")
        }
    }
}
