//! `#[derive(QmpCommand)]`.

use proc_macro2::TokenStream;
use qmp_gen::ir::Command;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, LitStr};

use crate::expand::Context;
use crate::fields::{Errors, Object};
use crate::fit::{Fit, Presence, Way};
use crate::items::versions;
use crate::object::{branch, required};
use crate::options::Container;
use crate::record::{Record, parameters};

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let options = Container::read(&input.attrs, "command", &["returns", "branch"])?;
    let context = Context::of_item(&options.source, &input)?;
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(
            &input.ident,
            "a command is a struct of its arguments",
        ));
    };
    let ident = &input.ident;
    let span = options.name.as_ref().map_or(ident.span(), LitStr::span);
    let command = context.command(options.name.as_ref(), ident)?;
    let (parts, chosen) = branch(
        &context,
        &command.arguments,
        options.branch.as_ref(),
        Way::Given,
    )?;
    let object = Object {
        owner: format!("the command `{}`", command.name.text),
        noun: "argument",
        name: &command.name,
        parts,
        open: command.open,
    };
    let fields = context.fields(&data.fields, Some(&object), ident.span())?;
    let mut errors = Errors::default();
    for field in fields.iter().filter(|field| field.default.is_some()) {
        let message = "an argument is sent as it is: one that may be left out is an `Option`";
        errors.push(syn::Error::new(field.ident.span(), message));
    }
    let mut checks = TokenStream::new();
    let parameters = parameters(&input.generics);
    for found in [
        required(&context, &object, &fields, ident.span()),
        context.usable(&object.owner, &command.name, &command.metadata, span),
        context.check_fields(&fields, &object.owner, Way::Given, &parameters),
        context.reply(
            command,
            options.returns.as_ref(),
            span,
            "`#[qmp(returns = …)]`",
        ),
    ] {
        match found {
            Ok(found) => checks.extend(found),
            Err(error) => errors.push(error),
        }
    }
    errors.finish()?;
    let Context { checked, .. } = &context;
    let write = Record {
        ident,
        generics: &input.generics,
        object: Some(&object),
        fields: &fields,
        branch: chosen,
    };
    let serialize = write.write(&context);
    let generics = write.bounded(&context, input.generics.clone(), Way::Given);
    let (impls, types, bounds) = generics.split_for_impl();
    let name = &command.name.text;
    let reply = match &options.returns {
        Some(ty) => ty.to_token_stream(),
        None => quote!(#checked::Empty),
    };
    let facts = versions(&command.metadata);
    let warning = write.branch.as_ref().map(|branch| &branch.warning);
    let expanded = quote! {
        #checks
        #warning
        #[automatically_derived]
        impl #impls #checked::Command for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            #facts
            type Reply = #reply;
        }
        #serialize
    };
    Ok(context.finish(&input, expanded))
}

impl Context {
    /// Checks that a type holds what a command returns; `how` is the way to say which
    /// type that is.
    pub(crate) fn reply(
        &self,
        command: &Command,
        returns: Option<&syn::Type>,
        span: proc_macro2::Span,
        how: &str,
    ) -> syn::Result<TokenStream> {
        let fit = Fit {
            subject: format!("what the command `{}` returns", command.name.text),
            ty: command.returns.as_ref(),
            place: self.documents.place(&command.name),
            way: Way::Held,
            presence: Presence::Either,
            lacking: None,
        };
        match (returns, &command.returns) {
            (Some(ty), _) => Ok(fit.check(self, ty)),
            (None, None) => Ok(TokenStream::new()),
            (None, Some(returned)) => {
                let said = self.documents.run().interface.describe_type(returned);
                let message = format!(
                    "the command `{}` returns {said}\n{how} says what it is \
                     read as; `serde_json::Value` holds anything\ndocumented at {}",
                    command.name.text, fit.place
                );
                Err(syn::Error::new(span, message))
            }
        }
    }
}
