//! What a remark says of allergies and conditions. The remark itself is always kept as it was written.

/// The medical facts in a remark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
}

/// Short words of doctors' registers, with what they stand for.
const CONDITIONS: [(&str, &str); 22] = [
    ("htn", "Hypertension"),
    ("hypertension", "Hypertension"),
    ("bp", "Hypertension"),
    ("dm", "Diabetes"),
    ("dm1", "Type 1 diabetes"),
    ("dm2", "Type 2 diabetes"),
    ("t1dm", "Type 1 diabetes"),
    ("t2dm", "Type 2 diabetes"),
    ("diabetes", "Diabetes"),
    ("diabetic", "Diabetes"),
    ("asthma", "Asthma"),
    ("asthmatic", "Asthma"),
    ("copd", "COPD"),
    ("ihd", "Ischaemic heart disease"),
    ("cad", "Coronary artery disease"),
    ("ckd", "Chronic kidney disease"),
    ("hypothyroid", "Hypothyroidism"),
    ("hypothyroidism", "Hypothyroidism"),
    ("epilepsy", "Epilepsy"),
    ("मधुमेह", "Diabetes"),
    ("दमा", "Asthma"),
    ("शुगर", "Diabetes"),
];

/// Words around the substance of an allergy that are not its name.
const AROUND: [&str; 17] = [
    "allergy",
    "allergic",
    "allergies",
    "allergy:",
    "to",
    "has",
    "is",
    "known",
    "of",
    "h/o",
    "drug",
    "drugs",
    "and",
    "severe",
    "from",
    "with",
    "the",
];

/// Reads a remark. A remark that denies ("no allergy", "nkda", "no asthma") tells nothing.
pub fn read(remark: &str) -> Facts {
    let mut facts = Facts::default();
    for clause in remark.split([',', ';', '.', '\n', '|']) {
        let clause = clause.to_lowercase();
        let words: Vec<&str> = clause.split(|c: char| c.is_whitespace() || "!?()+&:-".contains(c)).filter(|it| !it.is_empty()).collect();
        if words.iter().any(|word| matches!(*word, "no" | "not" | "nkda" | "nil" | "denies" | "without" | "father" | "mother" | "नहीं"))
        {
            continue;
        }
        if words.iter().any(|word| word.starts_with("allerg")) {
            for substance in words.iter().filter(|word| !AROUND.contains(word)) {
                push(&mut facts.allergies, &capitalised(substance));
            }
            continue;
        }
        for word in words {
            if let Some((_, name)) = CONDITIONS.iter().find(|(short, _)| *short == word) {
                push(&mut facts.conditions, name);
            }
        }
    }
    facts
}

fn push(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|it| it == name) {
        list.push(name.to_owned());
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn allergies_are_found() {
        for (remark, allergies) in [
            ("sulfa allergy!!", vec!["Sulfa"]),
            ("allergic to penicillin", vec!["Penicillin"]),
            ("ALLERGIC TO Penicillin and sulfa", vec!["Penicillin", "Sulfa"]),
            ("HTN, allergy: aspirin", vec!["Aspirin"]),
            ("no known allergy", vec![]),
            ("NKDA", vec![]),
            ("pays late", vec![]),
        ] {
            assert_eq!(read(remark).allergies, allergies, "{remark}");
        }
    }

    #[test]
    fn conditions_are_found() {
        for (remark, conditions) in [
            ("HTN", vec!["Hypertension"]),
            ("DM2", vec!["Type 2 diabetes"]),
            ("asthma", vec!["Asthma"]),
            ("HTN + DM2", vec!["Hypertension", "Type 2 diabetes"]),
            ("no asthma", vec![]),
            ("mother diabetic", vec![]),
            ("post op knee", vec![]),
            ("ANC", vec![]),
        ] {
            assert_eq!(read(remark).conditions, conditions, "{remark}");
        }
    }
}
