//! The comparison of types with their declaration in the documents, at compile time.

use super::type_info::{Content, DocumentedMember, DocumentedType, FieldInfo, TypeInfo};
use super::words::{describe_kind, describe_type};

/// The direction in which a value travels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// From the server: the type must accept every value that is declared.
    Received,
    /// To the server: it must accept every value of the type.
    Sent,
}

/// Checks that a type can receive every value of a declared type. The error names `member`
/// and contains `place`, which says where the
/// member is documented.
///
/// # Panics
///
/// If it cannot. The function is called at compile time, and the panic is a compile error.
#[track_caller]
pub const fn check_received(info: &TypeInfo, declared: &DocumentedType, member: &str, place: &str) {
    check(info, declared, Direction::Received, member, place);
}

/// Checks that every value of a type can be sent as a declared type.
///
/// # Panics
///
/// As [`check_received`].
#[track_caller]
pub const fn check_sent(info: &TypeInfo, declared: &DocumentedType, member: &str, place: &str) {
    check(info, declared, Direction::Sent, member, place);
}

/// Checks a field of a struct. Other declarations than that of an object have no members.
#[track_caller]
pub(super) const fn check_field(
    declared: &DocumentedType,
    field: &FieldInfo,
    is_received: bool,
    subject: &str,
    place: &str,
) {
    let DocumentedType::Object(name, Some(members)) = declared else {
        return;
    };
    let direction = match is_received {
        true => Direction::Received,
        false => Direction::Sent,
    };
    let mut message = Message::of_object(subject, name);
    if !compare_field(field, members, direction, &mut message) {
        message.push("\n");
        message.push(place);
        message.panic();
    }
}

/// Checks that a struct that is sent has a field for every required member.
#[track_caller]
pub(super) const fn check_missing(
    declared: &DocumentedType,
    fields: &[FieldInfo],
    subject: &str,
    place: &str,
) {
    let DocumentedType::Object(name, Some(members)) = declared else {
        return;
    };
    let mut message = Message::of_object(subject, name);
    if !has_required(fields, members, &mut message) {
        message.push("\n");
        message.push(place);
        message.panic();
    }
}

#[track_caller]
const fn check(
    info: &TypeInfo,
    declared: &DocumentedType,
    direction: Direction,
    member: &str,
    place: &str,
) {
    let mut message = Message::new();
    message.push(member);
    message.push(" ");
    if !compare(info, declared, direction, &mut message) {
        message.push("\n");
        message.push(place);
        message.panic();
    }
}

/// Whether a type matches its declaration; if not, the message says why.
const fn compare(
    info: &TypeInfo,
    declared: &DocumentedType,
    direction: Direction,
    message: &mut Message,
) -> bool {
    match (info.content, declared) {
        (Content::Any, _) => true,
        (Content::Array(info), DocumentedType::Array(declared)) => {
            compare(info, declared, direction, message)
        }
        (Content::Enum(values, open), DocumentedType::Enum(name, listed)) => {
            message.push("is the enum `");
            message.push(name);
            message.push("`, ");
            enum_values(values, open, listed, direction, message)
        }
        (Content::NamedObject(own), DocumentedType::Object(name, _)) => {
            message.push("is the object `");
            message.push(name);
            message.push("`, but this type is checked as the object `");
            message.push(own);
            message.push("`");
            equal(own, name)
        }
        (Content::Object(fields), DocumentedType::Object(name, members)) => {
            message.push("is the object `");
            message.push(name);
            message.push("`, ");
            object_members(name, fields, *members, direction, message)
        }
        (_, DocumentedType::Alternate(several)) => {
            message.push(match direction {
                Direction::Received => {
                    "is an alternate, but this type cannot receive all of its types; use \
                     `serde_json::Value`"
                }
                Direction::Sent => {
                    "is an alternate, but this type cannot be sent as any of its types"
                }
            });
            let mut i = 0;
            while i < several.len() {
                let fits = compare(info, &several[i], direction, &mut Message::new());
                // Any of them may be received; for sending, one that fits is sufficient.
                match direction {
                    Direction::Received if !fits => return false,
                    Direction::Sent if fits => return true,
                    _ => {}
                }
                i += 1;
            }
            matches!(direction, Direction::Received)
        }
        (_, DocumentedType::Scalar(kind)) => {
            let (words, rust) = describe_kind(*kind);
            message.mismatch(words, info, direction);
            message.push("; use `");
            message.push(rust);
            message.push("`");
            kinds(info, direction) & *kind != 0
        }
        (_, DocumentedType::Enum(..)) => {
            message.mismatch("an enum", info, direction);
            message.push("; use an enum with `#[derive(QmpEnum)]`");
            kinds(info, direction) & TypeInfo::Enum != 0
        }
        (_, DocumentedType::Object(..)) => {
            message.mismatch("an object", info, direction);
            message.push("; use a struct with `#[derive(QmpObject)]`");
            kinds(info, direction) & TypeInfo::Object != 0
        }
        (_, DocumentedType::Array(_)) => {
            message.mismatch("an array", info, direction);
            message.push("; use a `Vec`");
            false
        }
    }
}

const fn kinds(info: &TypeInfo, direction: Direction) -> u32 {
    match direction {
        Direction::Received => info.receives,
        Direction::Sent => info.sends,
    }
}

