//! Finds a type that can deserialize the values of two types.

use std::collections::HashSet;

use super::metadata::{both, newer_doc};
use super::place::{Place, Side};
use super::step::MergeStep;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Builtin, Kind, Member, Name, Type, TypeDef};
use crate::resolve::JsonKind;

/// A type and the side that it is from.
type Of<'t> = (Side, &'t Type);

impl MergeStep<'_> {
    /// Finds the type of a place that has a type on each side.
    pub(super) fn pair(&mut self, place: &Place, old: Of<'_>, new: Of<'_>) -> Type {
        // Two types with the same name are merged to one.
        if old.1 == new.1 {
            return new.1.clone();
        }
        let key = (old.0, old.1.clone(), new.0, new.1.clone());
        if let Some(known) = self.pairs.get(&key) {
            return known.clone();
        }
        if self.depth == DEEPEST {
            let message =
                format!("has types that changed, nested more than {DEEPEST} levels deep; {ANY}");
            self.changed(place, &message, OLDER);
            return Builtin::Any.into();
        }
        self.depth += 1;
        let ty = self.different(place, old, new);
        self.depth -= 1;
        self.pairs.insert(key, ty.clone());
        ty
    }

    /// Finds the type for two different types.
    fn different(&mut self, place: &Place, old: Of<'_>, new: Of<'_>) -> Type {
        match (old.1, new.1) {
            (Type::Builtin(Builtin::Any), _) | (_, Type::Builtin(Builtin::Any)) => {
                return Builtin::Any.into();
            }
            (Type::Builtin(one), Type::Builtin(other)) => {
                if let Some(number) = number(*one, *other) {
                    return number.into();
                }
                if range(*one).is_some() && range(*other).is_some() && old.0 != new.0 {
                    // QEMU corrects the sign of its numbers now and then. No integer
                    // has all values of both, and the others are not in use.
                    let (was, is) = (old.1, new.1);
                    let message =
                        format!("changed its type from `{was}` to `{is}`; the bindings use `{is}`");
                    self.changed(place, &message, OLDER);
                    return new.1.clone();
                }
            }
            (Type::Array(one), Type::Array(other)) => {
                return Type::array(self.pair(place, (old.0, one), (new.0, other)));
            }
            (Type::Named(one), Type::Named(other)) => {
                let one = self.side(old.0).get(one).cloned();
                let other = self.side(new.0).get(other).cloned();
                if let (Some(one), Some(other)) = (one, other)
                    && alike(&one.kind, &other.kind)
                    && !matches!(one.kind, Kind::Alternate(_))
                {
                    return self.named(place, (old.0, &one), (new.0, &other));
                }
            }
            // An enum keeps any string.
            (Type::Builtin(Builtin::Str), Type::Named(_)) if self.is_enum(new) => {
                return new.1.clone();
            }
            (Type::Named(_), Type::Builtin(Builtin::Str)) if self.is_enum(old) => {
                return old.1.clone();
            }
            _ => {}
        }
        self.alternatives(place, old, new)
    }

    fn is_enum(&self, (side, ty): Of<'_>) -> bool {
        match ty {
            Type::Named(name) => matches!(self.kind_of(side, name), Some(Kind::Enum(_))),
            _ => false,
        }
    }

    /// Two types of different names that are of one kind.
    fn named(
        &mut self,
        place: &Place,
        (old_side, old): (Side, &TypeDef),
        (new_side, new): (Side, &TypeDef),
    ) -> Type {
        let (one, other) = (old.name.text.clone(), new.name.text.clone());
        let ty = Type::Named(other.clone());
        let is_renamed = old_side != new_side
            && !self.side(new_side).contains_key(&one)
            && !self.side(old_side).contains_key(&other)
            && !self.renamed_to.contains(&other);
        if is_renamed {
            let metadata = both(&old.metadata, &new.metadata);
            self.renamed_to.insert(other.clone());
            self.remember((old_side, &one), (new_side, &other), &ty);
            let kind = self.kind(place, (old_side, &old.kind), (new_side, &new.kind));
            self.renamed.insert(one);
            self.out.insert(
                other,
                TypeDef {
                    name: new.name.clone(),
                    doc: newer_doc(&old.doc, &new.doc),
                    kind,
                    metadata,
                    nested: new.nested,
                },
            );
            return ty;
        }
        match (&old.kind, &new.kind) {
            (Kind::Enum(_), Kind::Enum(_)) => return ty,
            _ if self.covers((new_side, new), (old_side, old)) => return ty,
            _ if self.covers((old_side, old), (new_side, new)) => return Type::Named(one),
            _ => {}
        }
        // A type that was made for this place may change. Any other type is needed
        // unchanged.
        let name = if self.is_made_for(place, &one) {
            one.clone()
        } else {
            self.free(&place.name)
        };
        let ty = Type::Named(name.clone());
        self.remember((old_side, &one), (new_side, &other), &ty);
        // The name is taken from now on.
        let mut made = self.made_for(place, &name, new.kind.clone());
        made.doc = newer_doc(&old.doc, &new.doc);
        self.out.insert(name.clone(), made.clone());
        made.kind = self.kind(place, (old_side, &old.kind), (new_side, &new.kind));
        self.out.insert(name, made);
        ty
    }

    fn remember(&mut self, old: (Side, &str), new: (Side, &str), ty: &Type) {
        let named = |name: &str| Type::Named(name.to_owned());
        self.pairs
            .insert((old.0, named(old.1), new.0, named(new.1)), ty.clone());
    }

    /// Whether one object can deserialize all values of another without loss.
    fn covers(&self, whole: (Side, &TypeDef), part: (Side, &TypeDef)) -> bool {
        let name = |definition: &TypeDef| definition.name.text.clone();
        let mut open = vec![(name(whole.1), name(part.1))];
        let mut seen = HashSet::new();
        while let Some((one, other)) = open.pop() {
            if one == other || !seen.insert((one.clone(), other.clone())) {
                continue;
            }
            let (Some(object), Some(other)) = (
                self.object_of(whole.0, &one),
                self.object_of(part.0, &other),
            ) else {
                return false;
            };
            if object.discriminator.is_some() || other.discriminator.is_some() {
                return false;
            }
            let object = self.flattened(whole.0, object);
            let other = self.flattened(part.0, other);
            for member in &other {
                let name = &member.name.text;
                let Some(known) = object.iter().find(|known| known.name.text == *name) else {
                    return false;
                };
                let (mut one, mut other) = (&known.ty, &member.ty);
                while let (Type::Array(inner), Type::Array(element)) = (one, other) {
                    (one, other) = (&**inner, &**element);
                }
                match (one, other) {
                    (Type::Named(one), Type::Named(other)) => {
                        open.push((one.clone(), other.clone()));
                    }
                    _ if one != other => return false,
                    _ => {}
                }
                if member.optional && !known.optional {
                    return false;
                }
            }
            let there = |name: &str| other.iter().any(|known| known.name.text == name);
            if !object.iter().all(|m| m.optional || there(&m.name.text)) {
                return false;
            }
        }
        true
    }

    // --- definitions ----------------------------------------------------------

    /// A type that both sides have under one name.
    pub(super) fn definition(&mut self, old: &TypeDef, new: &TypeDef) -> TypeDef {
        let place = Place {
            what: format!("`{}`", new.name.text),
            name: new.name.text.clone(),
            old: old.name.span,
            new: new.name.span,
        };
        let kind = if alike(&old.kind, &new.kind) {
            self.kind(&place, (Side::Old, &old.kind), (Side::New, &new.kind))
        } else {
            self.changed_kind(&place, old, new)
        };
        TypeDef {
            name: new.name.clone(),
            doc: newer_doc(&old.doc, &new.doc),
            kind,
            metadata: both(&old.metadata, &new.metadata),
            nested: old.nested && new.nested,
        }
    }

    /// Merges two kinds that are alike.
    pub(super) fn kind(
        &mut self,
        place: &Place,
        (old_side, old): (Side, &Kind),
        (new_side, new): (Side, &Kind),
    ) -> Kind {
        match (old, new) {
            (Kind::Enum(old), Kind::Enum(new)) => Kind::Enum(self.values(old, new)),
            (Kind::Object(old), Kind::Object(new)) => {
                Kind::Object(self.object(place, (old_side, old), (new_side, new)))
            }
            (Kind::Alternate(old), Kind::Alternate(new)) => {
                let old = old.iter().map(|a| (old_side, a.clone())).collect();
                let new_list = new.iter().map(|a| (new_side, a.clone())).collect();
                let (list, apart) = self.combined(place, old, new_list);
                if !apart {
                    self.changed(
                        place,
                        "changed, and no alternate can contain both forms; the bindings use the new one",
                        OLDER,
                    );
                    return Kind::Alternate(new.clone());
                }
                Kind::Alternate(list)
            }
            _ => new.clone(),
        }
    }

    /// Merges a type whose kind changed: to an alternate of the old and the new type.
    fn changed_kind(&mut self, place: &Place, old: &TypeDef, new: &TypeDef) -> Kind {
        let mut list = |side: Side, definition: &TypeDef| match &definition.kind {
            Kind::Alternate(list) => list.iter().map(|a| (side, a.clone())).collect(),
            kind => {
                // The alternate gets the name, so the type gets another.
                let word = word(kind);
                let ty = self.make(place, word, side, kind.clone());
                if let Type::Named(name) = &ty
                    && let Some(made) = self.out.get_mut(name)
                {
                    made.doc = definition.doc.clone();
                }
                vec![(side, Member::new(Name::new(word, definition.name.span), ty))]
            }
        };
        let (one, other) = (list(Side::Old, old), list(Side::New, new));
        let (list, apart) = self.combined(place, one, other);
        if !apart {
            let (one, other) = (word(&old.kind), word(&new.kind));
            let message = format!(
                "changed from an {one} to an {other}, and no alternate can contain both; the bindings use \
                 the {other}"
            );
            self.changed(place, &message, OLDER);
            return new.kind.clone();
        }
        Kind::Alternate(list)
    }

    // --- alternates -----------------------------------------------------------

    /// An alternate of two types that have nothing in common, or of an alternate
    /// and another type.
    fn alternatives(&mut self, place: &Place, old: Of<'_>, new: Of<'_>) -> Type {
        let (one, other) = (self.list(place.old, old), self.list(place.new, new));
        let (before, after) = (one.clone(), other.clone());
        // A type in it may contain it.
        let name = match old.1 {
            Type::Named(name) if self.is_made_for(place, name) && self.is_alternate(old) => {
                name.clone()
            }
            _ => self.free(&place.name),
        };
        let own = Type::Named(name.clone());
        let mut made = self.made_for(place, &name, Kind::Alternate(Vec::new()));
        self.out.insert(name.clone(), made.clone());
        self.pairs
            .insert((old.0, old.1.clone(), new.0, new.1.clone()), own.clone());
        let (list, apart) = self.combined(place, one, other);
        made.kind = Kind::Alternate(list.clone());
        self.out.insert(name, made);
        if !apart {
            let (one, other) = (old.1, new.1);
            if old.0 == new.0 {
                // Branches that are merged into one object.
                let message =
                    format!("has the type `{one}` in one branch and `{other}` in another; {ANY}");
                self.changed(place, &message, "the other branch");
            } else {
                let message = format!("changed its type from `{one}` to `{other}`; {ANY}");
                self.changed(place, &message, OLDER);
            }
            return Builtin::Any.into();
        }
        let types =
            |list: &[Member]| -> HashSet<Type> { list.iter().map(|a| a.ty.clone()).collect() };
        let all = types(&list);
        if let [only] = &list[..] {
            return only.ty.clone();
        }
        // One of the two types may be that alternate already.
        for (of, own) in [(new, after), (old, before)] {
            let own: Vec<Member> = own.into_iter().map(|(_, a)| a).collect();
            if self.is_alternate(of) && types(&own) == all {
                return of.1.clone();
            }
        }
        own
    }

    /// Whether an earlier step made the type for this place.
    fn is_made_for(&self, place: &Place, name: &str) -> bool {
        let number = name.strip_prefix(&place.name);
        let number = number.map(|rest| rest.trim_start_matches('-'));
        self.history.made.contains(name)
            && number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
    }

    /// A definition of a type that is made for a place.
    fn made_for(&mut self, place: &Place, name: &str, kind: Kind) -> TypeDef {
        self.history.made.insert(name.to_owned());
        TypeDef {
            nested: true,
            ..TypeDef::new(Name::new(name, place.new), kind)
        }
    }

    fn is_alternate(&self, (side, ty): Of<'_>) -> bool {
        match ty {
            Type::Named(name) => matches!(self.kind_of(side, name), Some(Kind::Alternate(_))),
            _ => false,
        }
    }

    /// A type as a list of alternatives.
    fn list(&self, span: Span, (side, ty): Of<'_>) -> Vec<(Side, Member)> {
        if let Type::Named(name) = ty
            && let Some(Kind::Alternate(list)) = self.kind_of(side, name)
        {
            return list.iter().map(|a| (side, a.clone())).collect();
        }
        let name = match ty {
            Type::Named(name) => self.kind_of(side, name).map_or("value", word),
            Type::Array(_) => "list",
            Type::Builtin(Builtin::Str) => "string",
            Type::Builtin(Builtin::Bool) => "bool",
            Type::Builtin(Builtin::Null) => "null",
            Type::Builtin(Builtin::Any) => "value",
            Type::Builtin(_) => "number",
        };
        vec![(side, Member::new(Name::new(name, span), ty.clone()))]
    }

    /// Merges the alternatives of two alternates: those of one kind of JSON value are merged to
    /// one. Returns whether all can be distinguished.
    fn combined(
        &mut self,
        place: &Place,
        old: Vec<(Side, Member)>,
        new: Vec<(Side, Member)>,
    ) -> (Vec<Member>, bool) {
        let mut list: Vec<Member> = Vec::new();
        let mut old: Vec<_> = old.into_iter().map(Some).collect();
        for (side, mut alternative) in new {
            let kind = self.json_kind(side, &alternative.ty);
            for slot in &mut old {
                let same = slot
                    .as_ref()
                    .is_some_and(|(side, other)| self.json_kind(*side, &other.ty) == kind)
                    && kind.is_some();
                if let Some((other_side, other)) = slot.take_if(|_| same) {
                    let of = (other_side, &other.ty);
                    alternative.ty = self.pair(place, of, (side, &alternative.ty));
                    alternative.doc = newer_doc(&other.doc, &alternative.doc);
                    alternative.metadata = both(&other.metadata, &alternative.metadata);
                }
            }
            list.push(alternative);
        }
        for (_, mut alternative) in old.into_iter().flatten() {
            let name = alternative.name.text.clone();
            let taken = |list: &[Member], name: &str| list.iter().any(|a| a.name.text == name);
            let mut number = 1;
            while taken(&list, &alternative.name.text) {
                number += 1;
                alternative.name.text = format!("{name}-{number}");
            }
            list.push(alternative);
        }
        let apart = self.is_distinguishable(&list);
        (list, apart)
    }

    fn json_kind(&self, side: Side, ty: &Type) -> Option<JsonKind> {
        match ty {
            Type::Named(name) => self.kind_of(side, name).and_then(kind_of),
            ty => builtin_kind(ty),
        }
    }

    /// Whether a schema could have such an alternate.
    fn is_distinguishable(&self, list: &[Member]) -> bool {
        let definition = |ty: &Type| match ty {
            Type::Named(name) => self.out.get(name).map(|definition| &definition.kind),
            _ => None,
        };
        let mut taken = HashSet::new();
        list.iter().all(|alternative| {
            let definition = definition(&alternative.ty);
            let kind = match &alternative.ty {
                Type::Named(_) => definition.and_then(kind_of),
                ty => builtin_kind(ty),
            };
            let Some(kind) = kind else { return false };
            let mut kinds = vec![kind];
            match definition {
                // On QEMU's command line every value is text.
                Some(Kind::Enum(values)) => {
                    let mut names = values.iter().map(|value| value.name.text.as_str());
                    if names.clone().any(|name| name == "on" || name == "off") {
                        kinds.push(JsonKind::Bool);
                    }
                    let digit = |c: char| c.is_ascii_digit() || "-+.".contains(c);
                    if names.any(|name| name.starts_with(digit)) {
                        kinds.push(JsonKind::Number);
                    }
                }
                _ if kind == JsonKind::Str => kinds.extend([JsonKind::Number, JsonKind::Bool]),
                _ => {}
            }
            kinds.into_iter().all(|kind| taken.insert(kind))
        })
    }

    /// Reports a place for which no type was found, once for all releases.
    fn changed(&mut self, place: &Place, message: &str, label: &str) {
        let message = format!("{} {message}", place.what);
        if self.history.changed.insert(place.what.clone()) {
            self.diagnostics.push(
                Diagnostic::new(Code::TypeChanged, place.new, message).related(place.old, label),
            );
        }
    }
}

