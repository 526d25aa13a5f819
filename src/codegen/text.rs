//! Conversion of text and paths to strings.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use serde::ser::{Error, Serializer};

/// The beginning of the string for a path that is not UTF-8. No path contains the first
/// character.
const NOT_UTF8: &str = "\0not UTF-8: ";

/// A value that can be used where the documents have a string: text or a path.
///
/// QMP is JSON, whose strings are Unicode, so a path that is not UTF-8 cannot be sent. It is
/// never replaced with a similar one: sending a value that contains such a path returns an
/// error, as serializing the path itself does with serde.
///
/// ```
/// use std::path::Path;
///
/// use qmp_client::IntoText;
///
/// fn file_name(name: impl IntoText) -> String {
///     name.into_text()
/// }
///
/// assert_eq!(file_name("disk.qcow2"), "disk.qcow2");
/// assert_eq!(file_name(Path::new("/vm").join("disk.qcow2")), "/vm/disk.qcow2");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither text nor a path",
    label = "expected text or a path, such as `&str`, `String`, `&Path` or `PathBuf`",
    note = "use `.to_string()` for numbers, and `.as_str()` for values of an enum"
)]
pub trait IntoText {
    /// Converts to a string.
    ///
    /// The string for a path that is not UTF-8 describes the problem, and cannot be sent.
    fn into_text(self) -> String;
}

impl IntoText for String {
    fn into_text(self) -> String {
        self
    }
}

impl IntoText for OsString {
    fn into_text(self) -> String {
        match self.into_string() {
            Ok(text) => text,
            Err(path) => path.as_os_str().into_text(),
        }
    }
}

impl IntoText for &OsStr {
    fn into_text(self) -> String {
        match self.to_str() {
            Some(text) => text.to_owned(),
            None => format!("{NOT_UTF8}{}", self.display()),
        }
    }
}

macro_rules! into_text {
    ($($type:ty: $value:ident => $text:expr;)*) => {$(
        impl IntoText for $type {
            fn into_text(self) -> String {
                let $value = self;
                $text
            }
        }
    )*};
}

into_text! {
    &str: text => text.to_owned();
    &&str: text => (*text).to_owned();
    &String: text => text.clone();
    &mut str: text => text.to_owned();
    Box<str>: text => text.into_string();
    Cow<'_, str>: text => text.into_owned();
    char: text => text.to_string();
    PathBuf: path => path.into_os_string().into_text();
    &Path: path => path.as_os_str().into_text();
    &PathBuf: path => path.as_os_str().into_text();
    Box<Path>: path => path.into_path_buf().into_text();
    Cow<'_, Path>: path => path.into_owned().into_text();
    &OsString: path => path.as_os_str().into_text();
}

/// Converts the elements of an array of strings.
pub fn texts<T: IntoText>(elements: impl IntoIterator<Item = T>) -> Vec<String> {
    elements.into_iter().map(IntoText::into_text).collect()
}

/// Converts the elements of an array.
pub fn array<F: Into<T>, T>(elements: impl IntoIterator<Item = F>) -> Vec<T> {
    elements.into_iter().map(Into::into).collect()
}

/// Collects the elements of an array.
pub fn plain_array<T>(elements: impl IntoIterator<Item = T>) -> Vec<T> {
    elements.into_iter().collect()
}

/// Serializes a string, unless it is that of a path that is not UTF-8.
pub(super) fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match text.strip_prefix(NOT_UTF8) {
        None => serializer.serialize_str(text),
        Some(path) => Err(S::Error::custom(format_args!(
            "the path `{path}` is not UTF-8, so it cannot be sent"
        ))),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    fn to_json(path: impl IntoText) -> Result<String, String> {
        let mut json = Vec::new();
        let mut serializer = serde_json::Serializer::new(&mut json);
        let written = serialize(&path.into_text(), &mut serializer);
        written.map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&json).into_owned())
    }

    #[test]
    fn a_path_that_is_not_utf8_is_not_sent() {
        let path = Path::new(OsStr::from_bytes(b"/vm/disk-\xff.img"));
        let expected = "the path `/vm/disk-\u{fffd}.img` is not UTF-8, so it cannot be sent";
        assert_eq!(to_json(path), Err(expected.to_owned()));
        assert_eq!(to_json(path.to_owned()), Err(expected.to_owned()));
    }

    #[test]
    fn paths_are_sent_as_they_are() {
        let path = Path::new("/vm/ü.img");
        assert_eq!(to_json(path), Ok("\"/vm/ü.img\"".to_owned()));
    }
}
