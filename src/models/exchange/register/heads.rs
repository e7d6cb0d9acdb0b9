//! What the head of a column says, by whole words, in English and Hindi.

use super::column::RegisterColumn;

/// How plainly a head says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Among other words.
    Beside,
    /// It says nothing else.
    Alone,
}

/// Words that make a column somebody's or something else's: a father's name, a village's code, a next visit.
const OF_ANOTHER: [&str; 84] = [
    "father",
    "fathers",
    "husband",
    "husbands",
    "mother",
    "mothers",
    "guardian",
    "spouse",
    "kin",
    "relative",
    "doctor",
    "doctors",
    "dr",
    "consultant",
    "medicine",
    "medicines",
    "drug",
    "referred",
    "ref",
    "code",
    "type",
    "fee",
    "fees",
    "amount",
    "paid",
    "emergency",
    "attendant",
    "last",
    "next",
    "follow",
    "followup",
    "review",
    "due",
    "reason",
    "पिता",
    "पति",
    "माता",
    "डॉक्टर",
    "कारण",
    "lmp",
    "edd",
    "edc",
    "death",
    "died",
    "expiry",
    "expired",
    "expires",
    "valid",
    "upto",
    "wedding",
    "anniversary",
    "marriage",
    "marital",
    "vaccination",
    "vaccine",
    "discharge",
    "renewal",
    "policy",
    "payment",
    "receipt",
    "bill",
    "balance",
    "invoice",
    "expected",
    "delivery",
    "operation",
    "surgery",
    "bg",
    "blood",
    "aadhaar",
    "aadhar",
    "adhaar",
    "adhar",
    "pan",
    "voter",
    "abha",
    "test",
    "beneficiary",
    "room",
    "bed",
    "insurance",
    "pin",
    "pincode",
    "status",
];

