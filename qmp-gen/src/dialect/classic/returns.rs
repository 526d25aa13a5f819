//! Lowers the return value of a command: objects described one after another. The first is
//! the value or its elements; the others are referred to by name.

use serde_json::Value;

use super::body::ListEntry;
use super::context::{ListContext, MemberList, NamedObject};
use super::entry::TableEntry;
use super::inference::{self, ExampleValues};
use super::list_intro::{self, ListIntro, ListTarget, Shape, stem};
use super::lowering::Lowering;
use super::prose;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Branch, Builtin, Doc, EnumValue, Kind, Member, Name, Object, Type};

/// A list that describes an object, with the text before it.
pub(crate) struct ObjectDescription<'a> {
    /// The text before the list, parsed.
    pub(crate) intro: ListIntro,
    /// Where that text, or else the list, begins.
    pub(crate) span: Span,
    /// The list.
    pub(crate) items: &'a [ListEntry],
}

/// An object that a command's section describes.
struct DescribedObject<'a> {
    listing: &'a ObjectDescription<'a>,
    /// The noun that refers to it; `None` for the return value itself.
    noun: Option<String>,
    /// The object that it is one form of.
    group: Option<String>,
}

impl Lowering<'_> {
    /// The type that a command returns; `None` if it returns nothing.
    pub(crate) fn returns(
        &mut self,
        command: &Name,
        shape: Option<Shape>,
        listings: &[ObjectDescription<'_>],
        shown: &ExampleValues<'_>,
    ) -> Option<Type> {
        if listings.is_empty() {
            return self.returns_shown(command, shape, shown);
        }
        let parts = parts(listings);
        let root = self.claim(&[&command.text, "Return"]);
        let mut context = ListContext {
            root: Some(root.clone()),
            ..ListContext::default()
        };
        let groups = self.references(command, &parts, &mut context);
        for part in parts.iter().filter(|part| part.group.is_none()) {
            let name = match &part.noun {
                None => root.clone(),
                Some(noun) => type_of(&context, noun),
            };
            let shown = if part.noun.is_none() {
                shown.returned.as_slice()
            } else {
                &[]
            };
            let path = [command.text.as_str(), part.noun.as_deref().unwrap_or("")];
            let MemberList { members, open } =
                self.listed(&mut context, &path, part.listing.items, shown);
            let object = Object {
                open,
                ..Object::of(members)
            };
            let doc = match &part.noun {
                None => of_return(command),
                Some(noun) => Doc::paragraph(&format!(
                    "A {noun} in the return value of '{}'.",
                    command.text
                )),
            };
            self.define(name, part.listing.span, doc, Kind::Object(object));
        }
        for group in groups {
            self.group(command, &group, &parts, &mut context);
        }
        self.report_unused(&parts, &context);
        let array = match shape {
            Some(Shape::Array) => true,
            Some(_) => false,
            None => !shown.returned.is_empty() && shown.returned.iter().all(|v| v.is_array()),
        };
        let ty = Type::Named(root);
        Some(if array { Type::array(ty) } else { ty })
    }

    /// The type of a return value that no list describes.
    fn returns_shown(
        &mut self,
        command: &Name,
        shape: Option<Shape>,
        shown: &ExampleValues<'_>,
    ) -> Option<Type> {
        if shape == Some(Shape::Nothing) {
            return None;
        }
        if let Some(Shape::Scalar(builtin)) = shape {
            return Some(builtin.into());
        }
        let is_empty = |value: &&Value| value.as_object().is_some_and(serde_json::Map::is_empty);
        if shape.is_none() && !shown.returned.is_empty() && shown.returned.iter().all(is_empty) {
            return None;
        }
        let path = [command.text.as_str(), "Return"];
        if let Some(ty) = self.infer(&path, command.span, &shown.returned) {
            self.report(Diagnostic::new(
                Code::TypeFromExample,
                command.span,
                format!("the return value of `{}` is not described", command.text),
            ));
            return Some(ty);
        }
        self.report(Diagnostic::new(
            Code::MissingReturn,
            command.span,
            format!("the type that `{}` returns is not stated", command.text),
        ));
        Some(match shape {
            Some(Shape::Array) => Type::array(Builtin::Any.into()),
            _ => Builtin::Any.into(),
        })
    }

    /// Defines a type name for every object that has a noun, and returns the names of the
    /// groups.
    fn references(
        &mut self,
        command: &Name,
        parts: &[DescribedObject<'_>],
        context: &mut ListContext,
    ) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for part in parts {
            let Some(noun) = &part.noun else { continue };
            let ty = match &part.group {
                None => self.claim(&[&command.text, noun]),
                Some(group) if groups.contains(group) => type_of(context, group),
                Some(group) => {
                    let ty = self.claim(&[&command.text, group]);
                    groups.push(group.clone());
                    let words = stem(group);
                    context.references.push(NamedObject {
                        words,
                        ty: ty.clone(),
                        used: false,
                    });
                    ty
                }
            };
            context.references.push(NamedObject {
                words: stem(noun),
                ty,
                used: false,
            });
        }
        groups
    }

    /// Defines an object that has several forms. If each form has a fixed value for the same
    /// member, that member is the discriminator. Otherwise members that a form lacks are
    /// optional.
    fn group(
        &mut self,
        command: &Name,
        group: &str,
        parts: &[DescribedObject<'_>],
        context: &mut ListContext,
    ) {
        let name = type_of(context, group);
        let forms: Vec<(&DescribedObject<'_>, MemberList)> = parts
            .iter()
            .filter(|part| part.group.as_deref() == Some(group))
            .map(|part| {
                let path = [command.text.as_str(), part.noun.as_deref().unwrap_or(group)];
                (part, self.listed(context, &path, part.listing.items, &[]))
            })
            .collect();
        let Some((first, _)) = forms.first() else {
            return;
        };
        let span = first.listing.span;
        let in_all = |member: &Member| {
            forms
                .iter()
                .all(|(_, l)| l.members.iter().any(|m| m.name.text == member.name.text))
        };
        let mut object = Object::default();
        for member in forms.iter().flat_map(|(_, listed)| &listed.members) {
            if object
                .members
                .iter()
                .all(|m| m.name.text != member.name.text)
            {
                let mut member = member.clone();
                member.optional |= !in_all(&member);
                object.members.push(member);
            }
        }
        let fixed: Vec<_> = forms
            .iter()
            .filter_map(|(part, _)| self.fixed(part.listing.items))
            .collect();
        if let Some((discriminator, _)) = fixed.first()
            && fixed.len() == forms.len()
            && fixed
                .iter()
                .all(|(name, _)| name.text == discriminator.text)
        {
            self.branches(command, group, &mut object, &fixed, &forms);
        }
        self.define(name, span, Doc::default(), Kind::Object(object));
    }

    /// Turns an object with a fixed member in each form into one with branches.
    fn branches(
        &mut self,
        command: &Name,
        group: &str,
        object: &mut Object,
        fixed: &[(Name, String)],
        forms: &[(&DescribedObject<'_>, MemberList)],
    ) {
        let Some((discriminator, _)) = fixed.first() else {
            return;
        };
        let path = [command.text.as_str(), group, discriminator.text.as_str()];
        let values = fixed
            .iter()
            .map(|(name, value)| EnumValue::new(Name::new(value, name.span)));
        // One enum of all values replaces each form's enum of one value.
        for (_, listed) in forms {
            let own = listed
                .members
                .iter()
                .find(|m| m.name.text == discriminator.text);
            if let Some(Type::Named(own)) = own.map(|member| &member.ty) {
                self.schema.types.retain(|def| def.name.text != *own);
            }
        }
        let ty = self.define_enum(&path, discriminator.span, Doc::default(), values);
        if let Some(member) = object
            .members
            .iter_mut()
            .find(|m| m.name.text == discriminator.text)
        {
            member.ty = ty;
        }
        object.discriminator = Some(discriminator.clone());
        for ((part, listed), (name, value)) in forms.iter().zip(fixed) {
            let own: Vec<Member> = listed
                .members
                .iter()
                .filter(|m| {
                    object
                        .members
                        .iter()
                        .any(|o| o.optional && o.name.text == m.name.text)
                })
                .filter(|m| !m.optional)
                .cloned()
                .collect();
            if own.is_empty() {
                continue;
            }
            let type_name = self.claim(&[&command.text, part.noun.as_deref().unwrap_or(value)]);
            let members = Kind::Object(Object::of(own));
            let ty = self.define(type_name, part.listing.span, Doc::default(), members);
            let value = Name::new(value, name.span);
            object.branches.push(Branch::new(value, ty));
        }
        let in_branch: Vec<String> = forms
            .iter()
            .flat_map(|(_, listed)| &listed.members)
            .filter(|m| !m.optional)
            .map(|m| m.name.text.clone())
            .collect();
        object
            .members
            .retain(|m| !m.optional || !in_branch.contains(&m.name.text));
    }

    /// The member of a form that always has the same value.
    fn fixed(&self, items: &[ListEntry]) -> Option<(Name, String)> {
        items.iter().find_map(|item| {
            let value = prose::read(self.text(item.text)).fixed?;
            Some((item.names.first()?.clone(), value))
        })
    }

    fn report_unused(&mut self, parts: &[DescribedObject<'_>], context: &ListContext) {
        for part in parts {
            let Some(noun) = &part.noun else { continue };
            let words = stem(part.group.as_ref().unwrap_or(noun));
            let used = context.references.iter().any(|reference| {
                reference.used && (reference.words == words || reference.words == stem(noun))
            });
            if !used {
                let ty = type_of(context, part.group.as_ref().unwrap_or(noun));
                self.schema.types.retain(|def| def.name.text != ty);
                self.report(Diagnostic::new(
                    Code::UnusedObject,
                    part.listing.span,
                    format!("no member refers to the object \"{noun}\""),
                ));
            }
        }
    }

    /// Decides by the examples what a list without a label describes: arguments, the return
    /// value, or the values of a member of either.
    pub(crate) fn unlabelled(
        &mut self,
        command: &Name,
        items: &[ListEntry],
        shown: &ExampleValues<'_>,
        entry: Option<&TableEntry>,
    ) -> Unlabelled {
        let requests: Vec<&Value> = shown
            .arguments
            .iter()
            .copied()
            .filter(|v| v.is_object())
            .collect();
        let filled = |v: &&Value| !v.as_object().is_some_and(serde_json::Map::is_empty);
        let returned: Vec<&Value> = shown.returned.iter().copied().filter(filled).collect();
        let in_table = |name: &Name| {
            let arguments = entry.map_or(&[][..], |entry| &entry.arguments);
            arguments.iter().any(|a| a.name.text == name.text)
        };
        let of_reply = requests.is_empty()
            && (!returned.is_empty() || !shown.arguments.is_empty())
            && !items.iter().flat_map(|item| &item.names).any(in_table);
        let values = if of_reply { returned } else { requests };
        let path: &[&str] = if of_reply {
            &[&command.text, "Return"]
        } else {
            &[&command.text]
        };
        let mut level: Vec<&ListEntry> = items.iter().collect();
        loop {
            let shows = |name: &Name| !inference::member(&values, &name.text).is_empty();
            let names: Vec<&Name> = level.iter().flat_map(|item| &item.names).collect();
            let vocabulary = names.iter().any(|name| says(&values, &name.text));
            if vocabulary && !names.iter().any(|name| shows(name)) {
                return self.vocabulary(command, path, &level, &values, of_reply);
            }
            // A name that is in no example may be that of the whole value.
            let inner: Vec<&ListEntry> = level.iter().flat_map(|item| item.items()).collect();
            let inner_names = inner.iter().flat_map(|item| &item.names);
            let deeper = !names.iter().any(|name| shows(name))
                && inner_names
                    .clone()
                    .any(|name| shows(name) || says(&values, &name.text));
            let deeper = deeper || {
                let inner_says = inner_names.clone().any(|name| says(&values, &name.text));
                inner_says && !inner_names.clone().any(shows)
            };
            if !deeper {
                break;
            }
            level = inner;
        }
        let mut context = ListContext::of_arguments(entry.filter(|_| !of_reply));
        let root = of_reply.then(|| self.claim(path));
        let mut listed = self.listed(&mut context, path, level, &values);
        if !of_reply {
            // Without a label, no member is known to be required.
            for member in &mut listed.members {
                member.optional = true;
            }
        }
        match root {
            None => Unlabelled::Arguments(listed),
            Some(root) => {
                let array = !values.is_empty() && values.iter().all(|v| v.is_array());
                let object = Object::of(listed.members);
                let doc = of_return(command);
                let ty = self.define(root, command.span, doc, Kind::Object(object));
                Unlabelled::Return(if array { Type::array(ty) } else { ty })
            }
        }
    }

    /// A list that names the values which the examples show in a member.
    fn vocabulary(
        &mut self,
        command: &Name,
        path: &[&str],
        items: &[&ListEntry],
        values: &[&Value],
        of_reply: bool,
    ) -> Unlabelled {
        let vocabulary: Vec<EnumValue> = items
            .iter()
            .flat_map(|item| item.names.iter().map(move |name| (item, name)))
            .map(|(item, name)| EnumValue {
                doc: Doc::paragraph(&prose::read(self.text(item.text)).plain),
                ..EnumValue::new(name.clone())
            })
            .collect();
        if of_reply {
            let ty = self.infer_from(&vocabulary, path, command.span, values);
            return Unlabelled::Return(ty.unwrap_or(Builtin::Any.into()));
        }
        Unlabelled::Arguments(MemberList {
            members: self.infer_members_from(&vocabulary, path, command.span, values),
            open: false,
        })
    }
}

/// The documentation of the type of a return value.
fn of_return(command: &Name) -> Doc {
    Doc::paragraph(&format!("The return value of '{}'.", command.text))
}

/// What a list without a label describes.
pub(crate) enum Unlabelled {
    /// The arguments.
    Arguments(MemberList),
    /// The return value.
    Return(Type),
}

/// Finds the list that describes the return value, and the nouns of the others.
fn parts<'a>(listings: &'a [ObjectDescription<'a>]) -> Vec<DescribedObject<'a>> {
    let main = listings
        .iter()
        .position(|listing| listing.intro.described == Some(ListTarget::Main))
        .unwrap_or(0);
    let alternatives = listings
        .iter()
        .find_map(|listing| listing.intro.alternatives.as_ref());
    let mut parts = Vec::new();
    for (i, listing) in listings.iter().enumerate() {
        let noun = match &listing.intro.described {
            _ if i == main => None,
            Some(ListTarget::Named(noun)) => Some(noun.clone()),
            _ => continue,
        };
        let group = alternatives.and_then(|(group, forms)| {
            let noun = stem(noun.as_deref()?);
            forms
                .iter()
                .any(|form| stem(form) == noun)
                .then(|| group.clone())
        });
        parts.push(DescribedObject {
            listing,
            noun,
            group,
        });
    }
    parts
}

fn type_of(context: &ListContext, noun: &str) -> String {
    let words = stem(noun);
    let found = context
        .references
        .iter()
        .find(|reference| reference.words == words);
    found.map_or_else(String::new, |reference| reference.ty.clone())
}

/// Whether any of `values` contains the string `word`.
fn says(values: &[&Value], word: &str) -> bool {
    values.iter().any(|value| match value {
        Value::String(text) => text == word,
        Value::Array(elements) => says(&elements.iter().collect::<Vec<_>>(), word),
        Value::Object(object) => says(&object.values().collect::<Vec<_>>(), word),
        _ => false,
    })
}

/// The shape of the return value and the object that a list describes, from the text before
/// the list.
pub(crate) fn list_intro_of(text: &str) -> ListIntro {
    list_intro::read(text)
}
