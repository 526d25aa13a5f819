//! The object that a struct with named fields becomes.

use proc_macro2::TokenStream;
use qmp_gen::ir::{Kind, Payload};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Fields, Generics, parse_quote};

use super::definition::definition;
use super::input::ObjectOptions;
use crate::branch::branch;
use crate::context::Context;
use crate::direction::Way;
use crate::errors::Errors;
use crate::fields::{Field, has_field};
use crate::generics::{is_within, parameters};
use crate::members::Object;
use crate::struct_impl::Record;
use crate::tokens::mentions;

pub(super) fn expand(
    context: &Context,
    options: &ObjectOptions,
    input: &DeriveInput,
    fields: &Fields,
) -> syn::Result<TokenStream> {
    let checked = &context.checked;
    let ident = &input.ident;
    let definition = definition(context, options.name.as_ref(), ident)?;
    // What goes both ways has to be known to the server.
    let way = if options.send { Way::Given } else { Way::Held };
    let mut chosen = None;
    let object = match definition {
        None => None,
        Some(definition) => {
            let payload = Payload::Type(definition.name.clone());
            let (parts, branch) = branch(context, &payload, options.branch.as_ref(), way)?;
            chosen = branch;
            Some(Object {
                owner: format!("the object `{}`", definition.name.text),
                noun: "member",
                name: &definition.name,
                parts,
                open: matches!(&definition.kind, Kind::Object(object) if object.open),
            })
        }
    };
    let fields = context.fields(fields, object.as_ref(), ident.span())?;
    let mut errors = Errors::default();
    let mut expanded = TokenStream::new();
    if let (Some(object), Some(definition)) = (&object, definition) {
        let parameters = parameters(&input.generics);
        let facts = &definition.metadata;
        let mut found =
            vec![context.usable_for(way, &object.owner, object.name, facts, ident.span())];
        if options.receive {
            found.push(context.check_fields(&fields, &object.owner, Way::Held, &parameters));
        }
        if options.send {
            found.push(object.complete(context, has_field(&fields), ident.span()));
            found.push(context.check_fields(&fields, &object.owner, Way::Given, &parameters));
        }
        if let Some(span) = options.exhaustive {
            let exhausted = object.exhausted(context, has_field(&fields), span);
            found.push(exhausted.map(|()| TokenStream::new()));
        }
        for found in found {
            match found {
                Ok(found) => expanded.extend(found),
                Err(error) => errors.push(error),
            }
        }
    } else if let Some(branch) = &options.branch {
        errors.push(syn::Error::new(
            branch.span(),
            "`name` says which union this is a branch of",
        ));
    } else if let Some(span) = options.exhaustive {
        errors.push(syn::Error::new(
            span,
            "`name` says which object this is all of",
        ));
    }
    errors.finish()?;

    let record = Record {
        ident,
        generics: &input.generics,
        object: object.as_ref(),
        fields: &fields,
        branch: chosen,
    };
    let chosen = record.branch.as_ref();
    expanded.extend(chosen.map(|branch| branch.warning.clone()));
    let content = match definition {
        Some(definition) => {
            let name = &definition.name.text;
            quote!(#checked::Content::Named(#name))
        }
        None => {
            let fields = fields.iter().map(|field| {
                let (name, ty, default) = (&field.wire, field.ty, field.default.is_some());
                quote! {
                    #checked::Field {
                        name: #name,
                        form: <#ty as #checked::Wire>::FORM,
                        has_default: #default,
                    }
                }
            });
            quote!(#checked::Content::Fields(&[#(#fields),*]))
        }
    };
    let generics = known(context, input, &fields);
    let (impls, _, bounds) = generics.split_for_impl();
    let (_, types, _) = input.generics.split_for_impl();
    expanded.extend(quote! {
        #[automatically_derived]
        impl #impls #checked::Wire for #ident #types #bounds {
            type Presence = #checked::Always;
            const FORM: #checked::Form = #checked::Form::object(#content);
        }
    });
    if options.receive {
        expanded.extend(record.read(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #checked::ReceiveAs<#checked::Object> for #ident #types #bounds {}
        });
    }
    if options.send {
        expanded.extend(record.write(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Object> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Alternate> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Any> for #ident #types #bounds {}
        });
    }
    Ok(expanded)
}

/// The generics, with the bound that makes the fields known to the checks whose types
/// depend on them.
fn known(context: &Context, input: &DeriveInput, fields: &[Field<'_>]) -> Generics {
    let checked = &context.checked;
    let parameters = parameters(&input.generics);
    let mut generics = input.generics.clone();
    for field in fields {
        let ty = field.ty;
        let depends = mentions(ty.to_token_stream(), &parameters);
        if depends && !is_within(&input.ident, &input.generics, ty) {
            let predicate = parse_quote!(#ty: #checked::Wire);
            generics.make_where_clause().predicates.push(predicate);
        }
    }
    generics
}
