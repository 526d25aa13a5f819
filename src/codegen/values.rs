//! The values of JSON: reading and presenting them.

use serde_json::{Map, Value};

use super::field::{Elements, Field, Plain, ValueRef, Visit};
use super::input::Input;

macro_rules! integers {
    ($($type:ty as $plain:ident),* $(,)?) => {$(
        impl Field for $type {
            fn read(input: &mut Input<'_>) -> Self {
                input.int()
            }

            fn visit(&self, to: Visit<'_>) {
                to(ValueRef::Plain(Plain::$plain((*self).into())));
            }
        }
    )*};
}

integers! {
    i64 as Int, i32 as Int, i16 as Int, i8 as Int,
    u64 as Uint, u32 as Uint, u16 as Uint, u8 as Uint,
}

impl Field for bool {
    fn read(input: &mut Input<'_>) -> Self {
        input.bool()
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Plain(Plain::Bool(*self)));
    }
}

impl Field for f64 {
    fn read(input: &mut Input<'_>) -> Self {
        input.float()
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Plain(Plain::Float(*self)));
    }
}

impl Field for () {
    fn read(input: &mut Input<'_>) -> Self {
        input.null();
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Plain(Plain::Null));
    }

    fn takes_null() -> bool {
        true
    }
}

impl Field for String {
    fn read(input: &mut Input<'_>) -> Self {
        input.text("a string").to_owned()
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Plain(Plain::Text(self)));
    }
}

impl Field for Value {
    fn read(input: &mut Input<'_>) -> Self {
        input.value()
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Plain(Plain::Value(self)));
    }

    fn takes_null() -> bool {
        true
    }
}

/// Unlisted members.
impl Field for Map<String, Value> {
    fn read(input: &mut Input<'_>) -> Self {
        input.object("any members");
        input.rest(&[])
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::open("", &[], self));
    }
}

impl<T: Field> Field for Option<T> {
    fn read(input: &mut Input<'_>) -> Self {
        if input.is_null() && !T::takes_null() {
            return None;
        }
        Some(T::read(input))
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Option(
            self.as_ref().map(|value| value as &dyn Field),
        ));
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn takes_null() -> bool {
        true
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(input: &mut Input<'_>) -> Self {
        input.array()
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::Array(self));
    }
}

impl<T: Field> Field for Box<T> {
    fn read(input: &mut Input<'_>) -> Self {
        Box::new(T::read(input))
    }

    fn visit(&self, to: Visit<'_>) {
        (**self).visit(to);
    }

    fn missing() -> Option<Self> {
        T::missing().map(Box::new)
    }

    fn takes_null() -> bool {
        T::takes_null()
    }
}

impl<T: Field> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, at: usize) -> Option<&dyn Field> {
        self.get(at).map(|element| element as &dyn Field)
    }
}
