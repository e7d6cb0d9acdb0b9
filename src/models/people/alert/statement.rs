//! What each clause of a text about allergies says: that something is not tolerated, that it is, or nothing of the kind. No clause is
//! taken for a denial but in the few ways in which people deny; any other "not" is a doubt, which is kept and asked about.

mod vocabulary;

use vocabulary::{
    ALLERGY, AROUND, AROUND_REACTION, AVOID, BLANK, CHANGE, EXCEPT, GIVEN, KNOWING, NO, NONE, OTHERS, REACTION, TAKES, TELLING, UNKNOWN,
};

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllergySense {
    /// That something is not tolerated.
    Allergy,
    /// It names something beside a "not" by which it is not clear what is meant.
    Doubt,
    /// What the allergy before it does, since when, or how it was found.
    Remark,
    /// What is tolerated, or was given or is taken instead.
    Tolerated,
    /// That something is no allergy of theirs: denied, or somebody else's.
    NotTheirs,
    /// That there is none.
    NoneKnown,
    /// That it is not known.
    NotKnown,
    /// Nothing: a heading, a number.
    Nothing,
}

/// A clause, in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllergyClause {
    pub words: String,
    pub sense: AllergySense,
    /// Whether it stands in brackets.
    pub inside: bool,
}

/// Words between which a clause ends.
const BUT: [&str; 8] = ["but", "however", "though", "lekin", "magar", "लेकिन", "मगर", "पण"];

/// What begins to tell of something that is tolerated.
const TOLERATES: [&str; 10] = [
    " tolerates ",
    " tolerate ",
    " can take ",
    " can have ",
    " can tolerate ",
    " able to take ",
    " safe with ",
    " ok with ",
    " okay with ",
    " fine with ",
];

/// What says so behind the name, or is no "not" of the name.
const TOLERATED: [&str; 14] = [
    " tolerated ",
    " tolerating ",
    " no problem with ",
    " no problems with ",
    " no issue with ",
    " no issues with ",
    " no reaction to ",
    " no reaction with ",
    " le sakte ",
    " le sakta ",
    " le sakti ",
    " ले सकते ",
    " ले सकता ",
    " ले सकती ",
];

/// A "not" that says plainly that something is not to be given.
const NOT_TO_BE_GIVEN: &[&str] = &[
    "never give",
    "never take",
    "never use",
    "never prescribe",
    "not give",
    "not take",
    "not use",
    "not prescribe",
    "not be given",
    "not to be given",
    "not to give",
    "not to take",
    "dont give",
    "dont take",
    "dont use",
    "dont prescribe",
    "cant take",
    "cant have",
    "cant tolerate",
    "cannot take",
    "cannot have",
    "cannot tolerate",
    "can not take",
    "can not tolerate",
    "not tolerate",
    "not tolerated",
    "not tolerating",
    "doesnt tolerate",
    "doesnt suit",
    "not suit",
    "not suited",
    "not suitable",
    "not suiting",
    "shouldnt take",
    "shouldnt be given",
    "nahi chalta",
    "nahi chalti",
    "nahi chalte",
    "nahin chalta",
    "nahin chalti",
    "nahin chalte",
    "suit nahi",
    "suit nahin",
    "nahi dena",
    "nahin dena",
    "nahi deni",
    "mat dena",
    "mat do",
    "mat dijiye",
    "नहीं देना",
    "नहीं देनी",
    "नहीं दें",
    "ना दें",
    "न दें",
    "नही देना",
    "मत देना",
    "मत दें",
    "नहीं चलता",
    "नहीं चलती",
    "नहीं चलते",
    "सूट नहीं",
    "देऊ नये",
    "देऊ नका",
    "चालत नाही",
    "nahi leni",
    "nahi lena",
    "नहीं लेना",
    "नहीं लेनी",
];

/// The clauses of a text; `after_one`: whether an allergy was named before it.
pub fn allergy_clauses(text: &str, after_one: bool) -> Vec<AllergyClause> {
    let mut after = after_one;
    let mut clauses = Vec::new();
    for (words, inside) in split(text) {
        let sense = sense(&words, after);
        after |= matches!(sense, AllergySense::Allergy | AllergySense::Doubt);
        clauses.push(AllergyClause { words, sense, inside });
    }
    // A dash alone is how forms say "none".
    if clauses.is_empty() && text.contains(['-', '–', '—']) {
        clauses.push(AllergyClause { words: text.trim().to_owned(), sense: AllergySense::NoneKnown, inside: false });
    }
    clauses
}

