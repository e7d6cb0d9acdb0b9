//! The one query that finds everything a caution is made of.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Text};
use uuid::Uuid;

use super::words::{runs, simple};
use super::{Cautions, Content, Noted};
use crate::db::Db;
use crate::db::ids::{MedicineId, ProfileId, RowId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::models::clinical::medicine::{Medicine, beginnings};
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{allergies, conditions, current_medicines, medicine_ingredients, medicines};

/// One thing that the query found. Its kind says what the words are: 1 an allergy, 2 a condition, 3
/// a medicine that the patient takes, 4 a medicine of the formulary, 5 an ingredient of it, 6 an
/// ingredient by itself.
#[derive(Queryable)]
pub(super) struct Fact {
    pub(super) kind: i32,
    pub(super) id: Vec<u8>,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) third: String,
    pub(super) fourth: String,
}

impl Cautions {
    /// One query: the patient's notes, the medicines that the texts begin with, and every ingredient that the texts or the
    /// allergies name.
    pub fn of(db: &mut Db, patient: ProfileId, system: SystemOfMedicine, texts: &[String]) -> QueryResult<Cautions> {
        let names: BTreeSet<String> = texts.iter().flat_map(|text| beginnings(text)).collect();
        let words: BTreeSet<String> = texts.iter().flat_map(|text| runs(text)).collect();
        let nothing = || fixed::<Text>("''");
        let ingredient_alone = || {
            let (name, class) = (medicine_ingredients::name, medicine_ingredients::allergy_class);
            (fixed::<Integer>("6"), fixed::<Binary>("''"), name, class, nothing(), nothing())
        };
        let rows: Vec<Fact> =
            rows_of(allergies::table.filter(allergies::patient_id.eq(patient)).filter(allergies::deleted_at.is_null()).select((
                fixed::<Integer>("1"),
                allergies::id,
                allergies::substance,
                nothing(),
                nothing(),
                nothing(),
            )))
            .and_of(conditions::table.filter(conditions::patient_id.eq(patient)).filter(conditions::deleted_at.is_null()).select((
                fixed::<Integer>("2"),
                conditions::id,
                conditions::name,
                nothing(),
                nothing(),
                nothing(),
            )))
            .and_of(
                current_medicines::table
                    .filter(current_medicines::patient_id.eq(patient))
                    .filter(current_medicines::deleted_at.is_null())
                    .select((fixed::<Integer>("3"), current_medicines::id, current_medicines::name, nothing(), nothing(), nothing())),
            )
            .and_of(medicines::table.filter(medicines::system_of_medicine.eq(system)).filter(medicines::name.among(&names)).select((
                fixed::<Integer>("4"),
                medicines::id,
                medicines::name,
                medicines::form,
                medicines::strength,
                medicines::unit,
            )))
            .and_of(
                medicine_ingredients::table
                    .inner_join(medicines::table)
                    .filter(medicines::system_of_medicine.eq(system))
                    .filter(medicines::name.among(&names))
                    .select((
                        fixed::<Integer>("5"),
                        medicine_ingredients::medicine_id,
                        medicine_ingredients::name,
                        medicine_ingredients::allergy_class,
                        nothing(),
                        nothing(),
                    )),
            )
            .and_of(medicine_ingredients::table.filter(medicine_ingredients::name.among(&words)).select(ingredient_alone()))
            .and_of(
                medicine_ingredients::table
                    .inner_join(allergies::table.on(allergies::substance.eq(medicine_ingredients::name)))
                    .filter(allergies::patient_id.eq(patient))
                    .filter(allergies::deleted_at.is_null())
                    .select(ingredient_alone()),
            )
            .load(db)?;
        Ok(Cautions::gathered(rows))
    }

    pub(super) fn gathered(rows: Vec<Fact>) -> Cautions {
        let mut cautions = Cautions::default();
        for Fact { kind, id, first, second, third, fourth } in rows {
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
}
