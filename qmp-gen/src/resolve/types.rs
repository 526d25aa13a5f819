//! The rules that types keep.

use std::collections::HashSet;

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::ir::{Builtin, Kind, Member, Name, Object, Payload, Type};

/// Reports types that are named and not defined; each becomes `any`.
pub(super) fn references(checked: &mut Checked, diagnostics: &mut Diagnostics) {
    let known: HashSet<String> = checked.types.keys().cloned().collect();
    let mut lookup = Lookup { known, diagnostics };
    for command in checked.commands.values_mut() {
        lookup.payload(&mut command.arguments);
        if let Some(returns) = &mut command.returns {
            lookup.ty(returns, command.name.span);
        }
    }
    for event in checked.events.values_mut() {
        lookup.payload(&mut event.data);
    }
    for definition in checked.types.values_mut() {
        match &mut definition.kind {
            Kind::Enum(_) => {}
            Kind::Object(object) => {
                lookup.members(&mut object.members);
                for branch in &mut object.branches {
                    lookup.ty(&mut branch.ty, branch.value.span);
                }
                if object.base.as_ref().is_some_and(|base| !lookup.known(base)) {
                    object.base = None;
                }
            }
            Kind::Alternate(alternatives) => lookup.members(alternatives),
        }
    }
}

struct Lookup<'a> {
    known: HashSet<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Lookup<'_> {
    fn known(&mut self, name: &Name) -> bool {
        let known = self.known.contains(&name.text);
        if !known {
            self.diagnostics.push(Diagnostic::new(
                Code::UnknownType,
                name.span,
                format!("no document defines the type `{}`", name.text),
            ));
        }
        known
    }

    fn ty(&mut self, ty: &mut Type, span: Span) {
        match ty {
            Type::Builtin(_) => {}
            Type::Named(name) => {
                if !self.known(&Name {
                    text: name.clone(),
                    span,
                }) {
                    *ty = Builtin::Any.into();
                }
            }
            Type::Array(element) => self.ty(element, span),
        }
    }

    fn members(&mut self, members: &mut [Member]) {
        for member in members {
            self.ty(&mut member.ty, member.name.span);
        }
    }

    fn payload(&mut self, payload: &mut Payload) {
        match payload {
            Payload::Members(members) => self.members(members),
            Payload::Type(name) => {
                if !self.known(name) {
                    *payload = Payload::Members(Vec::new());
                }
            }
        }
    }
}

/// Reports bases, discriminators, branches and payloads that can't be; the
/// object goes on without them.
pub(super) fn objects(checked: &mut Checked, diagnostics: &mut Diagnostics) {
    bases(checked, diagnostics);
    let mut without_branches = Vec::new();
    for (name, definition) in &checked.types {
        let Kind::Object(object) = &definition.kind else {
            continue;
        };
        if let Some(discriminator) = &object.discriminator
            && !branches(checked, object, discriminator, diagnostics)
        {
            without_branches.push(name.clone());
        }
    }
    for name in without_branches {
        if let Some(definition) = checked.types.get_mut(&name)
            && let Kind::Object(object) = &mut definition.kind
        {
            object.discriminator = None;
            object.branches.clear();
        }
    }
    let objects: HashSet<String> = checked
        .types
        .values()
        .filter(|t| matches!(t.kind, Kind::Object(_)))
        .map(|t| t.name.text.clone())
        .collect();
    let payloads = (checked.commands.values_mut().map(|c| &mut c.arguments))
        .chain(checked.events.values_mut().map(|e| &mut e.data));
    for payload in payloads {
        if let Payload::Type(name) = payload
            && !objects.contains(&name.text)
        {
            diagnostics.push(Diagnostic::new(
                Code::BadUnion,
                name.span,
                format!(
                    "`{}` is no object, and arguments and data are one",
                    name.text
                ),
            ));
            *payload = Payload::Members(Vec::new());
        }
    }
}

/// Cuts bases that are no object or that lead back to where they began.
fn bases(checked: &mut Checked, diagnostics: &mut Diagnostics) {
    let mut bad = Vec::new();
    for (name, definition) in &checked.types {
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
            match checked.object(&base.text) {
                None => message = Some(format!("the base `{}` is no object", base.text)),
                Some(_) if !seen.insert(&base.text) => {
                    message = Some(format!("`{name}` is its own base"));
                }
                Some(object) => {
                    at = object.base.as_ref();
                    continue;
                }
            }
            break;
        }
        if let Some(message) = message {
            bad.push(name.clone());
            diagnostics.push(Diagnostic::new(Code::BadUnion, base.span, message));
        }
    }
    for name in bad {
        if let Some(definition) = checked.types.get_mut(&name)
            && let Kind::Object(object) = &mut definition.kind
        {
            object.base = None;
        }
    }
}

