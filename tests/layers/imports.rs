//! The crate's own files, what each imports, and the circles in that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file under `src`.
pub struct Source {
    /// `src/models/visits/queue.rs`.
    pub file: String,
    /// `["models", "visits", "queue"]`.
    pub module: Vec<String>,
    pub text: String,
}

pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("src"), &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(root).expect("under the root").with_extension("");
        let module = inside.components().skip(1).map(|it| it.as_os_str().to_string_lossy().into_owned()).collect();
        let file = path.strip_prefix(root).expect("under the root").to_string_lossy().into_owned();
        Source { file, module, text: fs::read_to_string(&path).expect("a file") }
    };
    found.into_iter().map(read).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

impl Source {
    pub fn part(&self) -> &str {
        &self.module[0]
    }

    /// Without comments and without its unit tests.
    pub fn code(&self) -> String {
        let text = self.text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let uncommented = |line: &str| match line.find("//") {
            Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
            _ => line.to_owned(),
        };
        text.lines().map(uncommented).collect::<Vec<_>>().join("\n")
    }

    /// Every path into the crate that is named, from its root: use lists taken apart, `super` followed.
    pub fn imports(&self) -> Vec<Vec<String>> {
        let code = self.code();
        let mut paths = Vec::new();
        let mut rest = String::new();
        let mut statement: Option<String> = None;
        for line in code.lines() {
            let begins = line.trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            if statement.is_none() && begins.starts_with("use ") {
                statement = Some(String::new());
            }
            match &mut statement {
                Some(gathered) => {
                    gathered.push_str(if gathered.is_empty() { begins.trim_start_matches("use ") } else { line.trim() });
                    if line.ends_with(';') {
                        leaves(&[], gathered.trim_end_matches(';'), &mut paths);
                        statement = None;
                    }
                }
                None => {
                    rest.push_str(line);
                    rest.push('\n');
                }
            }
        }
        for (at, _) in rest.match_indices("crate::") {
            let named = rest[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect::<String>();
            paths.push(named.trim_end_matches(':').split("::").map(str::to_owned).collect());
        }
        paths.into_iter().filter_map(|path| self.absolute(&path)).collect()
    }

    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let supers = path.iter().take_while(|it| *it == "super").count();
        let mut full = match path.first().map(String::as_str) {
            Some("crate") => path[1..].to_vec(),
            Some("self") => [&self.module[..], &path[1..]].concat(),
            Some("super") => [&self.module[..self.module.len().checked_sub(supers)?], &path[supers..]].concat(),
            _ => return None,
        };
        full.retain(|it| it != "self");
        (!full.is_empty()).then_some(full)
    }

    /// What this file re-exports under a name: the path of it, from the root.
    fn exported(&self, name: &str) -> Option<Vec<String>> {
        for statement in self.code().split(';').filter_map(|it| it.trim().strip_prefix("pub use ").or(it.split("\npub use ").nth(1))) {
            let mut paths = Vec::new();
            leaves(&[], &statement.replace('\n', ""), &mut paths);
            if let Some(path) = paths.iter().find(|path| path.last().is_some_and(|it| it == name)) {
                let inside = || [&self.module[..], path].concat();
                return Some(self.absolute(path).unwrap_or_else(inside));
            }
        }
        None
    }

    /// The types, traits and macros that others may name.
    pub fn public_types(&self) -> Vec<String> {
        let code = self.code();
        let mut names = Vec::new();
        let mut declares = false;
        for line in code.lines().map(str::trim) {
            let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            for kind in ["pub struct ", "pub enum ", "pub trait ", "pub type ", "macro_rules! "] {
                names.extend(line.strip_prefix(kind).map(word));
            }
            // A `text_enum!` is public, and its name stands before its first brace.
            if declares && line.starts_with(char::is_uppercase) && line.contains('{') {
                names.push(word(line));
                declares = false;
            }
            declares |= line.starts_with("text_enum!");
        }
        names.retain(|it| !it.is_empty());
        names
    }
}

/// `models::{Clinic, values::{self, Money}}` as single paths.
fn leaves(before: &[String], tree: &str, found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let segments = |text: &str| text.split("::").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect::<Vec<_>>();
    let Some((head, list)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or_default();
        found.push([before, &segments(name)].concat());
        return;
    };
    let head = [before, &segments(head)].concat();
    let list = list.trim_end().strip_suffix('}').unwrap_or(list);
    let mut depth = 0;
    for branch in list.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    }) {
        if !branch.trim().is_empty() {
            leaves(&head, branch, found);
        }
    }
}

/// Modules that import each other, directly or by others; a parent and its own aspects count as one another's.
pub fn circles(sources: &[Source]) -> Vec<Vec<String>> {
    let by_name: BTreeMap<String, &Source> = sources.iter().map(|it| (it.module.join("::"), it)).collect();
    let related = |a: &str, b: &str| a.starts_with(&format!("{b}::")) || b.starts_with(&format!("{a}::"));
    let edges: BTreeMap<&str, BTreeSet<String>> = by_name
        .iter()
        .map(|(name, source)| {
            let files = source.imports().into_iter().filter_map(|it| file_of(&by_name, &it, 0));
            (name.as_str(), files.filter(|it| it != name && !related(it, name)).collect())
        })
        .collect();
    let reach: BTreeMap<&str, BTreeSet<&str>> = edges.keys().map(|start| (*start, reached(&edges, start))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for name in edges.keys() {
        let circle: Vec<String> =
            reach[name].iter().filter(|it| reach.get(*it).is_some_and(|back| back.contains(name))).map(ToString::to_string).collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn reached<'a>(edges: &'a BTreeMap<&str, BTreeSet<String>>, start: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut next = vec![start];
    while let Some(name) = next.pop() {
        for other in edges.get(name).into_iter().flatten() {
            if seen.insert(other.as_str()) {
                next.push(other);
            }
        }
    }
    seen
}

/// The file in which a path's name is declared: faces are looked through.
fn file_of(by_name: &BTreeMap<String, &Source>, path: &[String], depth: usize) -> Option<String> {
    for length in (1..=path.len()).rev() {
        let module = path[..length].join("::");
        let Some(source) = by_name.get(&module) else { continue };
        let behind = path.get(length).filter(|_| depth < 6).and_then(|name| source.exported(name));
        return behind.and_then(|it| file_of(by_name, &it, depth + 1)).filter(|it| *it != module).or(Some(module));
    }
    None
}

#[test]
fn use_lists_are_taken_apart() {
    let text = "use crate::models::{Clinic, values::{self, Money}};\nuse super::super::web::hx as h;\n";
    let source = Source { file: String::new(), module: vec!["a".into(), "b".into(), "c".into()], text: text.into() };
    let paths: Vec<String> = source.imports().iter().map(|it| it.join("::")).collect();
    assert_eq!(paths, ["models::Clinic", "models::values", "models::values::Money", "a::web::hx"]);
}

#[test]
fn a_circle_by_way_of_a_face_is_found() {
    let file = |module: &str, text: &str| Source {
        file: module.into(),
        module: module.split("::").map(str::to_owned).collect(),
        text: text.into(),
    };
    let files = [
        file("m::a", "use crate::m::Beta;\npub struct Alpha;\n"),
        file("m::b", "use super::a::Alpha;\npub struct Beta;\n"),
        file("m", "mod a;\nmod b;\n\npub use a::Alpha;\npub use b::{\n    Beta,\n    Gamma,\n};\n"),
    ];
    assert_eq!(circles(&files), [["m::a", "m::b"]]);
}
