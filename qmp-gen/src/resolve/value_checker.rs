//! Compares JSON values with types.

use std::fmt;

use serde_json::Value;

use super::interface::Interface;
use crate::ir::{Builtin, Kind, Member, Name, Object, Payload, Type};

/// A difference between a value and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The path in the value, such as `a.b[0]`; empty for the value itself.
    pub path: String,
    /// The difference.
    pub message: String,
    /// Whether it can be read regardless, as an unlisted member or enum value can.
    pub readable: bool,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "`{path}`: {}", self.message),
        }
    }
}

/// Compares values with types.
pub(super) struct ValueChecker<'a> {
    pub(super) interface: &'a Interface,
    pub(super) differences: Vec<Difference>,
}

impl<'a> ValueChecker<'a> {
    pub(super) fn new(interface: &'a Interface) -> Self {
        ValueChecker {
            interface,
            differences: Vec::new(),
        }
    }

    /// Compares arguments or data. If `open`, they may have further members.
    pub(super) fn payload(&mut self, value: &Value, payload: &Payload, open: bool) {
        match payload {
            Payload::Members(members) => self.members("", value, members, open),
            Payload::Type(name) => self.named("", value, &name.text),
        }
    }

    /// Compares a reply; `None` is the type of a command that returns nothing.
    pub(super) fn reply(&mut self, value: &Value, returns: Option<&Type>) {
        match returns {
            Some(ty) => self.value("", value, ty),
            None => self.members("", value, &[], false),
        }
    }

    fn differs(&mut self, path: &str, message: String, readable: bool) {
        self.differences.push(Difference {
            path: path.to_owned(),
            message,
            readable,
        });
    }

    /// Compares a value with a type.
    pub(super) fn value(&mut self, path: &str, value: &Value, ty: &Type) {
        match ty {
            Type::Builtin(builtin) => {
                if !fits(value, *builtin) {
                    self.differs(path, format!("expected `{}`", builtin.name()), false);
                }
            }
            Type::Array(element) => match value.as_array() {
                Some(elements) => {
                    for (i, value) in elements.iter().enumerate() {
                        self.value(&format!("{path}[{i}]"), value, element);
                    }
                }
                None => self.differs(path, "expected an array".to_owned(), false),
            },
            Type::Named(name) => self.named(path, value, name),
        }
    }

    fn named(&mut self, path: &str, value: &Value, name: &str) {
        let interface = self.interface;
        match interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(values)) => match value.as_str() {
                Some(text) if values.iter().any(|value| value.name.text == text) => {}
                Some(text) => {
                    self.differs(path, format!("`{text}` is not a value of `{name}`"), true)
                }
                None => self.differs(path, "expected a string".to_owned(), false),
            },
            Some(Kind::Object(object)) => self.object(path, value, object),
            Some(Kind::Alternate(alternatives)) => {
                let fits = alternatives.iter().any(|alternative| {
                    let mut inner = ValueChecker::new(interface);
                    inner.value(path, value, &alternative.ty);
                    inner
                        .differences
                        .iter()
                        .all(|difference| difference.readable)
                });
                if !fits {
                    self.differs(
                        path,
                        format!("no alternative of `{name}` has this type"),
                        true,
                    );
                }
            }
            None => {}
        }
    }

    fn object(&mut self, path: &str, value: &Value, object: &Object) {
        let mut members = self.interface.members(object);
        if let (Some(discriminator), Some(wrapper)) = (&object.discriminator, &object.wrapper) {
            return self.wrapped(path, value, object, discriminator, wrapper);
        }
        // A branch may have branches, too.
        let mut at = Some(object);
        while let Some(object) = at {
            at = None;
            let Some(discriminator) = &object.discriminator else {
                break;
            };
            let chosen = value.get(&discriminator.text).and_then(Value::as_str);
            let mut branches = object.branches.iter();
            let branch = branches.find(|b| Some(b.value.text.as_str()) == chosen);
            if let Some(Type::Named(name)) = branch.map(|branch| &branch.ty)
                && let Some(branch) = self.interface.object(name)
            {
                members.extend(self.interface.members(branch));
                at = Some(branch);
            }
        }
        self.members(path, value, &members, object.open);
    }

    /// Compares an object whose branch is in a wrapper.
    fn wrapped(
        &mut self,
        path: &str,
        value: &Value,
        object: &Object,
        discriminator: &Name,
        wrapper: &str,
    ) {
        let mut members = self.interface.members(object);
        let implied = |name: &str, ty: Type| Member::new(Name::new(name, discriminator.span), ty);
        if !members.iter().any(|m| m.name.text == discriminator.text) {
            members.push(implied(&discriminator.text, Builtin::Str.into()));
        }
        let chosen = value.get(&discriminator.text).and_then(Value::as_str);
        let branch = object
            .branches
            .iter()
            .find(|b| Some(b.value.text.as_str()) == chosen);
        if let Some(branch) = branch {
            members.push(implied(wrapper, branch.ty.clone()));
        }
        self.members(path, value, &members, object.open || branch.is_none());
    }

    /// Compares an object with the members that it may have.
    pub(super) fn members(&mut self, path: &str, value: &Value, members: &[Member], open: bool) {
        let Some(object) = value.as_object() else {
            self.differs(path, "expected an object".to_owned(), false);
            return;
        };
        let inner = |name: &str| match path {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        for member in members {
            match object.get(&member.name.text) {
                Some(Value::Null) if member.optional => {}
                Some(value) => self.value(&inner(&member.name.text), value, &member.ty),
                None if member.optional => {}
                None => {
                    let name = &member.name.text;
                    self.differs(&inner(name), "required member is missing".to_owned(), false);
                }
            }
        }
        for name in object.keys() {
            if !open && !members.iter().any(|member| member.name.text == *name) {
                self.differs(&inner(name), "unknown member".to_owned(), true);
            }
        }
    }
}

fn fits(value: &Value, builtin: Builtin) -> bool {
    let int = |least: i64, most: u64| match (value.as_i64(), value.as_u64()) {
        (Some(value), _) if value < 0 => value >= least,
        (_, Some(value)) => value <= most,
        _ => false,
    };
    match builtin {
        Builtin::Str => value.is_string(),
        Builtin::Number => value.is_number(),
        Builtin::Bool => value.is_boolean(),
        Builtin::Any => true,
        Builtin::Null => value.is_null(),
        Builtin::Int | Builtin::Int64 => value.is_i64(),
        Builtin::Size | Builtin::Uint64 => value.is_u64(),
        Builtin::Int8 => int(i8::MIN.into(), i8::MAX as u64),
        Builtin::Int16 => int(i16::MIN.into(), i16::MAX as u64),
        Builtin::Int32 => int(i32::MIN.into(), i32::MAX as u64),
        Builtin::Uint8 => int(0, u8::MAX.into()),
        Builtin::Uint16 => int(0, u16::MAX.into()),
        Builtin::Uint32 => int(0, u32::MAX.into()),
    }
}
