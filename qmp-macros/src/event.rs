//! `#[derive(QmpEvent)]` on a struct.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, LitStr};

use crate::event_set;
use crate::expand::Context;
use crate::fields::Object;
use crate::fit::Way;
use crate::items::versions;
use crate::options::Container;
use crate::record::{Record, parameters};

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = Container::read(&input.attrs, "event", &["exhaustive"])?;
    let context = Context::of_item(&options.source, &input)?;
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
    let checked = &context.checked;
    let ident = &input.ident;
    let event = context.event(options.name.as_ref(), ident)?;
    let span = options.name.as_ref().map_or(ident.span(), LitStr::span);
    let object = event_object(context, event);
    let fields = context.fields(fields, Some(&object), ident.span())?;
    if let Some(span) = options.exhaustive {
        object.exhausted(context, &fields, span)?;
    }
    let usable = context.usable(&object.owner, &event.name, &event.metadata, span)?;
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
    let facts = versions(&event.metadata);
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
        noun: "member",
        name: &event.name,
        parts: context.documents.run().interface.parts(&event.data),
        open: false,
    }
}
