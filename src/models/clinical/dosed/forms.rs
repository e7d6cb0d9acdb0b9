//! What the words of a typed medicine tell about its form, and with what is known to be in it, how a dose of it is counted.

use super::DoseUnit;
use super::brands::brand;
use crate::models::clinical::substance::Meaning;

/// How a dose of something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Form {
    pub(super) unit: DoseUnit,
    /// Other units in which a dose may be said.
    pub(super) also: &'static [DoseUnit],
    /// A number alone does not say enough.
    pub(super) asks: bool,
    /// The form as the formulary would say it, where more depends on it.
    pub(super) name: &'static str,
}

/// What doctors write for a form, and what it is counted in. The first word that is found decides.
const FORMS: [(&[&str], DoseUnit); 18] = [
    (&["rotacap", "rotacaps", "respicap", "respicaps", "transcap", "transcaps", "रोटाकैप"], DoseUnit::Rotacap),
    (&["respule", "respules", "nebule", "nebules", "neb", "nebs"], DoseUnit::Respule),
    (&["patch", "patches", "पैच"], DoseUnit::Patch),
    (&["pessary", "pessaries"], DoseUnit::Pessary),
    (&["lozenge", "lozenges"], DoseUnit::Lozenge),
    (&["inhaler", "mdi", "इनहेलर"], DoseUnit::Puff),
    (&["spray", "स्प्रे"], DoseUnit::Spray),
    (&["tab", "tabs", "tablet", "tablets", "गोली", "गोळी", "गोळ्या", "टैबलेट", "टॅबलेट"], DoseUnit::Tablet),
    (&["cap", "caps", "capsule", "capsules", "कैप्सूल", "कॅप्सूल"], DoseUnit::Capsule),
    (&["syp", "syr", "syrup", "susp", "suspension", "linctus", "elixir", "tonic", "सिरप"], DoseUnit::Ml),
    (&["mouthwash", "gargle"], DoseUnit::Ml),
    (&["drop", "drops", "tincture", "बूँद", "बूंद", "थेंब"], DoseUnit::Drop),
    (&["cream", "ointment", "oint", "emulgel", "lotion", "shampoo", "balm", "dusting", "क्रीम", "मरहम"], DoseUnit::Application),
    (&["sachet", "sachets", "granules", "पाउच"], DoseUnit::Sachet),
    (&["suppository", "suppositories", "supp"], DoseUnit::Suppository),
    (&["inj", "injection", "ampoule", "vial", "इंजेक्शन"], DoseUnit::Injection),
    (&["globules", "pellets"], DoseUnit::Globule),
    (&["gel"], DoseUnit::Application),
];

const POWDER: [&str; 5] = ["powder", "pdr", "husk", "पाउडर", "चूर्ण"];

/// Names of powders that are stirred into water and drunk. (General knowledge, source not opened.)
const DRUNK: [&str; 14] = [
    "ors",
    "electral",
    "protein",
    "isabgol",
    "ispaghula",
    "enerzal",
    "walyte",
    "softovac",
    "naturolax",
    "eno",
    "whey",
    "ensure",
    "protinex",
    "threptin",
];

/// What is in gels that are swallowed: against acid. (General knowledge, source not opened.)
const AGAINST_ACID: [&str; 6] = ["aluminium hydroxide", "magnesium hydroxide", "simethicone", "sucralfate", "oxetacaine", "magaldrate"];

/// What is in powders for the skin. (General knowledge, source not opened.)
const ON_THE_SKIN: [&str; 5] = ["clotrimazole", "povidone iodine", "neomycin", "miconazole", "salicylic acid"];

/// Where drops go that nobody swallows. A drop of them is a drop.
const PLACES: [&str; 13] = ["eye", "eyes", "ear", "ears", "nasal", "nose", "ophthalmic", "otic", "tincture", "आँख", "आंख", "कान", "नाक"];

/// Abbreviations that only mean a form in front of a name, with a full stop: T-Bact is an ointment.
const IN_FRONT: [(&str, DoseUnit); 2] = [("t", DoseUnit::Tablet), ("c", DoseUnit::Capsule)];

