//! Who may import whom: the parts and their wings, in one table, and no two files that lean on each other.

#[path = "layers/imports.rs"]
mod imports;

use std::collections::{BTreeMap, BTreeSet};

use imports::{Source, circles, sources};

/// What a part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Free for everybody, and leaning on nobody but what is named.
    Ground,
    /// Pages: HTML in, HTML out. No diesel, no pools.
    Screens,
    /// Everything between.
    House,
}

use Kind::{Ground, House, Screens};

/// Every part of the crate, the ground first: what it is, and what it may import besides itself and the ground.
const PARTS: &[(&str, Kind, &[&str])] = &[
    ("locale", Ground, &[]),
    ("config", Ground, &[]),
    ("keys", Ground, &[]),
    ("schema", House, &[]),
    ("db", House, &["schema"]),
    ("models", House, &["db", "schema"]),
    ("directory", House, &["db", "schema"]),
    ("providers", House, &[]),
    ("jobs", House, &["models", "directory", "providers", "db"]),
    ("web", House, &[]),
    ("auth", House, &["web", "models", "directory", "jobs", "providers", "db"]),
    ("shared", Screens, &["auth", "web", "models", "directory", "providers", "db"]),
    ("reception", Screens, &["auth", "web", "models", "shared", "db"]),
    ("doctor", Screens, &["auth", "web", "models", "shared", "db"]),
    ("patient", Screens, &["auth", "web", "models", "shared", "db"]),
    ("admin", Screens, &["auth", "web", "models", "directory", "jobs", "shared", "db"]),
    ("platform", Screens, &["auth", "web", "models", "directory", "db"]),
    ("sign_in", Screens, &["auth", "web", "models", "directory", "providers", "shared", "db"]),
    ("account", Screens, &["auth", "web", "models", "directory", "shared", "db"]),
    ("routes", House, &["auth", "web", "shared", "reception", "doctor", "patient", "admin", "platform", "sign_in", "account"]),
    ("server", House, &["auth", "web", "jobs", "routes"]),
    ("demo", House, &["jobs", "models", "directory", "db", "schema"]),
    ("commands", House, &["auth", "db", "demo", "directory", "jobs", "models", "routes", "schema", "server"]),
    ("main", House, &["commands", "lib"]),
    ("lib", House, &[]),
];

/// The wings of a part, the ground first: each may import those before it.
const WINGS: &[(&str, &[&str])] = &[
    ("models", &["values", "journal", "practice", "people", "billing", "visits", "clinical", "reports", "exchange"]),
    ("directory", &["audit", "post", "tenants", "people", "sessions", "proofs", "accounts"]),
];

/// Macros stand at the root of the crate.
const MACROS: &[&str] = &["message", "page", "text_enum", "notice"];

fn rule(part: &str) -> (Kind, &'static [&'static str]) {
    let found = PARTS.iter().find(|(name, ..)| *name == part);
    found.map_or_else(|| panic!("{part} is in no row of PARTS: say what it is and what it may import"), |(_, kind, may)| (*kind, *may))
}

fn wing_of<'a>(part: &str, path: &'a [String]) -> Option<&'a str> {
    let (_, wings) = WINGS.iter().find(|(name, _)| *name == part)?;
    path.get(1).map(String::as_str).filter(|it| wings.contains(it))
}

#[test]
fn every_part_imports_only_what_it_may() {
    for source in sources() {
        let (_, may) = rule(source.part());
        for import in source.imports() {
            let part = import[0].as_str();
            if part == source.part() || MACROS.contains(&part) {
                continue;
            }
            let (kind, _) = rule(part);
            assert!(kind == Ground || may.contains(&part), "{}: {} may not import {part}", source.file, source.part());
        }
    }
}

#[test]
fn a_wing_imports_only_those_before_it_and_names_no_file_of_another() {
    for source in sources() {
        let own = wing_of(source.part(), &source.module);
        for import in source.imports() {
            let part = import[0].as_str();
            let Some((_, wings)) = WINGS.iter().find(|(name, _)| *name == part) else { continue };
            let Some(wing) = import.get(1) else { continue };
            if part == source.part() {
                let place = |it: &str| wings.iter().position(|wing| *wing == it);
                let Some(theirs) = place(wing) else { panic!("{}: {part}::{wing} is no wing", source.file) };
                let Some(ours) = own.and_then(place) else { continue };
                assert!(theirs <= ours, "{}: {wing} stands above {}", source.file, wings[ours]);
                if theirs == ours {
                    continue;
                }
            }
            let names_a_file = import.get(2).is_some_and(|it| it.starts_with(char::is_lowercase) && import.len() > 3);
            assert!(!names_a_file, "{}: {} names a file inside a wing", source.file, import.join("::"));
        }
    }
}

#[test]
fn every_file_of_a_part_with_wings_stands_in_one() {
    for source in sources() {
        let Some((part, wings)) = WINGS.iter().find(|(name, _)| *name == source.part()) else { continue };
        let stands = source.module.get(1).is_none_or(|it| wings.contains(&it.as_str()));
        assert!(stands, "{} stands in no wing of {part}", source.file);
    }
}

/// A parent and its own aspects share what is private; no other two files lean on each other.
#[test]
fn no_files_go_round_in_a_circle() {
    let circles = circles(&sources());
    assert!(circles.is_empty(), "these import each other: {circles:#?}");
}

/// A reader who sees a name knows which thing is meant. A screen's page structs are private and may be alike.
#[test]
fn no_public_type_is_named_twice() {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        for name in source.public_types() {
            places.entry(name).or_default().insert(source.file.clone());
        }
    }
    let twice: Vec<_> = places.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "named twice: {twice:#?}");
}

#[test]
fn screens_know_no_diesel() {
    for source in sources().iter().filter(|it| rule(it.part()).0 == Screens) {
        assert!(!source.code().contains("diesel::") || source.file.ends_with("health.rs"), "{} speaks diesel", source.file);
    }
}

#[test]
fn az_8_no_screen_holds_a_pool_or_opens_a_connection() {
    for source in sources().iter().filter(|it| rule(it.part()).0 == Screens) {
        let held = ["Databases", "pools::", "Pool<", "MysqlConnection", "write_now", "read_now"];
        let held = held.iter().find(|it| source.code().contains(**it));
        assert!(held.is_none() || source.file.ends_with("health.rs"), "{} holds {held:?}", source.file);
    }
}

#[test]
fn only_one_file_spells_htmx_headers() {
    for source in sources() {
        assert!(source.file.ends_with("web/hx.rs") || !source.text.contains("\"HX-"), "{} spells an HX- header", source.file);
    }
}

/// Which day it is depends on where: an instant becomes a day in one file, which asks for the zone. The pages' filters know the reader's.
#[test]
fn an_instant_becomes_a_day_only_where_a_zone_is_asked_for() {
    let of_the_server = [".date_naive()", ".date()", ".naive_local()", "CURDATE", "CURRENT_DATE", "UTC_DATE", "SYSDATE", "Local::"];
    for source in sources()
        .iter()
        .filter(|it| !it.file.ends_with("db/clock.rs") && !it.file.ends_with("locale/moments.rs") && !it.file.ends_with("web/filters.rs"))
    {
        let code = source.code();
        let found = of_the_server.iter().find(|it| code.contains(**it));
        assert!(found.is_none(), "{} takes the server's day: {found:?}", source.file);
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for Source { file, text, module } in sources() {
        let generated = module[0] == "schema" && module.len() > 1;
        assert!(generated || text.starts_with("//! "), "{file} does not say what it is for");
    }
}
