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
    /// Whether it takes arguments that are not listed.
    pub open: bool,
    /// What it returns; `None` for a command that returns nothing.
    pub returns: Option<Type>,
    /// The documentation of what it returns.
    pub returns_doc: Doc,
    /// The documentation of its errors.
    pub errors_doc: Doc,
    /// Whether it may be executed out of band.
    pub oob: bool,
    /// Whether the documents declare it without describing it.
    pub undocumented: bool,
    /// The examples.
    pub examples: Vec<Example>,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Command {
    /// A command without arguments that returns nothing.
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
    /// An event without data.
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

/// Arguments or data.
#[derive(Debug, Clone)]
pub enum Payload {
    /// The members.
    Members(Vec<Member>),
    /// The members of the type of that name.
    Type(Name),
}

impl Default for Payload {
    fn default() -> Payload {
        Payload::Members(Vec::new())
    }
}

impl Payload {
    /// The members if they are listed.
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
    /// Whether it may be left out.
    pub optional: bool,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Member {
    /// A required member without documentation.
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

/// A type that has a name.
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
    /// Whether the documents describe it in place, without a name: then it is named
    /// after the place.
    pub nested: bool,
}

impl TypeDef {
    /// A type without documentation.
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

/// The kind of a type with a name.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One of several strings.
    Enum(Vec<EnumValue>),
    /// An object, with or without branches.
    Object(Object),
    /// One of several types, distinguished by the kind of JSON value.
    Alternate(Vec<Member>),
}

/// One value of an enum.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl EnumValue {
    /// A value without documentation.
    pub fn new(name: Name) -> EnumValue {
        EnumValue {
            name,
            doc: Doc::default(),
            metadata: Metadata::default(),
        }
    }
}

/// An object.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Object {
    /// The object whose members it inherits.
    pub base: Option<Name>,
    /// Its own members.
    pub members: Vec<Member>,
    /// The member whose value chooses a branch.
    pub discriminator: Option<Name>,
    /// The members that each value of the discriminator adds.
    pub branches: Vec<Branch>,
    /// The member that has a branch's value, if the branch's members are not those of the
    /// object itself. Then a discriminator that is not listed among the members has the
    /// branches as its values.
    pub wrapper: Option<String>,
    /// Whether it has members that are not listed.
    pub open: bool,
    /// The documentation of inherited members that this object has of its own.
    pub base_docs: Vec<(String, Doc)>,
}

impl Object {
    /// An object of these members, without base and branches.
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
    /// The object whose members are added, or the type of the wrapped value.
    pub ty: Type,
    /// Its documentation.
    pub doc: Doc,
    /// Its versions, features and condition.
    pub metadata: Metadata,
}

impl Branch {
    /// A branch without documentation.
    pub fn new(value: Name, ty: impl Into<Type>) -> Branch {
        Branch {
            value,
            ty: ty.into(),
            doc: Doc::default(),
            metadata: Metadata::default(),
        }
    }
}
