//! What to be careful about when prescribing: what the patient does not tolerate, lives with and takes, held against what a
//! medicine contains. What cannot be checked says so.

mod words;

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Text};
use uuid::Uuid;

use self::words::{has_words, runs, simple};
use super::medicine::{Medicine, beginnings, folded};
use crate::db::Db;
use crate::db::ids::{MedicineId, ProfileId, RowId};
use crate::db::statement::{Among, fixed};
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{allergies, conditions, current_medicines, medicine_ingredients, medicines};

/// Something noted about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub id: RowId,
    pub words: String,
}

/// What is noted about a patient, and what the formulary knows about the medicines in question.
#[derive(Clone, Debug, Default)]
pub struct Cautions {
    pub allergies: Vec<Noted>,
    pub conditions: Vec<Noted>,
    pub current_medicines: Vec<Noted>,
    medicines: Vec<Medicine>,
    contents: Vec<Content>,
}

/// An ingredient with its allergy class, of one medicine or by itself.
#[derive(Clone, Debug)]
struct Content {
    medicine: Option<MedicineId>,
    name: String,
    class: String,
}

/// What is to be said about one medicine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caution {
    /// The formulary's entry, where the text names one in full.
    pub medicine: Option<Medicine>,
    /// The patient's allergy that it meets.
    pub allergy: Option<String>,
    /// The formulary does not know what is in it.
    pub unchecked: bool,
}

impl Caution {
    /// What a dose counts: the formulary's unit; of a free text, what its words let guess, else nothing.
    pub fn unit(&self, text: &str) -> &str {
        if let Some(medicine) = &self.medicine {
            return &medicine.unit;
        }
        let text = folded(text);
        let unit = text.split(' ').find_map(|word| match word.trim_matches('.') {
            "tab" | "tablet" | "tablets" => Some("tablet"),
            "cap" | "capsule" | "capsules" => Some("capsule"),
            "syp" | "syrup" | "suspension" => Some("ml"),
            "drop" | "drops" => Some("drop"),
            "cream" | "ointment" | "gel" | "lotion" => Some("application"),
            _ => None,
        });
        unit.unwrap_or_default()
    }
}

type Row = (i32, Vec<u8>, String, String, String, String);

impl Cautions {
    /// One query: the patient's notes, the medicines that the texts begin with, and every ingredient that the texts or the
    /// allergies name.
    pub fn of(db: &mut Db, patient: ProfileId, system: SystemOfMedicine, texts: &[String]) -> QueryResult<Cautions> {
        let names: BTreeSet<String> = texts.iter().flat_map(|text| beginnings(text)).collect();
        let words: BTreeSet<String> = texts.iter().flat_map(|text| runs(text)).collect();
        // A name each: the server makes a table of every two parts, whose columns may not be called alike.
        let (second, third, fourth) = (|| fixed::<Text>("'' AS second"), || fixed::<Text>("'' AS third"), || fixed::<Text>("'' AS fourth"));
        let ingredient = || {
            let names = (medicine_ingredients::name, medicine_ingredients::allergy_class);
            (fixed::<Integer>("6 AS kind"), fixed::<Binary>("'' AS id"), names.0, names.1, third(), fourth())
        };
        let noted = allergies::table
            .filter(allergies::patient_id.eq(patient))
            .filter(allergies::deleted_at.is_null())
            .select((fixed::<Integer>("1 AS kind"), allergies::id, allergies::substance, second(), third(), fourth()))
            .union_all(conditions::table.filter(conditions::patient_id.eq(patient)).filter(conditions::deleted_at.is_null()).select((
                fixed::<Integer>("2 AS kind"),
                conditions::id,
                conditions::name,
                second(),
                third(),
                fourth(),
            )))
            .union_all(
                current_medicines::table
                    .filter(current_medicines::patient_id.eq(patient))
                    .filter(current_medicines::deleted_at.is_null())
                    .select((fixed::<Integer>("3 AS kind"), current_medicines::id, current_medicines::name, second(), third(), fourth())),
            );
        let rows: Vec<Row> =
            noted
                .union_all(medicines::table.filter(medicines::system_of_medicine.eq(system)).filter(medicines::name.among(&names)).select(
                    (fixed::<Integer>("4 AS kind"), medicines::id, medicines::name, medicines::form, medicines::strength, medicines::unit),
                ))
                .union_all(
                    medicine_ingredients::table
                        .inner_join(medicines::table)
                        .filter(medicines::system_of_medicine.eq(system))
                        .filter(medicines::name.among(&names))
                        .select((
                            fixed::<Integer>("5 AS kind"),
                            medicine_ingredients::medicine_id,
                            medicine_ingredients::name,
                            medicine_ingredients::allergy_class,
                            third(),
                            fourth(),
                        )),
                )
                .union_all(medicine_ingredients::table.filter(medicine_ingredients::name.among(&words)).select(ingredient()))
                .union_all(
                    medicine_ingredients::table
                        .inner_join(allergies::table.on(allergies::substance.eq(medicine_ingredients::name)))
                        .filter(allergies::patient_id.eq(patient))
                        .filter(allergies::deleted_at.is_null())
                        .select(ingredient()),
                )
                .load(db)?;
        Ok(Cautions::gathered(rows))
    }

