//! The rules of objects: bases, members, branches.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::ir::{Branch, Builtin, Kind, Member, Name, Object, Payload, Type, TypeDef};
use crate::naming::c_name;

/// The longest chain of bases.
const DEEPEST: usize = 1000;

/// Reports bases, discriminators, branches and payloads that are not allowed, and removes
/// them.
pub(super) fn check(interface: &mut Interface, c_names: bool, diagnostics: &mut Diagnostics) {
    bases(interface, diagnostics);
    let mut without_branches = Vec::new();
    for definition in interface.types.values() {
        let Kind::Object(object) = &definition.kind else {
            continue;
        };
        if object.discriminator.is_some()
            && !(Branches {
                interface,
                definition,
                object,
                diagnostics,
                sound: true,
            })
            .check()
        {
            without_branches.push(definition.name.text.clone());
        }
    }
    for name in without_branches {
        with_object(interface, &name, |object| {
            object.discriminator = None;
            object.branches.clear();
            object.wrapper = None;
        });
    }
    let mut clashes = Clashes {
        interface,
        c_names,
        diagnostics,
    };
    clashes.report();
    payloads(interface, diagnostics);
}

fn with_object(interface: &mut Interface, name: &str, change: impl FnOnce(&mut Object)) {
    if let Some(TypeDef {
        kind: Kind::Object(object),
        ..
    }) = interface.types.get_mut(name)
    {
        change(object);
    }
}

/// Removes bases that are not plain objects, or that have the object as a base.
fn bases(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let mut bad = Vec::new();
    for (name, definition) in &interface.types {
        let Kind::Object(Object {
            base: Some(base), ..
        }) = &definition.kind
        else {
            continue;
        };
        let mut seen = HashSet::from([name.as_str()]);
        let mut at = Some(base);
        let mut message = None;
        while let Some(base) = at {
            if seen.len() > DEEPEST {
                message = Some(format!("the chain of bases is longer than {DEEPEST}"));
                break;
            }
            match interface.object(&base.text) {
                Some(object) if object.discriminator.is_none() => {
                    if !seen.insert(&base.text) {
                        message = Some(format!("`{name}` contains itself: it is its own base"));
                        break;
                    }
                    at = object.base.as_ref();
                }
                _ => {
                    message = Some(format!("the base `{}` is not a struct", base.text));
                    break;
                }
            }
        }
        if let Some(message) = message {
            bad.push(name.clone());
            diagnostics.push(problem(
                Code::BadUnion,
                &definition.name,
                base.span,
                message,
            ));
        }
    }
    for name in bad {
        with_object(interface, &name, |object| object.base = None);
    }
}

/// Checks the branches of an object against its discriminator.
struct Branches<'a> {
    interface: &'a Interface,
    definition: &'a TypeDef,
    object: &'a Object,
    diagnostics: &'a mut Diagnostics,
    sound: bool,
}

impl Branches<'_> {
    fn report(&mut self, place: Span, message: String) {
        self.report_as(Code::BadUnion, place, message);
        self.sound = false;
    }

    fn report_as(&mut self, code: Code, place: Span, message: String) {
        let problem = problem(code, &self.definition.name, place, message);
        self.diagnostics.push(problem);
    }

    fn check(mut self) -> bool {
        let object = self.object;
        let Some(discriminator) = &object.discriminator else {
            return true;
        };
        let members = self.interface.undescribed_members(object);
        match members.iter().find(|m| m.name.text == discriminator.text) {
            Some(member) => self.discriminator(discriminator, member),
            // The member is implied by the form.
            None if object.wrapper.is_some() => {}
            None => self.report(
                discriminator.span,
                format!(
                    "the discriminator `{}` is not a member of the base",
                    discriminator.text
                ),
            ),
        }
        if object.branches.is_empty() && self.interface.discriminator_values(object).is_empty() {
            self.report(discriminator.span, "the union has no branches".to_owned());
        }
        if object.wrapper.is_none() {
            for branch in &object.branches {
                let is_object = match &branch.ty {
                    Type::Named(name) => self.interface.object(name).is_some(),
                    _ => false,
                };
                if !is_object {
                    let value = &branch.value.text;
                    let message = format!(
                        "the branch `{value}` must be an object, and `{}` is not an object",
                        branch.ty
                    );
                    self.report(branch.value.span, message);
                }
            }
        }
        self.sound
    }

    fn discriminator(&mut self, discriminator: &Name, member: &Member) {
        let name = &discriminator.text;
        let definition = match &member.ty {
            Type::Named(name) => self.interface.ty(name),
            _ => None,
        };
        if member.ty == Type::Builtin(Builtin::Str) && !self.object.branches.is_empty() {
            let message = format!(
                "the discriminator `{name}` must be of an enum type; \
                 its values were taken from the branches"
            );
            return self.report_as(Code::OldSyntax, discriminator.span, message);
        }
        let Some(Kind::Enum(values)) = definition.map(|definition| &definition.kind) else {
            let message = format!("the discriminator `{name}` must be of an enum type");
            return self.report(discriminator.span, message);
        };
        if member.optional {
            self.report(
                discriminator.span,
                format!("the discriminator `{name}` must not be optional"),
            );
        }
        if member.metadata.condition.is_some() {
            let message = format!("the discriminator `{name}` must not be conditional");
            self.report_as(Code::SchemaRule, discriminator.span, message);
        }
        for branch in &self.object.branches {
            let value = &branch.value.text;
            if !values.iter().any(|known| known.name.text == *value) {
                let message = format!("the branch `{value}` is not a value of `{name}`");
                self.report(branch.value.span, message);
            }
        }
    }
}

