//! Implementing the traits of a struct that is read from, or written as, an object.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, Ident, Lifetime, LifetimeParam, WherePredicate, parse_quote};

use crate::attributes::DefaultValue;
use crate::branch::Branch;
use crate::context::Context;
use crate::conversion::{Conversion, in_option, is_borrowed_cow};
use crate::direction::Direction;
use crate::fields::Field;
use crate::generics::{is_within, parameters};
use crate::members::Object;
use crate::serde_impl::{deserialize, serialize};
use crate::tokens::{at, mentions, span_of};
use crate::type_check::check_unlisted_in_body;

/// A struct and its fields.
pub(crate) struct StructImpl<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    /// Its members; `None` if it is checked where it is used.
    pub(crate) object: Option<&'a Object<'a>>,
    pub(crate) fields: &'a [Field<'a>],
    pub(crate) branch: Option<Branch>,
}

impl StructImpl<'_> {
    /// Its name, for errors at run time.
    fn what(&self) -> String {
        match self.object {
            Some(object) => object.owner.replace('`', ""),
            None => self.ident.to_string(),
        }
    }

    /// `ReadStruct` and `Deserialize`.
    pub(crate) fn read(&self, context: &Context) -> TokenStream {
        let runtime = &context.runtime;
        let ident = self.ident;
        let (_, types, _) = self.generics.split_for_impl();
        let generics = self.reading(context);
        let inner_checks = self.inner_checks(context, &generics, Direction::Received);
        let (impls, _, bounds) = generics.split_for_impl();
        let contents = self.contents(context, Direction::Received);
        let what = self.what();
        let members = self.wire_names();
        let slots: Vec<Ident> = (0..members.len()).map(|i| format_ident!("__{i}")).collect();
        let indices = 0..members.len();
        let types_checked = self.types_checked(context, Direction::Received);
        let branch_reads = self
            .branch
            .iter()
            .map(|_| quote!(#runtime::MemberReader::value));
        let reads = branch_reads.chain(self.fields.iter().map(|field| {
            let path = quote!(#runtime::MemberReader::value);
            self.typed(path, field, Direction::Received)
        }));
        let first = usize::from(self.branch.is_some());
        let values = self.fields.iter().enumerate().map(|(i, field)| {
            let (ident, slot, index) = (field.ident, &slots[i + first], i + first);
            let value = |value| field_value(context, field, index, value);
            let required = quote!(#runtime::MemberReader::required);
            let required = self.typed(required, field, Direction::Received);
            let required = quote!(#required(&__members, #index, #slot)?);
            match (field.default(), value(quote!(__value))) {
                (None, None) => quote!(#ident: #required),
                (None, Some(_)) => {
                    let value = value(required);
                    quote!(#ident: #value)
                }
                (Some(default), None) => {
                    quote!(#ident: ::core::option::Option::unwrap_or_else(#slot, #default))
                }
                (Some(default), Some(value)) => quote! {
                    #ident: match #slot {
                        ::core::option::Option::Some(__value) => #value,
                        ::core::option::Option::None => #default(),
                    }
                },
            }
        });
        let expected = self.branch.as_ref().map(
            |Branch { value, .. }| quote!(#runtime::MemberReader::expect(&__members, 0, __0, #value)?;),
        );
        let ty = quote!(#ident #types);
        let deserialize = deserialize(
            context,
            &generics,
            &ty,
            &quote!(#runtime::read_struct(__deserializer)),
        );
        quote! {
            #inner_checks
            #[automatically_derived]
            impl #impls #runtime::ReadStruct<'__de> for #ident #types #bounds {
                const WHAT: &'static ::core::primitive::str = #what;
                const MEMBERS: &'static [&'static ::core::primitive::str] = &[#(#members),*];

                // The type of a field may be deprecated.
                #[allow(deprecated)]
                fn read<__A: #runtime::MapAccess<'__de>>(
                    mut __members: #runtime::MemberReader<__A>,
                ) -> ::core::result::Result<Self, __A::Error> {
                    #contents
                    #types_checked
                    #(let mut #slots = ::core::option::Option::None;)*
                    while let ::core::option::Option::Some(__index) =
                        #runtime::MemberReader::next_index(&mut __members)?
                    {
                        match __index {
                            #(#indices => #slots = #reads(&mut __members, #indices)?,)*
                            _ => {}
                        }
                    }
                    #expected
                    ::core::result::Result::Ok(Self { #(#values),* })
                }
            }
            #deserialize
        }
    }

    /// `Serialize`.
    pub(crate) fn write(&self, context: &Context) -> TokenStream {
        let runtime = &context.runtime;
        let ident = self.ident;
        let (_, types, _) = self.generics.split_for_impl();
        let generics = self.bounded(context, self.generics.clone(), Direction::Sent);
        let inner_checks = self.inner_checks(context, &generics, Direction::Sent);
        let branch = self
            .branch
            .as_ref()
            .map(|Branch { member, value, .. }| quote!(#runtime::ObjectWriter::member(&mut __object, #member, #value)?;));
        let contents = self.contents(context, Direction::Sent);
        let what = self.what();
        let members = self.fields.iter().map(|field| {
            let (ident, name) = (field.ident, &field.wire);
            let Some(conversion) = field.conversion(Direction::Sent) else {
                let member = quote!(#runtime::ObjectWriter::member);
                let member = self.typed(member, field, Direction::Sent);
                return quote!(#member(&mut __object, #name, &self.#ident)?;);
            };
            let Conversion { wire, target, .. } = conversion;
            let function = match conversion.is_optional {
                true => quote!(converted_optional),
                false => quote!(converted),
            };
            let write = quote!(#runtime::ObjectWriter::#function::<#wire, #target>);
            let write = at(conversion.span, write);
            quote!(#write(&mut __object, #what, #name, &self.#ident)?;)
        });
        let types_checked = self.types_checked(context, Direction::Sent);
        let body = quote! {
            #contents
            #types_checked
            let mut __object = #runtime::ObjectWriter::begin(__serializer)?;
            #branch
            #(#members)*
            #runtime::ObjectWriter::end(__object)
        };
        let serialize = serialize(context, &generics, &quote!(#ident #types), &body);
        quote! {
            #inner_checks
            #serialize
        }
    }

    fn wire_names(&self) -> Vec<&str> {
        let branch = self.branch.iter().map(|branch| branch.member.as_str());
        branch
            .chain(self.fields.iter().map(|field| field.wire.as_str()))
            .collect()
    }

    /// The generics for reading: lifetimes are bounded by that of the input.
    fn reading(&self, context: &Context) -> Generics {
        let mut generics = self.bounded(context, self.generics.clone(), Direction::Received);
        let mut document = LifetimeParam::new(Lifetime::new("'__de", Span::call_site()));
        document.bounds.extend(
            self.generics
                .lifetimes()
                .map(|param| param.lifetime.clone()),
        );
        generics
            .params
            .insert(0, syn::GenericParam::Lifetime(document));
        generics
    }

    /// Whether a type contains the struct. It then cannot have bounds: they would depend on
    /// themselves.
    fn is_within(&self, ty: &syn::Type) -> bool {
        is_within(self.ident, self.generics, ty)
    }

    /// The fields whose types are checked in the function that reads or writes them.
    fn is_checked(&self, field: &Field<'_>, direction: Direction) -> bool {
        let parameters = parameters(self.generics);
        field.conversion(direction).is_none() && !mentions(field.ty.to_token_stream(), &parameters)
    }

    /// The checks of the types of fields.
    fn types_checked(&self, context: &Context, direction: Direction) -> TokenStream {
        let fields = self.fields.iter().enumerate();
        let checked = fields.filter(|(_, field)| self.is_checked(field, direction));
        let checks = checked.map(|(index, field)| match (self.object, &field.part) {
            (Some(object), Some(part)) => {
                let check = field.type_check(context, part, &object.owner, direction);
                check.check_in_body(context, field.ty)
            }
            _ => check_unlisted_in_body(context, field.ty, direction, index),
        });
        checks.collect()
    }

    /// A function for the value of a field, with its type. The compiler reports a type that
    /// the function does not accept at the same place as the check, and so only once.
    fn typed(&self, path: TokenStream, field: &Field<'_>, direction: Direction) -> TokenStream {
        let ty = field.ty;
        let is_text = [Some(ty), in_option(ty)]
            .into_iter()
            .flatten()
            .any(is_borrowed_cow);
        let reads_text = direction == Direction::Received && is_text;
        if !self.is_checked(field, direction) || reads_text {
            return path;
        }
        let path = at(span_of(ty), path);
        let colons = quote_spanned!(span_of(ty)=> ::);
        quote!(#path #colons <#ty>)
    }

    /// The checks of fields that cannot have bounds.
    fn inner_checks(
        &self,
        context: &Context,
        generics: &Generics,
        direction: Direction,
    ) -> TokenStream {
        let Some(object) = self.object else {
            return TokenStream::new();
        };
        let inner = self.fields.iter().filter(|field| self.is_within(field.ty));
        let inner = inner.filter(|field| field.conversion(direction).is_none());
        let checks = inner.filter_map(|field| {
            let part = field.part.as_ref()?;
            let check = field.type_check(context, part, &object.owner, direction);
            Some(check.check_for(context, field.ty, generics))
        });
        checks.collect()
    }

    /// The checks of the contents of fields that depend on generics, which are evaluated where
    /// the struct is used.
    fn contents(&self, context: &Context, direction: Direction) -> TokenStream {
        let Some(object) = self.object else {
            return TokenStream::new();
        };
        let parameters = parameters(self.generics);
        let fields = self.fields.iter().filter(|field| {
            mentions(field.ty.to_token_stream(), &parameters) && !self.is_within(field.ty)
        });
        let checks = fields.filter_map(|field| {
            if field.conversion(direction).is_some() {
                return None;
            }
            let check = field.type_check(context, field.part.as_ref()?, &object.owner, direction);
            let ty = field.ty.to_token_stream();
            let content = check.content(context, &ty, field.ident.span());
            (!content.is_empty()).then(|| quote!(const { #content };))
        });
        checks.collect()
    }

    /// The generics, with the bounds for fields that depend on them.
    pub(crate) fn bounded(
        &self,
        context: &Context,
        mut generics: Generics,
        direction: Direction,
    ) -> Generics {
        let runtime = &context.runtime;
        let parameters = parameters(self.generics);
        for field in self.fields {
            let ty = field.ty;
            if !mentions(ty.to_token_stream(), &parameters) || self.is_within(ty) {
                continue;
            }
            if let Some(conversion) = field.conversion(direction) {
                let predicates = &mut generics.make_where_clause().predicates;
                predicates.extend(conversion_bounds(conversion, direction));
                if direction == Direction::Received
                    && matches!(field.default, Some(DefaultValue::Trait))
                {
                    predicates.push(parse_quote!(#ty: ::core::default::Default));
                }
                continue;
            }
            let fits = field.part.as_ref().zip(self.object).map(|(part, object)| {
                let check = field.type_check(context, part, &object.owner, direction);
                let bounds = check.bounds(context);
                quote!(+ #bounds)
            });
            let default = matches!(field.default, Some(DefaultValue::Trait))
                .then(|| quote!(+ ::core::default::Default));
            let predicate = match direction {
                Direction::Received => {
                    parse_quote!(#ty: #runtime::Deserialize<'__de> #fits #default)
                }
                Direction::Sent => parse_quote!(#ty: #runtime::Serialize + #runtime::Wire #fits),
            };
            generics.make_where_clause().predicates.push(predicate);
        }
        generics
    }
}

/// The expression of a field's value, if it is not the value that was read.
fn field_value(
    context: &Context,
    field: &Field<'_>,
    index: usize,
    value: TokenStream,
) -> Option<TokenStream> {
    let runtime = &context.runtime;
    if let Some(conversion) = field.conversion(Direction::Received) {
        let Conversion { wire, target, .. } = conversion;
        let function = match conversion.is_optional {
            true => quote!(convert_optional),
            false => quote!(convert),
        };
        let convert = quote!(#runtime::MemberReader::#function::<#wire, #target>);
        let convert = at(conversion.span, convert);
        return Some(quote!(#convert(&__members, #index, #value)?));
    }
    match in_option(field.ty) {
        Some(inner) if is_borrowed_cow(inner) => {
            Some(quote!(::core::option::Option::map(#value, #runtime::Text::into_cow)))
        }
        None if is_borrowed_cow(field.ty) => Some(quote!(#runtime::Text::into_cow(#value))),
        _ => None,
    }
}

/// The bounds for the conversion of a field that depends on generics.
fn conversion_bounds(
    Conversion { wire, target, .. }: &Conversion,
    direction: Direction,
) -> Vec<WherePredicate> {
    match direction {
        Direction::Received => vec![
            parse_quote!(#target: ::core::convert::TryFrom<#wire, Error: ::core::fmt::Display>),
        ],
        Direction::Sent => vec![
            parse_quote!(#wire: ::core::convert::TryFrom<#target, Error: ::core::fmt::Display>),
            parse_quote!(#target: ::core::clone::Clone),
        ],
    }
}
