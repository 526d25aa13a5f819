//! Which types have conversions from others.

use std::collections::{HashMap, HashSet};

use super::arguments::ArgumentTypes;
use super::wrappers::{Wrappers, required_member};
use crate::ir::{Kind, Member, Object, Type};
use crate::resolve::Interface;

/// Which types have conversions from others.
pub(super) struct Conversions {
    /// The objects that convert from their only required member, and that member.
    from_member: HashMap<String, Member>,
    /// The types that implement `From`.
    convertible: HashSet<String>,
}

impl Conversions {
    pub(super) fn new(
        interface: &Interface,
        sent: &HashSet<String>,
        wrappers: &Wrappers,
        arguments: &ArgumentTypes,
    ) -> Self {
        let contents = contents_of_branches(interface, sent, wrappers);
        let mut from_member = HashMap::new();
        let mut convertible: HashSet<String> =
            arguments.separate_types().map(str::to_owned).collect();
        for definition in interface.types() {
            let name = &definition.name.text;
            if !sent.contains(name) {
                continue;
            }
            let is_convertible = match &definition.kind {
                Kind::Enum(_) => false,
                Kind::Alternate(_) => true,
                Kind::Object(object) if object.discriminator.is_some() => {
                    !has_required_members(interface, object)
                }
                Kind::Object(object) => match required_member(interface, object) {
                    Some((member, count)) if count == 1 || contents.contains(name.as_str()) => {
                        from_member.insert(name.clone(), member);
                        true
                    }
                    _ => false,
                },
            };
            if is_convertible {
                convertible.insert(name.clone());
            }
        }
        Conversions {
            from_member,
            convertible,
        }
    }

    /// The only required member of an object, if the object converts from it.
    pub(super) fn source_member(&self, name: &str) -> Option<&Member> {
        self.from_member.get(name)
    }

    /// Whether a type implements `From` for others.
    pub(super) fn is_convertible(&self, name: &str) -> bool {
        self.convertible.contains(name)
    }
}

/// The objects in the branches of unions that are sent.
fn contents_of_branches<'a>(
    interface: &'a Interface,
    sent: &HashSet<String>,
    wrappers: &'a Wrappers,
) -> HashSet<&'a str> {
    let unions = interface
        .types()
        .filter(|definition| sent.contains(&definition.name.text));
    let branches = unions.flat_map(|definition| match &definition.kind {
        Kind::Object(object) => object.branches.as_slice(),
        _ => &[],
    });
    let types = branches.flat_map(|branch| [&branch.ty, wrappers.content(&branch.ty)]);
    types.filter_map(Type::name).collect()
}

/// Whether a union has required members besides its discriminator.
pub(super) fn has_required_members(interface: &Interface, union: &Object) -> bool {
    let discriminator = union.discriminator.as_ref().map(|name| name.text.as_str());
    let members = interface.undescribed_members(union);
    let mut common = members
        .iter()
        .filter(|member| Some(member.name.text.as_str()) != discriminator);
    common.any(|member| !member.optional)
}
