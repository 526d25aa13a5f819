//! Expressions for the values of a request.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Builtin, Kind, Payload, Type};
use qmp_gen::macros::WireMember;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse_quote;

use super::json::{self, Json, Member};
use crate::context::Context;
use crate::direction::Direction;
use crate::errors::Errors;
use crate::members::Object;
use crate::serde_impl::serialize;
use crate::type_check::{Presence, Site, TypeCheck};
use crate::values::no_value;

/// Checks values and writes expressions for them.
pub(super) struct Writer<'a> {
    pub(super) context: &'a Context,
}

/// The declared member of a value.
#[derive(Clone, Copy)]
struct Expected<'a> {
    part: &'a WireMember,
    owner: &'a str,
}

impl Writer<'_> {
    /// An object whose members are documented.
    pub(super) fn object(
        &self,
        owner: &str,
        name: &qmp_gen::ir::Name,
        payload: &Payload,
        given: &[Member],
        open: bool,
        span: Span,
    ) -> syn::Result<TokenStream> {
        let mut errors = Errors::default();
        let object = Object {
            owner: owner.to_owned(),
            noun: match owner.starts_with("the command") {
                true => "argument",
                false => "member",
            },
            name,
            parts: self.parts(payload, given)?,
            open,
        };
        let mut values = Vec::new();
        for (i, member) in given.iter().enumerate() {
            let wire = member.name.value();
            if given.iter().take(i).any(|other| other.name.value() == wire) {
                let message = format!("duplicate member `{wire}`");
                errors.push(syn::Error::new(member.name.span(), message));
                continue;
            }
            match self.member(&object, member) {
                Ok(value) => values.push((wire, value)),
                Err(error) => errors.push(error),
            }
        }
        let given = |name: &str| given.iter().any(|member| member.name.value() == name);
        if let Err(error) = object.complete(self.context, given, span) {
            errors.push(error);
        }
        errors.finish()?;
        Ok(self.structure(&values))
    }

    /// The members that an object may have; with a literal for its discriminator, those of
    /// that branch.
    fn parts(&self, payload: &Payload, given: &[Member]) -> syn::Result<Vec<WireMember>> {
        let interface = &self.context.documents.run().interface;
        let all = interface.wire_members(payload);
        let Payload::Type(name) = payload else {
            return Ok(all);
        };
        let Some(object) = interface.object(&name.text) else {
            return Ok(all);
        };
        let Some(discriminator) = &object.discriminator else {
            return Ok(all);
        };
        let chosen = given
            .iter()
            .find(|member| member.name.value() == discriminator.text);
        let Some(Json::Text(value)) = chosen.map(|member| &member.value) else {
            return Ok(all);
        };
        let mut parts = interface.branch_wire_members(object, &value.value());
        let own = all
            .into_iter()
            .find(|part| part.member.name.text == discriminator.text);
        parts.extend(own);
        Ok(parts)
    }

    fn member(&self, object: &Object<'_>, member: &Member) -> syn::Result<TokenStream> {
        let wire = member.name.value();
        let span = member.name.span();
        let Some(part) = object
            .parts
            .iter()
            .find(|part| part.member.name.text == wire)
        else {
            if object.open {
                let runtime = &self.context.runtime;
                return match &member.value {
                    Json::Expression(value) => Ok(quote!(#runtime::unlisted_argument(#value))),
                    value => self.free(value),
                };
            }
            return Err(object.has_no(self.context, &wire, span));
        };
        let name = &part.member.name;
        let what = format!("`{wire}` of {}", object.owner);
        let usable = self
            .context
            .usable(&what, name, &part.member.metadata, span)?;
        let expected = Expected {
            part,
            owner: &object.owner,
        };
        let value = self.value(&member.value, &part.member.ty, expected)?;
        Ok(quote!({ #usable #value }))
    }

    fn value(&self, value: &Json, ty: &Type, expected: Expected<'_>) -> syn::Result<TokenStream> {
        let documents = &self.context.documents;
        let interface = &documents.run().interface;
        if *ty == Type::Builtin(Builtin::Any) {
            return self.free(value);
        }
        let named = match ty {
            Type::Named(name) => interface.ty(name),
            _ => None,
        };
        if let Some(Kind::Alternate(alternatives)) = named.map(|definition| &definition.kind)
            && !matches!(value, Json::Expression(_))
        {
            let fitting = alternatives
                .iter()
                .find(|one| self.could_be(value, &one.ty));
            return match fitting {
                Some(one) => self.value(value, &one.ty, expected),
                None => Err(self.wrong(value, ty, expected)),
            };
        }
        match (value, ty, named.map(|definition| &definition.kind)) {
            (Json::Object(members, span), _, Some(Kind::Object(object))) => {
                let name = &named.map_or(&expected.part.member.name, |definition| &definition.name);
                let owner = format!("the object `{}`", name.text);
                let payload = Payload::Type((*name).clone());
                self.object(&owner, name, &payload, members, object.open, *span)
            }
            (Json::Array(elements, _), Type::Array(element), _) => {
                let mut errors = Errors::default();
                let mut values = Vec::new();
                for one in elements {
                    match self.value(one, element, expected) {
                        Ok(value) => values.push(value),
                        Err(error) => errors.push(error),
                    }
                }
                errors.finish()?;
                Ok(self.sequence(&values))
            }
            (Json::Text(text), _, Some(Kind::Enum(values))) => {
                let wanted = text.value();
                let known = values.iter().find(|value| value.name.text == wanted);
                let (Some(known), Some(definition)) = (known, named) else {
                    let name = named.map_or(&expected.part.member.name, |d| &d.name);
                    return Err(no_value(self.context, name, values, &wanted, text.span()));
                };
                let name = &definition.name.text;
                let what = format!("the value `{wanted}` of `{name}`");
                let usable =
                    self.context
                        .usable(&what, &known.name, &known.metadata, text.span())?;
                Ok(quote!({ #usable #text }))
            }
            (Json::Text(text), Type::Builtin(Builtin::Str), _) => Ok(text.to_token_stream()),
            (Json::Bool(value), Type::Builtin(Builtin::Bool), _) => Ok(value.to_token_stream()),
            (Json::Null(_), Type::Builtin(Builtin::Null), _) => {
                let runtime = &self.context.runtime;
                Ok(quote!(#runtime::NULL))
            }
            (Json::Number(number), Type::Builtin(builtin), _) if is_number(*builtin) => {
                let rust = rust_number(*builtin, number);
                let span = value.span();
                Ok(quote_spanned!(span=> { let __number: #rust = #number; __number }))
            }
            (Json::Expression(value), _, _) => {
                let check = self.context.member_check(
                    expected.part,
                    expected.owner,
                    Direction::Sent,
                    false,
                );
                let is_part = *ty == expected.part.member.ty;
                let check = TypeCheck {
                    ty: Some(ty),
                    // An element is always present.
                    presence: if is_part {
                        check.presence
                    } else {
                        Presence::Required
                    },
                    site: Site::Expression(text_of(value)),
                    ..check
                };
                Ok(check.pass(self.context, value))
            }
            _ => Err(self.wrong(value, ty, expected)),
        }
    }

    /// Whether a literal may have a type, judged by its kind of JSON.
    fn could_be(&self, value: &Json, ty: &Type) -> bool {
        let interface = &self.context.documents.run().interface;
        let kind = match ty {
            Type::Named(name) => interface.ty(name).map(|definition| &definition.kind),
            _ => None,
        };
        match (value, ty, kind) {
            (Json::Object(..), _, Some(Kind::Object(_)))
            | (Json::Array(..), Type::Array(_), _)
            | (Json::Text(_), _, Some(Kind::Enum(_)))
            | (Json::Text(_), Type::Builtin(Builtin::Str), _)
            | (Json::Bool(_), Type::Builtin(Builtin::Bool), _)
            | (Json::Null(_), Type::Builtin(Builtin::Null), _) => true,
            (Json::Number(_), Type::Builtin(builtin), _) => is_number(*builtin),
            _ => false,
        }
    }

    fn wrong(&self, value: &Json, ty: &Type, expected: Expected<'_>) -> syn::Error {
        let documents = &self.context.documents;
        let words = documents.run().interface.describe_type(ty);
        let name = &expected.part.member.name;
        let message = format!(
            "`{}` of {} must be {words}, found {}\n{}",
            name.text,
            expected.owner,
            value.describe_type(),
            documents.place(name)
        );
        syn::Error::new(value.span(), message)
    }

    /// A member that may have any value.
    fn free(&self, value: &Json) -> syn::Result<TokenStream> {
        let runtime = &self.context.runtime;
        Ok(match value {
            Json::Object(members, _) => {
                let mut values = Vec::new();
                for member in members {
                    values.push((member.name.value(), self.free(&member.value)?));
                }
                self.structure(&values)
            }
            Json::Array(elements, _) => {
                let elements = elements.iter().map(|element| self.free(element));
                self.sequence(&elements.collect::<syn::Result<Vec<_>>>()?)
            }
            Json::Text(text) => text.to_token_stream(),
            Json::Bool(value) => value.to_token_stream(),
            Json::Null(_) => quote!(#runtime::NULL),
            Json::Number(number) => {
                let rust = rust_number(Builtin::Number, number);
                quote!({ let __number: #rust = #number; __number })
            }
            Json::Expression(value) => quote!(#runtime::any_value(#value)),
        })
    }

    fn structure(&self, values: &[(String, TokenStream)]) -> TokenStream {
        let runtime = &self.context.runtime;
        let members = values.iter().enumerate().map(|(i, (name, _))| {
            let index = syn::Index::from(i);
            quote!(#runtime::ObjectWriter::member(&mut __object, #name, &self.#index)?;)
        });
        let body = quote! {
            let mut __object = #runtime::ObjectWriter::begin(__serializer)?;
            #(#members)*
            #runtime::ObjectWriter::end(__object)
        };
        self.parameters(values.iter().map(|(_, value)| value), &body)
    }

    fn sequence(&self, values: &[TokenStream]) -> TokenStream {
        let runtime = &self.context.runtime;
        let indices = (0..values.len()).map(syn::Index::from);
        let body = quote! {
            let mut __array = #runtime::ArrayWriter::begin(__serializer)?;
            #(#runtime::ArrayWriter::element(&mut __array, &self.#indices)?;)*
            #runtime::ArrayWriter::end(__array)
        };
        self.parameters(values.iter(), &body)
    }

    /// A generic struct of values, with a body for its `serialize`.
    fn parameters<'v>(
        &self,
        values: impl Iterator<Item = &'v TokenStream>,
        body: &TokenStream,
    ) -> TokenStream {
        let runtime = &self.context.runtime;
        let values: Vec<&TokenStream> = values.collect();
        let types: Vec<_> = (0..values.len()).map(|i| format_ident!("T{i}")).collect();
        let generics = parse_quote!(<#(#types: #runtime::Serialize + #runtime::Wire),*>);
        let ty = quote!(__QmpValue<#(#types),*>);
        let serialize = serialize(self.context, &generics, &ty, body);
        quote! {{
            struct __QmpValue<#(#types),*>(#(#types),*);
            #serialize
            impl<#(#types),*> #runtime::Wire for __QmpValue<#(#types),*> {
                type Presence = #runtime::Required;
                const INFO: #runtime::TypeInfo = #runtime::TypeInfo::ANY;
            }
            __QmpValue(#(#values),*)
        }}
    }
}

/// The text of an expression in an error: a variable or a field, or else `…`.
fn text_of(value: &syn::Expr) -> String {
    match value {
        syn::Expr::Path(path) => path
            .path
            .get_ident()
            .map_or_else(|| "…".to_owned(), ToString::to_string),
        syn::Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => format!("{}.{name}", text_of(&field.base)),
            syn::Member::Unnamed(index) => format!("{}.{}", text_of(&field.base), index.index),
        },
        _ => "…".to_owned(),
    }
}

fn is_number(builtin: Builtin) -> bool {
    !matches!(
        builtin,
        Builtin::Str | Builtin::Bool | Builtin::Null | Builtin::Any
    )
}

/// The type of a numeric literal.
fn rust_number(builtin: Builtin, number: &syn::Expr) -> TokenStream {
    match builtin {
        Builtin::Int | Builtin::Int64 => quote!(::core::primitive::i64),
        Builtin::Int8 => quote!(::core::primitive::i8),
        Builtin::Int16 => quote!(::core::primitive::i16),
        Builtin::Int32 => quote!(::core::primitive::i32),
        Builtin::Uint8 => quote!(::core::primitive::u8),
        Builtin::Uint16 => quote!(::core::primitive::u16),
        Builtin::Uint32 => quote!(::core::primitive::u32),
        Builtin::Size | Builtin::Uint64 => quote!(::core::primitive::u64),
        _ if json::has_fraction(number) => quote!(::core::primitive::f64),
        _ if json::is_beyond_i64(number) => quote!(::core::primitive::u64),
        _ => quote!(::core::primitive::i64),
    }
}
