//! The options of `#[derive(QmpCommand)]`.

use syn::{Attribute, LitStr, Type};

use crate::attributes::{DocumentOptions, item_options};

/// The options of the struct.
pub(super) struct CommandOptions {
    /// The command.
    pub(super) name: Option<LitStr>,
    pub(super) returns: Option<Type>,
    pub(super) branch: Option<LitStr>,
    pub(super) documents: DocumentOptions,
}

impl CommandOptions {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let (mut name, mut returns, mut branch) = (None, None, None);
        let documents = item_options(attributes, &["command", "returns", "branch"], |meta| {
            if meta.path.is_ident("command") {
                name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("returns") {
                returns = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("branch") {
                branch = Some(meta.value()?.parse()?);
            } else {
                return Ok(false);
            }
            Ok(true)
        })?;
        Ok(CommandOptions {
            name,
            returns,
            branch,
            documents,
        })
    }
}

/// Reads the type of the reply, if all options are valid.
pub(crate) fn returns(attributes: &[Attribute]) -> Option<Type> {
    CommandOptions::read(attributes).ok()?.returns
}
