//! Descriptions of types for errors, at compile time.

use super::type_info::{Content, TypeInfo};

/// A kind of scalar: its bit, its description, and the type of Rust for it.
type Kind = (u32, &'static str, &'static str);

/// The kinds, the wider before the narrower.
const KINDS: [Kind; 16] = [
    (TypeInfo::Str, "a string", "String"),
    (TypeInfo::Bool, "a boolean", "bool"),
    (TypeInfo::Number, "a number", "f64"),
    (TypeInfo::Int, "a signed 64-bit integer", "i64"),
    (TypeInfo::Uint64, "an unsigned 64-bit integer", "u64"),
    (TypeInfo::Int32, "a signed 32-bit integer", "i32"),
    (TypeInfo::Uint32, "an unsigned 32-bit integer", "u32"),
    (TypeInfo::Int16, "a signed 16-bit integer", "i16"),
    (TypeInfo::Uint16, "an unsigned 16-bit integer", "u16"),
    (TypeInfo::Int8, "a signed 8-bit integer", "i8"),
    (TypeInfo::Uint8, "an unsigned 8-bit integer", "u8"),
    (TypeInfo::Null, "`null`", "()"),
    (TypeInfo::Enum, "an enum", "String"),
    (TypeInfo::Object, "an object", "serde_json::Value"),
    (TypeInfo::Alternate, "an alternate", "serde_json::Value"),
    (TypeInfo::Any, "any value", "serde_json::Value"),
];

/// The description of a declared kind, and the type of Rust for it.
pub(super) const fn describe_kind(kind: u32) -> (&'static str, &'static str) {
    let mut i = 0;
    while i < KINDS.len() {
        if KINDS[i].0 & kind != 0 {
            return (KINDS[i].1, KINDS[i].2);
        }
        i += 1;
    }
    ("any value", "serde_json::Value")
}

/// The description of a type of Rust: the widest kind that it receives, or the narrowest that
/// it is sent as.
pub(super) const fn describe_type(info: &TypeInfo, is_received: bool) -> &'static str {
    match info.content {
        Content::Array(_) => "an array",
        Content::Enum(..) => "an enum",
        Content::NamedObject(_) | Content::Object(_) => "an object",
        Content::Any => "any value",
        Content::Scalar if is_received && info.receives == 0 => "a value that can only be sent",
        Content::Scalar if is_received => describe_kind(info.receives).0,
        Content::Scalar => {
            // Any scalar may be sent as any value, and all strings as an alternate.
            let wide = TypeInfo::Any | TypeInfo::Alternate;
            let mut i = KINDS.len();
            while i > 0 {
                i -= 1;
                if KINDS[i].0 & info.sends & !wide != 0 {
                    return KINDS[i].1;
                }
            }
            "a value that can only be received"
        }
    }
}
