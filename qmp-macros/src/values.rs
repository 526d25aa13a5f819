//! Errors about the values of enums.

use proc_macro2::Span;
use qmp_gen::Removed;
use qmp_gen::ir::{EnumValue, Name};
use qmp_gen::macros::UnknownName;

use crate::context::Context;
use crate::member_errors::listed;

/// The error about a value that an enum does not have.
pub(crate) fn no_value(
    context: &Context,
    name: &Name,
    values: &[EnumValue],
    wanted: &str,
    span: Span,
) -> syn::Error {
    let names = || values.iter().map(|value| &value.name);
    let known = names().map(|name| name.text.as_str());
    let what = format!("the enum `{}` has no value", name.text);
    let removed = Removed::member(&name.text, wanted);
    let missing = UnknownName::new(what, wanted, known).or_removed(removed);
    let place = context.documents.place(name);
    let all = listed(names());
    syn::Error::new(span, format!("{missing}\nits values are {all}\n{place}"))
}
