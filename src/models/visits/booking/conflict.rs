//! What stands against a booking, each in words: whoever may overbook decides after having seen all of it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::taken::Taken;
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::models::practice::NotBookable;
use crate::schema::organisation::{appointments, clinics, patients, profiles};

/// One thing that stands against a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The time is over.
    Past,
    /// The doctor cannot be booked on that day.
    Closed(NotBookable),
    /// No place of the doctor's begins then.
    OutsideHours,
    /// Every place of that time is taken: so many, by these people; who keeps one while typing is not named.
    Full { capacity: i32, by: Vec<String> },
    /// The doctor sits in another clinic then.
    Elsewhere { clinic: String, starts_at: NaiveDateTime },
    /// The patient is with somebody then. Nobody can be in two places.
    PatientBusy { doctor: String, clinic: String, starts_at: NaiveDateTime },
    /// The patient is to see this doctor on that day anyway.
    SameDay { appointment: AppointmentId, starts_at: Option<NaiveDateTime> },
}

impl Conflict {
    /// Whether somebody may book in spite of it.
    pub fn may_be_overridden(&self) -> bool {
        !matches!(
            self,
            Conflict::Past
                | Conflict::PatientBusy { .. }
                | Conflict::SameDay { .. }
                | Conflict::Closed(NotBookable::NotHere | NotBookable::ClinicClosed)
        )
    }
}

/// When and with whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    pub patient: ProfileId,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// The booking that is moved there: it is in nobody's way.
    pub itself: Option<AppointmentId>,
}

impl Wanted {
    /// What the doctor has then, the moved booking left out.
    pub fn overlapping(&self, taken: &[Taken]) -> Vec<Taken> {
        let other = |it: &&Taken| it.overlaps(self.starts_at, self.ends_at) && (self.itself.is_none() || it.booking != self.itself);
        taken.iter().filter(other).cloned().collect()
    }

    /// Of the doctor's time: full, or elsewhere.
    pub fn against_doctor(&self, tx: &mut Tx, overlapping: &[Taken], capacity: i32) -> QueryResult<Vec<Conflict>> {
        let mut conflicts = Vec::new();
        let (here, elsewhere): (Vec<&Taken>, Vec<&Taken>) = overlapping.iter().partition(|it| it.clinic == self.clinic);
        if let Some(other) = elsewhere.first() {
            let clinic = clinics::table.find(other.clinic).select(clinics::name).first(tx.db)?;
            conflicts.push(Conflict::Elsewhere { clinic, starts_at: other.starts_at });
        }
        if Taken::first_free(overlapping.iter()) > capacity && !here.is_empty() {
            let bookings: Vec<AppointmentId> = here.iter().filter_map(|it| it.booking).collect();
            let by = appointments::table
                .inner_join(patients::table.inner_join(profiles::table))
                .filter(appointments::id.among(bookings))
                .order(appointments::starts_at)
                .select(profiles::full_name)
                .load(tx.db)?;
            conflicts.push(Conflict::Full { capacity, by });
        }
        Ok(conflicts)
    }

    /// Of the patient's time: with another doctor then, or with this one on the same day.
    pub fn against_patient(&self, tx: &mut Tx, held_on: chrono::NaiveDate) -> QueryResult<Vec<Conflict>> {
        type Row = (AppointmentId, ProfileId, ClinicId, chrono::NaiveDate, Option<NaiveDateTime>, Option<NaiveDateTime>, String, String);
        let day = chrono::Duration::days(1);
        let near = appointments::held_on.between(held_on - day, held_on + day);
        let live: Vec<Row> = appointments::table
            .inner_join(clinics::table)
            .inner_join(profiles::table.on(profiles::id.eq(appointments::doctor_id)))
            .filter(appointments::patient_id.eq(self.patient))
            .filter(near)
            .filter(appointments::live_patient.is_not_null())
            .select((
                appointments::id,
                appointments::doctor_id,
                appointments::clinic_id,
                appointments::held_on,
                appointments::live_start,
                appointments::ends_at,
                profiles::full_name,
                clinics::name,
            ))
            .load(tx.db)?;
        let mut conflicts = Vec::new();
        for (id, doctor_id, clinic_id, on, starts_at, ends_at, doctor, clinic) in live {
            if Some(id) == self.itself {
                continue;
            }
            match starts_at.zip(ends_at) {
                Some((starts_at, ends_at)) if starts_at < self.ends_at && self.starts_at < ends_at => {
                    conflicts.push(Conflict::PatientBusy { doctor, clinic, starts_at });
                }
                _ if doctor_id == self.doctor && clinic_id == self.clinic && on == held_on => {
                    conflicts.push(Conflict::SameDay { appointment: id, starts_at });
                }
                _ => {}
            }
        }
        Ok(conflicts)
    }
}
