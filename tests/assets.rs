//! What pages are sent beside their words: style sheets of one rule a line, and scripts of one behaviour a file.

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

/// A style sheet without its comments, its lines kept.
fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once("*/").expect("the comment ends").1).collect::<String>()
}

/// The words after a mark that are made of letters, digits and hyphens, and begin with a letter.
fn words_after(text: &str, mark: char) -> BTreeSet<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>();
    text.split(mark).skip(1).map(word).filter(|it| it.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
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
fn a_line_of_css_holds_one_rule_or_one_declaration() {
    for (name, sheet) in files(&folder().join("css"), ".css") {
        assert!(sheet.starts_with("/* "), "{name} does not say what it is for");
        for line in sheet.lines() {
            assert!(line.chars().count() <= 140, "{name} is too wide at {line}");
        }
        for line in without_comments(&sheet).lines() {
            let line = line.trim();
            let (opens, ends) = (line.matches('{').count(), line.matches(';').count());
            let whole_rule = opens == 1 && line.ends_with('}') && line.matches('}').count() == 1;
            let part = opens + ends <= 1 && (opens == 0 || line.ends_with('{')) && (line == "}" || !line.contains('}'));
            assert!(whole_rule || part, "{name} holds two things at {line}");
        }
    }
}

#[test]
fn every_component_is_part_of_one_style_sheet_and_in_a_layer() {
    let sheets = ["app.css", "print.css"].map(|name| fs::read_to_string(folder().join(name)).expect(name)).concat();
    let imported: Vec<_> = sheets.lines().filter_map(|line| line.strip_prefix("@import \"css/")?.split('"').next()).collect();
    for component in files(&folder().join("css"), ".css").keys() {
        assert_eq!(imported.iter().filter(|it| *it == component).count(), 1, "{component}");
    }
    let layers = sheets.lines().find_map(|line| line.strip_prefix("@layer ")).expect("the layers").trim_end_matches(';');
    for line in sheets.lines().filter(|line| line.starts_with("@import \"css/") && !line.contains("css/page.css")) {
        let layer = line.split("layer(").nth(1).and_then(|it| it.strip_suffix(");")).unwrap_or_else(|| panic!("no layer in {line}"));
        assert!(layers.split(", ").any(|it| it == layer), "{layer} is not among the layers");
    }
}

#[test]
fn every_class_of_the_style_sheets_is_used() {
    let mut used = BTreeSet::new();
    for text in templates().into_values().chain(sources().into_values()) {
        // A macro is told a class as a text: `field(name, label, errors, "full")`.
        used.extend(text.split('"').flat_map(str::split_whitespace).map(str::to_owned));
        for rest in text.split("class=\"").skip(1) {
            // The attribute ends at the first quotation mark outside of the template's own code.
            let (mut depth, mut attribute) = (0, String::new());
            for c in rest.chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if c == '"' && depth == 0 {
                    break;
                }
                attribute.push(c);
            }
            used.extend(attribute.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).map(str::to_owned));
        }
    }
    for (name, sheet) in files(&folder().join("css"), ".css") {
        for class in words_after(&without_comments(&sheet), '.').into_iter().filter(|it| !it.starts_with("htmx-")) {
            assert!(used.contains(&class), "{name} has .{class}, which nothing has");
        }
    }
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
            assert!(behaviour.is_in(&whole(name, &templates).replace('\n', " ")), "{name} links {script} and has nothing for it");
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
