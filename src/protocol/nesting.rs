//! Deserializing deeply nested values.

use std::panic::resume_unwind;
use std::thread;

use serde::de::{Deserialize, Error as _};
use serde_json::de::{Deserializer, StrRead};
use serde_json::{Error, Result};

/// The maximal nesting of arrays and objects in a message, which is also that of QEMU's own
/// parser.
pub const MAX_NESTING: usize = 1024;

/// The nesting up to which `serde_json` deserializes.
const SHALLOW: usize = 127;

/// The stack for each level of nesting, in bytes. In debug builds, generated types need up to
/// 6 KiB, and `serde_json::Value` needs 3 KiB. Memory is only used for what is needed.
const STACK_PER_LEVEL: usize = 64 << 10;

/// Deserializes the value of a reply or of an event from JSON.
///
/// It differs from `serde_json::from_str` in the limit of nesting, which is [`MAX_NESTING`]
/// instead of 127: the reply of `query-block` is that deep for a disk with many backing images.
/// A value deeper than 127 levels is deserialized on a thread of its own, whose stack is large
/// enough.
///
/// ```
/// use serde_json::Value;
///
/// let json = "[".repeat(1000) + &"]".repeat(1000);
/// assert!(serde_json::from_str::<Value>(&json).is_err());
/// assert!(qmp_client::protocol::from_str::<Value>(&json).is_ok());
/// ```
///
/// # Errors
///
/// As `serde_json::from_str`, and if the thread cannot be started.
pub fn from_str<'de, T: Deserialize<'de> + Send>(json: &'de str) -> Result<T> {
    from_str_with(json, |deserializer| T::deserialize(deserializer))
}

/// A deserializer of JSON text.
pub(crate) type JsonDeserializer<'de> = Deserializer<StrRead<'de>>;

/// Deserializes a value with a function, which may be called twice.
pub(crate) fn from_str_with<'de, T: Send>(
    json: &'de str,
    read: fn(&mut JsonDeserializer<'de>) -> Result<T>,
) -> Result<T> {
    let whole = move |mut deserializer: JsonDeserializer<'de>| {
        let value = read(&mut deserializer)?;
        deserializer.end()?;
        Ok(value)
    };
    let result = whole(Deserializer::from_str(json));
    // Any error may have been caused by the limit: types may wrap errors of their members.
    let Err(error) = result else {
        return result;
    };
    let levels = levels(json);
    if levels <= SHALLOW {
        return Err(error);
    }
    if levels > MAX_NESTING {
        return Err(Error::custom(format_args!(
            "the value has {levels} levels of nesting; at most {MAX_NESTING} are supported"
        )));
    }
    on_large_stack(levels, move || {
        let mut deserializer = Deserializer::from_str(json);
        deserializer.disable_recursion_limit();
        whole(deserializer)
    })
}

fn on_large_stack<T: Send>(levels: usize, read: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(levels * STACK_PER_LEVEL);
        match thread.spawn_scoped(scope, read) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(error) => Err(Error::custom(format_args!(
                "cannot start a thread for a value with {levels} levels of nesting: {error}"
            ))),
        }
    })
}

/// The levels of nesting of a text. If it is not valid JSON, any number.
fn levels(json: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut bytes = json.bytes();
    let mut is_string = false;
    while let Some(byte) = bytes.next() {
        match (byte, is_string) {
            (b'\\', true) => {
                bytes.next();
            }
            (b'"', _) => is_string = !is_string,
            (b'[' | b'{', false) => {
                open += 1;
                deepest = deepest.max(open);
            }
            (b']' | b'}', false) => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde::de::IgnoredAny;
    use serde_json::Value;

    use super::*;

    #[test]
    fn levels_are_counted() {
        for (json, expected) in [
            ("", 0),
            ("7", 0),
            ("[]", 1),
            (r#"{"a":[{}],"b":[]}"#, 3),
            (r#"["[[[", "\"[[", "\\", []]"#, 2),
            ("]]][[", 2),
            (r#"["\"#, 1),
        ] {
            assert_eq!(levels(json), expected, "{json}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        for levels in [1, 127, 128, 1000, MAX_NESTING] {
            from_str::<Value>(&nested(levels)).unwrap();
        }
        let error = from_str::<Value>(&nested(2000)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value has 2000 levels of nesting; at most 1024 are supported"
        );
        // Nothing is read from a value that is ignored.
        from_str::<IgnoredAny>(&nested(2000)).unwrap();
    }

    #[test]
    fn errors_in_deep_values_are_reported() {
        let json = "[".repeat(1000) + "x";
        assert!(from_str::<Value>(&json).unwrap_err().is_syntax());
        let json = "[".repeat(200) + &"]".repeat(201);
        assert!(from_str::<Value>(&json).unwrap_err().is_syntax());
        let json = "[".repeat(200) + &"]".repeat(200);
        assert!(from_str::<Vec<u8>>(&json).unwrap_err().is_data());
    }
}
