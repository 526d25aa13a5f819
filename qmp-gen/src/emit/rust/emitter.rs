//! The context of emission.

use std::collections::HashSet;

use super::names::Names;
use super::options::{EmitError, Manual, RustOptions};
use crate::document::Documents;
use crate::resolve::Interface;

/// The context of emission. Each kind of item has its methods in a file of its own.
pub(super) struct Emitter<'a> {
    pub(super) interface: &'a Interface,
    pub(super) documents: &'a Documents,
    pub(super) names: Names,
    /// The types that an application sends. Other types get no constructors, which take as
    /// long to compile as the code that reads the type.
    pub(super) sent: HashSet<String>,
    pub(super) client: String,
    pub(super) manual: Option<&'a Manual>,
}

impl<'a> Emitter<'a> {
    pub(super) fn new(
        interface: &'a Interface,
        documents: &'a Documents,
        options: &'a RustOptions,
    ) -> Result<Self, EmitError> {
        Ok(Emitter {
            interface,
            documents,
            names: Names::new(interface),
            sent: interface.sent(),
            client: options.client_path()?,
            manual: options.manual.as_ref(),
        })
    }
}
