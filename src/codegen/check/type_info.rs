//! Types as data: what a type of Rust's is, and what the documents say of a value.

/// What a type of Rust's is.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The kinds that it holds, a bit for each.
    pub holds: u32,
    /// The kinds that it gives, a bit for each.
    pub gives: u32,
    /// Whether it stands for a value that may be left out.
    pub may_be_absent: bool,
    /// What is in it.
    pub content: Content,
}

/// What is in a type of Rust's.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// Nothing that would have to be compared.
    Plain,
    /// Anything.
    Anything,
    /// Elements.
    Array(&'static Form),
    /// The values of an enum, and whether it holds others as well.
    Choice(&'static [&'static str], bool),
    /// An object that was checked as the documents' object of that name.
    Named(&'static str),
    /// An object that has to be checked where it is used.
    Fields(&'static [Field]),
}

/// A field of a struct that has to be checked where it is used.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The member that it is.
    pub name: &'static str,
    /// What it is.
    pub form: Form,
    /// Whether it does without the member.
    pub has_default: bool,
}

/// What the documents say of a value.
#[derive(Debug, Clone, Copy)]
pub enum Documented {
    /// A value of that kind: one of the constants of [`Form`].
    Plain(u32),
    /// An array.
    Array(&'static Documented),
    /// An enum: its name, and its values.
    Enum(&'static str, &'static [&'static str]),
    /// An object: its name, and its members; `None` where it is too deep inside of
    /// another for them to be given.
    Object(&'static str, Option<&'static [Member]>),
    /// One of several.
    Alternate(&'static [Documented]),
}

/// A member of an object, as the documents have it.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
    /// Its value.
    pub value: Documented,
}

impl Form {
    /// What may be anything.
    pub const ANYTHING: Form = Form {
        holds: u32::MAX,
        gives: u32::MAX,
        may_be_absent: false,
        content: Content::Anything,
    };

    /// An array.
    pub const fn array(element: &'static Form) -> Form {
        Form {
            holds: 0,
            gives: 0,
            may_be_absent: false,
            content: Content::Array(element),
        }
    }

    /// An enum of those values; `open` for one that holds others as well.
    pub const fn choice(values: &'static [&'static str], open: bool) -> Form {
        Form {
            holds: if open {
                Form::Enum | Form::Str
            } else {
                Form::Enum
            },
            gives: Form::Enum | Form::Str | Form::Alternate | Form::Any,
            may_be_absent: false,
            content: Content::Choice(values, open),
        }
    }

    /// An object.
    pub const fn object(content: Content) -> Form {
        Form {
            holds: Form::Object,
            gives: Form::Object | Form::Alternate | Form::Any,
            may_be_absent: false,
            content,
        }
    }
}
