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
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = appointments)]
pub struct PastVisit {
    pub id: AppointmentId,
    #[diesel(column_name = patient_id)]
    pub patient: ProfileId,
    pub held_on: NaiveDate,
    pub status: Status,
    pub complaint: String,
    #[diesel(select_expression = clinics::name)]
    pub clinic: String,
    #[diesel(select_expression = profiles::full_name)]
    pub doctor: String,
    /// The primary one, if one was made.
    #[diesel(select_expression = diagnoses::name.nullable())]
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

/// What the doctor signed, without its lists.
#[derive(Queryable, Selectable)]
#[diesel(table_name = consultations)]
struct SignedAdvice {
    id: ConsultationId,
    advice: String,
    follow_up_on: Option<NaiveDate>,
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
    /// The Fluent key of how it ended, where nobody was seen.
    pub fn unseen_key(&self) -> &'static str {
        if self.status == Status::Cancelled { "visits-cancelled" } else { "visits-not-seen" }
    }

    /// A page of the family's visits, the latest first; one more than [`PAGE`] where there is a next page.
    pub fn of_family(db: &mut Db, family: &[ProfileId], page: i64) -> QueryResult<Vec<PastVisit>> {
        closed()
            .filter(appointments::patient_id.among(family))
            .filter(appointments::status.among(OVER))
            .order((appointments::held_on.desc(), appointments::checked_in_at.desc(), appointments::id))
            .limit(PAGE + 1)
            .offset((page - 1) * PAGE)
            .select(PastVisit::as_select())
            .load(db)
    }

    /// One visit of this family; another family's is not found. Three queries.
    pub fn find(db: &mut Db, family: &[ProfileId], id: AppointmentId) -> QueryResult<PastVisitShown> {
        let (visit, signed): (PastVisit, Option<SignedAdvice>) = closed()
            .filter(appointments::id.eq(id))
            .filter(appointments::patient_id.among(family))
            .filter(appointments::status.among(OVER))
            .select((PastVisit::as_select(), Option::<SignedAdvice>::as_select()))
            .first(db)?;
        let Some(SignedAdvice { id: consultation, advice, follow_up_on }) = signed else {
            return Ok(PastVisitShown { visit, outcome: None });
        };
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
