//! The context of one macro call: the documents, and the path to the client.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Metadata, Name};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Fields, Ident};

use crate::attributes::{DocumentOptions, lints};
use crate::direction::Direction;
use crate::documents::Documents;
use crate::tokens::mentions;

/// The data that the expansion of one macro call needs.
pub(crate) struct Context {
    pub(crate) documents: Documents,
    /// The path to `qmp_client::codegen::check`.
    pub(crate) runtime: TokenStream,
    pub(crate) client: TokenStream,
    /// Whether attributes of tools, such as `diagnostic::…`, are unavailable.
    pub(crate) no_prelude: bool,
    /// Whether the user allows deprecated items.
    takes_deprecated: bool,
}

impl Context {
    pub(crate) fn new(options: &DocumentOptions, span: Span) -> syn::Result<Context> {
        let client = client(options)?;
        Ok(Context {
            documents: Documents::find(options, span)?,
            runtime: quote!(#client::codegen::check),
            client,
            no_prelude: options.no_prelude,
            takes_deprecated: false,
        })
    }

    /// The context of a derive.
    pub(crate) fn of_item(options: &DocumentOptions, input: &DeriveInput) -> syn::Result<Context> {
        let context = Context::new(options, input.ident.span())?;
        Ok(Context {
            takes_deprecated: lints(&input.attrs)
                .any(|lint| mentions(lint, &[Ident::new("deprecated", Span::call_site())])),
            ..context
        })
    }

    /// The output of a derive, in a separate scope.
    pub(crate) fn finish(&self, input: &DeriveInput, expanded: TokenStream) -> TokenStream {
        let lints = lints(&input.attrs);
        // The output mentions the item and its fields.
        let deprecated = is_deprecated(input).then(|| quote!(#[allow(deprecated)]));
        let tracked = &self.documents.tracked;
        quote! {
            #(#lints)*
            #deprecated
            const _: () = {
                #expanded
                #tracked
            };
        }
    }

    /// Checks that all versions of the option `versions` have an item, and that it is not
    /// deprecated. Without this option, returns a warning for a deprecated item.
    pub(crate) fn usable(
        &self,
        what: &str,
        name: &Name,
        metadata: &Metadata,
        span: Span,
    ) -> syn::Result<TokenStream> {
        if let Some(lacking) = self.lacking(metadata) {
            return Err(self.unusable(&format!("{what} {lacking}"), name, span));
        }
        match deprecated(what, metadata) {
            Some(note) if self.documents.versions.is_some() && !self.takes_deprecated => {
                Err(self.unusable(&note, name, span))
            }
            _ => Ok(self.current(what, name, metadata, span)),
        }
    }

    /// The warning about a deprecated item; nothing if it is not deprecated.
    pub(crate) fn current(
        &self,
        what: &str,
        name: &Name,
        metadata: &Metadata,
        span: Span,
    ) -> TokenStream {
        deprecated(what, metadata).map_or_else(TokenStream::new, |note| {
            let note = format!("{note}; {}", self.documents.place(name));
            warning(&note, span)
        })
    }

    /// `usable` for an item that is sent, `current` for one that is received: a server without
    /// the item does not send it.
    pub(crate) fn usable_for(
        &self,
        direction: Direction,
        what: &str,
        name: &Name,
        metadata: &Metadata,
        span: Span,
    ) -> syn::Result<TokenStream> {
        match direction {
            Direction::Received => Ok(self.current(what, name, metadata, span)),
            Direction::Sent => self.usable(what, name, metadata, span),
        }
    }

    /// The reason why a stated version does not have an item.
    pub(crate) fn lacking(&self, metadata: &Metadata) -> Option<String> {
        metadata.lacking_in(self.documents.versions.as_ref()?)
    }

    fn unusable(&self, message: &str, name: &Name, span: Span) -> syn::Error {
        let versions = self.documents.versions.as_ref();
        let range = versions.map_or_else(String::new, |range| {
            format!("\nthe option `versions` requires {range}")
        });
        let place = self.documents.place(name);
        syn::Error::new(span, format!("{message}{range}\n{place}"))
    }
}

/// The path to the client: by the option `crate`, or by its name in the package.
pub(crate) fn client(options: &DocumentOptions) -> syn::Result<TokenStream> {
    if let Some(path) = &options.client {
        return Ok(path.to_token_stream());
    }
    Ok(match crate_name("qmp-client") {
        Ok(FoundCrate::Name(name)) => {
            let name = Ident::new(&name, Span::call_site());
            quote!(::#name)
        }
        // The client's own tests and examples, or a compiler that runs without cargo.
        Ok(FoundCrate::Itself) | Err(_) => quote!(::qmp_client),
    })
}

/// Whether the user's item, or a part of it, is marked as deprecated.
fn is_deprecated(input: &DeriveInput) -> bool {
    let fields = |fields: &Fields| fields.iter().any(|field| marked(&field.attrs));
    fn marked(attributes: &[Attribute]) -> bool {
        attributes.iter().any(|a| a.path().is_ident("deprecated"))
    }
    let inside = match &input.data {
        Data::Struct(data) => fields(&data.fields),
        Data::Enum(data) => data
            .variants
            .iter()
            .any(|variant| marked(&variant.attrs) || fields(&variant.fields)),
        Data::Union(_) => false,
    };
    inside || marked(&input.attrs)
}

/// The text about a deprecated item, with the documents' advice.
fn deprecated(what: &str, metadata: &Metadata) -> Option<String> {
    let advice = metadata.deprecated()?;
    let colon = if advice.is_empty() { "" } else { ": " };
    Some(format!("{what} is deprecated{colon}{advice}"))
}

/// A warning at the user's tokens, which `#[allow(deprecated)]` turns off.
fn warning(note: &str, span: Span) -> TokenStream {
    let name = Ident::new("__qmp_deprecated", span);
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #note)]
            const fn #name() {}
            #name()
        };
    }
}
