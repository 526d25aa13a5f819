//! The documents to check against, which are read once for all macro calls.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::Name;
use qmp_gen::{Builtin, Run, VersionRange};
use quote::quote;
use toml_edit::{Document, Item};

use crate::attributes::DocumentOptions;

/// The documents of a macro call.
pub(crate) struct Documents {
    run: Arc<Run>,
    pub(crate) versions: Option<VersionRange>,
    /// Makes the crate depend on the files that were read.
    pub(crate) tracked: TokenStream,
    /// The built-in documents, if they are used.
    pub(crate) builtin: Option<Builtin>,
}

impl Documents {
    /// Reads the documents: those named by the macro, those named by the package, or the
    /// built-in ones. Errors are reported at `span`.
    pub(crate) fn find(options: &DocumentOptions, span: Span) -> syn::Result<Documents> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = package.unwrap_or_default();
        // Relative to the current folder, as the compiler reports its own paths.
        let here = env::current_dir().unwrap_or_default();
        let folder = package.strip_prefix(&here).unwrap_or(&package);
        let mut source = Source {
            paths: Vec::new(),
            builtin: Builtin::Qemu,
        };
        let mut span = span;
        let mut manifest = None;
        let mut versions = options.versions.clone();
        if let (Some(schema), Some(builtin)) = (options.schema.first(), &options.builtin) {
            let message = format!(
                "`builtin` cannot be combined with `schema = {:?}`; remove one of them",
                schema.value()
            );
            return Err(syn::Error::new(builtin.span(), message));
        }
        if let Some(first) = options.schema.first() {
            span = first.span();
            source.paths = options
                .schema
                .iter()
                .map(|path| folder.join(path.value()))
                .collect();
        } else if let Some(name) = &options.builtin {
            span = name.span();
            source.builtin =
                builtin(&name.value()).map_err(|error| syn::Error::new(span, error))?;
        } else {
            let path = package.join("Cargo.toml");
            let settings = Package::read(&path).map_err(|error| syn::Error::new(span, error))?;
            source.paths = settings
                .schema
                .iter()
                .map(|path| folder.join(path))
                .collect();
            source.builtin = settings.builtin;
            versions = versions.or(settings.versions);
            manifest = Some(path);
        }
        let run = read(&source, &here).map_err(|error| syn::Error::new(span, error))?;
        let files = run.files.iter().map(|file| here.join(file)).chain(manifest);
        Ok(Documents {
            tracked: track(files),
            builtin: source.paths.is_empty().then_some(source.builtin),
            run,
            versions,
        })
    }

    pub(crate) fn run(&self) -> &Run {
        &self.run
    }

    /// The place where a name is documented, as "documented at …".
    pub(crate) fn place(&self, name: &Name) -> String {
        let manual = self.builtin.map(Builtin::manual);
        self.run.place(name, manual.as_ref())
    }
}

/// The source of documents.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Source {
    /// Empty for built-in documents.
    paths: Vec<PathBuf>,
    builtin: Builtin,
}

fn builtin(name: &str) -> Result<Builtin, String> {
    let mut all = Builtin::ALL.iter().copied();
    all.find(|builtin| builtin.name() == name).ok_or_else(|| {
        let all: Vec<String> = Builtin::ALL
            .iter()
            .map(|b| format!("`{}`", b.name()))
            .collect();
        format!(
            "unknown built-in documents `{name}`; expected one of {}",
            all.join(", ")
        )
    })
}

/// The table `[package.metadata.qmp]`.
struct Package {
    schema: Vec<String>,
    builtin: Builtin,
    versions: Option<VersionRange>,
}

