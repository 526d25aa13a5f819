//! The check of a command's reply.

use proc_macro2::TokenStream;
use qmp_gen::ir::Command;
use quote::quote;

use crate::context::Context;
use crate::direction::Direction;
use crate::type_check::{Presence, Site, TypeCheck};

impl Context {
    /// Checks that a type can receive the reply of a command; `option` is the way to set that
    /// type, for errors. Returns the check, and the type as a part of the implementation of
    /// `Command`.
    pub(crate) fn reply(
        &self,
        command: &Command,
        returns: Option<&syn::Type>,
        span: proc_macro2::Span,
        option: &str,
    ) -> syn::Result<(TokenStream, TokenStream)> {
        let check = TypeCheck {
            subject: format!("the reply of the command `{}`", command.name.text),
            ty: command.returns.as_ref(),
            place: self.documents.place(&command.name),
            direction: Direction::Received,
            presence: Presence::Either,
            site: Site::Option,
            lacking: None,
        };
        match (returns, &command.returns) {
            (Some(ty), _) => Ok(check.check_reply(self, ty)),
            (None, None) => {
                let runtime = &self.runtime;
                Ok((TokenStream::new(), quote!(type Reply = #runtime::Empty;)))
            }
            (None, Some(returned)) => {
                let words = self.documents.run().interface.describe_type(returned);
                let message = format!(
                    "the command `{}` returns {words}\nadd {option} with a type for it; \
                     `serde_json::Value` receives any value\n{}",
                    command.name.text, check.place
                );
                Err(syn::Error::new(span, message))
            }
        }
    }
}

/// The check of a reply, and its type if there is no error.
pub(crate) fn split(
    reply: syn::Result<(TokenStream, TokenStream)>,
) -> (syn::Result<TokenStream>, TokenStream) {
    match reply {
        Ok((check, ty)) => (Ok(check), ty),
        Err(error) => (Err(error), TokenStream::new()),
    }
}
