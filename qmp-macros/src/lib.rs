//! Macros that check handwritten code against QMP's documents at compile time.
//!
//! Use them through `qmp-client`: its feature `macros` re-exports them, and its module
//! `checked` is their guide.
//!
//! `qmp-gen` reads the documents; this crate matches them with the user's tokens. Each macro
//! has a folder, with its input and its expansion.

mod attributes;
mod bindings_macro;
mod branch;
mod command_derive;
mod command_macro;
mod context;
mod conversion;
mod direction;
mod documents;
mod enum_derive;
mod errors;
mod event_derive;
mod fallback;
mod fields;
mod generics;
mod lookup;
mod member_errors;
mod members;
mod object_derive;
mod reply;
mod serde_impl;
mod struct_impl;
mod tokens;
mod type_check;
mod values;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use fallback::Derive;

/// See the guide in `qmp_client::checked`.
#[proc_macro_derive(QmpEvent, attributes(qmp))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    derive(input, event_derive::derive, Derive::Event)
}

/// See the guide in `qmp_client::checked`.
#[proc_macro_derive(QmpCommand, attributes(qmp))]
pub fn derive_command(input: TokenStream) -> TokenStream {
    derive(
        input,
        command_derive::derive,
        Derive::Command(command_derive::returns),
    )
}

/// See the guide in `qmp_client::checked`.
#[proc_macro_derive(QmpObject, attributes(qmp))]
pub fn derive_object(input: TokenStream) -> TokenStream {
    derive(input, object_derive::derive, Derive::Object)
}

/// See the guide in `qmp_client::checked`.
#[proc_macro_derive(QmpEnum, attributes(qmp))]
pub fn derive_enum(input: TokenStream) -> TokenStream {
    derive(input, enum_derive::derive, Derive::Enum)
}

/// See the guide in `qmp_client::checked`.
#[proc_macro]
pub fn command(input: TokenStream) -> TokenStream {
    let request = parse_macro_input!(input as command_macro::Request);
    // Several errors are an expression only inside a block.
    let expanded = command_macro::expand(&request).or_else(|error| {
        let errors = error.into_compile_error();
        Ok(quote::quote!({ #errors }))
    });
    finish(expanded)
}

/// See the guide in `qmp_client::checked`.
#[proc_macro]
pub fn bindings(input: TokenStream) -> TokenStream {
    let bindings = parse_macro_input!(input as bindings_macro::Bindings);
    finish(bindings_macro::expand(&bindings))
}

fn derive(
    input: TokenStream,
    derive: fn(DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
    which: Derive,
) -> TokenStream {
    let mut input = parse_macro_input!(input as DeriveInput);
    let traits = fallback::traits(&input, which);
    let expanded = tokens::without_self(&mut input).and_then(|()| derive(input));
    finish(expanded.or_else(|error| {
        let errors = error.into_compile_error();
        Ok(quote::quote!(#errors #traits))
    }))
}

fn finish(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}
