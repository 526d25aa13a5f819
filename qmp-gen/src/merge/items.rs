//! Commands and events of two releases.

use super::by_name::{EitherOrBoth, merge_by_name};
use super::metadata::{both, newer_doc};
use super::place::{Place, Side};
use super::step::MergeStep;
use crate::ir::{Command, EnumValue, Event, Example, Kind, Member, Name, Object, Payload, Type};

impl MergeStep<'_> {
    pub(super) fn command(&mut self, old: &Command, new: &Command) -> Command {
        let name = &new.name.text;
        let place = Place {
            what: format!("the return value of `{name}`"),
            name: format!("{name}-return"),
            old: old.name.span,
            new: new.name.span,
        };
        let returns = match (&old.returns, &new.returns) {
            (None, None) => None,
            (Some(old), Some(new)) => Some(self.pair(&place, (Side::Old, old), (Side::New, new))),
            // On the wire, nothing is an object without members.
            (Some(old), None) => {
                let nothing = self.nothing(&place, Side::New);
                Some(self.pair(&place, (Side::Old, old), (Side::New, &nothing)))
            }
            (None, Some(new)) => {
                let nothing = self.nothing(&place, Side::Old);
                Some(self.pair(&place, (Side::Old, &nothing), (Side::New, new)))
            }
        };
        Command {
            name: new.name.clone(),
            doc: newer_doc(&old.doc, &new.doc),
            arguments: self.payload(&old.name, &old.arguments, &new.name, &new.arguments),
            open: old.open || new.open,
            returns,
            returns_doc: newer_doc(&old.returns_doc, &new.returns_doc),
            errors_doc: newer_doc(&old.errors_doc, &new.errors_doc),
            // Out of band only if every release allows it.
            oob: old.oob && new.oob,
            // Waiting for a reply needs one from every release.
            no_reply: old.no_reply || new.no_reply,
            undocumented: old.undocumented && new.undocumented,
            examples: newer_examples(&old.examples, &new.examples),
            metadata: both(&old.metadata, &new.metadata),
        }
    }

    pub(super) fn event(&mut self, old: &Event, new: &Event) -> Event {
        Event {
            name: new.name.clone(),
            doc: newer_doc(&old.doc, &new.doc),
            data: self.payload(&old.name, &old.data, &new.name, &new.data),
            undocumented: old.undocumented && new.undocumented,
            examples: newer_examples(&old.examples, &new.examples),
            metadata: both(&old.metadata, &new.metadata),
        }
    }

    /// Merges arguments or data, to a list of members if possible.
    pub(super) fn payload(
        &mut self,
        old: &Name,
        before: &Payload,
        new: &Name,
        after: &Payload,
    ) -> Payload {
        if let (Payload::Type(one), Payload::Type(other)) = (before, after)
            && one.text == other.text
        {
            return after.clone();
        }
        let place = Place {
            what: format!("`{}`", new.text),
            name: new.text.clone(),
            old: old.span,
            new: new.span,
        };
        let spelled = (
            self.spelled(Side::Old, before),
            self.spelled(Side::New, after),
        );
        if let (Some(one), Some(other)) = &spelled {
            return Payload::Members(self.members(&place, Side::Old, one, Side::New, other));
        }
        let mut ty = |side: Side, payload: &Payload| match payload {
            Payload::Type(name) => Type::Named(name.text.clone()),
            Payload::Members(members) => {
                let object = Object {
                    members: members.clone(),
                    ..Object::default()
                };
                self.make(&place, "members", side, Kind::Object(object))
            }
        };
        let (one, other) = (ty(Side::Old, before), ty(Side::New, after));
        match self.pair(&place, (Side::Old, &one), (Side::New, &other)) {
            Type::Named(text) => Payload::Type(Name::new(text, new.span)),
            // Two objects are always an object.
            _ => after.clone(),
        }
    }

    /// The members of arguments or data; `None` if they depend on a discriminator.
    pub(super) fn spelled(&self, side: Side, payload: &Payload) -> Option<Vec<Member>> {
        match payload {
            Payload::Members(members) => Some(members.clone()),
            Payload::Type(name) => {
                let object = self.object_of(side, &name.text)?;
                object
                    .discriminator
                    .is_none()
                    .then(|| self.flattened(side, object))
            }
        }
    }

    pub(super) fn values(&self, old: &[EnumValue], new: &[EnumValue]) -> Vec<EnumValue> {
        merge_by_name(
            old,
            new,
            |value| &value.name,
            |found| match found {
                EitherOrBoth::Both(old, new) => EnumValue {
                    name: new.name.clone(),
                    doc: newer_doc(&old.doc, &new.doc),
                    metadata: both(&old.metadata, &new.metadata),
                },
                EitherOrBoth::Old(value) => {
                    let mut value = value.clone();
                    self.pair.mark_removed(&mut value.metadata);
                    value
                }
                EitherOrBoth::New(value) => {
                    let mut value = value.clone();
                    self.pair.mark_added(&mut value.metadata);
                    value
                }
            },
        )
    }
}

/// The examples of the newer release, if it has any.
fn newer_examples(old: &[Example], new: &[Example]) -> Vec<Example> {
    let examples = if new.is_empty() { old } else { new };
    examples.to_vec()
}
