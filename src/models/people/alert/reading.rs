//! What a text says of somebody's allergies: a list, or that there is none. Lists are lists, what is denied is no allergy, and what
//! stands in brackets belongs to what stands before it.

use super::AllergyAnswer;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotedAllergies {
    /// Each allergy in the words in which it was written.
    pub substances: Vec<String>,
    /// Those of them that were written with a question mark.
    pub unsure: Vec<String>,
    /// What is said not to be an allergy of this patient: denied, or somebody else's.
    pub denied: Vec<String>,
    /// That there is none, or that it is not known.
    pub answer: Option<AllergyAnswer>,
}

/// Words that deny.
const NO: &str =
    " no not dont cant none nil never nothing without denies denied deny nkda nka nkfa nad नहीं नही कोई nahi nahin nahee koi zero ";

/// Abbreviations that deny by themselves: no known drug allergies.
const DENIALS: &str = " nkda nka nkfa none nil nothing ";

/// Words that say that it is not known.
const KNOWING: &str = " know known sure पता मालूम pata maloom malum certain recall remember ";

/// Words that say nothing of which allergy is meant.
const AROUND: &str = " allergy allergies allergic allergen allergens known drug drugs food foods medicine medicines medication medications any \
    history h o hx of to so far till date is are has have had been there be the a as yet reported patient pt c i we they he she है हैं एलर्जी \
    दवा से की का को कोई hai se ki ka ko dawa es इनको इसे since now environmental other such ";

/// Words after which somebody else is spoken of.
const OTHERS: &str = " mother father sister brother son daughter husband wife family grandmother grandfather माँ मां पिता ";

/// What an allergy does: it belongs to the substance that was named before it.
const REACTIONS: &str = " rash rashes hives urticaria itching itch swelling face lips eyes vomiting nausea anaphylaxis angioedema breathlessness \
    wheeze redness blisters severe mild moderate only with and on of the body skin all over fever giddiness shock reaction ";

/// Words before a substance that are no part of its name.
const BEFORE: [&str; 11] = [
    "known allergy to ",
    "allergic to ",
    "allergies to ",
    "allergy to ",
    "allergic ",
    "allergies:",
    "allergy:",
    "allergies -",
    "allergy -",
    "h/o ",
    "known ",
];

impl NotedAllergies {
    /// Reads a text, as it was typed at the desk, by a doctor, or in an old register.
    pub fn read(text: &str) -> NotedAllergies {
        let mut noted = NotedAllergies::default();
        for item in items(text) {
            noted.add(&item);
        }
        if !noted.substances.is_empty() {
            noted.answer = None;
        }
        noted
    }

    fn add(&mut self, item: &str) {
        let item = bare(item);
        let item = item.as_str();
        let words = words(item);
        let all = |list: &str| words.iter().all(|it| list.contains(&format!(" {it} ")));
        let any = |list: &str| words.iter().any(|it| list.contains(&format!(" {it} ")));
        let around = format!("{AROUND}{NO}{KNOWING}");
        let asked = item.trim().chars().all(|it| it == '?');
        if words.is_empty() && !asked {
            // A dash, a dot: how forms say "none".
            if item.contains(['-', '–', '—']) {
                self.answer = Some(AllergyAnswer::NoneKnown);
            }
        } else if asked || words == ["unknown"] || (all(&around) && is_not_known(&words)) {
            self.answer.get_or_insert(AllergyAnswer::NotKnown);
        } else if all(&around) && any(NO) {
            self.answer = Some(AllergyAnswer::NoneKnown);
        } else if any(NO) || any(OTHERS) {
            self.denied.push(item.to_owned());
        } else if all(REACTIONS)
            && let Some(last) = self.substances.last_mut()
        {
            last.push_str(", ");
            last.push_str(item);
        } else if !all(AROUND) {
            let substance = item.to_owned();
            if item.contains('?') {
                self.unsure.push(substance.clone());
            }
            if !self.substances.iter().any(|it| it.to_lowercase() == substance.to_lowercase()) {
                self.substances.push(substance);
            }
        }
    }

    /// A list by which the same is read again.
    pub fn of_rows(rows: &[String]) -> NotedAllergies {
        let mut noted = NotedAllergies::default();
        for row in rows {
            noted.add(row.trim());
        }
        if !noted.substances.is_empty() {
            noted.answer = None;
        }
        noted
    }
}

/// "Not known", "don't know", "पता नहीं": the denial is of the knowing. "None known" and "no known allergy" deny the allergy.
fn is_not_known(words: &[String]) -> bool {
    let at = |list: &str| words.iter().position(|it| list.contains(&format!(" {it} ")));
    let knowing = at(KNOWING);
    let not = words.iter().position(|it| matches!(it.as_str(), "not" | "dont" | "cant" | "नहीं" | "नही" | "nahi" | "nahin" | "nahee"));
    knowing.is_some()
        && not.is_some()
        && !DENIALS.split(' ').any(|it| !it.is_empty() && words.iter().any(|word| word == it))
        && at(" कोई koi ").is_none()
}

