//! Commands, events and types with their members, values and branches.

use super::doc::Doc;
use super::example::Example;
use super::metadata::Metadata;
use super::name::Name;
use super::types::Type;

/// A command.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Command {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// Its arguments.
    pub arguments: Payload,
    /// Whether it accepts arguments that the documents do not list.
    pub open: bool,
    /// The type of its return value; `None` if it returns nothing.
    pub returns: Option<Type>,
    /// The documentation of its return value.
    pub returns_doc: Doc,
    /// The documentation of its errors.
    pub errors_doc: Doc,
    /// Whether it may be executed out of band.
    pub oob: bool,
    /// Whether a server may execute it without a reply (`success-response: false`). It replies
    /// if the command fails.
    pub no_reply: bool,
    /// Whether the documents declare it without describing it.
    pub undocumented: bool,
    /// The examples.
    pub examples: Vec<Example>,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Command {
    /// Creates a command without arguments that returns nothing.
    pub fn new(name: Name) -> Command {
        Command {
            name,
            doc: Doc::default(),
            arguments: Payload::default(),
            open: false,
            returns: None,
            returns_doc: Doc::default(),
            errors_doc: Doc::default(),
            oob: false,
            no_reply: false,
            undocumented: false,
            examples: Vec::new(),
            metadata: Metadata::default(),
        }
    }
}

/// An event.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Event {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// Its data.
    pub data: Payload,
    /// Whether the documents declare it without describing it.
    pub undocumented: bool,
    /// The examples.
    pub examples: Vec<Example>,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Event {
    /// Creates an event without data.
    pub fn new(name: Name) -> Event {
        Event {
            name,
            doc: Doc::default(),
            data: Payload::default(),
            undocumented: false,
            examples: Vec::new(),
            metadata: Metadata::default(),
        }
    }
}

/// The arguments of a command, or the data of an event.
#[derive(Debug, Clone)]
pub enum Payload {
    /// A list of members.
    Members(Vec<Member>),
    /// The members of the object type with this name.
    Type(Name),
}

impl Default for Payload {
    fn default() -> Payload {
        Payload::Members(Vec::new())
    }
}

impl Payload {
    /// The listed members; empty for [`Payload::Type`].
    pub fn members(&self) -> &[Member] {
        match self {
            Payload::Members(members) => members,
            Payload::Type(_) => &[],
        }
    }
}

/// A member of an object, of arguments or of data.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Type,
    /// Whether it may be absent.
    pub optional: bool,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Member {
    /// Creates a required member without documentation.
    pub fn new(name: Name, ty: impl Into<Type>) -> Member {
        Member {
            name,
            ty: ty.into(),
            optional: false,
            doc: Doc::default(),
            metadata: Metadata::default(),
        }
    }
}

/// The definition of a type.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// Its kind.
    pub kind: Kind,
    /// Its versions, features and condition.
    pub metadata: Metadata,
    /// Whether the documents describe it inside of another item, without a name. Its name
    /// is then derived from that item.
    pub nested: bool,
}

impl TypeDef {
    /// Creates a type without documentation.
    pub fn new(name: Name, kind: Kind) -> TypeDef {
        TypeDef {
            name,
            doc: Doc::default(),
            kind,
            metadata: Metadata::default(),
            nested: false,
        }
    }
}

/// The kind of a type, with its content.
#[derive(Debug, Clone)]
pub enum Kind {
    /// An enum: one of several strings.
    Enum(Vec<EnumValue>),
    /// An object, with or without branches.
    Object(Object),
    /// An alternate: one of several types, distinguished by the kind of JSON value.
    Alternate(Vec<Member>),
}

impl Kind {
    /// The noun for a type of this kind, also in links to the reference manual.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Kind::Enum(_) => "enum",
            Kind::Object(_) => "object",
            Kind::Alternate(_) => "alternate",
        }
    }
}

/// One value of an enum.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EnumValue {
    /// The string.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl EnumValue {
    /// Creates a value without documentation.
    pub fn new(name: Name) -> EnumValue {
        EnumValue {
            name,
            doc: Doc::default(),
            metadata: Metadata::default(),
        }
    }
}

/// An object type: members, and branches if it is a union.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Object {
    /// The object type whose members it inherits.
    pub base: Option<Name>,
    /// Its own members.
    pub members: Vec<Member>,
    /// The member whose value selects the branch.
    pub discriminator: Option<Name>,
    /// The members that each value of the discriminator adds.
    pub branches: Vec<Branch>,
    /// The name of the member that contains the branch, such as `data`. `None` if the
    /// members of a branch are members of the object itself.
    ///
    /// With a wrapper, the discriminator may be missing in `members`. Its values are then
    /// those of the branches.
    pub wrapper: Option<String>,
    /// Whether it may have members that the documents do not list.
    pub open: bool,
    /// The documentation that this object adds to inherited members, by their names.
    pub base_docs: Vec<(String, Doc)>,
}

impl Object {
    /// Creates an object with these members, without a base or branches.
    pub fn of(members: Vec<Member>) -> Object {
        Object {
            members,
            ..Object::default()
        }
    }
}

/// A branch of an object.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Branch {
    /// The value of the discriminator.
    pub value: Name,
    /// The object type whose members are added, or the type of the wrapper.
    pub ty: Type,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Branch {
    /// Creates a branch without documentation.
    pub fn new(value: Name, ty: impl Into<Type>) -> Branch {
        Branch {
            value,
            ty: ty.into(),
            doc: Doc::default(),
            metadata: Metadata::default(),
        }
    }
}
