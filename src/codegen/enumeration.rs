//! Enums, which stay open: a value that the documents do not list is kept.

/// A value that the documents do not list, as the server sent it.
///
/// It can't be made from a value that they do list: text becomes an enum
/// through `From`, which finds the listed variant first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unlisted(Box<str>);

impl Unlisted {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The facts of a generated enum.
pub trait Enum: Sized + Clone + 'static {
    /// Each listed value with its variant.
    const VALUES: &'static [(&'static str, Self)];

    /// The variant for everything else.
    fn unlisted(value: Unlisted) -> Self;
}

/// The variant for a value on the wire.
pub fn from_wire<T: Enum>(value: &str) -> T {
    match T::VALUES.iter().find(|(name, _)| *name == value) {
        Some((_, variant)) => variant.clone(),
        None => T::unlisted(Unlisted(value.into())),
    }
}
