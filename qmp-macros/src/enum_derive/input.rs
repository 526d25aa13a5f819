//! The options of `#[derive(QmpEnum)]`.

use syn::{Attribute, LitStr};

use crate::attributes::{DocumentOptions, item_options};

/// The options of the enum.
pub(super) struct EnumOptions {
    /// The enum of the documents.
    pub(super) name: Option<LitStr>,
    pub(super) send: bool,
    pub(super) documents: DocumentOptions,
}

impl EnumOptions {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let (mut name, mut send) = (None, false);
        let documents = item_options(attributes, &["name", "send"], |meta| {
            if meta.path.is_ident("name") {
                name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("send") {
                send = true;
            } else {
                return Ok(false);
            }
            Ok(true)
        })?;
        Ok(EnumOptions {
            name,
            send,
            documents,
        })
    }
}