/// Whether two kinds can be merged member by member.
fn alike(one: &Kind, other: &Kind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// The deepest nesting of types that changed.
const DEEPEST: usize = 64;

/// The end of a message about a place for which no type was found.
const ANY: &str = "the bindings accept any JSON value";

/// The label of the related position in such a message.
const OLDER: &str = "the definition in the older release";

fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Enum(_) => "enum",
        Kind::Object(_) => "object",
        Kind::Alternate(_) => "alternate",
    }
}

/// The kind of JSON value; an alternate has several.
fn kind_of(kind: &Kind) -> Option<JsonKind> {
    match kind {
        Kind::Enum(_) => Some(JsonKind::Str),
        Kind::Object(_) => Some(JsonKind::Object),
        Kind::Alternate(_) => None,
    }
}

fn builtin_kind(ty: &Type) -> Option<JsonKind> {
    match ty {
        Type::Array(_) => Some(JsonKind::Array),
        Type::Named(_) | Type::Builtin(Builtin::Any) => None,
        Type::Builtin(Builtin::Str) => Some(JsonKind::Str),
        Type::Builtin(Builtin::Bool) => Some(JsonKind::Bool),
        Type::Builtin(Builtin::Null) => Some(JsonKind::Null),
        Type::Builtin(_) => Some(JsonKind::Number),
    }
}

