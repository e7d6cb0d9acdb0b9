//! Booking a place.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::json;

use super::conflict::{Conflict, Wanted};
use super::held::Hold;
use super::rules::BookingRules;
use super::taken::Taken;
use super::{BookedVia, Booking, lock};
use crate::db::Tx;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::{Availability, BookableSlot, Clinic, Doctor};
use crate::models::visits::appointment::{AppointmentKind, Status};
use crate::models::visits::sitting::Sitting;
use crate::schema::organisation::{appointments, patients};

/// A place that somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBooking {
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    pub patient: ProfileId,
    /// The clinic's day.
    pub held_on: NaiveDate,
    /// In UTC.
    pub starts_at: NaiveDateTime,
    /// How long, where it is none of the doctor's own places.
    pub minutes: Option<i64>,
    pub via: BookedVia,
    pub complaint: String,
    /// Why it is booked in spite of all that stands against it. Only the desk's, with the permission.
    pub despite: Option<String>,
    /// Whose kept place it is: the digest of a browser's cookie.
    pub browser: Option<Vec<u8>>,
}

/// What came of it.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingMade {
    /// Approved, or pending where the clinic wants to be asked.
    Booked { id: AppointmentId, status: Status },
    /// The patient has this very place: nothing was changed.
    Already { id: AppointmentId },
    /// Nothing was booked.
    Conflicts(Vec<Conflict>),
    /// Not by this way, or too near or too far.
    NotOffered,
}

/// A place with a number.
pub(super) struct Chosen {
    pub slot: BookableSlot,
    pub place: i32,
    pub conflicts: Vec<Conflict>,
}

impl Booking {
    /// Books. No two live bookings of a doctor overlap with the same number, and none of a patient at all: whoever books the doctor or the
    /// patient waits for this to end.
    pub fn make(tx: &mut Tx, new: &NewBooking) -> QueryResult<BookingMade> {
        if !Clinic::stay_open(tx, [new.clinic])? {
            return Ok(BookingMade::NotOffered);
        }
        lock::take(tx, [new.doctor, new.patient])?;
        Doctor::fee_at(tx.db, new.clinic, new.doctor)?;
        patients::table.find(new.patient).filter(patients::deleted_at.is_null()).select(patients::profile_id).first::<ProfileId>(tx.db)?;
        let rules = BookingRules::of(tx.db, new.clinic)?;
        let offered = rules.admit(new.via) && rules.reach(new.starts_at, tx.now);
        if !(new.via.is_staff() || offered) {
            return Ok(BookingMade::NotOffered);
        }
        let length = new.minutes.map(Duration::minutes);
        let chosen = choose(tx, new, length, None)?;
        let the_same = |it: &Conflict| matches!(it, Conflict::PatientBusy { starts_at, .. } if *starts_at == new.starts_at);
        if chosen.conflicts.iter().any(the_same)
            && let Some(id) = has_it_already(tx, new)?
        {
            return Ok(BookingMade::Already { id });
        }
        let may = new.via.is_staff() && new.despite.is_some() && chosen.conflicts.iter().all(Conflict::may_be_overridden);
        if !chosen.conflicts.is_empty() && !may {
            return Ok(BookingMade::Conflicts(chosen.conflicts));
        }
        let status = if rules.asks(tx, new.clinic, new.patient, new.via)? { Status::Pending } else { Status::Approved };
        let id = insert(tx, new, &chosen, status)?;
        if let Some(browser) = &new.browser {
            Hold::release(tx, browser)?;
        }
        let booking = Booking::at_clinic(tx.db, new.clinic, id)?;
        booking.record(
            tx,
            Action::Booked,
            &json!({ "via": new.via, "doctor": new.doctor, "patient": new.patient, "starts": said(&booking) }),
        )?;
        if status == Status::Pending {
            booking.ask(tx)?;
        } else {
            booking.arrange(tx)?;
        }
        Ok(BookingMade::Booked { id, status })
    }

