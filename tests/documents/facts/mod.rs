//! Facts of QEMU's documents, written down by hand: the shape of each item, in the form of
//! [`super::shape`].
//!
//! If text and example disagree, the fact is what both allow: an argument that an example omits
//! is optional, and so is a member of a reply.

mod commands;
mod events;
mod queries;

use serde_json::Value;

/// The shape of an item in the documents of some releases.
pub(crate) struct Fact {
    /// The releases whose documents describe this shape.
    pub(crate) releases: &'static [&'static str],
    /// The name of the command or event.
    pub(crate) name: &'static str,
    /// The expected shape.
    pub(crate) shape: Value,
}

const V0_14: &str = "0.14.0";
const V1_0: &str = "1.0";
const V1_3: &str = "1.2.50-32c81a4";
const V1_6: &str = "1.6.0";
const V2_1: &str = "2.1.0";
const V2_5: &str = "2.5.0";
const V2_8: &str = "2.8.0";
const ALL: &[&str] = &[V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8];
const SINCE_1_3: &[&str] = &[V1_3, V1_6, V2_1, V2_5, V2_8];

fn fact(releases: &'static [&'static str], name: &'static str, shape: Value) -> Fact {
    Fact {
        releases,
        name,
        shape,
    }
}

pub(crate) fn facts() -> Vec<Fact> {
    let mut facts = events::events();
    facts.extend(commands::commands());
    facts.extend(queries::queries());
    facts
}
