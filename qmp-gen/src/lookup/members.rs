//! The members of objects as they are in JSON.

use std::collections::HashSet;

use crate::ir::{Branch, Builtin, EnumValue, Kind, Member, Name, Object, Payload, Type};
use crate::resolve::Interface;

/// A member as it is in JSON, whether a base, the object or a branch defines it.
#[derive(Debug, Clone)]
pub struct WireMember {
    /// The member.
    pub member: Member,
    /// Whether only some branches have it: then it may be absent, even if the branch
    /// requires it.
    pub in_branch: bool,
}

impl WireMember {
    /// Whether it may be absent.
    pub fn may_be_absent(&self) -> bool {
        self.in_branch || self.member.optional
    }
}

impl Interface {
    /// The members of arguments or of data.
    #[doc(hidden)]
    pub fn wire_members(&self, payload: &Payload) -> Vec<WireMember> {
        match payload {
            Payload::Members(members) => members.iter().cloned().map(always).collect(),
            Payload::Type(name) => match self.object(&name.text) {
                Some(object) => self.object_wire_members(object),
                None => Vec::new(),
            },
        }
    }

    /// The members of an object, including those of its branches.
    ///
    /// ```
    /// use qmp_gen::{Builtin, Run};
    ///
    /// let run = Run::of_builtin(Builtin::Qemu);
    /// let object = run.interface.object("BlockdevOptions").ok_or("not an object")?;
    /// let parts = run.interface.object_wire_members(object);
    /// let part = |name: &str| parts.iter().find(|part| part.member.name.text == name);
    /// assert!(part("driver").is_some_and(|part| !part.may_be_absent()));
    /// assert!(part("filename").is_some_and(|part| part.in_branch));
    /// # Ok::<(), &str>(())
    /// ```
    #[doc(hidden)]
    pub fn object_wire_members(&self, object: &Object) -> Vec<WireMember> {
        self.wire_members_excluding(object, &mut HashSet::new())
    }

    /// The members of an object without those of branches whose types were `seen` before: a
    /// union may be a branch of itself.
    fn wire_members_excluding<'c>(
        &'c self,
        object: &'c Object,
        seen: &mut HashSet<&'c str>,
    ) -> Vec<WireMember> {
        let mut parts = self.common_wire_members(object);
        for branch in &object.branches {
            for part in self.added(object, branch, seen) {
                match find(&mut parts, &part) {
                    // Several branches may declare one name with different types.
                    Some(known) if known.member.ty != part.member.ty => {
                        known.member.ty = Builtin::Any.into();
                    }
                    Some(_) => {}
                    None => parts.push(WireMember {
                        in_branch: true,
                        ..part
                    }),
                }
            }
        }
        parts
    }

    /// The members of the branch with that value of the discriminator, and the common ones.
    /// The discriminator is not included.
    #[doc(hidden)]
    pub fn branch_wire_members(&self, object: &Object, value: &str) -> Vec<WireMember> {
        let mut parts = self.common_wire_members(object);
        if let Some(discriminator) = &object.discriminator {
            parts.retain(|part| part.member.name.text != discriminator.text);
        }
        let mut branches = object.branches.iter();
        if let Some(branch) = branches.find(|branch| branch.value.text == value) {
            for part in self.added(object, branch, &mut HashSet::new()) {
                if find(&mut parts, &part).is_none() {
                    parts.push(part);
                }
            }
        }
        parts
    }

    /// The value of the discriminator's enum that selects a branch.
    #[doc(hidden)]
    pub fn branch_value(&self, object: &Object, value: &str) -> Option<&EnumValue> {
        let discriminator = object.discriminator.as_ref()?;
        let members = self.members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text)?;
        let Type::Named(name) = &member.ty else {
            return None;
        };
        match &self.ty(name)?.kind {
            Kind::Enum(values) => values.iter().find(|known| known.name.text == value),
            _ => None,
        }
    }

    /// The members that a branch adds: those of its type, or its wrapper.
    fn added<'c>(
        &'c self,
        object: &Object,
        branch: &'c Branch,
        seen: &mut HashSet<&'c str>,
    ) -> Vec<WireMember> {
        if let (Some(wrapper), Some(discriminator)) = (&object.wrapper, &object.discriminator) {
            return vec![wrapped(discriminator, wrapper, branch.ty.clone())];
        }
        match &branch.ty {
            Type::Named(name) if seen.insert(name) => self
                .object(name)
                .map(|object| self.wire_members_excluding(object, seen))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn common_wire_members(&self, object: &Object) -> Vec<WireMember> {
        let mut parts: Vec<WireMember> = self.members(object).into_iter().map(always).collect();
        if let Some(discriminator) = &object.discriminator {
            let is_listed = |part: &WireMember| part.member.name.text == discriminator.text;
            if !parts.iter().any(is_listed) {
                parts.insert(0, always(Member::new(discriminator.clone(), Builtin::Str)));
            }
        }
        parts
    }
}

/// Finds the member with the same name.
fn find<'p>(parts: &'p mut [WireMember], like: &WireMember) -> Option<&'p mut WireMember> {
    let name = &like.member.name.text;
    parts.iter_mut().find(|part| part.member.name.text == *name)
}

fn always(member: Member) -> WireMember {
    WireMember {
        member,
        in_branch: false,
    }
}

/// The wrapper of a branch. It has no span of its own, and takes that of the discriminator.
fn wrapped(discriminator: &Name, wrapper: &str, ty: Type) -> WireMember {
    always(Member::new(Name::new(wrapper, discriminator.span), ty))
}
