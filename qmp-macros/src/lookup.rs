//! Finding the events and commands of the documents for the user's items.

use proc_macro2::TokenStream;
use qmp_gen::ir::{Command, Event, Kind, Metadata, Name, Type, TypeDef};
use qmp_gen::macros::{UnknownName, find_by_type_name};
use qmp_gen::{Removed, RemovedKind, Version};
use quote::quote;
use syn::{Generics, Ident, LitStr};

use crate::context::Context;

impl Context {
    /// Finds an event by its name, or by the name that the generator uses for its type.
    pub(crate) fn event(&self, name: Option<&LitStr>, ident: &Ident) -> syn::Result<&Event> {
        let interface = &self.documents.run().interface;
        match name {
            Some(name) => interface
                .find_event(&name.value())
                .map_err(|missing| syn::Error::new(name.span(), missing)),
            None => {
                let names = interface.events().map(|event| &event.name);
                let found = find_by_type_name(&ident.to_string(), names);
                found
                    .and_then(|name| interface.event(&name.text))
                    .ok_or_else(|| {
                        self.unnamed(
                            RemovedKind::Event,
                            ident,
                            interface.events().map(|event| &event.name),
                        )
                    })
            }
        }
    }

    /// Finds a command by its name, or by the name that the generator uses for its type.
    pub(crate) fn command(&self, name: Option<&LitStr>, ident: &Ident) -> syn::Result<&Command> {
        let interface = &self.documents.run().interface;
        match name {
            Some(name) => interface
                .find_command(&name.value())
                .map_err(|missing| syn::Error::new(name.span(), missing)),
            None => {
                let names = || interface.commands().map(|command| &command.name);
                let found = find_by_type_name(&ident.to_string(), names());
                found
                    .and_then(|name| interface.command(&name.text))
                    .ok_or_else(|| self.unnamed(RemovedKind::Command, ident, names()))
            }
        }
    }

    /// Finds a type of one kind by its name, or by the name that the generator uses for it;
    /// `None` if no such type matches the identifier. `expected` names the kind in errors.
    pub(crate) fn definition(
        &self,
        name: Option<&LitStr>,
        ident: &Ident,
        expected: &str,
        is_of_kind: fn(&Kind) -> bool,
    ) -> syn::Result<Option<&TypeDef>> {
        let interface = &self.documents.run().interface;
        let Some(name) = name else {
            let definitions = interface.types().filter(|d| is_of_kind(&d.kind));
            let names = definitions.map(|definition| &definition.name);
            let found = find_by_type_name(&ident.to_string(), names);
            return Ok(found.and_then(|name| interface.ty(&name.text)));
        };
        let error = |message: String| syn::Error::new(name.span(), message);
        let found = interface
            .find_type(&name.value())
            .map_err(|unknown| error(unknown.to_string()))?;
        if is_of_kind(&found.kind) {
            return Ok(Some(found));
        }
        let words = interface.describe_type(&Type::Named(found.name.text.clone()));
        let place = self.documents.place(&found.name);
        Err(error(format!(
            "expected {expected}, found {words}\n{place}"
        )))
    }

    /// The kind of the command or the event for which the generator uses a name.
    fn kind_of_ident(&self, ident: &Ident) -> Option<&'static str> {
        let interface = &self.documents.run().interface;
        let ident = ident.to_string();
        let commands = interface.commands().map(|command| &command.name);
        let events = interface.events().map(|event| &event.name);
        let command = find_by_type_name(&ident, commands)
            .map(|_| "the name of a command; derive `QmpCommand`");
        let event =
            || find_by_type_name(&ident, events).map(|_| "the name of an event; derive `QmpEvent`");
        command.or_else(event)
    }

    /// The error about an item whose name matches nothing in the documents.
    fn unnamed<'n>(
        &self,
        kind: RemovedKind,
        ident: &Ident,
        names: impl Iterator<Item = &'n Name>,
    ) -> syn::Error {
        let what = kind.word();
        let all: Vec<(String, &str)> = names
            .map(|name| (qmp_gen::type_name(&name.text), name.text.as_str()))
            .collect();
        let wanted = ident.to_string();
        let known = all.iter().map(|(ident, _)| ident.as_str());
        let problem = format!("the documents have no {what} for a type named");
        let removed = Removed::find_by_type_name(kind, &wanted);
        let mut missing = UnknownName::new(problem, &wanted, known)
            .or_other_kind(self.kind_of_ident(ident))
            .or_removed(removed);
        let nearest = missing.nearest.as_deref();
        let mut all = all.iter();
        let wire = all.find(|(ident, _)| Some(ident.as_str()) == nearest);
        missing.nearest = wire.map(|(_, wire)| (*wire).to_owned());
        let message = match (&missing.removed, missing.other_kind) {
            (None, None) => {
                format!("{missing}\nadd `#[qmp({what} = \"…\")]` with the name in the documents")
            }
            _ => missing.to_string(),
        };
        syn::Error::new(ident.span(), message)
    }
}

/// The marker traits of a command that has the type `ty`, with its generics.
pub(crate) fn command_markers(
    runtime: &TokenStream,
    command: &Command,
    generics: &Generics,
    ty: &TokenStream,
) -> TokenStream {
    let (impls, _, bounds) = generics.split_for_impl();
    let out_of_band = command.oob.then(|| quote!(OutOfBandCommand));
    let no_reply = command.no_reply.then(|| quote!(NoReplyCommand));
    let markers = out_of_band.into_iter().chain(no_reply);
    let markers = markers.map(|marker| quote!(impl #impls #runtime::#marker for #ty #bounds {}));
    markers.collect()
}

/// The constants for the first and the last version that has an item.
pub(crate) fn versions(runtime: &TokenStream, metadata: &Metadata) -> TokenStream {
    let constant = |name: &str, version: &Option<String>| {
        let name = Ident::new(name, proc_macro2::Span::call_site());
        let [major, minor, micro] = version.as_ref()?.parse::<Version>().ok()?.triple()?;
        Some(quote! {
            const #name: ::core::option::Option<#runtime::VersionTriple> =
                ::core::option::Option::Some(#runtime::VersionTriple::new(#major, #minor, #micro));
        })
    };
    let since = constant("SINCE", &metadata.since);
    let until = constant("UNTIL", &metadata.until);
    quote!(#since #until)
}
