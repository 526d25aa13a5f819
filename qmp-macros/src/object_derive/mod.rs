//! `#[derive(QmpObject)]`.

mod converted;
mod expand;
mod input;
mod wrapper;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Fields};

use self::input::ObjectOptions;
use crate::context::Context;

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let mut options = ObjectOptions::read(&input.attrs)?;
    let context = Context::of_item(&options.documents, &input)?;
    let Data::Struct(data) = &input.data else {
        let message = "`QmpObject` can only be derived for a struct; use `QmpEnum` for an enum";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    if options.try_from.is_some() || options.try_into.is_some() {
        if let Some(span) = options.first {
            let message = "this option cannot be combined with `try_from` or `try_into`";
            return Err(syn::Error::new(span, message));
        }
        let expanded = converted::expand(&context, &options, &input)?;
        return Ok(context.finish(&input, expanded));
    }
    // The default, as it is the more common.
    options.receive |= !options.send;
    let expanded = match &data.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            if let Some(span) = options.first {
                let message =
                    "unexpected option: a struct of one unnamed field is checked as this field";
                return Err(syn::Error::new(span, message));
            }
            wrapper::expand(&context, &input, &fields.unnamed[0].ty)
        }
        fields => expand::expand(&context, &options, &input, fields)?,
    };
    Ok(context.finish(&input, expanded))
}
