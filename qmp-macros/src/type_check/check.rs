//! The checks of one type.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::Type;
use qmp_gen::macros::WireMember;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, Ident};

use super::documented::documented;
use super::kind::{is_number, kind};
use super::suggestion::Suggestions;
use crate::context::Context;
use crate::direction::Direction;
use crate::tokens::{at, span_of, with_static_lifetimes};

/// Whether a type may represent an absent value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It must.
    MayBeAbsent,
    /// It must not.
    Required,
    /// It may.
    Either,
}

/// The place of a type, which decides how its values can be converted.
pub(crate) enum Site {
    /// A field, which can have attributes.
    Field,
    /// An expression, with its text.
    Expression(String),
    /// An option of a macro.
    Option,
}

/// The check of a type against the declared type of a value.
pub(crate) struct TypeCheck<'a> {
    /// The value, such as "`device` of the event `BLOCK_JOB_ERROR`".
    pub(crate) subject: String,
    /// Its declared type; `None` for the reply of a command that returns nothing.
    pub(crate) ty: Option<&'a Type>,
    /// The place of its declaration, as "documented at …".
    pub(crate) place: String,
    pub(crate) direction: Direction,
    pub(crate) presence: Presence,
    pub(crate) site: Site,
    /// The reason why a required member may be absent: an older release lacks it.
    pub(crate) lacking: Option<String>,
}

