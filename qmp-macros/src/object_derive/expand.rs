//! A struct with named fields.

use proc_macro2::TokenStream;
use qmp_gen::ir::{Kind, Payload};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Fields, Generics, parse_quote};

use super::input::ObjectOptions;
use crate::branch::branch;
use crate::context::Context;
use crate::conversion::Conversion;
use crate::direction::Direction;
use crate::errors::Errors;
use crate::fields::{Field, has_field};
use crate::generics::{is_within, parameters};
use crate::members::Object;
use crate::struct_impl::StructImpl;
use crate::tokens::{at, mentions, span_of};
use crate::type_check::probed_info;

pub(super) fn expand(
    context: &Context,
    options: &ObjectOptions,
    input: &DeriveInput,
    fields: &Fields,
) -> syn::Result<TokenStream> {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let is_object = |kind: &Kind| matches!(kind, Kind::Object(_));
    let definition = context.definition(options.name.as_ref(), ident, "an object", is_object)?;
    // The server must have an object for both directions.
    let direction = if options.send {
        Direction::Sent
    } else {
        Direction::Received
    };
    let mut chosen = None;
    let object = match definition {
        None => None,
        Some(definition) => {
            let payload = Payload::Type(definition.name.clone());
            let (parts, branch) = branch(context, &payload, options.branch.as_ref(), direction)?;
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
    let directions: Vec<Direction> = [
        (options.receive, Direction::Received),
        (options.send, Direction::Sent),
    ]
    .into_iter()
    .filter_map(|(is_chosen, direction)| is_chosen.then_some(direction))
    .collect();
    let fields = context.fields(fields, object.as_ref(), &directions, ident.span())?;
    let mut errors = Errors::default();
    let mut expanded = TokenStream::new();
    if let (Some(object), Some(definition)) = (&object, definition) {
        let parameters = parameters(&input.generics);
        let metadata = &definition.metadata;
        let mut found = vec![context.usable_for(
            direction,
            &object.owner,
            object.name,
            metadata,
            ident.span(),
        )];
        if options.receive {
            found.push(context.check_fields(
                &fields,
                &object.owner,
                Direction::Received,
                &parameters,
            ));
        }
        if options.send {
            found.push(object.complete(context, has_field(&fields), ident.span()));
            found.push(context.check_fields(&fields, &object.owner, Direction::Sent, &parameters));
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
            "`branch` needs a union: add `name` with the name of a union in the documents",
        ));
    } else if let Some(span) = options.exhaustive {
        errors.push(syn::Error::new(
            span,
            "`exhaustive` needs an object: add `name` with the name of an object in the documents",
        ));
    }
    errors.finish()?;

    let record = StructImpl {
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
            quote!(#runtime::Content::NamedObject(#name))
        }
        None => {
            let infos: Vec<TokenStream> = fields
                .iter()
                .map(|field| field_info(context, input, field, &directions))
                .collect();
            if parameters(&input.generics).is_empty() {
                expanded.extend(check_fields(context, input, &fields, &infos));
            }
            quote!(#runtime::Content::Object(&[#(#infos),*]))
        }
    };
    let generics = known(context, input, &fields);
    let (impls, _, bounds) = generics.split_for_impl();
    let (_, types, _) = input.generics.split_for_impl();
    expanded.extend(quote! {
        #[automatically_derived]
        impl #impls #runtime::Wire for #ident #types #bounds {
            type Presence = #runtime::Required;
            const INFO: #runtime::TypeInfo = #runtime::TypeInfo::object(#content);
        }
    });
    if options.receive {
        expanded.extend(record.read(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #runtime::ReceiveAs<#runtime::Object> for #ident #types #bounds {}
        });
    }
    if options.send {
        expanded.extend(record.write(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #runtime::SendAs<#runtime::Object> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #runtime::SendAs<#runtime::Alternate> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #runtime::SendAs<#runtime::Any> for #ident #types #bounds {}
        });
    }
    Ok(expanded)
}

/// The data about a field of a struct that is checked where it is used.
fn field_info(
    context: &Context,
    input: &DeriveInput,
    field: &Field<'_>,
    directions: &[Direction],
) -> TokenStream {
    let runtime = &context.runtime;
    let (name, default) = (&field.wire, field.default.is_some());
    let conversion = directions.iter().find_map(|way| field.conversion(*way));
    let ty = conversion.map_or_else(|| field.ty.clone(), Conversion::wire_type);
    let info = match mentions(ty.to_token_stream(), &parameters(&input.generics)) {
        true => quote!(<#ty as #runtime::Wire>::INFO),
        false => probed_info(context, &ty),
    };
    quote!(#runtime::FieldInfo { name: #name, info: #info, has_default: #default })
}

/// The comparison of the fields with the declaration of any value that has the type.
fn check_fields(
    context: &Context,
    input: &DeriveInput,
    fields: &[Field<'_>],
    infos: &[TokenStream],
) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (_, types, bounds) = input.generics.split_for_impl();
    let mut generics = input.generics.clone();
    generics.params.push(parse_quote!(__D: #runtime::Declared));
    let (impls, _, _) = generics.split_for_impl();
    let checks = fields.iter().zip(infos).map(|(field, info)| {
        let check = quote!(#runtime::check_field_of::<__D>(&#info););
        at(span_of(field.ty), check)
    });
    let all = quote!(#runtime::check_fields_of::<__D>(&[#(#infos),*]););
    let all = at(ident.span(), all);
    quote! {
        #[automatically_derived]
        impl #impls #runtime::CheckFields<__D> for #ident #types #bounds {
            const CHECK: #runtime::Matching = {
                #(#checks)*
                #all
                #runtime::Matching
            };
        }
    }
}

/// The generics, with the bounds for fields that depend on them.
fn known(context: &Context, input: &DeriveInput, fields: &[Field<'_>]) -> Generics {
    let runtime = &context.runtime;
    let parameters = parameters(&input.generics);
    let mut generics = input.generics.clone();
    for field in fields {
        let ty = field.ty;
        let depends = mentions(ty.to_token_stream(), &parameters);
        let is_converted = [Direction::Received, Direction::Sent]
            .iter()
            .any(|direction| field.conversion(*direction).is_some());
        if depends && !is_converted && !is_within(&input.ident, &input.generics, ty) {
            let predicate = parse_quote!(#ty: #runtime::Wire);
            generics.make_where_clause().predicates.push(predicate);
        }
    }
    generics
}
