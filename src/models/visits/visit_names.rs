//! Whose visit it is and who sees them, for a sentence about it; and what the patient's account is told of it.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::ids::{AppointmentId, ClinicId, UserId};
use crate::db::{Db, Tx, clock};
use crate::locale::{ToValue, Value};
use crate::models::journal::{Notification, NotificationKind, Telling};
use crate::schema::organisation::{appointments, clinics, patients, profiles};

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

    /// Tells the account on which the patient is, if they are on one, of what became of a booking.
    pub fn tell_of_booking(tx: &mut Tx, id: AppointmentId, kind: NotificationKind) -> QueryResult<()> {
        let booked = BookedNames::find(tx, id)?;
        let to: Vec<UserId> = booked.user.into_iter().collect();
        booked.tell(tx, &to, id, kind)
    }

    /// Tells people of the clinic of it.
    pub fn tell_clinic(tx: &mut Tx, id: AppointmentId, to: &[UserId], kind: NotificationKind) -> QueryResult<()> {
        BookedNames::find(tx, id)?.tell(tx, to, id, kind)
    }
}

/// The names of a booking, and its time where it is meant.
#[derive(Queryable)]
struct BookedNames {
    user: Option<UserId>,
    patient: String,
    doctor: String,
    starts_at: NaiveDateTime,
    clinic_id: ClinicId,
    clinic: String,
    zone: String,
    because: String,
}

impl BookedNames {
    fn find(tx: &mut Tx, id: AppointmentId) -> QueryResult<BookedNames> {
        appointments::table
            .inner_join(patients::table.inner_join(profiles::table))
            .inner_join(named_doctors.on(named_doctors.field(profiles::id).eq(appointments::doctor_id)))
            .inner_join(clinics::table)
            .filter(appointments::id.eq(id))
            .filter(appointments::starts_at.is_not_null())
            .select((
                profiles::user_id,
                profiles::full_name,
                named_doctors.field(profiles::full_name),
                appointments::starts_at.assume_not_null(),
                clinics::id,
                clinics::name,
                clinics::zone,
                appointments::answered_because,
            ))
            .first(tx.db)
    }

    fn tell(&self, tx: &mut Tx, to: &[UserId], id: AppointmentId, kind: NotificationKind) -> QueryResult<()> {
        let when = Value::Moment(clock::local(self.starts_at, clock::zone(&self.zone)));
        let values = [
            ("patient", self.patient.to_value()),
            ("doctor", self.doctor.to_value()),
            ("clinic", self.clinic.to_value()),
            ("when", when),
            ("reason", self.because.to_value()),
        ];
        Notification::tell(tx, to, &Telling { kind, subject: id.into(), clinic: Some(self.clinic_id), values: &values })
    }
}
