//! The rule of alternates: every alternative has another kind of JSON value.

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Builtin, Kind, Name, Type};

/// Reports alternatives that cannot be distinguished from others.
pub(super) fn check(interface: &Interface, diagnostics: &mut Diagnostics) {
    for definition in interface.types.values() {
        let Kind::Alternate(alternatives) = &definition.kind else {
            continue;
        };
        let owner = &definition.name;
        let mut kinds: Vec<(JsonKind, &Name)> = Vec::new();
        let mut reserved: Vec<(JsonKind, &Name)> = Vec::new();
        for alternative in alternatives {
            let name = &alternative.name;
            if !can_be_alternative(interface, &alternative.ty) {
                let message = format!(
                    "the alternative `{}` cannot be of the type `{}`",
                    name.text, alternative.ty
                );
                diagnostics.push(problem(Code::BadAlternate, owner, name.span, message));
                continue;
            }
            // Two alternatives of one kind of JSON value are an error. Two that only QEMU's
            // command line cannot distinguish are not: QMP sends JSON.
            let own = json_kinds(interface, &alternative.ty);
            let own_reserved = reserved_kinds(interface, &alternative.ty);
            let other = |kinds: &[(JsonKind, &'_ Name)], own: &[JsonKind]| {
                let mut kinds = kinds.iter();
                let found = kinds.find(|(kind, _)| own.contains(kind));
                found.map(|(_, name)| name.text.clone())
            };
            let clash = other(&kinds, &own).map(|other| (Code::BadAlternate, other));
            let clash = clash.or_else(|| {
                let other = other(&reserved, &own_reserved)?;
                Some((Code::SchemaRule, other))
            });
            if let Some((code, other)) = clash {
                let message = format!(
                    "the alternative `{}` cannot be distinguished from `{other}`",
                    name.text
                );
                diagnostics.push(problem(code, owner, name.span, message));
            }
            kinds.extend(own.into_iter().map(|kind| (kind, name)));
            reserved.extend(own_reserved.into_iter().map(|kind| (kind, name)));
        }
    }
}

/// The kinds of JSON value that alternates distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum JsonKind {
    Null,
    Bool,
    Number,
    Str,
    Array,
    Object,
}

const ALL: [JsonKind; 6] = [
    JsonKind::Null,
    JsonKind::Bool,
    JsonKind::Number,
    JsonKind::Str,
    JsonKind::Array,
    JsonKind::Object,
];

fn can_be_alternative(interface: &Interface, ty: &Type) -> bool {
    match ty {
        Type::Builtin(builtin) => *builtin != Builtin::Any,
        Type::Named(name) => !matches!(
            interface.ty(name).map(|def| &def.kind),
            Some(Kind::Alternate(_))
        ),
        Type::Array(_) => true,
    }
}

/// The kinds of JSON value that a type accepts.
pub(crate) fn json_kinds(interface: &Interface, ty: &Type) -> Vec<JsonKind> {
    let builtin = match ty {
        Type::Array(_) => return vec![JsonKind::Array],
        Type::Named(name) => match interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(_)) => return vec![JsonKind::Str],
            Some(Kind::Object(_)) => return vec![JsonKind::Object],
            // The kinds of a nested alternate are not computed.
            Some(Kind::Alternate(_)) | None => Builtin::Any,
        },
        Type::Builtin(builtin) => *builtin,
    };
    match builtin {
        Builtin::Str => vec![JsonKind::Str],
        Builtin::Bool => vec![JsonKind::Bool],
        Builtin::Null => vec![JsonKind::Null],
        Builtin::Any => ALL.to_vec(),
        _ => vec![JsonKind::Number],
    }
}

/// The kinds that no other alternative may have by the rules of QEMU's generator. On QEMU's
/// command line every value is text, so a string excludes numbers and booleans.
fn reserved_kinds(interface: &Interface, ty: &Type) -> Vec<JsonKind> {
    let mut kinds = json_kinds(interface, ty);
    let values = match ty {
        Type::Named(name) => match interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(values)) => Some(values),
            _ => None,
        },
        _ => None,
    };
    match values {
        Some(values) => {
            let names = || values.iter().map(|value| value.name.text.as_str());
            if names().any(|name| name == "on" || name == "off") {
                kinds.push(JsonKind::Bool);
            }
            if names()
                .any(|name| name.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c)))
            {
                kinds.push(JsonKind::Number);
            }
        }
        None if *ty == Type::Builtin(Builtin::Str) => {
            kinds.extend([JsonKind::Number, JsonKind::Bool]);
        }
        None => {}
    }
    kinds
}