const fn enum_values(
    values: &[&str],
    open: bool,
    listed: &[&str],
    direction: Direction,
    message: &mut Message,
) -> bool {
    if let Some(unknown) = first_not_in(values, listed) {
        message.push("which has no value `");
        message.push(unknown);
        message.push("`; its values are ");
        message.list(listed);
        return false;
    }
    if matches!(direction, Direction::Received)
        && !open
        && let Some(lacking) = first_not_in(listed, values)
    {
        message.push("but this type has no variant for its value `");
        message.push(lacking);
        message.push("`; add it, or a variant marked `#[qmp(other)]` for all others");
        return false;
    }
    true
}

const fn object_members(
    name: &str,
    fields: &[FieldInfo],
    members: Option<&[DocumentedMember]>,
    direction: Direction,
    message: &mut Message,
) -> bool {
    let Some(members) = members else {
        message.push("which is nested too deeply to be checked here; add `#[qmp(name = \"");
        message.push(name);
        message.push("\")]` to this type");
        return false;
    };
    let mut i = 0;
    while i < fields.len() {
        if !compare_field(&fields[i], members, direction, message) {
            return false;
        }
        i += 1;
    }
    match direction {
        Direction::Received => true,
        Direction::Sent => has_required(fields, members, message),
    }
}

/// Whether a field matches the member of its name; if not, the message says why.
const fn compare_field(
    field: &FieldInfo,
    members: &[DocumentedMember],
    direction: Direction,
    message: &mut Message,
) -> bool {
    let mut at = 0;
    while at < members.len() && !equal(members[at].name, field.name) {
        at += 1;
    }
    if at == members.len() {
        message.push("which has no member `");
        message.push(field.name);
        message.push("`");
        return false;
    }
    let member = &members[at];
    let accepts_absence = field.info.may_be_absent || field.has_default;
    if matches!(direction, Direction::Received) && member.optional && !accepts_absence {
        message.push("whose member `");
        message.push(field.name);
        message.push("` is optional; use an `Option`, or add `#[qmp(default)]`");
        return false;
    }
    if matches!(direction, Direction::Sent) && !member.optional && field.info.may_be_absent {
        message.push("whose member `");
        message.push(field.name);
        message.push("` is required; use the type without `Option`");
        return false;
    }
    let mut inner = Message::new();
    inner.push("whose member `");
    inner.push(field.name);
    inner.push("` ");
    if !compare(&field.info, &member.ty, direction, &mut inner) {
        message.push(inner.text());
        return false;
    }
    true
}

/// Whether there is a field for every required member; if not, the message names one.
const fn has_required(
    fields: &[FieldInfo],
    members: &[DocumentedMember],
    message: &mut Message,
) -> bool {
    let mut at = 0;
    while at < members.len() {
        if !members[at].optional && !has_field(fields, members[at].name) {
            message.push("whose member `");
            message.push(members[at].name);
            message.push("` is required; add a field for it");
            return false;
        }
        at += 1;
    }
    true
}

const fn has_field(fields: &[FieldInfo], name: &str) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if equal(fields[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

/// The first name that is not among the others.
const fn first_not_in<'a>(names: &[&'a str], others: &[&str]) -> Option<&'a str> {
    let mut i = 0;
    // Both are mostly in the same order, so the search continues after the last match.
    let mut at = 0;
    while i < names.len() {
        let mut tried = 0;
        while tried < others.len() && !equal(names[i], others[at % others.len()]) {
            at += 1;
            tried += 1;
        }
        if tried == others.len() {
            return Some(names[i]);
        }
        i += 1;
    }
    None
}

/// `==` is not available in constants.
const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// A text that is built at compile time, where nothing can be allocated.
struct Message {
    bytes: [u8; Message::ROOM],
    length: usize,
}

impl Message {
    const ROOM: usize = 1024;
    const LISTED: usize = 12;

    const fn new() -> Self {
        Message {
            bytes: [0; Message::ROOM],
            length: 0,
        }
    }

    /// The start of a message about the object `name`.
    const fn of_object(subject: &str, name: &str) -> Self {
        let mut message = Message::new();
        message.push(subject);
        message.push(" is the object `");
        message.push(name);
        message.push("`, ");
        message
    }

    /// Adds the declared kind and that of the type.
    const fn mismatch(&mut self, declared: &str, info: &TypeInfo, direction: Direction) {
        self.push("is ");
        self.push(declared);
        self.push(", but this type is for ");
        self.push(describe_type(
            info,
            matches!(direction, Direction::Received),
        ));
    }

    /// Adds a text if there is room for all of it.
    const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        if self.length + text.len() > Message::ROOM {
            return;
        }
        let mut i = 0;
        while i < text.len() {
            self.bytes[self.length] = text[i];
            self.length += 1;
            i += 1;
        }
    }

    /// Adds a list of names, at most [`Message::LISTED`] of them.
    const fn list(&mut self, names: &[&str]) {
        let mut i = 0;
        while i < names.len() {
            if i == Message::LISTED {
                self.push(", and more");
                return;
            }
            self.push(if i == 0 { "`" } else { ", `" });
            self.push(names[i]);
            self.push("`");
            i += 1;
        }
    }

    const fn text(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "this type does not match the documents",
        }
    }

    #[track_caller]
    #[allow(clippy::panic)]
    const fn panic(&self) -> ! {
        panic!("{}", self.text())
    }
}
