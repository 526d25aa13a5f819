//! What every item is called, and the types of values.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Emitter;
use crate::ir::{Builtin, Kind, Type};
use crate::naming::Scope;
use crate::resolve::Checked;

/// The names of all items.
pub(super) struct Names {
    commands: HashMap<String, Ident>,
    events: HashMap<String, Ident>,
    types: HashMap<String, Ident>,
    branches: HashMap<String, Ident>,
}

/// What the generated enum of all events is called.
pub(super) const EVENT_ENUM: &str = "Event";

/// What generated code calls by its name in Rust's prelude: an item that would
/// be called so is called otherwise.
const PRELUDE: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "From",
    "FnOnce",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

impl Names {
    pub(super) fn new(checked: &Checked) -> Names {
        let mut scope = Scope::with_reserved(PRELUDE);
        let commands = checked
            .commands()
            .map(|c| (c.name.text.clone(), ident(&scope.pascal(&c.name.text))));
        let commands = commands.collect();
        let mut scope = Scope::with_reserved(PRELUDE);
        scope.reserve(EVENT_ENUM);
        let events = checked
            .events()
            .map(|e| (e.name.text.clone(), ident(&scope.pascal(&e.name.text))));
        let events = events.collect();
        let mut scope = Scope::with_reserved(PRELUDE);
        let types: HashMap<String, Ident> = checked
            .types()
            .map(|t| (t.name.text.clone(), ident(&scope.pascal(&t.name.text))))
            .collect();
        let is_union = |kind: &Kind| matches!(kind, Kind::Object(o) if o.discriminator.is_some());
        let unions = checked
            .types()
            .filter(|definition| is_union(&definition.kind));
        let branches = unions
            .map(|t| {
                let name = format!("{} branch", t.name.text);
                (t.name.text.clone(), ident(&scope.pascal(&name)))
            })
            .collect();
        Names {
            commands,
            events,
            types,
            branches,
        }
    }

    pub(super) fn command(&self, name: &str) -> Option<&Ident> {
        self.commands.get(name)
    }

    pub(super) fn event(&self, name: &str) -> Option<&Ident> {
        self.events.get(name)
    }

    pub(super) fn ty(&self, name: &str) -> Ident {
        self.types
            .get(name)
            .cloned()
            .unwrap_or_else(|| ident("Value"))
    }

    /// The enum of a union's branches.
    pub(super) fn branches(&self, name: &str) -> Ident {
        self.branches
            .get(name)
            .cloned()
            .unwrap_or_else(|| ident("Branch"))
    }
}

/// An identifier; the naming module gives nothing else.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

impl Emitter<'_> {
    /// The Rust type of a value.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Builtin(builtin) => match builtin {
                Builtin::Str => quote!(String),
                Builtin::Int | Builtin::Int64 => quote!(i64),
                Builtin::Number => quote!(f64),
                Builtin::Bool => quote!(bool),
                Builtin::Any => quote!(codegen::Value),
                Builtin::Null => quote!(()),
                Builtin::Size | Builtin::Uint64 => quote!(u64),
                Builtin::Int8 => quote!(i8),
                Builtin::Int16 => quote!(i16),
                Builtin::Int32 => quote!(i32),
                Builtin::Uint8 => quote!(u8),
                Builtin::Uint16 => quote!(u16),
                Builtin::Uint32 => quote!(u32),
            },
            Type::Named(name) => {
                let name = self.names.ty(name);
                self.in_types(&name)
            }
            Type::Array(element) => {
                let element = self.ty(element);
                quote!(Vec<#element>)
            }
        }
    }

    /// A type of the module `types`, from wherever it is spoken of.
    pub(super) fn in_types(&self, name: &Ident) -> TokenStream {
        quote!(types::#name)
    }

    /// The type of a parameter that such a value is made from, and the making:
    /// text from whatever is text, an enum from its value, a vector from
    /// whatever can be gone through. Numbers stay what they are, so that a
    /// literal is one.
    pub(super) fn parameter(&self, ty: &Type, value: &Ident) -> (TokenStream, TokenStream) {
        let own = self.ty(ty);
        match ty {
            Type::Array(element) if !matches!(**element, Type::Array(_)) => {
                let (parameter, _) = self.parameter(element, value);
                let into = if is_plain(element) {
                    quote!(#value.into_iter().collect())
                } else {
                    quote!(#value.into_iter().map(Into::into).collect())
                };
                (quote!(impl IntoIterator<Item = #parameter>), into)
            }
            _ if is_plain(ty) => (own, quote!(#value)),
            _ => (quote!(impl Into<#own>), quote!(#value.into())),
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Builtin(builtin) => !matches!(builtin, Builtin::Str | Builtin::Any),
        Type::Array(_) => true,
        Type::Named(_) => false,
    }
}
