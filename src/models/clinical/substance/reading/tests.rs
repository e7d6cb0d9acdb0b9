//! What is understood of medicines and of allergies.

use proptest::prelude::*;

use super::{Reading, words};
use crate::models::people::NotedAllergies;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// Names, misspelt names and words that nobody knows, in any order, with anything between them: each is known, or asked, or said to
    /// be unknown, or was not noted and stays where it was typed.
    #[test]
    fn no_word_of_an_allergy_is_silent(
        words in prop::collection::vec((0..5_usize, 0..6_usize, 0..24_usize), 1..6),
    ) {
        const KNOWN: [(&str, &str); 6] = [
            ("Penicillin", "penicillin"), ("sulfa", "sulfonamide antibiotic"), ("DICLOFENAC", "diclofenac"), ("egg", "egg"),
            ("पेनिसिलिन", "penicillin"), ("Dust", "dust"),
        ];
        const ALIKE: [&str; 6] = ["Brufin", "Penicilin", "Nimuslide", "Voverane", "paracetmol", "ciprofloxcin"];
        const STRANGE: [&str; 6] = ["Xyzplonk", "Zor", "qwerty", "Grumblatt", "OFX", "झपक"];
        const BETWEEN: [&str; 24] = [
            " ", " and ", " or ", " aur ", " और ", ", ", "; ", "-", " - ", "/", " (", ") ", "\n", " rash ", " with ", " since 2015 ", " also ",
            " plus ", " 2. ", " no ", " not ", " never ", " n ", " swelling after ",
        ];
        let text: String = words.iter().map(|(kind, at, between)| {
            let word = match kind { 0 | 1 => KNOWN[*at].0, 2 | 3 => ALIKE[*at], _ => STRANGE[*at] };
            format!("{word}{}", BETWEEN[*between])
        }).collect();
        let noted = NotedAllergies::read(&text);
        let readings: Vec<Reading> = noted.substances.iter().map(|it| Reading::of_allergy(it)).collect();
        let left = noted.denied.join(" ");
        let asked = |what: &str| readings.iter().any(|it| it.likely.iter().any(|it| it.word.contains(what)));
        for (kind, at, _) in words {
            match kind {
                0 | 1 => {
                    let (word, name) = KNOWN[at];
                    let held = readings.iter().any(|it| it.known.names().contains(&name) || it.may_mean().names().contains(&name));
                    prop_assert!(held || left.contains(word), "{word} in {text:?}: {readings:?}");
                }
                2 | 3 => prop_assert!(asked(ALIKE[at]) || left.contains(ALIKE[at]), "{} in {text:?}: {readings:?}", ALIKE[at]),
                _ => {
                    let said = readings.iter().any(|it| it.unknown.iter().any(|it| it.contains(STRANGE[at])));
                    prop_assert!(said || left.contains(STRANGE[at]), "{} in {text:?}: {readings:?}", STRANGE[at]);
                }
            }
        }
    }

    /// Whatever stands behind a brand's name and is no form, amount or phrase is said to be unknown.
    #[test]
    fn no_word_behind_a_brand_is_silent(word in "[A-Z]{2}|(?i)(of|at|as|ac|pc|an|or|no|in|to|by|night|pain|fever|milk|citrate|la|duo)") {
        let forms = ["ds", "dt", "md", "sr", "er", "xr", "xl", "cr", "sf", "ip", "bp", "od", "bd", "hs", "gm", "mg", "ug", "ml", "iu", "kg"];
        prop_assume!(words(&word).iter().all(|it| !forms.contains(&it.as_str())));
        for text in [format!("Dolo {word}"), format!("Dolo-{word} 650"), format!("Dolo 650 {word}"), format!("Tab Dolo {word} 650 BD")] {
            if text == format!("Dolo 650 {word}") && word.len() > 3 {
                continue;
            }
            let reading = Reading::of_medicine(&text);
            prop_assert!(!reading.is_certain() || reading.known.names() != ["paracetamol"], "{text}: {reading:?}");
        }
    }
}

fn medicine(text: &str) -> (Vec<&'static str>, Vec<String>) {
    let reading = Reading::of_medicine(text);
    (reading.known.names(), reading.unknown)
}

#[test]
fn a_prescription_is_read_part_by_part() {
    for (text, names) in [
        ("Augmentin 625 + Paracetamol 650", &["amoxicillin", "clavulanic acid", "paracetamol"][..]),
        ("Tab. Moxikind-CV 625 mg BD x 5 days", &["amoxicillin", "clavulanic acid"]),
        ("MOXIKINDCV625", &["amoxicillin", "clavulanic acid"]),
        ("Syp Ascoril-LS 5 ml TDS", &["ambroxol", "guaifenesin", "levosalbutamol"]),
        ("Zerodol-SP", &["aceclofenac", "paracetamol", "serratiopeptidase"]),
        ("Inj. Taxim 1g IV", &["cefotaxime"]),
        ("Taxim-O 200", &["cefixime"]),
        ("Cholecalciferol (Vitamin D3) 60000 IU sachet", &["cholecalciferol"]),
        ("SMX/TMP DS", &["sulfamethoxazole", "trimethoprim"]),
        ("T. Dolo 650 BD x 5 days", &["paracetamol"]),
        ("C. Omez 20", &["omeprazole"]),
        ("Inj. Taxim 1 g I.V.", &["cefotaxime"]),
        ("Silver sulfadiazine 1 % w/w cream", &["silver sulfadiazine"]),
        ("T. Pan-D before breakfast", &["domperidone", "pantoprazole"]),
        ("Inj Diclofenac sodium 75 mg IM stat", &["diclofenac"]),
        ("Tab. Azithromycin 500mg OD x 3 days", &["azithromycin"]),
        ("PCM 650 SOS", &["paracetamol"]),
        ("क्रोसिन 500 गोली", &["paracetamol"]),
        ("Syp Calpol 250 mg per 5 ml", &["paracetamol"]),
    ] {
        let (found, unknown) = medicine(text);
        assert_eq!((found.as_slice(), unknown.is_empty()), (names, true), "{text}: {unknown:?}");
    }
}

