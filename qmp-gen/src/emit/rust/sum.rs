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
            codegen::enumeration! { #ident_ { #(#facts)* } }
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
        let facts = self.member_facts(&fields);
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
            codegen::union! { #ident_ #name #wire #branches { #(#facts)* } }
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
            let doc = self.branch_doc(branch);
            declared.push(quote!(#doc #variant(#ty),));
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
                        quote!(codegen::write_members(#members, out))
                    };
                    reads.push(quote!(#value => Self::#variant(codegen::branch(members)?),));
                    writes.push(quote! {
                        Self::#variant(members) => #write_members,
                    });
                }
                Some(wrapper) => {
                    reads.push(quote! {
                        #value => Self::#variant(codegen::wrapped(members, #wrapper)?),
                    });
                    writes.push(quote! {
                        Self::#variant(value) => out.entry(#wrapper, value),
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
            impl #branches {
                fn from_members(
                    value: String,
                    members: codegen::Extra,
                ) -> Result<Self, codegen::Fail> {
                    Ok(match value.as_str() {
                        #(#reads)*
                        _ => Self::Other(codegen::OtherBranch { value, members }),
                    })
                }
            }
            impl codegen::Branch for #branches {
                fn value(&self) -> &str {
                    match self {
                        #(#values)*
                        Self::Other(other) => &other.value,
                    }
                }

                fn write(&self, out: &mut dyn codegen::Entries) {
                    match self {
                        #(#writes)*
                        Self::Other(other) => other.write(out),
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
        let mut variants = Vec::new();
        let mut taken = HashSet::new();
        for alternative in alternatives {
            let variant = ident(&scope.pascal(&alternative.name.text));
            let inner = self.ty(&alternative.ty);
            let boxed = self.checked.is_boxed(name, &alternative.name.text);
            let ty = if boxed { quote!(Box<#inner>) } else { inner };
            let doc = self.member_doc(alternative);
            declared.push(quote!(#doc #variant(#ty),));
            let own = json_kinds(self.checked, &alternative.ty);
            let own = own.into_iter().filter(|kind| taken.insert(*kind));
            let patterns: Vec<TokenStream> = own.map(kind_pattern).collect();
            if !patterns.is_empty() {
                kinds.push(quote!(#(#patterns)|* #variant,));
            }
            variants.push(variant);
        }
        quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            pub enum #ident_ {
                #(#declared)*
                /// A value of a kind that the documents do not list.
                Other(codegen::Value),
            }
            codegen::alternate! { #ident_ { #(#variants)* } { #(#kinds)* } }
        }
    }
}

/// How a kind of JSON value is called in generated code.
fn kind_pattern(kind: JsonKind) -> TokenStream {
    match kind {
        JsonKind::Null => quote!(Null),
        JsonKind::Bool => quote!(Bool),
        JsonKind::Number => quote!(Int | Float),
        JsonKind::Str => quote!(Str),
        JsonKind::Array => quote!(Array),
        JsonKind::Object => quote!(Object),
    }
}
