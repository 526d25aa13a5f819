//! The options `try_from` and `try_into`: fields that are converted from, or to, the type of
//! their member.

use proc_macro2::Span;
use qmp_gen::macros::WireMember;
use syn::{GenericArgument, PathArguments, Type, parse_quote};

use crate::attributes::ConversionOption;
use crate::context::Context;
use crate::direction::Direction;
use crate::tokens::span_of;
use crate::type_check::{Presence, Site, TypeCheck, wire_type};

/// The conversion of a field.
pub(crate) struct Conversion {
    /// The type of the value in JSON.
    pub(crate) wire: Type,
    /// Whether the user has written that type.
    pub(crate) is_explicit: bool,
    /// The type of the field, without its `Option`.
    pub(crate) target: Type,
    /// Whether the field is an `Option`.
    pub(crate) is_optional: bool,
    /// The place of the field's type.
    pub(crate) span: Span,
}

impl Conversion {
    /// The conversion of a field of type `ty`; `member` is the member, if it is known.
    pub(crate) fn new(
        context: &Context,
        option: ConversionOption,
        ty: &Type,
        member: Option<&WireMember>,
        direction: Direction,
    ) -> syn::Result<Conversion> {
        let is_explicit = option.ty.is_some();
        let declared = || wire_type(context, &member?.member.ty, direction);
        let wire = option.ty.or_else(declared).ok_or_else(|| {
            let name = match direction {
                Direction::Received => "try_from",
                Direction::Sent => "try_into",
            };
            let message = format!("`{name}` needs a type here, as in `#[qmp({name} = i64)]`");
            syn::Error::new(option.span, message)
        })?;
        let inner = in_option(ty);
        Ok(Conversion {
            wire,
            is_explicit,
            target: inner.unwrap_or(ty).clone(),
            is_optional: inner.is_some(),
            span: span_of(ty),
        })
    }

    /// The type that is read or written: an `Option` if the field is one.
    pub(crate) fn wire_type(&self) -> Type {
        let wire = &self.wire;
        match self.is_optional {
            true => parse_quote!(::core::option::Option<#wire>),
            false => wire.clone(),
        }
    }

    /// Checks that the field is an `Option` if it has to be one, or must not be one.
    pub(crate) fn check_presence(&self, check: &TypeCheck<'_>) -> syn::Result<()> {
        let (problem, help) = match (check.presence, self.is_optional) {
            (Presence::MayBeAbsent, false) => (
                check.lacking.as_deref().unwrap_or("is optional"),
                "use an `Option`, or add `#[qmp(default)]`",
            ),
            (Presence::Required, true) => ("is required", "use the type without `Option`"),
            _ => return Ok(()),
        };
        let (subject, place) = (&check.subject, &check.place);
        let message = format!("{subject} {problem}\n{help}\n{place}");
        Err(syn::Error::new(self.span, message))
    }

    /// The check of the type that the user has written; `None` if there is none.
    pub(crate) fn explicit_check<'c>(&self, check: TypeCheck<'c>) -> Option<TypeCheck<'c>> {
        self.is_explicit.then_some(TypeCheck {
            presence: Presence::Either,
            site: Site::Option,
            ..check
        })
    }
}

/// The type in an `Option`.
pub(crate) fn in_option(ty: &Type) -> Option<&Type> {
    match &last_segment(ty)?.arguments {
        PathArguments::AngleBracketed(arguments) if is_named(ty, "Option") => {
            match arguments.args.first()? {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a type is a `Cow<'a, str>`, which can borrow from the input.
pub(crate) fn is_borrowed_cow(ty: &Type) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        last_segment(ty).map(|segment| &segment.arguments)
    else {
        return false;
    };
    let arguments: Vec<&GenericArgument> = arguments.args.iter().collect();
    match arguments[..] {
        [
            GenericArgument::Lifetime(lifetime),
            GenericArgument::Type(inner),
        ] => is_named(ty, "Cow") && lifetime.ident != "static" && is_named(inner, "str"),
        _ => false,
    }
}

fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}