#[test]
fn a_word_that_may_make_it_another_product_is_not_passed_over() {
    assert_eq!(medicine("Dolo Zorblax").1, ["Zorblax"]);
    assert_eq!(medicine("Voveran Forte").1, ["Forte"]);
    for (text, letter) in [
        ("Calpol T", "T"),
        ("Tab Calpol-T", "Calpol-T"),
        ("Calpol 650 T", "T"),
        ("Nexpro L", "L"),
        ("Pan 40 L", "L"),
        ("Glycomet 500 G", "G"),
        ("Mox L 250", "L"),
        ("Calpol/T", "T"),
        ("Dolo x", "x"),
        ("Dolo V", "V"),
    ] {
        assert_eq!(medicine(text).1, [letter], "{text}");
    }
    assert_eq!(medicine("Grandmother's syrup").1, ["Grandmother's"]);
    assert!(!Reading::of_medicine("paracetmol 650").is_certain());
}

#[test]
fn an_allergy_is_read_with_what_stands_around_it() {
    let known = |text: &str| Reading::of_allergy(text).known.names();
    assert_eq!(known("Penicillin (rash, face swelling)"), ["penicillin"]);
    assert_eq!(known("H/o severe rash after sulpha drugs in 2019"), ["sulfonamide antibiotic"]);
    assert_eq!(known("पेनिसिलिन से एलर्जी"), ["penicillin"]);
    assert_eq!(known("drug allergy (Augmentin)"), ["amoxicillin", "clavulanic acid"]);
    assert_eq!(Reading::of_allergy("allergic to xyzplonk").unknown, ["xyzplonk"]);
    let alike = Reading::of_allergy("Pencillin since childhood");
    assert_eq!((alike.likely[0].word.as_str(), alike.likely[0].candidates[0]), ("Pencillin", "penicillin"));
    assert_eq!(alike.clone().answered(Some("penicillin")).known.names(), ["penicillin"]);
    assert_eq!(alike.answered(None).unknown, ["Pencillin"]);
    let doubt = Reading::of_allergy("No penicillin or sulfa");
    assert_eq!((doubt.known.is_empty(), doubt.likely.len(), doubt.likely[0].doubted), (true, 1, true));
    assert_eq!(doubt.clone().answered(Some("penicillin")).known.names(), ["penicillin", "sulfonamide antibiotic"]);
    assert!(doubt.answered(None).refuted);
    // An answer is of one word: the other is still asked about.
    let two = Reading::of_allergy("Brufin Penicilin").answered(Some("Brufen"));
    assert_eq!((two.known.names(), two.likely.len(), two.likely[0].word.as_str()), (vec!["ibuprofen"], 1, "Penicilin"));
}

#[test]
fn what_is_tolerated_denied_or_somebody_elses_is_not_held_against_a_medicine() {
    let known = |text: &str| Reading::of_allergy(text).known.names();
    for text in [
        "Penicillin -> anaphylaxis 2015, adrenaline given",
        "Penicillin, can take azithromycin",
        "Penicillin can take azithromycin",
        "Penicillin rash, treated with Avil",
        "Penicillin, cefixime ok",
        "Penicillin (tolerates cefixime)",
        "Penicillin - use azithromycin instead",
        "Penicillin but amoxicillin tolerated",
        "Penicillin, on Metformin for diabetes",
        "penicillin but not to cephalosporin",
        "पेनिसिलिन से एलर्जी है, सल्फा से नहीं",
        "Penicillin, mother allergic to sulfa",
        "Penicillin, no problem with cephalosporins",
        "Penicillin, rash on arms, 2019",
        "Never give penicillin",
        "Penicillin family",
        "Mother says allergic to penicillin",
    ] {
        let reading = Reading::of_allergy(text);
        assert_eq!((reading.known.names(), reading.is_certain()), (vec!["penicillin"], true), "{text}: {reading:?}");
    }
    assert_eq!(known("Rash when penicillin given"), ["penicillin"]);
    assert_eq!(known("Penicillin, stomach pain on taking brufen"), ["penicillin", "ibuprofen"]);
    assert_eq!(known("Sulfa, penicillin given anaphylaxis"), ["penicillin", "sulfonamide antibiotic"]);
    for text in ["No penicillin", "Penicillin, not sure", "Penicillin? not confirmed", "Tolerates penicillin", "Penicillin without rash"] {
        let reading = Reading::of_allergy(text);
        assert_eq!((reading.known.is_empty(), reading.likely.len()), (true, 1), "{text}: {reading:?}");
    }
}
