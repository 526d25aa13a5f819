//! `#[derive(QmpEvent)]`.

mod input;
mod members;
mod set;
mod single;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

use self::input::EventOptions;
use crate::context::Context;

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = EventOptions::read(&input.attrs)?;
    let context = Context::of_item(&options.documents, &input)?;
    let expanded = match &input.data {
        Data::Struct(data) => single::expand(&context, &options, &input, &data.fields)?,
        Data::Enum(data) => set::expand(&context, &options, &input, data)?,
        Data::Union(_) => {
            return Err(syn::Error::new_spanned(
                &input.ident,
                "`QmpEvent` can only be derived for a struct or an enum",
            ));
        }
    };
    Ok(context.finish(&input, expanded))
}