impl Package {
    fn read(path: &Path) -> Result<Package, String> {
        let mut package = Package {
            schema: Vec::new(),
            builtin: Builtin::Qemu,
            versions: None,
        };
        // Without cargo, there is no package.
        let Ok(text) = fs::read_to_string(path) else {
            return Ok(package);
        };
        let wrong = |error: String| format!("{}: {error}", path.display());
        let manifest = Document::parse(text).map_err(|error| wrong(error.to_string()))?;
        let Some(qmp) = manifest
            .get("package")
            .and_then(|p| p.get("metadata")?.get("qmp"))
        else {
            return Ok(package);
        };
        for (key, value) in qmp
            .as_table_like()
            .into_iter()
            .flat_map(|table| table.iter())
        {
            let expected =
                |what: &str| wrong(format!("`package.metadata.qmp.{key}` must be {what}"));
            let text = || value.as_str().ok_or_else(|| expected("a string"));
            match key {
                "schema" => {
                    package.schema =
                        strings(value).ok_or_else(|| expected("a path or an array of paths"))?
                }
                "builtin" => package.builtin = builtin(text()?).map_err(wrong)?,
                "versions" => {
                    let range = text()?.parse::<VersionRange>();
                    package.versions = Some(range.map_err(|error| wrong(error.to_string()))?);
                }
                _ => {
                    return Err(wrong(format!(
                        "unknown key `{key}` in `package.metadata.qmp`; expected one of `schema`, `builtin`, `versions`"
                    )));
                }
            }
        }
        match qmp.get("schema").and(qmp.get("builtin")) {
            Some(_) => Err(wrong(
                "`package.metadata.qmp` has both `schema` and `builtin`; remove one of them"
                    .to_owned(),
            )),
            None => Ok(package),
        }
    }
}

fn strings(value: &Item) -> Option<Vec<String>> {
    match value.as_str() {
        Some(one) => Some(vec![one.to_owned()]),
        None => {
            let several = value.as_array()?.iter();
            several.map(|one| one.as_str().map(str::to_owned)).collect()
        }
    }
}

/// Documents that were read before.
struct Known {
    run: Result<Arc<Run>, String>,
    /// The files, and their times of modification: in an editor, the macros outlive changes.
    files: Vec<(PathBuf, Option<SystemTime>)>,
}

impl Known {
    fn read(source: &Source) -> Known {
        let run = match source.paths.is_empty() {
            true => Ok(Run::of_builtin(source.builtin)),
            false => Run::of_paths(&source.paths).map_err(|error| error.to_string()),
        };
        let files = run
            .as_ref()
            .map_or_else(|_| source.paths.clone(), |run| run.files.clone());
        let files = files.into_iter().map(|file| (changed(&file), file));
        Known {
            files: files.map(|(at, file)| (file, at)).collect(),
            run: run.and_then(|run| match run.diagnostics.errors() {
                0 => Ok(Arc::new(run)),
                _ => Err(format!(
                    "these documents have errors:\n\n{}",
                    run.report(false)
                )),
            }),
        }
    }

    fn is_current(&self) -> bool {
        self.files.iter().all(|(file, at)| changed(file) == *at)
    }
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}

/// Reads documents, again only if they have changed. Paths are relative to `here`.
fn read(source: &Source, here: &Path) -> Result<Arc<Run>, String> {
    static KNOWN: Mutex<BTreeMap<(PathBuf, Source), Known>> = Mutex::new(BTreeMap::new());

    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (here.to_owned(), source.clone());
    match known.get(&key).filter(|known| known.is_current()) {
        Some(known) => known.run.clone(),
        None => {
            let read = Known::read(source);
            let run = read.run.clone();
            known.insert(key, read);
            run
        }
    }
}

/// Includes the files, so that the crate is compiled again when one of them changes. Once in
/// a crate is enough.
fn track(files: impl Iterator<Item = PathBuf>) -> TokenStream {
    static TRACKED: Mutex<BTreeSet<[String; 3]>> = Mutex::new(BTreeSet::new());

    let variable = |name: &str| env::var(name).unwrap_or_default();
    let package = variable("CARGO_MANIFEST_DIR");
    let name = variable("CARGO_CRATE_NAME");
    let mut tracked = TRACKED.lock().unwrap_or_else(PoisonError::into_inner);
    let paths = files.filter_map(|path| Some(path.to_str()?.to_owned()));
    let new = paths.filter(|path| tracked.insert([path.clone(), package.clone(), name.clone()]));
    let includes = new.map(|path| {
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    includes.collect()
}
