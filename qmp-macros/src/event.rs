//! `#[derive(QmpEvent)]` on a struct.

use proc_macro2::TokenStream;
use qmp_gen::ir::{Facts, Name};
use qmp_gen::{Missing, by_type_name};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Ident, LitStr};

use crate::event_set;
use crate::expand::Context;
use crate::fields::{Object, listed};
use crate::fit::Way;
use crate::options::Container;
use crate::record::{Record, parameters};

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = Container::read(&input.attrs, "event", &["exhaustive"])?;
    let context = Context::new(&options.source, input.ident.span())?;
    match &input.data {
        Data::Struct(data) => {
            let expanded = event(&context, &options, &input, &data.fields)?;
            Ok(context.finish(&input, expanded))
        }
        Data::Enum(data) => {
            let expanded = event_set::expand(&context, &options, &input, data)?;
            Ok(context.finish(&input, expanded))
        }
        Data::Union(_) => Err(syn::Error::new_spanned(
            &input.ident,
            "an event is a struct or an enum",
        )),
    }
}

fn event(
    context: &Context,
    options: &Container,
    input: &DeriveInput,
    fields: &syn::Fields,
) -> syn::Result<TokenStream> {
    let Context {
        documents, checked, ..
    } = context;
    let ident = &input.ident;
    let event = context.event(options.name.as_ref(), ident)?;
    let span = options.name.as_ref().map_or(ident.span(), LitStr::span);
    let object = event_object(context, event);
    let fields = context.fields(fields, Some(&object), ident.span())?;
    if let Some(span) = options.exhaustive {
        exhaustive(
            context,
            &object,
            fields.iter().map(|field| field.wire.as_str()),
            span,
        )?;
    }
    let usable = context.usable(&object.owner, &event.name, &event.facts, span)?;
    let parameters = parameters(&input.generics);
    let checks = context.check_fields(&fields, &object.owner, Way::Held, &parameters)?;
    let read = Record {
        ident,
        generics: &input.generics,
        object: Some(&object),
        fields: &fields,
        branch: None,
    }
    .read(context);
    let facts = versions(
        &documents
            .run()
            .checked
            .event(&event.name.text)
            .map(|event| event.facts.clone())
            .unwrap_or_default(),
    );
    let (impls, types, bounds) = input.generics.split_for_impl();
    let name = &event.name.text;
    Ok(quote! {
        #usable
        #checks
        #[automatically_derived]
        impl #impls #checked::Event for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            #facts
        }
        #read
    })
}

/// What an event's members are looked up in.
pub(crate) fn event_object<'a>(context: &Context, event: &'a qmp_gen::ir::Event) -> Object<'a> {
    Object {
        owner: format!("the event `{}`", event.name.text),
        name: &event.name,
        parts: context.documents.run().checked.parts(&event.data),
        open: false,
    }
}

impl Context {
    /// The event that is called so, or that the generator would call so.
    pub(crate) fn event(
        &self,
        name: Option<&LitStr>,
        ident: &Ident,
    ) -> syn::Result<&qmp_gen::ir::Event> {
        let checked = &self.documents.run().checked;
        match name {
            Some(name) => checked
                .find_event(&name.value())
                .map_err(|missing| syn::Error::new(name.span(), missing)),
            None => {
                let names = checked.events().map(|event| &event.name);
                let found = by_type_name(&ident.to_string(), names);
                found
                    .and_then(|name| checked.event(&name.text))
                    .ok_or_else(|| {
                        self.unnamed("event", ident, checked.events().map(|event| &event.name))
                    })
            }
        }
    }

    /// An error about an item that is called like nothing in the documents.
    pub(crate) fn unnamed<'n>(
        &self,
        what: &str,
        ident: &Ident,
        names: impl Iterator<Item = &'n Name>,
    ) -> syn::Error {
        let all: Vec<(String, &str)> = names
            .map(|name| (qmp_gen::type_name(&name.text), name.text.as_str()))
            .collect();
        let wanted = ident.to_string();
        let known = all.iter().map(|(ident, _)| ident.as_str());
        let mut missing = Missing::new(
            format!("the documents have no {what} for the name"),
            &wanted,
            known,
        );
        let nearest = missing.nearest.as_deref();
        let wire = all
            .iter()
            .find(|(ident, _)| Some(ident.as_str()) == nearest);
        missing.nearest = wire.map(|(_, wire)| (*wire).to_owned());
        let message = format!("{missing}\n`#[qmp({what} = \"…\")]` says which it is");
        syn::Error::new(ident.span(), message)
    }
}

/// Reports members that a struct does not ask for which says that it asks for all.
pub(crate) fn exhaustive<'f>(
    context: &Context,
    object: &Object<'_>,
    fields: impl Iterator<Item = &'f str>,
    span: proc_macro2::Span,
) -> syn::Result<()> {
    let fields: Vec<&str> = fields.collect();
    let mut lacking = object.parts.iter().map(|part| &part.member.name);
    let lacking: Vec<&Name> = lacking
        .by_ref()
        .filter(|name| !fields.contains(&name.text.as_str()))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let names = listed(lacking.into_iter());
    let message = format!(
        "{} has members that are not asked for: {}\ndocumented at {}",
        object.owner,
        names.trim_start_matches("it has "),
        context.documents.place(object.name)
    );
    Err(syn::Error::new(span, message))
}

/// The constants that say since when, and until when, there is an item.
pub(crate) fn versions(facts: &Facts) -> TokenStream {
    let constant = |name: &str, version: &Option<String>| {
        let name = Ident::new(name, proc_macro2::Span::call_site());
        let version = version.as_ref()?;
        Some(quote! {
            const #name: ::core::option::Option<&'static ::core::primitive::str> =
                ::core::option::Option::Some(#version);
        })
    };
    let since = constant("SINCE", &facts.since);
    let until = constant("UNTIL", &facts.until);
    [since, until]
        .into_iter()
        .flatten()
        .map(|t| t.into_token_stream())
        .collect()
}
