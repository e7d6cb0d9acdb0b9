//! What a text says of somebody's allergies: a list, or that there is none. Lists are lists, what is denied is no allergy, and what
//! says no more than how an allergy was, or what is tolerated instead, belongs to the allergy before it.

use super::AllergyAnswer;
use super::statement::{AllergySense, allergy_clauses, ends_a_sentence};

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotedAllergies {
    /// Each allergy in the words in which it was written.
    pub substances: Vec<String>,
    /// Those of them that were written with a question mark.
    pub unsure: Vec<String>,
    /// What was not taken: denied, somebody else's, tolerated, or not to be understood at all.
    pub denied: Vec<String>,
    /// That there is none, or that it is not known.
    pub answer: Option<AllergyAnswer>,
}

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
        let mut current = None;
        for item in items(text) {
            current = noted.add(&bare(&item), current);
        }
        if !noted.substances.is_empty() {
            noted.answer = None;
        } else if noted.denied.is_empty() && noted.answer.is_none() && !text.trim().is_empty() {
            noted.denied.push(text.trim().to_owned());
        }
        noted
    }

    /// Takes an item in; tells which allergy it is of. `current`: the one before it.
    fn add(&mut self, item: &str, current: Option<usize>) -> Option<usize> {
        use AllergySense::{Allergy, Doubt, NoneKnown, NotKnown, Nothing};
        let senses: Vec<AllergySense> = allergy_clauses(item, current.is_some()).iter().map(|it| it.sense).collect();
        let any = |sense: AllergySense| senses.contains(&sense);
        if any(Allergy) || any(Doubt) {
            let at = self.substances.iter().position(|it| it.to_lowercase() == item.to_lowercase());
            if at.is_none() {
                self.substances.push(item.to_owned());
            }
            if item.contains('?') && at.is_none() {
                self.unsure.push(item.to_owned());
            }
            return at.or(Some(self.substances.len() - 1));
        }
        let remark = current.and_then(|it| self.substances.get_mut(it));
        if senses.iter().all(|it| *it == Nothing) {
        } else if let Some(allergy) = remark {
            allergy.push_str(", ");
            allergy.push_str(item);
        } else if senses.iter().all(|it| matches!(it, NoneKnown | NotKnown | Nothing)) {
            let answer = if any(NotKnown) { AllergyAnswer::NotKnown } else { AllergyAnswer::NoneKnown };
            self.answer = if answer == AllergyAnswer::NoneKnown { Some(answer) } else { self.answer.or(Some(answer)) };
        } else {
            self.denied.push(item.to_owned());
        }
        current
    }

    /// Rows that a register brought: nobody is there to be asked, so what would not be taken is kept as it was written, and is asked
    /// about on the patient's page.
    pub fn of_brought(rows: &[String]) -> NotedAllergies {
        let mut noted = NotedAllergies::of_rows(rows);
        noted.substances.append(&mut noted.denied);
        noted.answer = noted.answer.filter(|_| noted.substances.is_empty());
        noted
    }

    /// A list by which the same is read again.
    pub fn of_rows(rows: &[String]) -> NotedAllergies {
        NotedAllergies::read(&rows.join("\n"))
    }
}

