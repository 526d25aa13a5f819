//! Reading values from documents.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Error;
use serde_json::value::RawValue;

use super::fail::Fail;
use super::field::Field;
use super::input::Input;
use super::tape::Tape;

/// Reads a value.
pub fn read<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read_tape(&Tape::read(deserializer)?).map_err(D::Error::custom)
}

fn read_tape<T: Field>(tape: &Tape<'_>) -> Result<T, Fail> {
    let mut failed = None;
    let value = T::read(&mut Input::new(tape, 0, &mut failed));
    match failed {
        None => Ok(value),
        Some(fail) => Err(fail),
    }
}

/// A value, or why it could not be read: what stands around it can be all the same.
#[derive(Debug)]
pub(crate) struct Attempt<T>(pub(crate) Result<T, Fail>);

impl<'de, T: Field> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Attempt(read_tape(&Tape::read(deserializer)?)))
    }
}

/// Makes a value from a text alone.
pub fn read_text<T: Field>(text: &str) -> T {
    T::read(&mut Input::new(&Tape::of_text(text), 0, &mut None))
}

/// Reads the data of an event; one that carries none has no members.
///
/// # Errors
///
/// When the data is not what the event should carry.
pub fn event_data<'de, T: Deserialize<'de>>(data: Option<&'de RawValue>) -> Result<T, Error> {
    serde_json::from_str(data.map_or("{}", RawValue::get))
}
