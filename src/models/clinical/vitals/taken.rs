//! What is measured at a visit before or beside the doctor: a row each time, with who and when. A mistake is withdrawn, and can be
//! brought back; nothing is written over.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::{Deviation, EarlierVitals, Measure, Vitals};
use crate::db::ids::{AppointmentId, ClinicId, RowId};
use crate::db::{Db, Tx};
use crate::models::journal::{self, Action, Opening, RecordPart, Subject};
use crate::models::people::{Patient, Profile};
use crate::models::values::{Age, Amount, TemperatureScale};
use crate::models::visits::Appointment;
use crate::schema::organisation::{appointments, patients, profiles, vitals};

/// One set of what was measured at a visit.
#[derive(Clone, Debug, HasQuery)]
#[diesel(table_name = vitals)]
pub struct TakenVitals {
    pub id: RowId,
    pub taken_at: NaiveDateTime,
    /// The name of whoever measured.
    pub taken_by: String,
    #[diesel(embed)]
    pub vitals: Vitals,
}

/// A visit at which somebody is to be measured, with what was measured so far.
#[derive(Clone, Debug)]
pub struct MeasuredVisit {
    pub appointment: Appointment,
    pub patient: Patient,
    /// The latest first.
    pub taken: Vec<TakenVitals>,
    /// What was measured at other visits.
    pub before: EarlierVitals,
}

/// What came of writing down, withdrawing or bringing back what was measured.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measuring {
    Noted(RowId),
    /// The visit is over: what belongs to it is signed or closed. Nothing was changed.
    Over,
    /// It stood so before.
    Already,
}

/// The most sets that a visit shows.
const MOST: i64 = 30;

/// How many sets of somebody are looked at beside a visit.
const LATEST: i64 = 60;

impl MeasuredVisit {
    /// A visit of this clinic, which is noted. Two queries.
    pub fn at_clinic(opening: &mut Opening, clinic: ClinicId, id: AppointmentId) -> QueryResult<MeasuredVisit> {
        let (appointment, patient): (Appointment, Patient) = appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::token.is_not_null())
            .select((Appointment::as_select(), Patient::as_select()))
            .first(opening.db)?;
        opening.viewed(RecordPart::Vitals, patient.id());
        let sets: Vec<(TakenVitals, Option<AppointmentId>)> = vitals::table
            .filter(vitals::patient_id.eq(patient.id()))
            .filter(vitals::withdrawn_at.is_null())
            .order(vitals::taken_at.desc())
            .limit(LATEST)
            .select((TakenVitals::as_select(), vitals::appointment_id))
            .load(opening.db)?;
        let (taken, others): (Vec<_>, Vec<_>) = sets.into_iter().partition(|(_, of)| *of == Some(id));
        let taken = taken.into_iter().map(|it| it.0).collect();
        let before = EarlierVitals::of(others.into_iter().map(|(it, _)| (it.taken_at, it.vitals)).collect());
        Ok(MeasuredVisit { appointment, patient, taken, before })
    }

    /// Whether something may still be measured.
    pub fn is_open(&self) -> bool {
        self.appointment.stand().may_be_measured()
    }
}

impl TakenVitals {
    /// What was measured at a visit and holds, the latest first.
    pub fn of(db: &mut Db, visit: AppointmentId) -> QueryResult<Vec<TakenVitals>> {
        TakenVitals::query()
            .filter(vitals::appointment_id.eq(visit))
            .filter(vitals::withdrawn_at.is_null())
            .order(vitals::taken_at.desc())
            .limit(MOST)
            .load(db)
    }

    /// Each value with its unit, and what is not usual of it at that age.
    pub fn told(&self, age: Option<Age>, scale: TemperatureScale) -> Vec<(Measure, String, Option<Deviation>)> {
        let told = self.vitals.told(scale).into_iter();
        told.map(|(measure, value)| (measure, value, self.vitals.deviation(measure, age))).collect()
    }

    /// Of each measure the latest value.
    pub fn together(taken: &[TakenVitals]) -> Vitals {
        taken.iter().fold(Vitals::default(), |vitals, it| vitals.filled_from(&it.vitals))
    }

