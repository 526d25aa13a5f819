//! Rust: the modules `commands`, `events`, `types` and `versions`, whose items implement
//! the traits of `qmp-client`.

mod arguments;
mod conversions;
mod convertible;
mod doc;
mod emitter;
mod enums;
mod header;
mod items;
mod markdown;
mod modules;
mod names;
mod object;
mod options;
mod source_writer;
mod unions;
mod value_types;
mod versions;
mod wrappers;

use crate::document::Documents;
use crate::resolve::Interface;
use emitter::Emitter;

pub use header::MARKER;
pub use options::{EmitError, Manual, RustOptions};

/// Generates Rust in one file.
///
/// The text is formatted, and the same for the same documents.
///
/// # Errors
///
/// When the options are invalid.
pub fn rust(
    interface: &Interface,
    documents: &Documents,
    options: &RustOptions,
) -> Result<String, EmitError> {
    let emitter = Emitter::new(interface, documents, options)?;
    let marker = header::marker_line(documents);
    let digests = header::digests(interface, documents);
    let modules = modules::in_one_file(&emitter);
    Ok(format!("{marker}{digests}\n{modules}"))
}

/// A generated file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustFile {
    /// The name in the folder, such as `mod.rs`.
    pub name: String,
    /// The content.
    pub text: String,
}

/// Generates Rust in the files of a folder: one for each module, and `mod.rs`, which
/// declares them. The items have the same paths as those that [`rust()`] generates.
///
/// # Errors
///
/// When the options are invalid.
pub fn rust_files(
    interface: &Interface,
    documents: &Documents,
    options: &RustOptions,
) -> Result<Vec<RustFile>, EmitError> {
    let emitter = Emitter::new(interface, documents, options)?;
    let marker = header::marker_line(documents);
    let digests = header::digests(interface, documents);
    let declarations = modules::declarations();
    let mut files = vec![RustFile {
        name: "mod.rs".to_owned(),
        text: format!("{marker}{digests}\n{declarations}"),
    }];
    let modules = modules::in_files(&emitter).into_iter();
    files.extend(modules.map(|(name, text)| RustFile {
        name: format!("{name}.rs"),
        text: format!("{marker}\n{text}"),
    }));
    Ok(files)
}