/// The words of a text, as they are compared here.
fn words_of(text: &str) -> Vec<String> {
    let inside = |it: char| it.is_alphanumeric() || it == '\u{200D}' || unicode_normalization::char::is_combining_mark(it);
    let text = text.to_lowercase().replace(['\'', '’', '`'], "").replace("n.k.d.a", "nkda");
    text.split(|it| !inside(it)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Whether a sentence ends at this full stop: not behind an abbreviation, an initial or a number.
pub(super) fn ends_a_sentence(before: &str, after: &str) -> bool {
    const SHORT: [&str; 18] =
        ["inj", "tab", "tabs", "cap", "caps", "syr", "syp", "susp", "oint", "dr", "mr", "mrs", "ms", "approx", "yrs", "yr", "h/o", "vit"];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    let ends = after.chars().next().is_none_or(char::is_whitespace);
    ends && letters > 1 && word.chars().any(char::is_alphabetic) && !SHORT.contains(&word.trim_matches(['(', '[', ',']))
}

fn split(text: &str) -> Vec<(String, bool)> {
    let text = text.replace("->", "→").replace("=>", "→");
    let mut parts = vec![(String::new(), false)];
    let mut depth = 0_u32;
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        let alone = || before.chars().next_back().is_none_or(char::is_whitespace) || after.chars().next().is_none_or(char::is_whitespace);
        let breaks = match letter {
            '(' | '[' | '{' => {
                depth += 1;
                true
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                true
            }
            ',' | ';' | '|' | '\n' | '،' | '।' | ':' | '→' | '—' => true,
            '-' | '–' => alone(),
            '.' => ends_a_sentence(before, after),
            _ => false,
        };
        if breaks {
            parts.push((String::new(), depth > 0));
        } else if let Some((part, _)) = parts.last_mut() {
            part.push(letter);
        }
    }
    let parts = parts.into_iter().flat_map(|(part, inside)| at_words(&part).into_iter().map(move |it| (it, inside)));
    parts.filter(|(part, _)| part.chars().any(|it| it.is_alphanumeric() || it == '?')).collect()
}

/// A part broken at a "but", and before what begins to tell of something tolerated.
fn at_words(part: &str) -> Vec<String> {
    let mut clauses: Vec<Vec<&str>> = vec![Vec::new()];
    let words: Vec<&str> = part.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let rest = format!(" {} ", words[at..].join(" ").to_lowercase());
        let tolerates = *word != "tolerate" && TOLERATES.iter().any(|it| rest.starts_with(it));
        if BUT.contains(&word.to_lowercase().as_str()) || (tolerates && at > 0) {
            clauses.push(Vec::new());
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push(word);
        }
    }
    clauses.into_iter().map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
}

fn sense(clause: &str, after: bool) -> AllergySense {
    use AllergySense::{Allergy, NoneKnown, NotKnown, NotTheirs, Nothing, Remark};
    let mut words = words_of(clause);
    if words.first().is_some_and(|it| BUT.contains(&it.as_str())) {
        words.remove(0);
    }
    if words.is_empty() {
        return if clause.contains('?') { NotKnown } else { Nothing };
    }
    if BLANK.has(&words.concat()) {
        return NoneKnown;
    }
    let names = |it: &String| names_something(it);
    if words.iter().any(names) {
        return sense_of_named(&words, after);
    }
    let reacts = REACTION.any(&words);
    let severity = || words.iter().any(|it| matches!(it.as_str(), "severe" | "mild" | "moderate" | "serious" | "minor" | "bad"));
    if !reacts && is_not_known(&words) {
        NotKnown
    } else if NO.any(&words) {
        match (reacts, after) {
            (true, true) => Remark,
            (true, false) if severity() => NotTheirs,
            _ => NoneKnown,
        }
    } else if after && (reacts || words.iter().any(|it| !AROUND.has(it) && !ALLERGY.has(it))) {
        Remark
    } else if reacts || AVOID.any(&words) {
        Allergy
    } else if OTHERS.any(&words) {
        NotTheirs
    } else {
        Nothing
    }
}

