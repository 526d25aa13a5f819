//! The input of `bindings!`.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{LitStr, Token, bracketed};

use crate::attributes::{DocumentOptions, unknown};

/// The input of the macro.
pub(crate) struct Bindings {
    pub(super) source: DocumentOptions,
    pub(super) selected: Vec<LitStr>,
}

impl Parse for Bindings {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (mut source, mut selected) = (DocumentOptions::default(), Vec::new());
        while input.peek(LitStr) {
            source.schema.push(input.parse()?);
            if input.parse::<Option<Token![,]>>()?.is_none() {
                break;
            }
        }
        let parser = syn::meta::parser(|meta| {
            if !meta.path.is_ident("versions") && source.option(&meta)? {
                return Ok(());
            }
            if !meta.path.is_ident("select") {
                return Err(unknown(&meta, ["select", "schema", "builtin", "crate"]));
            }
            let patterns;
            let value = meta.value()?;
            bracketed!(patterns in value);
            let patterns = patterns.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
            selected.extend(patterns);
            Ok(())
        });
        let rest: TokenStream = input.parse()?;
        parser.parse2(rest)?;
        Ok(Bindings { source, selected })
    }
}
