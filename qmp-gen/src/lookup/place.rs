//! The place where a name is documented, for messages.

use crate::driver::Run;
use crate::emit::Manual;
use crate::ir::{Metadata, Name};
use crate::resolve::Interface;

impl Run {
    /// Describes where a name is documented: in a document, or in `manual` if the document is
    /// not a file that the user has.
    #[doc(hidden)]
    pub fn place(&self, name: &Name, manual: Option<&Manual>) -> String {
        let Some(manual) = manual else {
            let document = self.documents.get(name.span.document);
            let (line, _) = document.position(name.span.start);
            return format!("documented at {}:{line}", document.name());
        };
        match self.interface.item_around(name) {
            Some((
                _,
                _,
                Metadata {
                    until: Some(until), ..
                },
            )) => {
                format!("documented in the reference manual of QEMU {until}")
            }
            Some((kind, item, metadata)) => {
                let link = manual.link(kind, item, metadata);
                format!(
                    "documented at {}",
                    link.as_deref().unwrap_or(manual.address())
                )
            }
            None => format!("documented at {}", manual.address()),
        }
    }
}

impl Interface {
    /// The item that has a name or contains it, with its kind in links to a manual.
    fn item_around(&self, name: &Name) -> Option<(&'static str, &Name, &Metadata)> {
        let commands = self
            .commands()
            .map(|item| ("command", &item.name, &item.metadata));
        let events = self
            .events()
            .map(|item| ("event", &item.name, &item.metadata));
        let types = self
            .types()
            .filter(|item| !item.nested)
            .map(|item| (item.kind.word(), &item.name, &item.metadata));
        // The name of an item precedes its contents.
        commands
            .chain(events)
            .chain(types)
            .filter(|(_, item, _)| {
                item.span.document == name.span.document && item.span.start <= name.span.start
            })
            .max_by_key(|(_, item, _)| item.span.start)
    }
}
