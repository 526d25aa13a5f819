//! What the two classic documents have in common: a section's body, the running
//! text in it, and the way from there to the IR.

mod body;
mod cases;
mod evidence;
mod examples;
mod indent;
mod lead;
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

use lead_rules::LeadParser;
use prose_rules::ProseParser;
use text_rules::TextParser;

/// Each grammar in a module of its own: the parser generator names the rules of
/// every grammar `Rule`.
#[allow(missing_docs, unreachable_pub)]
mod text_rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "dialect/classic/text.pest"]
    pub(super) struct TextParser;
}

#[allow(missing_docs, unreachable_pub)]
mod prose_rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "dialect/classic/prose.pest"]
    pub(super) struct ProseParser;
}

#[allow(missing_docs, unreachable_pub)]
mod lead_rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "dialect/classic/lead.pest"]
    pub(super) struct LeadParser;
}
