//! The variants of an enum, matched with the values in the documents.

use proc_macro2::TokenStream;
use qmp_gen::ir::{EnumValue, Kind, TypeDef};
use qmp_gen::macros::find_by_type_name;
use syn::{Fields, Ident, LitStr, Variant};

use crate::attributes::allowed;
use crate::context::Context;
use crate::direction::Direction;
use crate::values::no_value;

/// A variant for a value.
pub(super) struct Value<'a> {
    pub(super) ident: &'a Ident,
    pub(super) wire: String,
}

/// The variant for unlisted values.
pub(super) struct Other<'a> {
    pub(super) ident: &'a Ident,
    pub(super) keeps: bool,
}

/// Finds the value of a variant.
pub(super) fn value<'a>(
    context: &Context,
    definition: Option<(&TypeDef, &[EnumValue])>,
    variant: &'a Variant,
    rename: Option<&LitStr>,
    direction: Direction,
) -> syn::Result<(Value<'a>, TokenStream)> {
    let ident = &variant.ident;
    if !matches!(variant.fields, Fields::Unit) {
        let message = "expected a variant without fields; mark the variant for unlisted values with \
                       `#[qmp(other)]`";
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
            (find_by_type_name(&text, names()), text, ident.span())
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
    let warning = context.usable_for(direction, &what, &value.name, &value.metadata, span)?;
    let warning = allowed(&variant.attrs, warning);
    let wire = value.name.text.clone();
    Ok((Value { ident, wire }, warning))
}

/// Reads the variant for unlisted values.
pub(super) fn rest(variant: &Variant) -> syn::Result<Other<'_>> {
    let keeps = match &variant.fields {
        Fields::Unit => false,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => true,
        _ => {
            let message =
                "expected no fields, or a single `String`, in the variant marked `#[qmp(other)]`";
            return Err(syn::Error::new_spanned(variant, message));
        }
    };
    Ok(Other {
        ident: &variant.ident,
        keeps,
    })
}

/// Finds the enum in the documents, by the option `name` or the name of the enum.
pub(super) fn definition<'c>(
    context: &'c Context,
    name: Option<&LitStr>,
    ident: &Ident,
) -> syn::Result<Option<(&'c TypeDef, &'c [EnumValue])>> {
    let is_enum = |kind: &Kind| matches!(kind, Kind::Enum(_));
    let found = context.definition(name, ident, "an enum", is_enum)?;
    Ok(found.and_then(|definition| match &definition.kind {
        Kind::Enum(values) => Some((definition, &values[..])),
        _ => None,
    }))
}
