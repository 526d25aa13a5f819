//! The options of `#[derive(QmpEvent)]`.

use proc_macro2::Span;
use syn::{Attribute, LitStr};

use crate::attributes::{DocumentOptions, item_options, span};

/// The options of the struct or enum.
pub(super) struct EventOptions {
    /// The event.
    pub(super) name: Option<LitStr>,
    pub(super) exhaustive: Option<Span>,
    pub(super) documents: DocumentOptions,
}

impl EventOptions {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let (mut name, mut exhaustive) = (None, None);
        let documents = item_options(attributes, &["event", "exhaustive"], |meta| {
            if meta.path.is_ident("event") {
                name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("exhaustive") {
                exhaustive = Some(span(&meta.path));
            } else {
                return Ok(false);
            }
            Ok(true)
        })?;
        Ok(EventOptions {
            name,
            exhaustive,
            documents,
        })
    }
}
