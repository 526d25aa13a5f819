//! The code for a request.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse_quote;

use super::input::Request;
use super::json::Json;
use super::values::Writer;
use crate::context::Context;
use crate::errors::Errors;
use crate::lookup::{command_markers, versions};
use crate::reply::split;
use crate::serde_impl::serialize;

pub(crate) fn expand(request: &Request) -> syn::Result<TokenStream> {
    let (mut execute, mut arguments) = (None, None);
    for member in &request.request {
        match member.name.value().as_str() {
            "execute" => execute = Some(member),
            "arguments" => arguments = Some(member),
            _ => {
                let message = "unexpected member; expected `execute` or `arguments` (the client adds \
                               `id`)";
                return Err(syn::Error::new(member.name.span(), message));
            }
        }
    }
    let name = match execute.map(|member| &member.value) {
        Some(Json::Text(name)) => name,
        Some(other) => {
            let message = "expected the command's name as a string literal";
            return Err(syn::Error::new(other.span(), message));
        }
        None => {
            return Err(syn::Error::new(
                Span::call_site(),
                "the request has no member `execute`; add it with the name of the command",
            ));
        }
    };
    let context = Context::new(&request.source, name.span())?;
    let command = context
        .documents
        .run()
        .interface
        .find_command(&name.value());
    let command = command.map_err(|missing| syn::Error::new(name.span(), missing))?;
    let writer = Writer { context: &context };
    let owner = format!("the command `{}`", command.name.text);
    let none = Vec::new();
    let (given, span) = match arguments.map(|member| &member.value) {
        None => (&none, name.span()),
        Some(Json::Object(members, span)) => (members, *span),
        Some(other) => {
            let message = "expected the arguments as an object: { \"name\": value, … }";
            return Err(syn::Error::new(other.span(), message));
        }
    };
    let open = command.open;
    let object = writer.object(&owner, &command.name, &command.arguments, given, open, span);
    let usable = context.usable(&owner, &command.name, &command.metadata, name.span());
    let how = "`, returns = …` after the request";
    let reply = context.reply(command, request.returns.as_ref(), name.span(), how);
    let (reply, reply_type) = split(reply);
    let mut errors = Errors::default();
    let mut expanded = TokenStream::new();
    for found in [usable, reply] {
        match found {
            Ok(found) => expanded.extend(found),
            Err(error) => errors.push(error),
        }
    }
    let object = match object {
        Ok(object) => object,
        Err(error) => {
            errors.push(error);
            TokenStream::new()
        }
    };
    errors.finish()?;
    let runtime = &context.runtime;
    let (wire, versions) = (&command.name.text, versions(runtime, &command.metadata));
    let tracked = &context.documents.tracked;
    let generics = parse_quote!(<T: #runtime::Serialize>);
    let ty = quote!(__QmpCommand<T>);
    let markers = command_markers(runtime, command, &generics, &ty);
    let serialize = serialize(
        &context,
        &generics,
        &ty,
        &quote!(#runtime::Serialize::serialize(&self.0, __serializer)),
    );
    // The user's expressions are inside this block: its names must not clash with theirs.
    Ok(quote! {{
        #expanded
        #tracked
        struct __QmpCommand<T>(T);
        #serialize
        impl<T: #runtime::Serialize> #runtime::Command for __QmpCommand<T> {
            const NAME: &'static ::core::primitive::str = #wire;
            #versions
            #reply_type
        }
        #markers
        __QmpCommand(#object)
    }})
}
