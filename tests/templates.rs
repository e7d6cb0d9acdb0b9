//! Templates are read by designers and translators too: short lines, and no permission's name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest line, in characters.
const LONGEST: usize = 140;

/// Those that still have longer lines. The list only ever gets shorter: a file that needs it no more must be struck out.
const LONG: &[&str] = &[
    "doctor/consultations/edit.html",
    "doctor/consultations/show.html",
    "doctor/medicines/index.html",
    "doctor/queue/index.html",
    "patient/_whose.html",
    "patient/acceptances/new.html",
    "patient/family/index.html",
    "patient/family/new.html",
    "patient/family/show.html",
    "patient/prescriptions/index.html",
    "patient/receipts/index.html",
    "patient/today/index.html",
    "patient/transfers/new.html",
    "patient/transfers/show.html",
    "patient/visits/index.html",
    "patient/visits/show.html",
];

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
    let long: BTreeSet<String> =
        templates().into_iter().filter(|(_, text)| text.lines().any(|line| line.chars().count() > LONGEST)).map(|(name, _)| name).collect();
    let known: BTreeSet<String> = LONG.iter().map(ToString::to_string).collect();
    let new: Vec<_> = long.difference(&known).collect();
    assert!(new.is_empty(), "lines over {LONGEST} characters in {new:?}");
    let done: Vec<_> = known.difference(&long).collect();
    assert!(done.is_empty(), "no long lines any more: strike {done:?} out of the list");
}

#[test]
fn no_template_names_a_permission() {
    for (name, text) in templates() {
        let named = text.match_indices("Permission::").any(|(place, it)| !text[place + it.len()..].starts_with("ALL"));
        assert!(!named, "{name} names a permission: ask the layout, `layout.may_check_in()`");
    }
}
