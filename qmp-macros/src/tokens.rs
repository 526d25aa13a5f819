//! Functions on tokens.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Ident};

/// Tokens that all have one span: the compiler reports errors in them there.
pub(crate) fn at(span: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            let inner = at(span, group.stream());
            token = proc_macro2::Group::new(group.delimiter(), inner).into();
        }
        token.set_span(span);
        token
    });
    tokens.collect()
}

/// Replaces `Self` in the types of fields, which has no meaning outside of the item.
pub(crate) fn without_self(input: &mut DeriveInput) -> syn::Result<()> {
    let (ident, (_, types, _)) = (&input.ident, input.generics.split_for_impl());
    let own = quote!(#ident #types);
    let fields: Vec<&mut syn::Field> = match &mut input.data {
        Data::Struct(data) => data.fields.iter_mut().collect(),
        Data::Enum(data) => data
            .variants
            .iter_mut()
            .flat_map(|variant| variant.fields.iter_mut())
            .collect(),
        Data::Union(_) => Vec::new(),
    };
    for field in fields {
        let tokens = field.ty.to_token_stream();
        if mentions(tokens.clone(), &[Ident::new("Self", Span::call_site())]) {
            field.ty = syn::parse2(with_self(tokens, &own))?;
        }
    }
    Ok(())
}

fn with_self(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => {
            let inner = with_self(group.stream(), own);
            TokenTree::from(proc_macro2::Group::new(group.delimiter(), inner)).into()
        }
        TokenTree::Ident(ident) if ident == "Self" => at(ident.span(), own.clone()),
        other => other.into(),
    });
    tokens.collect()
}

/// The tokens with `'static` for every lifetime.
pub(crate) fn with_static_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut after_quote = false;
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let inner = with_static_lifetimes(group.stream());
            let mut new = proc_macro2::Group::new(group.delimiter(), inner);
            new.set_span(group.span());
            new.into()
        }
        TokenTree::Ident(ident) if std::mem::take(&mut after_quote) => {
            Ident::new("static", ident.span()).into()
        }
        TokenTree::Punct(punct) => {
            after_quote = punct.as_char() == '\'';
            punct.into()
        }
        other => other,
    });
    tokens.collect()
}

/// Whether tokens contain one of some identifiers.
pub(crate) fn mentions(tokens: TokenStream, names: &[Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), names),
        TokenTree::Ident(ident) => names.contains(&ident),
        _ => false,
    })
}

/// The span of tokens.
pub(crate) fn span_of(tokens: &impl ToTokens) -> Span {
    use syn::spanned::Spanned;
    tokens.span()
}