    /// Tells whether a page shows all of them.
    pub fn mark(taken: &[TakenVitals]) -> String {
        taken.iter().map(|it| it.id.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Writes down what was measured at a visit of this clinic that is not over.
    pub fn take(tx: &mut Tx, clinic: ClinicId, visit: AppointmentId, measured: &Vitals) -> QueryResult<Measuring> {
        let visit = Appointment::lock(tx, clinic, visit)?;
        if !visit.stand().may_be_measured() {
            return Ok(Measuring::Over);
        }
        let (id, by) = (RowId::new(), Profile::author(tx)?);
        diesel::insert_into(vitals::table)
            .values((
                vitals::id.eq(id),
                vitals::patient_id.eq(visit.patient_id),
                vitals::appointment_id.eq(visit.id),
                vitals::taken_at.eq(tx.now),
                vitals::taken_by.eq(by),
                measured.clone(),
            ))
            .execute(tx.db)?;
        record(tx, Action::Measured, &visit, measured)?;
        Ok(Measuring::Noted(id))
    }

    /// It was a mistake.
    pub fn withdraw(tx: &mut Tx, clinic: ClinicId, visit: AppointmentId, id: RowId) -> QueryResult<Measuring> {
        TakenVitals::set_withdrawn(tx, clinic, visit, id, Some(tx.now))
    }

    /// It was none.
    pub fn restore(tx: &mut Tx, clinic: ClinicId, visit: AppointmentId, id: RowId) -> QueryResult<Measuring> {
        TakenVitals::set_withdrawn(tx, clinic, visit, id, None)
    }

    fn set_withdrawn(tx: &mut Tx, clinic: ClinicId, visit: AppointmentId, id: RowId, at: Option<NaiveDateTime>) -> QueryResult<Measuring> {
        let visit = Appointment::lock(tx, clinic, visit)?;
        let own = vitals::table.find(id).filter(vitals::appointment_id.eq(visit.id));
        let (measured, stands): (Vitals, Option<NaiveDateTime>) = own.select((Vitals::as_select(), vitals::withdrawn_at)).first(tx.db)?;
        if !visit.stand().may_be_measured() {
            return Ok(Measuring::Over);
        }
        if stands.is_some() == at.is_some() {
            return Ok(Measuring::Already);
        }
        diesel::update(own).set(vitals::withdrawn_at.eq(at)).execute(tx.db)?;
        let action = if at.is_some() { Action::MeasureWithdrawn } else { Action::MeasureRestored };
        record(tx, action, &visit, &measured)?;
        Ok(Measuring::Noted(id))
    }
}

fn record(tx: &mut Tx, action: Action, visit: &Appointment, measured: &Vitals) -> QueryResult<()> {
    let values: Vec<String> = measured.told(TemperatureScale::Celsius).into_iter().map(|it| it.1).collect();
    let details = json!({ "token": visit.token, "measured": values.join(", "), "patient": visit.patient_id });
    journal::record(tx, action, Subject::visit(visit.id).at(visit.clinic_id), &details)?;
    tx.announce(visit.clinic_id);
    Ok(())
}

impl Vitals {
    /// What is not measured here, as it was there.
    #[must_use]
    pub fn filled_from(self, there: &Vitals) -> Vitals {
        let pressure = if self.systolic.is_some() { (self.systolic, self.diastolic) } else { (there.systolic, there.diastolic) };
        let own = self.temperature_c.is_some();
        let warmth = if own { (self.temperature_c, self.temperature_f) } else { (there.temperature_c, there.temperature_f) };
        Vitals {
            height_cm: self.height_cm.or(there.height_cm),
            weight_kg: self.weight_kg.or(there.weight_kg),
            temperature_c: warmth.0,
            temperature_f: warmth.1,
            pulse: self.pulse.or(there.pulse),
            systolic: pressure.0,
            diastolic: pressure.1,
            spo2: self.spo2.or(there.spo2),
            respiratory_rate: self.respiratory_rate.or(there.respiratory_rate),
            glucose: self.glucose.or(there.glucose),
        }
    }

    /// The value of a measure, as it is read aloud; a temperature with its unit.
    pub fn value(&self, measure: Measure, scale: TemperatureScale) -> Option<String> {
        let count = |it: Option<i32>| it.map(|it| it.to_string());
        match measure {
            Measure::Pressure => self.blood_pressure(),
            Measure::Pulse => count(self.pulse),
            Measure::Temperature => self.temperature_in(scale),
            Measure::Spo2 => count(self.spo2),
            Measure::Weight => self.weight_kg.map(Amount::plain),
            Measure::Height => self.height_cm.map(Amount::plain),
            Measure::Respiratory => count(self.respiratory_rate),
            Measure::Glucose => count(self.glucose),
        }
    }

    /// The numbers of a measure, to be drawn: of a pressure both.
    pub fn numbers(&self, measure: Measure) -> Vec<i64> {
        let whole = |it: Option<i32>| it.map(i64::from);
        let fine = |it: Option<Amount>| it.map(Amount::in_thousandths);
        let (one, other) = match measure {
            Measure::Pressure => (whole(self.systolic), whole(self.diastolic)),
            Measure::Pulse => (whole(self.pulse), None),
            Measure::Temperature => (fine(self.temperature_c), None),
            Measure::Spo2 => (whole(self.spo2), None),
            Measure::Weight => (fine(self.weight_kg), None),
            Measure::Height => (fine(self.height_cm), None),
            Measure::Respiratory => (whole(self.respiratory_rate), None),
            Measure::Glucose => (whole(self.glucose), None),
        };
        one.into_iter().chain(other).collect()
    }

    /// What was measured, each with its unit.
    pub fn told(&self, scale: TemperatureScale) -> Vec<(Measure, String)> {
        let with_unit = |measure: Measure, value: String| match measure {
            Measure::Temperature => value,
            _ => format!("{value} {}", measure.unit()),
        };
        Measure::ALL.iter().filter_map(|it| Some((*it, with_unit(*it, self.value(*it, scale)?)))).collect()
    }

    /// As [`Vitals::told`], each under its label, a Fluent key; and what follows from weight and height.
    pub fn measured(&self, scale: TemperatureScale) -> Vec<(&'static str, String)> {
        let told = self.told(scale).into_iter().map(|(measure, value)| (measure.key(), value));
        told.chain(self.bmi().map(|it| ("vital-bmi", it.plain()))).collect()
    }
}