/// The words of a typed medicine.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split([' ', '.', ',', '(', ')', '/', '-']).filter(|it| !it.is_empty()).collect()
}

/// The words behind those that only tell the form.
pub(super) fn named<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let of_form = |word: &str| FORMS.iter().any(|(forms, _)| forms.contains(&word)) || IN_FRONT.iter().any(|(it, _)| *it == word);
    let first = words.iter().position(|it| !of_form(it)).unwrap_or(words.len());
    &words[first..]
}

impl Form {
    /// By the words, in small letters, and what is known to be in it.
    pub(super) fn of(text: &str, contents: &[&str]) -> Form {
        let text = text.replace("e/d", "eye drops");
        let words = words(&text);
        let has = |list: &[&str]| list.iter().any(|it| words.contains(it));
        let holds = |list: &[&str]| contents.iter().any(|it| list.contains(it));
        let told = FORMS.iter().find(|(forms, _)| has(forms)).map(|(_, unit)| *unit);
        let brand = brand(named(&words)).filter(|it| it.has_form(&words));
        let plain = |unit| Form { unit, ..Form::default() };
        if told != Some(DoseUnit::Application) && told != Some(DoseUnit::Tablet) && told != Some(DoseUnit::Capsule) {
            let of_insulin = |it: &&str| it.starts_with("insulin");
            if contents.iter().any(of_insulin) || has(&["insulin", "इंसुलिन"]) || brand.is_some_and(|it| it.unit == DoseUnit::Unit)
            {
                return plain(DoseUnit::Unit);
            }
            if holds(&["heparin"]) || has(&["heparin", "हेपारिन"]) {
                return Form::of_heparin();
            }
        }
        let powder = has(&POWDER) && !has(&["dusting"]);
        match told {
            Some(DoseUnit::Application) if has(&["gel"]) && holds(&AGAINST_ACID) => Form { name: "suspension", ..plain(DoseUnit::Ml) },
            Some(DoseUnit::Application) if has(&["gel"]) && has(&["antacid"]) => Form { name: "suspension", ..plain(DoseUnit::Ml) },
            None | Some(DoseUnit::Application) if has(&DRUNK) || holds(&["ispaghula husk"]) => {
                Form { also: &[DoseUnit::Spoon, DoseUnit::Gram], asks: true, ..plain(DoseUnit::Sachet) }
            }
            None if powder && holds(&ON_THE_SKIN) => plain(DoseUnit::Application),
            None if powder => Form::default(),
            Some(DoseUnit::Drop) if !has(&PLACES) => Form { also: &[DoseUnit::Ml], asks: true, name: "drops", ..plain(DoseUnit::Drop) },
            Some(DoseUnit::Drop) if has(&["eye", "eyes", "ophthalmic", "आँख", "आंख"]) => {
                Form { name: "eye drops", ..plain(DoseUnit::Drop) }
            }
            Some(DoseUnit::Injection) if contents.is_empty() => {
                Form { also: &[DoseUnit::Ml, DoseUnit::Unit], asks: true, ..plain(DoseUnit::Injection) }
            }
            Some(DoseUnit::Ml) => Form { name: if has(&["mouthwash", "gargle"]) { "mouthwash" } else { "syrup" }, ..plain(DoseUnit::Ml) },
            Some(unit) => plain(unit),
            None => {
                let named = words.len() > 1 && ["-", " "].iter().any(|it| Meaning::of_name(&words[..2].join(it)).is_some());
                let begins = |it: &str| words.len() > 1 && !named && text.strip_prefix(it).is_some_and(|rest| rest.starts_with('.'));
                let in_front = IN_FRONT.iter().find(|(it, _)| begins(it)).map(|(_, unit)| *unit);
                plain(in_front.or(brand.map(|it| it.unit)).unwrap_or_default())
            }
        }
    }

    /// Of heparin nobody may count vials for units: 25,000 units are in one.
    pub(super) fn of_heparin() -> Form {
        Form { unit: DoseUnit::Unit, also: &[DoseUnit::Ml, DoseUnit::Injection], asks: true, name: "injection" }
    }
}
