//! Members that are secrets: generated code does not print their values.
//!
//! Only names decide, since no dialect marks secrets. By QEMU's convention, a member called
//! `…-secret` does not contain a secret, but the name of an object that does.

use super::interface::Interface;
use crate::ir::{Builtin, Kind, Member, Payload, Type};

/// The last word of the names of secrets.
const WORDS: &[&str] = &["password", "passwd", "passphrase", "cookie"];

impl Interface {
    /// Whether a member of `owner` is a secret.
    ///
    /// Secrets are strings whose name is `secret`, ends with a word such as `password` or with
    /// `private-key`, or is `data` in an item whose name contains `Secret`.
    pub fn is_secret(&self, owner: &str, member: &Member) -> bool {
        if member.ty != Type::Builtin(Builtin::Str) {
            return false;
        }
        let name = member.name.text.to_ascii_lowercase();
        let words: Vec<&str> = name.split(['-', '_']).collect();
        match words[..] {
            ["secret"] | [.., "private", "key"] => true,
            ["data"] => owner.contains("Secret"),
            [.., last] => WORDS.contains(&last),
            [] => false,
        }
    }

    /// Every member that is a secret, as `ITEM.MEMBER`.
    pub fn secrets(&self) -> Vec<String> {
        let commands = self.commands().map(|c| (&c.name.text, &c.arguments));
        let events = self.events().map(|e| (&e.name.text, &e.data));
        let items = commands.chain(events);
        let items = items.map(|(name, payload): (_, &Payload)| (name, payload.members()));
        let types = self
            .types()
            .filter_map(|definition| match &definition.kind {
                Kind::Object(object) => Some((&definition.name.text, &object.members[..])),
                _ => None,
            });
        items
            .chain(types)
            .flat_map(|(owner, members)| {
                let secrets = members.iter().filter(|m| self.is_secret(owner, m));
                secrets.map(move |member| format!("{owner}.{}", member.name.text))
            })
            .collect()
    }
}
