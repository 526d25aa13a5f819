//! `#[derive(QmpEnum)]`.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{EnumValue, Kind, Name, TypeDef};
use qmp_gen::{Missing, Removed, by_type_name};
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Variant};

use crate::expand::Context;
use crate::fields::{Errors, listed};
use crate::fit::Way;
use crate::options::{Container, VariantOptions, allowed};

/// A variant that is a value.
struct Value<'a> {
    ident: &'a Ident,
    wire: String,
}

/// The variant for values that are not listed.
struct Other<'a> {
    ident: &'a Ident,
    keeps: bool,
}

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = Container::read(&input.attrs, "name", &["send"])?;
    let context = Context::of_item(&options.source, &input)?;
    let Data::Enum(data) = &input.data else {
        let message = "an enum is derived from an enum; an object is derived with `QmpObject`";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    let definition = definition(&context, options.name.as_ref(), &input.ident)?;
    let way = if options.send { Way::Given } else { Way::Held };
    let mut errors = Errors::default();
    let mut values: Vec<Value<'_>> = Vec::new();
    let mut other = None;
    let mut warnings = TokenStream::new();
    for variant in &data.variants {
        let said = VariantOptions::read(&variant.attrs, "rename")?;
        if let Some(span) = said.other {
            match (&other, rest(variant)) {
                (None, Ok(rest)) => other = Some(rest),
                (None, Err(error)) => errors.push(error),
                (Some(_), _) => errors.push(syn::Error::new(span, "a second variant for the rest")),
            }
            continue;
        }
        match value(&context, definition, variant, said.name.as_ref(), way) {
            Ok((value, warning)) => {
                if values.iter().any(|known| known.wire == value.wire) {
                    let message = format!("a second variant for `{}`", value.wire);
                    errors.push(syn::Error::new(variant.ident.span(), message));
                }
                warnings.extend(warning);
                values.push(value);
            }
            Err(error) => errors.push(error),
        }
    }
    errors.finish()?;
    let expanded = expand(&context, &input, &values, other.as_ref());
    Ok(context.finish(&input, quote!(#warnings #expanded)))
}

fn expand(
    context: &Context,
    input: &DeriveInput,
    values: &[Value<'_>],
    other: Option<&Other<'_>>,
) -> TokenStream {
    let checked = &context.checked;
    let ident = &input.ident;
    let (impls, types, bounds) = input.generics.split_for_impl();
    let mut reading = input.generics.clone();
    reading.params.insert(0, syn::parse_quote!('__de));
    let (reads, _, _) = reading.split_for_impl();
    let idents: Vec<&Ident> = values.iter().map(|value| value.ident).collect();
    let wires: Vec<&String> = values.iter().map(|value| &value.wire).collect();
    let name = ident.to_string();
    let open = other.is_some();
    let (unlisted, written) = match other {
        None => (quote!(::core::option::Option::None), None),
        Some(Other { ident, keeps: true }) => (
            quote!(::core::option::Option::Some(Self::#ident(::core::convert::From::from(__value)))),
            Some(quote! {
                Self::#ident(ref __value) => ::core::option::Option::Some(
                    ::core::convert::AsRef::<::core::primitive::str>::as_ref(__value),
                ),
            }),
        ),
        Some(Other {
            ident,
            keeps: false,
        }) => (
            quote!(::core::option::Option::Some(Self::#ident)),
            Some(quote!(Self::#ident => ::core::option::Option::None,)),
        ),
    };
    let also = open.then(|| {
        quote! {
            #[automatically_derived]
            impl #impls #checked::ReceiveAs<#checked::Str> for #ident #types #bounds {}
        }
    });
    quote! {
        #[automatically_derived]
        impl #impls #checked::Choice for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;

            fn from_wire(__value: &::core::primitive::str) -> ::core::option::Option<Self> {
                match __value {
                    #(#wires => ::core::option::Option::Some(Self::#idents),)*
                    _ => #unlisted,
                }
            }
        }
        #[automatically_derived]
        impl #reads #checked::Deserialize<'__de> for #ident #types #bounds {
            fn deserialize<__D: #checked::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #checked::read_choice(__deserializer)
            }
        }
        #[automatically_derived]
        impl #impls #checked::Serialize for #ident #types #bounds {
            fn serialize<__S: #checked::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                let __wire = match *self {
                    #(Self::#idents => ::core::option::Option::Some(#wires),)*
                    #written
                };
                #checked::write_choice::<Self, _>(__wire, __serializer)
            }
        }
        #[automatically_derived]
        impl #impls #checked::Wire for #ident #types #bounds {
            type Presence = #checked::Always;
            const FORM: #checked::Form = #checked::Form::choice(&[#(#wires),*], #open);
        }
        #[automatically_derived]
        impl #impls #checked::ReceiveAs<#checked::Enum> for #ident #types #bounds {}
        #also
        #[automatically_derived]
        impl #impls #checked::SendAs<#checked::Enum> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #checked::SendAs<#checked::Str> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #checked::SendAs<#checked::Alternate> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #checked::SendAs<#checked::Any> for #ident #types #bounds {}
    }
}

/// The value that a variant is.
fn value<'a>(
    context: &Context,
    definition: Option<(&TypeDef, &[EnumValue])>,
    variant: &'a Variant,
    rename: Option<&LitStr>,
    way: Way,
) -> syn::Result<(Value<'a>, TokenStream)> {
    let ident = &variant.ident;
    if !matches!(variant.fields, Fields::Unit) {
        let message = "a value of an enum is a bare variant; `#[qmp(other)]` marks the one that \
                       keeps what is not listed";
        return Err(syn::Error::new_spanned(variant, message));
    }
    let Some((definition, values)) = definition else {
        let wire = match rename {
            Some(name) => name.value(),
            None => qmp_gen::wire_name(&ident.to_string()),
        };
        return Ok((Value { ident, wire }, TokenStream::new()));
    };
    let names = || values.iter().map(|value| &value.name);
    let (found, wanted, span) = match rename {
        Some(name) => {
            let text = name.value();
            (names().find(|known| known.text == text), text, name.span())
        }
        None => {
            let text = ident.to_string();
            (by_type_name(&text, names()), text, ident.span())
        }
    };
    let Some(value) = found.and_then(|name| values.iter().find(|v| v.name.text == name.text))
    else {
        return Err(no_value(context, &definition.name, values, &wanted, span));
    };
    let what = format!(
        "the value `{}` of `{}`",
        value.name.text, definition.name.text
    );
    let warning = context.usable_for(way, &what, &value.name, &value.metadata, span)?;
    let warning = allowed(&variant.attrs, warning);
    let wire = value.name.text.clone();
    Ok((Value { ident, wire }, warning))
}

/// An error about a value that an enum does not have.
pub(crate) fn no_value(
    context: &Context,
    name: &Name,
    values: &[EnumValue],
    wanted: &str,
    span: Span,
) -> syn::Error {
    let names = || values.iter().map(|value| &value.name);
    let known = names().map(|name| name.text.as_str());
    let what = format!("the enum `{}` has no value", name.text);
    let removed = Removed::member(&name.text, wanted);
    let missing = Missing::new(what, wanted, known).or_removed(removed);
    let place = context.documents.place(name);
    let all = listed(names());
    syn::Error::new(
        span,
        format!("{missing}\nit has {all}\ndocumented at {place}"),
    )
}

fn rest(variant: &Variant) -> syn::Result<Other<'_>> {
    let keeps = match &variant.fields {
        Fields::Unit => false,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => true,
        _ => {
            let message = "the variant for other values is bare, or holds a `String`";
            return Err(syn::Error::new_spanned(variant, message));
        }
    };
    Ok(Other {
        ident: &variant.ident,
        keeps,
    })
}

/// The enum that is said, or that is called like this one, with its values.
fn definition<'c>(
    context: &'c Context,
    name: Option<&LitStr>,
    ident: &Ident,
) -> syn::Result<Option<(&'c TypeDef, &'c [EnumValue])>> {
    let checked = &context.documents.run().interface;
    let values = |definition: &'c TypeDef| match &definition.kind {
        Kind::Enum(values) => Some((definition, &values[..])),
        _ => None,
    };
    match name {
        Some(name) => {
            let wrong = |message: String| syn::Error::new(name.span(), message);
            let found = checked
                .find_type(&name.value())
                .map_err(|e| wrong(e.to_string()))?;
            values(found).map(Some).ok_or_else(|| {
                let words =
                    checked.describe_type(&qmp_gen::ir::Type::Named(found.name.text.clone()));
                let place = context.documents.place(&found.name);
                wrong(format!("the documents say {words}\ndocumented at {place}"))
            })
        }
        None => {
            let names = checked.types().filter_map(values).map(|(d, _)| &d.name);
            let found: Option<&Name> = by_type_name(&ident.to_string(), names);
            Ok(found.and_then(|name| values(checked.ty(&name.text)?)))
        }
    }
}
