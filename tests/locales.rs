//! Every word is said in every language, and none is kept that nobody says.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use swasthya::directory::post::Letter;

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

fn texts(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            texts(&entry, out);
        } else if entry.extension().is_some_and(|it| it == "rs" || it == "html") {
            out.push(fs::read_to_string(&entry).expect("a file"));
        }
    }
}

/// Every file of the sources.
fn sources() -> Vec<String> {
    let mut found = Vec::new();
    texts(&root().join("src"), &mut found);
    found
}

fn templates() -> Vec<String> {
    let mut found = Vec::new();
    texts(&root().join("templates"), &mut found);
    found
}

/// Everything between quotes in the sources and templates, and the keys that are put together: of sets and of letters.
fn said() -> BTreeSet<String> {
    let text = [sources(), templates()].concat().concat();
    let letters = Letter::ALL.iter().flat_map(|letter| letter.keys());
    text.split('"').map(str::to_owned).chain(keys_of_sets()).chain(letters).collect()
}

/// Keys that are put together from a prefix and a word that no closed set declares: `month-` and a number.
const COMPOSED: &[&str] = &["month-", "weekday-", "sex-letter-", "permission-", "import-reason-", "import-doubted-", "unit-", "deed-"];

/// The keys of every closed set: `keys "stand"; Stand { NoShow = "no_show" }` has `stand-no-show`.
fn keys_of_sets() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (place, mark) in code.match_indices("\n    keys \"") {
            let (prefix, rest) = code[place + mark.len()..].split_once("\";").expect("a prefix");
            let (set, _) = rest.split_once("\n}").expect("the end of the set");
            let words = set.split(" = \"").skip(1).filter_map(|it| it.split('"').next());
            found.extend(words.map(|word| format!("{prefix}-{}", word.replace('_', "-"))));
        }
    }
    found
}

#[test]
fn every_word_of_a_closed_set_is_said_in_both_languages() {
    let sets = keys_of_sets();
    assert!(sets.len() > 100, "only {} words were found", sets.len());
    for language in ["en", "hi"] {
        let keys = keys(language);
        let missing: Vec<_> = sets.iter().filter(|key| !keys.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} has no words for {missing:?}");
    }
}

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

/// What macros call a parameter that is a key.
const KEY_PARAMETERS: [&str; 5] = ["label", "hint", "key", "title", "advice"];

/// The parts between commas up to the parenthesis that closes; commas in quotes and in parentheses part nothing.
fn arguments(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quoted) = (vec![String::new()], 0, false);
    for sign in text.chars() {
        quoted ^= sign == '"';
        match sign {
            ')' if !quoted && depth == 0 => break,
            ',' if !quoted && depth == 0 => parts.push(String::new()),
            '(' | ')' if !quoted => depth += if sign == '(' { 1 } else { -1 },
            _ => {}
        }
        if let Some(part) = parts.last_mut().filter(|part| !(part.is_empty() && (sign == ',' || sign == ' '))) {
            part.push(sign);
        }
    }
    parts
}

/// The keys that are handed to macros: `fields::line("name", "patient-name", .., hint="patient-name-hint")`.
fn handed(templates: &str) -> BTreeSet<String> {
    let declared: HashMap<&str, Vec<String>> = templates
        .split("{% macro ")
        .skip(1)
        .filter_map(|it| it.split_once('('))
        .map(|(name, rest)| (name, arguments(rest).iter().map(|it| it.split('=').next().unwrap_or_default().to_owned()).collect()))
        .collect();
    let mut found = BTreeSet::new();
    for called in templates.split("::").skip(1) {
        let Some((name, rest)) = called.split_once('(') else { continue };
        let Some(parameters) = declared.get(name) else { continue };
        for (place, argument) in arguments(rest).iter().enumerate() {
            let named = argument.split_once('=').filter(|(name, _)| parameters.iter().any(|it| it == name));
            let (parameter, value) = named.or_else(|| Some((parameters.get(place)?.as_str(), argument.as_str()))).unwrap_or_default();
            let literal = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).filter(|it| !it.is_empty() && !it.contains('"'));
            found.extend(literal.filter(|_| KEY_PARAMETERS.contains(&parameter)).map(str::to_owned));
        }
    }
    found
}

#[test]
fn no_key_that_is_used_is_missing() {
    let english = keys("en");
    let templates = templates().concat();
    let handed = handed(&templates);
    assert!(handed.len() > 100, "only {} keys that are handed to macros were found", handed.len());
    let missing: Vec<_> = handed.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "macros are handed {missing:?}, which no language has");
    let used: BTreeSet<&str> = templates
        .match_indices("\"|t")
        .filter_map(|(place, _)| templates[..place].rsplit('"').next())
        .filter(|key| key.len() > 1 && !key.contains(['{', ' ']))
        .collect();
    let missing: Vec<_> = used.into_iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "templates say {missing:?}, which no language has");
    let sources = sources().concat();
    let messages: BTreeSet<&str> =
        sources.match_indices("message!(\"").filter_map(|(place, it)| sources[place + it.len()..].split('"').next()).collect();
    let letters: Vec<String> = Letter::ALL.iter().flat_map(|letter| letter.keys()).collect();
    let messages = messages.into_iter().chain(letters.iter().map(String::as_str));
    let missing: Vec<_> = messages.filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "messages say {missing:?}, which no language has");
}
