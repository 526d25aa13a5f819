//! What the documents say, whatever dialect they say it in: plain owned data
//! with a span on everything that has a place.

use std::collections::HashMap;
use std::fmt;

use serde_json::Value;

use crate::document::Span;
use crate::version::Version;

/// An interface: everything that a run's documents describe.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The commands, in the documents' order.
    pub commands: Vec<Command>,
    /// The events, in the documents' order.
    pub events: Vec<Event>,
    /// The types, in the documents' order.
    pub types: Vec<TypeDef>,
    /// What release it is of.
    pub release: Release,
    /// By the place of a member's name, where its type is named; likewise of a
    /// branch, and of a command for what it returns. Not every dialect says.
    pub type_places: HashMap<Span, Span>,
    /// Whether names that are one in C are one. So it is in the schema language,
    /// since QEMU generates C; what several releases have together may have both.
    pub c_names: bool,
}

/// What an interface is of.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// The release that it is the interface of.
    pub version: Option<Version>,
    /// The documents that it was made from.
    pub documents: Vec<Origin>,
}

impl Release {
    /// Adds an origin. Two documents of one name are told apart by a number.
    pub fn add(&mut self, mut origin: Origin) {
        let name = origin.name.clone();
        let mut number = 1;
        while let Some(other) = self.documents.iter().find(|o| o.name == origin.name) {
            if other.digest == origin.digest {
                return;
            }
            number += 1;
            origin.name = format!("{name} ({number})");
        }
        self.documents.push(origin);
    }
}

/// A document that an interface was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its name, as seen from the folder of the entry point.
    pub name: String,
    /// `sha256:` and the digest of its text.
    pub digest: String,
}

/// A name on the wire and where it stands.
#[derive(Debug, Clone)]
pub struct Name {
    /// The name, exactly as it is on the wire.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A command.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its name.
    pub name: Name,
    /// What is told of it.
    pub doc: Doc,
    /// Its arguments.
    pub arguments: Payload,
    /// Whether it takes arguments beyond those that are listed.
    pub open: bool,
    /// What it returns; `None` for a command that returns nothing.
    pub returns: Option<Type>,
    /// What is told of that.
    pub returns_doc: Doc,
    /// What is told of its errors.
    pub errors_doc: Doc,
    /// Whether it may be executed out of band.
    pub oob: bool,
    /// Whether it is declared somewhere and described nowhere.
    pub undocumented: bool,
    /// The examples.
    pub examples: Vec<Example>,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its name.
    pub name: Name,
    /// What is told of it.
    pub doc: Doc,
    /// Its data.
    pub data: Payload,
    /// Whether it is declared somewhere and described nowhere.
    pub undocumented: bool,
    /// The examples.
    pub examples: Vec<Example>,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
}

/// Arguments or data.
#[derive(Debug, Clone)]
pub enum Payload {
    /// The members as they stand on the wire.
    Members(Vec<Member>),
    /// A type of that name, whose members stand there.
    Type(Name),
}

impl Payload {
    /// The members where they are spelled out.
    pub fn members(&self) -> &[Member] {
        match self {
            Payload::Members(members) => members,
            Payload::Type(_) => &[],
        }
    }
}

/// A member of an object, of arguments or of data.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Type,
    /// Whether it may be left out.
    pub optional: bool,
    /// What is told of it.
    pub doc: Doc,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
}

/// A type that has a name.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// What is told of it.
    pub doc: Doc,
    /// What it is.
    pub kind: Kind,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
    /// Whether the documents give it no name, but describe it in place: then the
    /// name is that of the place.
    pub nested: bool,
}

/// What a type with a name is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One of several strings.
    Enum(Vec<EnumValue>),
    /// An object, with or without branches.
    Object(Object),
    /// One of several types, told apart by the kind of JSON value.
    Alternate(Vec<Member>),
}

/// One value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The value.
    pub name: Name,
    /// What is told of it.
    pub doc: Doc,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
}

/// An object.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// The object whose members it has too.
    pub base: Option<Name>,
    /// Its own members.
    pub members: Vec<Member>,
    /// The member whose value chooses a branch.
    pub discriminator: Option<Name>,
    /// What is added for each value of the discriminator.
    pub branches: Vec<Branch>,
    /// The member under which a branch's value stands, where its members don't
    /// stand beside the others. Then a discriminator that is not listed among
    /// the members has the branches as its values.
    pub wrapper: Option<String>,
    /// Whether it has members beyond those that are listed.
    pub open: bool,
    /// The descriptions of members of the base, where this object has its own.
    pub base_docs: Vec<(String, Doc)>,
}

