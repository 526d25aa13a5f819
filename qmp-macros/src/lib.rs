//! Macros that check hand-written code against QMP's documentation when it
//! compiles. They are used through `qmp-client`, whose feature `macros` re-exports
//! them and whose module `checked` is their guide.
//!
//! Whatever they know of documents they know from `qmp-gen`: here it is only put to
//! the user's own tokens.

mod bindings;
mod command;
mod documents;
mod enumeration;
mod event;
mod event_set;
mod expand;
mod fields;
mod fit;
mod object;
mod options;
mod record;
mod request;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct an event of that shape, or an enum the set of events that a
/// program cares about.
#[proc_macro_derive(QmpEvent, attributes(qmp))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    derive(input, event::derive)
}

/// Makes a struct a command, of which it holds the arguments.
#[proc_macro_derive(QmpCommand, attributes(qmp))]
pub fn derive_command(input: TokenStream) -> TokenStream {
    derive(input, command::derive)
}

/// Makes a struct an object of the documents, or, where it has one unnamed field,
/// whatever that field is.
#[proc_macro_derive(QmpObject, attributes(qmp))]
pub fn derive_object(input: TokenStream) -> TokenStream {
    derive(input, object::derive)
}

/// Makes an enum one of the documents'.
#[proc_macro_derive(QmpEnum, attributes(qmp))]
pub fn derive_enum(input: TokenStream) -> TokenStream {
    derive(input, enumeration::derive)
}

/// A request as it stands in the documents, with Rust expressions for values. Its
/// value is a command.
#[proc_macro]
pub fn command(input: TokenStream) -> TokenStream {
    let request = parse_macro_input!(input as request::Request);
    // Several errors are no expression, unless they stand in a block.
    let expanded = request.expand().or_else(|error| {
        let errors = error.into_compile_error();
        Ok(quote::quote!({ #errors }))
    });
    finish(expanded)
}

/// The bindings of a whole interface, or of a part of it, in place of a build
/// script: the modules `commands`, `events`, `types` and `versions`.
#[proc_macro]
pub fn bindings(input: TokenStream) -> TokenStream {
    let bindings = parse_macro_input!(input as bindings::Bindings);
    finish(bindings.expand())
}

fn derive(
    input: TokenStream,
    expand: fn(DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    finish(expand(input))
}

fn finish(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}
