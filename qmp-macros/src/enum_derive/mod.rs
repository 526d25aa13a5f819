//! `#[derive(QmpEnum)]`.

mod expand;
mod input;
mod variants;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use self::input::EnumOptions;
use self::variants::{Value, definition, rest, value};
use crate::attributes::VariantOptions;
use crate::context::Context;
use crate::direction::Direction;
use crate::errors::Errors;

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let item_options = EnumOptions::read(&input.attrs)?;
    let context = Context::of_item(&item_options.documents, &input)?;
    let Data::Enum(data) = &input.data else {
        let message = "`QmpEnum` can only be derived for an enum; use `QmpObject` for a struct";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    let definition = definition(&context, item_options.name.as_ref(), &input.ident)?;
    let direction = if item_options.send {
        Direction::Sent
    } else {
        Direction::Received
    };
    let mut errors = Errors::default();
    let mut values: Vec<Value<'_>> = Vec::new();
    let mut other = None;
    let mut warnings = TokenStream::new();
    for variant in &data.variants {
        let options = VariantOptions::read(&variant.attrs, "rename")?;
        if let Some(span) = options.other {
            errors.keep_other(&mut other, rest(variant), span);
            continue;
        }
        match value(
            &context,
            definition,
            variant,
            options.name.as_ref(),
            direction,
        ) {
            Ok((value, warning)) => {
                if values.iter().any(|known| known.wire == value.wire) {
                    let message = format!("duplicate variant for the value `{}`", value.wire);
                    errors.push(syn::Error::new(variant.ident.span(), message));
                }
                warnings.extend(warning);
                values.push(value);
            }
            Err(error) => errors.push(error),
        }
    }
    errors.finish()?;
    let expanded = expand::expand(&context, &input, &values, other.as_ref());
    Ok(context.finish(&input, quote!(#warnings #expanded)))
}
