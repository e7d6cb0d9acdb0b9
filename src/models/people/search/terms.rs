//! The index that people are found by: written whenever a patient is registered, and again when their name or phone changes.

mod renewing;

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::models::values::{Phone, neighbours, particle_keys, search_keys, title_keys};
use crate::schema::organisation::{search_neighbours, search_terms};

/// Kinds of term, one letter each. All are plain ASCII.
pub mod kind {
    /// The key of a word of the name.
    pub const WORD: &str = "n";
    /// The keys of two words of the name, in either order: two common names together are still one short range.
    pub const PAIR: &str = "w";
    /// The national digits of the phone.
    pub const PHONE: &str = "p";
    /// The same from the end, for those who remember the last digits.
    pub const PHONE_FROM_END: &str = "q";
    /// The record number and the old register's, in capital letters and digits only.
    pub const RECORD: &str = "r";
    /// The first number of the address and the key of a word of the name, of those who have a phone. Of two who have one each, the phone
    /// tells; so whoever has one is looked for only among [`HOUSE_ALONE`].
    pub const HOUSE: &str = "h";
    /// The same of those who have none.
    pub const HOUSE_ALONE: &str = "i";
}

/// How many rows go into one statement.
const CHUNK: usize = 2_000;

/// The words of one name that are indexed in pairs; nobody is searched by more.
const PAIRED_WORDS: usize = 5;

/// The longest key in a pair: two and a sign fit into the 40 letters of a term.
const LONGEST_IN_PAIR: usize = 19;

/// The longest number of a house, in digits.
const LONGEST_NUMBER: usize = 8;

/// What a patient is found by.
pub struct SearchEntry<'a> {
    pub id: ProfileId,
    pub name: &'a str,
    pub phone: Option<&'a Phone>,
    pub address: &'a str,
    pub record_number: &'a str,
    pub old_number: &'a str,
}

impl SearchEntry<'_> {
    /// The kind of [`SearchEntry::pair_of`].
    pub const PAIR: &'static str = kind::PAIR;

    /// The term under which people stand whose name has the same first and last word.
    pub fn pair_of(name: &str) -> Option<String> {
        let keys = search_keys(name);
        let (first, last) = (keys.first()?, keys.last()?);
        (keys.len() > 1).then(|| pair(first, last))
    }

    /// The kinds of [`SearchEntry::in_house`] among which somebody with or without a phone is looked for.
    pub fn kinds_of_houses(has_phone: bool) -> &'static [&'static str] {
        if has_phone { &[kind::HOUSE_ALONE] } else { &[kind::HOUSE, kind::HOUSE_ALONE] }
    }

    /// The terms under which people stand who have a word of this name and live at the same number. The migration that brought them
    /// writes the same terms in SQL.
    pub fn in_house(name: &str, address: &str) -> Vec<String> {
        let number: String =
            address.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(LONGEST_NUMBER).collect();
        if number.is_empty() {
            return Vec::new();
        }
        search_keys(name).iter().take(PAIRED_WORDS).map(|key| pair(&number, key)).collect()
    }

    /// Adds patients that are not in the index yet.
    pub fn add_all(tx: &mut Tx, patients: &[SearchEntry]) -> QueryResult<()> {
        let mut terms = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for patient in patients {
            for (kind, term) in terms_of(patient) {
                if kind == kind::WORD {
                    keys.insert(term.clone());
                }
                terms.insert((kind, term, patient.id));
            }
        }
        let terms: Vec<_> = terms.into_iter().collect();
        for chunk in terms.chunks(CHUNK) {
            let rows: Vec<_> = chunk
                .iter()
                .map(|(kind, term, id)| (search_terms::kind.eq(*kind), search_terms::term.eq(term), search_terms::patient_id.eq(*id)))
                .collect();
            diesel::insert_or_ignore_into(search_terms::table).values(rows).execute(tx.db)?;
        }
        index_neighbours(tx, &keys)
    }

    /// Writes a patient's terms anew.
    pub fn replace(&self, tx: &mut Tx) -> QueryResult<()> {
        diesel::delete(search_terms::table.filter(search_terms::patient_id.eq(self.id))).execute(tx.db)?;
        SearchEntry::add_all(tx, std::slice::from_ref(self))
    }
}

/// Neighbours are never taken away: one that leads to nobody any more costs nothing. Always in one order, so that two desks
/// do not wait for each other.
fn index_neighbours(tx: &mut Tx, keys: &BTreeSet<String>) -> QueryResult<()> {
    let pairs: BTreeSet<(String, &String)> =
        keys.iter().flat_map(|key| neighbours(key).into_iter().map(move |neighbour| (neighbour, key))).collect();
    let pairs: Vec<_> = pairs.into_iter().collect();
    for chunk in pairs.chunks(CHUNK) {
        let rows: Vec<_> =
            chunk.iter().map(|(neighbour, key)| (search_neighbours::neighbour.eq(neighbour), search_neighbours::term.eq(*key))).collect();
        diesel::insert_or_ignore_into(search_neighbours::table).values(rows).execute(tx.db)?;
    }
    Ok(())
}

