//! What the desk and the doctor do with a visit, one step at a time. Every step may come too late, or twice.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;

use super::{Appointment, Priority, Stand, Status};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId};
use crate::models::billing::Invoice;
use crate::models::journal::{self, Action, Notification, NotificationKind, Subject};
use crate::models::visits::visit_names::VisitNames;
use crate::schema::organisation::appointments;

/// What came of a step. The token is the visit's.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepTaken {
    Done {
        token: i32,
        /// When: by this the step is known to whoever takes it back.
        at: NaiveDateTime,
    },
    /// It stood so before: nothing was changed.
    Already { token: i32 },
    /// The visit has gone on since the page was shown: nothing was changed.
    TooLate { token: i32, stand: Stand },
}

/// How somebody leaves the queue without being seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Departure {
    /// They, or the desk, called it off.
    Cancelled { reason: String },
    /// They were called and never came.
    NoShow { reason: String },
}

/// When somebody in the queue was called, and when they were skipped. With neither they wait;
/// skipped and no longer called, they were recalled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct QueueMarks {
    pub(super) called_at: Option<NaiveDateTime>,
    pub(super) skipped_at: Option<NaiveDateTime>,
}

impl Appointment {
    /// Recalled: the patient was skipped and is back, and goes next.
    pub fn recall(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        match visit.stand() {
            Stand::Skipped => visit.stands(tx, Action::Recalled, QueueMarks { called_at: None, skipped_at: visit.skipped_at }),
            Stand::Waiting | Stand::Recalled | Stand::Called => Ok(visit.already()),
            _ => Ok(visit.too_late()),
        }
    }

    /// Skipped: called and not there. They keep their token and may be recalled.
    pub fn skip(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        match visit.stand() {
            Stand::Waiting | Stand::Recalled | Stand::Called => {
                let marks = QueueMarks { called_at: visit.called_at.or(Some(tx.now)), skipped_at: Some(tx.now) };
                visit.stands(tx, Action::Skipped, marks)
            }
            Stand::Skipped => Ok(visit.already()),
            _ => Ok(visit.too_late()),
        }
    }

