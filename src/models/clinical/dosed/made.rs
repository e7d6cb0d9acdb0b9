//! How a tablet gives off what is in it, by the words of its label.

/// How a tablet gives off what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Made {
    #[default]
    Plain,
    /// Over hours: broken, it gives all at once.
    Slow,
    /// Behind a coat against the acid of the stomach.
    Enteric,
}

/// Endings of names of tablets that give off slowly. The FDA advises against splitting time-release medicines and those with a
/// special coating (US Pharmacist 2009;34(9):8).
const SLOW: [&str; 18] = [
    "sr",
    "er",
    "xr",
    "xl",
    "cr",
    "mr",
    "pr",
    "la",
    "od",
    "cd",
    "tr",
    "retard",
    "sustained",
    "extended",
    "controlled",
    "modified",
    "prolonged",
    "slow",
];

/// Words for a coat against the acid.
const ENTERIC: [&str; 7] = ["ec", "enteric", "enteric-coated", "gastro", "gastro-resistant", "delayed", "dr"];

/// Ingredients whose tablets are coated so though no word says it. Rabeprazole, bisacodyl, diclofenac, aspirin, sulfasalazine and
/// mesalazine: Mitchell, Oral Dosage Forms That Should Not Be Crushed (2012, 2014), also as slow-release or delayed-release; the
/// others: general knowledge, source not opened.
const COATED: [&str; 14] = [
    "rabeprazole",
    "bisacodyl",
    "diclofenac",
    "aspirin",
    "sulfasalazine",
    "mesalazine",
    "mesalamine",
    "pantoprazole",
    "esomeprazole",
    "omeprazole",
    "lansoprazole",
    "sodium valproate",
    "serratiopeptidase",
    "pancreatin",
];

/// Ingredients whose tablets give off slowly or under the tongue though no word says it. (General knowledge, source not opened.)
const SLOWED: [&str; 4] = ["nitroglycerin", "glyceryl trinitrate", "potassium chloride", "tamsulosin"];

impl Made {
    /// By the label in small letters.
    pub(super) fn of(label: &str) -> Made {
        let words: Vec<&str> = label.split([' ', '.', ',', '(', ')', '/']).collect();
        let says = |list: &[&str]| list.iter().any(|it| words.contains(it));
        let names = |list: &[&str]| list.iter().any(|it| format!(" {label} ").contains(&format!(" {it} ")));
        let oral = !says(&["gel", "injection", "cream", "suppository", "drops", "syrup", "suspension"]);
        match () {
            () if says(&SLOW) || oral && names(&SLOWED) => Made::Slow,
            () if says(&ENTERIC) || oral && names(&COATED) => Made::Enteric,
            () => Made::Plain,
        }
    }
}