impl RegisterColumn {
    /// Phrases that say it.
    fn phrases(self) -> &'static [&'static str] {
        match self {
            RegisterColumn::Ignored | RegisterColumn::Untold | RegisterColumn::AgeSex => &[],
            RegisterColumn::Birth => &[
                "dob",
                "birth",
                "birthdate",
                "dateofbirth",
                "birthday",
                "born",
                "yob",
                "जन्म",
                "जन्मतिथि",
                "janm",
                "janmtithi",
                "जन्मतारीख",
                "जन्म दिनांक",
                "જન્મ",
            ],
            RegisterColumn::FirstVisit => &[
                "first visit",
                "firstvisit",
                "visit date",
                "visitdate",
                "date of visit",
                "visit",
                "visited",
                "date",
                "dt",
                "regdate",
                "admission",
                "registration date",
                "regn date",
                "reg date",
                "पहली बार",
                "तारीख",
                "दिनांक",
                "तिथि",
                "तारिख",
                "tarikh",
                "dinank",
                "ता",
                "તારીખ",
            ],
            RegisterColumn::Number => &[
                "reg no",
                "regno",
                "regn no",
                "registration no",
                "opd no",
                "opdno",
                "opd",
                "op no",
                "opno",
                "uhid",
                "mr no",
                "mrno",
                "mrn",
                "mrd",
                "patient id",
                "patientid",
                "pid",
                "id",
                "record no",
                "recordno",
                "card no",
                "file no",
                "case no",
                "serial no",
                "serialno",
                "sr no",
                "sr",
                "s no",
                "sl no",
                "sl",
                "srno",
                "sno",
                "slno",
                "no",
                "number",
                "क्रमांक",
                "क्रम",
                "रजि नं",
                "kramank",
                "अ.क्र",
                "अक्र",
                "अनुक्रमांक",
                "केस नं",
                "ક્રમ",
                "ક્રમાંક",
                "નંબર",
            ],
            RegisterColumn::Phone => &[
                "mobile",
                "mob",
                "phone",
                "ph",
                "contact",
                "cell",
                "tel",
                "telephone",
                "whatsapp",
                "mobileno",
                "phoneno",
                "मोबाइल",
                "फोन",
                "दूरभाष",
                "संपर्क",
                "मोबाईल",
                "मोबाइल नंबर",
                "मोबाईल क्रमांक",
                "फोन क्रमांक",
                "दूरध्वनी",
                "भ्रमणध्वनी",
                "cont no",
                "m no",
                "contact no",
                "મોબાઇલ",
                "મોબાઈલ",
                "ફોન",
            ],
            RegisterColumn::Surname => &["surname", "last name", "lastname", "family name", "उपनाम", "कुलनाम"],
            RegisterColumn::Name => &[
                "patient name",
                "patientname",
                "full name",
                "fullname",
                "name",
                "patient",
                "patients",
                "pt",
                "naam",
                "मरीज",
                "रोगी",
                "नाम",
                "नाव",
                "रुग्णाचे नाव",
                "रुग्ण",
                "नामे",
                "નામ",
                "દર્દી",
            ],
            RegisterColumn::Age => &["age", "ages", "yrs", "years", "आयु", "उम्र", "उमर", "umar", "umr", "aayu", "वय", "ઉંમર", "વય"],
            RegisterColumn::Sex => &["sex", "gender", "mf", "fm", "लिंग", "ling", "લિંગ", "જાતિ"],
            RegisterColumn::Address => &[
                "address",
                "addr",
                "area",
                "locality",
                "place",
                "village",
                "city",
                "town",
                "residence",
                "पता",
                "गांव",
                "गाँव",
                "ग्राम",
                "शहर",
                "पत्ता",
                "गाव",
                "राहणार",
                "ठिकाण",
                "add",
                "res",
                "સરનામું",
                "ગામ",
            ],
            RegisterColumn::Allergies => &[
                "allergy",
                "allergies",
                "allergic",
                "एलर्जी",
                "allg",
                "allrgy",
                "allergi",
                "alergy",
                "adr",
                "adverse reaction",
                "adverse drug reaction",
                "drug reaction",
                "sensitivity",
                "sensitivities",
                "contraindication",
                "contraindications",
                "ॲलर्जी",
                "ऍलर्जी",
                "अॅलर्जी",
                "એલર્જી",
            ],
            RegisterColumn::Remarks => &[
                "remarks",
                "remark",
                "notes",
                "note",
                "comment",
                "comments",
                "history",
                "diagnosis",
                "complaint",
                "complaints",
                "illness",
                "disease",
                "टिप्पणी",
                "विवरण",
                "बीमारी",
                "rmk",
                "rmks",
                "rem",
                "dx",
                "hx",
                "pmh",
                "co-morbidities",
                "comorbidities",
                "co morbidities",
                "comorbidity",
                "medical conditions",
                "conditions",
                "condition",
                "medical",
                "problem",
                "problems",
                "co",
                "c o",
                "kco",
                "k c o",
                "ho",
                "known case of",
                "diag",
                "bimari",
                "निदान",
                "शेरा",
                "टीप",
                "आजार",
                "रोग",
                "तक्रार",
                "નોંધ",
                "રોગ",
                "રીમાર્ક",
            ],
        }
    }

    /// Whether a word that else speaks of somebody else does not in these: the name of a beneficiary, an address with its code, what a
    /// doctor remarks.
    fn is_excused(self, word: &str, words: &[String]) -> bool {
        let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
        match self {
            RegisterColumn::Name => word == "beneficiary" && has(&["name"]),
            RegisterColumn::Address => matches!(word, "pin" | "pincode" | "code") && has(&["address", "पता"]),
            RegisterColumn::Remarks => {
                matches!(word, "doctor" | "doctors" | "dr" | "reason" | "drug")
                    && has(&["remarks", "remark", "notes", "note", "diagnosis", "complaint", "history", "ho"])
            }
            _ => false,
        }
    }

    /// How plainly a head says it.
    pub fn said(self, head: &str) -> Option<Said> {
        let words = words(head);
        if words.is_empty() {
            return None;
        }
        if self == RegisterColumn::AgeSex {
            let has = |column: RegisterColumn| words.iter().any(|word| column.phrases().contains(&word.as_str()));
            let one_word = ["agesex", "ageandsex", "agegender", "sexage", "आयुलिंग", "उम्रलिंग"].contains(&words.concat().as_str());
            return (one_word || has(RegisterColumn::Age) && has(RegisterColumn::Sex)).then_some(Said::Alone);
        }
        let last_name = self == RegisterColumn::Surname && words == ["last", "name"];
        let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
        let turned = match self {
            RegisterColumn::Address => has(&["birth", "native"]),
            RegisterColumn::Allergies => has(&["no", "not", "without"]) && !has(&["sr", "sl"]),
            _ => false,
        };
        if turned {
            return None;
        }
        let of_another = || words.iter().any(|word| OF_ANOTHER.contains(&word.as_str()) && !self.is_excused(word, &words));
        if self != RegisterColumn::Allergies && !last_name && of_another() {
            return None;
        }
        if self == RegisterColumn::Number && RegisterColumn::Phone.said(head) == Some(Said::Alone) {
            return None;
        }
        let joined = words.join(" ");
        if self.phrases().contains(&joined.as_str()) || self.phrases().contains(&words.concat().as_str()) {
            return Some(Said::Alone);
        }
        let spaced = format!(" {joined} ");
        self.phrases().iter().any(|phrase| spaced.contains(&format!(" {phrase} "))).then_some(Said::Beside)
    }
}

