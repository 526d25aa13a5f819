//! Enums, unions and alternates.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::names::ident;
use crate::ir::{EnumValue, Member, Object, Type, TypeDef};
use crate::naming::Scope;
use crate::resolve::{JsonKind, json_kinds};

impl Emitter<'_> {
    pub(super) fn enumeration(&self, definition: &TypeDef, values: &[EnumValue]) -> TokenStream {
        let name = &definition.name.text;
        let ident_ = self.names.ty(name);
        let doc = self.type_doc(definition);
        let mut scope = Scope::with_reserved(&["Other"]);
        let variants: Vec<_> = values
            .iter()
            .map(|v| (&v.name.text, ident(&scope.pascal(&v.name.text))))
            .collect();
        let declared = values.iter().zip(&variants).map(|(value, (_, variant))| {
            let doc = self.value_doc(value);
            quote!(#doc #variant,)
        });
        let facts = variants
            .iter()
            .map(|(wire, variant)| quote!(#variant #wire,));
        quote! {
            #doc
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            pub enum #ident_ {
                #(#declared)*
                /// A value that the documents do not list.
                Other(codegen::Unlisted),
            }
            codegen::enumeration! { #ident_ #name { #(#facts)* } }
        }
    }

    pub(super) fn union(&self, definition: &TypeDef, object: &Object) -> TokenStream {
        let Some(discriminator) = &object.discriminator else {
            return TokenStream::new();
        };
        let name = &definition.name.text;
        let ident_ = self.names.ty(name);
        let branches = self.names.branches(name);
        let doc = self.type_doc(definition);
        let all = self.checked.members(object);
        let common: Vec<Member> = all
            .iter()
            .filter(|m| m.name.text != discriminator.text)
            .cloned()
            .collect();
        let fields = self.fields(name, &common, &["new", "branch"]);
        let declared = fields.iter().map(|field| {
            let (ident, ty) = (&field.ident, &field.ty);
            let doc = self.member_doc(field.member);
            quote!(#doc pub #ident: #ty,)
        });
        let branch = ident("branch");
        let into = quote!(impl Into<#branches>);
        let constructor = self.constructor(&fields, None, &[(branch, into, quote!(branch.into()))]);
        let setters = fields
            .iter()
            .filter(|f| f.member.optional)
            .map(|f| self.setter(f));
        let absent = fields.iter().map(|field| {
            let ident = &field.ident;
            quote!(#ident: codegen::Absent::absent(),)
        });
        let takes = fields.iter().map(|field| {
            let ident = &field.ident;
            let wire = &field.member.name.text;
            let required = !field.member.optional;
            quote!(#ident: codegen::take(members, #wire, #required)?,)
        });
        let writes = self.writes(&fields);
        let map = if fields.is_empty() {
            quote!(_)
        } else {
            quote!(out)
        };
        let wire = &discriminator.text;
        let branch_doc = format!(" What depends on the member `{wire}`.");
        let branch_enum = self.branch_enum(definition, object);
        quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            pub struct #ident_ {
                #(#declared)*
                #[doc = #branch_doc]
                pub branch: #branches,
            }
            impl #ident_ { #constructor #(#setters)* }
            impl codegen::Absent for #ident_ {
                fn absent() -> Self {
                    Self { #(#absent)* branch: codegen::Absent::absent() }
                }
            }
            impl codegen::Union for #ident_ {
                const NAME: &'static str = #name;
                const DISCRIMINATOR: &'static str = #wire;
                type Branch = #branches;

                fn from_members(
                    members: &mut codegen::Members,
                    branch: impl FnOnce(
                        &mut codegen::Members,
                    ) -> Result<#branches, codegen::Error>,
                ) -> Result<Self, codegen::Error> {
                    Ok(Self { #(#takes)* branch: branch(members)? })
                }

                fn write<M: codegen::SerializeMap>(&self, #map: &mut codegen::Writer<M>) {
                    #(#writes)*
                }

                fn branch(&self) -> &#branches {
                    &self.branch
                }
            }
            codegen::union! { #ident_ }
            #branch_enum
        }
    }

    fn branch_enum(&self, definition: &TypeDef, object: &Object) -> TokenStream {
        let name = &definition.name.text;
        let branches = self.names.branches(name);
        let doc = format!(" The branches of [`{}`].", self.names.ty(name));
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut declared = Vec::new();
        let mut reads = Vec::new();
        let mut values = Vec::new();
        let mut writes = Vec::new();
        let mut conversions = Vec::new();
        let mut converted = HashSet::new();
        for value in self.checked.discriminator_values(object) {
            let variant = ident(&scope.pascal(&value));
            let doc = format!(" `{value}`.");
            let branch = object
                .branches
                .iter()
                .find(|branch| branch.value.text == value);
            let Some(branch) = branch else {
                declared.push(quote!(#[doc = #doc] #variant,));
                reads.push(quote!(#value => Self::#variant,));
                values.push(quote!(Self::#variant => #value,));
                writes.push(quote!(Self::#variant => {}));
                continue;
            };
            let boxed = self.checked.is_boxed(name, &value);
            let inner = self.ty(&branch.ty);
            let ty = if boxed {
                quote!(Box<#inner>)
            } else {
                inner.clone()
            };
            declared.push(quote!(#[doc = #doc] #variant(#ty),));
            values.push(quote!(Self::#variant(_) => #value,));
            match &object.wrapper {
                None => {
                    let is_union = match &branch.ty {
                        Type::Named(name) => self
                            .checked
                            .object(name)
                            .is_some_and(|object| object.discriminator.is_some()),
                        _ => false,
                    };
                    let members = if boxed {
                        quote!(&**members)
                    } else {
                        quote!(members)
                    };
                    let write_members = if is_union {
                        quote!(codegen::write_union_members(#members, out))
                    } else {
                        quote!(codegen::Object::write(#members, out))
                    };
                    reads.push(quote!(#value => Self::#variant(codegen::branch(members)?),));
                    writes.push(quote! {
                        Self::#variant(members) => #write_members,
                    });
                }
                Some(wrapper) => {
                    reads.push(quote! {
                        #value => Self::#variant(codegen::take(&mut members, #wrapper, true)?),
                    });
                    writes.push(quote! {
                        Self::#variant(value) => out.required(#wrapper, value),
                    });
                }
            }
            let shared = object
                .branches
                .iter()
                .filter(|other| other.ty == branch.ty)
                .count()
                > 1;
            if !shared && converted.insert(branch.ty.clone()) {
                let made = if boxed {
                    quote!(Box::new(members))
                } else {
                    quote!(members)
                };
                conversions.push(quote! {
                    impl From<#inner> for #branches {
                        fn from(members: #inner) -> Self {
                            Self::#variant(#made)
                        }
                    }
                });
            }
        }
        quote! {
            #[doc = #doc]
            #[derive(Debug, Clone, PartialEq)]
            pub enum #branches {
                #(#declared)*
                /// A branch that the documents do not list, whole.
                Other(codegen::OtherBranch),
            }
            impl codegen::Absent for #branches {
                fn absent() -> Self {
                    Self::Other(Default::default())
                }
            }
            impl codegen::Branch for #branches {
                fn from_members(
                    value: String,
                    mut members: codegen::Members,
                ) -> Result<Self, codegen::Error> {
                    Ok(match value.as_str() {
                        #(#reads)*
                        _ => Self::Other(codegen::OtherBranch { value, members }),
                    })
                }

                fn value(&self) -> &str {
                    match self {
                        #(#values)*
                        Self::Other(other) => &other.value,
                    }
                }

                fn write<M: codegen::SerializeMap>(&self, out: &mut codegen::Writer<M>) {
                    match self {
                        #(#writes)*
                        Self::Other(other) => out.extra(&other.members),
                    }
                }
            }
            #(#conversions)*
        }
    }

    pub(super) fn alternate(&self, definition: &TypeDef, alternatives: &[Member]) -> TokenStream {
        let name = &definition.name.text;
        let ident_ = self.names.ty(name);
        let doc = self.type_doc(definition);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut declared = Vec::new();
        let mut kinds = Vec::new();
        let mut reads = Vec::new();
        let mut writes = Vec::new();
        let mut taken = HashSet::new();
        for (i, alternative) in alternatives.iter().enumerate() {
            let variant = ident(&scope.pascal(&alternative.name.text));
            let inner = self.ty(&alternative.ty);
            let boxed = self.checked.is_boxed(name, &alternative.name.text);
            let ty = if boxed { quote!(Box<#inner>) } else { inner };
            let doc = self.member_doc(alternative);
            declared.push(quote!(#doc #variant(#ty),));
            writes.push(quote!(Self::#variant(value) => {
                codegen::serde::Serialize::serialize(value, serializer)
            }));
            reads.push(quote! {
                #i => codegen::serde::Deserialize::deserialize(value).map(Self::#variant),
            });
            let own = json_kinds(self.checked, &alternative.ty);
            let own = own.into_iter().filter(|kind| taken.insert(*kind));
            let patterns: Vec<TokenStream> = own.map(|kind| self.kind(kind)).collect();
            if !patterns.is_empty() {
                kinds.push(quote!(#(#patterns)|* => Some(#i),));
            }
        }
        // Where every kind is taken there is nothing else to match.
        let rest = (taken.len() < 6).then(|| quote!(_ => None,));
        quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            pub enum #ident_ {
                #(#declared)*
                /// A value of a kind that the documents do not list.
                Other(codegen::Value),
            }
            impl codegen::Alternate for #ident_ {
                const NAME: &'static str = #name;

                fn alternative(kind: codegen::Kind) -> Option<usize> {
                    match kind { #(#kinds)* #rest }
                }

                fn read<'de, D: codegen::serde::Deserializer<'de>>(
                    alternative: usize, value: D,
                ) -> Result<Self, D::Error> {
                    match alternative {
                        #(#reads)*
                        _ => codegen::serde::Deserialize::deserialize(value).map(Self::Other),
                    }
                }

                fn other(value: codegen::Value) -> Self {
                    Self::Other(value)
                }

                fn write<S: codegen::serde::Serializer>(
                    &self, serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    match self {
                        #(#writes)*
                        Self::Other(value) => {
                            codegen::serde::Serialize::serialize(value, serializer)
                        }
                    }
                }
            }
            codegen::alternate! { #ident_ }
        }
    }

    fn kind(&self, kind: JsonKind) -> TokenStream {
        let path = quote!(codegen::Kind);
        match kind {
            JsonKind::Null => quote!(#path::Null),
            JsonKind::Bool => quote!(#path::Bool),
            JsonKind::Number => quote!(#path::Int | #path::Float),
            JsonKind::Str => quote!(#path::Str),
            JsonKind::Array => quote!(#path::Array),
            JsonKind::Object => quote!(#path::Object),
        }
    }
}
