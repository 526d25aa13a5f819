//! The context of one macro call: the documents, and the path to the client.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Metadata, Name};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Fields, Ident};

use crate::attributes::{DocumentOptions, lints};
use crate::direction::Way;
use crate::documents::Documents;
use crate::tokens::mentions;

/// The documents, and how generated code reaches the client.
pub(crate) struct Context {
    pub(crate) documents: Documents,
    /// The path to `qmp_client::checked`.
    pub(crate) checked: TokenStream,
    pub(crate) client: TokenStream,
    /// Whether what is written may have attributes of the compiler's tools in it.
    pub(crate) has_prelude: bool,
    /// Whether the user says that what is deprecated will do.
    takes_deprecated: bool,
}

impl Context {
    pub(crate) fn new(options: &DocumentOptions, span: Span) -> syn::Result<Context> {
        let client = client(options)?;
        Ok(Context {
            documents: Documents::find(options, span)?,
            checked: quote!(#client::codegen::check),
            client,
            has_prelude: has_prelude(span),
            takes_deprecated: false,
        })
    }

    /// The same for a derive on an item.
    pub(crate) fn of_item(options: &DocumentOptions, input: &DeriveInput) -> syn::Result<Context> {
        let context = Context::new(options, input.ident.span())?;
        Ok(Context {
            takes_deprecated: lints(&input.attrs)
                .any(|lint| mentions(lint, &[Ident::new("deprecated", Span::call_site())])),
            ..context
        })
    }

    /// Whatever a derive writes, out of the way of the user's own names.
    pub(crate) fn finish(&self, input: &DeriveInput, expanded: TokenStream) -> TokenStream {
        let lints = lints(&input.attrs);
        // What is made of an item has to name it, and its fields.
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

    /// Checks that something may be used that a server has to know: that it is there
    /// in all versions that are stated, and not deprecated. Where none are stated, what
    /// is deprecated gives a warning, which is what is returned.
    pub(crate) fn usable(
        &self,
        what: &str,
        name: &Name,
        facts: &Metadata,
        span: Span,
    ) -> syn::Result<TokenStream> {
        if let Some(lacking) = self.lacking(facts) {
            return Err(self.unusable(&format!("{what} {lacking}"), name, span));
        }
        match deprecated(what, facts) {
            Some(note) if self.documents.versions.is_some() && !self.takes_deprecated => {
                Err(self.unusable(&note, name, span))
            }
            _ => Ok(self.current(what, name, facts, span)),
        }
    }

    /// A warning where an item is deprecated.
    pub(crate) fn current(
        &self,
        what: &str,
        name: &Name,
        facts: &Metadata,
        span: Span,
    ) -> TokenStream {
        deprecated(what, facts).map_or_else(TokenStream::new, |note| {
            let note = format!("{note}; documented at {}", self.documents.place(name));
            warning(&note, span)
        })
    }

    /// The one of the two that is right for the way of a value: what is only received
    /// is not there where a server does not know it.
    pub(crate) fn usable_for(
        &self,
        way: Way,
        what: &str,
        name: &Name,
        facts: &Metadata,
        span: Span,
    ) -> syn::Result<TokenStream> {
        match way {
            Way::Held => Ok(self.current(what, name, facts, span)),
            Way::Given => self.usable(what, name, facts, span),
        }
    }

    /// Why an item is not there in all versions that are stated.
    pub(crate) fn lacking(&self, facts: &Metadata) -> Option<String> {
        facts.lacking_in(self.documents.versions.as_ref()?)
    }

    fn unusable(&self, message: &str, name: &Name, span: Span) -> syn::Error {
        let versions = self.documents.versions.as_ref();
        let range = versions.map_or_else(String::new, |range| {
            format!("\nthis code is for the versions {range}")
        });
        let place = self.documents.place(name);
        syn::Error::new(span, format!("{message}{range}\ndocumented at {place}"))
    }
}

/// The path to the client: as the package calls it, unless the macro is told.
pub(crate) fn client(options: &DocumentOptions) -> syn::Result<TokenStream> {
    if let Some(path) = &options.client {
        return Ok(path.to_token_stream());
    }
    Ok(match crate_name("qmp-client") {
        Ok(FoundCrate::Name(name)) => {
            let name = Ident::new(&name, Span::call_site());
            quote!(::#name)
        }
        // Its own tests and examples; or a compiler that is run without cargo.
        Ok(FoundCrate::Itself) | Err(_) => quote!(::qmp_client),
    })
}

/// Whether the code at a place has the prelude, as far as can be seen from its file and
/// from where the package's crates begin. Without it attributes such as `diagnostic::…`
/// have no meaning, and cannot be given any.
fn has_prelude(span: Span) -> bool {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let roots = package
        .into_iter()
        .flat_map(|folder| ["src/lib.rs", "src/main.rs"].map(|root| folder.join(root)));
    let mut files = span.unwrap().local_file().into_iter().chain(roots);
    !files.any(|file| {
        static KNOWN: Mutex<BTreeMap<PathBuf, bool>> = Mutex::new(BTreeMap::new());

        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let path = file.clone();
        *known.entry(file).or_insert_with(|| {
            let text = fs::read_to_string(path).unwrap_or_default();
            text.contains("[no_implicit_prelude]")
        })
    })
}

/// Whether the user calls an item deprecated, or something in it.
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

/// Says that something is deprecated, if it is, and what the documents advise.
fn deprecated(what: &str, facts: &Metadata) -> Option<String> {
    let advice = facts.deprecated()?;
    let colon = if advice.is_empty() { "" } else { ": " };
    Some(format!("{what} is deprecated{colon}{advice}"))
}

/// A warning at a place of the user's, which `#[allow(deprecated)]` turns off.
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