/// A branch of an object.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The value of the discriminator.
    pub value: Name,
    /// The object whose members are added, or the type of the wrapped value.
    pub ty: Type,
    /// What is told of it.
    pub doc: Doc,
    /// The rest of what is known of any item.
    pub metadata: Metadata,
}

/// What is known of items of every sort.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// The first version that has it.
    pub since: Option<String>,
    /// The last version that has it, where a later one is known.
    pub until: Option<String>,
    /// The module of the schema that defines it: a file's name without `.json`.
    pub module: Option<String>,
    /// Its features: `deprecated`, `unstable`, or anything else.
    pub features: Vec<Feature>,
    /// The condition under which a server is built with it.
    pub condition: Option<Value>,
}

impl Metadata {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        let Metadata {
            since,
            until,
            module,
            features,
            condition,
        } = self;
        since.is_none()
            && until.is_none()
            && module.is_none()
            && features.is_empty()
            && condition.is_none()
    }
}

/// A feature of an item.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The condition under which a server is built with it.
    pub condition: Option<Value>,
    /// What is told of it.
    pub doc: Doc,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// One of JSON's own.
    Builtin(Builtin),
    /// A type of that name.
    Named(String),
    /// An array.
    Array(Box<Type>),
}

impl Type {
    /// An array of `element`.
    pub fn array(element: Type) -> Type {
        Type::Array(Box::new(element))
    }

    /// The type at the bottom of however many arrays.
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
        /// The types that need no definition.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Builtin {
            $(#[doc = $doc] $variant),*
        }

        impl Builtin {
            /// Every one of them.
            pub const ALL: &[Builtin] = &[$(Builtin::$variant),*];

            /// The name in a schema and in a snapshot.
            pub fn name(self) -> &'static str {
                match self {
                    $(Builtin::$variant => $name),*
                }
            }

            /// The one of that name.
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

/// What is told of an item, in the order of telling.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// Paragraphs, lists and notes.
    pub blocks: Vec<DocBlock>,
}

impl Doc {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// A doc of one paragraph; empty for an empty text.
    pub fn paragraph(text: &str) -> Doc {
        let mut doc = Doc::default();
        doc.push_paragraph(text);
        doc
    }

    /// Adds a paragraph, unless it is empty.
    pub fn push_paragraph(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(DocBlock::Paragraph(text.to_owned()));
        }
    }
}

/// What is told of an item whose facts come from elsewhere.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The item, or the item, a dot and what is a part of it.
    pub name: Name,
    /// What is told.
    pub doc: Doc,
}

/// A part of a [`Doc`].
#[derive(Debug, Clone)]
pub enum DocBlock {
    /// Running text, with line breaks where the document has them.
    Paragraph(String),
    /// A heading within the text.
    Heading(String),
    /// A list.
    List(List),
    /// A text that is set off under a word such as `Note`.
    Note(String, Doc),
    /// Lines to be kept as they are.
    Code(String),
}

/// A list in a [`Doc`].
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The number of the first entry, where the entries are numbered.
    pub first: Option<u32>,
    /// The entries; an entry may have a list in it.
    pub entries: Vec<Doc>,
}

impl List {
    /// A list without numbers whose entries are one paragraph each.
    pub fn of_texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> List {
        let texts = texts.into_iter();
        List {
            first: None,
            entries: texts.map(|text| Doc::paragraph(text.as_ref())).collect(),
        }
    }
}

/// An example.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it is said to show.
    pub caption: String,
    /// What goes over the wire in it.
    pub messages: Vec<ExampleMessage>,
    /// The text behind the messages.
    pub after: Doc,
}

/// One message of an example.
#[derive(Debug, Clone)]
pub struct ExampleMessage {
    /// Who sends it.
    pub sender: Sender,
    /// Its text as it stands in the document.
    pub text: String,
    /// How many columns the first line's text is right of where the indentation of
    /// the later lines is counted from.
    pub indent: usize,
    /// Where it stands.
    pub span: Span,
    /// What the text says, where it is JSON.
    pub json: Option<Value>,
}

/// Who sends a message of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The client: `->`.
    Client,
    /// The server: `<-`, and the events in a list of events.
    Server,
}
