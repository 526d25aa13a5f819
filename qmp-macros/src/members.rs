//! The members of an object as the documents list them, and the errors about them.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::Name;
use qmp_gen::{Missing, Removed, WireMember};

use crate::context::Context;

/// What a struct is held to.
pub(crate) struct Object<'a> {
    /// What it is called, such as "the event `STOP`".
    pub(crate) owner: String,
    /// What its members are called.
    pub(crate) noun: &'static str,
    pub(crate) name: &'a Name,
    pub(crate) parts: Vec<WireMember>,
    /// Whether it has members beyond those that are listed.
    pub(crate) open: bool,
}

impl Object<'_> {
    /// Checks that all members are asked for.
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
            "{} has members that are not asked for: {}\ndocumented at {}",
            self.owner,
            listed(lacking.into_iter()),
            context.documents.place(self.name)
        );
        Err(syn::Error::new(span, message))
    }

    /// An error about a member that it does not have.
    pub(crate) fn has_no(&self, context: &Context, wanted: &str, span: Span) -> syn::Error {
        let names = || self.parts.iter().map(|part| &part.member.name);
        let known = names().map(|name| name.text.as_str());
        let missing = Missing::new(
            format!("{} has no {}", self.owner, self.noun),
            wanted,
            known,
        );
        let missing = missing.or_removed(Removed::member(&self.name.text, wanted));
        let all = match self.parts.is_empty() {
            true => format!("it has no {}s", self.noun),
            false => format!("it has {}", listed(names())),
        };
        let place = context.documents.place(self.name);
        syn::Error::new(span, format!("{missing}\n{all}\ndocumented at {place}"))
    }

    /// Checks that all members are given that have to be there.
    pub(crate) fn complete(
        &self,
        context: &Context,
        given: impl Fn(&str) -> bool,
        span: Span,
    ) -> syn::Result<TokenStream> {
        let required = self.parts.iter().filter(|part| !part.may_be_absent());
        let lacking: Vec<String> = required
            .filter(|part| !given(&part.member.name.text))
            .map(|part| {
                let words = context
                    .documents
                    .run()
                    .interface
                    .describe_type(&part.member.ty);
                let place = context.documents.place(&part.member.name);
                let name = &part.member.name.text;
                format!(
                    "{} requires `{name}`, {words}\ndocumented at {place}",
                    self.owner
                )
            })
            .collect();
        match lacking.is_empty() {
            true => Ok(TokenStream::new()),
            false => Err(syn::Error::new(span, lacking.join("\n\n"))),
        }
    }
}

/// Names, to be read by a person.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n Name>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{}`", name.text)).collect();
    names.join(", ")
}