/// Whether a head speaks of what runs in a family: what stands below it is nobody's own.
pub fn speaks_of_family(head: &str) -> bool {
    let words = words(head);
    words.iter().any(|it| matches!(it.as_str(), "family" | "familial" | "fh" | "fhx" | "fam")) && !words.iter().any(|it| it == "name")
}

/// Whether ages below a head are in months: it says months, and no years.
pub fn counts_months(head: &str) -> bool {
    let words = words(head);
    let is_any = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    is_any(&["month", "months", "mths", "mth", "mon", "महिने", "महीने", "माह"]) && !is_any(&["year", "years", "yrs", "yr", "visit", "वर्ष"])
}

/// Whether below a head stands what an age is counted in: "Unit", "Age type", "Y/M/D".
pub fn says_unit(head: &str) -> bool {
    let words = words(head);
    let is_any = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    is_any(&["unit", "units", "ymd", "dmy"]) || is_any(&["age"]) && is_any(&["type"])
}

/// Whether it is the head that we write above the reasons against refused rows, in one language or the other.
pub fn is_of_reasons(head: &str) -> bool {
    matches!(head, "Reason" | "कारण")
}

/// Whether a head speaks of somebody else, or of something that no patient has.
pub fn speaks_of_another(head: &str) -> bool {
    is_of_another(&words(head))
}

fn is_of_another(words: &[String]) -> bool {
    words.iter().any(|word| OF_ANOTHER.contains(&word.as_str()))
}

/// How many different things a row says as heads do.
pub fn meanings_in(cells: &[String]) -> usize {
    let short = |cell: &&String| !cell.is_empty() && cell.chars().count() <= 40;
    let mut meanings: Vec<RegisterColumn> = cells
        .iter()
        .filter(short)
        .filter_map(|cell| RegisterColumn::ALL.iter().copied().filter_map(|it| Some((it.said(cell)?, it))).max_by_key(|(said, _)| *said))
        .map(|(_, it)| it)
        .collect();
    meanings.sort_unstable_by_key(|it| it.as_str());
    meanings.dedup();
    meanings.len()
}

/// What a cell says as heads do, and nothing else.
pub fn said_alone(cell: &str) -> Option<RegisterColumn> {
    let is_short = !cell.is_empty() && cell.chars().count() <= 40;
    RegisterColumn::ALL.iter().copied().find(|it| is_short && it.said(cell) == Some(Said::Alone))
}

/// Whether a row is plainly one of heads: a name and something else are said in it, and half of its cells say nothing but what stands
/// below them.
pub fn are_plain(cells: &[String]) -> bool {
    let filled = cells.iter().filter(|it| !it.is_empty()).count();
    let has_number = cells.iter().any(|it| it.bytes().filter(u8::is_ascii_digit).count() > 3);
    if filled < 2 || has_number || !cells.iter().any(|it| RegisterColumn::Name.said(it) == Some(Said::Alone)) {
        return false;
    }
    let mut said: Vec<&str> = cells.iter().filter_map(|it| said_alone(it)).map(|it| it.as_str()).collect();
    said.sort_unstable();
    said.dedup();
    said.len() > 1 && said.len() * 2 >= filled
}

