//! The types of values.

use std::fmt;

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// A builtin type of the schema language.
    Builtin(Builtin),
    /// A defined type, by its name.
    Named(String),
    /// An array.
    Array(Box<Type>),
}

impl Type {
    /// Creates the type of arrays of `element`.
    pub fn array(element: Type) -> Type {
        Type::Array(Box::new(element))
    }

    /// The name of the type, or of the elements of arrays of it.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.innermost() {
            Type::Named(name) => Some(name),
            _ => None,
        }
    }

    /// The type of the elements, in arrays of any depth.
    pub fn innermost(&self) -> &Type {
        match self {
            Type::Array(element) => element.innermost(),
            other => other,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Builtin(builtin) => f.write_str(builtin.name()),
            Type::Named(name) => f.write_str(name),
            Type::Array(element) => write!(f, "[{element}]"),
        }
    }
}

impl From<Builtin> for Type {
    fn from(builtin: Builtin) -> Type {
        Type::Builtin(builtin)
    }
}

macro_rules! builtins {
    ($($variant:ident $name:literal $doc:literal),* $(,)?) => {
        /// A builtin type of the schema language, which needs no definition.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Builtin {
            $(#[doc = $doc] $variant),*
        }

        impl Builtin {
            /// All builtin types.
            pub const ALL: &[Builtin] = &[$(Builtin::$variant),*];

            /// The name in a schema and in a snapshot.
            pub fn name(self) -> &'static str {
                match self {
                    $(Builtin::$variant => $name),*
                }
            }

            /// Finds the builtin type with this name.
            pub fn from_name(name: &str) -> Option<Builtin> {
                match name {
                    $($name => Some(Builtin::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

builtins! {
    Str "str" "A string.",
    Int "int" "An integer of 64 bits.",
    Number "number" "A number with or without a fraction.",
    Bool "bool" "`true` or `false`.",
    Any "any" "Any JSON value.",
    Null "null" "`null`.",
    Size "size" "A number of bytes.",
    Int8 "int8" "A signed integer of 8 bits.",
    Int16 "int16" "A signed integer of 16 bits.",
    Int32 "int32" "A signed integer of 32 bits.",
    Int64 "int64" "A signed integer of 64 bits.",
    Uint8 "uint8" "An unsigned integer of 8 bits.",
    Uint16 "uint16" "An unsigned integer of 16 bits.",
    Uint32 "uint32" "An unsigned integer of 32 bits.",
    Uint64 "uint64" "An unsigned integer of 64 bits.",
}
