//! The options of `#[derive(QmpObject)]`.

use proc_macro2::Span;
use syn::{Attribute, LitStr};

use crate::attributes::{DocumentOptions, item_options, span};

/// The options of the struct.
#[derive(Default)]
pub(super) struct ObjectOptions {
    /// The object.
    pub(super) name: Option<LitStr>,
    pub(super) exhaustive: Option<Span>,
    pub(super) branch: Option<LitStr>,
    pub(super) send: bool,
    pub(super) receive: bool,
    /// The place of the first of these.
    pub(super) first: Option<Span>,
    pub(super) documents: DocumentOptions,
}

impl ObjectOptions {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut options = ObjectOptions::default();
        let known = ["name", "exhaustive", "branch", "send", "receive"];
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
