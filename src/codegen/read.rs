//! Reading values from documents.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Error;
use serde_json::value::RawValue;

use super::fail::Fail;
use super::field::Field;
use super::input::{Input, State};
use super::tape::Tape;
use crate::protocol::from_str;

/// Reads a value.
pub fn read<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read_tape(&Tape::read(deserializer)?).map_err(D::Error::custom)
}

fn read_tape<T: Field>(tape: &Tape<'_>) -> Result<T, Fail> {
    let mut state = State::default();
    let value = T::read(&mut Input::new(tape, 0, &mut state));
    match state.failed {
        None => Ok(value),
        Some(fail) => Err(fail),
    }
}

/// Reads a value, and rejects members, values and branches that the documents do not list.
pub(crate) fn read_strictly<'de, T: Field, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let tape = Tape::read(deserializer)?;
    let mut state = State {
        failed: None,
        strict: Some(Box::default()),
    };
    let value = T::read(&mut Input::new(&tape, 0, &mut state));
    // A required member may be missing because its name is misspelled: that is the better
    // message.
    let unknown = state
        .strict
        .and_then(|lookups| lookups.unknown_member(&tape));
    match unknown.or(state.failed) {
        None => Ok(value),
        Some(fail) => Err(D::Error::custom(fail)),
    }
}

/// A value or the reason why it could not be read, so that the rest of a message can be.
#[derive(Debug)]
pub(crate) struct Attempt<T>(pub(crate) Result<T, Fail>);

impl<'de, T: Field> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Attempt(read_tape(&Tape::read(deserializer)?)))
    }
}

/// Reads a value from a string.
pub fn read_text<T: Field>(text: &str) -> T {
    T::read(&mut Input::new(
        &Tape::of_text(text),
        0,
        &mut State::default(),
    ))
}

/// Reads the data of an event; without data, it has no members.
///
/// # Errors
///
/// If the data does not match the type.
pub fn event_data<'de, T: Deserialize<'de> + Send>(
    data: Option<&'de RawValue>,
) -> Result<T, Error> {
    from_str(data.map_or("{}", RawValue::get))
}
