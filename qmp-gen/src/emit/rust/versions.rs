//! Since when and until when there is an item.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::ir::{Facts, Kind, Member};

/// The constants of a command or an event, where something is known.
pub(super) fn constants(facts: &Facts) -> TokenStream {
    let since = facts.since.as_ref();
    let since = since.map(|v| quote!(const SINCE: Option<&'static str> = Some(#v);));
    let until = facts.until.as_ref();
    let until = until.map(|v| quote!(const UNTIL: Option<&'static str> = Some(#v);));
    quote!(#since #until)
}

/// The rows of the table.
#[derive(Default)]
struct Items<'a>(Vec<(String, &'a Facts)>);

impl<'a> Items<'a> {
    fn add(&mut self, item: impl Into<String>, facts: &'a Facts) {
        if facts.since.is_some() || facts.until.is_some() {
            self.0.push((item.into(), facts));
        }
    }

    fn members(&mut self, owner: &str, members: &'a [Member]) {
        for member in members {
            self.add(format!("{owner}.{}", member.name.text), &member.facts);
        }
    }
}

impl Emitter<'_> {
    /// One table of everything that is no command and no event: a constant for
    /// each would cost compile time whether or not it is used.
    pub(super) fn versions(&self) -> TokenStream {
        let mut items = Items::default();
        for command in self.checked.commands() {
            items.members(&command.name.text, command.arguments.members());
        }
        for event in self.checked.events() {
            items.members(&event.name.text, event.data.members());
        }
        for definition in self.checked.types() {
            let name = &definition.name.text;
            items.add(name, &definition.facts);
            match &definition.kind {
                Kind::Enum(values) => {
                    for value in values {
                        items.add(format!("{name}.{}", value.name.text), &value.facts);
                    }
                }
                Kind::Alternate(alternatives) => items.members(name, alternatives),
                Kind::Object(object) => {
                    items.members(name, &object.members);
                    for branch in &object.branches {
                        items.add(format!("{name}.{}", branch.value.text), &branch.facts);
                    }
                }
            }
        }
        items.0.sort_by(|a, b| a.0.cmp(&b.0));
        let client = &self.client;
        let version = |version: &Option<String>| match version {
            Some(version) => quote!(Some(#version)),
            None => quote!(None),
        };
        let rows = items.0.iter().map(|(item, facts)| {
            let (since, until) = (version(&facts.since), version(&facts.until));
            quote!(Versions::new(#item, #since, #until),)
        });
        quote! {
            /// Since when, and until when, there is what does not go without
            /// saying. Commands and events have constants of their own.
            #[allow(dead_code, unreachable_pub)]
            pub mod versions {
                use #client::Versions;

                /// The types, members, values and branches of which it is known,
                /// sorted by their names.
                pub const ITEMS: &[Versions] = &[#(#rows)*];
            }
        }
    }
}
