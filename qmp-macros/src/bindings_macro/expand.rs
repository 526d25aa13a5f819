//! The code that `bindings!` generates.

use proc_macro2::{Span, TokenStream};
use qmp_gen::{RustOptions, rust};
use syn::LitStr;

use super::input::Bindings;
use crate::context::Context;

pub(crate) fn expand(bindings: &Bindings) -> syn::Result<TokenStream> {
    let context = Context::new(&bindings.source, Span::call_site())?;
    let run = context.documents.run();
    let mut options = RustOptions::default().client(context.client.to_string());
    if let Some(builtin) = context.documents.builtin {
        options = options.manual(builtin.manual());
    }
    let first = bindings.selected.first();
    let span = first.map_or_else(Span::call_site, LitStr::span);
    let wrong = |error: &dyn std::fmt::Display| syn::Error::new(span, error);
    let part;
    let checked = if bindings.selected.is_empty() {
        &run.interface
    } else {
        let patterns: Vec<String> = bindings.selected.iter().map(LitStr::value).collect();
        part = run.interface.select(&patterns).map_err(|error| {
            let unmatched = error.0.first().map(|unknown| &unknown.name);
            let mut literals = bindings.selected.iter();
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
