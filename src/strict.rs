//! Strict deserialization, for commands that come from a configuration file.
//!
//! Deserializing skips or keeps whatever the documents do not list, since a newer server may send
//! it. In a configuration file, an unknown name is usually a mistake. The functions of this
//! module reject unknown members, values of enums and branches of unions, at any depth; the
//! error has the path to the name, and the most similar name that the documents list. Members
//! whose type is any value, and those of objects that accept any member, are not checked.
//!
//! ```
//! use qmp_client::qemu::commands::BlockdevAdd;
//! use qmp_client::strict;
//!
//! let error = strict::from_str::<BlockdevAdd>(
//!     r#"{ "driver": "qcow2", "nodename": "disk", "file": "image" }"#,
//! );
//! assert_eq!(
//!     error.unwrap_err().to_string(),
//!     "`nodename`: unknown member; did you mean `node-name`?"
//! );
//! ```
//!
//! [`deserialize`] works with any format of serde, also for a field of a type of your own:
//!
//! ```
//! use qmp_client::qemu::commands::BlockdevAdd;
//!
//! #[derive(serde::Deserialize)]
//! struct Config {
//!     #[serde(deserialize_with = "qmp_client::strict::deserialize")]
//!     disks: Vec<BlockdevAdd>,
//! }
//!
//! let config = serde_json::from_str::<Config>(
//!     r#"{ "disks": [{ "driver": "file", "filename": "a", "aio": "nativ" }] }"#,
//! );
//! let error = config.map(|config| config.disks.len()).unwrap_err().to_string();
//! assert!(error.starts_with("`[0].aio`: unknown value \"nativ\"; did you mean `native`?"));
//! ```

use serde::de::Deserializer;
use serde_json::{Error, Value};

use crate::codegen::{self, Field};
use crate::protocol::from_str_with;

/// A type that can be deserialized strictly: generated types, and the standard library's types of
/// which they are made, such as `Vec`, `Option` and `Box`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be deserialized strictly",
    label = "not a generated type",
    note = "deserialize the generated types inside of it strictly, with \
            `#[serde(deserialize_with = \"qmp_client::strict::deserialize\")]` on their fields"
)]
pub trait Strict: Field {}

impl<T: Field> Strict for T {}

/// Deserializes a value from JSON.
///
/// # Errors
///
/// If the text is not JSON, if the value does not match the type, or if a name is not in the
/// documents.
pub fn from_str<T: Strict + Send>(json: &str) -> Result<T, Error> {
    from_str_with(json, |deserializer| deserialize(deserializer))
}

/// Deserializes a value from a [`Value`].
///
/// # Errors
///
/// If the value does not match the type, or if a name is not in the documents.
pub fn from_value<T: Strict>(value: &Value) -> Result<T, Error> {
    deserialize(value)
}

/// Deserializes a value from any format.
///
/// # Errors
///
/// If the input is invalid, if the value does not match the type, or if a name is not in the
/// documents.
pub fn deserialize<'de, T: Strict, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    codegen::read_strictly(deserializer)
}
