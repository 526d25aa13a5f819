//! Commands and events.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::names::{EVENT_ENUM, ident};
use super::object::Struct;
use crate::ir::{Command, Event, Member, Payload};
use crate::naming::Scope;

impl Emitter<'_> {
    pub(super) fn command(&self, command: &Command) -> TokenStream {
        let name = &command.name.text;
        let Some(ident) = self.names.command(name) else {
            return TokenStream::new();
        };
        let client = &self.client;
        let reply = match &command.returns {
            Some(ty) => self.ty(ty),
            None => quote!(#client::Empty),
        };
        let doc = self.command_doc(command);
        let versions = super::versions::constants(&command.facts);
        let item = self.payload(ident, name, doc, &command.arguments, command.open);
        quote! {
            #item
            impl #client::Command for #ident {
                const NAME: &'static str = #name;
                #versions
                type Reply = #reply;
            }
        }
    }

    pub(super) fn event(&self, event: &Event) -> TokenStream {
        let name = &event.name.text;
        let Some(ident) = self.names.event(name) else {
            return TokenStream::new();
        };
        let client = &self.client;
        let doc = self.event_doc(event);
        let versions = super::versions::constants(&event.facts);
        let item = self.payload(ident, name, doc, &event.data, false);
        quote! {
            #item
            impl #client::Event for #ident {
                const NAME: &'static str = #name;
                #versions
            }
        }
    }

    /// A struct of arguments or of data. Where they are a union, it holds that.
    fn payload(
        &self,
        ident: &Ident,
        name: &str,
        doc: TokenStream,
        payload: &Payload,
        open: bool,
    ) -> TokenStream {
        let flattened: Vec<Member>;
        let members: &[Member] = match payload {
            Payload::Members(members) => members,
            Payload::Type(ty) => match self.checked.flattened(&ty.text) {
                Some(members) => {
                    flattened = members;
                    &flattened
                }
                None => return self.wrapped(ident, doc, &self.names.ty(&ty.text)),
            },
        };
        self.object(&Struct {
            ident,
            name,
            doc,
            members,
            open,
        })
    }

    fn wrapped(&self, ident: &Ident, doc: TokenStream, ty: &Ident) -> TokenStream {
        quote! {
            #doc
            #[derive(Debug, Clone, PartialEq)]
            pub struct #ident(
                /// The members, which depend on one of them.
                pub types::#ty,
            );
            impl #ident {
                /// With these members.
                pub fn new(members: impl Into<types::#ty>) -> Self {
                    Self(members.into())
                }
            }
            codegen::delegate! { #ident }
        }
    }

    /// The enum of all events.
    pub(super) fn event_enum(&self) -> TokenStream {
        let client = &self.client;
        let name = ident(EVENT_ENUM);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut declared = Vec::new();
        let mut reads = Vec::new();
        let mut names = Vec::new();
        for event in self.checked.events() {
            let wire = &event.name.text;
            let Some(ty) = self.names.event(wire) else {
                continue;
            };
            let variant = ident(&scope.pascal(wire));
            let doc = format!(" `{wire}`.");
            declared.push(quote!(#[doc = #doc] #variant(#ty),));
            reads.push(quote!(#wire => Self::#variant(codegen::event_data(data)?),));
            names.push(quote!(Self::#variant(_) => #wire,));
        }
        quote! {
            /// Any event. One that the documents do not list is kept as it came.
            #[derive(Debug, Clone, PartialEq)]
            pub enum #name {
                #(#declared)*
                /// An event that the documents do not list.
                Other(#client::RawEvent),
            }
            impl #name {
                /// The event's name on the wire.
                pub fn name(&self) -> &str {
                    match self {
                        #(#names)*
                        Self::Other(event) => &event.name,
                    }
                }
            }
            impl #client::EventSet for #name {
                fn read(
                    name: &str,
                    data: Option<&codegen::RawValue>,
                ) -> Result<Option<Self>, codegen::Error> {
                    let event = match name {
                        #(#reads)*
                        _ => Self::Other(codegen::other_event(name, data)),
                    };
                    Ok(Some(event))
                }
            }
        }
    }
}
