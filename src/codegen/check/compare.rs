//! Comparing what a type is with what the documents say, while compiling.

use super::type_info::{Content, Documented, Field, Form, Member};

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// From the server: the type has to hold whatever may come.
    Received,
    /// To the server: it has to take whatever the type gives.
    Sent,
}

/// Checks that a type holds whatever the documents say may come. `member` is what
/// they say it of, `place` where.
///
/// # Panics
///
/// Where it does not: it is called while compiling, and the panic is the error.
#[track_caller]
pub const fn check_held(form: &Form, said: &Documented, member: &str, place: &str) {
    check(form, said, Direction::Received, member, place);
}

/// Checks that the documents take whatever a type gives.
///
/// # Panics
///
/// As [`check_held`].
#[track_caller]
pub const fn check_given(form: &Form, said: &Documented, member: &str, place: &str) {
    check(form, said, Direction::Sent, member, place);
}

#[track_caller]
const fn check(form: &Form, said: &Documented, way: Direction, member: &str, place: &str) {
    let mut message = Message::new();
    message.push(member);
    message.push(" ");
    if !compare(form, said, way, &mut message) {
        message.push("; documented at ");
        message.push(place);
        message.panic();
    }
}

/// Whether a type fits; where it does not, the message says why.
const fn compare(form: &Form, said: &Documented, way: Direction, message: &mut Message) -> bool {
    match (form.content, said) {
        (Content::Anything, _) => true,
        (Content::Array(form), Documented::Array(said)) => compare(form, said, way, message),
        (Content::Choice(values, open), Documented::Enum(name, listed)) => {
            message.push("is the enum `");
            message.push(name);
            message.push("`, ");
            choice(values, open, listed, way, message)
        }
        (Content::Named(own), Documented::Object(name, _)) => {
            message.push("is the object `");
            message.push(name);
            message.push("`, and this type was checked as `");
            message.push(own);
            message.push("`");
            equal(own, name)
        }
        (Content::Fields(fields), Documented::Object(name, members)) => {
            message.push("is the object `");
            message.push(name);
            message.push("`, ");
            object(name, fields, *members, way, message)
        }
        (_, Documented::Alternate(several)) => {
            message.push(match way {
                Direction::Received => {
                    "is one of several kinds of value, not all of which this type holds"
                }
                Direction::Sent => {
                    "is one of several kinds of value, none of which this type gives"
                }
            });
            let mut i = 0;
            while i < several.len() {
                let fits = compare(form, &several[i], way, &mut Message::new());
                // Any of them may come, and one of them has to go.
                match way {
                    Direction::Received if !fits => return false,
                    Direction::Sent if fits => return true,
                    _ => {}
                }
                i += 1;
            }
            matches!(way, Direction::Received)
        }
        (_, Documented::Plain(kind)) => {
            message.push("is of another kind");
            kinds(form, way) & *kind != 0
        }
        (_, Documented::Enum(..)) => {
            message.push("is an enum, which this type is not");
            kinds(form, way) & Form::Enum != 0
        }
        (_, Documented::Object(..)) => {
            message.push("is an object, which this type is not");
            kinds(form, way) & Form::Object != 0
        }
        (_, Documented::Array(_)) => {
            message.push("is an array, which this type is not");
            false
        }
    }
}

const fn kinds(form: &Form, way: Direction) -> u32 {
    match way {
        Direction::Received => form.holds,
        Direction::Sent => form.gives,
    }
}

const fn choice(
    values: &[&str],
    open: bool,
    listed: &[&str],
    way: Direction,
    message: &mut Message,
) -> bool {
    if let Some(unknown) = first_not_in(values, listed) {
        message.push("which has no value `");
        message.push(unknown);
        message.push("`: it has ");
        message.list(listed);
        return false;
    }
    if matches!(way, Direction::Received)
        && !open
        && let Some(lacking) = first_not_in(listed, values)
    {
        message.push("and this type has no variant for its value `");
        message.push(lacking);
        message.push("`: add it, or one marked `#[qmp(other)]` for all that are not listed");
        return false;
    }
    true
}

const fn object(
    name: &str,
    fields: &[Field],
    members: Option<&[Member]>,
    way: Direction,
    message: &mut Message,
) -> bool {
    let Some(members) = members else {
        message.push("which is too deep inside to be checked from here: say `#[qmp(name = \"");
        message.push(name);
        message.push("\")]` of this type");
        return false;
    };
    let mut i = 0;
    while i < fields.len() {
        let field = &fields[i];
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
        let leaves_out = field.form.may_be_absent || field.has_default;
        if matches!(way, Direction::Received) && member.optional && !leaves_out {
            message.push("whose member `");
            message.push(field.name);
            message.push("` may be left out: it needs an `Option` or `#[qmp(default)]`");
            return false;
        }
        if matches!(way, Direction::Sent) && !member.optional && field.form.may_be_absent {
            message.push("whose member `");
            message.push(field.name);
            message.push("` has to be there: it cannot be an `Option`");
            return false;
        }
        let mut inner = Message::new();
        inner.push("whose member `");
        inner.push(field.name);
        inner.push("` ");
        if !compare(&field.form, &member.value, way, &mut inner) {
            message.push(inner.text());
            return false;
        }
        i += 1;
    }
    if matches!(way, Direction::Sent) {
        let mut at = 0;
        while at < members.len() {
            if !members[at].optional && !has_field(fields, members[at].name) {
                message.push("whose member `");
                message.push(members[at].name);
                message.push("` has to be there");
                return false;
            }
            at += 1;
        }
    }
    true
}

const fn has_field(fields: &[Field], name: &str) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if equal(fields[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

/// The first of some names that is not among others.
const fn first_not_in<'a>(names: &[&'a str], others: &[&str]) -> Option<&'a str> {
    let mut i = 0;
    // Both are mostly in one order, so the search goes on behind what it found.
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

/// `==` is not to be had while compiling.
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

/// A text that is put together while compiling, where nothing can be allocated.
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

    /// Adds a text, if there is room for the whole of it.
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

    /// Adds names, as many as a person reads.
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
            Err(_) => "this type is not what the documents say",
        }
    }

    #[track_caller]
    #[allow(clippy::panic)]
    const fn panic(&self) -> ! {
        panic!("{}", self.text())
    }
}