    pub(super) fn record(&self, tx: &mut Tx, action: Action, details: &serde_json::Value) -> QueryResult<()> {
        journal::record(tx, action, Subject::visit(self.id).at(self.clinic_id), details)?;
        tx.announce(self.clinic_id);
        Ok(())
    }
}

/// Its beginning, as the audit log keeps it: UTC.
pub(super) fn said(booking: &Booking) -> String {
    booking.starts_at.format("%Y-%m-%d %H:%M").to_string()
}

/// The place that begins then, its number, and what stands against it. `itself` is a booking that is moved there.
pub(super) fn choose(tx: &mut Tx, new: &NewBooking, length: Option<Duration>, itself: Option<AppointmentId>) -> QueryResult<Chosen> {
    let NewBooking { clinic, doctor, patient, held_on, starts_at, .. } = *new;
    let mut availability = Availability::of_clinic(tx.db, clinic, Some(&[doctor]), held_on..=held_on)?;
    if new.via == BookedVia::Public {
        availability = availability.of_verified();
    }
    let mut conflicts = Vec::new();
    let slots = availability.slots_of(doctor, held_on);
    let slot = slots.iter().find(|it| it.starts_at == starts_at).cloned().unwrap_or_else(|| {
        conflicts.push(availability.why_closed(doctor, held_on).map_or(Conflict::OutsideHours, Conflict::Closed));
        let usual = slots.first().map_or(Duration::minutes(15), |it| it.ends_at - it.starts_at);
        BookableSlot {
            clinic,
            doctor,
            starts_at,
            ends_at: starts_at + length.unwrap_or(usual),
            capacity: 1,
            mode: crate::models::practice::VisitMode::InPerson,
        }
    });
    if slot.starts_at < tx.now {
        conflicts.push(Conflict::Past);
    }
    let wanted = Wanted { clinic, doctor, patient, starts_at, ends_at: slot.ends_at, itself };
    let taken = Taken::of_doctors(tx.db, &[doctor], slot.starts_at, slot.ends_at, new.browser.as_deref(), tx.now)?;
    let overlapping = wanted.overlapping(&taken);
    conflicts.extend(wanted.against_doctor(tx, &overlapping, slot.capacity)?);
    conflicts.extend(wanted.against_patient(tx, held_on)?);
    let place = Taken::first_free(overlapping.iter());
    Ok(Chosen { slot, place, conflicts })
}

/// The patient's booking with this doctor that begins then.
fn has_it_already(tx: &mut Tx, new: &NewBooking) -> QueryResult<Option<AppointmentId>> {
    appointments::table
        .filter(appointments::patient_id.eq(new.patient))
        .filter(appointments::live_start.eq(new.starts_at))
        .filter(appointments::doctor_id.eq(new.doctor))
        .filter(appointments::clinic_id.eq(new.clinic))
        .select(appointments::id)
        .first(tx.db)
        .optional()
}

fn insert(tx: &mut Tx, new: &NewBooking, chosen: &Chosen, status: Status) -> QueryResult<AppointmentId> {
    let sitting = Sitting::lock(tx, new.clinic, new.doctor, new.held_on)?;
    let id = AppointmentId::new();
    let despite = new.despite.as_deref().filter(|_| !chosen.conflicts.is_empty()).unwrap_or_default();
    diesel::insert_into(appointments::table)
        .values((
            appointments::id.eq(id),
            appointments::sitting_id.eq(sitting.id),
            appointments::clinic_id.eq(new.clinic),
            appointments::doctor_id.eq(new.doctor),
            appointments::patient_id.eq(new.patient),
            appointments::held_on.eq(new.held_on),
            appointments::kind.eq(AppointmentKind::Booked),
            appointments::status.eq(status),
            appointments::complaint.eq(&new.complaint),
            appointments::starts_at.eq(chosen.slot.starts_at),
            appointments::ends_at.eq(chosen.slot.ends_at),
            appointments::place.eq(chosen.place),
            appointments::overbooked_because.eq(despite),
            appointments::booked_via.eq(new.via),
            appointments::booked_at.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(id)
}
