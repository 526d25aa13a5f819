//! A schema with the files that it includes.

use std::collections::HashMap;
use std::path::Path;

use super::file::File;
use crate::dialect::{Dialect, qapi};
use crate::parallel;
use crate::paths;

/// Adds a file, followed by those that it includes, each once.
pub(super) fn with_includes(mut file: File, files: &mut Vec<File>) {
    let mut read = HashMap::new();
    let mut open = Vec::new();
    open_includes(&mut file, &mut read, &mut open);
    files.push(file);
    while let Some(path) = open.pop() {
        // The map has `None` for a file that was added.
        if let Some(Some(mut file)) = read.insert(path, None)
            && !files
                .iter()
                .any(|known| is_same(known, file.document.name()))
        {
            open_includes(&mut file, &mut read, &mut open);
            files.push(file);
        }
    }
}

/// Reads the files that `file` includes and that were not read before, and pushes the
/// paths of all that it includes, so that the first is on top of the stack.
fn open_includes(
    file: &mut File,
    read: &mut HashMap<String, Option<File>>,
    open: &mut Vec<String>,
) {
    if !file.is(Dialect::Qapi) {
        return;
    }
    let document = &file.document;
    let tokens = &*file
        .tokens
        .get_or_insert_with(|| qapi::Tokens::of(document.text()));
    let includes = qapi::includes(document.text(), tokens).into_iter();
    let paths: Vec<String> = includes
        .map(|include| paths::include_path(document.name(), &include))
        .collect();
    let new = paths.iter().filter(|path| !read.contains_key(*path));
    let new: Vec<String> = new.cloned().collect();
    let files = parallel::map(&new, |path| File::read_included(Path::new(path)).ok());
    read.extend(new.into_iter().zip(files));
    open.extend(paths.into_iter().rev());
}

/// Whether a loaded file has this name.
pub(super) fn is_same(file: &File, name: &str) -> bool {
    let known = file.document.name();
    known == name
        || (known.rsplit('/').next() == name.rsplit('/').next()
            && paths::normalized(known) == paths::normalized(name))
}
