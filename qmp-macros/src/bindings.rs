//! `bindings!`: generated code in place.

use proc_macro2::{Span, TokenStream};
use qmp_gen::{RustOptions, rust};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{LitStr, Token, bracketed};

use crate::expand::Context;
use crate::options::{self, unknown};

/// What the macro is given.
pub(crate) struct Bindings {
    source: options::Source,
    selected: Vec<LitStr>,
}

impl Parse for Bindings {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (mut source, mut selected) = (options::Source::default(), Vec::new());
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

impl Bindings {
    pub(crate) fn expand(self) -> syn::Result<TokenStream> {
        let context = Context::new(&self.source, Span::call_site())?;
        let run = context.documents.run();
        let mut options = RustOptions::default().client(context.client.to_string());
        if let Some(builtin) = context.documents.builtin {
            options = options.manual(builtin.manual());
        }
        let first = self.selected.first();
        let span = first.map_or_else(Span::call_site, LitStr::span);
        let wrong = |error: &dyn std::fmt::Display| syn::Error::new(span, error);
        let part;
        let checked = if self.selected.is_empty() {
            &run.interface
        } else {
            let patterns: Vec<String> = self.selected.iter().map(LitStr::value).collect();
            part = run.interface.select(&patterns).map_err(|error| {
                let unmatched = error.0.first().map(|unknown| &unknown.name);
                let mut literals = self.selected.iter();
                let literal = literals.find(|literal| Some(&literal.value()) == unmatched);
                syn::Error::new(literal.map_or(span, LitStr::span), error)
            })?;
            &part
        };
        let text = rust(checked, &run.documents, &options).map_err(|error| wrong(&error))?;
        let mut tokens: TokenStream = text.parse().map_err(|error| wrong(&error))?;
        tokens.extend(context.documents.tracked);
        Ok(tokens)
    }
}
