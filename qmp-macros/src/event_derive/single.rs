//! An event: `#[derive(QmpEvent)]` on a struct.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr};

use super::input::EventOptions;
use super::members::event_object;
use crate::context::Context;
use crate::direction::Direction;
use crate::fields::has_field;
use crate::generics::parameters;
use crate::lookup::versions;
use crate::struct_impl::StructImpl;

pub(super) fn expand(
    context: &Context,
    options: &EventOptions,
    input: &DeriveInput,
    fields: &syn::Fields,
) -> syn::Result<TokenStream> {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let event = context.event(options.name.as_ref(), ident)?;
    let span = options.name.as_ref().map_or(ident.span(), LitStr::span);
    let object = event_object(context, event);
    let fields = context.fields(fields, Some(&object), &[Direction::Received], ident.span())?;
    if let Some(span) = options.exhaustive {
        object.exhausted(context, has_field(&fields), span)?;
    }
    let usable = context.usable(&object.owner, &event.name, &event.metadata, span)?;
    let parameters = parameters(&input.generics);
    let checks = context.check_fields(&fields, &object.owner, Direction::Received, &parameters)?;
    let read = StructImpl {
        ident,
        generics: &input.generics,
        object: Some(&object),
        fields: &fields,
        branch: None,
    }
    .read(context);
    let versions = versions(runtime, &event.metadata);
    let (impls, types, bounds) = input.generics.split_for_impl();
    let name = &event.name.text;
    Ok(quote! {
        #usable
        #checks
        #[automatically_derived]
        impl #impls #runtime::Event for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            #versions
        }
        #read
    })
}
