//! Types as data, for comparison at compile time: types of Rust, and types declared by
//! the documents.

/// A type of Rust.
#[derive(Debug, Clone, Copy)]
pub struct TypeInfo {
    /// The kinds that it can receive, a bit for each.
    pub receives: u32,
    /// The kinds that it can be sent as, a bit for each.
    pub sends: u32,
    /// Whether a value may represent an absent member.
    pub may_be_absent: bool,
    /// Its contents.
    pub content: Content,
}

/// The contents of a type of Rust.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// A type without contents, or without contents that need to be compared.
    Scalar,
    /// Any value.
    Any,
    /// The elements of an array.
    Array(&'static TypeInfo),
    /// The values of an enum, and whether it accepts others as well.
    Enum(&'static [&'static str], bool),
    /// An object that was checked as the documents' object of that name.
    NamedObject(&'static str),
    /// An object that is checked where it is used.
    Object(&'static [FieldInfo]),
}

/// A field of a struct that is checked where it is used.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// The name of its member.
    pub name: &'static str,
    /// Its type.
    pub info: TypeInfo,
    /// Whether it has a default value.
    pub has_default: bool,
}

/// A type declared by the documents.
#[derive(Debug, Clone, Copy)]
pub enum DocumentedType {
    /// A value of that kind: one of the constants of [`TypeInfo`].
    Scalar(u32),
    /// An array.
    Array(&'static DocumentedType),
    /// An enum: its name and its values.
    Enum(&'static str, &'static [&'static str]),
    /// An object: its name and its members; `None` if it is nested too deeply for its
    /// members to be listed.
    Object(&'static str, Option<&'static [DocumentedMember]>),
    /// One of several types.
    Alternate(&'static [DocumentedType]),
}

/// A member of an object in the documents.
#[derive(Debug, Clone, Copy)]
pub struct DocumentedMember {
    /// Its name.
    pub name: &'static str,
    /// Whether it may be absent.
    pub optional: bool,
    /// Its type.
    pub ty: DocumentedType,
}

impl TypeInfo {
    /// A type for any value.
    pub const ANY: TypeInfo = TypeInfo {
        receives: u32::MAX,
        sends: u32::MAX,
        may_be_absent: false,
        content: Content::Any,
    };

    /// An array.
    pub const fn array(element: &'static TypeInfo) -> TypeInfo {
        TypeInfo {
            receives: 0,
            sends: 0,
            may_be_absent: false,
            content: Content::Array(element),
        }
    }

    /// An enum with these values; `open` if it accepts others as well.
    pub const fn enumeration(values: &'static [&'static str], open: bool) -> TypeInfo {
        TypeInfo {
            receives: if open {
                TypeInfo::Enum | TypeInfo::Str
            } else {
                TypeInfo::Enum
            },
            sends: TypeInfo::Enum | TypeInfo::Str | TypeInfo::Alternate | TypeInfo::Any,
            may_be_absent: false,
            content: Content::Enum(values, open),
        }
    }

    /// An object.
    pub const fn object(content: Content) -> TypeInfo {
        TypeInfo {
            receives: TypeInfo::Object,
            sends: TypeInfo::Object | TypeInfo::Alternate | TypeInfo::Any,
            may_be_absent: false,
            content,
        }
    }
}
