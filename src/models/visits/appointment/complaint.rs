//! Correcting what somebody came for.

use diesel::prelude::*;
use serde_json::json;

use super::{Appointment, Status, StepTaken};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId};
use crate::models::journal::Action;
use crate::schema::organisation::appointments;

impl Appointment {
    /// Says anew what the patient came for, until the visit is over. The audit row says that it was done, not the words: whoever reads
    /// the log need not be one who may read them.
    pub fn correct_complaint(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, complaint: &str) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.complaint == complaint {
            return Ok(visit.already());
        }
        if !(visit.stand().is_open() || visit.status == Status::InConsultation) {
            return Ok(visit.too_late());
        }
        diesel::update(appointments::table.find(id)).set(appointments::complaint.eq(complaint)).execute(tx.db)?;
        visit.changed(tx, Action::ComplaintCorrected, &json!({ "token": visit.token }))?;
        Ok(visit.done(tx))
    }
}