/// The items of a list: lines, sentences, and what stands between commas, semicolons or bars outside brackets.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0_i32;
    for (at, letter) in text.char_indices() {
        depth += i32::from(matches!(letter, '(' | '[')) - i32::from(matches!(letter, ')' | ']'));
        // A bracket that is never closed holds no longer than its line.
        depth = if letter == '\n' { 0 } else { depth.max(0) };
        let sentence = || letter == '.' && ends_a_sentence(&text[..at], &text[at + 1..]);
        if letter == '\n' || (depth == 0 && (matches!(letter, ',' | ';' | '|' | '،' | '।') || sentence())) {
            items.push(String::new());
        } else if let Some(item) = items.last_mut() {
            item.push(letter);
        }
    }
    items.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty()).collect()
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
            "N/A",
            "NA",
            "n.a.",
            "X",
            "0",
            "non",
            "nope",
            "-nil-",
            "—",
            "Nil significant",
            "Nil known",
            "nothing",
            "Nothing specific",
            "none to his knowledge",
            "No known drug or food allergy",
            "no allergies reported by patient",
            "Not allergic to anything",
            "No allergic history",
            "Never had any allergy",
            "none so far",
            "Denied",
            "No known allergies to drugs",
            "नाही",
            "काही नाही",
            "कोणतीही ऍलर्जी नाही",
            "कोणतीही ॲलर्जी नाही",
            "औषधांची ऍलर्जी नाही",
            "कुछ नहीं",
            "कुछ भी नहीं",
            "किसी दवा से एलर्जी नहीं",
            "kuch nahi",
            "kisi dava se allergy nahi",
            "allergy nahi hai",
        ] {
            let read = NotedAllergies::read(denial);
            assert_eq!((read.answer, read.substances.len()), (Some(AllergyAnswer::NoneKnown), 0), "{denial}: {read:?}");
        }
        for unknown in [
            "पता नहीं",
            "Not known",
            "unknown",
            "don't know",
            "?",
            "not sure",
            "pata nahi",
            "मालूम नहीं",
            "not aware",
            "Not aware of any",
            "माहीत नाही",
            "याद नहीं",
            "not asked",
            "unsure",
            "to be asked",
            "can't say",
            "no idea",
            "will ask mother",
            "नहीं पता",
            "dont remember",
        ] {
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
        for text in ["not allergic to penicillin", "No penicillin allergy", "Tolerates penicillin", "पेनिसिलिन से एलर्जी नहीं है", "..."]
        {
            let read = NotedAllergies::read(text);
            assert_eq!((read.substances.len(), read.answer, read.denied), (0, None, vec![text.to_owned()]), "{text}");
        }
    }

    #[test]
    fn what_a_register_says_to_be_no_allergy_is_kept_in_its_words() {
        let read = |row: &str| NotedAllergies::of_brought(&[row.to_owned()]);
        for row in [
            "no allergy to penicillin",
            "Tolerates penicillin",
            "mother allergic to sulfa",
            "Penicillin family",
            "Penicillin not tolerated",
        ] {
            assert_eq!((read(row).substances, read(row).denied.len(), read(row).answer), (vec![row.to_owned()], 0, None), "{row}");
        }
        assert_eq!((read("NKDA").substances.len(), read("NKDA").answer), (0, Some(AllergyAnswer::NoneKnown)));
    }

    #[test]
    fn nothing_that_is_said_with_another_not_is_thrown_away() {
        for text in [
            "Never give penicillin",
            "Do not give NSAIDs",
            "don't give aspirin",
            "No NSAIDs",
            "can't take brufen",
            "cannot take brufen",
            "Penicillin not tolerated",
            "not tolerating metronidazole",
            "sulfa nahi chalta",
            "Brufen suit nahi karti",
            "पेनिसिलिन नहीं देना",
            "Penicillin (rash, not severe)",
            "Penicillin without swelling",
            "No allergy except penicillin",
            "Reacts to nothing except Combiflam",
            "Penicillin family",
            "Mother says allergic to penicillin",
            "Penicillin (mother said)",
            "Father doctor told penicillin reaction",
            "Penicillin, never again",
            "Penicillin, not severe",
            "Penicillin, no doubt",
            "Penicillin only, no others",
            "पेनिसिलिन से एलर्जी है, सल्फा से नहीं",
            "Brufen se allergy nahi thi pehle ab hai",
            "Penicillin, no known food allergy",
            "Penicillin, can take azithromycin",
            "Penicillin, rash on arms, 2019",
            "Penicillin, skin test positive, swelling of lips and tongue, itchy skin and hives",
            "Penicillin -> anaphylaxis 2015, adrenaline given",
            "Ibuprofen, not allergic to sulfa",
        ] {
            let read = NotedAllergies::read(text);
            assert_eq!((read.substances, read.denied.len()), (vec![text.to_owned()], 0), "{text}");
        }
        assert_eq!(substances("No allergies. Penicillin rash in childhood"), ["Penicillin rash in childhood"]);
        assert_eq!(substances("NKDA. Penicillin - rash"), ["Penicillin - rash"]);
        assert_eq!(substances("Penicillin. Sulfa. Inj. Taxim"), ["Penicillin", "Sulfa", "Inj. Taxim"]);
        assert_eq!(substances("Penicillin, sulfa rash"), ["Penicillin", "sulfa rash"]);
    }
}
