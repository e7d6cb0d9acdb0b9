//! Our scripts, what switches each on, and a check that every page has what it needs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use swasthya::commands::routes::table;

/// One of our scripts, or htmx.
pub struct Behaviour {
    pub name: String,
    /// The attribute that switches it on, with its value where that matters: ` data-confirm`, ` role="combobox"`.
    mark: String,
}

impl Behaviour {
    /// Whether something in here has it.
    pub fn is_in(&self, html: &str) -> bool {
        let ends = |rest: &str| rest.starts_with(['=', '>', ' ', '\n']) || self.mark.ends_with(['-', '"']);
        html.match_indices(&self.mark).any(|(place, _)| ends(&html[place + self.mark.len()..]))
    }
}

/// Where what is sent stands.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static")
}

/// All of them. The second line of a script says `// Switched on by [attribute]`, or `[attribute=value]`.
pub static ALL: LazyLock<Vec<Behaviour>> = LazyLock::new(|| {
    let scripts = fs::read_dir(folder().join("js")).expect("scripts").map(|entry| entry.expect("a script").path());
    let ours = scripts.map(|path| {
        let text = fs::read_to_string(&path).expect("a script");
        let second = text.lines().nth(1).and_then(|line| line.strip_prefix("// Switched on by ["));
        let attribute = second.and_then(|line| line.split(']').next()).unwrap_or_else(|| panic!("{} does not say", path.display()));
        let mark = attribute.split_once('=').map_or(format!(" {attribute}"), |(name, value)| format!(" {name}=\"{value}\""));
        Behaviour { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), mark }
    });
    ours.chain([Behaviour { name: "htmx".to_owned(), mark: " hx-".to_owned() }]).collect()
});

/// The icons that the sprite is made of.
pub static ICONS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| fs::read_to_string(folder().join("icons.txt")).expect("icons").lines().map(str::to_owned).collect());

/// The addresses that make something, with their names in braces.
pub static MAKING: LazyLock<Vec<String>> = LazyLock::new(|| table().into_iter().filter(|row| row.makes).map(|row| row.path).collect());

/// Whether what is posted there makes something.
pub fn makes(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    MAKING.iter().any(|pattern| {
        let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len() && pattern.iter().zip(path).all(|(named, there)| named.starts_with('{') || *named == there)
    })
}

/// Every form that makes something carries an attempt: whatever page a test sees is looked at.
fn check_attempts(html: &str) {
    for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form").next()) {
        let action = form.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let looks = form.contains("method=\"get\"");
        assert!(looks || !makes(action) || form.contains("name=\"attempt\" value=\""), "a form without its attempt: {form}");
    }
}

/// Every behaviour that a page has is linked, every icon is there, and every attempt.
pub fn check(html: &str) {
    check_attempts(html);
    for behaviour in ALL.iter().filter(|it| html.starts_with("<!DOCTYPE") && it.is_in(html)) {
        assert!(html.contains(&format!("/static/{}.", behaviour.name)), "{} is not linked in\n{html}", behaviour.name);
    }
    for icon in html.split("#i-").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ICONS.contains(icon), "no icon {icon}");
    }
}
