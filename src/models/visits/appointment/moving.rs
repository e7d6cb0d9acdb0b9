//! Moving a visit to another doctor's queue.

use diesel::prelude::*;
use serde_json::json;

use super::walk_in::Place;
use super::{Appointment, Status};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::billing::{Invoice, InvoiceFollowed, Payment};
use crate::models::journal::{Action, NotificationKind};
use crate::models::practice::Doctor;
use crate::models::visits::{sitting::Sitting, visit_names::VisitNames};
use crate::schema::organisation::appointments;

/// What came of moving a visit.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveMade {
    /// A new token in the other queue; the old place is closed.
    Moved { id: AppointmentId, token: i32 },
    /// It is that doctor's already, or the patient stands in that queue anyway: nothing was changed.
    AlreadyThere { token: i32 },
    /// The doctor has begun, or the visit is closed: nothing was changed.
    TooLate { token: i32 },
}

impl Appointment {
    /// Moves a waiting patient to the end of another doctor's queue of the same day; priority and complaint go along. What
    /// was paid goes along too, and the fee is the other doctor's: what is missing is due, what is more is to be settled.
    pub fn move_to(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, doctor: ProfileId) -> QueryResult<MoveMade> {
        let fee = Doctor::fee_at(tx.db, clinic, doctor)?;
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.doctor_id == doctor {
            return Ok(MoveMade::AlreadyThere { token: visit.token });
        }
        if !visit.stand().is_open() {
            return Ok(MoveMade::TooLate { token: visit.token });
        }
        let sitting = Sitting::lock(tx, clinic, doctor, visit.held_on)?;
        if let Some((_, token)) = Appointment::open_in(tx, &sitting, visit.patient_id)? {
            return Ok(MoveMade::AlreadyThere { token });
        }
        diesel::update(appointments::table.find(id))
            .set((appointments::status.eq(Status::Cancelled), appointments::cancelled_at.eq(tx.now)))
            .execute(tx.db)?;
        let place = Place { patient: visit.patient_id, priority: visit.priority, complaint: &visit.complaint, moved_from: Some(visit.id) };
        let (new, token) = Appointment::take_place(tx, &sitting, &place)?;
        match Invoice::follow(tx, clinic, visit.id, new, fee)? {
            InvoiceFollowed::Followed => {}
            InvoiceFollowed::Unpaid => {
                Invoice::void_of_visit(tx, clinic, visit.id, "moved", "")?;
                Invoice::of_visit(tx, new, clinic, visit.patient_id, fee)?;
            }
            InvoiceFollowed::Held => {
                if let Some(invoice) = Invoice::of_visit(tx, new, clinic, visit.patient_id, fee)? {
                    let _used = Payment::use_held(tx, clinic, invoice, visit.held_on)?;
                }
            }
        }
        let details = json!({ "from": visit.doctor_id, "to": doctor, "old_token": visit.token, "token": token, "appointment": new });
        visit.changed(tx, Action::Moved, &details)?;
        VisitNames::tell(tx, clinic, new, NotificationKind::VisitMoved, new)?;
        Ok(MoveMade::Moved { id: new, token })
    }

    /// Whether another place has taken over from this one.
    pub(super) fn was_moved(&self, tx: &mut Tx) -> QueryResult<bool> {
        diesel::select(diesel::dsl::exists(
            appointments::table
                .filter(appointments::patient_id.eq(self.patient_id))
                .filter(appointments::held_on.eq(self.held_on))
                .filter(appointments::moved_from_id.eq(self.id)),
        ))
        .get_result(tx.db)
    }
}
