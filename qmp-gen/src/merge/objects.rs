//! Objects: members, bases and branches of two releases.

use std::collections::HashSet;

use super::by_name::{EitherOrBoth, merge_by_name};
use super::metadata::{both, newer_doc};
use super::place::{Place, Side};
use super::step::MergeStep;
use crate::ir::{Branch, Builtin, EnumValue, Kind, Member, Name, Object, Type};

impl MergeStep<'_> {
    /// Merges two lists of members. A member that one side lacks becomes optional.
    pub(super) fn members(
        &mut self,
        place: &Place,
        old_side: Side,
        old: &[Member],
        new_side: Side,
        new: &[Member],
    ) -> Vec<Member> {
        merge_by_name(
            old,
            new,
            |member| &member.name,
            |found| match found {
                EitherOrBoth::Both(old, new) => {
                    self.member(place, (old_side, old), (new_side, new))
                }
                EitherOrBoth::Old(member) => {
                    let mut member = member.clone();
                    member.optional = true;
                    if old_side != new_side {
                        self.pair.mark_removed(&mut member.metadata);
                    }
                    member
                }
                EitherOrBoth::New(member) => {
                    let mut member = member.clone();
                    member.optional = true;
                    if old_side != new_side {
                        self.pair.mark_added(&mut member.metadata);
                    }
                    member
                }
            },
        )
    }

    fn member(&mut self, place: &Place, old: (Side, &Member), new: (Side, &Member)) -> Member {
        let name = &new.1.name;
        let what = format!("the member `{}` of {}", name.text, place.what);
        let inner = place.inner(what, &name.text, old.1.name.span, name.span);
        Member {
            name: name.clone(),
            ty: self.pair(&inner, (old.0, &old.1.ty), (new.0, &new.1.ty)),
            optional: old.1.optional || new.1.optional,
            doc: newer_doc(&old.1.doc, &new.1.doc),
            metadata: both(&old.1.metadata, &new.1.metadata),
        }
    }

    /// Merges two objects to one that can deserialize the values of both.
    pub(super) fn object(
        &mut self,
        place: &Place,
        (old_side, old): (Side, &Object),
        (new_side, new): (Side, &Object),
    ) -> Object {
        let (mut one, mut other) = (old.clone(), new.clone());
        match (&old.discriminator, &new.discriminator) {
            (None, None) => {}
            (Some(a), Some(b)) if a.text == b.text => {
                // On one side, the branches have a wrapper.
                if self.implied(old_side, old) != self.implied(new_side, new)
                    || old.wrapper != new.wrapper
                {
                    one = self.inline_wrapper(place, old_side, &one);
                    other = self.inline_wrapper(place, new_side, &other);
                }
            }
            (None, Some(name)) if self.is_chosen_by(old_side, old, name) => {
                one.discriminator = Some(name.clone());
                other = self.inline_wrapper(place, new_side, &other);
            }
            (Some(name), None) if self.is_chosen_by(new_side, new, name) => {
                one = self.inline_wrapper(place, old_side, &one);
                other.discriminator = Some(name.clone());
            }
            _ => {
                one = self.flatten_union(place, old_side, &one);
                other = self.flatten_union(place, new_side, &other);
            }
        }
        let (base, mut members) = self.common(place, (old_side, &one), (new_side, &other));
        self.moved_from_branches(place, &mut members, (old_side, &one), (new_side, &other));
        let branches = self.branches(place, (old_side, &one), (new_side, &other));
        Object {
            base,
            members,
            discriminator: other.discriminator,
            branches,
            wrapper: other.wrapper,
            open: one.open || other.open,
            base_docs: match other.base_docs.is_empty() {
                true => one.base_docs,
                false => other.base_docs,
            },
        }
    }

    /// Merges base and members. The base is kept if both sides have it and no member moved
    /// between the base and the object.
    fn common(
        &mut self,
        place: &Place,
        (old_side, old): (Side, &Object),
        (new_side, new): (Side, &Object),
    ) -> (Option<Name>, Vec<Member>) {
        let same = match (&old.base, &new.base) {
            (None, None) => true,
            (Some(one), Some(other)) => {
                let inherited = |step: &Self, side: Side, object: &Object| -> HashSet<String> {
                    let all = step.flattened(side, object).into_iter();
                    let own = |name: &str| object.members.iter().any(|m| m.name.text == name);
                    all.map(|m| m.name.text).filter(|n| !own(n)).collect()
                };
                let (from_old, from_new) = (
                    inherited(self, old_side, old),
                    inherited(self, new_side, new),
                );
                one.text == other.text
                    && !old.members.iter().any(|m| from_new.contains(&m.name.text))
                    && !new.members.iter().any(|m| from_old.contains(&m.name.text))
            }
            _ => false,
        };
        if same {
            let members = self.members(place, old_side, &old.members, new_side, &new.members);
            return (new.base.clone(), members);
        }
        let (one, other) = (self.flattened(old_side, old), self.flattened(new_side, new));
        let members = self.members(place, old_side, &one, new_side, &other);
        (None, members)
    }

    /// Lets common members of one side that were in branches of the other read both types.
    fn moved_from_branches(
        &mut self,
        place: &Place,
        members: &mut [Member],
        old: (Side, &Object),
        new: (Side, &Object),
    ) {
        for ((side, object), (other_side, other)) in [(old, new), (new, old)] {
            let common = self.flattened(side, object);
            for branch in &other.branches {
                let Type::Named(name) = &branch.ty else {
                    continue;
                };
                let Some(branch) = self.object_of(other_side, name).cloned() else {
                    continue;
                };
                for inner in self.flattened(other_side, &branch) {
                    let called = |member: &&Member| member.name.text == inner.name.text;
                    let Some(known) = common.iter().find(called) else {
                        continue;
                    };
                    let merged = self.member(place, (other_side, &inner), (side, known));
                    if let Some(member) =
                        members.iter_mut().find(|m| m.name.text == inner.name.text)
                    {
                        member.ty = merged.ty;
                        member.metadata = merged.metadata;
                    }
                }
            }
        }
    }

    // --- branches -------------------------------------------------------------

    /// Merges the branches. If one side has a value without a branch, the members of the
    /// other's branch become optional.
    fn branches(
        &mut self,
        place: &Place,
        (old_side, old): (Side, &Object),
        (new_side, new): (Side, &Object),
    ) -> Vec<Branch> {
        let mut without = Vec::new();
        let (old_values, new_values) =
            (self.values_of(old_side, old), self.values_of(new_side, new));
        let merged = merge_by_name(
            &old.branches,
            &new.branches,
            |branch| &branch.value,
            |found| match found {
                EitherOrBoth::Both(one, other) => {
                    let value = &other.value;
                    let what = format!("the branch `{}` of {}", value.text, place.what);
                    let inner = place.inner(what, &value.text, one.value.span, value.span);
                    Branch {
                        value: value.clone(),
                        ty: self.pair(&inner, (old_side, &one.ty), (new_side, &other.ty)),
                        doc: newer_doc(&one.doc, &other.doc),
                        metadata: both(&one.metadata, &other.metadata),
                    }
                }
                EitherOrBoth::Old(branch) => {
                    if new_values.has(&branch.value.text) {
                        without.push(branch.ty.clone());
                    }
                    let mut branch = branch.clone();
                    self.pair.mark_removed(&mut branch.metadata);
                    branch
                }
                EitherOrBoth::New(branch) => {
                    if old_values.has(&branch.value.text) {
                        without.push(branch.ty.clone());
                    }
                    let mut branch = branch.clone();
                    self.pair.mark_added(&mut branch.metadata);
                    branch
                }
            },
        );
        self.without.extend(without);
        merged
    }

    /// The values that a discriminator can have.
    fn values_of(&self, side: Side, object: &Object) -> DiscriminatorValues {
        let Some(discriminator) = &object.discriminator else {
            return DiscriminatorValues::Listed(HashSet::new());
        };
        let members = self.flattened(side, object);
        let member = members.iter().find(|m| m.name.text == discriminator.text);
        let listed = match member.map(|member| &member.ty) {
            Some(Type::Named(name)) => match self.kind_of(side, name) {
                Some(Kind::Enum(values)) => {
                    values.iter().map(|value| value.name.text.clone()).collect()
                }
                _ => return DiscriminatorValues::Any,
            },
            Some(_) => return DiscriminatorValues::Any,
            None => {
                let branches = object.branches.iter();
                branches.map(|branch| branch.value.text.clone()).collect()
            }
        };
        DiscriminatorValues::Listed(listed)
    }

    /// Whether the discriminator is implied, and not one of the members.
    fn implied(&self, side: Side, object: &Object) -> bool {
        object.discriminator.as_ref().is_some_and(|name| {
            let members = self.flattened(side, object);
            !members.iter().any(|m| m.name.text == name.text)
        })
    }

    /// Whether an object without branches has a member that may choose one.
    fn is_chosen_by(&self, side: Side, object: &Object, name: &Name) -> bool {
        let members = self.flattened(side, object);
        let member = members.iter().find(|m| m.name.text == name.text);
        member.is_some_and(|member| {
            let text = match &member.ty {
                Type::Named(ty) => matches!(self.kind_of(side, ty), Some(Kind::Enum(_))),
                ty => *ty == Type::Builtin(Builtin::Str),
            };
            !member.optional && text
        })
    }

    /// Turns a union with a wrapper into one whose branches are objects with that member.
    fn inline_wrapper(&mut self, place: &Place, side: Side, object: &Object) -> Object {
        let mut flat = object.clone();
        if let Some(wrapper) = flat.wrapper.take() {
            for branch in &mut flat.branches {
                let name = Name::new(&*wrapper, branch.value.span);
                let wrapped = Object::of(vec![Member::new(name, branch.ty.clone())]);
                let part = format!("{}-wrapper", branch.value.text);
                branch.ty = self.make(place, &part, side, Kind::Object(wrapped));
            }
        }
        if let Some(discriminator) = &flat.discriminator
            && self.implied(side, object)
        {
            let values = flat.branches.iter().map(|branch| branch.value.clone());
            let kind = Kind::Enum(values.map(EnumValue::new).collect());
            let name = discriminator.clone();
            let ty = self.make(place, &name.text, side, kind);
            flat.members.insert(0, Member::new(name, ty));
        }
        flat
    }

    /// Turns a union into a plain object: the members of every branch are optional.
    fn flatten_union(&mut self, place: &Place, side: Side, object: &Object) -> Object {
        if object.discriminator.is_none() {
            return object.clone();
        }
        let flat = self.inline_wrapper(place, side, object);
        let mut members = self.flattened(side, &flat);
        let mut open: Vec<Type> = flat.branches.iter().rev().map(|b| b.ty.clone()).collect();
        let mut seen = HashSet::new();
        while let Some(ty) = open.pop() {
            let Type::Named(name) = &ty else { continue };
            if !seen.insert(name.clone()) {
                continue;
            }
            let Some(branch) = self.object_of(side, name).cloned() else {
                continue;
            };
            open.extend(branch.branches.iter().rev().map(|b| b.ty.clone()));
            for mut inner in self.flattened(side, &branch) {
                inner.optional = true;
                let name = &inner.name.text;
                match members.iter().position(|known| known.name.text == *name) {
                    Some(at) => {
                        let optional = members[at].optional;
                        let known = members[at].clone();
                        members[at] = self.member(place, (side, &known), (side, &inner));
                        members[at].optional = optional;
                    }
                    None => members.push(inner),
                }
            }
        }
        Object {
            open: flat.open,
            ..Object::of(members)
        }
    }
}

/// The values of a discriminator.
enum DiscriminatorValues {
    Listed(HashSet<String>),
    Any,
}

impl DiscriminatorValues {
    fn has(&self, value: &str) -> bool {
        match self {
            DiscriminatorValues::Listed(values) => values.contains(value),
            DiscriminatorValues::Any => true,
        }
    }
}