    fn gathered(rows: Vec<Row>) -> Cautions {
        let mut cautions = Cautions::default();
        for (kind, id, first, second, third, fourth) in rows {
            let id = Uuid::from_slice(&id).unwrap_or_default();
            match kind {
                1 => cautions.allergies.push(Noted { id: RowId(id), words: first }),
                2 => cautions.conditions.push(Noted { id: RowId(id), words: first }),
                3 => cautions.current_medicines.push(Noted { id: RowId(id), words: first }),
                4 => {
                    let medicine = Medicine { id: MedicineId(id), name: first, form: second, strength: third, unit: fourth };
                    cautions.medicines.push(medicine);
                }
                _ => {
                    let medicine = (kind == 5).then_some(MedicineId(id));
                    cautions.contents.push(Content { medicine, name: simple(&first), class: simple(&second) });
                }
            }
        }
        for list in [&mut cautions.allergies, &mut cautions.conditions, &mut cautions.current_medicines] {
            list.sort_by_key(|it| it.id);
        }
        cautions
    }

    /// What is to be said about a medicine, as it was picked or typed.
    pub fn about(&self, text: &str) -> Caution {
        let medicine = self.medicines.iter().find(|it| it.is_named_by(text)).cloned();
        let contents: Vec<&Content> = match &medicine {
            Some(medicine) => self.contents.iter().filter(|it| it.medicine == Some(medicine.id)).collect(),
            None => {
                let begun = beginnings(text);
                let named: Vec<MedicineId> = self.medicines.iter().filter(|it| begun.contains(&folded(&it.name))).map(|it| it.id).collect();
                let words = simple(text);
                self.contents
                    .iter()
                    .filter(|it| it.medicine.map_or_else(|| has_words(&words, &it.name), |id| named.contains(&id)))
                    .collect()
            }
        };
        let allergy = self.allergies.iter().map(|it| &it.words).find(|substance| self.meets(substance, text, &contents)).cloned();
        Caution { medicine, allergy, unchecked: contents.is_empty() }
    }

    /// Whether a substance is in the text, is an ingredient, or is of an ingredient's class.
    fn meets(&self, substance: &str, text: &str, contents: &[&Content]) -> bool {
        let substance = simple(substance);
        if substance.len() < 3 {
            return false;
        }
        let related = |class: &str| {
            let kin = || self.contents.iter().any(|it| it.class == class && has_words(&substance, &it.name));
            !class.is_empty() && (has_words(&substance, class) || has_words(class, &substance) || kin())
        };
        has_words(&simple(text), &substance)
            || contents.iter().any(|it| has_words(&it.name, &substance) || has_words(&substance, &it.name) || related(&it.class))
    }
}

#[cfg(test)]
mod tests {
    use super::{Caution, Cautions, Row};
    use uuid::Uuid;

    fn row(kind: i32, id: u128, words: [&str; 4]) -> Row {
        let [first, second, third, fourth] = words.map(str::to_owned);
        (kind, Uuid::from_u128(id).as_bytes().to_vec(), first, second, third, fourth)
    }

    fn cautions(allergy: &str) -> Cautions {
        Cautions::gathered(vec![
            row(1, 1, [allergy, "", "", ""]),
            row(4, 2, ["Amoxicillin", "capsule", "500 mg", "capsule"]),
            row(5, 2, ["amoxicillin", "penicillin", "", ""]),
            row(4, 3, ["Cotrimoxazole", "tablet", "400 mg + 80 mg", "tablet"]),
            row(5, 3, ["sulfamethoxazole", "sulfa", "", ""]),
            row(5, 3, ["trimethoprim", "", "", ""]),
            row(6, 0, ["ampicillin", "penicillin", "", ""]),
            row(6, 0, ["amoxicillin", "penicillin", "", ""]),
        ])
    }

    fn warns(allergy: &str, text: &str) -> bool {
        cautions(allergy).about(text).allergy.is_some()
    }

    #[test]
    fn an_allergy_to_a_class_warns_of_every_medicine_in_it() {
        assert!(warns("Penicillin", "Amoxicillin 500 mg capsule"));
        assert!(warns("penicillins", "amoxicillin  500 MG capsule"));
        assert!(warns("Sulpha drugs", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(warns("Sulfonamides", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(!warns("Penicillin", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(!warns("Peanuts", "Amoxicillin 500 mg capsule"));
    }

    #[test]
    fn an_allergy_to_an_ingredient_warns_of_its_relatives() {
        assert!(warns("Ampicillin", "Amoxicillin 500 mg capsule"));
        assert!(warns("Trimethoprim", "Cotrimoxazole 400 mg + 80 mg tablet"));
    }

    #[test]
    fn a_free_text_is_checked_as_far_as_it_can_be_and_says_when_it_cannot() {
        let cautions = cautions("Penicillin");
        assert!(warns("Penicillin", "Tab Amoxicillin 625"));
        assert!(warns("Aloe vera", "Aloe vera gel"));
        assert_eq!(cautions.about("Grandmother's syrup"), Caution { medicine: None, allergy: None, unchecked: true });
        assert!(!cautions.about("Amoxicillin 250").unchecked);
    }
}
