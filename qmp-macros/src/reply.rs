//! The type that a command's reply is read as.

use proc_macro2::TokenStream;
use qmp_gen::ir::Command;

use crate::context::Context;
use crate::direction::Way;
use crate::type_check::{Fit, Presence};

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
