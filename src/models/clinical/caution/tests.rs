//! The pharmacist's cases: noted words against a medicine, and what is to be said.

use uuid::Uuid;

use super::Cautions;
use super::facts::Fact;
use crate::models::clinical::medicine::beginnings;

const ALLOPATHIC: &str = include_str!("../medicine/allopathic.csv");
const CASES: &str = include_str!("cases.csv");

fn rows(file: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(file.as_bytes()).into_records().map(|it| it.expect("a row")).collect()
}

/// A fact of that kind and id, with its words.
fn fact(kind: &str, id: usize, words: [&str; 4]) -> Fact {
    let [first, second, third, fourth] = words.map(str::to_owned);
    Fact { kind: kind.into(), id: Uuid::from_u128(id as u128).as_bytes().to_vec(), first, second, third, fourth, at: None }
}

/// What the database would have found: the allergy, and the formulary's medicines that the text begins with.
fn cautions(noted: &str, taken_as: &str, text: &str) -> Cautions {
    let names = beginnings(text);
    let mut facts = vec![fact("allergy", 1, [noted, taken_as, "Dr Sen", ""])];
    for (at, row) in rows(ALLOPATHIC).iter().enumerate().filter(|(_, row)| names.contains(&row[0].to_lowercase())) {
        facts.push(fact("medicine", at + 2, [&row[0], &row[2], &row[3], &row[4]]));
        for part in row[1].split(" + ") {
            let (name, class) = part.split_once('[').unwrap_or((part, ""));
            facts.push(fact("ingredient", at + 2, [name.trim(), class.trim_end_matches(']'), "", ""]));
        }
    }
    Cautions::gathered(facts)
}

fn said(noted: &str, taken_as: &str, text: &str) -> &'static str {
    let caution = cautions(noted, taken_as, text).about(text);
    match (&caution.allergy, &caution.likeness) {
        (Some(_), None) => "warns",
        (Some(_), Some(_)) => "asks",
        (None, _) if caution.unchecked || !caution.unsure.is_empty() => "unchecked",
        (None, _) if !caution.related.is_empty() => "remarks",
        (None, _) if !caution.mentioned.is_empty() => "mentions",
        (None, _) => "silent",
    }
}

#[test]
fn every_case_of_the_table_says_what_it_should() {
    let cases = rows(CASES);
    assert!(cases.len() >= 80);
    let wrong = cases.iter().filter(|case| said(&case[0], "", &case[1]) != &case[2]);
    let wrong: Vec<String> = wrong.map(|it| format!("{} x {}: {}, not {}", &it[0], &it[1], said(&it[0], "", &it[1]), &it[2])).collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn an_answer_about_a_likeness_is_what_counts_from_then_on() {
    let (text, other) = ("Amoxicillin 500 mg capsule", "Dolo 650");
    assert_eq!((said("Pencillin", "", text), said("Pencillin", "", other)), ("asks", "unchecked"));
    assert_eq!((said("Pencillin", "penicillin", text), said("Pencillin", "penicillin", other)), ("warns", "silent"));
    assert_eq!((said("Pencillin", "-", text), said("Pencillin", "-", other)), ("unchecked", "unchecked"));
    // Of two words each has its answer.
    let two = "Brufin and Pencillin";
    assert_eq!((said(two, "Brufen", text), said(two, "Brufen", "Brufen 400")), ("asks", "warns"));
    assert_eq!((said(two, "Brufen; penicillin", text), said(two, "Brufen; penicillin", "Azee 500")), ("warns", "silent"));
    assert_eq!((said(two, "Brufen; -", text), said(two, "Brufen; -", "Brufen 400")), ("unchecked", "warns"));
}

#[test]
fn an_unknown_medicine_is_taken_on_against_the_allergies_of_that_moment() {
    let text = "Zorblaxin 200";
    let caution = cautions("Penicillin", "", text).about(text);
    assert_eq!((caution.taken_on_against.as_deref(), caution.kept()), (Some("Penicillin"), Some("Penicillin")));
    assert_eq!(caution.tap(text).as_deref(), Some("zorblaxin 200 / penicillin"));
    assert_eq!(caution.unknown, ["zorblaxin"]);
    for surroundings in ["Dust", "Pollen", "Brinjal", "Cold", "Wool"] {
        assert_eq!(cautions(surroundings, "", text).about(text).taken_on_against, None, "{surroundings}");
    }
    for substance in ["Metformin", "Adrenaline", "Warfarin", "Montelukast", "Milk", "Xyzplonk", "Sulfa"] {
        assert!(cautions(substance, "", text).about(text).tap(text).is_some(), "{substance}");
    }
    assert_eq!(Cautions::default().about(text).taken_on_against, None);
    assert!(Cautions::default().about(text).unchecked);
}

#[test]
fn what_most_tolerate_is_mentioned_once_in_a_prescription() {
    let all = cautions("Sulfa", "", "").about_all(&["Lasix 40", "Amaryl 2", "Dapsone 100", "Amaryl 1"]);
    assert_eq!(all.iter().map(|it| (it.mentioned.len(), it.related.len())).collect::<Vec<_>>(), [(1, 0), (0, 0), (0, 1), (0, 0)]);
}

#[test]
fn the_same_ingredient_twice_is_said_with_the_number_of_the_other() {
    let all = Cautions::default().about_all(&["Dolo 650", "", "Combiflam", "Crocin 500", "Azee 500"]);
    let twice: Vec<_> = all.iter().map(|it| it.twice.clone()).collect();
    assert_eq!(twice, [vec![], vec![], vec![("paracetamol", 1)], vec![("paracetamol", 1)], vec![]]);
}
