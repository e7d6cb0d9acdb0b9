//! A prescription: the header that was signed, and its items. Never edited: a correction supersedes it.

mod dose;
mod said;
mod sheet;
mod supplied;

pub use dose::{Beside, Dose, Food, Rhythm, days_told, is_next_step};
pub use said::{supply, units_written_out};
pub use sheet::{Reader, Sheet};
pub use supplied::Supplied;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::caution::{Cautions, TAKEN_ON};
use super::dosed::{DoseUnit, Dosed};
use super::medicine::Medicine;
use crate::db::Db;
use crate::db::ids::{MedicineId, PrescriptionId, ProfileId};
use crate::db::statement::Among;
use crate::locale::Locale;
use crate::models::values::Amount;
use crate::schema::organisation::{clinics, consultations, diagnoses, doctors, prescription_items, prescriptions, profiles};

/// One medicine of a prescription.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = prescription_items)]
pub struct Item {
    /// The formulary's entry; a free text has none.
    pub medicine_id: Option<MedicineId>,
    pub name: String,
    pub form: String,
    pub strength: String,
    #[diesel(embed)]
    pub dose: Dose,
    pub food: Food,
    pub days: Option<i32>,
    /// How much to dispense.
    pub quantity: Option<Amount>,
    /// In what that is counted.
    pub supplied: Supplied,
    /// Only when needed.
    pub sos: bool,
    pub instructions: String,
    /// The patient's allergies that it was given against, and why; or against which it could not be checked, and [`TAKEN_ON`].
    pub allergy: String,
    pub allergy_reason: String,
}

impl Item {
    /// `Paracetamol 650 mg tablet`, as [`super::medicine::Medicine::label`] says it.
    pub fn label(&self) -> String {
        [self.name.as_str(), &self.strength, &self.form].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// As [`Item::label`], for the paper: units are written out there.
    pub fn printed_label(&self, locale: Locale) -> String {
        let units = DoseUnit::Unit.word(Amount::whole(2)).say(locale);
        units_written_out(&self.label(), &units)
            .split(' ')
            .map(|word| if word == "IU" { units.as_str() } else { word })
            .collect::<Vec<_>>()
            .join(" ")
            .replace("IU/", &format!("{units}/"))
    }

    /// The item with what the formulary says of the medicine it names: form, strength, the quantity that follows, and
    /// the allergy that it meets. A reason without an allergy is dropped.
    #[must_use]
    pub fn looked_up(self, cautions: &Cautions) -> Item {
        let caution = cautions.about(&self.name);
        let taken_on = self.allergy_reason == TAKEN_ON;
        // A tap is no reason against a warning, and holds for no other allergies than it was given for.
        let holds = !taken_on || (caution.allergy.is_none() && caution.kept().is_some_and(|it| it == self.allergy));
        let quantity = self.quantity.or_else(|| self.dose.quantity(self.days));
        let allergy = caution.kept().unwrap_or_default().to_owned();
        let allergy_reason = if allergy.is_empty() || !holds { String::new() } else { self.allergy_reason };
        let item = Item { quantity, allergy, allergy_reason, ..self };
        match caution.medicine {
            Some(medicine) => {
                Item { medicine_id: Some(medicine.id), name: medicine.name, form: medicine.form, strength: medicine.strength, ..item }
            }
            None => item,
        }
    }

    /// Whether it is an unknown medicine that was taken on in spite of the allergies beside it.
    pub fn was_taken_on(&self) -> bool {
        self.allergy_reason == TAKEN_ON
    }

    /// Why it is given in spite of an allergy; nothing where a tap took it on.
    pub fn reason_in_words(&self) -> &str {
        if self.was_taken_on() { "" } else { &self.allergy_reason }
    }

    /// What was dosed, by the words that were signed.
    pub fn dosed(&self) -> Dosed {
        match self.medicine_id {
            Some(id) => {
                let unit = self.dose.unit.as_str().to_owned();
                Dosed::of(&Medicine { id, name: self.name.clone(), form: self.form.clone(), strength: self.strength.clone(), unit })
            }
            None => Dosed::of_words(&self.name),
        }
    }

    /// The dose marks as they are typed, or nothing.
    pub fn marks(&self) -> String {
        self.dose.marks(&self.dosed())
    }
}

/// A prescription in a list.
#[derive(Clone, Debug, Queryable)]
pub struct Prescription {
    pub id: PrescriptionId,
    pub patient: ProfileId,
    pub doctor: String,
    pub clinic: String,
    pub signed_at: NaiveDateTime,
    /// The primary diagnosis, if one was made.
    pub diagnosis: Option<String>,
}

impl Prescription {
    /// The prescriptions of these people that still hold, latest first.
    pub fn of_family(db: &mut Db, family: &[ProfileId]) -> QueryResult<Vec<Prescription>> {
        prescriptions::table
            .inner_join(clinics::table)
            .inner_join(doctors::table.inner_join(profiles::table))
            .inner_join(
                consultations::table
                    .left_join(diagnoses::table.on(diagnoses::consultation_id.eq(consultations::id).and(diagnoses::is_primary.eq(true)))),
            )
            .filter(prescriptions::patient_id.among(family))
            .filter(prescriptions::superseded_at.is_null())
            .order(prescriptions::signed_at.desc())
            .limit(100)
            .select((
                prescriptions::id,
                prescriptions::patient_id,
                profiles::full_name,
                clinics::name,
                prescriptions::signed_at,
                diagnoses::name.nullable(),
            ))
            .load(db)
    }

    /// The items of one prescription, in order.
    pub fn items(db: &mut Db, id: PrescriptionId) -> QueryResult<Vec<Item>> {
        prescription_items::table
            .filter(prescription_items::prescription_id.eq(id))
            .order(prescription_items::position)
            .limit(100)
            .select(Item::as_select())
            .load(db)
    }
}