/// Whether a word may be the name of something: it stands in none of the lists.
fn names_something(word: &str) -> bool {
    let lists = [
        &NO,
        &KNOWING,
        &UNKNOWN,
        &ALLERGY,
        &AROUND,
        &REACTION,
        &AROUND_REACTION,
        &OTHERS,
        &TELLING,
        &CHANGE,
        &EXCEPT,
        &AVOID,
        &GIVEN,
        &TAKES,
    ];
    !word.chars().all(|it| it.is_ascii_digit()) && !lists.iter().any(|it| it.has(word))
}

/// "Not known", "don't know", "पता नहीं", "not asked": the denial is of the knowing. "None known" and "no known allergy" deny the allergy.
fn is_not_known(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    let not = ["not", "dont", "cant", "cannot", "doesnt", "didnt", "नहीं", "नही", "नाही", "nahi", "nahin", "nahee", "naahi"];
    UNKNOWN.any(words)
        || (has(&["no"]) && has(&["idea"]))
        || (KNOWING.any(words) && has(&not) && !NONE.any(words) && !has(&["कोई", "koi", "कोणतीही"]))
}

/// What is said of something that is named.
fn sense_of_named(words: &[String], after: bool) -> AllergySense {
    use AllergySense::{Allergy, Doubt, NotTheirs, Tolerated};
    let said = format!(" {} ", words.join(" "));
    let says = |phrases: &[&str]| phrases.iter().any(|it| said.contains(it));
    let at = |is: &dyn Fn(&str) -> bool| words.iter().position(|it| is(it));
    let (no, named) = (at(&|it| NO.has(it)), at(&names_something).unwrap_or_default());
    let (reacts, allergic) = (REACTION.any(words), ALLERGY.any(words));
    if let Some(except) = at(&|it| EXCEPT.has(it)) {
        let denied = no.is_some_and(|it| it < except) && named > except;
        return if denied || named < except { Allergy } else { Doubt };
    }
    // "Penicillin family" is a class; "family" before a name, and mothers and brothers anywhere, are people.
    let is_person = |(place, it): (usize, &String)| OTHERS.has(it) && !(it == "family" && place > 0 && names_something(&words[place - 1]));
    let people = words.iter().enumerate().filter(|it| is_person(*it)).count();
    let told = TELLING.any(words) && people == 1;
    if people > 0 && !told {
        let first = words.iter().enumerate().position(is_person);
        return if first.is_some_and(|it| it < named) { NotTheirs } else { Doubt };
    }
    if says(NOT_TO_BE_GIVEN) || (AVOID.any(words) && no.is_none()) {
        return Allergy;
    }
    let unharmed = ["no problem", "no issue", "no reaction"].iter().any(|it| said.contains(it));
    let nots = words.iter().filter(|it| NO.has(it)).count() - usize::from(unharmed);
    if says(&TOLERATES) || says(&TOLERATED) {
        return if nots == 0 && (!reacts && !allergic || unharmed) { Tolerated } else { Doubt };
    }
    let Some(no) = no else {
        let takes = TAKES.any(words) || words[0] == "on" || said.starts_with(" now on ");
        let given = GIVEN.any(words) || takes;
        return match (reacts || allergic, given, after) {
            (false, true, true) => Tolerated,
            (false, true, false) if takes => Doubt,
            _ => Allergy,
        };
    };
    let changes = CHANGE.any(words);
    let single = nots == 1 && !reacts && !changes;
    let denies = matches!(words[no].as_str(), "no" | "not" | "denies" | "denied" | "deny");
    let around = |list: &[String]| list.iter().all(|it| AROUND.has(it) || KNOWING.has(it) || ALLERGY.has(it) || TELLING.has(it));
    // "Not allergic to X", "no X allergy".
    let english = denies && allergic && around(&words[..no]) && at(&|it| ALLERGY.has(it)).is_some_and(|it| it > no);
    // "X se allergy nahi hai".
    let hindi = allergic && named < no && around(&words[no + 1..]) && at(&|it| ALLERGY.has(it)).is_some_and(|it| named < it && it < no);
    // Behind an allergy: "but not to X", "X se nahi".
    let short = after
        && ((denies && no == 0 && words.get(1).is_some_and(|it| it == "to"))
            || (no > 0 && matches!(words[no - 1].as_str(), "से" | "se") && around(&words[no + 1..])));
    if single && (english || hindi || short) { NotTheirs } else { Doubt }
}
