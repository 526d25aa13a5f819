//! The checks of one type.

use proc_macro2::{Span, TokenStream};
use qmp_gen::WireMember;
use qmp_gen::ir::Type;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, Ident};

use super::documented::documented;
use super::kind::kind;
use super::suggestion::fitting;
use crate::context::Context;
use crate::direction::Direction;
use crate::tokens::{at, span_of, with_static_lifetimes};

/// Whether a value has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// The type has to stand for a value that may be left out.
    MayBeAbsent,
    /// The type must not do that.
    Required,
    /// The type may do what it likes.
    Either,
}

/// A value, and what the documents say of it.
pub(crate) struct TypeCheck<'a> {
    /// What it is, such as "`device` of the event `BLOCK_JOB_ERROR`".
    pub(crate) subject: String,
    /// Its type; `None` for the reply of a command that returns nothing.
    pub(crate) ty: Option<&'a Type>,
    /// Where that stands.
    pub(crate) place: String,
    pub(crate) direction: Direction,
    pub(crate) presence: Presence,
    /// Why it may be left out though the documents do not say so: an older server
    /// does not know it.
    pub(crate) lacking: Option<String>,
}

impl TypeCheck<'_> {
    /// Has the compiler check that a type fits.
    pub(crate) fn check(&self, context: &Context, ty: &syn::Type) -> TokenStream {
        let span = span_of(ty);
        let ty = with_static_lifetimes(ty.to_token_stream());
        let name = self.trait_name();
        let fits = self.local_trait(context, &name, &[quote!(), quote!()]);
        let content = self.content(context, &ty, span);
        let fit = quote_spanned!(span=> <#ty as #name>::OK);
        quote! {
            const _: () = {
                #fits
                #content
                #fit
            };
        }
    }

    /// The same for a type that depends on generics.
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

    /// A function that takes an expression of a type that fits, and gives it back.
    /// What stands in the type is known, and compared, once it is compiled whole.
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

    /// The bounds that a generic type needs to fit.
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

    /// What the trait is called by which types are known that fit. Each has a name of its
    /// own: the compiler tells of all that have one name together.
    fn trait_name(&self) -> Ident {
        let subject: String = self
            .subject
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        format_ident!("__Qmp{}", qmp_gen::type_name(&subject))
    }

    /// A trait that every type has which fits, and of which the compiler says why
    /// another has not got it.
    /// What more there is in it stands in `items`: declared, and for such a type.
    fn local_trait(
        &self,
        context: &Context,
        name: &Ident,
        items: &[TokenStream; 2],
    ) -> TokenStream {
        let [declared, given] = items;
        let bounds = self.bounds(context);
        let subject = &self.subject;
        let said = match self.ty {
            Some(ty) => context.documents.run().interface.describe_type(ty),
            None => "nothing".to_owned(),
        };
        let verb = match self.direction {
            Direction::Received => "hold",
            Direction::Sent => "be",
        };
        let message = format!("`{{Self}}` cannot {verb} {}", escaped(subject));
        let (label, note) = match self.presence {
            Presence::MayBeAbsent => (
                match &self.lacking {
                    Some(lacking) => format!("the documents say {said}, which {lacking}"),
                    None => format!("the documents say {said}, which may be left out"),
                },
                format!(
                    "it is held by an `Option`, or with `#[qmp(default)]`, of {}",
                    self.fitting(context)
                ),
            ),
            Presence::Required | Presence::Either => (
                format!("the documents say {said}"),
                match (self.direction, self.presence) {
                    (Direction::Received, _) => format!("it is held by {}", self.fitting(context)),
                    (Direction::Sent, Presence::Required) => {
                        format!("it is required, and given by {}", self.fitting(context))
                    }
                    (Direction::Sent, _) => format!("it is given by {}", self.fitting(context)),
                },
            ),
        };
        let place = format!("documented at {}", self.place);
        let [label, note, place] = [label, note, place].map(|text| escaped(&text));
        let (told, untold) = match context.has_prelude {
            true => (
                quote! {
                    #[diagnostic::on_unimplemented(
                        message = #message, label = #label, note = #note, note = #place
                    )]
                },
                quote!(#[diagnostic::do_not_recommend]),
            ),
            // Then it is told of the trait that `bounds` asks for.
            false => (quote!(), quote!()),
        };
        quote! {
            #told
            trait #name {
                const OK: () = ();
                #declared
            }
            #untold
            impl<T: #bounds> #name for T { #given }
        }
    }

    /// Has the compiler compare what stands in the type with what the documents say,
    /// where there is something in it.
    pub(crate) fn content(&self, context: &Context, ty: &TokenStream, span: Span) -> TokenStream {
        let Some(said) = self.ty else {
            return TokenStream::new();
        };
        let Some(said) = documented(context, said, 0) else {
            return TokenStream::new();
        };
        let runtime = &context.runtime;
        let (subject, place) = (&self.subject, &self.place);
        let check = match self.direction {
            Direction::Received => quote!(check_received),
            Direction::Sent => quote!(check_sent),
        };
        let call =
            quote!(#runtime::#check(&<#ty as #runtime::Wire>::INFO, &#said, #subject, #place););
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

    /// Which types fit, to be read by a person.
    fn fitting(&self, context: &Context) -> String {
        match self.ty {
            Some(ty) => fitting(context, ty, self.direction),
            None => "`qmp_client::Empty`".to_owned(),
        }
    }
}

impl Context {
    /// What a member has to be.
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
            lacking,
        }
    }
}

/// A text in which braces are no parameters of a message.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
