//! No two files of a crate import from each other, directly or through others.
//!
//! A file imports from another when a path in it leads, through re-exports, to an item
//! that the other defines. Declaring a module and re-exporting its items is no import:
//! a `mod.rs` may present what its children define. Methods, and the contents of macro
//! calls, are not followed.

#![allow(clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree, Visibility};

/// The crates of the workspace, by the files they begin with.
const ROOTS: [&str; 4] = [
    "src/lib.rs",
    "qmp-gen/src/lib.rs",
    "qmp-gen/grammars/src/lib.rs",
    "qmp-macros/src/lib.rs",
];

#[test]
fn files_do_not_import_from_each_other_in_a_circle() {
    let mut circles = String::new();
    for root in ROOTS {
        let modules = Crate::read(Path::new(root));
        for (file, imports) in in_circles(&modules.imports()) {
            for (imported, path) in imports {
                let (file, imported) = (file.display(), imported.display());
                circles += &format!("{file} imports `{path}` from {imported}\n");
            }
        }
    }
    assert!(circles.is_empty(), "imports in a circle:\n{circles}");
}

#[test]
fn circles_are_found() {
    let module = |text: &str| syn::parse_file(text).expect("it is Rust").items;
    let mut modules = Crate::default();
    modules.add(
        Path::new("lib.rs"),
        vec![],
        module("mod one; mod two; pub use one::One;"),
    );
    modules.add(
        Path::new("one.rs"),
        vec!["one".to_owned()],
        module("use crate::two; pub struct One(two::Two);"),
    );
    modules.add(
        Path::new("two.rs"),
        vec!["two".to_owned()],
        module("pub struct Two; impl Two { fn one(&self) -> Option<crate::One> { None } }"),
    );
    let circles = in_circles(&modules.imports());
    let files: Vec<_> = circles.keys().collect();
    assert_eq!(files, [Path::new("one.rs"), Path::new("two.rs")]);
}

/// The imports of each file: the file imported from, with one path that leads there.
type Imports = BTreeMap<PathBuf, BTreeMap<PathBuf, String>>;

/// The imports that lie in circles.
fn in_circles(imports: &Imports) -> Imports {
    let reached: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> = imports
        .keys()
        .map(|file| (file, reached(imports, file)))
        .collect();
    let mut circles = Imports::new();
    for (file, targets) in imports {
        for (target, path) in targets {
            if reached
                .get(target)
                .is_some_and(|files| files.contains(file))
            {
                let circle = circles.entry(file.clone()).or_default();
                circle.insert(target.clone(), path.clone());
            }
        }
    }
    circles
}

/// The files that a file imports from, directly and through others.
fn reached<'a>(imports: &'a Imports, file: &'a PathBuf) -> BTreeSet<&'a PathBuf> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        let targets = imports.get(file).into_iter().flat_map(BTreeMap::keys);
        open.extend(targets.filter(|target| reached.insert(*target)));
    }
    reached
}

/// The path of a module, from the crate's root.
type ModulePath = Vec<String>;

#[derive(Default)]
struct Crate {
    modules: HashMap<ModulePath, Module>,
}

#[derive(Default)]
struct Module {
    file: PathBuf,
    /// The names of the items that are defined here, without modules.
    items: BTreeSet<String>,
    /// Names that `use` binds, with the path of each as it is written.
    uses: HashMap<String, Vec<String>>,
    /// Paths of modules whose items a `*` imports.
    globs: Vec<Vec<String>>,
    /// Every path that is mentioned, but those of re-exports.
    paths: Vec<Vec<String>>,
}

impl Crate {
    /// Reads a crate from the file it begins with.
    fn read(root: &Path) -> Crate {
        let mut modules = Crate::default();
        let folder = root.parent().expect("a file is in a folder");
        modules.file(root, folder, vec![]);
        modules
    }

    /// Reads a file, and the files of the modules that it declares, which are in `folder`.
    fn file(&mut self, file: &Path, folder: &Path, path: ModulePath) {
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        // Bindings import only from the support of generated code, which knows none.
        if text.starts_with("// @generated") {
            return;
        }
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for item in &parsed.items {
            if let Item::Mod(module) = item
                && module.content.is_none()
                && !is_for_tests(&module.attrs)
            {
                let name = module.ident.to_string();
                let inner = folder.join(&name);
                let beside = folder.join(format!("{name}.rs"));
                let file = if beside.exists() {
                    beside
                } else {
                    inner.join("mod.rs")
                };
                self.file(&file, &inner, [path.clone(), vec![name]].concat());
            }
        }
        self.add(file, path, parsed.items);
    }

