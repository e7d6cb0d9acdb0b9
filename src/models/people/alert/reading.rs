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
            // "Allergic", "as before": that there is something is noted, though nobody can check it.
            let says = text.chars().any(char::is_alphabetic);
            let list = if says { &mut noted.substances } else { &mut noted.denied };
            list.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        noted
    }

    /// Takes an item in; tells which allergy it is of. `current`: the one before it.
    fn add(&mut self, item: &str, current: Option<usize>) -> Option<usize> {
        use AllergySense::{AllBut, Allergy, Doubt, NoneKnown, NotKnown, Nothing};
        let senses: Vec<AllergySense> = allergy_clauses(item, current.is_some()).iter().map(|it| it.sense).collect();
        let any = |sense: AllergySense| senses.contains(&sense);
        if any(Allergy) || any(Doubt) || any(AllBut) {
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
mod tests;
