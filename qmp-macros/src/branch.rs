//! `branch = "…"`: a struct that is one branch of a union.

use proc_macro2::TokenStream;
use qmp_gen::ir::{self, Payload};
use qmp_gen::{Missing, Removed, WireMember};
use syn::LitStr;

use crate::context::Context;
use crate::direction::Way;

/// The branch of a union that a struct is.
pub(crate) struct Branch {
    /// The discriminator.
    pub(crate) member: String,
    /// The value that it has in the struct.
    pub(crate) value: String,
    /// A warning, where that is deprecated.
    pub(crate) warning: TokenStream,
}

/// The members of arguments or of an object, and, where a branch is chosen, the
/// discriminator and its value.
pub(crate) fn branch(
    context: &Context,
    payload: &Payload,
    chosen: Option<&LitStr>,
    way: Way,
) -> syn::Result<(Vec<WireMember>, Option<Branch>)> {
    let checked = &context.documents.run().interface;
    let Some(chosen) = chosen else {
        return Ok((checked.parts(payload), None));
    };
    let wrong = |message: String| syn::Error::new(chosen.span(), message);
    let object = match payload {
        Payload::Type(name) => checked.object(&name.text),
        Payload::Members(_) => None,
    };
    let Some((object, discriminator)) =
        object.and_then(|object| Some((object, object.discriminator.as_ref()?)))
    else {
        return Err(wrong("there are no branches to choose from".to_owned()));
    };
    let value = chosen.value();
    let values = checked.discriminator_values(object);
    if !values.contains(&value) {
        let what = format!("`{}` has no branch", discriminator.text);
        let members = checked.members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text);
        let removed = match member.map(|member| &member.ty) {
            Some(ir::Type::Named(values)) => Removed::member(values, &value),
            _ => None,
        };
        let missing = Missing::new(what, &value, values.iter().map(String::as_str));
        let missing = missing.or_removed(removed);
        let place = context.documents.place(discriminator);
        return Err(wrong(format!("{missing}\ndocumented at {place}")));
    }
    let parts = checked.branch_wire_members(object, &value);
    let member = discriminator.text.clone();
    let warning = match checked.branch_value(object, &value) {
        Some(known) => {
            let what = format!("the branch `{value}`");
            context.usable_for(way, &what, &known.name, &known.metadata, chosen.span())?
        }
        None => TokenStream::new(),
    };
    let branch = Branch {
        member,
        value,
        warning,
    };
    Ok((parts, Some(branch)))
}