impl TypeCheck<'_> {
    /// The check of a type that is not read or written as such.
    pub(crate) fn check(&self, context: &Context, ty: &syn::Type) -> TokenStream {
        let span = span_of(ty);
        let content = self.check_content(context, ty);
        let ty = with_static_lifetimes(ty.to_token_stream());
        let name = self.trait_name();
        let fits = self.local_trait(context, &name, &[quote!(), quote!()]);
        let fit = quote_spanned!(span=> <#ty as #name>::OK);
        quote! {
            #content
            const _: () = {
                #fits
                #fit
            };
        }
    }

    /// The check of a reply's type, and the type as a part of the implementation of `Command`.
    /// The compiler reports one error for a type that is not a reply.
    pub(crate) fn check_reply(
        &self,
        context: &Context,
        ty: &syn::Type,
    ) -> (TokenStream, TokenStream) {
        let runtime = &context.runtime;
        let content = self.check_content(context, ty);
        let name = self.trait_name();
        let bounds = self.bounds(context);
        let [on_unimplemented, do_not_recommend] = self.diagnostics(context);
        // The error is about the inner of two traits: the implementation of the outer one is
        // found for every type.
        let items = quote! {
            #content
            #on_unimplemented
            #[allow(unreachable_pub)]
            pub trait #name {}
            #do_not_recommend
            impl<T: for<'__d> #runtime::Deserialize<'__d> + #bounds> #name for T {}
            #[allow(unreachable_pub)]
            pub trait __QmpReply {
                type Type;
            }
            #do_not_recommend
            impl<T: #name> __QmpReply for T {
                type Type = T;
            }
        };
        let reply = quote! {
            #[cfg(doc)]
            type Reply = #ty;
            #[cfg(not(doc))]
            type Reply = <#ty as __QmpReply>::Type;
        };
        // The compiler reports the error at the name and at the type.
        let reply = at(span_of(ty), reply);
        (items, reply)
    }

    /// The comparison of a type's contents with the documents.
    pub(crate) fn check_content(&self, context: &Context, ty: &syn::Type) -> TokenStream {
        let runtime = &context.runtime;
        let kind = self.kind(context);
        let fitting = with_static_lifetimes(ty.to_token_stream());
        let info = match self.direction {
            Direction::Received => quote!(#runtime::ReceivedInfo::<#fitting, #kind>::INFO),
            Direction::Sent => quote!(#runtime::SentInfo::<#fitting, #kind>::INFO),
        };
        let content = self.compared(context, &info, span_of(ty));
        if content.is_empty() {
            return content;
        }
        let fields = self.compared_fields(context, ty);
        quote! {
            const _: () = {
                #[allow(unused_imports)]
                use #runtime::AnyInfo as _;
                #fields
                #content
            };
        }
    }

    /// The comparison of the fields of a struct that is not in the documents, with errors at
    /// the fields.
    fn compared_fields(&self, context: &Context, ty: &syn::Type) -> TokenStream {
        let interface = &context.documents.run().interface;
        let is_object = |ty: &Type| match ty.innermost() {
            Type::Named(name) => interface.object(name).is_some(),
            _ => false,
        };
        let Some(declared) = self
            .ty
            .filter(|ty| is_object(ty))
            .and_then(|ty| documented(context, ty, 0))
        else {
            return TokenStream::new();
        };
        let runtime = &context.runtime;
        let (subject, place) = (&self.subject, &self.place);
        let is_received = self.direction == Direction::Received;
        let span = span_of(ty);
        let ty = with_static_lifetimes(ty.to_token_stream());
        let fields = at(
            span,
            quote!(#runtime::FieldsOf::<#ty, __QmpDeclared>::CHECK;),
        );
        quote! {
            struct __QmpDeclared;
            impl #runtime::Declared for __QmpDeclared {
                const TYPE: #runtime::DocumentedType = #declared;
                const SUBJECT: &'static ::core::primitive::str = #subject;
                const PLACE: &'static ::core::primitive::str = #place;
                const IS_RECEIVED: ::core::primitive::bool = #is_received;
            }
            #[allow(unused_imports)]
            use #runtime::AnyFields as _;
            let _ = #fields;
        }
    }

    /// The check of a type in the function that reads or writes its values.
    ///
    /// The implementation of the local trait requires serde's, so that the compiler does not
    /// report again that the type lacks it.
    pub(crate) fn check_in_body(&self, context: &Context, ty: &syn::Type) -> TokenStream {
        let runtime = &context.runtime;
        let name = self.trait_name();
        let bounds = self.bounds(context);
        let [on_unimplemented, do_not_recommend] = self.diagnostics(context);
        let (generics, serde, arguments) = match self.direction {
            Direction::Received => (
                quote!(<'__d>),
                quote!(#runtime::Deserialize<'__d>),
                quote!(<'__de>),
            ),
            Direction::Sent => (quote!(), quote!(#runtime::Serialize), quote!()),
        };
        let parameters = match self.direction {
            Direction::Received => quote!('__d, T),
            Direction::Sent => quote!(T),
        };
        let fit = quote_spanned!(span_of(ty)=> <#ty as #name #arguments>::OK);
        quote! {
            #on_unimplemented
            trait #name #generics {
                const OK: ::core::primitive::bool = true;
            }
            #do_not_recommend
            impl<#parameters: #serde + #runtime::Wire + #bounds> #name #generics for T {}
            let _ = #fit;
        }
    }

    /// The check of a type that depends on generics.
    pub(crate) fn check_for(
        &self,
        context: &Context,
        ty: &syn::Type,
        generics: &Generics,
    ) -> TokenStream {
        let name = self.trait_name();
        let fits = self.local_trait(context, &name, &[quote!(), quote!()]);
        let (impls, _, bounds) = generics.split_for_impl();
        let fit = quote_spanned!(span_of(ty)=> <#ty as #name>::OK);
        quote! {
            const _: () = {
                #fits
                #[allow(dead_code)]
                fn __qmp_fits #impls() #bounds { #fit }
            };
        }
    }

    /// The check of an expression's type, as an expression with the same value. The contents
    /// of the type are compared when the crate is built.
    pub(crate) fn pass(&self, context: &Context, value: &syn::Expr) -> TokenStream {
        let span = span_of(value);
        let name = self.trait_name();
        let content = self.content(context, &quote!(T), span);
        let fits = self.local_trait(
            context,
            &name,
            &[
                quote! {
                    const CONTENT: ();
                    fn __qmp_pass(self) -> Self where Self: ::core::marker::Sized {
                        const { <Self as #name>::CONTENT };
                        self
                    }
                },
                quote!(const CONTENT: () = { #content };),
            ],
        );
        let pass = quote_spanned!(span=> #name::__qmp_pass(#value));
        quote!({ #fits #pass })
    }

    /// The bounds for a generic type.
    pub(crate) fn bounds(&self, context: &Context) -> TokenStream {
        let runtime = &context.runtime;
        let kind = self.kind(context);
        let fits = match self.direction {
            Direction::Received => quote!(#runtime::ReceiveAs<#kind>),
            Direction::Sent => quote!(#runtime::SendAs<#kind>),
        };
        match self.presence {
            Presence::MayBeAbsent => quote!(#fits + #runtime::Wire<Presence = #runtime::Optional>),
            Presence::Required => quote!(#fits + #runtime::Wire<Presence = #runtime::Required>),
            Presence::Either => fits,
        }
    }

    /// The name of the local trait. The names differ, because the compiler reports errors about
    /// one name together.
    fn trait_name(&self) -> Ident {
        let subject: String = self
            .subject
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        format_ident!("__Qmp{}", qmp_gen::type_name(&subject))
    }

    /// A trait that is implemented for all types that fit, with the error for others.
    /// `items` are further items of the trait, and their implementation.
    fn local_trait(
        &self,
        context: &Context,
        name: &Ident,
        [declarations, implementations]: &[TokenStream; 2],
    ) -> TokenStream {
        let bounds = self.bounds(context);
        let [on_unimplemented, do_not_recommend] = self.diagnostics(context);
        quote! {
            #on_unimplemented
            trait #name {
                const OK: () = ();
                #declarations
            }
            #do_not_recommend
            impl<T: #bounds> #name for T { #implementations }
        }
    }

    /// The attributes of a local trait and of its implementation.
    fn diagnostics(&self, context: &Context) -> [TokenStream; 2] {
        // Without them, the error is about the trait in `bounds`.
        if context.no_prelude {
            return [quote!(), quote!()];
        }
        let (message, label, note) = self.messages(context);
        let place = escaped(&self.place);
        [
            quote! {
                #[diagnostic::on_unimplemented(
                    message = #message, label = #label, note = #note, note = #place
                )]
            },
            quote!(#[diagnostic::do_not_recommend]),
        ]
    }

    /// The message, the label and the note of the error for a type that does not fit.
    fn messages(&self, context: &Context) -> (String, String, String) {
        let verb = match self.direction {
            Direction::Received => "receive",
            Direction::Sent => "be sent as",
        };
        let message = format!("`{{Self}}` cannot {verb} {}", escaped(&self.subject));
        let is_optional = self.presence == Presence::MayBeAbsent;
        let label = match (self.ty, &self.lacking) {
            (None, _) => "the documents declare no reply".to_owned(),
            (Some(ty), lacking) => {
                let words = context.documents.run().interface.describe_type(ty);
                let absence = match lacking {
                    _ if !is_optional => String::new(),
                    Some(lacking) => format!(", which {lacking}"),
                    None => ", which is optional".to_owned(),
                };
                format!("the documents declare it as {words}{absence}")
            }
        };
        let mut suggestions = match self.ty {
            Some(ty) => Suggestions::new(context, ty, self.direction),
            None => Suggestions::of("qmp_client::Empty"),
        };
        let mut others = Vec::new();
        if is_optional {
            suggestions = suggestions.optional();
            others.push("add `#[qmp(default)]`".to_owned());
        }
        let is_number = self.ty.is_some_and(|ty| is_number(context, ty));
        let conversion = match (&self.site, self.direction) {
            _ if !is_number => None,
            (Site::Field, Direction::Received) => {
                Some("keep the type and add `#[qmp(try_from)]` to convert the value".to_owned())
            }
            (Site::Field, Direction::Sent) => {
                Some("keep the type and add `#[qmp(try_into)]` to convert the value".to_owned())
            }
            (Site::Expression(value), _) => suggestions
                .first_type()
                .map(|ty| format!("convert the value with `{ty}::try_from({value})`")),
            (Site::Option, _) => None,
        };
        others.extend(conversion);
        let required = match (self.direction, self.presence) {
            (Direction::Sent, Presence::Required) => "required; ",
            _ => "",
        };
        let mut note = format!("{required}use {}", suggestions.text());
        for other in others {
            note += &format!(", or {other}");
        }
        (message, escaped(&label), escaped(&note))
    }

    /// The comparison of a type's contents with the documents, if there is any to make.
    pub(crate) fn content(&self, context: &Context, ty: &TokenStream, span: Span) -> TokenStream {
        let runtime = &context.runtime;
        self.compared(context, &quote!(<#ty as #runtime::Wire>::INFO), span)
    }

    fn compared(&self, context: &Context, info: &TokenStream, span: Span) -> TokenStream {
        let Some(declared) = self.ty.and_then(|ty| documented(context, ty, 0)) else {
            return TokenStream::new();
        };
        let runtime = &context.runtime;
        let (subject, place) = (&self.subject, &self.place);
        let check = match self.direction {
            Direction::Received => quote!(check_received),
            Direction::Sent => quote!(check_sent),
        };
        let call = quote!(#runtime::#check(&#info, &#declared, #subject, #place););
        at(span, call)
    }

    fn kind(&self, context: &Context) -> TokenStream {
        match self.ty {
            Some(ty) => kind(context, ty),
            None => {
                let runtime = &context.runtime;
                quote!(#runtime::EmptyReply)
            }
        }
    }
}

impl Context {
    /// The check for the type of a field.
    pub(crate) fn member_check<'a>(
        &self,
        part: &'a WireMember,
        owner: &str,
        direction: Direction,
        has_default: bool,
    ) -> TypeCheck<'a> {
        let lacking = self.lacking(&part.member.metadata);
        let may_be_absent = part.may_be_absent() || lacking.is_some();
        let presence = match direction {
            Direction::Received if may_be_absent && !has_default => Presence::MayBeAbsent,
            Direction::Sent if !part.may_be_absent() => Presence::Required,
            _ => Presence::Either,
        };
        TypeCheck {
            subject: format!("`{}` of {owner}", part.member.name.text),
            ty: Some(&part.member.ty),
            place: self.documents.place(&part.member.name),
            direction,
            presence,
            site: Site::Field,
            lacking,
        }
    }
}

/// The check of a field that is compared with the documents where its struct is used.
pub(crate) fn check_unlisted_in_body(
    context: &Context,
    ty: &syn::Type,
    direction: Direction,
    index: usize,
) -> TokenStream {
    let runtime = &context.runtime;
    let name = format_ident!("__QmpField{index}");
    let (derive, serde, generics, arguments) = match direction {
        Direction::Received => (
            "",
            quote!(#runtime::Deserialize<'__d>),
            quote!(<'__d>),
            quote!(<'__de>),
        ),
        Direction::Sent => (
            " with `#[qmp(send)]`",
            quote!(#runtime::Serialize),
            quote!(),
            quote!(),
        ),
    };
    let parameters = match direction {
        Direction::Received => quote!('__d, T),
        Direction::Sent => quote!(T),
    };
    let note =
        format!("derive `QmpEnum` or `QmpObject`{derive} for the type, or use `serde_json::Value`");
    let [on_unimplemented, do_not_recommend] = match context.no_prelude {
        true => [quote!(), quote!()],
        false => [
            quote! {
                #[diagnostic::on_unimplemented(
                    message = "`{Self}` cannot be compared with the documents",
                    label = "this type is not known to the macros",
                    note = #note
                )]
            },
            quote!(#[diagnostic::do_not_recommend]),
        ],
    };
    let fit = quote_spanned!(span_of(ty)=> <#ty as #name #arguments>::OK);
    quote! {
        #on_unimplemented
        trait #name #generics {
            const OK: ::core::primitive::bool = true;
        }
        #do_not_recommend
        impl<#parameters: #serde + #runtime::Wire> #name #generics for T {}
        let _ = #fit;
    }
}

/// The constant with a type as data. A type that does not implement `Wire` has any value, as
/// another check reports it.
pub(crate) fn probed_info(context: &Context, ty: &syn::Type) -> TokenStream {
    let runtime = &context.runtime;
    let ty = with_static_lifetimes(ty.to_token_stream());
    quote!({
        #[allow(unused_imports)]
        use #runtime::AnyInfo as _;
        #runtime::InfoOf::<#ty>::INFO
    })
}

/// A text with its braces escaped, which would be parameters of a message.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