/// Whether the branches of an object can be told apart by its discriminator.
fn branches(
    checked: &Checked,
    object: &Object,
    discriminator: &Name,
    diagnostics: &mut Diagnostics,
) -> bool {
    let before = diagnostics.len();
    let mut report = |span, message: String| {
        diagnostics.push(Diagnostic::new(Code::BadUnion, span, message));
    };
    let members = checked.members(object);
    let Some(member) = members.iter().find(|m| m.name.text == discriminator.text) else {
        report(
            discriminator.span,
            format!("the object has no member `{}`", discriminator.text),
        );
        return false;
    };
    let definition = match &member.ty {
        Type::Named(name) => checked.ty(name),
        _ => None,
    };
    let Some(Kind::Enum(values)) = definition.map(|definition| &definition.kind) else {
        report(
            discriminator.span,
            format!("the discriminator `{}` is no enum", discriminator.text),
        );
        return false;
    };
    for branch in &object.branches {
        if !values
            .iter()
            .any(|value| value.name.text == branch.value.text)
        {
            let what = format!(
                "`{}` is no value of `{}`",
                branch.value.text, discriminator.text
            );
            report(branch.value.span, what);
        }
        let Type::Named(name) = &branch.ty else {
            report(
                branch.value.span,
                format!("the branch is {}, no object", branch.ty),
            );
            continue;
        };
        match checked.object(name) {
            Some(own) => {
                for own in checked.members(own) {
                    if members.iter().any(|m| m.name.text == own.name.text) {
                        let what = format!("the branch's member `{}` is common too", own.name.text);
                        report(branch.value.span, what);
                    }
                }
            }
            None => report(
                branch.value.span,
                format!("the branch `{name}` is no object"),
            ),
        }
    }
    diagnostics.len() == before
}

/// Reports alternates of which two alternatives are the same kind of JSON
/// value.
pub(super) fn alternates(checked: &Checked, diagnostics: &mut Diagnostics) {
    for definition in checked.types.values() {
        let Kind::Alternate(alternatives) = &definition.kind else {
            continue;
        };
        let mut kinds: Vec<(JsonKind, &Name)> = Vec::new();
        for alternative in alternatives {
            for kind in json_kinds(checked, &alternative.ty) {
                match kinds.iter().find(|(seen, _)| *seen == kind) {
                    Some((_, first)) => diagnostics.push(
                        Diagnostic::new(
                            Code::BadAlternate,
                            alternative.name.span,
                            format!(
                                "`{}` can't be told from `{}`",
                                alternative.name.text, first.text
                            ),
                        )
                        .related(first.span, "the other alternative"),
                    ),
                    None => kinds.push((kind, &alternative.name)),
                }
            }
        }
    }
}

/// The kinds of JSON value, as far as alternates tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum JsonKind {
    Null,
    Bool,
    Number,
    Str,
    Array,
    Object,
}

/// The kinds of JSON value that a type takes.
pub(crate) fn json_kinds(checked: &Checked, ty: &Type) -> Vec<JsonKind> {
    let builtin = match ty {
        Type::Array(_) => return vec![JsonKind::Array],
        Type::Named(name) => match checked.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(_)) => return vec![JsonKind::Str],
            Some(Kind::Object(_)) => return vec![JsonKind::Object],
            // An alternate in an alternate takes whatever that takes.
            Some(Kind::Alternate(_)) | None => Builtin::Any,
        },
        Type::Builtin(builtin) => *builtin,
    };
    match builtin {
        Builtin::Str => vec![JsonKind::Str],
        Builtin::Bool => vec![JsonKind::Bool],
        Builtin::Null => vec![JsonKind::Null],
        Builtin::Any => vec![
            JsonKind::Null,
            JsonKind::Bool,
            JsonKind::Number,
            JsonKind::Str,
            JsonKind::Array,
            JsonKind::Object,
        ],
        _ => vec![JsonKind::Number],
    }
}

/// The members that lead back to the object they are in. One that does so
/// without ever being optional, or in an array, makes a type without values.
pub(super) fn recursion(
    checked: &Checked,
    diagnostics: &mut Diagnostics,
) -> HashSet<(String, String)> {
    let mut boxed = HashSet::new();
    for (name, definition) in &checked.types {
        for (member, inner, required) in edges(checked, &definition.kind) {
            if !reaches(checked, &inner, name, false) {
                continue;
            }
            boxed.insert((name.clone(), member.text.clone()));
            if required && reaches(checked, &inner, name, true) {
                diagnostics.push(Diagnostic::new(
                    Code::InfiniteType,
                    member.span,
                    format!(
                        "`{name}` contains itself through `{}` without end",
                        member.text
                    ),
                ));
            }
        }
    }
    boxed
}

/// The objects that stand in an object in place: each with the member, and with
/// whether it has to be there.
fn edges(checked: &Checked, kind: &Kind) -> Vec<(Name, String, bool)> {
    let named = |ty: &Type| match ty {
        Type::Named(name) => Some(name.clone()),
        _ => None,
    };
    match kind {
        Kind::Enum(_) => Vec::new(),
        Kind::Object(object) => {
            let members = checked.members(object);
            let members = members
                .iter()
                .filter_map(|m| Some((m.name.clone(), named(&m.ty)?, !m.optional)));
            let branches = object.branches.iter();
            let branches = branches.filter_map(|b| Some((b.value.clone(), named(&b.ty)?, false)));
            members.chain(branches).collect()
        }
        Kind::Alternate(alternatives) => alternatives
            .iter()
            .filter_map(|a| Some((a.name.clone(), named(&a.ty)?, false)))
            .collect(),
    }
}

/// Whether `from` contains `to` in place, through required members alone if so
/// asked.
fn reaches(checked: &Checked, from: &str, to: &str, required_only: bool) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name.clone())
            && let Some(definition) = checked.ty(&name)
        {
            let edges = edges(checked, &definition.kind);
            open.extend(
                edges
                    .into_iter()
                    .filter(|(.., req)| *req || !required_only)
                    .map(|(_, ty, _)| ty),
            );
        }
    }
    false
}
