//! Writes pest's grammars as the tables that `qmp_gen::grammar` matches.
//!
//! This is not part of `qmp-gen`, so that neither its users nor its build scripts
//! compile pest's own reader of grammars, and because `qmp-gen` does not compile
//! while a table lacks a rule that it mentions.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod expression;
mod pattern;
mod rules;
mod set;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The table of one grammar.
#[derive(Debug)]
pub struct Table {
    /// The file that holds it, beside the grammar.
    pub path: PathBuf,
    /// What the grammar says that the file holds.
    pub text: String,
}

impl Table {
    /// Whether the file holds it.
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|text| text == self.text)
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn write(&self) -> io::Result<()> {
        fs::write(&self.path, &self.text)
    }
}

/// The tables of all grammars of `qmp-gen`.
///
/// # Errors
///
/// When a grammar can't be read, has a mistake, or has something in it that the
/// tables have no expression for.
pub fn tables() -> Result<Vec<Table>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("src");
    let mut grammars = Vec::new();
    find(&folder, &mut grammars).map_err(|error| format!("{}: {error}", folder.display()))?;
    grammars.sort();
    grammars.into_iter().map(table).collect()
}

fn find(folder: &Path, grammars: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, grammars)?;
        } else if path.extension() == Some(OsStr::new("pest")) {
            grammars.push(path);
        }
    }
    Ok(())
}

fn table(grammar: PathBuf) -> Result<Table, String> {
    let place = |error: String| format!("{}: {error}", grammar.display());
    let text = fs::read_to_string(&grammar).map_err(|error| place(error.to_string()))?;
    let name = grammar.file_name().unwrap_or_default().to_string_lossy();
    Ok(Table {
        text: generate(&name, &text).map_err(place)?,
        path: grammar.with_extension("pest.rs"),
    })
}

/// The table of a grammar, as Rust.
///
/// # Errors
///
/// When the grammar has a mistake, or something in it that the tables have no
/// expression for.
///
/// ```
/// let table = grammars::generate("lamps.pest", r#"lamp = { "on" | "off" }"#)?;
/// assert!(table.contains("static LAMP: Expression<Rule> = Token(Rule::lamp,"));
/// # Ok::<(), String>(())
/// ```
pub fn generate(name: &str, grammar: &str) -> Result<String, String> {
    let (_, optimized) = pest_meta::parse_and_optimize(grammar).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        errors.join("\n")
    })?;
    rules::Rules::new(optimized)?.table(name)
}
