//! Every word is said in every language, and none is kept that nobody says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The keys of a language, with the variables each sentence names.
fn keys(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for entry in fs::read_dir(root().join("locales").join(language)).expect("a language") {
        let path = entry.expect("an entry").path();
        let mut current = String::new();
        for line in fs::read_to_string(&path).expect("a file").lines() {
            if let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase())) {
                current = key.to_owned();
                assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{key} stands twice in {language}");
            }
            for (place, _) in line.match_indices('$') {
                let name: String = line[place + 1..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                keys.entry(current.clone()).or_default().insert(name);
            }
        }
    }
    keys
}

fn texts(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            texts(&entry, out);
        } else if entry.extension().is_some_and(|it| it == "rs" || it == "html") {
            out.push_str(&fs::read_to_string(&entry).expect("a file"));
        }
    }
}

/// Everything between quotes in the sources and templates.
fn said() -> BTreeSet<String> {
    let mut text = String::new();
    texts(&root().join("src"), &mut text);
    texts(&root().join("templates"), &mut text);
    text.split('"').map(str::to_owned).collect()
}

/// Keys that are put together from a prefix and a stored word: `sex-` and `female`.
const COMPOSED: &[&str] = &[
    "month-",
    "sex-",
    "sex-letter-",
    "relation-",
    "role-",
    "permission-",
    "template-",
    "priority-",
    "stand-",
    "status-",
    "standing-",
    "action-",
    "method-",
    "clinic-kind-",
    "system-",
    "import-column-",
    "import-status-",
    "import-reason-",
    "import-doubted-",
    "food-",
    "unit-",
    "alert-",
    "organisation-status-",
    "creation-stage-",
    "deed-",
];

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (english, hindi) = (keys("en"), keys("hi"));
    let missing: Vec<_> = english.keys().filter(|key| !hindi.contains_key(*key)).collect();
    let extra: Vec<_> = hindi.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing in Hindi: {missing:?}; only in Hindi: {extra:?}");
    for (key, variables) in &english {
        assert_eq!(variables, &hindi[key], "{key} names other variables in Hindi");
    }
}

#[test]
fn no_key_is_unused() {
    let said = said();
    let unused: Vec<_> =
        keys("en").into_keys().filter(|key| !said.contains(key) && !COMPOSED.iter().any(|prefix| key.starts_with(prefix))).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn no_key_that_is_used_is_missing() {
    let english = keys("en");
    let mut templates = String::new();
    texts(&root().join("templates"), &mut templates);
    let used: BTreeSet<&str> = templates
        .match_indices("\"|t")
        .filter_map(|(place, _)| templates[..place].rsplit('"').next())
        .filter(|key| key.len() > 1 && !key.contains(['{', ' ']))
        .collect();
    let missing: Vec<_> = used.into_iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "templates say {missing:?}, which no language has");
    let mut sources = String::new();
    texts(&root().join("src"), &mut sources);
    let messages: BTreeSet<&str> =
        sources.match_indices("message!(\"").filter_map(|(place, it)| sources[place + it.len()..].split('"').next()).collect();
    let missing: Vec<_> = messages.into_iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "messages say {missing:?}, which no language has");
}