/// The items of a list: lines, and what stands between commas, semicolons or bars outside brackets.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0_i32;
    for letter in text.chars() {
        depth += i32::from(matches!(letter, '(' | '[')) - i32::from(matches!(letter, ')' | ']'));
        // A bracket that is never closed holds no longer than its line.
        depth = if letter == '\n' { 0 } else { depth.max(0) };
        if letter == '\n' || (depth == 0 && matches!(letter, ',' | ';' | '|' | '،' | '।')) {
            items.push(String::new());
        } else if let Some(item) = items.last_mut() {
            item.push(letter);
        }
    }
    items.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty()).collect()
}

fn words(item: &str) -> Vec<String> {
    let inside = |it: char| it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it);
    let item = item.to_lowercase().replace(['\'', '’'], "").replace("n.k.d.a", "nkda");
    item.split(|it| !inside(it)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The item without what only says that it is an allergy.
fn bare(item: &str) -> String {
    let lower = item.to_lowercase();
    let before = BEFORE.iter().find(|it| lower.starts_with(**it) && lower.len() == item.len() && lower.len() > it.len());
    before.map_or_else(|| item.to_owned(), |it| bare(item[it.len()..].trim()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AllergyAnswer, NotedAllergies};

    proptest! {
        /// What was read is read again as it is: no row is ever split or joined by being saved.
        #[test]
        fn a_list_that_was_read_is_read_again_as_it_was(
            text in "([A-Za-z ]{1,8}|Penicillin|sulfa|rash|swelling|allergic to |no |NKDA|पता नहीं|[(),;?\\n-]){0,12}",
        ) {
            let read = substances(&text);
            prop_assert_eq!(substances(&read.join("\n")), read.clone());
            prop_assert_eq!(NotedAllergies::of_rows(&read).substances, read);
        }
    }

    fn substances(text: &str) -> Vec<String> {
        NotedAllergies::read(text).substances
    }

    #[test]
    fn a_denial_is_an_answer_and_no_allergy() {
        for denial in [
            "NKDA",
            "nkda.",
            "None",
            "none known",
            "nil",
            "no",
            "No known drug allergy",
            "no known drug allergies",
            "No allergies",
            "-",
            "कोई नहीं",
            "कोई एलर्जी नहीं",
            "नहीं",
            "koi allergy nahi",
            "not allergic to any drug",
            "no h/o drug allergy",
            "Denies allergies",
            "N.K.D.A.",
        ] {
            let read = NotedAllergies::read(denial);
            assert_eq!((read.answer, read.substances.len()), (Some(AllergyAnswer::NoneKnown), 0), "{denial}: {read:?}");
        }
        for unknown in ["पता नहीं", "Not known", "unknown", "don't know", "?", "not sure", "pata nahi", "मालूम नहीं"]
        {
            let read = NotedAllergies::read(unknown);
            assert_eq!((read.answer, read.substances.len()), (Some(AllergyAnswer::NotKnown), 0), "{unknown}: {read:?}");
        }
        assert_eq!(NotedAllergies::read("  "), NotedAllergies::default());
    }

    #[test]
    fn a_list_is_a_list_and_brackets_belong_to_what_stands_before_them() {
        assert_eq!(substances("Allergic to penicillin, sulfa, aspirin"), ["penicillin", "sulfa", "aspirin"]);
        assert_eq!(substances("Penicillin (rash, face swelling)"), ["Penicillin (rash, face swelling)"]);
        assert_eq!(substances("Penicillin (Nair Hospital, 2019), sulfa"), ["Penicillin (Nair Hospital, 2019)", "sulfa"]);
        assert_eq!(substances("Penicillin, rash on face; sulfa"), ["Penicillin, rash on face", "sulfa"]);
        assert_eq!(substances("Penicillin\nDust  mites\npenicillin"), ["Penicillin", "Dust mites"]);
        assert_eq!(substances("Nickel"), ["Nickel"]);
        assert_eq!(substances("NKDA, Penicillin"), ["Penicillin"]);
        assert_eq!(substances("Penicillin (rash\nsulfa"), ["Penicillin (rash", "sulfa"]);
    }

    #[test]
    fn what_is_denied_or_somebody_elses_is_no_allergy_of_theirs_and_a_question_mark_is_a_doubt() {
        let read = NotedAllergies::read("no allergy to penicillin, mother allergic to sulfa, ?aspirin");
        assert_eq!((read.substances, read.unsure, read.denied.len()), (vec!["?aspirin".to_owned()], vec!["?aspirin".to_owned()], 2));
    }
}
