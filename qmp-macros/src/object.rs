//! `#[derive(QmpObject)]`.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{self, Kind, Payload};
use qmp_gen::{Missing, Removed, WireMember, by_type_name};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, Generics, Ident, LitStr, parse_quote};

use crate::expand::{Context, mentions, with_static_lifetimes};
use crate::fields::{Errors, Field, Object};
use crate::fit::Way;
use crate::options::Container;
use crate::record::{Branch, Record, is_within, parameters};

pub(crate) fn derive(input: DeriveInput) -> syn::Result<TokenStream> {
    let known = &["exhaustive", "branch", "send", "receive"];
    let mut options = Container::read(&input.attrs, "name", known)?;
    let context = Context::of_item(&options.source, &input)?;
    let Data::Struct(data) = &input.data else {
        let message = "an object is a struct; an enum of strings is derived with `QmpEnum`";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    // What is received is the more common.
    options.receive |= !options.send;
    let expanded = match &data.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            if let Some(span) = options.first {
                let message = "this struct is what its field is, and that has its own options";
                return Err(syn::Error::new(span, message));
            }
            wrapper(&context, &input, &fields.unnamed[0].ty)
        }
        fields => object(&context, &options, &input, fields)?,
    };
    Ok(context.finish(&input, expanded))
}

fn object(
    context: &Context,
    options: &Container,
    input: &DeriveInput,
    fields: &Fields,
) -> syn::Result<TokenStream> {
    let checked = &context.checked;
    let ident = &input.ident;
    let definition = definition(context, options.name.as_ref(), ident)?;
    // What goes both ways has to be known to the server.
    let way = if options.send { Way::Given } else { Way::Held };
    let mut chosen = None;
    let object = match definition {
        None => None,
        Some(definition) => {
            let payload = Payload::Type(definition.name.clone());
            let (parts, branch) = branch(context, &payload, options.branch.as_ref(), way)?;
            chosen = branch;
            Some(Object {
                owner: format!("the object `{}`", definition.name.text),
                noun: "member",
                name: &definition.name,
                parts,
                open: matches!(&definition.kind, Kind::Object(object) if object.open),
            })
        }
    };
    let fields = context.fields(fields, object.as_ref(), ident.span())?;
    let mut errors = Errors::default();
    let mut expanded = TokenStream::new();
    if let (Some(object), Some(definition)) = (&object, definition) {
        let parameters = parameters(&input.generics);
        let facts = &definition.metadata;
        let mut found =
            vec![context.usable_for(way, &object.owner, object.name, facts, ident.span())];
        if options.receive {
            found.push(context.check_fields(&fields, &object.owner, Way::Held, &parameters));
        }
        if options.send {
            found.push(required(context, object, &fields, ident.span()));
            found.push(context.check_fields(&fields, &object.owner, Way::Given, &parameters));
        }
        if let Some(span) = options.exhaustive {
            let exhausted = object.exhausted(context, &fields, span);
            found.push(exhausted.map(|()| TokenStream::new()));
        }
        for found in found {
            match found {
                Ok(found) => expanded.extend(found),
                Err(error) => errors.push(error),
            }
        }
    } else if let Some(branch) = &options.branch {
        errors.push(syn::Error::new(
            branch.span(),
            "`name` says which union this is a branch of",
        ));
    } else if let Some(span) = options.exhaustive {
        errors.push(syn::Error::new(
            span,
            "`name` says which object this is all of",
        ));
    }
    errors.finish()?;

    let record = Record {
        ident,
        generics: &input.generics,
        object: object.as_ref(),
        fields: &fields,
        branch: chosen,
    };
    let chosen = record.branch.as_ref();
    expanded.extend(chosen.map(|branch| branch.warning.clone()));
    let content = match definition {
        Some(definition) => {
            let name = &definition.name.text;
            quote!(#checked::Content::Named(#name))
        }
        None => {
            let fields = fields.iter().map(|field| {
                let (name, ty, default) = (&field.wire, field.ty, field.default.is_some());
                quote! {
                    #checked::Field {
                        name: #name,
                        form: <#ty as #checked::Wire>::FORM,
                        has_default: #default,
                    }
                }
            });
            quote!(#checked::Content::Fields(&[#(#fields),*]))
        }
    };
    let generics = known(context, input, &fields);
    let (impls, _, bounds) = generics.split_for_impl();
    let (_, types, _) = input.generics.split_for_impl();
    expanded.extend(quote! {
        #[automatically_derived]
        impl #impls #checked::Wire for #ident #types #bounds {
            type Presence = #checked::Always;
            const FORM: #checked::Form = #checked::Form::object(#content);
        }
    });
    if options.receive {
        expanded.extend(record.read(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #checked::ReceiveAs<#checked::Object> for #ident #types #bounds {}
        });
    }
    if options.send {
        expanded.extend(record.write(context));
        expanded.extend(quote! {
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Object> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Alternate> for #ident #types #bounds {}
            #[automatically_derived]
            impl #impls #checked::SendAs<#checked::Any> for #ident #types #bounds {}
        });
    }
    Ok(expanded)
}

