//! `#[derive(QmpObject)]`.

mod definition;
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
        let message = "an object is a struct; an enum of strings is derived with `QmpEnum`";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    // The default, as it is the more common.
    options.receive |= !options.send;
    let expanded = match &data.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            if let Some(span) = options.first {
                let message = "this struct is what its field is, and that has its own options";
                return Err(syn::Error::new(span, message));
            }
            wrapper::expand(&context, &input, &fields.unnamed[0].ty)
        }
        fields => expand::expand(&context, &options, &input, fields)?,
    };
    Ok(context.finish(&input, expanded))
}
