//! Calling patients in: one by one from the board, or the next by the rule.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::steps::QueueMarks;
use super::{Appointment, Stand, Status, StepTaken};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::journal::{Action, NotificationKind};
use crate::models::visits::{queue, sitting::Sitting, visit_names::VisitNames};
use crate::schema::organisation::appointments;

/// Who is next.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextCalled {
    /// Called by this.
    Now(Appointment),
    /// Called before, and not in yet: nothing was changed.
    Before(Appointment),
    /// Nobody is called, and nobody waits.
    Nobody,
}

impl Appointment {
    /// Calls this patient now, whoever else waits.
    pub fn call(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        match visit.stand() {
            Stand::Waiting | Stand::Recalled | Stand::Skipped => visit.be_called(tx),
            Stand::Called => Ok(visit.already()),
            _ => Ok(visit.too_late()),
        }
    }

    /// Calls the first who waits for this doctor, by the rule of [`queue::turn`]. Whoever was called and has not come in yet is next
    /// still: two who press at once call one.
    pub fn call_next(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, today: NaiveDate) -> QueryResult<NextCalled> {
        let sitting = Sitting::lock(tx, clinic, doctor, today)?;
        let present = Appointment::query()
            .filter(appointments::sitting_id.eq(sitting.id))
            .filter(appointments::status.eq(Status::CheckedIn))
            .order(appointments::token)
            .limit(queue::LONGEST)
            .load(tx.db)?;
        let next = present
            .into_iter()
            .filter(|visit| visit.stand().is_waiting() || visit.stand() == Stand::Called)
            .min_by_key(|visit| queue::turn(visit.stand(), visit.priority, visit.token));
        match next {
            None => Ok(NextCalled::Nobody),
            Some(visit) if visit.stand() == Stand::Called => Ok(NextCalled::Before(visit)),
            Some(visit) => {
                let _ = visit.be_called(tx)?;
                Ok(NextCalled::Now(visit))
            }
        }
    }

    fn be_called(&self, tx: &mut Tx) -> QueryResult<StepTaken> {
        let called = self.stands(tx, Action::Called, QueueMarks { called_at: Some(tx.now), skipped_at: None })?;
        VisitNames::tell(tx, self.clinic_id, self.id, NotificationKind::VisitCalled, self.id)?;
        Ok(called)
    }
}