/// The generics, with the bound that makes the fields known to the checks whose types
/// depend on them.
fn known(context: &Context, input: &DeriveInput, fields: &[Field<'_>]) -> Generics {
    let checked = &context.checked;
    let parameters = parameters(&input.generics);
    let mut generics = input.generics.clone();
    for field in fields {
        let ty = field.ty;
        let depends = mentions(ty.to_token_stream(), &parameters);
        if depends && !is_within(&input.ident, &input.generics, ty) {
            let predicate = parse_quote!(#ty: #checked::Wire);
            generics.make_where_clause().predicates.push(predicate);
        }
    }
    generics
}

/// A struct that is whatever its one field is.
fn wrapper(context: &Context, input: &DeriveInput, ty: &syn::Type) -> TokenStream {
    let checked = &context.checked;
    let ident = &input.ident;
    let (_, types, _) = input.generics.split_for_impl();
    let with = |parameters: TokenStream, bound: TokenStream| {
        let mut generics = input.generics.clone();
        let parameters: Option<syn::GenericParam> =
            (!parameters.is_empty()).then(|| parse_quote!(#parameters));
        let at = usize::from(!matches!(parameters, Some(syn::GenericParam::Lifetime(_))))
            * generics.params.len();
        if let Some(parameter) = parameters {
            generics.params.insert(at, parameter);
        }
        generics
            .make_where_clause()
            .predicates
            .push(parse_quote!(#ty: #bound));
        generics
    };
    // A type may be more private than what it is wrapped in, and so not be named here.
    let presence = match mentions(ty.to_token_stream(), &parameters(&input.generics)) {
        true => quote!(<#ty as #checked::Wire>::Presence),
        false => {
            let ty = with_static_lifetimes(ty.to_token_stream());
            let may_be_absent = quote!(<#ty as #checked::Wire>::FORM.may_be_absent);
            quote!(<#checked::Known<{ #may_be_absent }> as #checked::Presence>::Presence)
        }
    };
    let borrowed = input.generics.lifetimes().map(|param| &param.lifetime);
    let read = with(
        quote!('__de: #(#borrowed)+*),
        quote!(#checked::Deserialize<'__de>),
    );
    // What is only received is wrapped all the same: a bound with a lifetime is looked
    // at when it is used.
    let mut write = input.generics.clone();
    let predicate = parse_quote!(for<'__w> &'__w #ty: #checked::Serialize);
    write.make_where_clause().predicates.push(predicate);
    let is = with(quote!(), quote!(#checked::Wire));
    let holds = with(quote!(__Kind), quote!(#checked::ReceiveAs<__Kind>));
    let gives = with(quote!(__Kind), quote!(#checked::SendAs<__Kind>));
    let [
        (read, read_if),
        (write, write_if),
        (is, is_if),
        (holds, holds_if),
        (gives, gives_if),
    ] = [&read, &write, &is, &holds, &gives].map(|generics| {
        let (impls, _, bounds) = generics.split_for_impl();
        (impls, bounds)
    });
    quote! {
        #[automatically_derived]
        impl #read #checked::Deserialize<'__de> for #ident #types #read_if {
            fn deserialize<__D: #checked::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::map(
                    #checked::Deserialize::deserialize(__deserializer),
                    Self,
                )
            }
        }
        #[automatically_derived]
        impl #write #checked::Serialize for #ident #types #write_if {
            fn serialize<__S: #checked::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #checked::Serialize::serialize(&&self.0, __serializer)
            }
        }
        #[automatically_derived]
        impl #is #checked::Wire for #ident #types #is_if {
            type Presence = #presence;
            const FORM: #checked::Form = <#ty as #checked::Wire>::FORM;

            fn is_absent(&self) -> ::core::primitive::bool {
                #checked::Wire::is_absent(&self.0)
            }
        }
        #[automatically_derived]
        impl #holds #checked::ReceiveAs<__Kind> for #ident #types #holds_if {}
        #[automatically_derived]
        impl #gives #checked::SendAs<__Kind> for #ident #types #gives_if {}
    }
}

/// The object that a struct is said to be, or that is called like it.
fn definition<'c>(
    context: &'c Context,
    name: Option<&LitStr>,
    ident: &Ident,
) -> syn::Result<Option<&'c ir::TypeDef>> {
    let checked = &context.documents.run().interface;
    let is_object = |definition: &ir::TypeDef| matches!(definition.kind, Kind::Object(_));
    match name {
        Some(name) => {
            let wrong = |message: String| syn::Error::new(name.span(), message);
            let found = checked
                .find_type(&name.value())
                .map_err(|e| wrong(e.to_string()))?;
            if is_object(found) {
                return Ok(Some(found));
            }
            let words = checked.describe_type(&ir::Type::Named(found.name.text.clone()));
            let place = context.documents.place(&found.name);
            Err(wrong(format!(
                "the documents say {words}\ndocumented at {place}"
            )))
        }
        None => {
            let names = checked.types().filter(|d| is_object(d)).map(|d| &d.name);
            let found = by_type_name(&ident.to_string(), names);
            Ok(found.and_then(|name| checked.ty(&name.text)))
        }
    }
}

/// The members of arguments or of an object, and, where a branch is chosen, the
/// discriminator and its value.
pub(crate) fn branch(
    context: &Context,
    payload: &Payload,
    chosen: Option<&LitStr>,
    way: Way,
) -> syn::Result<(Vec<WireMember>, Option<Branch>)> {
    let checked = &context.documents.run().interface;
    let Some(chosen) = chosen else {
        return Ok((checked.parts(payload), None));
    };
    let wrong = |message: String| syn::Error::new(chosen.span(), message);
    let object = match payload {
        Payload::Type(name) => checked.object(&name.text),
        Payload::Members(_) => None,
    };
    let Some((object, discriminator)) =
        object.and_then(|object| Some((object, object.discriminator.as_ref()?)))
    else {
        return Err(wrong("there are no branches to choose from".to_owned()));
    };
    let value = chosen.value();
    let values = checked.discriminator_values(object);
    if !values.contains(&value) {
        let what = format!("`{}` has no branch", discriminator.text);
        let members = checked.members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text);
        let removed = match member.map(|member| &member.ty) {
            Some(ir::Type::Named(values)) => Removed::member(values, &value),
            _ => None,
        };
        let missing = Missing::new(what, &value, values.iter().map(String::as_str));
        let missing = missing.or_removed(removed);
        let place = context.documents.place(discriminator);
        return Err(wrong(format!("{missing}\ndocumented at {place}")));
    }
    let parts = checked.branch_wire_members(object, &value);
    let member = discriminator.text.clone();
    let warning = match checked.branch_value(object, &value) {
        Some(known) => {
            let what = format!("the branch `{value}`");
            context.usable_for(way, &what, &known.name, &known.metadata, chosen.span())?
        }
        None => TokenStream::new(),
    };
    let branch = Branch {
        member,
        value,
        warning,
    };
    Ok((parts, Some(branch)))
}

/// Reports members that have to be sent and are not among the fields.
pub(crate) fn required(
    context: &Context,
    object: &Object<'_>,
    fields: &[Field<'_>],
    span: Span,
) -> syn::Result<TokenStream> {
    let given = |name: &str| fields.iter().any(|field| field.wire == name);
    object
        .complete(context, given, span)
        .map(|()| TokenStream::new())
}
