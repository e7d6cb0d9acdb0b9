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
pub(super) const DENIALS: [&str; 32] = [
    "no", "not", "nkda", "nka", "nil", "none", "never", "denies", "denied", "without", "neg", "negative", "ve-", "normal", "wnl",
    "absent", "excluded", "नहीं", "नही", "ना", "कोई", "resolved", "nad", "free", "नाही", "nahi", "nahin", "nahee",
    "n/k/c/o", "nkco", "nkfa", "dont",
];

/// Say that somebody else is meant.
#[rustfmt::skip]
pub(super) const OTHERS: [&str; 85] = [
    "father", "fathers", "mother", "mothers", "brother", "brothers", "sister", "sisters", "family", "fh", "f/h", "f/h/o",
    "husband", "wife", "son", "daughter", "uncle", "aunt", "parents", "parent", "grandfather", "grandmother", "maternal",
    "paternal", "sibling", "siblings", "cousin", "papa", "mummy", "relative", "relatives", "पिता", "माता", "माँ", "मां", "परिवार",
    "भाई", "बहन", "dad", "daddy", "mom", "mum", "mama", "fam", "fhx", "fhx/o", "grandma", "grandpa", "granny", "neighbour",
    "neighbor", "nani", "nana", "dadi", "dada", "chacha", "pita", "pitaji", "mata", "mataji", "bhai", "behen", "बेटी", "बेटा",
    "पिताजी", "माताजी", "पति", "पत्नी", "आई", "आईला", "आईची", "वडील", "वडिलांना", "वडिलांचा", "बाबा", "बहीण", "बहिणीला", "भावाला",
    "नवरा", "मुलगी", "मुलगा", "friend", "spouse", "child's", "brother's",
];

/// Say that it is not known, or not yet.
#[rustfmt::skip]
pub(super) const QUESTIONS: [&str; 41] = [
    "r/o", "rule", "ruled", "suspected", "suspect", "possible", "possibly", "probable", "probably", "maybe", "may", "query",
    "screening", "screen", "screened", "test", "tested", "testing", "risk", "borderline", "gestational", "gdm", "pre",
    "prediabetic", "prediabetes", "check", "for", "to check", "vaccine", "insipidus", "insurance", "camp", "asked", "wants",
    "शायद", "unlikely", "doubtful", "doubt", "pregnancy", "coat", "likely",
];

/// "not" that says something else than that it is not there.
#[rustfmt::skip]
pub(super) const STILL_THERE: [&str; 9] = [
    "controlled", "control", "taking", "regular", "compliant", "treatment", "medication", "medicines", "improving",
];

/// What is allergic, but no substance.
#[rustfmt::skip]
pub(super) const SIGNS: [&str; 25] = [
    "rhinitis", "cough", "cold", "conjunctivitis", "dermatitis", "bronchitis", "asthma", "reaction", "rash", "skin", "itching",
    "sinusitis", "eye", "eyes", "nasal", "nose", "seasonal", "urticaria", "eczema", "hives", "swelling", "breathlessness",
    "vomiting", "anaphylaxis", "shock",
];

/// Words around the substance of an allergy that are not its name.
#[rustfmt::skip]
pub(super) const AROUND: [&str; 83] = [
    "pos",
    "allergy", "allergic", "allergies", "allergen", "to", "has", "is", "known", "of", "h/o", "k/c/o", "kco", "ho", "c/o", "drug",
    "drugs", "and", "severe", "mild", "from", "with", "the", "patient", "pt", "tab", "inj", "cap", "syp", "history", "past",
    "एलर्जी", "से", "also", "since", "on", "have", "ची", "चा", "चे", "का", "की", "को", "मला", "mujhe", "hai", "है", "आहे", "aahe",
    "se", "ki", "she", "he", "was", "be", "by", "given", "give", "not", "do", "in", "a", "an", "other", "than", "only", "but",
    "injection", "injections", "food", "foods", "environmental", "very", "since", "reported", "noted",
    "adr", "आणि", "और", "व", "plus", "or", "had",
];

/// Words that say no more than that there is none, or that it is not known.
#[rustfmt::skip]
pub(super) const SAYS_NONE: [&str; 26] = [
    "na", "n/a", "n", "nill", "nil", "nk", "none", "no", "nothing", "xxx", "xx", "x", "nahi", "nahin", "नाही", "नहीं", "नही", "not", "known", "unknown",
    "nkda", "nka", "any", "such", "so", "far",
];

/// Adjectives that deny what stands before them.
#[rustfmt::skip]
pub(super) const DENIES_BACKWARD: [&str; 10] = [
    "neg", "negative", "normal", "wnl", "absent", "excluded", "resolved", "nad", "free", "ve-",
];

/// Words of Hindi and Marathi that stand behind what they deny.
#[rustfmt::skip]
pub(super) const HINDI_DENIALS: [&str; 8] = [
    "नहीं", "नही", "नाही", "ना", "nahi", "nahin", "nahee", "कोई",
];

/// After them the clause says something else.
#[rustfmt::skip]
pub(super) const CONTRASTS: [&str; 8] = [
    "but", "however", "though", "lekin", "magar", "लेकिन", "पर", "पण",
];

/// After them stands what is excepted.
#[rustfmt::skip]
pub(super) const EXCEPTIONS: [&str; 4] = [
    "except", "excepting", "besides", "sivay",
];

/// Beside them a short word is no illness: "dm me", "anti-diabetic", "CAD design".
#[rustfmt::skip]
pub(super) const NOT_AS_ILLNESS: [&str; 8] = [
    "anti", "me", "design", "designer", "job", "whatsapp", "drawing", "operator",
];

/// Words that warn of a medicine without the word allergy.
#[rustfmt::skip]
pub(super) const WARNS: [&str; 19] = [
    "adr", "avoid", "avoided", "contraindicated", "contraindication", "intolerant", "intolerance", "tolerated", "tolerate", "sensitive", "sensitivity",
    "cannot", "cant", "anaphylaxis", "anaphylactic", "reaction", "reactions", "rash", "rashes",
];

/// Words of time and degree beside a substance.
#[rustfmt::skip]
pub(super) const ABOUT_WORDS: [&str; 12] = [
    "moderate", "years", "yrs", "year", "ago", "childhood", "strong", "strongly", "definite", "positive", "confirmed", "am",
];