/// The smallest number type that has all values of two others.
fn number(one: Builtin, other: Builtin) -> Option<Builtin> {
    let (a, b) = (range(one)?, range(other)?);
    if a == b {
        return Some(other);
    }
    let (Some(a), Some(b)) = (a, b) else {
        return Some(Builtin::Number);
    };
    let (least, most) = (a.0.min(b.0), a.1.max(b.1));
    // If one of the two has all values, its name is kept.
    let widths = [
        other,
        one,
        Builtin::Int8,
        Builtin::Uint8,
        Builtin::Int16,
        Builtin::Uint16,
        Builtin::Int32,
        Builtin::Uint32,
        Builtin::Int,
    ];
    widths.into_iter().find(|width| {
        range(*width)
            .flatten()
            .is_some_and(|(from, to)| from <= least && to >= most)
    })
}

/// The range of a number type: `None` for a type that is not a number, and no range for one
/// with fractions.
fn range(builtin: Builtin) -> Option<Option<(i128, i128)>> {
    let range = match builtin {
        Builtin::Str | Builtin::Bool | Builtin::Any | Builtin::Null => return None,
        Builtin::Number => return Some(None),
        Builtin::Int | Builtin::Int64 => (i64::MIN.into(), i64::MAX.into()),
        Builtin::Size | Builtin::Uint64 => (0, u64::MAX.into()),
        Builtin::Int8 => (i8::MIN.into(), i8::MAX.into()),
        Builtin::Int16 => (i16::MIN.into(), i16::MAX.into()),
        Builtin::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Builtin::Uint8 => (0, u8::MAX.into()),
        Builtin::Uint16 => (0, u16::MAX.into()),
        Builtin::Uint32 => (0, u32::MAX.into()),
    };
    Some(Some(range))
}
