//! What pages are sent beside their words: scripts of one behaviour a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::behaviours::{ALL, ICONS, folder};

/// Every file under a folder, by its path within it, that ends so.
fn files(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, root: &Path, ending: &str, found: &mut BTreeMap<String, String>) {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                walk(&path, root, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, ending, &mut found);
    found
}

fn templates() -> BTreeMap<String, String> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), ".html")
}

fn sources() -> BTreeMap<String, String> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), ".rs")
}

/// The behaviours that a template links by itself.
fn linked(template: &str) -> Vec<String> {
    let lists = template.match_indices("\"|scripts").map(|(end, _)| template[..end].rsplit('"').next().unwrap_or_default());
    lists.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// A template with all that it includes, imports and extends.
fn whole(name: &str, templates: &BTreeMap<String, String>) -> String {
    let text = &templates[name];
    let others = ["{% extends \"", "{% include \"", "{% import \""].into_iter().flat_map(|by| text.split(by).skip(1));
    text.clone() + &others.map(|rest| whole(rest.split('"').next().unwrap_or_default(), templates)).collect::<String>()
}

#[test]
fn a_script_is_one_short_behaviour_that_says_what_it_does() {
    for (name, script) in files(&folder().join("js"), ".js") {
        assert!(script.lines().count() <= 150, "{name} is too long");
        assert!(script.starts_with("// "), "{name} does not say what it does");
        assert!(script.lines().all(|line| line.chars().count() <= 140), "{name} is too wide");
    }
}

#[test]
fn pages_link_the_scripts_that_they_use_and_no_others() {
    let templates = templates();
    let mut everywhere = BTreeSet::from(["theme".to_owned()]);
    for (name, template) in &templates {
        let scripts = linked(template);
        assert!(scripts.iter().rev().skip(1).all(|it| it != "htmx"), "{name} links something after htmx");
        for script in scripts {
            let behaviour = ALL.iter().find(|it| it.name == script).unwrap_or_else(|| panic!("{name} links {script}, which is not"));
            assert!(behaviour.is_in(&whole(name, &templates)), "{name} links {script} and has nothing for it");
            everywhere.insert(script);
        }
    }
    for behaviour in ALL.iter() {
        assert!(everywhere.contains(&behaviour.name), "nothing links {}", behaviour.name);
    }
}

#[test]
fn every_icon_of_the_sprite_is_shown_somewhere() {
    let texts = templates().into_values().chain(sources().into_values()).collect::<String>();
    for icon in ICONS.iter() {
        assert!(texts.contains(&format!("\"{icon}\"")) || texts.contains(&format!("#i-{icon}\"")), "{icon}");
    }
}
