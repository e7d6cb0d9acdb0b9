//! What addresses and forms may be asked for, read out of the program's own structs: a field that is added is tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static QUERIES: LazyLock<Vec<String>> = LazyLock::new(|| fields_of("Query"));
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| fields_of("Form"));

/// The names of all that an address may be asked for.
pub fn query_fields() -> Vec<String> {
    QUERIES.clone()
}

/// The names of all that a form may hold.
pub fn form_fields() -> Vec<String> {
    FORMS.clone()
}

/// The fields of every struct whose name ends so.
fn fields_of(ending: &str) -> Vec<String> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut names = BTreeSet::new();
    for text in files {
        let mut inside = false;
        for line in text.lines() {
            let declared = line.trim_start_matches("pub ").strip_prefix("struct ").and_then(|it| it.strip_suffix(" {"));
            if let Some(name) = declared {
                inside = name.ends_with(ending) || (ending == "Form" && (name.ends_with("Press") || name.ends_with("ItemLine")));
            } else if line.starts_with('}') {
                inside = false;
            } else if inside
                && let Some((name, _)) = line.trim().trim_start_matches("pub(super) ").trim_start_matches("pub ").split_once(": ")
            {
                let is_name = !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
                if is_name && name != "errors" {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    assert!(names.len() > 5, "no fields of {ending}");
    names.into_iter().collect()
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()) {
        if entry.is_dir() {
            collect(&entry, files);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            files.push(fs::read_to_string(&entry).expect("a file"));
        }
    }
}
