//! The option `branch`: a struct for one branch of a union.

use proc_macro2::TokenStream;
use qmp_gen::Removed;
use qmp_gen::ir::{self, Payload};
use qmp_gen::macros::{UnknownName, WireMember};
use syn::LitStr;

use crate::context::Context;
use crate::direction::Direction;

/// A branch of a union.
pub(crate) struct Branch {
    /// The discriminator.
    pub(crate) member: String,
    /// Its value.
    pub(crate) value: String,
    /// The warning if the value is deprecated.
    pub(crate) warning: TokenStream,
}

/// The members of arguments or of an object, and the branch that is chosen.
pub(crate) fn branch(
    context: &Context,
    payload: &Payload,
    chosen: Option<&LitStr>,
    direction: Direction,
) -> syn::Result<(Vec<WireMember>, Option<Branch>)> {
    let interface = &context.documents.run().interface;
    let Some(chosen) = chosen else {
        return Ok((interface.wire_members(payload), None));
    };
    let wrong = |message: String| syn::Error::new(chosen.span(), message);
    let object = match payload {
        Payload::Type(name) => interface.object(&name.text),
        Payload::Members(_) => None,
    };
    let Some((object, discriminator)) =
        object.and_then(|object| Some((object, object.discriminator.as_ref()?)))
    else {
        return Err(wrong(
            "`branch` needs a union, but the documents declare no branches here".to_owned(),
        ));
    };
    let value = chosen.value();
    let values = interface.discriminator_values(object);
    if !values.contains(&value) {
        let what = format!("the discriminator `{}` has no value", discriminator.text);
        let members = interface.members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text);
        let removed = match member.map(|member| &member.ty) {
            Some(ir::Type::Named(values)) => Removed::member(values, &value),
            _ => None,
        };
        let missing = UnknownName::new(what, &value, values.iter().map(String::as_str));
        let missing = missing.or_removed(removed);
        let place = context.documents.place(discriminator);
        return Err(wrong(format!("{missing}\n{place}")));
    }
    let parts = interface.branch_wire_members(object, &value);
    let member = discriminator.text.clone();
    let warning = match interface.branch_value(object, &value) {
        Some(known) => {
            let what = format!("the branch `{value}`");
            context.usable_for(
                direction,
                &what,
                &known.name,
                &known.metadata,
                chosen.span(),
            )?
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
