//! What the two classic documents have in common: a section's body, the running
//! text in it, and the way from there to the IR.

mod body;
mod cases;
mod examples;
mod indent;
mod inference;
mod list_intro;
mod lower;
mod members;
mod parts;
mod prose;
mod returns;
mod sections;
mod table;
mod types;

pub(crate) use lower::{command, event};
pub(crate) use sections::{Section, split};
pub(crate) use table::Entry;
pub(crate) use types::{Lowering, TypeNames};

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
