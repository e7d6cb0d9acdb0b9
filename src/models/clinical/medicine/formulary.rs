//! The formulary that an organisation starts with: common Indian generics, and homeopathic remedies with their potencies.
//! The files are facts: International Nonproprietary Names, forms and strengths on the Indian market.

use std::collections::HashSet;

use diesel::prelude::*;
use serde::Deserialize;

use crate::db::Tx;
use crate::db::ids::MedicineId;
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{medicine_ingredients, medicines};

const ALLOPATHIC: &str = include_str!("allopathic.csv");
const HOMEOPATHIC: &str = include_str!("homeopathic.csv");

/// Rows a statement.
const CHUNK: usize = 500;

#[derive(Deserialize)]
struct Generic {
    name: String,
    /// `amoxicillin [penicillin] + clavulanic acid`: the allergy class in brackets.
    ingredients: String,
    form: String,
    strength: String,
    unit: String,
}

#[derive(Deserialize)]
struct Remedy {
    name: String,
    /// `6C 30C 200C 1M Q`.
    potencies: String,
}

/// A medicine and its ingredients, each with its allergy class or nothing.
struct Entry {
    system: SystemOfMedicine,
    name: String,
    form: String,
    strength: String,
    unit: String,
    ingredients: Vec<(String, String)>,
}

impl Entry {
    fn key(&self) -> (SystemOfMedicine, String, String, String) {
        (self.system, self.name.to_lowercase(), self.form.to_lowercase(), self.strength.to_lowercase())
    }
}

/// Puts every entry of the shipped files into the organisation that it does not have yet. Gives how many were new.
pub fn load_formulary(tx: &mut Tx) -> QueryResult<usize> {
    let had: HashSet<(SystemOfMedicine, String, String, String)> = medicines::table
        .select((medicines::system_of_medicine, medicines::name, medicines::form, medicines::strength))
        .limit(20_000)
        .load::<(SystemOfMedicine, String, String, String)>(tx.db)?
        .into_iter()
        .map(|(system, name, form, strength)| (system, name.to_lowercase(), form.to_lowercase(), strength.to_lowercase()))
        .collect();
    let entries = entries().map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?;
    let mut seen = had;
    let new: Vec<(MedicineId, Entry)> =
        entries.into_iter().filter(|entry| seen.insert(entry.key())).map(|entry| (MedicineId::new(), entry)).collect();
    for chunk in new.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(id, entry)| {
                (
                    medicines::id.eq(id),
                    medicines::system_of_medicine.eq(entry.system),
                    medicines::name.eq(&entry.name),
                    medicines::form.eq(&entry.form),
                    medicines::strength.eq(&entry.strength),
                    medicines::unit.eq(&entry.unit),
                )
            })
            .collect();
        diesel::insert_into(medicines::table).values(rows).execute(tx.db)?;
        let rows: Vec<_> = chunk
            .iter()
            .flat_map(|(id, entry)| entry.ingredients.iter().map(move |it| (id, it)))
            .map(|(id, (name, class))| {
                (
                    medicine_ingredients::medicine_id.eq(id),
                    medicine_ingredients::name.eq(name),
                    medicine_ingredients::allergy_class.eq(class),
                )
            })
            .collect();
        diesel::insert_into(medicine_ingredients::table).values(rows).execute(tx.db)?;
    }
    Ok(new.len())
}

fn entries() -> Result<Vec<Entry>, csv::Error> {
    let mut entries = Vec::new();
    for generic in csv::Reader::from_reader(ALLOPATHIC.as_bytes()).deserialize() {
        let Generic { name, ingredients, form, strength, unit } = generic?;
        let ingredients = ingredients_of(&ingredients);
        entries.push(Entry { system: SystemOfMedicine::Allopathy, name, form, strength, unit, ingredients });
    }
    for remedy in csv::Reader::from_reader(HOMEOPATHIC.as_bytes()).deserialize() {
        let Remedy { name, potencies } = remedy?;
        for potency in potencies.split_whitespace() {
            let (form, unit) = form_of_potency(potency);
            entries.push(Entry {
                system: SystemOfMedicine::Homeopathy,
                form: form.into(),
                strength: potency.into(),
                unit: unit.into(),
                ingredients: vec![(name.clone(), String::new())],
                name: name.clone(),
            });
        }
    }
    Ok(entries)
}

/// Mother tinctures are drops, decimal potencies of salts are tablets, the others are given on globules.
fn form_of_potency(potency: &str) -> (&'static str, &'static str) {
    match potency.chars().last() {
        Some('Q') => ("mother tincture", "drop"),
        Some('X') => ("tablet", "tablet"),
        _ => ("globules", "globule"),
    }
}

fn ingredients_of(text: &str) -> Vec<(String, String)> {
    let mut ingredients: Vec<(String, String)> = Vec::new();
    for part in text.split(" + ") {
        let (name, class) = part.split_once('[').unwrap_or((part, ""));
        let (name, class) = (name.trim().to_owned(), class.trim().trim_end_matches(']').to_owned());
        if !name.is_empty() && ingredients.iter().all(|(it, _)| !it.eq_ignore_ascii_case(&name)) {
            ingredients.push((name, class));
        }
    }
    ingredients
}

#[cfg(test)]
mod tests {
    use super::{entries, ingredients_of};
    use crate::models::values::SystemOfMedicine;
    use std::collections::HashSet;

    #[test]
    fn the_shipped_formulary_is_complete_and_fits_its_columns() {
        let entries = entries().expect("the files are read");
        let names = |system| entries.iter().filter(|it| it.system == system).map(|it| it.name.as_str()).collect::<HashSet<_>>().len();
        assert!(names(SystemOfMedicine::Allopathy) >= 300, "{}", names(SystemOfMedicine::Allopathy));
        assert!(names(SystemOfMedicine::Homeopathy) >= 60, "{}", names(SystemOfMedicine::Homeopathy));
        for entry in &entries {
            assert!(entry.name.chars().count() <= 160 && entry.form.len() <= 30 && entry.strength.chars().count() <= 60, "{}", entry.name);
            assert!(!entry.ingredients.is_empty() && entry.unit.len() <= 20, "{}", entry.name);
            assert!(entry.ingredients.iter().all(|(name, class)| name.len() <= 80 && class.len() <= 40), "{}", entry.name);
        }
    }

    #[test]
    fn ingredients_carry_their_allergy_class() {
        let pair = |name: &str, class: &str| (name.to_owned(), class.to_owned());
        assert_eq!(
            ingredients_of("amoxicillin [penicillin] + clavulanic acid"),
            [pair("amoxicillin", "penicillin"), pair("clavulanic acid", "")]
        );
    }
}
