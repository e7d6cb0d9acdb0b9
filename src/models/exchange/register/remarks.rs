//! What a remark says of allergies and conditions. Only what is plainly said is a fact; a denial, somebody else's illness and a
//! question are none, and what is unsure is shown to the clinic as it was written. The remark itself is always kept.

mod words;

use self::words::{AROUND, CONDITIONS, DENIALS, MEASURES, NAMELESS, OTHERS, QUESTIONS, SIGNS, STILL_THERE};
use super::substances;

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
    let mut facts = Facts::default();
    for sentence in sentences(remark) {
        read_sentence(&sentence, false, &mut facts);
    }
    facts
}

/// Reads a cell of a column that holds nothing but allergies.
pub fn read_allergies(cell: &str) -> Facts {
    let mut facts = Facts::default();
    for sentence in sentences(cell) {
        read_sentence(&sentence, true, &mut facts);
    }
    facts
}

/// The sentences of a remark. A dot within "h.o." or a number ends none.
fn sentences(remark: &str) -> Vec<String> {
    let letters: Vec<char> = remark.to_lowercase().chars().collect();
    let mut sentences = vec![String::new()];
    for (at, c) in letters.iter().copied().enumerate() {
        let ends = matches!(c, ';' | '\n' | '|' | '।') || c == '.' && letters.get(at + 1).is_none_or(|it| it.is_whitespace());
        if ends {
            sentences.push(String::new());
        } else if let Some(last) = sentences.last_mut() {
            last.push(c);
        }
    }
    sentences
}

/// What the parts of a list inherit from the part before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Nothing,
    /// A list of what somebody is allergic to.
    Allergies,
    /// "no", or somebody else's: whether the next part is meant too is not said.
    Open,
}

fn read_sentence(sentence: &str, all_allergies: bool, facts: &mut Facts) {
    let mut scope = if all_allergies { Scope::Allergies } else { Scope::Nothing };
    for clause in sentence.split(',') {
        // "no DM or HTN": what is joined so is denied together.
        if is_about_others(clause) {
            scope = Scope::Open;
            continue;
        }
        if denies(clause) {
            scope = if all_allergies || speaks_of_allergy(clause) { Scope::Nothing } else { Scope::Open };
            continue;
        }
        for part in parts(clause) {
            scope = read_part(&part, scope, facts);
        }
    }
}

fn read_part(part: &str, scope: Scope, facts: &mut Facts) -> Scope {
    let words = words(part);
    if words.is_empty() {
        return scope;
    }
    let known: Vec<&'static str> = CONDITIONS.iter().filter(|(short, _)| words.contains(&(*short).to_owned())).map(|it| it.1).collect();
    let allergic = speaks_of_allergy(part);
    let measured = words.iter().any(|word| MEASURES.contains(&word.as_str()));
    let says_something = allergic || !known.is_empty() || measured;
    let questioned = part.contains('?') || words.iter().any(|word| QUESTIONS.contains(&word.as_str()));
    if questioned || scope == Scope::Open {
        if says_something {
            unsure(part, facts);
        }
        return if questioned && scope != Scope::Open { Scope::Nothing } else { scope };
    }
    if allergic || scope == Scope::Allergies {
        return read_allergy(part, &words, &known, allergic, facts);
    }
    for name in known {
        push(&mut facts.conditions, name);
    }
    if measured && !part.chars().any(char::is_numeric) && !words.iter().any(|it| it == "ok" || it == "low") {
        unsure(part, facts);
    }
    Scope::Nothing
}

