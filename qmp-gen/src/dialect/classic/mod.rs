//! The common part of the two classic dialects: parsing the body of a section and its running
//! text, and lowering them to the IR.

mod body;
mod cases;
mod context;
mod entry;
mod examples;
mod indent;
mod inference;
mod list_intro;
mod lower;
mod lowering;
mod members;
mod parts;
mod prose;
mod returns;
mod sections;
mod table;
mod type_names;

pub(crate) use entry::TableEntry;
pub(crate) use lower::{command, event};
pub(crate) use lowering::Lowering;
pub(crate) use sections::{Section, Sections, split};
pub(crate) use type_names::TypeNames;

/// Each grammar in a module of its own: the parser generator names the rules of
/// every grammar `Rule`.
mod text_rules {
    include!("text.pest.rs");
}

mod prose_rules {
    include!("prose.pest.rs");
}

mod lead_rules {
    include!("list_intro.pest.rs");
}
