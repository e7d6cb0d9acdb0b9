//! Whose visit it is and who sees them, for a sentence about it; and what the patient's account is told of it.

use diesel::prelude::*;

use uuid::Uuid;

use crate::db::ids::{AppointmentId, ClinicId, UserId};
use crate::db::{Db, Tx};
use crate::locale::ToValue;
use crate::models::journal::{Notification, NotificationKind, Telling};
use crate::schema::organisation::{appointments, patients, profiles};

diesel::alias!(profiles as named_doctors: NamedDoctors);

/// The names of one visit.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct VisitNames {
    pub patient: String,
    pub doctor: String,
}

impl VisitNames {
    /// Of a visit of this clinic; of another clinic's they are not found.
    pub fn of(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<VisitNames> {
        appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(named_doctors.on(named_doctors.field(profiles::id).eq(appointments::doctor_id)))
            .filter(appointments::id.eq(id))
            .filter(appointments::clinic_id.eq(clinic))
            .select((profiles::full_name, named_doctors.field(profiles::full_name)))
            .first(db)
    }

    /// Tells the account on which the patient is, if they are on one, of a step of the visit; `subject` is the kind's.
    pub fn tell(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, kind: NotificationKind, subject: impl Into<Uuid>) -> QueryResult<()> {
        let (user, token, patient, doctor): (Option<UserId>, Option<i32>, String, String) = appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(named_doctors.on(named_doctors.field(profiles::id).eq(appointments::doctor_id)))
            .filter(appointments::id.eq(id))
            .select((profiles::user_id, appointments::token, profiles::full_name, named_doctors.field(profiles::full_name)))
            .first(tx.db)?;
        let values = [("patient", patient.to_value()), ("token", token.unwrap_or_default().to_value()), ("doctor", doctor.to_value())];
        let to: Vec<UserId> = user.into_iter().collect();
        Notification::tell(tx, &to, &Telling { kind, subject: subject.into(), clinic: Some(clinic), values: &values })
    }
}
