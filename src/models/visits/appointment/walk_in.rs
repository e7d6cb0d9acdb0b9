//! Checking in whoever walks in.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::{Appointment, AppointmentKind, Priority, Status};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::billing::Invoice;
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::{Clinic, Doctor};
use crate::models::visits::sitting::Sitting;
use crate::schema::organisation::{appointments, patients};

/// Somebody at the desk who wants to see a doctor today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkIn {
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    pub patient: ProfileId,
    /// The clinic's date.
    pub today: NaiveDate,
    pub priority: Priority,
    pub complaint: String,
}

/// What came of checking in.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckIn {
    Queued {
        id: AppointmentId,
        token: i32,
        /// When: by this the check-in is known to whoever takes it back.
        at: NaiveDateTime,
    },
    /// They stand in this doctor's queue already: nothing was changed.
    AlreadyWaiting { id: AppointmentId, token: i32 },
    /// The clinic was closed meanwhile: nothing was changed.
    ClinicClosed,
}

impl Appointment {
    /// Puts a walk-in into a doctor's queue of today, with its invoice; whoever is booked there today is checked in as booked. Checking in
    /// twice is one visit with one token. A doctor who does not see patients at the clinic, or a patient who is not known, is not found.
    pub fn walk_in(tx: &mut Tx, walk_in: &WalkIn) -> QueryResult<CheckIn> {
        let WalkIn { clinic, doctor, patient, today, priority, .. } = *walk_in;
        if !Clinic::stay_open(tx, [clinic])? {
            return Ok(CheckIn::ClinicClosed);
        }
        let fee = Doctor::fee_at(tx.db, clinic, doctor)?;
        patients::table.find(patient).filter(patients::deleted_at.is_null()).select(patients::profile_id).first::<ProfileId>(tx.db)?;
        let sitting = Sitting::lock(tx, clinic, doctor, today)?;
        if let Some((id, token)) = Appointment::open_in(tx, &sitting, patient)? {
            return Ok(CheckIn::AlreadyWaiting { id, token });
        }
        let place = Place { patient, priority, complaint: &walk_in.complaint, moved_from: None };
        let (id, token) = Appointment::take_place(tx, &sitting, &place)?;
        let details = json!({ "token": token, "doctor": doctor, "patient": patient, "priority": priority });
        journal::record(tx, Action::CheckedIn, Subject::visit(id).at(clinic), &details)?;
        Invoice::of_visit(tx, id, clinic, patient, fee)?;
        tx.announce(clinic);
        Ok(CheckIn::Queued { id, token, at: tx.now })
    }

    /// The patient's open visit in a locked sitting, if any.
    pub(super) fn open_in(tx: &mut Tx, sitting: &Sitting, patient: ProfileId) -> QueryResult<Option<(AppointmentId, i32)>> {
        appointments::table
            .filter(appointments::sitting_id.eq(sitting.id))
            .filter(appointments::live_patient.eq(patient))
            .filter(appointments::token.is_not_null())
            .select((appointments::id, appointments::token.assume_not_null()))
            .first(tx.db)
            .optional()
    }

    /// Puts a visit at the end of a locked sitting: the one that the patient has booked there, else a new one.
    pub(super) fn take_place(tx: &mut Tx, sitting: &Sitting, place: &Place) -> QueryResult<(AppointmentId, i32)> {
        let token = sitting.next_token(tx)?;
        if let Some(id) = Appointment::booked_in(tx, sitting, place.patient)? {
            diesel::update(appointments::table.find(id))
                .set((
                    appointments::token.eq(token),
                    appointments::status.eq(Status::CheckedIn),
                    appointments::priority.eq(place.priority),
                    appointments::checked_in_at.eq(tx.now),
                    appointments::moved_from_id.eq(place.moved_from),
                ))
                .execute(tx.db)?;
            if !place.complaint.is_empty() {
                diesel::update(appointments::table.find(id)).set(appointments::complaint.eq(place.complaint)).execute(tx.db)?;
            }
            return Ok((id, token));
        }
        let id = AppointmentId::new();
        diesel::insert_into(appointments::table)
            .values((
                appointments::id.eq(id),
                appointments::sitting_id.eq(sitting.id),
                appointments::clinic_id.eq(sitting.clinic_id),
                appointments::doctor_id.eq(sitting.doctor_id),
                appointments::patient_id.eq(place.patient),
                appointments::held_on.eq(sitting.held_on),
                appointments::kind.eq(AppointmentKind::WalkIn),
                appointments::token.eq(token),
                appointments::status.eq(Status::CheckedIn),
                appointments::priority.eq(place.priority),
                appointments::complaint.eq(place.complaint),
                appointments::checked_in_at.eq(tx.now),
                appointments::moved_from_id.eq(place.moved_from),
            ))
            .execute(tx.db)?;
        Ok((id, token))
    }

    /// What the patient has booked in a locked sitting and has not come for yet. Whoever is here needs no yes.
    fn booked_in(tx: &mut Tx, sitting: &Sitting, patient: ProfileId) -> QueryResult<Option<AppointmentId>> {
        appointments::table
            .filter(appointments::sitting_id.eq(sitting.id))
            .filter(appointments::live_patient.eq(patient))
            .filter(appointments::token.is_null())
            .select(appointments::id)
            .first(tx.db)
            .optional()
    }
}

/// What a new place in a queue is for.
pub(super) struct Place<'a> {
    pub patient: ProfileId,
    pub priority: Priority,
    pub complaint: &'a str,
    /// The place in another doctor's queue that it takes over from.
    pub moved_from: Option<AppointmentId>,
}
