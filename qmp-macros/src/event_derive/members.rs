//! The members of an event.

use qmp_gen::ir::Event;

use crate::context::Context;
use crate::members::Object;

/// The members of an event's data.
pub(super) fn event_object<'a>(context: &Context, event: &'a Event) -> Object<'a> {
    Object {
        owner: format!("the event `{}`", event.name.text),
        noun: "member",
        name: &event.name,
        parts: context.documents.run().interface.wire_members(&event.data),
        open: false,
    }
}
