//! The intermediate representation of documents, which is the same for all dialects.
//!
//! It is plain owned data, with a span for everything that has a position in a document.

mod doc;
mod example;
mod items;
mod metadata;
mod name;
mod release;
mod schema;
mod summary_text;
mod types;
pub(crate) mod walk;

pub use doc::{Doc, DocBlock, List};
pub use example::{Example, ExampleMessage, Sender};
pub use items::{Branch, Command, EnumValue, Event, Kind, Member, Object, Payload, TypeDef};
pub use metadata::{Feature, Metadata};
pub use name::Name;
pub use release::{Origin, Release};
pub use schema::Schema;
pub use summary_text::SummaryText;
pub use types::{Builtin, Type};
