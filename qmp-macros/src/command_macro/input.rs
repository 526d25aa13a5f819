//! The input of `command!`: a request, followed by options.

use proc_macro2::TokenStream;
use syn::Token;
use syn::parse::{Parse, ParseStream, Parser};

use super::json::{Json, Member};
use crate::attributes::{COMMON, DocumentOptions, unknown};

/// The input of the macro.
pub(crate) struct Request {
    pub(super) request: Vec<Member>,
    pub(super) returns: Option<syn::Type>,
    pub(super) source: DocumentOptions,
}

impl Parse for Request {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let request = match Json::parse(input)? {
            Json::Object(members, _) => members,
            other => {
                let message = "expected a request: { \"execute\": \"…\", \"arguments\": { … } }";
                return Err(syn::Error::new(other.span(), message));
            }
        };
        let (returns, source) = options(input)?;
        Ok(Request {
            request,
            returns,
            source,
        })
    }
}

/// Parses the options after the request.
fn options(input: ParseStream<'_>) -> syn::Result<(Option<syn::Type>, DocumentOptions)> {
    let (mut returns, mut source) = (None, DocumentOptions::default());
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    let parser = syn::meta::parser(|meta| {
        if source.option(&meta)? {
            return Ok(());
        }
        if meta.path.is_ident("returns") {
            returns = Some(meta.value()?.parse()?);
            return Ok(());
        }
        Err(unknown(&meta, ["returns"].into_iter().chain(COMMON)))
    });
    let rest: TokenStream = input.parse()?;
    parser.parse2(rest)?;
    Ok((returns, source))
}
