//! The code for a command.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, LitStr};

use super::input::CommandOptions;
use crate::branch::branch;
use crate::context::Context;
use crate::direction::Direction;
use crate::errors::Errors;
use crate::fields::has_field;
use crate::generics::parameters;
use crate::lookup::{command_markers, versions};
use crate::members::Object;
use crate::reply::split;
use crate::struct_impl::StructImpl;

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = CommandOptions::read(&input.attrs)?;
    let context = Context::of_item(&options.documents, &input)?;
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(
            &input.ident,
            "`QmpCommand` can only be derived for a struct, whose fields are the arguments",
        ));
    };
    let ident = &input.ident;
    let span = options.name.as_ref().map_or(ident.span(), LitStr::span);
    let command = context.command(options.name.as_ref(), ident)?;
    let (parts, chosen) = branch(
        &context,
        &command.arguments,
        options.branch.as_ref(),
        Direction::Sent,
    )?;
    let object = Object {
        owner: format!("the command `{}`", command.name.text),
        noun: "argument",
        name: &command.name,
        parts,
        open: command.open,
    };
    let fields = context.fields(
        &data.fields,
        Some(&object),
        &[Direction::Sent],
        ident.span(),
    )?;
    let mut errors = Errors::default();
    for field in fields.iter().filter(|field| field.default.is_some()) {
        let message = "`default` is for received members; use an `Option` for an optional argument";
        errors.push(syn::Error::new(field.ident.span(), message));
    }
    let mut checks = TokenStream::new();
    let option = "`#[qmp(returns = …)]`";
    let (reply, reply_type) = split(context.reply(command, options.returns.as_ref(), span, option));
    let parameters = parameters(&input.generics);
    for found in [
        object.complete(&context, has_field(&fields), ident.span()),
        context.usable(&object.owner, &command.name, &command.metadata, span),
        context.check_fields(&fields, &object.owner, Direction::Sent, &parameters),
        reply,
    ] {
        match found {
            Ok(found) => checks.extend(found),
            Err(error) => errors.push(error),
        }
    }
    errors.finish()?;
    let Context { runtime, .. } = &context;
    let write = StructImpl {
        ident,
        generics: &input.generics,
        object: Some(&object),
        fields: &fields,
        branch: chosen,
    };
    let serialize = write.write(&context);
    let generics = write.bounded(&context, input.generics.clone(), Direction::Sent);
    let (impls, types, bounds) = generics.split_for_impl();
    let name = &command.name.text;
    let versions = versions(runtime, &command.metadata);
    let markers = command_markers(runtime, command, &generics, &quote!(#ident #types));
    let warning = write.branch.as_ref().map(|branch| &branch.warning);
    let expanded = quote! {
        #checks
        #warning
        #[automatically_derived]
        impl #impls #runtime::Command for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            #versions
            #reply_type
        }
        #markers
        #serialize
    };
    Ok(context.finish(&input, expanded))
}
