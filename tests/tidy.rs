//! The house rules, held by a test: floors, the size of rooms, documentation, and what no source file may say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::Visit;

/// `src/` as modules: the path of each (`["page", "note"]`) and the file it lies in.
struct Tree {
    modules: BTreeMap<Vec<String>, PathBuf>,
    /// For each module with modules of its own: the floor of each of those, 0 the topmost.
    floors: BTreeMap<Vec<String>, BTreeMap<String, usize>>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn tree() -> Tree {
    let src = root().join("src");
    let (mut modules, mut floors) = (BTreeMap::new(), BTreeMap::new());
    for file in files_below(&src, "rs") {
        let relative = file.strip_prefix(&src).expect("below src").with_extension("");
        let mut path: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        match path.last().map(String::as_str) {
            Some("main") => continue,
            Some("mod" | "lib") => {
                path.pop();
                floors.insert(path.clone(), floors_of(&file));
            }
            _ => {}
        }
        modules.insert(path, file);
    }
    Tree { modules, floors }
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("src can be read").into_path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}

/// The modules that a file lists, by floor: a blank line parts two floors.
fn floors_of(file: &Path) -> BTreeMap<String, usize> {
    let (mut floors, mut floor, mut listed) = (BTreeMap::new(), 0, false);
    for line in fs::read_to_string(file).expect("readable").lines() {
        let line = line.trim();
        let name =
            line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")).and_then(|rest| rest.strip_suffix(';'));
        match name {
            Some(name) => {
                floors.insert(name.to_owned(), floor);
                listed = true;
            }
            None if line.is_empty() && listed => {
                floor += 1;
                listed = false;
            }
            None => {}
        }
    }
    floors
}

/// Collects every path of a file that leads into this crate, as a list of names from the crate's root.
struct Paths<'t> {
    module: Vec<String>,
    tree: &'t Tree,
    found: BTreeSet<Vec<String>>,
}

impl Paths<'_> {
    fn add(&mut self, names: &[String]) {
        let mut from = match names.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self") => self.module.clone(),
            Some("super") => self.module[..self.module.len().saturating_sub(1)].to_vec(),
            // A path that begins with one of the module's own children.
            Some(first) if self.tree.modules.contains_key(&[self.module.clone(), vec![first.to_owned()]].concat()) => {
                let mut path = self.module.clone();
                path.push(first.to_owned());
                path
            }
            _ => return,
        };
        for name in &names[1..] {
            if name == "super" {
                from.pop();
            } else {
                from.push(name.clone());
            }
        }
        self.found.insert(from);
    }

    fn use_tree(&mut self, tree: &syn::UseTree, mut names: Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                names.push(path.ident.to_string());
                self.use_tree(&path.tree, names);
            }
            syn::UseTree::Name(name) => {
                if name.ident != "self" {
                    names.push(name.ident.to_string());
                }
                self.add(&names);
            }
            syn::UseTree::Rename(rename) => {
                names.push(rename.ident.to_string());
                self.add(&names);
            }
            syn::UseTree::Glob(_) => self.add(&names),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.use_tree(item, names.clone())),
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.use_tree(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.add(&names);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {} // `pub(super)` names no dependency
}

#[test]
fn a_module_uses_only_what_lies_on_a_lower_floor() {
    let tree = tree();
    let mut wrong = Vec::new();
    for (module, file) in &tree.modules {
        let syntax = syn::parse_file(&fs::read_to_string(file).expect("readable")).expect("src parses");
        let mut paths = Paths { module: module.clone(), tree: &tree, found: BTreeSet::new() };
        paths.visit_file(&syntax);
        for target in &paths.found {
            if let Some(problem) = problem(&tree, module, target) {
                wrong.push(format!("{}: {problem}", file.strip_prefix(root()).expect("below the root").display()));
            }
        }
    }
    assert!(wrong.is_empty(), "references that go sideways or up:\n{}", wrong.join("\n"));
}

/// Why a reference from a module to a path breaks the rule, if it does.
fn problem(tree: &Tree, from: &[String], to: &[String]) -> Option<String> {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let floors = tree.floors.get(&from[..common])?;
    let (Some(here), there) = (from.get(common), to.get(common)) else { return None };
    let there = there?;
    match (floors.get(here), floors.get(there)) {
        (Some(here_floor), Some(there_floor)) if there_floor > here_floor => None,
        (Some(_), Some(_)) => Some(format!("`{}` must lie on a lower floor than `{here}`", to.join("::"))),
        // What the parent itself defines, or hands on: the parent is the top floor.
        _ if common > 0 || !from.is_empty() => Some(format!("`{}` lies above", to.join("::"))),
        _ => None,
    }
}

#[test]
fn rooms_stay_small() {
    let mut wrong = Vec::new();
    let src = root().join("src");
    for file in files_below(&src, "rs") {
        let text = fs::read_to_string(&file).expect("readable");
        let name = file.strip_prefix(root()).expect("below the root").display().to_string();
        if text.lines().count() > 400 {
            wrong.push(format!("{name} has {} lines; 400 are the most", text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not open with a sentence that says what it is"));
        }
        for (function, lines) in functions(&text) {
            if lines > 60 {
                wrong.push(format!("{name}: `{function}` has {lines} lines; 60 are the most"));
            }
        }
        if text.contains(".unwrap()") {
            wrong.push(format!("{name} unwraps; an `expect` names the invariant"));
        }
    }
    for folder in walkdir::WalkDir::new(&src)
        .into_iter()
        .map(|it| it.expect("readable"))
        .filter(|it| it.file_type().is_dir() && it.depth() > 0)
    {
        let files = fs::read_dir(folder.path())
            .expect("readable")
            .filter(|it| it.as_ref().expect("readable").path().is_file())
            .count();
        if files > 7 {
            wrong.push(format!("{} has {files} files; 7 are the most", folder.path().display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each function with its number of lines, from its signature to its closing brace.
fn functions(text: &str) -> Vec<(String, usize)> {
    struct Functions(Vec<(String, usize)>);
    impl Functions {
        fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
            let (start, end) = (signature.fn_token.span.start().line, block.brace_token.span.close().end().line);
            self.0.push((signature.ident.to_string(), end + 1 - start));
        }
    }
    impl<'ast> Visit<'ast> for Functions {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.add(&item.sig, &item.block);
            syn::visit::visit_item_fn(self, item);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.add(&item.sig, &item.block);
            syn::visit::visit_impl_item_fn(self, item);
        }
    }
    let mut functions = Functions(Vec::new());
    functions.visit_file(&syn::parse_file(text).expect("src parses"));
    functions.0
}

#[test]
fn no_file_of_the_theme_is_missing_from_the_binary() {
    let embedded: BTreeSet<String> =
        recto::page::theme::files::EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let theme = root().join("themes/recto");
    let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&theme)
        .into_iter()
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&theme).expect("below the theme").to_string_lossy().into_owned())
        .filter(|name| name != "theme.toml")
        .collect();
    assert_eq!(embedded, on_disk);
}
