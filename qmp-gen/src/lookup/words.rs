//! Describes types in words, for messages.

use crate::ir::{Builtin, EnumValue, Kind, Type};
use crate::resolve::Interface;

/// The number of values that are listed.
const LISTED: usize = 12;

impl Interface {
    /// Describes a type in words, such as `a string`.
    ///
    /// ```
    /// use qmp_gen::ir::Type;
    /// use qmp_gen::{Builtin, Run};
    ///
    /// let run = Run::of_builtin(Builtin::Qemu);
    /// let ty = Type::array(Type::Named("SnapshotInfo".to_owned()));
    /// assert_eq!(run.interface.describe_type(&ty), "an array, each element the object `SnapshotInfo`");
    /// ```
    #[doc(hidden)]
    pub fn describe_type(&self, ty: &Type) -> String {
        self.describe_type_within(ty, false)
    }

    /// An alternate may contain itself: within another it is only named.
    fn describe_type_within(&self, ty: &Type, an_alternate: bool) -> String {
        match ty {
            Type::Builtin(builtin) => builtin_words(*builtin).to_owned(),
            Type::Array(element) => {
                let element = self.describe_type_within(element, an_alternate);
                format!("an array, each element {element}")
            }
            Type::Named(name) => match self.ty(name).map(|definition| &definition.kind) {
                Some(Kind::Enum(values)) => format!("the enum `{name}` ({})", listed(values)),
                Some(Kind::Object(_)) => format!("the object `{name}`"),
                Some(Kind::Alternate(_)) if an_alternate => format!("the alternate `{name}`"),
                Some(Kind::Alternate(alternatives)) => {
                    let words: Vec<String> = alternatives
                        .iter()
                        .map(|alternative| self.describe_type_within(&alternative.ty, true))
                        .collect();
                    format!("the alternate `{name}` ({})", words.join(", or "))
                }
                None => format!("`{name}`"),
            },
        }
    }
}

fn listed(values: &[EnumValue]) -> String {
    let mut words: Vec<String> = values
        .iter()
        .take(LISTED)
        .map(|value| format!("`{}`", value.name.text))
        .collect();
    if values.len() > LISTED {
        words.push(format!("and {} more", values.len() - LISTED));
    }
    words.join(", ")
}

fn builtin_words(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Str => "a string",
        Builtin::Int => "a signed 64-bit integer (`int`)",
        Builtin::Number => "a number (`number`)",
        Builtin::Bool => "a boolean",
        Builtin::Any => "any value",
        Builtin::Null => "`null`",
        Builtin::Size => "a size in bytes, an unsigned 64-bit integer (`size`)",
        Builtin::Int8 => "a signed 8-bit integer (`int8`)",
        Builtin::Int16 => "a signed 16-bit integer (`int16`)",
        Builtin::Int32 => "a signed 32-bit integer (`int32`)",
        Builtin::Int64 => "a signed 64-bit integer (`int64`)",
        Builtin::Uint8 => "an unsigned 8-bit integer (`uint8`)",
        Builtin::Uint16 => "an unsigned 16-bit integer (`uint16`)",
        Builtin::Uint32 => "an unsigned 32-bit integer (`uint32`)",
        Builtin::Uint64 => "an unsigned 64-bit integer (`uint64`)",
    }
}
