//! The fields of a struct, matched with the members of an object.

use proc_macro2::{Span, TokenStream};
use qmp_gen::macros::{WireMember, find_by_field_name};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, Ident, LitStr};

use crate::attributes::{ConversionOption, DefaultValue, FieldOptions, allowed};
use crate::context::Context;
use crate::conversion::Conversion;
use crate::direction::Direction;
use crate::errors::Errors;
use crate::members::Object;
use crate::tokens::mentions;
use crate::type_check::TypeCheck;

/// A field.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a syn::Type,
    pub(crate) attributes: &'a [Attribute],
    pub(crate) wire: String,
    pub(crate) default: Option<DefaultValue>,
    from: Option<Conversion>,
    into: Option<Conversion>,
    /// The member; `None` if the struct is checked where it is used.
    pub(crate) part: Option<WireMember>,
}

impl Context {
    /// Finds the member of every field.
    pub(crate) fn fields<'a>(
        &self,
        fields: &'a Fields,
        object: Option<&Object<'_>>,
        directions: &[Direction],
        span: Span,
    ) -> syn::Result<Vec<Field<'a>>> {
        let mut found: Vec<Field<'a>> = Vec::new();
        let mut errors = Errors::default();
        if let Fields::Unnamed(_) = fields {
            let message = "expected named fields; the name of a field selects its member";
            return Err(syn::Error::new(span, message));
        }
        for field in fields {
            match self.field(field, object, directions) {
                Ok(field) => match found.iter().find(|other| other.wire == field.wire) {
                    Some(_) => errors.push(syn::Error::new(
                        field.ident.span(),
                        format!("duplicate field for the member `{}`", field.wire),
                    )),
                    None => found.push(field),
                },
                Err(error) => errors.push(error),
            }
        }
        errors.finish()?;
        Ok(found)
    }

    fn field<'a>(
        &self,
        field: &'a syn::Field,
        object: Option<&Object<'_>>,
        directions: &[Direction],
    ) -> syn::Result<Field<'a>> {
        let options = FieldOptions::read(&field.attrs)?;
        let Some(ident) = &field.ident else {
            return Err(syn::Error::new_spanned(
                &field.ty,
                "expected a field with a name",
            ));
        };
        let (wire, part) = match object {
            Some(object) => self.part(ident, options.rename.as_ref(), object)?,
            None => {
                let wire = match &options.rename {
                    Some(name) => name.value(),
                    None => qmp_gen::wire_name(&ident.to_string()),
                };
                (wire, None)
            }
        };
        let conversion = |option: Option<ConversionOption>, direction: Direction| {
            let Some(option) = option else {
                return Ok(None);
            };
            if !directions.contains(&direction) {
                let message = match direction {
                    Direction::Received => "this member is sent: use `try_into`",
                    Direction::Sent => "this member is received: use `try_from`",
                };
                return Err(syn::Error::new(option.span, message));
            }
            Conversion::new(self, option, &field.ty, part.as_ref(), direction).map(Some)
        };
        let from = conversion(options.try_from, Direction::Received)?;
        let into = conversion(options.try_into, Direction::Sent)?;
        Ok(Field {
            ident,
            ty: &field.ty,
            attributes: &field.attrs,
            wire,
            default: options.default,
            from,
            into,
            part,
        })
    }

    /// Finds the member of a field.
    fn part(
        &self,
        ident: &Ident,
        rename: Option<&LitStr>,
        object: &Object<'_>,
    ) -> syn::Result<(String, Option<WireMember>)> {
        let names = || object.parts.iter().map(|part| &part.member.name);
        let (wanted, span) = match rename {
            Some(name) => (name.value(), name.span()),
            None => (
                ident.to_string().trim_start_matches("r#").to_owned(),
                ident.span(),
            ),
        };
        let name = match rename {
            Some(_) => names().find(|name| name.text == wanted),
            None => find_by_field_name(&ident.to_string(), names()),
        };
        let Some(name) = name else {
            if object.open && rename.is_some() {
                return Ok((wanted, None));
            }
            return Err(object.has_no(self, &wanted, span));
        };
        let part = object
            .parts
            .iter()
            .find(|part| part.member.name.text == name.text);
        Ok((name.text.clone(), part.cloned()))
    }

    /// The checks of fields: of their types, and whether the members can be used.
    pub(crate) fn check_fields(
        &self,
        fields: &[Field<'_>],
        owner: &str,
        direction: Direction,
        generics: &[Ident],
    ) -> syn::Result<TokenStream> {
        let mut checks = TokenStream::new();
        let mut errors = Errors::default();
        for field in fields {
            let Some(part) = &field.part else { continue };
            let metadata = &part.member.metadata;
            let name = &part.member.name;
            let what = format!("`{}` of {owner}", name.text);
            let usable = self.usable_for(direction, &what, name, metadata, field.ident.span());
            match usable {
                Ok(warning) => checks.extend(allowed(field.attributes, warning)),
                Err(error) => errors.push(error),
            }
            match self.check_type(field, part, owner, direction, generics) {
                Ok(check) => checks.extend(allowed(field.attributes, check)),
                Err(error) => errors.push(error),
            }
        }
        errors.finish()?;
        Ok(checks)
    }
}

impl Context {
    /// The check of a field's type. Types that depend on generics become bounds instead, which
    /// are checked where the struct is used.
    fn check_type(
        &self,
        field: &Field<'_>,
        part: &WireMember,
        owner: &str,
        direction: Direction,
        generics: &[Ident],
    ) -> syn::Result<TokenStream> {
        let is_generic = |ty: &syn::Type| mentions(ty.to_token_stream(), generics);
        let check = field.type_check(self, part, owner, direction);
        let Some(conversion) = field.conversion(direction) else {
            // The function that reads or writes the field checks its type.
            return Ok(match is_generic(field.ty) {
                true => TokenStream::new(),
                false => check.check_content(self, field.ty),
            });
        };
        conversion.check_presence(&check)?;
        let check = conversion.explicit_check(check);
        Ok(match check.filter(|_| !is_generic(&conversion.wire)) {
            Some(check) => check.check(self, &conversion.wire),
            None => TokenStream::new(),
        })
    }
}

impl Field<'_> {
    /// The conversion of the field for a direction.
    pub(crate) fn conversion(&self, direction: Direction) -> Option<&Conversion> {
        match direction {
            Direction::Received => self.from.as_ref(),
            Direction::Sent => self.into.as_ref(),
        }
    }

    /// The check of the field's type.
    pub(crate) fn type_check<'p>(
        &self,
        context: &Context,
        part: &'p WireMember,
        owner: &str,
        direction: Direction,
    ) -> TypeCheck<'p> {
        context.member_check(part, owner, direction, self.default.is_some())
    }

    /// The function that returns the value for an absent member.
    pub(crate) fn default(&self) -> Option<TokenStream> {
        Some(match self.default.as_ref()? {
            DefaultValue::Trait => quote!(::core::default::Default::default),
            DefaultValue::Function(path) => path.to_token_stream(),
        })
    }
}

/// A test whether a member has a field.
pub(crate) fn has_field<'a>(fields: &'a [Field<'_>]) -> impl Fn(&str) -> bool + 'a {
    |name| fields.iter().any(|field| field.wire == name)
}
