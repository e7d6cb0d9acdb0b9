//! The files are whole: sorted, no row twice, every word known, a source in each row.

use std::collections::{BTreeMap, BTreeSet};

use super::{BRANDS, CLASSES, LONGEST, SUBSTANCES, lexicon, suggested, words};
use crate::models::clinical::substance::Meaning;
use crate::models::people::{AllergySense, allergy_clauses};

const SOURCES: &str = include_str!("../../medicine/sources.csv");
const ALLOPATHIC: &str = include_str!("../../medicine/allopathic.csv");

fn rows(file: &str) -> Vec<Vec<String>> {
    let read = csv::Reader::from_reader(file.as_bytes()).into_records().map(|row| row.expect("a row")).collect::<Vec<_>>();
    read.iter().map(|row| row.iter().map(str::to_owned).collect()).collect()
}

fn column(file: &str, at: usize) -> BTreeSet<String> {
    rows(file).into_iter().map(|row| row[at].clone()).collect()
}

#[test]
fn every_file_is_sorted_and_has_no_row_twice() {
    for file in [SUBSTANCES, CLASSES, BRANDS, SOURCES] {
        let names: Vec<String> = rows(file).into_iter().map(|row| row[0].clone()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}

#[test]
fn every_ingredient_and_every_class_is_known() {
    let (substances, classes) = (column(SUBSTANCES, 0), column(CLASSES, 0));
    for row in rows(BRANDS) {
        assert!(row[1].split(" + ").all(|it| substances.contains(it)), "{row:?}");
    }
    for row in rows(SUBSTANCES) {
        assert!(row[1].split("; ").filter(|it| !it.is_empty()).all(|it| classes.contains(it)), "{row:?}");
    }
    for row in rows(CLASSES) {
        assert!(row[3..7].iter().flat_map(|it| it.split("; ")).filter(|it| !it.is_empty()).all(|it| classes.contains(it)), "{row:?}");
    }
}

#[test]
fn every_row_names_its_source_and_it_is_said_how_many_were_not_opened() {
    let sources: BTreeMap<String, bool> = rows(SOURCES).into_iter().map(|row| (row[0].clone(), row[1] == "yes")).collect();
    assert!(rows(SOURCES).iter().all(|row| (row[1] == "yes") == row[2].contains("read 27 Nov 2026") && !row[2].is_empty()));
    let unopened = |file: &str| {
        let of = |row: &Vec<String>| row.last().and_then(|it| sources.get(it).copied()).unwrap_or_else(|| panic!("no source: {row:?}"));
        rows(file).iter().filter(|row| !of(row)).count()
    };
    // As many brands rest on general knowledge: fewer is better, and more has to be said here.
    assert_eq!((rows(BRANDS).len(), unopened(BRANDS)), (416, 294));
    assert_eq!((rows(SUBSTANCES).len(), unopened(SUBSTANCES)), (729, 729));
    assert_eq!((rows(CLASSES).len(), unopened(CLASSES)), (53, 45));
}

#[test]
fn the_brands_that_an_indian_doctor_tries_first_are_known() {
    for brand in [
        "dolo",
        "crocin",
        "calpol",
        "augmentin",
        "clavam",
        "azee",
        "glycomet",
        "omez",
        "rantac",
        "montair",
        "ibugesic",
        "combiflam",
        "ecosprin",
        "eltroxin",
        "shelcal",
        "becosules",
        "voveran",
        "sinarest",
        "ascoril",
        "betadine",
        "taxim",
        "calcirol",
    ] {
        assert!(Meaning::of_name(brand).is_some(), "{brand}");
    }
}

/// Two things that are spelled alike would be taken for one another. A class may be called after its substance.
#[test]
fn no_spelling_stands_for_two_things() {
    let mut had: BTreeMap<String, &str> = BTreeMap::new();
    let mut twice = Vec::new();
    for (spelling, at) in &lexicon().begun {
        let term = &lexicon().terms[*at];
        assert!((1..=LONGEST).contains(&spelling.len()), "{spelling:?}");
        let before = had.insert(spelling.concat(), &term.name);
        twice.extend(before.filter(|it| *it != term.name).map(|it| format!("{spelling:?}: {it} and {}", term.name)));
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

/// The words that stand around an allergy are no names: whatever has a name is an allergy, also behind another.
#[test]
fn no_name_is_taken_for_a_remark_or_a_denial() {
    let mut lost = Vec::new();
    for file in [SUBSTANCES, CLASSES, BRANDS] {
        for row in rows(file) {
            let outside = ["food", "contact", "environment"];
            for name in std::iter::once(row[0].as_str()).chain(row[2].split("; ")).filter(|it| !it.is_empty() && !outside.contains(it)) {
                let is_one = |after| allergy_clauses(name, after).iter().any(|it| it.sense == AllergySense::Allergy);
                if !is_one(false) || !is_one(true) {
                    lost.push(name.to_owned());
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_formulary_and_the_files_agree_on_every_ingredient_and_its_class() {
    for row in rows(ALLOPATHIC) {
        for part in row[1].split(" + ") {
            let (name, class) = part.split_once('[').unwrap_or((part, ""));
            let (name, class) = (name.trim(), class.trim_end_matches(']'));
            let meaning = Meaning::of_ingredient(name).unwrap_or_else(|| panic!("{name} is in no row"));
            assert_eq!(meaning.substances.len(), 1, "{name}");
            if !class.is_empty() {
                let named = lexicon().find(&words(class).concat()).unwrap_or_else(|| panic!("{class} is no class"));
                let own = lexicon().classes_of(&meaning);
                let is_it = own.iter().any(|it| lexicon().classes[*it].name == named.name);
                assert!(is_it, "{name} is no {class}");
            }
        }
    }
}

#[test]
fn what_is_begun_to_be_typed_is_found_by_brand_spelling_and_a_word_in_brackets() {
    let has = |typed: &str, substance: &str| suggested(typed).substances.contains(substance);
    for (typed, substance) in [
        ("augm", "clavulanic acid"),
        ("dolo 650", "paracetamol"),
        ("amoxy", "amoxicillin"),
        ("amoxycillin", "amoxicillin"),
        ("vit d", "cholecalciferol"),
        ("ors", "oral rehydration salts"),
        ("b complex", "riboflavin"),
        ("paracetmol", "paracetamol"),
        ("metfromin", "metformin"),
        ("cetrizine", "cetirizine"),
        ("co-amox", "amoxicillin"),
        ("thyro", "levothyroxine"),
    ] {
        assert!(has(typed, substance), "{typed}: {:?}", suggested(typed));
    }
    assert!(suggested("clavam").brands.iter().any(|(brand, holds)| brand == "Clavam" && holds == "amoxicillin + clavulanic acid"));
    assert_eq!(suggested("zzz"), suggested(""));
}
