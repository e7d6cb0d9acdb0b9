//! The one query that finds everything a caution is made of. What words mean is not asked of the database.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{Datetime, Nullable, Text};
use uuid::Uuid;

use super::{Cautions, Content, Noted};
use crate::db::Db;
use crate::db::ids::{MedicineId, ProfileId, RowId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::models::clinical::medicine::{Medicine, beginnings};
use crate::models::clinical::substance::Reading;
use crate::models::journal::{Opening, RecordPart};
use crate::models::people::AllergiesAsked;
use crate::models::values::SystemOfMedicine;
use crate::schema::organisation::{allergies, allergy_answers, conditions, current_medicines, medicine_ingredients, medicines};

/// One thing that the query found; its kind says what the words are.
#[derive(Clone, Debug, Default, Queryable)]
pub(super) struct Fact {
    pub(super) kind: String,
    pub(super) id: Vec<u8>,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) third: String,
    pub(super) fourth: String,
    pub(super) at: Option<NaiveDateTime>,
}

impl Cautions {
    /// As [`Cautions::load`], for whoever reads them.
    pub fn of(opening: &mut Opening, patient: ProfileId, system: SystemOfMedicine, texts: &[String]) -> QueryResult<Cautions> {
        opening.viewed(RecordPart::Record, patient);
        Cautions::load(opening.db, patient, system, texts)
    }

    /// One query: the patient's notes, and the medicines of the formulary that the texts begin with, with what is in them.
    pub(in crate::models::clinical) fn load(
        db: &mut Db,
        patient: ProfileId,
        system: SystemOfMedicine,
        texts: &[String],
    ) -> QueryResult<Cautions> {
        let names: BTreeSet<String> = texts.iter().flat_map(|text| beginnings(text)).collect();
        let nothing = || fixed::<Text>("''");
        let never = || fixed::<Nullable<Datetime>>("NULL");
        let rows: Vec<Fact> = rows_of(
            allergies::table.filter(allergies::patient_id.eq(patient)).filter(allergies::deleted_at.is_null()).select((
                fixed::<Text>("'allergy'"),
                allergies::id,
                allergies::substance,
                allergies::taken_as,
                allergies::noted_by,
                nothing(),
                allergies::noted_at.nullable(),
            )),
        )
        .and_of(allergy_answers::table.filter(allergy_answers::patient_id.eq(patient)).filter(allergy_answers::ended_at.is_null()).select(
            (
                fixed::<Text>("'answer'"),
                allergy_answers::id,
                allergy_answers::answer,
                nothing(),
                allergy_answers::asked_by,
                nothing(),
                allergy_answers::asked_at.nullable(),
            ),
        ))
        .and_of(conditions::table.filter(conditions::patient_id.eq(patient)).filter(conditions::deleted_at.is_null()).select((
            fixed::<Text>("'condition'"),
            conditions::id,
            conditions::name,
            nothing(),
            nothing(),
            nothing(),
            conditions::noted_at.nullable(),
        )))
        .and_of(
            current_medicines::table
                .filter(current_medicines::patient_id.eq(patient))
                .filter(current_medicines::deleted_at.is_null())
                .select((
                    fixed::<Text>("'current_medicine'"),
                    current_medicines::id,
                    current_medicines::name,
                    nothing(),
                    nothing(),
                    nothing(),
                    current_medicines::noted_at.nullable(),
                )),
        )
        .and_of(medicines::table.filter(medicines::system_of_medicine.eq(system)).filter(medicines::name.among(&names)).select((
            fixed::<Text>("'medicine'"),
            medicines::id,
            medicines::name,
            medicines::form,
            medicines::strength,
            medicines::unit,
            never(),
        )))
        .and_of(
            medicine_ingredients::table
                .inner_join(medicines::table)
                .filter(medicines::system_of_medicine.eq(system))
                .filter(medicines::name.among(&names))
                .select((
                    fixed::<Text>("'ingredient'"),
                    medicine_ingredients::medicine_id,
                    medicine_ingredients::name,
                    medicine_ingredients::allergy_class,
                    nothing(),
                    nothing(),
                    never(),
                )),
        )
        .load(db)?;
        Ok(Cautions::gathered(rows))
    }

    pub(super) fn gathered(rows: Vec<Fact>) -> Cautions {
        let mut cautions = Cautions::default();
        for Fact { kind, id, first, second, third, fourth, at } in rows {
            let id = Uuid::from_slice(&id).unwrap_or_default();
            let noted = |words, by| Noted { id: RowId(id), words, at, by, reading: Reading::default(), taken_as: String::new() };
            match kind.as_str() {
                "allergy" => cautions.allergies.push(noted(first, third).allergy(&second)),
                "answer" => cautions.asked = AllergiesAsked::stored(&first, at, third),
                "condition" => cautions.conditions.push(noted(first, third)),
                "current_medicine" => cautions.current_medicines.push(noted(first, third)),
                "medicine" => {
                    cautions.medicines.push(Medicine { id: MedicineId(id), name: first, form: second, strength: third, unit: fourth });
                }
                _ => cautions.contents.push(Content { medicine: MedicineId(id), name: first, class: second }),
            }
        }
        for list in [&mut cautions.allergies, &mut cautions.conditions, &mut cautions.current_medicines] {
            list.sort_by_key(|it| (it.at, it.id));
        }
        cautions
    }
}
