//! A set of events, one variant each: `#[derive(QmpEvent)]` on an enum.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, DeriveInput, Fields, Generics, Ident, Variant};

use super::input::EventOptions;
use super::members::event_object;
use crate::attributes::{VariantOptions, allowed};
use crate::context::Context;
use crate::direction::Direction;
use crate::errors::Errors;
use crate::fields::has_field;
use crate::struct_impl::StructImpl;

/// The code for a variant.
struct Arm {
    /// The event, if the variant selects it.
    name: Option<String>,
    /// Whether `__name` may be the event, as an expression.
    contains: TokenStream,
    /// The struct that reads its fields, if it has any.
    record: TokenStream,
    /// The statement that returns the event if it has the right name.
    read: TokenStream,
}

pub(super) fn expand(
    context: &Context,
    options: &EventOptions,
    input: &DeriveInput,
    data: &DataEnum,
) -> syn::Result<TokenStream> {
    let ident = &input.ident;
    if let Some(name) = &options.name {
        let message =
            "unexpected `event` on an enum, which is a set of events; add it to the variants";
        return Err(syn::Error::new(name.span(), message));
    }
    if !input.generics.params.is_empty() {
        let message = "a set of events cannot be generic; use types that own their contents";
        return Err(syn::Error::new_spanned(&input.generics, message));
    }
    let mut errors = Errors::default();
    let mut arms = Vec::new();
    let mut other = None;
    for variant in &data.variants {
        let own = VariantOptions::read(&variant.attrs, "event")?;
        if let Some(span) = own.other {
            errors.keep_other(&mut other, rest(context, variant), span);
            continue;
        }
        match arm(context, options, variant, &own) {
            Ok(arm)
                if arm.name.is_some() && arms.iter().any(|known: &Arm| known.name == arm.name) =>
            {
                let name = arm.name.unwrap_or_default();
                let message = format!("duplicate variant for the event `{name}`");
                errors.push(syn::Error::new(variant.ident.span(), message));
            }
            Ok(arm) => arms.push(arm),
            Err(error) => errors.push(error),
        }
    }
    errors.finish()?;
    let runtime = &context.runtime;
    let records = arms.iter().map(|arm| &arm.record);
    let reads = arms.iter().map(|arm| &arm.read);
    // A variant for all other events selects every event, which is the default.
    let contains = other.is_none().then(|| {
        let contains = arms.iter().map(|arm| &arm.contains);
        quote! {
            fn contains(__name: &::core::primitive::str) -> ::core::primitive::bool {
                false #(|| #contains)*
            }
        }
    });
    let other =
        other.unwrap_or_else(|| quote!(::core::result::Result::Ok(::core::option::Option::None)));
    let what = ident.to_string();
    Ok(quote! {
        #(#records)*
        #[automatically_derived]
        impl #runtime::EventSet for #ident {
            const WHAT: &'static ::core::primitive::str = #what;

            #contains

            fn read(
                __name: &::core::primitive::str,
                __data: ::core::option::Option<&#runtime::RawValue>,
            ) -> ::core::result::Result<::core::option::Option<Self>, #runtime::Error> {
                #(#reads)*
                #other
            }
        }
        #[automatically_derived]
        impl<'__de> #runtime::Deserialize<'__de> for #ident {
            fn deserialize<__D: #runtime::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #runtime::read_event(__deserializer)
            }
        }
    })
}

fn arm(
    context: &Context,
    options: &EventOptions,
    variant: &Variant,
    own: &VariantOptions,
) -> syn::Result<Arm> {
    let runtime = &context.runtime;
    let ident = &variant.ident;
    if let Fields::Unnamed(fields) = &variant.fields {
        let [field] = &fields.unnamed.iter().collect::<Vec<_>>()[..] else {
            let message = "expected no fields, named fields, or a single type that is an event";
            return Err(syn::Error::new_spanned(fields, message));
        };
        if let Some(name) = &own.name {
            let message = "the type in this variant selects the event; remove `event`";
            return Err(syn::Error::new(name.span(), message));
        }
        let ty = &field.ty;
        return Ok(Arm {
            name: None,
            contains: quote!(<#ty as #runtime::EventSet>::contains(__name)),
            record: TokenStream::new(),
            read: quote! {
                if let ::core::option::Option::Some(__event) =
                    <#ty as #runtime::EventSet>::read(__name, __data)?
                {
                    return ::core::result::Result::Ok(::core::option::Option::Some(Self::#ident(__event)));
                }
            },
        });
    }
    let event = context.event(own.name.as_ref(), ident)?;
    let object = event_object(context, event);
    let name = &event.name.text;
    let span = own.name.as_ref().map_or(ident.span(), syn::LitStr::span);
    let usable = context.usable(&object.owner, &event.name, &event.metadata, span)?;
    let mut record = allowed(&variant.attrs, usable);
    let some = |value: TokenStream| {
        quote! {
            if __name == #name {
                return ::core::result::Result::Ok(::core::option::Option::Some(#value));
            }
        }
    };
    if matches!(variant.fields, Fields::Unit) {
        return Ok(Arm {
            name: Some(name.clone()),
            contains: quote!(__name == #name),
            record,
            read: some(quote!(Self::#ident)),
        });
    }
    let fields = context.fields(
        &variant.fields,
        Some(&object),
        &[Direction::Received],
        ident.span(),
    )?;
    if let Some(span) = options.exhaustive {
        object.exhausted(context, has_field(&fields), span)?;
    }
    record.extend(context.check_fields(&fields, &object.owner, Direction::Received, &[])?);
    let reader: Ident = format_ident!("__Qmp{ident}");
    let generics = Generics::default();
    let reads = StructImpl {
        ident: &reader,
        generics: &generics,
        object: Some(&object),
        fields: &fields,
        branch: None,
    }
    .read(context);
    let names: Vec<_> = fields.iter().map(|field| field.ident).collect();
    let declared = fields.iter().map(|field| {
        let (ident, ty) = (field.ident, field.ty);
        allowed(field.attributes, quote!(#ident: #ty))
    });
    record.extend(quote! {
        struct #reader { #(#declared),* }
        #reads
    });
    let read = some(quote!({
        let #reader { #(#names),* } = #runtime::event_data(__data)?;
        Self::#ident { #(#names),* }
    }));
    Ok(Arm {
        name: Some(name.clone()),
        contains: quote!(__name == #name),
        record,
        read,
    })
}

/// Reads the variant for all other events: without fields, or with a set of events.
fn rest(context: &Context, variant: &Variant) -> syn::Result<TokenStream> {
    let runtime = &context.runtime;
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(quote! {
            ::core::result::Result::Ok(::core::option::Option::Some(Self::#ident))
        }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Ok(quote! {
            ::core::result::Result::Ok(
                ::core::option::Option::map(
                    <_ as #runtime::EventSet>::read(__name, __data)?,
                    Self::#ident,
                ),
            )
        }),
        _ => {
            let message = "expected no fields, or a single `qmp_client::RawEvent`, in the variant marked `#[qmp(other)]`";
            Err(syn::Error::new_spanned(variant, message))
        }
    }
}