fn terms_of(patient: &SearchEntry) -> Vec<(&'static str, String)> {
    let keys = search_keys(patient.name);
    let otherwise: Vec<String> = particle_keys(patient.name).into_iter().filter(|key| !keys.contains(key)).collect();
    let paired = &keys[..keys.len().min(PAIRED_WORDS)];
    let both = || paired.iter().chain(&otherwise);
    let pairs = paired.iter().flat_map(|first| both().filter(move |it| *it != first).map(move |second| (first, second)));
    let mut terms: Vec<_> = pairs.flat_map(|(one, other)| [pair(one, other), pair(other, one)]).map(|term| (kind::PAIR, term)).collect();
    terms.extend(both().map(|key| (kind::WORD, key.clone())));
    // Baby and Sri are titles, and names.
    terms.extend(title_keys(patient.name).into_iter().filter(|key| !keys.contains(key)).map(|key| (kind::WORD, key)));
    let house = if patient.phone.is_some() { kind::HOUSE } else { kind::HOUSE_ALONE };
    terms.extend(SearchEntry::in_house(patient.name, patient.address).into_iter().map(|term| (house, term)));
    if let Some(phone) = patient.phone {
        terms.push((kind::PHONE, phone.national().to_owned()));
        terms.push((kind::PHONE_FROM_END, phone.national().chars().rev().collect()));
    }
    let numbers = [patient.record_number, patient.old_number].map(plain_number);
    terms.extend(numbers.into_iter().filter(|number| !number.is_empty()).map(|number| (kind::RECORD, number)));
    terms
}

/// The term of two keys together.
pub fn pair(first: &str, second: &str) -> String {
    format!("{}+{}", cut(first), cut(second))
}

fn cut(key: &str) -> &str {
    key.get(..LONGEST_IN_PAIR).unwrap_or(key)
}

/// A record number in capital letters and digits only: `SW-000123` is `SW000123`.
pub fn plain_number(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patient_is_found_by_words_pairs_digits_from_both_ends_and_numbers() {
        let phone = Phone::stored("+919845012345");
        let patient = SearchEntry {
            id: ProfileId::new(),
            name: "Smt. Asha Rao",
            phone: Some(&phone),
            address: "Flat 12/A, Bandra",
            record_number: "SW-000123",
            old_number: "a/7",
        };
        let (asha, rao) = (&search_keys("Asha")[0], &search_keys("Rao")[0]);
        let terms = terms_of(&patient);
        for (kind, term) in [
            ("n", asha.clone()),
            ("n", rao.clone()),
            ("w", format!("{asha}+{rao}")),
            ("w", format!("{rao}+{asha}")),
            ("p", "9845012345".into()),
            ("q", "5432105489".into()),
            ("r", "SW000123".into()),
            ("r", "A7".into()),
            ("h", format!("12+{asha}")),
            ("h", format!("12+{rao}")),
        ] {
            assert!(terms.contains(&(kind, term.clone())), "{kind} {term} in {terms:?}");
        }
        assert_eq!(terms.iter().collect::<BTreeSet<_>>().len(), 10);
    }

    #[test]
    fn a_name_with_a_particle_is_found_in_every_way_of_writing_it() {
        let patient =
            SearchEntry { id: ProfileId::new(), name: "Rosy D'Souza", phone: None, address: "", record_number: "", old_number: "" };
        let terms = terms_of(&patient);
        let rosy = &search_keys("Rosy")[0];
        for written in ["Dsouza", "Desouza", "Souza"] {
            let key = &search_keys(written)[0];
            for (kind, term) in [("n", key.clone()), ("w", pair(rosy, key)), ("w", pair(key, rosy))] {
                assert!(terms.contains(&(kind, term.clone())), "{kind} {term} in {terms:?}");
            }
        }
    }

    #[test]
    fn every_term_fits_its_column() {
        let name = format!("{} {}", "bcdfghjk".repeat(5), "dfghjklm".repeat(5));
        let patient = SearchEntry {
            id: ProfileId::new(),
            name: &name,
            phone: None,
            address: "No. 123456789012",
            record_number: &"9".repeat(60),
            old_number: "",
        };
        assert!(terms_of(&patient).iter().all(|(_, term)| term.len() <= 40 && term.is_ascii()));
    }
}
