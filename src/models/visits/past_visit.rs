//! The visits of a family that are over, as its phone shows them: what the doctor found and advised, never the doctor's own
//! notes.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::appointment::Status;
use crate::db::Db;
use crate::db::ids::{AppointmentId, ConsultationId, PrescriptionId, ProfileId};
use crate::db::statement::Among;
use crate::schema::organisation::{appointments, clinics, consultations, diagnoses, doctors, prescriptions, profiles};

/// A visit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct PastVisit {
    pub id: AppointmentId,
    pub patient: ProfileId,
    pub held_on: NaiveDate,
    pub status: Status,
    pub complaint: String,
    pub clinic: String,
    pub doctor: String,
    /// The primary one, if one was made.
    pub diagnosis: Option<String>,
}

/// A visit with what came of it.
#[derive(Clone, Debug)]
pub struct PastVisitShown {
    pub visit: PastVisit,
    /// Nothing if the visit ended without a consultation.
    pub outcome: Option<Outcome>,
}

/// What the doctor signed.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub advice: String,
    pub follow_up_on: Option<NaiveDate>,
    /// The primary one first.
    pub diagnoses: Vec<String>,
    pub prescription: Option<PrescriptionId>,
}

/// How many visits a page shows.
pub const PAGE: i64 = 20;

#[diesel::dsl::auto_type]
fn closed() -> _ {
    appointments::table
        .inner_join(clinics::table)
        .inner_join(doctors::table.inner_join(profiles::table))
        .left_join(consultations::table.on(consultations::appointment_id.eq(appointments::id).and(consultations::superseded_at.is_null())))
        .left_join(
            diagnoses::table.on(diagnoses::consultation_id.nullable().eq(consultations::id.nullable()).and(diagnoses::is_primary.eq(true))),
        )
}

const OVER: [Status; 3] = [Status::Completed, Status::Cancelled, Status::NoShow];

impl PastVisit {
    /// A page of the family's visits, the latest first; one more than [`PAGE`] where there is a next page.
    pub fn of_family(db: &mut Db, family: &[ProfileId], page: i64) -> QueryResult<Vec<PastVisit>> {
        closed()
            .filter(appointments::patient_id.among(family))
            .filter(appointments::status.among(OVER))
            .order((appointments::held_on.desc(), appointments::checked_in_at.desc(), appointments::id))
            .limit(PAGE + 1)
            .offset((page - 1) * PAGE)
            .select((
                appointments::id,
                appointments::patient_id,
                appointments::held_on,
                appointments::status,
                appointments::complaint,
                clinics::name,
                profiles::full_name,
                diagnoses::name.nullable(),
            ))
            .load(db)
    }

    /// One visit of this family; another family's is not found. Three queries.
    pub fn find(db: &mut Db, family: &[ProfileId], id: AppointmentId) -> QueryResult<PastVisitShown> {
        type Signed = (ConsultationId, String, Option<NaiveDate>);
        let (visit, signed): (PastVisit, Option<Signed>) = closed()
            .filter(appointments::id.eq(id))
            .filter(appointments::patient_id.among(family))
            .filter(appointments::status.among(OVER))
            .select((
                (
                    appointments::id,
                    appointments::patient_id,
                    appointments::held_on,
                    appointments::status,
                    appointments::complaint,
                    clinics::name,
                    profiles::full_name,
                    diagnoses::name.nullable(),
                ),
                (consultations::id, consultations::advice, consultations::follow_up_on).nullable(),
            ))
            .first(db)?;
        let Some((consultation, advice, follow_up_on)) = signed else { return Ok(PastVisitShown { visit, outcome: None }) };
        let diagnoses = diagnoses::table
            .filter(diagnoses::consultation_id.eq(consultation))
            .order((diagnoses::is_primary.desc(), diagnoses::position))
            .limit(20)
            .select(diagnoses::name)
            .load(db)?;
        let prescription = prescriptions::table
            .filter(prescriptions::consultation_id.eq(consultation))
            .filter(prescriptions::superseded_at.is_null())
            .select(prescriptions::id)
            .first(db)
            .optional()?;
        Ok(PastVisitShown { visit, outcome: Some(Outcome { advice, follow_up_on, diagnoses, prescription }) })
    }
}
