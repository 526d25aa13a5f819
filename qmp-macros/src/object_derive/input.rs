//! The options of `#[derive(QmpObject)]`.

use proc_macro2::Span;
use syn::{Attribute, LitStr};

use crate::attributes::{ConversionOption, DocumentOptions, item_options, span};

/// The options of the struct.
#[derive(Default)]
pub(super) struct ObjectOptions {
    /// The object.
    pub(super) name: Option<LitStr>,
    pub(super) exhaustive: Option<Span>,
    pub(super) branch: Option<LitStr>,
    pub(super) send: bool,
    pub(super) receive: bool,
    pub(super) try_from: Option<ConversionOption>,
    pub(super) try_into: Option<ConversionOption>,
    /// The place of the first of those above that are not conversions.
    pub(super) first: Option<Span>,
    pub(super) documents: DocumentOptions,
}

impl ObjectOptions {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut options = ObjectOptions::default();
        let known = [
            "name",
            "exhaustive",
            "branch",
            "send",
            "receive",
            "try_from",
            "try_into",
        ];
        let documents = item_options(attributes, &known, |meta| {
            if meta.path.is_ident("name") {
                options.name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("exhaustive") {
                options.exhaustive = Some(span(&meta.path));
            } else if meta.path.is_ident("branch") {
                options.branch = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("send") {
                options.send = true;
            } else if meta.path.is_ident("receive") {
                options.receive = true;
            } else if meta.path.is_ident("try_from") {
                options.try_from = Some(ConversionOption::parse(meta)?);
                return Ok(true);
            } else if meta.path.is_ident("try_into") {
                options.try_into = Some(ConversionOption::parse(meta)?);
                return Ok(true);
            } else {
                return Ok(false);
            }
            options.first.get_or_insert(span(&meta.path));
            Ok(true)
        })?;
        Ok(ObjectOptions {
            documents,
            ..options
        })
    }
}