/// The words of a head, small, without dots below letters. Letters with dots between are one word: D.O.B. is dob, and M/F is mf.
pub fn words(head: &str) -> Vec<String> {
    let is_of_word = |c: char| c.is_alphanumeric() || ('\u{900}'..='\u{D7F}').contains(&c) && c != '।' && c != '॰';
    let mut words: Vec<String> = Vec::new();
    let mut single_before = false;
    let spaced = head.chars().filter(|c| *c != '\u{93C}' && *c != '\'' && *c != '’').collect::<String>();
    for word in part_camel(&spaced).split(|c| !is_of_word(c)).filter(|it| !it.is_empty()) {
        let word = undotted(&word.to_lowercase());
        let single = word.chars().count() == 1 && word.is_ascii();
        match words.last_mut() {
            Some(last) if single && single_before => last.push_str(&word),
            _ => words.push(word),
        }
        single_before = single;
    }
    words
}

/// Precomposed letters with a dot below lose it too.
fn undotted(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd().filter(|c| *c != '\u{93C}').collect()
}

/// PatientName is two words.
fn part_camel(head: &str) -> String {
    let mut parted = String::with_capacity(head.len() + 4);
    let mut small_before = false;
    for c in head.chars() {
        if small_before && c.is_uppercase() {
            parted.push(' ');
        }
        small_before = c.is_lowercase();
        parted.push(c);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::{RegisterColumn, Said, meanings_in, words};

    #[test]
    fn a_head_says_what_its_whole_words_say() {
        use RegisterColumn::{Address, Age, AgeSex, Allergies, Birth, FirstVisit, Name, Number, Phone, Remarks, Sex};
        for (head, column) in [
            ("Village", Address),
            ("D.O.B.", Birth),
            ("Mob. No", Phone),
            ("M/F", Sex),
            ("Age (at visit)", Age),
            ("AGE & SEX", AgeSex),
            ("PatientName", Name),
            ("Patient ID", Number),
            ("Regn. Date", FirstVisit),
            ("Name of Patient", Name),
            ("मोबाइल नं.", Phone),
            ("मरीज़ का नाम", Name),
            ("जन्म तिथि", Birth),
            ("वय", Age),
            ("लिंग", Sex),
            ("पत्ता", Address),
            ("मोबाईल क्रमांक", Phone),
            ("रुग्णाचे नाव", Name),
            ("अ.क्र.", Number),
            ("शेरा", Remarks),
            ("ઉંમર", Age),
            ("જાતિ", Sex),
            ("Allg", Allergies),
            ("ADR", Allergies),
            ("Dx", Remarks),
            ("Hx", Remarks),
            ("PMH", Remarks),
            ("K/C/O", Remarks),
            ("Co-morbidities", Remarks),
            ("Rmks", Remarks),
            ("Cont. No.", Phone),
            ("M. No.", Phone),
            ("Adverse drug reaction", Allergies),
            ("Drug sensitivity", Allergies),
            ("H/O", Remarks),
            ("Drug history", Remarks),
        ] {
            assert!(column.said(head).is_some(), "{head}");
        }
        for (head, column) in [
            ("Village", Age),
            ("Father's Name", Name),
            ("Manager", Age),
            ("Village Code", Address),
            ("Next visit", FirstVisit),
            ("LMP Date", FirstVisit),
            ("Date of Death", FirstVisit),
            ("Wedding date", FirstVisit),
            ("EDD", FirstVisit),
            ("Valid upto", FirstVisit),
            ("मोबाईल क्रमांक", Number),
            ("Place of birth", Address),
            ("Native place", Address),
            ("Not allergic", Allergies),
        ] {
            assert_eq!(column.said(head), None, "{head}");
        }
        assert_eq!(Age.said("Age"), Some(Said::Alone));
    }

    #[test]
    fn heads_say_many_things_and_data_few() {
        let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(meanings_in(&row("Sr,Patient Name,Age,Mobile")), 4);
        assert!(meanings_in(&row("1,Asha Rao,34/F,9820011111,Bandra")) < 2);
        assert_eq!(words("Reg.No"), ["reg", "no"]);
    }
}
