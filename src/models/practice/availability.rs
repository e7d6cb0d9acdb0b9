//! When doctors can be booked at a clinic: computed from their hours, their leave and the clinic's holidays, for any day, and stored
//! nowhere.

pub mod absence;
pub mod hours;
mod overlap;
pub mod schedule;
mod slots;
pub mod writing;

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;

use super::member::Role;
use crate::db::ids::{ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, clock};
use crate::schema::organisation::{availability_slots, clinic_members, clinics, doctors, profiles};

pub use absence::{Absence, AbsenceAdded, AbsenceRemoved, AbsentWhere, NewAbsence};
pub use hours::{Hours, HoursOverlap, HoursPattern, HoursRule, VisitMode};
pub use schedule::{ClinicPlan, DoctorWeek, PlannedClinic};
pub use slots::BookableSlot;
pub use writing::{HoursAdded, HoursChanged, HoursEnded};

/// Everything that decides when some doctors of one clinic can be booked within some days.
#[derive(Clone, Debug)]
pub struct Availability {
    clinic: ClinicId,
    zone: Tz,
    open: bool,
    days: RangeInclusive<NaiveDate>,
    doctors: Vec<Bookable>,
    hours: Vec<Hours>,
    absences: Vec<Absence>,
}

/// A doctor, as far as they can be booked at all.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bookable {
    doctor: ProfileId,
    name: String,
    /// Their own switch: off, nobody books them.
    available: bool,
    verified: bool,
}

/// Why a doctor cannot be booked on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotBookable {
    /// The clinic itself is closed.
    ClinicClosed,
    /// Nobody who sees patients there.
    NotHere,
    /// They take no bookings at present.
    SwitchedOff,
    Holiday {
        reason: String,
    },
    /// They are away, for the whole day or for all that is left of their hours.
    Leave,
    /// They do not come on that day of the week, or no more, or not yet.
    NoHours,
}

/// A doctor of the clinic, with one row of their hours; without hours, once.
#[derive(Queryable)]
struct DoctorHours {
    doctor: ProfileId,
    name: String,
    available: bool,
    verified: bool,
    zone: String,
    open: bool,
    hours: Option<Hours>,
}

/// More rows than these are not read.
const MOST: i64 = 5_000;

impl Availability {
    /// Of these doctors of a clinic, or of all who see patients there, for these days: two queries.
    pub fn of_clinic(
        db: &mut Db,
        clinic: ClinicId,
        doctors: Option<&[ProfileId]>,
        days: RangeInclusive<NaiveDate>,
    ) -> QueryResult<Availability> {
        let in_force = availability_slots::clinic_id
            .eq(clinic)
            .and(availability_slots::valid_from.le(*days.end()))
            .and(availability_slots::valid_until.is_null().or(availability_slots::valid_until.ge(*days.start())));
        let mut query = clinic_members::table
            .inner_join(clinics::table)
            .inner_join(profiles::table.inner_join(doctors::table))
            .left_join(availability_slots::table.on(availability_slots::doctor_id.eq(clinic_members::profile_id).and(in_force)))
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::role.eq(Role::Doctor))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select((
                clinic_members::profile_id,
                profiles::full_name,
                doctors::available,
                doctors::verified,
                clinics::zone,
                clinics::active,
                Option::<Hours>::as_select(),
            ))
            .limit(MOST)
            .into_boxed();
        if let Some(doctors) = doctors {
            query = query.filter(clinic_members::profile_id.among(doctors.iter().copied()));
        }
        let rows = query.load(db)?;
        Availability::of_rows(db, clinic, rows, days)
    }

    fn of_rows(db: &mut Db, clinic: ClinicId, rows: Vec<DoctorHours>, days: RangeInclusive<NaiveDate>) -> QueryResult<Availability> {
        let zone = rows.first().map_or(clock::INDIA, |it| clock::zone(&it.zone));
        let open = rows.first().is_some_and(|it| it.open);
        let mut doctors: Vec<Bookable> = Vec::new();
        let mut hours = Vec::new();
        for row in rows {
            if !doctors.iter().any(|it| it.doctor == row.doctor) {
                doctors.push(Bookable { doctor: row.doctor, name: row.name, available: row.available, verified: row.verified });
            }
            hours.extend(row.hours);
        }
        doctors.sort_by(|one, other| one.name.cmp(&other.name));
        let ids: Vec<ProfileId> = doctors.iter().map(|it| it.doctor).collect();
        let absences = Absence::touching(db, clinic, &ids, &days)?;
        Ok(Availability { clinic, zone, open, days, doctors, hours, absences })
    }

    /// What is offered to the public: those whose licence somebody has verified.
    #[must_use]
    pub fn of_verified(mut self) -> Availability {
        self.doctors.retain(|it| it.verified);
        self
    }

    /// The doctors, by name.
    pub fn doctors(&self) -> impl Iterator<Item = (ProfileId, &str)> {
        self.doctors.iter().map(|it| (it.doctor, it.name.as_str()))
    }

    /// The clinic's zone, in which its days and hours are meant.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Every place of a day that the rules give, by time, then by doctor. Whether it is taken is the bookings' to say. Nothing on a day
    /// outside those that were asked for.
    pub fn slots(&self, day: NaiveDate) -> Vec<BookableSlot> {
        let mut slots: Vec<BookableSlot> = self.doctors.iter().flat_map(|it| self.slots_of(it.doctor, day)).collect();
        slots.sort_by_key(|it| (it.starts_at, it.doctor));
        slots
    }

    /// One doctor's, by time. No two of them overlap.
    pub fn slots_of(&self, doctor: ProfileId, day: NaiveDate) -> Vec<BookableSlot> {
        let bookable = self.doctors.iter().any(|it| it.doctor == doctor && it.available);
        if !self.open || !bookable || !self.days.contains(&day) {
            return Vec::new();
        }
        let hours = self.hours.iter().filter(|it| it.doctor == doctor);
        let absences: Vec<&Absence> = self.absences.iter().filter(|it| it.concerns(self.clinic, doctor) && it.covers(day)).collect();
        slots::of_day(hours, &absences, self.zone, day)
    }

    /// Why the rules give a doctor no place on a day; nothing where they give any.
    pub fn why_closed(&self, doctor: ProfileId, day: NaiveDate) -> Option<NotBookable> {
        if !self.slots_of(doctor, day).is_empty() {
            return None;
        }
        if !self.open && !self.doctors.is_empty() {
            return Some(NotBookable::ClinicClosed);
        }
        let Some(bookable) = self.doctors.iter().find(|it| it.doctor == doctor) else { return Some(NotBookable::NotHere) };
        let comes = self.hours.iter().any(|it| it.doctor == doctor && it.is_on(day));
        let away = || self.absences.iter().filter(|it| it.concerns(self.clinic, doctor) && it.covers(day));
        let holiday = |it: &Absence| NotBookable::Holiday { reason: it.reason.clone() };
        Some(match away().find(|it| it.doctor.is_none()) {
            _ if !bookable.available => NotBookable::SwitchedOff,
            Some(kept) if kept.part().is_none() => holiday(kept),
            _ if !comes => NotBookable::NoHours,
            _ if away().any(|it| it.doctor.is_some()) => NotBookable::Leave,
            Some(kept) => holiday(kept),
            // The clocks leave those hours out.
            None => NotBookable::NoHours,
        })
    }
}

#[cfg(test)]
mod tests;
