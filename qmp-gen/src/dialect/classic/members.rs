//! From the entries of a list to the members of an object.

use serde_json::Value;

use super::body::{Content, EntryMark, ListEntry};
use super::context::{ListContext, MemberList, NamedObject};
use super::inference;
use super::list_intro::stem;
use super::lowering::Lowering;
use super::prose::{self, Prose, TypeHint};

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Builtin, Doc, EnumValue, Kind, Member, Name, Object, Type};

impl Lowering<'_> {
    /// Reads a list. `values` are what examples show in its place.
    pub(crate) fn listed<'i>(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        items: impl IntoIterator<Item = &'i ListEntry>,
        values: &[&Value],
    ) -> MemberList {
        let mut listed = MemberList::default();
        for item in items {
            if !item.names.is_empty() {
                for name in &item.names {
                    let member = self.member(context, path, item, name, values);
                    self.add(&mut listed.members, member);
                }
            } else if item.items().any(|item| !item.names.is_empty()) {
                // A heading over members that are all optional.
                let children: Vec<&ListEntry> = item.items().collect();
                for child in children {
                    for name in &child.names {
                        let mut member = self.member(context, path, child, name, values);
                        member.optional = true;
                        self.add(&mut listed.members, member);
                    }
                }
            } else if item.mark == EntryMark::Dash {
                listed.open = true;
            }
        }
        self.relax(context, path, &mut listed.members, values);
        listed
    }

    pub(super) fn add(&mut self, members: &mut Vec<Member>, member: Member) {
        match members.iter().find(|m| m.name.text == member.name.text) {
            None => members.push(member),
            // The same member on two architectures.
            Some(first) if first.optional && member.optional => {}
            Some(first) => {
                let first = first.name.span;
                self.report(
                    Diagnostic::new(
                        Code::DuplicateMember,
                        member.name.span,
                        format!("duplicate member `{}`", member.name.text),
                    )
                    .related(first, "the first is here"),
                );
            }
        }
    }

    /// Makes members optional that an example lacks. Requests in examples are meant to succeed,
    /// so members that they omit can't be required.
    fn relax(
        &mut self,
        context: &ListContext,
        path: &[&str],
        members: &mut [Member],
        values: &[&Value],
    ) {
        let objects: Vec<_> = inference::objects(values).collect();
        let mut omitted: Vec<String> = Vec::new();
        let mut place = None;
        for member in members {
            let lacking = objects.iter().any(|o| !o.contains_key(&member.name.text));
            if lacking && !member.optional && !context.is_required(path, &member.name.text) {
                member.optional = true;
                place = place.or(Some(member.name.span));
                omitted.push(format!("`{}`", member.name.text));
            }
        }
        if let Some(span) = place {
            self.report(Diagnostic::new(
                Code::ExampleOmits,
                span,
                format!("an example omits {}", omitted.join(", ")),
            ));
        }
    }

    pub(super) fn member(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        item: &ListEntry,
        name: &Name,
        values: &[&Value],
    ) -> Member {
        let prose = self.prose(item);
        let path: Vec<&str> = path.iter().copied().chain([name.text.as_str()]).collect();
        let shown = inference::member(values, &name.text);
        let mut ty = self.type_of(context, &path, item, name, &prose, &shown);
        if item.mark == EntryMark::Array && !matches!(ty, Type::Array(_)) {
            ty = Type::array(ty);
        }
        let mut member = Member::new(name.clone(), ty);
        member.optional = prose.optional;
        member.doc = self.doc(item, &prose);
        member.metadata.since = prose.since;
        member
    }

    /// Parses the running text of an entry, and of those entries in it that have no names.
    fn prose(&self, item: &ListEntry) -> Prose {
        let mut text = String::new();
        let unnamed = item.items().filter(|item| item.names.is_empty());
        for span in item.texts().chain(unnamed.flat_map(ListEntry::texts)) {
            if !text.is_empty() {
                // Ends the sentence that the text before has begun.
                text.push_str(".\n");
            }
            text.push_str(self.text(span));
        }
        prose::read(&text)
    }

    fn doc(&self, item: &ListEntry, prose: &Prose) -> Doc {
        // A single text is documentation without the notes about its type.
        if item.content.is_empty() {
            return Doc::paragraph(&prose.plain);
        }
        let mut doc = Doc::paragraph(&prose::read(self.text(item.text)).plain);
        for content in &item.content {
            match content {
                Content::Text(span) => doc.push_paragraph(self.text(*span)),
                Content::Items(items) => {
                    for item in items.iter().filter(|item| item.names.is_empty()) {
                        doc.push_paragraph(self.text(item.text));
                    }
                }
            }
        }
        doc
    }

    fn type_of(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        item: &ListEntry,
        name: &Name,
        prose: &Prose,
        shown: &[&Value],
    ) -> Type {
        if let Some(TypeHint::Builtin(builtin, true)) = &prose.hint {
            let message = format!(
                "misspelled type of `{}`; it was read as `{}`",
                name.text,
                builtin.name()
            );
            self.report(Diagnostic::new(Code::MisspelledType, item.text, message));
        }
        if let Some(ty) = self.enumerated(path, item, name, prose, shown) {
            return ty;
        }
        let named: Vec<&ListEntry> = item.items().filter(|item| !item.names.is_empty()).collect();
        if !named.is_empty() || item.items().any(|child| child.items().next().is_some()) {
            return self.nested(context, path, item, prose, shown);
        }
        let found = match &prose.hint {
            Some(TypeHint::Builtin(builtin, _)) => return (*builtin).into(),
            Some(TypeHint::Object) => self.object(context, path, name, prose, shown),
            Some(TypeHint::Array(element)) => {
                let element = self.element(context, path, name, prose, element.as_deref(), shown);
                Some(Type::array(element.unwrap_or(Builtin::Any.into())))
            }
            Some(TypeHint::Named(of)) => {
                let table = context.in_table(path);
                Some(self.named(path, name, of, prose, shown, table))
            }
            None if context.in_table(path).is_some() => context.in_table(path),
            None => self.infer(path, name.span, shown).inspect(|_| {
                self.diagnostics.push(Diagnostic::new(
                    Code::TypeFromExample,
                    name.span,
                    format!("the type of `{}` is not stated", name.text),
                ));
            }),
        };
        found.unwrap_or_else(|| {
            self.report(Diagnostic::new(
                Code::MissingType,
                name.span,
                format!("the type of `{}` is not stated", name.text),
            ));
            Builtin::Any.into()
        })
    }

    /// An enum, where the text or the entries in it list values.
    fn enumerated(
        &mut self,
        path: &[&str],
        item: &ListEntry,
        name: &Name,
        prose: &Prose,
        shown: &[&Value],
    ) -> Option<Type> {
        let (array, hint) = match &prose.hint {
            Some(TypeHint::Array(element)) => (true, element.as_deref()),
            hint => (false, hint.as_ref()),
        };
        let text = matches!(hint, None | Some(TypeHint::Named(_)))
            || matches!(hint, Some(TypeHint::Builtin(Builtin::Str, _)));
        let children: Vec<&ListEntry> =
            item.items().filter(|item| !item.names.is_empty()).collect();
        let values: Vec<EnumValue> = if !text {
            Vec::new()
        } else if !children.is_empty() {
            let typed = children
                .iter()
                .any(|child| self.prose(child).hint.is_some());
            if hint.is_none()
                && (typed || children.iter().any(|child| child.mark != EntryMark::None))
            {
                return None;
            }
            children
                .iter()
                .flat_map(|child| child.names.iter().map(move |name| (child, name)))
                .map(|(child, name)| EnumValue {
                    doc: self.doc(child, &self.prose(child)),
                    ..EnumValue::new(name.clone())
                })
                .collect()
        } else if hint.is_none() && shown.iter().any(|v| !v.is_string() && !v.is_array()) {
            Vec::new()
        } else {
            let values = prose.values.iter().chain(&prose.fixed);
            values
                .map(|value| EnumValue::new(Name::new(value, item.text)))
                .collect()
        };
        if values.is_empty() {
            return None;
        }
        let doc = self.doc(item, prose);
        let ty = self.define_enum(path, name.span, doc, values);
        Some(if array { Type::array(ty) } else { ty })
    }

    /// An object whose members are listed in the entry.
    fn nested(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        item: &ListEntry,
        prose: &Prose,
        shown: &[&Value],
    ) -> Type {
        let items: Vec<&ListEntry> = item.items().collect();
        // `actions array:` with one entry that is the array itself.
        if let [only] = items.as_slice()
            && item.mark == EntryMark::Array
            && let Some(name) = only.names.first()
        {
            let only_prose = self.prose(only);
            if matches!(only_prose.hint, Some(TypeHint::Array(_))) {
                return self.type_of(context, path, only, name, &only_prose, shown);
            }
        }
        let span = item.span();
        let type_name = self.claim(path);
        let object = match self.cases(context, path, &items, shown) {
            Some(object) => object,
            None => {
                let mut object = Object::default();
                for (_, items) in item.lists() {
                    let listed = self.listed(context, path, items, shown);
                    for member in listed.members {
                        self.add(&mut object.members, member);
                    }
                }
                object
            }
        };
        let doc = self.doc(item, prose);
        let ty = self.define(type_name, span, doc, Kind::Object(object));
        match prose.hint {
            Some(TypeHint::Array(_)) => Type::array(ty),
            _ if !shown.is_empty() && shown.iter().all(|v| v.is_array()) => Type::array(ty),
            _ => ty,
        }
    }

    fn object(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        name: &Name,
        prose: &Prose,
        shown: &[&Value],
    ) -> Option<Type> {
        if prose.recursive
            && let Some(root) = &context.root
        {
            return Some(Type::Named(root.clone()));
        }
        refer(context, name, &prose.plain).or_else(|| self.infer(path, name.span, shown))
    }

    fn element(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        name: &Name,
        prose: &Prose,
        hint: Option<&TypeHint>,
        shown: &[&Value],
    ) -> Option<Type> {
        let elements: Vec<&Value> = shown
            .iter()
            .filter_map(|v| v.as_array())
            .flatten()
            .collect();
        match hint {
            Some(TypeHint::Builtin(builtin, _)) => return Some((*builtin).into()),
            Some(TypeHint::Named(of)) => {
                return Some(self.named(path, name, of, prose, &elements, None));
            }
            _ => {}
        }
        if let Some(ty) = refer(context, name, &prose.plain) {
            return Some(ty);
        }
        if prose.recursive
            && let Some(root) = &context.root
        {
            return Some(Type::Named(root.clone()));
        }
        let words = stem(&prose.whole);
        let text = words.iter().any(|word| word == "string" || word == "enum")
            && !words.iter().any(|word| word == "union");
        self.infer(path, name.span, &elements)
            .or(text.then_some(Builtin::Str.into()))
            .or_else(|| {
                self.report(Diagnostic::new(
                    Code::MissingType,
                    name.span,
                    format!("the type of the elements of `{}` is not stated", name.text),
                ));
                None
            })
    }

    /// The type for a type name without a description, inferred from the default or from the
    /// examples.
    fn named(
        &mut self,
        path: &[&str],
        name: &Name,
        of: &str,
        prose: &Prose,
        shown: &[&Value],
        table: Option<Type>,
    ) -> Type {
        let ty = match (&prose.default, table) {
            (_, Some(ty)) => ty,
            (Some(_), None) => Builtin::Str.into(),
            (None, None) => {
                let shown = self.infer(path, name.span, shown);
                shown.unwrap_or(Builtin::Any.into())
            }
        };
        self.report(Diagnostic::new(
            Code::UndefinedType,
            name.span,
            format!(
                "the type `{of}` of `{}` is not described; it was read as `{ty}`",
                name.text
            ),
        ));
        ty
    }
}

/// The described object that a text refers to: by the member's name, or by the
/// longest of their names that the text contains.
fn refer(context: &mut ListContext, name: &Name, text: &str) -> Option<Type> {
    let own = stem(&name.text);
    let words = stem(text);
    let matches = |reference: &NamedObject| {
        let n = reference.words.len();
        reference.words == own || words.windows(n.max(1)).any(|w| w == reference.words)
    };
    let best = context
        .references
        .iter_mut()
        .filter(|reference| matches(reference))
        .max_by_key(|reference| (reference.words == own, reference.words.len()))?;
    best.used = true;
    Some(Type::Named(best.ty.clone()))
}