fn read_allergy(part: &str, words: &[String], known: &[&'static str], said: bool, facts: &mut Facts) -> Scope {
    let left: Vec<&str> = words.iter().map(String::as_str).filter(|word| !AROUND.contains(word)).collect();
    if !said && !known.is_empty() {
        for name in known {
            push(&mut facts.conditions, name);
        }
        return Scope::Nothing;
    }
    if left.iter().any(|word| SIGNS.contains(word)) {
        for name in known {
            push(&mut facts.conditions, name);
        }
        if known.is_empty() && !words.iter().any(|it| it == "allergic") {
            unsure(part, facts);
        }
        return Scope::Nothing;
    }
    // "allergic to" and "allergy:" name what follows; "x allergy" only where x is a substance.
    let named = words.windows(2).any(|pair| pair[0].starts_with("allerg") && pair[1] == "to") || part.contains(':') || !said;
    let substance = left.join(" ");
    let is_known = substances::is_one(&substance);
    let may_be = named && said && left.len() <= 2 && !left.iter().any(|it| NAMELESS.contains(it) || it.chars().any(char::is_numeric));
    if !left.is_empty() && (is_known || may_be) {
        push(&mut facts.allergies, &capitalised(&substance));
        return Scope::Allergies;
    }
    if left.is_empty() || said || left.len() <= 2 {
        if !(left.is_empty() && part.trim_end().ends_with(':')) {
            unsure(part, facts);
        }
        return if left.is_empty() { Scope::Allergies } else { Scope::Nothing };
    }
    Scope::Nothing
}

fn speaks_of_allergy(text: &str) -> bool {
    text.contains("allerg") || text.contains("एलर्जी") || text.contains("एलर्जि")
}

fn denies(clause: &str) -> bool {
    let words = words(clause);
    let plain = |word: &String| DENIALS.contains(&word.as_str());
    let minus = clause.contains("-ve") || clause.trim_end().ends_with(['-', '–']) && words.len() <= 2;
    if !(minus || words.iter().any(plain)) {
        return false;
    }
    let still = words.iter().any(|word| STILL_THERE.contains(&word.as_str())) && !words.iter().any(|it| it == "no" || it == "nil");
    !still
}

fn is_about_others(clause: &str) -> bool {
    words(clause).iter().any(|word| OTHERS.contains(&word.as_str()))
}

/// The parts of a list: what "and", "&" and "+" join. A slash stands within h/o and k/c/o, and else joins too.
fn parts(clause: &str) -> Vec<String> {
    let spaced = clause.replace('(', " (");
    let mut parts = vec![String::new()];
    let mut within = false;
    for word in spaced.split_whitespace() {
        // What stands in brackets tells more of what was said, and is no fact by itself.
        within |= word.starts_with('(');
        if within {
            within = !word.contains(')');
            continue;
        }
        let pieces: Vec<&str> = if is_abbreviation(word) { vec![word] } else { word.split(['&', '+', '/']).collect() };
        for (at, piece) in pieces.iter().enumerate() {
            if at > 0 || matches!(*piece, "and" | "और" | "व" | "also" | "plus") {
                parts.push(String::new());
            }
            if let Some(last) = parts.last_mut().filter(|_| !matches!(*piece, "and" | "और" | "व" | "also" | "plus")) {
                last.push_str(piece);
                last.push(' ');
            }
        }
    }
    parts
}

fn is_abbreviation(word: &str) -> bool {
    word.contains('/') && word.split('/').all(|piece| piece.chars().count() == 1) || word == "kc/o"
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "!?()+&:-–\"'.,=*".contains(c))
        .map(|word| if is_abbreviation(word) { word } else { word.trim_matches('/') })
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn unsure(part: &str, facts: &mut Facts) {
    push(&mut facts.unsure, part.trim());
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
    fn a_column_of_allergies_needs_no_word_for_them() {
        assert_eq!(read_allergies("Penicillin, sulfa").allergies, ["Penicillin", "Sulfa"]);
        for cell in ["NKDA", "nil", "none", "no", "-", "not known", "NA"] {
            assert_eq!(read_allergies(cell).allergies, Vec::<String>::new(), "{cell}");
        }
        let facts = read_allergies("brinjal");
        assert_eq!((facts.allergies.len(), facts.unsure.len()), (0, 1), "not known as a substance: the clinic is asked");
    }
}
