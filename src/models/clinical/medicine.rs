//! The organisation's formulary: what may be prescribed, in which form and strength, and what is in it.

mod formulary;

pub use formulary::load_formulary;

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::substance::{Suggested, suggested};
use crate::db::Db;
use crate::db::ids::MedicineId;
use crate::db::statement::Among;
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{medicine_ingredients, medicines};

/// One product: a name in one form and one strength (of a remedy, its potency).
#[derive(Clone, Debug, PartialEq, Eq, HasQuery)]
#[diesel(table_name = medicines)]
pub struct Medicine {
    pub id: MedicineId,
    pub name: String,
    pub form: String,
    pub strength: String,
    /// What a dose counts: tablet, ml, drop, application ...
    pub unit: String,
}

/// What is offered while a name is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is put into the field.
    pub words: String,
    /// Of a brand: what is in it.
    pub holds: String,
}

/// How many are looked at before the later words narrow them down.
const LOOKED_AT: i64 = 200;

impl Medicine {
    /// What the doctor picks and the paper says: `Paracetamol 650 mg tablet`.
    pub fn label(&self) -> String {
        [self.name.as_str(), &self.strength, &self.form].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What somebody may mean who has typed so far. The first word begins a name, a brand or any spelling of an ingredient, or stands
    /// in brackets; the others begin any word of the label, in any order. Brands come first, each with what it holds.
    pub fn suggest(db: &mut Db, system: SystemOfMedicine, typed: &str, limit: usize) -> QueryResult<Vec<Suggestion>> {
        let known = if system == SystemOfMedicine::Allopathy { suggested(typed) } else { Suggested::default() };
        let typed = typed.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let Some((first, rest)) = words.split_first() else { return Ok(Vec::new()) };
        let begun = first.replace(['%', '_', '\\'], "");
        let (pattern, bracketed) = (format!("{begun}%"), format!("%({begun}%"));
        let mut found: Vec<Medicine> = Medicine::query()
            .filter(medicines::system_of_medicine.eq(system))
            .filter(medicines::name.like(&pattern))
            .filter(medicines::active.eq(true))
            .order((medicines::name, medicines::form, medicines::strength))
            .limit(LOOKED_AT)
            .load(db)?;
        found.retain(|medicine| medicine.has_words(rest));
        if found.len() < limit {
            let named = medicine_ingredients::name.like(&pattern).or(medicines::name.like(&bracketed));
            let containing: Vec<Medicine> = medicines::table
                .inner_join(medicine_ingredients::table)
                .filter(named.or(medicine_ingredients::name.among(&known.substances)))
                .filter(medicines::system_of_medicine.eq(system))
                .filter(medicines::active.eq(true))
                .order((medicines::name, medicines::form, medicines::strength))
                .limit(LOOKED_AT)
                .select(Medicine::as_select())
                .load(db)?;
            // What was found by a spelling has not the letters that were typed: numbers and forms narrow it down, the rest is the name.
            let by_spelling = |it: &Medicine| !known.substances.is_empty() && it.has_words(&numbers(&words));
            let (alone, mixed): (Vec<Medicine>, Vec<Medicine>) = containing.into_iter().partition(|it| !it.name.contains(" + "));
            for medicine in alone.into_iter().chain(mixed) {
                if found.iter().all(|it| it.id != medicine.id) && (medicine.has_words(rest) || by_spelling(&medicine)) {
                    found.push(medicine);
                }
            }
        }
        let brands = known.brands.into_iter().take(limit / 2).map(|(words, holds)| Suggestion { words, holds });
        let labels = found.iter().map(|it| Suggestion { words: it.label(), holds: String::new() });
        Ok(brands.chain(labels).take(limit).collect())
    }

    /// Whether each begins a word of the label, brackets apart.
    fn has_words(&self, words: &[&str]) -> bool {
        let label = self.label().to_lowercase();
        words.iter().all(|word| label.split(|it: char| it.is_whitespace() || "()".contains(it)).any(|part| part.starts_with(word)))
    }

    /// The products that these texts name in full, each as [`Medicine::label`] says it. One query for all.
    pub fn labelled(db: &mut Db, system: SystemOfMedicine, texts: &[String]) -> QueryResult<Vec<Medicine>> {
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let names: BTreeSet<String> = texts.iter().flat_map(|text| beginnings(text)).collect();
        let found: Vec<Medicine> = Medicine::query()
            .filter(medicines::system_of_medicine.eq(system))
            .filter(medicines::name.among(&names))
            .filter(medicines::active.eq(true))
            .limit(1000)
            .load(db)?;
        let wanted: Vec<String> = texts.iter().map(|text| folded(text)).collect();
        Ok(found.into_iter().filter(|medicine| wanted.contains(&folded(&medicine.label()))).collect())
    }

    /// Whether a text names this product in full.
    pub fn is_named_by(&self, text: &str) -> bool {
        folded(&self.label()) == folded(text)
    }
}

/// Those of the words that begin with a digit: strengths.
fn numbers<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|it| it.starts_with(|first: char| first.is_ascii_digit())).collect()
}

/// Lower case, single spaces.
pub fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `a b c`: `a`, `a b`, `a b c`. At most eight words.
pub(super) fn beginnings(text: &str) -> Vec<String> {
    let text = folded(text);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).take(8).collect();
    (1..=words.len()).map(|count| words[..count].join(" ")).collect()
}
