//! What is understood of medicines and of allergies.

use super::Reading;

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
