//! Errors about members: unknown, missing, or not read.

use proc_macro2::{Span, TokenStream};
use qmp_gen::Removed;
use qmp_gen::ir::Name;
use qmp_gen::macros::{UnknownName, WireMember};

use crate::context::Context;
use crate::members::Object;

impl Object<'_> {
    /// Checks that all members are read.
    pub(crate) fn exhausted(
        &self,
        context: &Context,
        is_read: impl Fn(&str) -> bool,
        span: Span,
    ) -> syn::Result<()> {
        let names = self.parts.iter().map(|part| &part.member.name);
        let lacking: Vec<&Name> = names.filter(|name| !is_read(&name.text)).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let message = format!(
            "{} has members without a field: {}\nadd fields for them, or remove `exhaustive`\n\
             {}",
            self.owner,
            listed(lacking.into_iter()),
            context.documents.place(self.name)
        );
        Err(syn::Error::new(span, message))
    }

    /// The error about a member that it does not have.
    pub(crate) fn has_no(&self, context: &Context, wanted: &str, span: Span) -> syn::Error {
        let names = || self.parts.iter().map(|part| &part.member.name);
        let known = names().map(|name| name.text.as_str());
        let missing = UnknownName::new(
            format!("{} has no {}", self.owner, self.noun),
            wanted,
            known,
        );
        let missing = missing.or_removed(Removed::member(&self.name.text, wanted));
        let all = match self.parts.is_empty() {
            true => format!("it has no {}s", self.noun),
            false => format!("its {}s are {}", self.noun, listed(names())),
        };
        let place = context.documents.place(self.name);
        syn::Error::new(span, format!("{missing}\n{all}\n{place}"))
    }

    /// Checks that no required member is missing.
    pub(crate) fn complete(
        &self,
        context: &Context,
        given: impl Fn(&str) -> bool,
        span: Span,
    ) -> syn::Result<TokenStream> {
        let required = self.parts.iter().filter(|part| !part.may_be_absent());
        let lacking: Vec<&WireMember> = required
            .filter(|part| !given(&part.member.name.text))
            .collect();
        let described = |part: &WireMember| {
            let interface = &context.documents.run().interface;
            let words = interface.describe_type(&part.member.ty);
            format!("`{}`, {words}", part.member.name.text)
        };
        let message = match lacking[..] {
            [] => return Ok(TokenStream::new()),
            [part] => {
                let place = context.documents.place(&part.member.name);
                format!("{} requires {}\n{place}", self.owner, described(part))
            }
            _ => {
                let lines: Vec<String> = lacking.into_iter().map(described).collect();
                let place = context.documents.place(self.name);
                let lines = lines.join("\n");
                format!(
                    "{} requires these {}s:\n{lines}\n{place}",
                    self.owner, self.noun
                )
            }
        };
        Err(syn::Error::new(span, message))
    }
}

/// A list of names, for errors.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n Name>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{}`", name.text)).collect();
    names.join(", ")
}
