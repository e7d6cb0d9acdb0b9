//! Taking a step back: that step alone, and only while nothing has happened to the visit since.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::steps::QueueMarks;
use super::{Appointment, AppointmentKind, Departure, Stand, Status, StepTaken};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId};
use crate::models::billing::Invoice;
use crate::models::journal::{self, Action, Notification, NotificationKind, Subject};
use crate::models::practice::Clinic;
use crate::schema::organisation::{appointments, consultations, drafts};

impl Appointment {
    /// Takes the last step of a visit back: a call, a skip, a recall, going in, coming out, a cancellation. `taken_at` tells which: if anything was done
    /// since, whoever did it, nothing is changed, else the visit stands as it stood before. Without it a visit that stands so is
    /// put back into the queue by somebody who sees how it stands. Whoever comes back keeps the token. Whoever was moved to another doctor's
    /// queue stays there, and nobody comes back into a clinic that was closed meanwhile.
    pub fn undo(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, step: Stand, taken_at: Option<NaiveDateTime>) -> QueryResult<StepTaken> {
        let is_open = Clinic::stay_open(tx, [clinic])?;
        let visit = Appointment::lock(tx, clinic, id)?;
        let stand = visit.stand();
        if !is_open {
            return Ok(visit.too_late());
        }
        if stand != step {
            return Ok(if stand == Stand::Waiting { visit.already() } else { visit.too_late() });
        }
        let before = match taken_at {
            Some(at) => match visit.stood_before(tx, at)? {
                Some(before) => Some(before),
                None => return Ok(visit.too_late()),
            },
            None if stand == Stand::InConsultation => visit.stood_at_last(tx)?,
            None => None,
        };
        match stand {
            Stand::Called | Stand::Skipped => visit.stands(tx, Action::Undone, visit.marks_of(before.unwrap_or(Stand::Waiting), tx.now)),
            Stand::Recalled => visit.stands(tx, Action::Undone, visit.marks_of(Stand::Skipped, tx.now)),
            Stand::Cancelled | Stand::NoShow => visit.come_back(tx, before),
            Stand::InConsultation if !Appointment::is_written(tx, id)? => {
                diesel::update(appointments::table.find(id)).set(appointments::started_at.eq(None::<NaiveDateTime>)).execute(tx.db)?;
                visit.stands(tx, Action::Undone, visit.marks_of(before.unwrap_or(Stand::Called), tx.now))
            }
            Stand::Completed if !Appointment::is_signed(tx, id)? => visit.go_back_in(tx),
            Stand::Away | Stand::Waiting | Stand::InConsultation | Stand::Completed => Ok(visit.too_late()),
        }
    }

