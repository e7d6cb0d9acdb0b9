//! Who may import whom.

use std::fs;
use std::path::{Path, PathBuf};

/// What each part may import of the crate, besides itself. `locale`, `config`, and the crate's macros are free for all.
const MAY_IMPORT: [(&str, &[&str]); 17] = [
    ("locale", &[]),
    ("config", &[]),
    ("schema", &[]),
    ("db", &["schema"]),
    ("models", &["db", "schema"]),
    ("directory", &["db", "schema"]),
    ("web", &[]),
    ("auth", &["web", "models", "directory", "providers", "db"]),
    ("providers", &[]),
    ("jobs", &["models", "directory", "providers", "db"]),
    ("reception", &["auth", "web", "models", "shared", "db"]),
    ("doctor", &["auth", "web", "models", "shared", "db"]),
    ("patient", &["auth", "web", "models", "shared", "db"]),
    ("admin", &["auth", "web", "models", "directory", "shared", "db"]),
    ("platform", &["auth", "web", "models", "directory", "db"]),
    ("account", &["auth", "web", "models", "directory", "sign_in", "db"]),
    ("sign_in", &["auth", "web", "models", "directory", "providers", "shared", "db"]),
];

const MACROS: [&str; 4] = ["message", "page", "text_enum", "notice"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            found.push(entry);
        }
    }
}

/// Every `crate::part` in a file, use lists taken apart.
fn imports(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (place, _) in text.match_indices("crate::") {
        let rest = &text[place + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => parts.push(std::mem::take(&mut word)),
                    c if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            parts.push(word);
        } else {
            parts.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    parts.into_iter().map(|it| it.trim().split("::").next().unwrap_or_default().to_owned()).filter(|it| !it.is_empty()).collect()
}

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).expect("under src");
            let part = inside.components().next().expect("a part").as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("a file");
            (part, path, text)
        })
        .collect()
}

#[test]
fn every_part_imports_only_what_it_may() {
    for (part, path, text) in sources() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == part) else { continue };
        for import in imports(&text) {
            let free = import == part || ["locale", "config"].contains(&import.as_str()) || MACROS.contains(&import.as_str());
            assert!(free || allowed.contains(&import.as_str()), "{}: {part} may not import {import}", path.display());
        }
    }
}

#[test]
fn screens_know_no_diesel() {
    for (part, path, text) in sources() {
        if ["reception", "doctor", "patient", "admin", "platform", "shared"].contains(&part.as_str()) {
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            assert!(!code.contains("diesel::") || path.ends_with("health.rs"), "{} speaks diesel", path.display());
        }
    }
}

#[test]
fn az_8_no_screen_holds_a_pool_or_opens_a_connection() {
    for (part, path, text) in sources() {
        if ["reception", "doctor", "patient", "platform", "shared", "sign_in", "account"].contains(&part.as_str()) {
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let held = ["Databases", "pools::", "Pool<", "MysqlConnection", "write_now", "read_now"].iter().find(|it| code.contains(**it));
            assert!(held.is_none() || path.ends_with("health.rs"), "{} holds {held:?}", path.display());
        }
    }
}

#[test]
fn only_one_file_spells_htmx_headers() {
    for (_, path, text) in sources() {
        assert!(path.ends_with("web/hx.rs") || !text.contains("\"HX-"), "{} spells an HX- header", path.display());
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (part, path, text) in sources() {
        let generated = part == "schema" && !path.ends_with("schema.rs");
        assert!(generated || text.starts_with("//! "), "{} does not say what it is for", path.display());
    }
}
