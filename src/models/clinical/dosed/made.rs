//! How a tablet gives off what is in it, by the words of its label.

use super::Dosed;
use crate::models::clinical::substance::Meaning;

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
const SLOW: [&str; 20] = [
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
    "chrono",
    "xt",
];

/// Words for a coat against the acid.
const ENTERIC: [&str; 7] = ["ec", "enteric", "enteric-coated", "gastro", "gastro-resistant", "delayed", "dr"];

/// Ingredients whose tablets are coated so though no word says it. Rabeprazole, bisacodyl, diclofenac, aspirin, sulfasalazine and
/// mesalazine: Mitchell, Oral Dosage Forms That Should Not Be Crushed (2012, 2014), also as slow-release or delayed-release; the
/// others: general knowledge, source not opened.
const COATED: [&str; 16] = [
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
    "chymotrypsin",
    "doxylamine",
];

/// What gives off slowly though no word says it. (General knowledge, source not opened.)
const SLOWED: [&str; 6] = ["nitrocontin", "nitroglycerin 2.6 mg", "potassium chloride", "tamsulosin", "alfuzosin", "ranolazine"];

/// What gives off slowly in tablets that some makers score: many small grains, of which a break along the line harms few. Metoprolol
/// succinate: https://www.pharmacistanswers.com/questions/can-you-cut-toprol-xl-in-half, opening read 27 Nov 2026; halves have been
/// found uneven too, so the doctor has to say that this one has a line.
const SCORED: [&str; 1] = ["metoprolol"];

/// Letters for a slow release that are written onto a name without a blank.
const GLUED: [&str; 6] = ["sr", "er", "xr", "xl", "cr", "mr"];

impl Made {
    /// By the label in small letters.
    pub(super) fn of(label: &str) -> Made {
        let words: Vec<&str> = label.split([' ', '.', ',', '(', ')', '/', '-']).collect();
        let says = |list: &[&str]| list.iter().any(|it| words.contains(it));
        let names = |list: &[&str]| list.iter().any(|it| format!(" {label} ").contains(&format!(" {it} ")));
        let oral = !says(&["gel", "emulgel", "injection", "inj", "cream", "suppository", "drops", "syrup", "suspension"]);
        match () {
            () if says(&SLOW)
                || words.iter().any(|it| is_glued(it) || it.ends_with("contin"))
                || oral && (names(&SLOWED) || names(&["metformin"]) && names(&["glimepiride"])) =>
            {
                Made::Slow
            }
            () if says(&ENTERIC) || oral && names(&COATED) => Made::Enteric,
            () => Made::Plain,
        }
    }
}

impl Dosed {
    /// Whether a slow tablet of it may have a line along which it is halved. No coat has one.
    pub fn has_a_line(&self) -> bool {
        let alone = !self.combined && !self.contents.contains(" + ");
        alone && self.made == Made::Slow && SCORED.iter().any(|it| self.contents.starts_with(it))
    }
}

/// Whether it is a name that is known with letters for a slow release behind it: `glycometsr`.
fn is_glued(word: &str) -> bool {
    GLUED.iter().filter_map(|it| word.strip_suffix(it)).any(|stem| stem.len() > 3 && Meaning::of_name(stem).is_some())
        && Meaning::of_name(word).is_none()
}