    /// Takes a check-in back: whoever was checked in by mistake leaves the queue. Not if they were called since, nor if money was taken.
    pub fn take_back_check_in(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, taken_at: NaiveDateTime) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        let last = journal::last_recorded(tx, Subject::visit(id))?;
        let is_last = visit.checked_in_at == Some(taken_at) && last.is_some_and(|it| it.at == taken_at);
        if visit.stand() != Stand::Waiting || !is_last || !Invoice::is_untouched(tx, id)? {
            return Ok(visit.too_late());
        }
        if visit.kind == AppointmentKind::Booked {
            return visit.be_booked_again(tx);
        }
        Appointment::cancel(tx, clinic, id, &Departure::Cancelled { reason: String::new() })
    }

    /// Booked as before the check-in, without its token; its bill goes.
    fn be_booked_again(&self, tx: &mut Tx) -> QueryResult<StepTaken> {
        Invoice::void_of_visit(tx, self.clinic_id, self.id, Invoice::BOOKED_STILL, "")?;
        let none = None::<NaiveDateTime>;
        diesel::update(appointments::table.find(self.id))
            .set((
                appointments::status.eq(Status::Approved),
                appointments::token.eq(None::<i32>),
                appointments::checked_in_at.eq(none),
                appointments::called_at.eq(none),
                appointments::skipped_at.eq(none),
            ))
            .execute(tx.db)?;
        let details = json!({ "token": self.token, "from": Stand::Waiting, "to": Stand::Away });
        self.changed(tx, Action::Undone, &details)?;
        Ok(self.done(tx))
    }

    /// The doctor began with the wrong patient: the visit waits again, with its token. What was typed is kept aside.
    pub fn take_back_start(tx: &mut Tx, clinic: ClinicId, id: AppointmentId) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        match visit.status {
            Status::InConsultation => {
                diesel::update(appointments::table.find(id)).set(appointments::started_at.eq(None::<NaiveDateTime>)).execute(tx.db)?;
                visit.stands(tx, Action::Undone, QueueMarks::default())
            }
            Status::CheckedIn => Ok(visit.already()),
            _ => Ok(visit.too_late()),
        }
    }

    /// Closes a visit of before `day` for which the patient was never seen, as a no-show: one that still waits, or that was
    /// begun without a word being written. What is written must be signed, or its start be taken back first.
    pub fn was_never_seen(tx: &mut Tx, clinic: ClinicId, id: AppointmentId, day: NaiveDate) -> QueryResult<StepTaken> {
        let visit = Appointment::lock(tx, clinic, id)?;
        if visit.status == Status::NoShow {
            return Ok(visit.already());
        }
        let begun = visit.status == Status::InConsultation;
        if visit.held_on >= day || !(begun || visit.stand().is_open()) || (begun && Appointment::is_written(tx, id)?) {
            return Ok(visit.too_late());
        }
        if begun {
            let _ = Appointment::take_back_start(tx, clinic, id)?;
        }
        Appointment::cancel(tx, clinic, id, &Departure::NoShow { reason: String::new() })
    }

    /// Whether a doctor has written anything about it, signed or not.
    pub(in crate::models) fn is_written(tx: &mut Tx, id: AppointmentId) -> QueryResult<bool> {
        let written = drafts::table.filter(drafts::appointment_id.eq(id)).filter(drafts::body.ne(""));
        diesel::select(diesel::dsl::exists(written)).get_result(tx.db)
    }

    /// Whether a consultation of it is signed.
    pub(in crate::models) fn is_signed(tx: &mut Tx, id: AppointmentId) -> QueryResult<bool> {
        diesel::select(diesel::dsl::exists(consultations::table.filter(consultations::appointment_id.eq(id)))).get_result(tx.db)
    }

    /// Whether the patient is in this queue by another visit.
    fn stands_again(&self, tx: &mut Tx) -> QueryResult<bool> {
        let live =
            appointments::table.filter(appointments::sitting_id.eq(self.sitting_id)).filter(appointments::live_patient.eq(self.patient_id));
        diesel::select(diesel::dsl::exists(live)).get_result(tx.db)
    }

    /// Closed by mistake: the patient is still with the doctor, unless they stand in the queue again by now.
    fn go_back_in(&self, tx: &mut Tx) -> QueryResult<StepTaken> {
        if self.stands_again(tx)? {
            return Ok(self.too_late());
        }
        diesel::update(appointments::table.find(self.id))
            .set((appointments::status.eq(Status::InConsultation), appointments::completed_at.eq(None::<NaiveDateTime>)))
            .execute(tx.db)?;
        let details = json!({ "token": self.token, "from": Stand::Completed, "to": Stand::InConsultation });
        self.changed(tx, Action::Undone, &details)?;
        Ok(self.done(tx))
    }

    /// How the visit stood before its last step, if that was the one of this instant.
    fn stood_before(&self, tx: &mut Tx, taken_at: NaiveDateTime) -> QueryResult<Option<Stand>> {
        let last = journal::last_recorded(tx, Subject::visit(self.id))?.filter(|it| it.at == taken_at);
        Ok(last.and_then(|it| it.details["from"].as_str()?.parse().ok()))
    }

    /// How the visit stood before its last step, whoever took it.
    fn stood_at_last(&self, tx: &mut Tx) -> QueryResult<Option<Stand>> {
        let last = journal::last_recorded(tx, Subject::visit(self.id))?;
        Ok(last.and_then(|it| it.details["from"].as_str()?.parse().ok()))
    }

    /// The marks of a visit that stands so; the instants that it has are kept.
    fn marks_of(&self, stand: Stand, now: NaiveDateTime) -> QueueMarks {
        let (called, skipped) = (Some(self.called_at.unwrap_or(now)), Some(self.skipped_at.unwrap_or(now)));
        match stand {
            Stand::Called => QueueMarks { called_at: called, skipped_at: None },
            Stand::Skipped => QueueMarks { called_at: self.called_at.or(skipped), skipped_at: skipped },
            Stand::Recalled => QueueMarks { called_at: None, skipped_at: skipped },
            _ => QueueMarks::default(),
        }
    }

    /// Back into the queue after a cancellation, as it stood `before` or at the beginning, unless they stand in it again by now, or in
    /// another doctor's. The invoice that was voided along with the visit stands again; one that somebody voided does not.
    fn come_back(&self, tx: &mut Tx, before: Option<Stand>) -> QueryResult<StepTaken> {
        if self.stands_again(tx)? || self.was_moved(tx)? {
            return Ok(self.too_late());
        }
        let cancelled_at: Option<NaiveDateTime> = appointments::table.find(self.id).select(appointments::cancelled_at).first(tx.db)?;
        if let Some(at) = cancelled_at {
            Invoice::reinstate_of_visit(tx, self.id, at)?;
        }
        Notification::take_back(tx, NotificationKind::VisitCancelled, self.id)?;
        diesel::update(appointments::table.find(self.id))
            .set((appointments::cancelled_at.eq(None::<NaiveDateTime>), appointments::cancel_reason.eq("")))
            .execute(tx.db)?;
        self.stands(tx, Action::Undone, self.marks_of(before.unwrap_or(Stand::Waiting), tx.now))
    }
}
