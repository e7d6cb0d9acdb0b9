//! The words by which a remark is understood: English, the short forms of doctors' registers, and Hindi.

/// Short words of doctors' registers, with what they stand for (general knowledge, source not opened).
#[rustfmt::skip]
pub(super) const CONDITIONS: [(&str, &str); 26] = [
    ("htn", "Hypertension"), ("hypertension", "Hypertension"), ("hypertensive", "Hypertension"), ("dm", "Diabetes"),
    ("dm1", "Type 1 diabetes"), ("dm2", "Type 2 diabetes"), ("t1dm", "Type 1 diabetes"), ("t2dm", "Type 2 diabetes"),
    ("iddm", "Type 1 diabetes"), ("niddm", "Type 2 diabetes"), ("diabetes", "Diabetes"), ("diabetic", "Diabetes"), ("asthma", "Asthma"),
    ("asthmatic", "Asthma"), ("copd", "COPD"), ("ihd", "Ischaemic heart disease"), ("cad", "Coronary artery disease"),
    ("ckd", "Chronic kidney disease"), ("hypothyroid", "Hypothyroidism"), ("hypothyroidism", "Hypothyroidism"), ("epilepsy", "Epilepsy"),
    ("epileptic", "Epilepsy"), ("मधुमेह", "Diabetes"), ("डायबिटीज", "Diabetes"), ("दमा", "Asthma"), ("अस्थमा", "Asthma"),
];

/// Words for a measure that is only sometimes said for an illness: "BP" may be Hypertension, or a reading.
#[rustfmt::skip]
pub(super) const MEASURES: [&str; 6] = [
    "bp", "sugar", "thyroid", "शुगर", "बीपी", "थायराइड",
];

/// Say that something is not there.
#[rustfmt::skip]
pub(super) const DENIALS: [&str; 25] = [
    "no", "not", "nkda", "nka", "nil", "none", "never", "denies", "denied", "without", "neg", "negative", "ve-", "normal", "wnl",
    "absent", "excluded", "नहीं", "नही", "ना", "कोई", "non", "resolved", "nad", "free",
];

/// Say that somebody else is meant.
#[rustfmt::skip]
pub(super) const OTHERS: [&str; 38] = [
    "father", "fathers", "mother", "mothers", "brother", "brothers", "sister", "sisters", "family", "fh", "f/h", "f/h/o", "husband",
    "wife", "son", "daughter", "uncle", "aunt", "parents", "parent", "grandfather", "grandmother", "maternal", "paternal", "sibling",
    "siblings", "cousin", "papa", "mummy", "relative", "relatives", "पिता", "माता", "माँ", "मां", "परिवार", "भाई", "बहन",
];

/// Say that it is not known, or not yet.
#[rustfmt::skip]
pub(super) const QUESTIONS: [&str; 35] = [
    "r/o", "rule", "ruled", "suspected", "suspect", "possible", "possibly", "probable", "probably", "maybe", "may", "query", "screening",
    "screen", "screened", "test", "tested", "testing", "risk", "borderline", "gestational", "gdm", "pre", "prediabetic", "prediabetes",
    "check", "for", "to check", "vaccine", "insipidus", "insurance", "camp", "asked", "wants", "शायद",
];

/// "not" that says something else than that it is not there.
#[rustfmt::skip]
pub(super) const STILL_THERE: [&str; 9] = [
    "controlled", "control", "taking", "regular", "compliant", "treatment", "medication", "medicines", "improving",
];

/// What is allergic, but no substance.
#[rustfmt::skip]
pub(super) const SIGNS: [&str; 19] = [
    "rhinitis", "cough", "cold", "conjunctivitis", "dermatitis", "bronchitis", "asthma", "reaction", "rash", "skin", "itching",
    "sinusitis", "eye", "eyes", "nasal", "nose", "seasonal", "urticaria", "eczema",
];

/// Words around the substance of an allergy that are not its name.
#[rustfmt::skip]
pub(super) const AROUND: [&str; 32] = [
    "allergy", "allergic", "allergies", "allergen", "to", "has", "is", "known", "of", "h/o", "k/c/o", "kco", "ho", "c/o", "drug", "drugs",
    "and", "severe", "mild", "from", "with", "the", "patient", "pt", "tab", "inj", "cap", "syp", "history", "past", "एलर्जी", "से",
];

/// What somebody is allergic to without its being named.
#[rustfmt::skip]
pub(super) const NAMELESS: [&str; 18] = [
    "some", "something", "unknown", "many", "few", "certain", "medicine", "medicines", "tablet", "tablets", "injection", "it", "this",
    "all", "multiple", "various", "any", "other",
];
