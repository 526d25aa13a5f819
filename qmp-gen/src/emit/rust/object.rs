//! Structs: of types, of a command's arguments, of an event's data.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::names::ident;
use crate::ir::{Member, Object, TypeDef};
use crate::naming::Scope;

/// A struct to be written.
pub(super) struct Struct<'a> {
    /// Its name in Rust.
    pub(super) ident: &'a Ident,
    /// Its name in the documents.
    pub(super) name: &'a str,
    /// What is told of it.
    pub(super) doc: TokenStream,
    /// Its members.
    pub(super) members: &'a [Member],
    /// Whether it takes others.
    pub(super) open: bool,
}

/// A member, with what it is called and is in Rust.
pub(super) struct Field<'a> {
    pub(super) member: &'a Member,
    pub(super) ident: Ident,
    pub(super) ty: TokenStream,
    pub(super) boxed: bool,
}

impl Emitter<'_> {
    pub(super) fn struct_type(&self, definition: &TypeDef, object: &Object) -> TokenStream {
        let name = &definition.name.text;
        let members = self.checked.members(object);
        let doc = self.type_doc(definition);
        self.object(&Struct {
            ident: &self.names.ty(name),
            name,
            doc,
            members: &members,
            open: object.open,
        })
    }

    /// The fields for members. Names that methods or other fields have are
    /// taken.
    pub(super) fn fields<'m>(
        &self,
        owner: &str,
        members: &'m [Member],
        reserved: &[&str],
    ) -> Vec<Field<'m>> {
        let mut scope = Scope::with_reserved(reserved);
        members
            .iter()
            .map(|member| {
                let boxed = self.checked.is_boxed(owner, &member.name.text);
                let inner = self.ty(&member.ty);
                let inner = if boxed { quote!(Box<#inner>) } else { inner };
                let ty = if member.optional {
                    quote!(Option<#inner>)
                } else {
                    inner
                };
                Field {
                    member,
                    ident: ident(&scope.snake(&member.name.text)),
                    ty,
                    boxed,
                }
            })
            .collect()
    }

    pub(super) fn object(&self, item: &Struct<'_>) -> TokenStream {
        let Struct {
            ident,
            name,
            doc,
            members,
            open,
        } = item;
        let reserved: &[&str] = if *open {
            &["new", "extra", "with"]
        } else {
            &["new"]
        };
        let fields = self.fields(name, members, reserved);
        let declared = fields.iter().map(|field| {
            let Field { ident, ty, .. } = field;
            let doc = self.member_doc(field.member);
            quote!(#doc pub #ident: #ty,)
        });
        let extra = open.then(|| {
            quote! {
                /// Members that the documents do not list.
                pub extra: codegen::Extra,
            }
        });
        let constructor = self.constructor(&fields, open.then(|| quote!(extra)), &[]);
        let setters = fields
            .iter()
            .filter(|f| f.member.optional)
            .map(|f| self.setter(f));
        let with = open.then(|| self.with());
        let default = (!fields.iter().any(|field| !field.member.optional)).then(|| {
            quote! {
                impl Default for #ident {
                    #[inline]
                    fn default() -> Self { Self::new() }
                }
            }
        });
        let facts = self.object_facts(item, &fields);
        quote! {
            #doc
            #[derive(Clone)]
            pub struct #ident { #(#declared)* #extra }
            impl #ident { #constructor #(#setters)* #with }
            #default
            #facts
        }
    }

    /// `new`, which takes what has to be there; what is in `last` comes after
    /// the required members.
    pub(super) fn constructor(
        &self,
        fields: &[Field<'_>],
        extra: Option<TokenStream>,
        last: &[(Ident, TokenStream, TokenStream)],
    ) -> TokenStream {
        let required: Vec<_> = fields
            .iter()
            .filter(|field| !field.member.optional)
            .collect();
        let parameters = required.iter().map(|field| {
            let ident = &field.ident;
            let (ty, _) = self.parameter(&field.member.ty, ident);
            quote!(#ident: #ty)
        });
        let parameters = parameters.chain(last.iter().map(|(ident, ty, _)| quote!(#ident: #ty)));
        let values = fields.iter().map(|field| {
            let ident = &field.ident;
            if field.member.optional {
                return quote!(#ident: None);
            }
            let (_, into) = self.parameter(&field.member.ty, ident);
            let into = if field.boxed {
                quote!(Box::new(#into))
            } else {
                into
            };
            quote!(#ident: #into)
        });
        let values = values.chain(last.iter().map(|(ident, _, value)| quote!(#ident: #value)));
        let extra = extra.map(|extra| quote!(#extra: codegen::Extra::new(),));
        let what = if fields.is_empty() && last.is_empty() {
            " It has no members."
        } else if required.is_empty() && last.is_empty() {
            " With every member left out."
        } else {
            " With the members that are required."
        };
        quote! {
            #[doc = #what]
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values,)* #extra }
            }
        }
    }

    /// A method that sets an optional member.
    pub(super) fn setter(&self, field: &Field<'_>) -> TokenStream {
        let Field {
            ident,
            member,
            boxed,
            ..
        } = field;
        let (ty, into) = self.parameter(&member.ty, ident);
        let into = if *boxed {
            quote!(Box::new(#into))
        } else {
            into
        };
        let doc = format!(" Sets the member `{}`.", member.name.text);
        quote! {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub fn #ident(mut self, #ident: #ty) -> Self {
                self.#ident = Some(#into);
                self
            }
        }
    }

    fn with(&self) -> TokenStream {
        quote! {
            /// Sets a member that the documents do not list.
            #[must_use]
            #[inline]
            pub fn with(
                mut self,
                name: impl Into<String>,
                value: impl Into<codegen::Value>,
            ) -> Self {
                self.extra.insert(name.into(), value.into());
                self
            }
        }
    }

    /// The facts that the client's machinery works with.
    fn object_facts(&self, item: &Struct<'_>, fields: &[Field<'_>]) -> TokenStream {
        let Struct {
            ident, name, open, ..
        } = item;
        let members = self.member_facts(fields);
        let extra = open.then(|| {
            let listed = fields.iter().map(|field| &field.member.name.text);
            quote!(extra extra beside &[#(#listed),*])
        });
        quote!(codegen::object! { #ident #name { #(#members)* } #extra })
    }

    /// Of each member the field and the name on the wire.
    pub(super) fn member_facts(&self, fields: &[Field<'_>]) -> Vec<TokenStream> {
        let facts = fields.iter().map(|field| {
            let (ident, wire) = (&field.ident, &field.member.name.text);
            quote!(#ident #wire,)
        });
        facts.collect()
    }
}