    fn add(&mut self, file: &Path, path: ModulePath, items: Vec<Item>) {
        let mut module = Module {
            file: file.to_owned(),
            ..Module::default()
        };
        for item in items {
            match item {
                Item::Mod(inner) => {
                    if let Some(content) = inner.content.filter(|_| !is_for_tests(&inner.attrs)) {
                        let path = [path.clone(), vec![inner.ident.to_string()]].concat();
                        self.add(file, path, content.1);
                    }
                }
                Item::Use(item) => module.add_use(&item),
                item => {
                    module.items.extend(name(&item));
                    module.visit_item(&item);
                }
            }
        }
        self.modules.insert(path, module);
    }

    fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (at, module) in &self.modules {
            for path in &module.paths {
                if let Some(file) = self.defining(at, path, &mut Vec::new())
                    && *file != module.file
                {
                    let targets = imports.entry(module.file.clone()).or_default();
                    targets
                        .entry(file.clone())
                        .or_insert_with(|| path.join("::"));
                }
            }
        }
        imports
    }

    /// The file that defines the item to which a path leads, seen from a module; `None`
    /// where it leads out of the crate, or to a module.
    fn defining(
        &self,
        from: &[String],
        path: &[String],
        seen: &mut Vec<(ModulePath, Vec<String>)>,
    ) -> Option<&PathBuf> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => return self.defining(&[], rest, seen),
            "self" => return self.defining(from, rest, seen),
            "super" => return self.defining(&from[..from.len().checked_sub(1)?], rest, seen),
            _ => {}
        }
        let module = self.modules.get(from)?;
        // A function and a module may have the same name.
        let inner = [from, std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&inner) && !rest.is_empty() {
            return self.defining(&inner, rest, seen);
        }
        if module.items.contains(first) {
            return Some(&module.file);
        }
        // Re-exports may lead back to each other.
        let here = (from.to_vec(), path.to_vec());
        if seen.contains(&here) {
            return None;
        }
        seen.push(here);
        if let Some(used) = module.uses.get(first) {
            // An item of another crate, such as `quote::quote`.
            if used.first() == Some(first) {
                return None;
            }
            return self.defining(from, &[used, rest].concat(), seen);
        }
        let is_in_crate = |glob: &&Vec<String>| {
            let first = glob.first().map_or("", String::as_str);
            let inner = [from, &[first.to_owned()]].concat();
            ["crate", "self", "super"].contains(&first)
                || self.modules.contains_key(&inner)
                || module.uses.contains_key(first)
        };
        let mut globs = module.globs.iter().filter(is_in_crate);
        globs.find_map(|glob| self.defining(from, &[glob, path].concat(), seen))
    }
}

impl Module {
    fn add_use(&mut self, item: &ItemUse) {
        if is_for_tests(&item.attrs) {
            return;
        }
        let is_re_export = !matches!(item.vis, Visibility::Inherited);
        self.add_tree(&item.tree, &mut Vec::new(), is_re_export);
    }

    fn add_tree(&mut self, tree: &UseTree, path: &mut Vec<String>, is_re_export: bool) {
        match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.add_tree(&inner.tree, path, is_re_export);
                path.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(tree, path, is_re_export);
                }
            }
            UseTree::Name(name) => self.bind(
                name.ident.to_string(),
                name.ident.to_string(),
                path,
                is_re_export,
            ),
            UseTree::Rename(name) => {
                self.bind(
                    name.rename.to_string(),
                    name.ident.to_string(),
                    path,
                    is_re_export,
                );
            }
            UseTree::Glob(_) => self.globs.push(path.clone()),
        }
    }

    fn bind(&mut self, name: String, item: String, path: &[String], is_re_export: bool) {
        let (name, full) = match (item.as_str(), path.last()) {
            ("self", Some(module)) if name == "self" => (module.clone(), path.to_vec()),
            ("self", _) => (name, path.to_vec()),
            _ => (name, [path, &[item]].concat()),
        };
        if !is_re_export {
            self.paths.push(full.clone());
        }
        self.uses.insert(name, full);
    }
}

/// Collects the paths that items mention.
impl<'a> Visit<'a> for Module {
    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments = path.segments.iter().map(|s| s.ident.to_string());
        self.paths.push(segments.collect());
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, _: &'a ItemMod) {}

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.add_use(item);
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg")
            && list.is_ok_and(|list| {
                let condition = list.tokens.to_string();
                condition
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| word == "test")
            })
    })
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
