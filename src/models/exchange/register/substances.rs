//! Words that name what people are allergic to, so far as a register's remark must be told from a remark about something else. What
//! an allergy is checked against is the formulary's business.

use crate::models::clinical::known_name;

/// Medicines, foods and other substances (general knowledge, source not opened).
const SUBSTANCES: [&str; 74] = [
    "penicillin",
    "sulfa",
    "sulpha",
    "sulfonamide",
    "sulphonamide",
    "sulfonamides",
    "sulfa drugs",
    "aspirin",
    "nsaid",
    "nsaids",
    "ibuprofen",
    "diclofenac",
    "paracetamol",
    "brufen",
    "combiflam",
    "crocin",
    "augmentin",
    "septran",
    "bactrim",
    "disprin",
    "voveran",
    "nimesulide",
    "aceclofenac",
    "tramadol",
    "codeine",
    "morphine",
    "pethidine",
    "metronidazole",
    "tetracycline",
    "doxycycline",
    "cotrimoxazole",
    "co trimoxazole",
    "iodine",
    "contrast",
    "latex",
    "lignocaine",
    "xylocaine",
    "lidocaine",
    "insulin",
    "phenytoin",
    "carbamazepine",
    "quinine",
    "chloroquine",
    "ranitidine",
    "dust",
    "pollen",
    "egg",
    "eggs",
    "milk",
    "peanut",
    "peanuts",
    "nuts",
    "fish",
    "prawn",
    "prawns",
    "seafood",
    "sea food",
    "shellfish",
    "wheat",
    "gluten",
    "soya",
    "brinjal curry",
    "perfume",
    "smoke",
    "dog",
    "cat",
    "bee",
    "bee sting",
    "mango",
    "पेनिसिलिन",
    "सल्फा",
    "धूल",
    "अंडा",
    "दूध",
];

/// How names of medicines of one class end or begin (WHO's stems of nonproprietary names; general knowledge, source not opened).
const ENDINGS: [&str; 16] = [
    "cillin", "mycin", "micin", "floxacin", "cycline", "oxicam", "profen", "azole", "coxib", "caine", "statin", "sartan", "olol", "dipine",
    "prazole", "fenac",
];
const BEGINNINGS: [&str; 3] = ["cef", "ceph", "sulfa"];

/// Whether the words name a substance.
pub fn is_one(words: &str) -> bool {
    let one_word = !words.contains(' ') && words.len() > 5;
    SUBSTANCES.contains(&words)
        || words.len() > 2 && known_name(words).is_some()
        || one_word && (ENDINGS.iter().any(|it| words.ends_with(it)) || BEGINNINGS.iter().any(|it| words.starts_with(it)))
}
