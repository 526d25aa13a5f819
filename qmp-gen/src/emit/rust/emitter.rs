//! The context of emission.

use std::collections::HashSet;

use super::arguments::ArgumentTypes;
use super::convertible::Conversions;
use super::names::Names;
use super::options::{EmitError, Manual, RustOptions};
use super::wrappers::Wrappers;
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
    pub(super) wrappers: Wrappers,
    pub(super) arguments: ArgumentTypes,
    pub(super) conversions: Conversions,
    pub(super) client: String,
    pub(super) manual: Option<&'a Manual>,
}

impl<'a> Emitter<'a> {
    pub(super) fn new(
        interface: &'a Interface,
        documents: &'a Documents,
        options: &'a RustOptions,
    ) -> Result<Self, EmitError> {
        let wrappers = Wrappers::new(interface);
        let arguments = ArgumentTypes::new(interface, &wrappers);
        let mut sent = interface.sent();
        sent.extend(arguments.types().map(str::to_owned));
        let conversions = Conversions::new(interface, &sent, &wrappers, &arguments);
        Ok(Emitter {
            interface,
            documents,
            names: Names::new(interface, &arguments),
            sent,
            wrappers,
            arguments,
            conversions,
            client: options.client_path()?,
            manual: options.manual.as_ref(),
        })
    }
}