    /// Gives the visit another priority, and so another place.
    pub fn prioritise(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, priority: Priority) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.priority == priority {
            return Ok(visit.already());
        }
        if !visit.stand().is_open() {
            return Ok(visit.too_late());
        }
        diesel::update(appointments::table.find(id)).set(appointments::priority.eq(priority)).execute(tx.db)?;
        visit.changed(tx, Action::Reprioritised, &json!({ "from": visit.priority, "to": priority }))?;
        Ok(visit.done(tx))
    }

    /// Takes the visit out of the queue. What was paid for it is kept to be settled.
    pub fn cancel(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, departure: &Departure) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        let (status, reason) = match departure {
            Departure::Cancelled { reason } => (Status::Cancelled, reason.as_str()),
            Departure::NoShow { reason } => (Status::NoShow, reason.as_str()),
        };
        if visit.status == status {
            return Ok(visit.already());
        }
        if !visit.status.may_become(status) {
            return Ok(visit.too_late());
        }
        diesel::update(appointments::table.find(id))
            .set((appointments::status.eq(status), appointments::cancelled_at.eq(tx.now), appointments::cancel_reason.eq(reason)))
            .execute(tx.db)?;
        Invoice::void_of_visit(tx, clinic, id, status.as_str(), reason)?;
        let details = json!({ "token": visit.token, "from": visit.stand(), "status": status, "reason": reason });
        visit.changed(tx, Action::Cancelled, &details)?;
        VisitNames::tell(tx, clinic, id, NotificationKind::VisitCancelled, id)?;
        Ok(visit.done(tx))
    }

    /// The patient went in: the doctor begins, or the desk says so. Announced, since every board shows it.
    pub fn start(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.status == Status::InConsultation {
            return Ok(visit.already());
        }
        if !visit.stand().is_open() {
            return Ok(visit.too_late());
        }
        diesel::update(appointments::table.find(id))
            .set((
                appointments::status.eq(Status::InConsultation),
                appointments::called_at.eq(visit.called_at.or(Some(tx.now))),
                appointments::started_at.eq(visit.started_at.or(Some(tx.now))),
            ))
            .execute(tx.db)?;
        visit.changed(tx, Action::Started, &json!({ "token": visit.token, "from": visit.stand() }))?;
        Ok(visit.done(tx))
    }

    /// The patient came out, and the desk says so: the visit is over without a written consultation, which the doctor may write later.
    pub fn finish(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let step = Appointment::complete(tx, clinic, id)?;
        if let StepTaken::Done { token, .. } = step {
            let details = json!({ "token": token, "from": Stand::InConsultation });
            journal::record(tx, Action::Finished, Subject::visit(id).at(clinic), &details)?;
        }
        Ok(step)
    }

    /// The visit is over: the doctor has signed, or the desk has closed it. Whoever says so writes the audit row.
    pub fn complete(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.status == Status::Completed {
            return Ok(visit.already());
        }
        if !visit.status.may_become(Status::Completed) {
            return Ok(visit.too_late());
        }
        diesel::update(appointments::table.find(id))
            .set((appointments::status.eq(Status::Completed), appointments::completed_at.eq(tx.now)))
            .execute(tx.db)?;
        visit.patient_came(tx)?;
        tx.announce(clinic);
        Ok(visit.done(tx))
    }

    /// The patient's first and last visit, as their record shows them: a visit that is signed late may be neither.
    fn patient_came(&self, tx: &mut Tx) -> QueryResult<()> {
        use crate::schema::organisation::patients::dsl::{first_visit_on, last_visit_on, patients};
        let patient = patients.find(self.patient_id);
        let later = last_visit_on.is_null().or(last_visit_on.lt(self.held_on));
        diesel::update(patient.filter(later)).set(last_visit_on.eq(self.held_on)).execute(tx.db)?;
        let earlier = first_visit_on.is_null().or(first_visit_on.gt(self.held_on));
        diesel::update(patient.filter(earlier)).set(first_visit_on.eq(self.held_on)).execute(tx.db).map(drop)
    }

    /// Stores where the visit stands in the queue now, with its audit row.
    pub(super) fn stands(&self, tx: &mut Tx, action: Action, marks: QueueMarks) -> QueryResult<StepTaken> {
        let QueueMarks { called_at, skipped_at } = marks;
        let (from, status) = (self.stand(), Status::CheckedIn);
        let to = Stand::of(status, called_at.is_some(), skipped_at.is_some());
        diesel::update(appointments::table.find(self.id))
            .set((appointments::status.eq(status), appointments::called_at.eq(called_at), appointments::skipped_at.eq(skipped_at)))
            .execute(tx.db)?;
        self.changed(tx, action, &json!({ "token": self.token, "from": from, "to": to }))?;
        Ok(self.done(tx))
    }

    /// Writes the audit row and tells the live screens. Whoever was told that it is their turn is told so no more, unless it is.
    pub(super) fn changed(&self, tx: &mut Tx, action: Action, details: &serde_json::Value) -> QueryResult<()> {
        journal::record(tx, action, Subject::visit(self.id).at(self.clinic_id), details)?;
        tx.announce(self.clinic_id);
        if action == Action::Called { Ok(()) } else { Notification::take_back(tx, NotificationKind::VisitCalled, self.id) }
    }

    pub(super) fn done(&self, tx: &Tx) -> StepTaken {
        StepTaken::Done { token: self.token, at: tx.now }
    }

    pub(super) fn already(&self) -> StepTaken {
        StepTaken::Already { token: self.token }
    }

    pub(super) fn too_late(&self) -> StepTaken {
        StepTaken::TooLate { token: self.token, stand: self.stand() }
    }
}