/// Reports members, values and alternatives with the same name.
struct Clashes<'a> {
    interface: &'a Interface,
    c_names: bool,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Clashes<'a> {
    fn report(&mut self) {
        for definition in self.interface.types.values() {
            let owner = &definition.name;
            match &definition.kind {
                Kind::Enum(values) => {
                    self.unique(owner, "value", values.iter().map(|value| &value.name));
                }
                Kind::Alternate(alternatives) => {
                    let names = alternatives.iter().map(|a| &a.name);
                    self.unique(owner, "alternative", names);
                }
                Kind::Object(object) => self.object(owner, object),
            }
        }
        let commands = self.interface.commands.values();
        let events = self.interface.events.values();
        let payloads =
            (commands.map(|c| (&c.name, &c.arguments))).chain(events.map(|e| (&e.name, &e.data)));
        for (owner, payload) in payloads {
            let names = payload.members().iter().map(|m| &m.name);
            self.unique(owner, "member", names);
        }
    }

    /// The form in which names are compared.
    fn key<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.c_names {
            true => c_name(name),
            false => Cow::Borrowed(name),
        }
    }

    /// Reports names that are the same; returns all of them by the compared form.
    fn unique<'n>(
        &mut self,
        owner: &Name,
        what: &str,
        names: impl Iterator<Item = &'n Name>,
    ) -> HashMap<Cow<'n, str>, &'n str> {
        let mut seen = HashMap::new();
        for name in names {
            if let Some(first) = seen.insert(self.key(&name.text), &*name.text) {
                self.diagnostics.push(clash(owner, what, name, first));
            }
        }
        seen
    }

    /// Reports members of one JSON object with the same name: the object's own, those of
    /// its bases, and those of its branches, their branches, and so on. Each reachable
    /// object is checked once, since the number of paths may be exponential.
    fn object(&mut self, owner: &Name, object: &'a Object) {
        let members = self.interface.undescribed_members(object);
        let names = members.iter().map(|member| &member.name);
        let own = self.unique(owner, "member", names);
        let mut reached = HashSet::new();
        let mut branches: Vec<&Branch> = inline_branches(object).iter().rev().collect();
        while let Some(branch) = branches.pop() {
            let Type::Named(name) = &branch.ty else {
                continue;
            };
            let Some(inner) = self.interface.object(name) else {
                continue;
            };
            if *name == owner.text {
                let message = format!(
                    "`{}` contains itself through the branch `{}`",
                    owner.text, branch.value.text
                );
                let place = branch.value.span;
                self.diagnostics
                    .push(problem(Code::BadUnion, owner, place, message));
                continue;
            }
            if !reached.insert(name) {
                continue;
            }
            for member in self.interface.undescribed_members(inner) {
                if let Some(first) = own.get(&self.key(&member.name.text)) {
                    self.diagnostics
                        .push(clash(owner, "member", &member.name, first));
                }
            }
            branches.extend(inline_branches(inner).iter().rev());
        }
    }
}

/// The problem of two names that collide.
fn clash(owner: &Name, what: &str, name: &Name, first: &str) -> Diagnostic {
    let other = match name.text == first {
        true => "another of the same name".to_owned(),
        false => format!("`{first}`"),
    };
    let message = format!(
        "the {what} `{}` of `{}` collides with {other}",
        name.text, owner.text
    );
    problem(Code::Clash, owner, name.span, message)
}

/// The branches whose members are in the same JSON object as the object's own.
fn inline_branches(object: &Object) -> &[Branch] {
    match object.wrapper {
        Some(_) => &[],
        None => &object.branches,
    }
}

/// Reports arguments and data that are not objects.
fn payloads(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let objects: HashSet<String> = interface
        .types
        .values()
        .filter(|t| matches!(t.kind, Kind::Object(_)))
        .map(|t| t.name.text.clone())
        .collect();
    let payloads = (interface
        .commands
        .values_mut()
        .map(|c| (&c.name, &mut c.arguments)))
    .chain(
        interface
            .events
            .values_mut()
            .map(|e| (&e.name, &mut e.data)),
    );
    for (owner, payload) in payloads {
        if let Payload::Type(name) = payload
            && !objects.contains(&name.text)
        {
            let message = format!(
                "`data` of `{}` must be an object, and `{}` is not an object",
                owner.text, name.text
            );
            diagnostics.push(problem(Code::BadUnion, owner, name.span, message));
            *payload = Payload::Members(Vec::new());
        }
    }
}
