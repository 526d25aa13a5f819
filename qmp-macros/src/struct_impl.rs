//! How the members of a struct are read and written.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Generics, Ident, Lifetime, LifetimeParam, parse_quote};

use crate::attributes::DefaultValue;
use crate::branch::Branch;
use crate::context::Context;
use crate::direction::Way;
use crate::fields::Field;
use crate::generics::{is_within, parameters};
use crate::members::Object;
use crate::tokens::mentions;
use crate::type_check::Fit;

/// A struct, of which the fields are known.
pub(crate) struct Record<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    /// What the documents call it; `None` where it is checked where it is used.
    pub(crate) object: Option<&'a Object<'a>>,
    pub(crate) fields: &'a [Field<'a>],
    pub(crate) branch: Option<Branch>,
}

impl Record<'_> {
    /// What the documents call it.
    fn what(&self) -> String {
        match self.object {
            Some(object) => object.owner.replace('`', ""),
            None => self.ident.to_string(),
        }
    }

    /// `Record` and `Deserialize`.
    pub(crate) fn read(&self, context: &Context) -> TokenStream {
        let checked = &context.checked;
        let ident = self.ident;
        let (_, types, _) = self.generics.split_for_impl();
        let generics = self.reading(context);
        let inner_checks = self.inner_checks(context, &generics, Way::Held);
        let (impls, _, bounds) = generics.split_for_impl();
        let contents = self.contents(context, Way::Held);
        let what = self.what();
        let members = self.wire_names();
        let slots: Vec<Ident> = (0..members.len()).map(|i| format_ident!("__{i}")).collect();
        let indices = 0..members.len();
        let first = usize::from(self.branch.is_some());
        let values = self.fields.iter().enumerate().map(|(i, field)| {
            let (ident, slot, index) = (field.ident, &slots[i + first], i + first);
            match field.default() {
                Some(default) => {
                    quote!(#ident: ::core::option::Option::unwrap_or_else(#slot, #default))
                }
                None => quote!(#ident: #checked::Members::required(&__members, #index, #slot)?),
            }
        });
        let expected = self.branch.as_ref().map(
            |Branch { value, .. }| quote!(#checked::Members::expect(&__members, 0, __0, #value)?;),
        );
        quote! {
            #inner_checks
            #[automatically_derived]
            impl #impls #checked::Record<'__de> for #ident #types #bounds {
                const WHAT: &'static ::core::primitive::str = #what;
                const MEMBERS: &'static [&'static ::core::primitive::str] = &[#(#members),*];

                fn read<__A: #checked::MapAccess<'__de>>(
                    mut __members: #checked::Members<__A>,
                ) -> ::core::result::Result<Self, __A::Error> {
                    #contents
                    #(let mut #slots = ::core::option::Option::None;)*
                    while let ::core::option::Option::Some(__index) =
                        #checked::Members::next_index(&mut __members)?
                    {
                        match __index {
                            #(#indices => #slots = #checked::Members::value(&mut __members, #indices)?,)*
                            _ => {}
                        }
                    }
                    #expected
                    ::core::result::Result::Ok(Self { #(#values),* })
                }
            }
            #[automatically_derived]
            impl #impls #checked::Deserialize<'__de> for #ident #types #bounds {
                fn deserialize<__D: #checked::Deserializer<'__de>>(
                    __deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    #checked::read_record(__deserializer)
                }
            }
        }
    }

    /// `Serialize`.
    pub(crate) fn write(&self, context: &Context) -> TokenStream {
        let checked = &context.checked;
        let ident = self.ident;
        let (_, types, _) = self.generics.split_for_impl();
        let generics = self.bounded(context, self.generics.clone(), Way::Given);
        let inner_checks = self.inner_checks(context, &generics, Way::Given);
        let (impls, _, bounds) = generics.split_for_impl();
        let branch = self
            .branch
            .as_ref()
            .map(|Branch { member, value, .. }| quote!(#checked::Writer::member(&mut __object, #member, #value)?;));
        let contents = self.contents(context, Way::Given);
        let members = self.fields.iter().map(|field| {
            let (ident, wire) = (field.ident, &field.wire);
            quote!(#checked::Writer::member(&mut __object, #wire, &self.#ident)?;)
        });
        quote! {
            #inner_checks
            #[automatically_derived]
            impl #impls #checked::Serialize for #ident #types #bounds {
                fn serialize<__S: #checked::Serializer>(
                    &self,
                    __serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    #contents
                    let mut __object = #checked::Writer::begin(__serializer)?;
                    #branch
                    #(#members)*
                    #checked::Writer::end(__object)
                }
            }
        }
    }

    fn wire_names(&self) -> Vec<&str> {
        let branch = self.branch.iter().map(|branch| branch.member.as_str());
        branch
            .chain(self.fields.iter().map(|field| field.wire.as_str()))
            .collect()
    }

    /// The generics with what is needed to read: whatever is borrowed is borrowed
    /// from the document.
    fn reading(&self, context: &Context) -> Generics {
        let mut generics = self.bounded(context, self.generics.clone(), Way::Held);
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

    /// Whether a type has the struct in it, of which nothing can be required then: it
    /// would require itself.
    fn is_within(&self, ty: &syn::Type) -> bool {
        is_within(self.ident, self.generics, ty)
    }

    /// The checks of the fields of which nothing could be required.
    fn inner_checks(&self, context: &Context, generics: &Generics, way: Way) -> TokenStream {
        let Some(object) = self.object else {
            return TokenStream::new();
        };
        let inner = self.fields.iter().filter(|field| self.is_within(field.ty));
        let checks = inner.filter_map(|field| {
            let part = field.part.as_ref()?;
            let fit = field.fit(context, part, &object.owner, way);
            Some(fit.check_for(context, field.ty, generics))
        });
        checks.collect()
    }

    /// The checks of what stands in fields whose types depend on generics: it is known
    /// where the struct is used.
    fn contents(&self, context: &Context, way: Way) -> TokenStream {
        let Some(object) = self.object else {
            return TokenStream::new();
        };
        let parameters = parameters(self.generics);
        let fields = self.fields.iter().filter(|field| {
            mentions(field.ty.to_token_stream(), &parameters) && !self.is_within(field.ty)
        });
        let checks = fields.filter_map(|field| {
            let fit = field.fit(context, field.part.as_ref()?, &object.owner, way);
            let ty = field.ty.to_token_stream();
            let content = fit.content(context, &ty, field.ident.span());
            (!content.is_empty()).then(|| quote!(const { #content };))
        });
        checks.collect()
    }

    /// The generics, with the bounds that fields need whose types depend on them.
    pub(crate) fn bounded(&self, context: &Context, mut generics: Generics, way: Way) -> Generics {
        let checked = &context.checked;
        let parameters = parameters(self.generics);
        for field in self.fields {
            let ty = field.ty;
            if !mentions(ty.to_token_stream(), &parameters) || self.is_within(ty) {
                continue;
            }
            let fits = field.part.as_ref().zip(self.object).map(|(part, object)| {
                let fit: Fit<'_> = field.fit(context, part, &object.owner, way);
                let bounds = fit.bounds(context);
                quote!(+ #bounds)
            });
            let default = matches!(field.default, Some(DefaultValue::Trait))
                .then(|| quote!(+ ::core::default::Default));
            let predicate = match way {
                Way::Held => parse_quote!(#ty: #checked::Deserialize<'__de> #fits #default),
                Way::Given => parse_quote!(#ty: #checked::Serialize + #checked::Wire #fits),
            };
            generics.make_where_clause().predicates.push(predicate);
        }
        generics
    }
}
