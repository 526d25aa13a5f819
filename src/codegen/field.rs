//! Values: how each type of JSON's own is read and written.

use serde_json::{Map, Value};

use super::{Entries, Fail, Input, Output, Plain};

/// A value that can be read into and written.
pub trait Field {
    /// The value before it has been read.
    ///
    /// An object is read into one whose members are all absent; when a required
    /// one is still absent at the end, reading fails, so a placeholder is never
    /// seen outside.
    fn absent() -> Self
    where
        Self: Sized;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When what is read is not what the type asks for.
    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    fn write(&self, out: &mut dyn Output) -> Result<(), Fail>;

    /// Whether there is a value to be written.
    fn is_there(&self) -> bool {
        true
    }

    /// Whether `null` is a value of the type. Where it is none, an optional
    /// member that is `null` is one that is left out.
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// The members of an object, by number.
pub trait Members {
    /// The type's name in the documents, for messages.
    fn name(&self) -> &'static str;

    /// The name of each member on the wire, and whether it is required.
    fn members(&self) -> &'static [(&'static str, bool)];

    /// A member's value.
    fn member(&self, at: usize) -> Option<&dyn Field>;

    /// A member's place.
    fn member_mut(&mut self, at: usize) -> Option<&mut dyn Field>;

    /// The members that the documents do not list, for an open object.
    fn extra(&self) -> Option<&Map<String, Value>> {
        None
    }

    /// Their place.
    fn extra_mut(&mut self) -> Option<&mut Map<String, Value>> {
        None
    }
}

/// Writes members among others.
pub fn write_members(members: &dyn Members, out: &mut dyn Entries) {
    for (at, (name, _)) in members.members().iter().enumerate() {
        if let Some(value) = members.member(at).filter(|value| value.is_there()) {
            out.entry(name, value);
        }
    }
    for (name, value) in members.extra().into_iter().flatten() {
        out.entry(name, value);
    }
}

/// Writes an object.
///
/// # Errors
///
/// When the writer fails.
pub fn write_object(members: &dyn Members, out: &mut dyn Output) -> Result<(), Fail> {
    out.object(&mut |entries| write_members(members, entries))
}

macro_rules! plain {
    ($($type:ty: $read:ident as $plain:ident),* $(,)?) => {$(
        impl Field for $type {
            fn absent() -> Self {
                <$type>::default()
            }

            fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
                let value = input.$read()?;
                *self = value.try_into().map_err(|_| {
                    Fail::of(format_args!("the number {value} is too large or too small"))
                })?;
                Ok(())
            }

            fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
                out.plain(Plain::$plain((*self).into()))
            }
        }
    )*};
}

plain! {
    bool: bool as Bool, f64: float as Float,
    i64: int as Int, i32: int as Int, i16: int as Int, i8: int as Int,
    u64: uint as Uint, u32: uint as Uint, u16: uint as Uint, u8: uint as Uint,
}

impl Field for () {
    fn absent() -> Self {}

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        input.null()
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        out.plain(Plain::Null)
    }

    fn takes_null() -> bool {
        true
    }
}

impl Field for String {
    fn absent() -> Self {
        String::new()
    }

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        input.text("a string", &mut |text| {
            self.clear();
            self.push_str(text);
        })
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        out.plain(Plain::Text(self))
    }
}

impl Field for Value {
    fn absent() -> Self {
        Value::Null
    }

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        *self = input.value()?;
        Ok(())
    }

    fn takes_null() -> bool {
        true
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        out.plain(Plain::Value(self))
    }
}

impl<T: Field> Field for Option<T> {
    fn absent() -> Self {
        None
    }

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        *self = None;
        let mut some = |input: &mut dyn Input| {
            let mut value = T::absent();
            value.read(input)?;
            *self = Some(value);
            Ok(())
        };
        if T::takes_null() {
            some(input)
        } else {
            input.option(&mut some)
        }
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        match self {
            Some(value) => value.write(out),
            None => out.plain(Plain::Null),
        }
    }

    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl<T: Field> Field for Vec<T> {
    fn absent() -> Self {
        Vec::new()
    }

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        self.clear();
        input.array(&mut |input| {
            let mut element = T::absent();
            element.read(input)?;
            self.push(element);
            Ok(())
        })
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        out.array(&mut self.iter().map(|element| element as &dyn Field))
    }
}

impl<T: Field> Field for Box<T> {
    fn absent() -> Self {
        Box::new(T::absent())
    }

    fn read(&mut self, input: &mut dyn Input) -> Result<(), Fail> {
        (**self).read(input)
    }

    fn write(&self, out: &mut dyn Output) -> Result<(), Fail> {
        (**self).write(out)
    }

    fn takes_null() -> bool {
        T::takes_null()
    }
}
