//! What a remark says of allergies and conditions. Only what is plainly said is a fact; a denial, somebody else's illness and a
//! question are none, and what is unsure is shown to the clinic as it was written. The remark itself is always kept.

mod clauses;
mod words;

use self::clauses::{Clause, Scope, sentences};

/// What is in a remark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// Parts that may say something, and not plainly: nothing is taken from them.
    pub unsure: Vec<String>,
}

/// Reads a remark, sentence by sentence.
pub fn read(remark: &str) -> Facts {
    read_text(remark, false)
}

/// Reads a cell of a column that holds nothing but allergies.
pub fn read_allergies(cell: &str) -> Facts {
    read_text(cell, true)
}

fn read_text(text: &str, of_allergies: bool) -> Facts {
    let mut facts = Facts::default();
    // A list of allergies goes on over sentences, a denial does not.
    let mut list = Scope::Nothing;
    for sentence in sentences(text) {
        let mut scope = list;
        for clause in Clause::all(&sentence) {
            if clause.stands_against {
                scope = if scope == Scope::Excepted { Scope::Allergies } else { Scope::Nothing };
            }
            scope = clause.read(scope, of_allergies, &mut facts);
        }
        list = if scope == Scope::Allergies { Scope::Allergies } else { Scope::Nothing };
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::{read, read_allergies};

    #[test]
    fn allergies_are_found_one_by_one() {
        for (remark, allergies) in [
            ("sulfa allergy!!", vec!["Sulfa"]),
            ("allergic to penicillin", vec!["Penicillin"]),
            ("ALLERGIC TO Penicillin and sulfa", vec!["Penicillin", "Sulfa"]),
            ("Allergic to penicillin, sulfa, aspirin", vec!["Penicillin", "Sulfa", "Aspirin"]),
            ("Allergies: ibuprofen & diclofenac", vec!["Ibuprofen", "Diclofenac"]),
            ("Allergic to penicillin (rash, swelling), HTN", vec!["Penicillin"]),
            ("allergic to cefixime/ciprofloxacin", vec!["Cefixime", "Ciprofloxacin"]),
            ("HTN, allergy: aspirin", vec!["Aspirin"]),
            ("allergic to sulfa drugs", vec!["Sulfa"]),
            ("allergic to penicillin, pays late", vec!["Penicillin"]),
            ("pays late", vec![]),
        ] {
            assert_eq!(read(remark).allergies, allergies, "{remark}");
        }
    }

    #[test]
    fn an_allergy_is_found_whatever_stands_beside_it() {
        for (remark, allergies, conditions) in [
            ("Allergic to penicillin - do not give", vec!["Penicillin"], vec![]),
            ("Do not give penicillin - allergic", vec!["Penicillin"], vec![]),
            ("penicillin allergy not to give", vec!["Penicillin"], vec![]),
            ("allergic to penicillin no HTN", vec!["Penicillin"], vec![]),
            ("Allergic to penicillin and not diabetic", vec!["Penicillin"], vec![]),
            ("allergic to penicillin but not to sulfa", vec!["Penicillin"], vec![]),
            ("allergic to penicillin (not sulfa)", vec!["Penicillin"], vec![]),
            ("not allergic to penicillin but allergic to sulfa", vec!["Sulfa"], vec![]),
            ("No allergy except sulfa", vec!["Sulfa"], vec![]),
            ("no allergies other than sulfa", vec!["Sulfa"], vec![]),
            ("allergic to septran - rash", vec!["Septran"], vec![]),
            ("allergic to septran rash", vec!["Septran"], vec![]),
            ("Reaction to penicillin", vec!["Penicillin"], vec![]),
            ("penicillin reaction", vec!["Penicillin"], vec![]),
            ("Anaphylaxis to cefixime", vec!["Cefixime"], vec![]),
            ("do not give aspirin", vec!["Aspirin"], vec![]),
            ("Ampicillin not to be given", vec!["Ampicillin"], vec![]),
            ("मला पेनिसिलिन ची ॲलर्जी", vec!["पेनिसिलिन"], vec![]),
            ("Allergic: penicillin; sulfa; aspirin", vec!["Penicillin", "Sulfa", "Aspirin"], vec![]),
            ("Allergic to penicillin. Sulfa also.", vec!["Penicillin", "Sulfa"], vec![]),
            ("Allergic to penicillin HTN", vec!["Penicillin"], vec!["Hypertension"]),
            ("allergic to dust HTN", vec!["Dust"], vec!["Hypertension"]),
            ("Allergic to penicillin (severe) HTN", vec!["Penicillin"], vec!["Hypertension"]),
            ("Allergic to penicillin\nHTN", vec!["Penicillin"], vec!["Hypertension"]),
            ("No asthma\nDM on metformin", vec![], vec!["Diabetes"]),
            ("Father HTN\nAllergic to sulfa", vec!["Sulfa"], vec![]),
            ("allergic to penicillin, on metformin now", vec!["Penicillin"], vec![]),
            ("allergic rhinitis on cetirizine", vec![], vec![]),
        ] {
            let facts = read(remark);
            assert_eq!(
                (facts.allergies.clone(), facts.conditions.clone()),
                (allergies.iter().map(|it| (*it).to_owned()).collect(), conditions.iter().map(|it| (*it).to_owned()).collect()),
                "{remark}: {facts:?}"
            );
        }
    }

    #[test]
    fn what_may_be_an_allergy_is_never_passed_over() {
        for remark in [
            "husband says allergic to penicillin",
            "mother says child allergic to amoxicillin",
            "Penicillin not tolerated",
            "Penicillin sensitive",
            "sensitive to sulfa",
            "Severe rash with septran",
            "AVOID NSAIDS",
            "Contraindicated: aspirin",
            "sulpha - rash",
            "cannot take aspirin",
            "Allergic to Dr. Sen",
            "allergic to work",
            "Allergic to peni.",
            "penicillin allergy (daughter)",
        ] {
            let facts = read(remark);
            assert_eq!((facts.allergies.len(), facts.unsure.is_empty()), (0, false), "{remark}: {facts:?}");
        }
    }

    #[test]
    fn a_condition_is_found_beside_a_denial() {
        for (remark, conditions) in [
            ("HTN no allergy", vec!["Hypertension"]),
            ("no asthma but HTN", vec!["Hypertension"]),
            ("NKDA HTN", vec!["Hypertension"]),
            ("DM(+) HTN(-)", vec!["Diabetes"]),
            ("known diabetic not on meds", vec!["Diabetes"]),
            ("HTN free of symptoms", vec!["Hypertension"]),
        ] {
            assert_eq!(read(remark).conditions, conditions, "{remark}");
        }
        for remark in
            ["DM + HTN -", "DM no HTN yes", "HTN in pregnancy", "DM in last pregnancy", "asthma unlikely", "doubtful DM", "White coat HTN"]
        {
            let facts = read(remark);
            assert_eq!((facts.conditions.len(), facts.unsure.is_empty()), (0, false), "{remark}: {facts:?}");
        }
    }

    #[test]
    fn no_condition_is_made_of_a_denial_or_of_somebody_elses() {
        for remark in [
            "HTN(-)",
            "DM (-)",
            "DM –ve",
            "DM −ve",
            "DM: N",
            "DM - N",
            "HTN (N)",
            "HTN [no]",
            "HTN=0",
            "DM x",
            "N/K/C/O DM",
            "asthma nahi",
            "DM nahi hai",
            "मधुमेह नाही",
            "दमा नाही",
            "Dad DM",
            "Mom HTN",
            "Fam hx DM",
            "FHx: diabetes",
            "F - HTN",
            "Mo- HTN, Fa- DM",
            "grandma diabetic",
            "neighbour has asthma",
            "nani ko asthma",
            "पिताजी को मधुमेह",
            "आईला दमा",
            "वडिलांना मधुमेह",
            "anti-diabetic diet advised",
            "dm me on whatsapp",
            "CAD design job",
            "Family: DM",
        ] {
            assert_eq!(read(remark).conditions, Vec::<String>::new(), "{remark}");
        }
    }

    #[test]
    fn denials_are_no_allergies() {
        for remark in [
            "no known allergy",
            "NKDA",
            "Allergy: none",
            "Allergies - nil",
            "not allergic to penicillin",
            "denies allergies",
            "No allergy to sulfa or aspirin",
            "एलर्जी नहीं",
            "पेनिसिलिन से एलर्जी नहीं",
            "allergic rhinitis",
            "allergic cough",
        ] {
            assert_eq!((read(remark).allergies.len(), read(remark).unsure.len()), (0, 0), "{remark}");
        }
    }

    #[test]
    fn what_is_unsure_is_shown_and_taken_for_nothing() {
        for remark in [
            "penicillin allergy?",
            "?asthma",
            "DM??",
            "came for allergy test",
            "h/o allergy",
            "r/o DM",
            "BP",
            "sugar",
            "borderline diabetic",
            "no DM, HTN",
            "father diabetic, asthma",
            "skin allergy",
            "xyz allergy",
            "allergic to some tablet",
            "screening for diabetes",
            "allergic to penicillin?",
        ] {
            let facts = read(remark);
            assert_eq!((facts.allergies.len(), facts.conditions.len()), (0, 0), "{remark}: {facts:?}");
            assert_eq!(facts.unsure.len(), 1, "{remark}: {facts:?}");
        }
    }

    #[test]
    fn conditions_are_found() {
        for (remark, conditions) in [
            ("HTN", vec!["Hypertension"]),
            ("DM2", vec!["Type 2 diabetes"]),
            ("K/c/o HTN + DM2", vec!["Hypertension", "Type 2 diabetes"]),
            ("DM/HTN", vec!["Hypertension", "Diabetes"]),
            ("HTN, father DM", vec!["Hypertension"]),
            ("HTN not controlled", vec!["Hypertension"]),
            ("HTN since 2010. No allergy", vec!["Hypertension"]),
            ("allergic asthma", vec!["Asthma"]),
            ("दमा", vec!["Asthma"]),
        ] {
            let mut found = read(remark).conditions;
            found.sort();
            let mut expected = conditions;
            expected.sort_unstable();
            assert_eq!(found, expected, "{remark}");
        }
    }

    #[test]
    fn denials_readings_and_families_are_no_conditions() {
        for remark in [
            "no asthma",
            "no DM or HTN",
            "No h/o DM/HTN",
            "mother diabetic",
            "F/H of HTN",
            "mother has asthma, brother HTN",
            "BP normal",
            "BP 120/80",
            "DM -ve",
            "sugar normal",
            "not diabetic",
            "मधुमेह नहीं",
            "post op knee",
            "ANC",
        ] {
            assert_eq!(read(remark).conditions, Vec::<String>::new(), "{remark}");
        }
    }

    #[test]
    fn beside_a_word_that_is_not_known_nothing_is_sure_and_nothing_silent() {
        for remark in [
            "No fever HTN DM",
            "No complaints HTN DM",
            "No improvement in asthma",
            "Non compliant DM",
            "Non-smoker HTN",
            "Allergy Nil HTN",
            "No DM.HTN+",
            "HTN (wife informed)",
            "DM (son pays)",
            "Came with son DM HTN",
            "Ref by friend HTN",
            "Wife of Ramesh HTN",
            "No NSAIDs",
            "NO NSAIDS - CKD",
            "no penicillin!!",
            "Penicillin X",
            "penicillin ✗",
            "ADR to sulfa",
            "paracetamol se khujli hoti hai",
            "SJS phenytoin",
            "DM ☑ HTN ☐",
            "DM(√) HTN(x)",
            "HTN 0 DM 1",
            "neither DM nor HTN",
            "Asthma as child, none now",
            "ex-asthmatic",
            "DM counselling given",
            "cardiac asthma",
        ] {
            let facts = read(remark);
            assert_eq!((facts.allergies.len(), facts.conditions.len(), facts.unsure.is_empty()), (0, 0, false), "{remark}: {facts:?}");
        }
        let facts = read("Penicillin: not allergic");
        assert_eq!(facts.allergies, Vec::<String>::new(), "{facts:?}");
        let facts = read("M/H DM, F/H HTN");
        assert_eq!(facts.conditions, Vec::<String>::new(), "{facts:?}");
    }

    proptest::proptest! {
        #[test]
        fn a_strange_word_makes_a_doubt_wherever_it_stands(
            mut words in proptest::collection::vec(proptest::sample::select(vec!["htn", "asthma", "penicillin", "allergic", "to", "no", "known", "father", "since", "+", "-"]), 1..6),
            named in proptest::sample::select(vec!["dm", "sulfa", "asthma", "allergy"]),
            strange in "[bdgkz][aeu][bdgkz][aeu][bdgkz]ix",
            at in 0_usize..6,
        ) {
            let strange = strange.as_str();
            words.insert(at.min(words.len()), strange);
            words.insert((at + 2).min(words.len()), named);
            let facts = read(&words.join(" "));
            proptest::prop_assert!(facts.conditions.is_empty() && facts.allergies.is_empty() && !facts.unsure.is_empty(), "{words:?}: {facts:?}");
        }
    }

    #[test]
    fn a_column_of_allergies_needs_no_word_for_them() {
        assert_eq!(read_allergies("Penicillin, sulfa").allergies, ["Penicillin", "Sulfa"]);
        for cell in ["NKDA", "nil", "none", "no", "-", "not known", "NA"] {
            assert_eq!(read_allergies(cell).allergies, Vec::<String>::new(), "{cell}");
        }
        for cell in ["N/A", "N", "Nill", "nahi", "नाही", "nothing", "xxx", "nk", "n.k.", "NIL KNOWN", "no known allergies"] {
            let facts = read_allergies(cell);
            assert_eq!((facts.allergies.len(), facts.unsure.len()), (0, 0), "{cell}: {facts:?}");
            let facts = read(&format!("Allergy: {cell}"));
            assert_eq!((facts.allergies.len(), facts.unsure.len()), (0, 0), "Allergy: {cell}: {facts:?}");
        }
        for cell in ["yes", "see file", "Septran?", "No penicillin", "father: penicillin", "avoid work"] {
            let facts = read_allergies(cell);
            assert_eq!((facts.allergies.len(), facts.unsure.is_empty()), (0, false), "{cell}: {facts:?}");
        }
        assert_eq!(read_allergies("Sulfa since 2010").allergies, ["Sulfa"]);
        assert_eq!(read_allergies("egg with HTN").conditions, ["Hypertension"]);
        let facts = read_allergies("gulmohar tonic");
        assert_eq!((facts.allergies.len(), facts.unsure.len()), (0, 1), "not known as a substance: the clinic is asked");
    }
}
