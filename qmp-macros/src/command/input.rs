//! The options of `#[derive(QmpCommand)]`.

use syn::{Attribute, LitStr, Type};

use crate::attributes::{DocumentOptions, item_options};

/// The options of the struct.
pub(crate) struct CommandOptions {
    /// The command.
    pub(crate) name: Option<LitStr>,
    pub(crate) returns: Option<Type>,
    pub(crate) branch: Option<LitStr>,
    pub(crate) documents: DocumentOptions,
}

impl CommandOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
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
