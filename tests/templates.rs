//! Templates are read by designers and translators too: short lines, and no permission's name.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest line, in characters.
const LONGEST: usize = 140;

fn templates() -> Vec<(String, String)> {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() { gather(&entry, found) } else { found.push(entry) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = Vec::new();
    gather(&root, &mut found);
    let name = |path: &Path| path.strip_prefix(&root).expect("under templates").to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).expect("a file"))).collect()
}

#[test]
fn no_line_of_a_template_is_longer_than_a_screen_shows() {
    for (name, text) in templates() {
        for (number, line) in (1..).zip(text.lines()) {
            let length = line.chars().count();
            assert!(length <= LONGEST, "{name}:{number} has {length} characters, of at most {LONGEST}");
        }
    }
}

#[test]
fn no_template_names_a_permission() {
    for (name, text) in templates() {
        let named = text.match_indices("Permission::").any(|(place, it)| !text[place + it.len()..].starts_with("ALL"));
        assert!(!named, "{name} names a permission: ask the layout, `layout.may_check_in()`");
    }
}
