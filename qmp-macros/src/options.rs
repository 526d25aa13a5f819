//! What `#[qmp(…)]` says.

use proc_macro2::{Span, TokenStream};
use qmp_gen::VersionRange;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Path, Token, Type, bracketed};

/// What is said of a struct or an enum.
#[derive(Default)]
pub(crate) struct Container {
    /// What the documents call it: `event`, `command` or `name`.
    pub(crate) name: Option<LitStr>,
    pub(crate) source: Source,
    pub(crate) exhaustive: Option<Span>,
    pub(crate) returns: Option<Type>,
    pub(crate) branch: Option<LitStr>,
    pub(crate) send: bool,
    pub(crate) receive: bool,
    /// Where the first option stands that not every macro has.
    pub(crate) first: Option<Span>,
}

/// Which documents count, and for which versions.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) schema: Vec<LitStr>,
    pub(crate) builtin: Option<LitStr>,
    pub(crate) client: Option<Path>,
    pub(crate) versions: Option<VersionRange>,
}

impl Source {
    /// What can be read of the attributes, whatever else is wrong with them.
    pub(crate) fn read(attributes: &[Attribute]) -> Source {
        let mut source = Source::default();
        // What is wrong is told by who reads all of it.
        let _ = each(attributes, |meta| {
            if !source.option(&meta)? && meta.input.peek(Token![=]) {
                meta.value()?.parse::<proc_macro2::TokenTree>()?;
            }
            Ok(())
        });
        source
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
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}

impl Container {
    /// Reads the attributes. `name` is what the documents' name is given as, and
    /// `known` are the options that there are beyond those of every macro.
    pub(crate) fn read(attributes: &[Attribute], name: &str, known: &[&str]) -> syn::Result<Self> {
        let mut options = Container::default();
        each(attributes, |meta| {
            let known_as = |option: &str| known.contains(&option) && meta.path.is_ident(option);
            if options.source.option(&meta)? {
                return Ok(());
            }
            options.first.get_or_insert(span(&meta.path));
            if !name.is_empty() && meta.path.is_ident(name) {
                options.name = Some(meta.value()?.parse()?);
            } else if known_as("exhaustive") {
                options.exhaustive = Some(span(&meta.path));
            } else if known_as("returns") {
                options.returns = Some(meta.value()?.parse()?);
            } else if known_as("branch") {
                options.branch = Some(meta.value()?.parse()?);
            } else if known_as("send") {
                options.send = true;
            } else if known_as("receive") {
                options.receive = true;
            } else {
                let own = (!name.is_empty()).then_some(name).into_iter();
                let all = own.chain(known.iter().copied());
                return Err(unknown(
                    &meta,
                    all.chain(["schema", "builtin", "versions", "crate"]),
                ));
            }
            Ok(())
        })?;
        Ok(options)
    }
}

/// What is said of a field.
#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) rename: Option<LitStr>,
    pub(crate) default: Option<Default_>,
}

/// What a field is whose member is left out.
pub(crate) enum Default_ {
    /// `Default::default()`.
    Trait,
    /// What that function gives.
    Function(Path),
}

impl FieldOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut options = FieldOptions::default();
        each(attributes, |meta| {
            if meta.path.is_ident("rename") {
                options.rename = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("default") {
                options.default = Some(if meta.input.peek(Token![=]) {
                    Default_::Function(meta.value()?.parse()?)
                } else {
                    Default_::Trait
                });
            } else {
                return Err(unknown(&meta, ["rename", "default"]));
            }
            Ok(())
        })?;
        Ok(options)
    }
}

/// What is said of a variant.
#[derive(Default)]
pub(crate) struct VariantOptions {
    pub(crate) name: Option<LitStr>,
    pub(crate) other: Option<Span>,
}

impl VariantOptions {
    /// Reads the attributes; `name` is what the documents' name is given as.
    pub(crate) fn read(attributes: &[Attribute], name: &str) -> syn::Result<Self> {
        let mut options = VariantOptions::default();
        each(attributes, |meta| {
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

/// The `allow` and `expect` attributes, which count for what a derive writes as well:
/// there, what is expected is allowed, for it stands in one place of the two.
pub(crate) fn lints(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> {
    attributes.iter().filter_map(|attribute| {
        let list = attribute.meta.require_list().ok()?;
        let tokens = &list.tokens;
        let known = list.path.is_ident("allow") || list.path.is_ident("expect");
        known.then(|| quote!(#[allow(#tokens)]))
    })
}

/// An item or a field, where there is one, for which the same count.
pub(crate) fn allowed(attributes: &[Attribute], item: TokenStream) -> TokenStream {
    if item.is_empty() {
        return item;
    }
    let lints = lints(attributes);
    quote!(#(#lints)* #item)
}

fn each(
    attributes: &[Attribute],
    mut logic: impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let own = attributes.iter().filter(|a| a.path().is_ident("qmp"));
    for attribute in own {
        attribute.parse_nested_meta(&mut logic)?;
    }
    Ok(())
}

pub(crate) fn unknown<'a>(
    meta: &ParseNestedMeta<'_>,
    known: impl IntoIterator<Item = &'a str>,
) -> syn::Error {
    let known: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
    meta.error(format!("no such option; there are {}", known.join(", ")))
}

fn span(path: &Path) -> Span {
    path.get_ident()
        .map_or_else(Span::call_site, proc_macro2::Ident::span)
}
