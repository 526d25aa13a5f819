//! The options in `#[qmp(…)]` that several macros share, and attributes in general.

use proc_macro2::{Span, TokenStream};
use qmp_gen::VersionRange;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Path, Token, Type, bracketed};

/// The documents to check against, and for which versions: options of every macro.
#[derive(Default)]
pub(crate) struct DocumentOptions {
    pub(crate) schema: Vec<LitStr>,
    pub(crate) builtin: Option<LitStr>,
    pub(crate) client: Option<Path>,
    pub(crate) versions: Option<VersionRange>,
    /// Whether the crate has `#![no_implicit_prelude]`.
    pub(crate) no_prelude: bool,
}

impl DocumentOptions {
    /// Reads the valid options of the attributes, and ignores all others.
    pub(crate) fn read(attributes: &[Attribute]) -> DocumentOptions {
        let mut options = DocumentOptions::default();
        // Errors are reported by the reader of all options.
        let _ = for_each_option(attributes, |meta| {
            if !options.option(&meta)? && meta.input.peek(Token![=]) {
                meta.value()?.parse::<proc_macro2::TokenTree>()?;
            }
            Ok(())
        });
        options
    }

    /// Reads one of the options that every macro has; `false` for another.
    pub(crate) fn option(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
        if meta.path.is_ident("schema") {
            let input = meta.value()?;
            if input.peek(syn::token::Bracket) {
                let paths;
                bracketed!(paths in input);
                let paths =
                    paths.parse_terminated(<LitStr as syn::parse::Parse>::parse, Token![,])?;
                self.schema.extend(paths);
            } else {
                self.schema.push(input.parse()?);
            }
        } else if meta.path.is_ident("builtin") {
            self.builtin = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("crate") {
            let path: LitStr = meta.value()?.parse()?;
            self.client = Some(path.parse()?);
        } else if meta.path.is_ident("versions") {
            let text: LitStr = meta.value()?.parse()?;
            let range = text.value().parse();
            self.versions = Some(range.map_err(|error| syn::Error::new(text.span(), error))?);
        } else if meta.path.is_ident("no_prelude") {
            self.no_prelude = true;
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}

/// The options of every macro.
pub(crate) const COMMON: [&str; 5] = ["schema", "builtin", "versions", "crate", "no_prelude"];

/// Reads the options of an item: those that every macro has, and those in `known`, which
/// `own` reads; it returns `false` for an option that it does not know.
pub(crate) fn item_options(
    attributes: &[Attribute],
    known: &[&str],
    mut own: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<bool>,
) -> syn::Result<DocumentOptions> {
    let mut documents = DocumentOptions::default();
    for_each_option(attributes, |meta| {
        if documents.option(&meta)? || own(&meta)? {
            return Ok(());
        }
        Err(unknown(&meta, known.iter().copied().chain(COMMON)))
    })?;
    Ok(documents)
}

/// The options of a field.
#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) rename: Option<LitStr>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) try_from: Option<ConversionOption>,
    pub(crate) try_into: Option<ConversionOption>,
}

/// `try_from` or `try_into`.
pub(crate) struct ConversionOption {
    pub(crate) span: Span,
    /// The type to convert from or to; without it, the documents select the type.
    pub(crate) ty: Option<Type>,
}

impl ConversionOption {
    pub(crate) fn parse(meta: &ParseNestedMeta<'_>) -> syn::Result<Self> {
        let span = span(&meta.path);
        let ty = match meta.input.peek(Token![=]) {
            false => None,
            true => {
                let value = meta.value()?;
                Some(match value.peek(LitStr) {
                    // As serde writes it.
                    true => value.parse::<LitStr>()?.parse()?,
                    false => value.parse()?,
                })
            }
        };
        Ok(ConversionOption { span, ty })
    }
}

/// The value of a field whose member is absent.
pub(crate) enum DefaultValue {
    /// `Default::default()`.
    Trait,
    /// The result of a function.
    Function(Path),
}

impl FieldOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut options = FieldOptions::default();
        for_each_option(attributes, |meta| {
            if meta.path.is_ident("rename") {
                options.rename = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("default") {
                options.default = Some(if meta.input.peek(Token![=]) {
                    DefaultValue::Function(meta.value()?.parse()?)
                } else {
                    DefaultValue::Trait
                });
            } else if meta.path.is_ident("try_from") {
                options.try_from = Some(ConversionOption::parse(&meta)?);
            } else if meta.path.is_ident("try_into") {
                options.try_into = Some(ConversionOption::parse(&meta)?);
            } else {
                let known = ["rename", "default", "try_from", "try_into"];
                return Err(unknown(&meta, known));
            }
            Ok(())
        })?;
        Ok(options)
    }
}

/// The options of a variant.
#[derive(Default)]
pub(crate) struct VariantOptions {
    pub(crate) name: Option<LitStr>,
    pub(crate) other: Option<Span>,
}

impl VariantOptions {
    /// Reads the attributes; the option called `name` is the name in the documents.
    pub(crate) fn read(attributes: &[Attribute], name: &str) -> syn::Result<Self> {
        let mut options = VariantOptions::default();
        for_each_option(attributes, |meta| {
            if meta.path.is_ident("other") {
                options.other = Some(span(&meta.path));
            } else if meta.path.is_ident(name) {
                options.name = Some(meta.value()?.parse()?);
            } else {
                return Err(unknown(&meta, [name, "other"]));
            }
            Ok(())
        })?;
        Ok(options)
    }
}

/// The `allow` and `expect` attributes, which apply to generated items as well. There an
/// `expect` becomes an `allow`: the lint occurs in only one of the two places.
pub(crate) fn lints(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> {
    attributes.iter().filter_map(|attribute| {
        let list = attribute.meta.require_list().ok()?;
        let tokens = &list.tokens;
        let known = list.path.is_ident("allow") || list.path.is_ident("expect");
        known.then(|| quote!(#[allow(#tokens)]))
    })
}

/// An item or a field with the same lints allowed; nothing if it is empty.
pub(crate) fn allowed(attributes: &[Attribute], item: TokenStream) -> TokenStream {
    if item.is_empty() {
        return item;
    }
    let lints = lints(attributes);
    quote!(#(#lints)* #item)
}

fn for_each_option(
    attributes: &[Attribute],
    mut logic: impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let own = attributes.iter().filter(|a| a.path().is_ident("qmp"));
    for attribute in own {
        attribute.parse_nested_meta(&mut logic)?;
    }
    Ok(())
}

/// An error about an option that does not exist.
pub(crate) fn unknown<'a>(
    meta: &ParseNestedMeta<'_>,
    known: impl IntoIterator<Item = &'a str>,
) -> syn::Error {
    let known: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
    meta.error(format!(
        "unknown option; expected one of {}",
        known.join(", ")
    ))
}

/// The place of an option.
pub(crate) fn span(path: &Path) -> Span {
    path.get_ident()
        .map_or_else(Span::call_site, proc_macro2::Ident::span)
}
