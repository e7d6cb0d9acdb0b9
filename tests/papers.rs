//! The papers that are made from the code agree with it, and no link in any paper leads nowhere. `WRITE_DOCS=1 cargo test
//! --test app papers::` writes the made ones anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::config;

use crate::support::World;

const SCHEMAS: [(&str, &str, &str); 2] = [
    ("directory", "The directory", "One a server installation: who may come in, and the organisations."),
    (
        "organisation",
        "An organisation",
        "One database each. Users live in the directory: a `user_id` here has no foreign key, and `swasthya check` finds strays.",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The paper says what the code says, or is written anew.
fn agrees(paper: &str, made: &str) {
    let path = root().join(paper);
    if std::env::var_os("WRITE_DOCS").is_some() {
        fs::write(path, made).expect("a paper");
        return;
    }
    let stands = fs::read_to_string(path).unwrap_or_default();
    let differs = made.lines().zip(stands.lines()).find(|(made, stands)| made != stands);
    assert!(stands == made, "{paper} is out of date, at {differs:?}: run WRITE_DOCS=1 cargo test --test app papers::");
}

#[test]
fn the_settings_are_those_of_the_code() {
    let head = "# Configuration\n\n\
        From the environment, or the same names in lower case in a TOML file (`--config FILE` or `SWASTHYA_CONFIG`); the environment \
        wins.\nThis page is made from `src/config/settings/table.rs`.\n";
    agrees("docs/configuration.md", &format!("{head}{}", config::markdown()));
}

/// A table of `src/schema`: its name, its key, and its columns with their types.
struct Table {
    name: String,
    key: Vec<String>,
    columns: Vec<(String, String)>,
}

/// The tables of a schema that diesel has printed.
fn tables(schema: &str) -> Vec<Table> {
    let text = fs::read_to_string(root().join(format!("src/schema/{schema}.rs"))).expect("a schema");
    let mut tables: Vec<Table> = Vec::new();
    let mut length = String::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, key)) = line.strip_suffix(") {").and_then(|it| it.split_once(" (")) {
            tables.push(Table { name: name.to_owned(), key: key.split(", ").map(str::to_owned).collect(), columns: Vec::new() });
        } else if let Some(most) = line.strip_prefix("#[max_length = ") {
            length = format!("({}", most.replace(']', ")"));
        } else if let Some((name, kind)) = line.strip_suffix(',').and_then(|it| it.split_once(" -> ")) {
            let (kind, may_lack) = kind.strip_prefix("Nullable<").map_or((kind, ""), |it| (it.trim_end_matches('>'), "?"));
            let column = (name.to_owned(), format!("{}{}{may_lack}", kind.to_lowercase(), std::mem::take(&mut length)));
            tables.last_mut().expect("a table").columns.push(column);
        }
    }
    tables
}

#[test]
fn of_every_table_it_is_said_for_how_long_its_rows_are_kept() {
    let page = fs::read_to_string(root().join("docs/retention.md")).expect("a page");
    let sweeps = fs::read_to_string(root().join("src/jobs/sweeps.rs")).expect("the sweeps");
    let (directory, organisation) = page.split_once("## An organisation").expect("two parts");
    for (schema, part) in [("directory", directory), ("organisation", organisation)] {
        let rows: Vec<Vec<&str>> =
            part.lines().filter(|it| it.starts_with("| `")).map(|it| it.trim_matches('|').split('|').map(str::trim).collect()).collect();
        let said: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
        let there: Vec<String> = tables(schema).into_iter().map(|it| it.name).collect();
        assert_eq!(said, there, "docs/retention.md, {schema}: every table, in the schema's order");
        for row in rows {
            let sweep = row[2].split('`').nth(1).filter(|_| row[1] == "swept");
            assert!(["record", "bounded", "log"].contains(&row[1]) || sweep.is_some_and(|it| sweeps.contains(it)), "{row:?}");
        }
    }
}

/// A foreign key: `child.held` is an id of `parent`.
#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    held: String,
    #[diesel(sql_type = Text)]
    parent: String,
}

const FOREIGN_KEYS: &str = "SELECT table_name child, column_name held, referenced_table_name parent FROM information_schema.key_column_usage \
    WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL";

fn picture(tables: &[Table], mut held: Vec<Held>) -> String {
    // Sorted here: servers differ in where `_` stands.
    held.sort_by(|a, b| (&a.child, &a.held).cmp(&(&b.child, &b.held)));
    let mut text = "```mermaid\nerDiagram\n".to_owned();
    for Held { child, held, parent } in &held {
        let table = tables.iter().find(|it| it.name == *child).expect("a table of the schema");
        let (_, kind) = table.columns.iter().find(|(name, _)| name == held).expect("a column of the schema");
        let at_least = if kind.ends_with('?') { "o|" } else { "||" };
        let at_most = if table.key == [held.clone()] { "o|" } else { "o{" };
        let _ = writeln!(text, "    {parent} {at_least}--{at_most} {child} : {held}");
    }
    for table in tables.iter().filter(|it| !held.iter().any(|held| held.child == it.name || held.parent == it.name)) {
        let _ = writeln!(text, "    {}", table.name);
    }
    text + "```\n"
}

fn list(tables: &[Table]) -> String {
    let mut text = "\n| table | columns; the key is bold, `?` may be empty |\n|---|---|\n".to_owned();
    for Table { name, key, columns } in tables {
        let mark = |column: &str| if key.iter().any(|it| it == column) { "**" } else { "" };
        let columns: Vec<_> = columns.iter().map(|(name, kind)| format!("{0}{name}{0} {kind}", mark(name))).collect();
        let _ = writeln!(text, "| `{name}` | {} |", columns.join(", "));
    }
    text
}

#[actix_web::test]
async fn the_schema_is_drawn_as_it_is() {
    let world = World::open().await;
    let directory = world.databases().read_directory(|db| diesel::sql_query(FOREIGN_KEYS).load::<Held>(db)).await.expect("the directory");
    let organisation = world.databases().read("acme", |db| diesel::sql_query(FOREIGN_KEYS).load::<Held>(db)).await.expect("a clinic's");
    let mut text = "# The tables\n\nMade by `bin/schema` from `src/schema` and the foreign keys of a database.\n".to_owned();
    for ((schema, title, about), held) in SCHEMAS.into_iter().zip([directory, organisation]) {
        let tables = tables(schema);
        let _ = write!(text, "\n## {title}\n\n{about}\n\n{}{}", picture(&tables, held), list(&tables));
    }
    agrees("docs/schema.md", &text);
}

fn papers(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()) {
        let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
        if entry.is_dir() && !["target", "node_modules", "var", "static"].contains(&name.as_str()) && !name.starts_with('.') {
            papers(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "md") {
            found.push(entry);
        }
    }
}

#[test]
fn no_link_in_a_paper_leads_nowhere() {
    let mut found = Vec::new();
    papers(root(), &mut found);
    for paper in found {
        let text = fs::read_to_string(&paper).expect("a paper");
        let links = text.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|(link, _)| link);
        for link in links.filter(|it| !it.contains("://") && !it.starts_with('#') && !it.contains(' ')) {
            let target = paper.parent().expect("a folder").join(link.split('#').next().unwrap_or_default());
            assert!(target.exists(), "{}: {link}", paper.display());
        }
    }
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.lines().count() < 150);
}
