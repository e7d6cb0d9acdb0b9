//! Bookings and free places, as pages list them.

use std::ops::RangeInclusive;

use chrono::{Days, Duration, NaiveDate};
use diesel::prelude::*;

use super::taken::Taken;
use super::{BookedVia, Booking, BookingRules};
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::Among;
use crate::db::{Db, clock};
use crate::locale::{Message, Value};
use crate::message;
use crate::models::practice::{Availability, BookableSlot};
use crate::models::values::Phone;
use crate::models::visits::appointment::Status;
use crate::schema::organisation::{appointments, clinics, patients, profiles};

diesel::alias!(profiles as booked_doctors: BookedDoctors);

/// A booking with whose it is, with whom and where.
#[derive(Clone, Debug, Queryable)]
pub struct BookingListed {
    pub booking: Booking,
    pub patient: String,
    pub record_number: String,
    phone: Option<String>,
    pub doctor: String,
    pub clinic: String,
    /// The zone of the clinic, in which its time is meant.
    pub zone: String,
}

/// What is still free within some days.
#[derive(Clone, Debug)]
pub struct FreePlaces {
    /// By time, then by doctor.
    pub places: Vec<FreePlace>,
    /// What decided it.
    pub availability: Availability,
}

/// Who chooses.
#[derive(Clone, Copy, Debug)]
pub struct Chooser<'a> {
    pub via: BookedVia,
    /// The clinic's, for those who book for themselves.
    pub rules: Option<&'a BookingRules>,
    /// The digest of a browser's cookie: what it keeps for itself is free to it.
    pub browser: Option<&'a [u8]>,
}

impl Chooser<'_> {
    /// The clinic's own people.
    pub const DESK: Chooser<'static> = Chooser { via: BookedVia::Desk, rules: None, browser: None };
}

/// A time with so many places left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreePlace {
    pub slot: BookableSlot,
    pub left: i32,
}

#[diesel::dsl::auto_type]
fn listed() -> _ {
    appointments::table
        .inner_join(patients::table.inner_join(profiles::table))
        .inner_join(booked_doctors.on(booked_doctors.field(profiles::id).eq(appointments::doctor_id)))
        .inner_join(clinics::table)
        .filter(appointments::starts_at.is_not_null())
}

/// More are not shown at once.
pub const MOST: i64 = 500;

macro_rules! listed_columns {
    () => {
        (
            Booking::as_select(),
            profiles::full_name,
            patients::record_number,
            profiles::phone,
            booked_doctors.field(profiles::full_name),
            clinics::name,
            clinics::zone,
        )
    };
}

impl BookingListed {
    /// A clinic's of some days, by time; those called off and declined with them.
    pub fn of_clinic(db: &mut Db, clinic: ClinicId, days: RangeInclusive<NaiveDate>) -> QueryResult<Vec<BookingListed>> {
        listed()
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::held_on.between(*days.start(), *days.end()))
            .order((appointments::starts_at, appointments::place))
            .limit(MOST)
            .select(listed_columns!())
            .load(db)
    }

    /// The requests of a clinic that wait for an answer, the nearest first.
    pub fn asked_of(db: &mut Db, clinic: ClinicId) -> QueryResult<Vec<BookingListed>> {
        listed()
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::status.eq(Status::Pending))
            .order((appointments::starts_at, appointments::id))
            .limit(MOST)
            .select(listed_columns!())
            .load(db)
    }

    /// What these people have before them, wherever.
    pub fn coming(db: &mut Db, people: &[ProfileId], today: NaiveDate) -> QueryResult<Vec<BookingListed>> {
        listed()
            .filter(appointments::patient_id.among(people))
            .filter(appointments::live_start.is_not_null())
            .filter(appointments::status.among([Status::Pending, Status::Approved]))
            .filter(appointments::held_on.ge(today.checked_sub_days(Days::new(1)).unwrap_or(today)))
            .order((appointments::starts_at, appointments::id))
            .limit(100)
            .select(listed_columns!())
            .load(db)
    }

    /// One of this clinic; of another's it is not found.
    pub fn at_clinic(db: &mut Db, clinic: ClinicId, id: AppointmentId) -> QueryResult<BookingListed> {
        listed().filter(appointments::id.eq(id)).filter(appointments::clinic_id.eq(clinic)).select(listed_columns!()).first(db)
    }

    /// One of these people's; of others' it is not found.
    pub fn of_people(db: &mut Db, people: &[ProfileId], id: AppointmentId) -> QueryResult<BookingListed> {
        listed().filter(appointments::id.eq(id)).filter(appointments::patient_id.among(people)).select(listed_columns!()).first(db)
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }

    /// Its beginning in words, as the clocks of its clinic show it.
    pub fn when(&self) -> Message {
        message!("booking-when", when = Value::Moment(clock::local(self.booking.starts_at, clock::zone(&self.zone))))
    }
}

impl FreePlaces {
    /// What somebody may choose from within some days: three queries. Of a doctor who sits in another clinic then, nothing.
    pub fn within(
        db: &mut Db,
        clinic: ClinicId,
        doctors: Option<&[ProfileId]>,
        days: RangeInclusive<NaiveDate>,
        chooser: &Chooser,
    ) -> QueryResult<FreePlaces> {
        let now = clock::now();
        let Chooser { via, rules, browser } = chooser;
        let mut availability = Availability::of_clinic(db, clinic, doctors, days.clone())?;
        if *via == BookedVia::Public {
            availability = availability.of_verified();
        }
        let offered = |slot: &BookableSlot| slot.starts_at > now && rules.is_none_or(|it| it.admit(*via) && it.reach(slot.starts_at, now));
        let slots: Vec<BookableSlot> =
            days.start().iter_days().take_while(|it| it <= days.end()).flat_map(|day| availability.slots(day)).filter(offered).collect();
        let (from, until) = (slots.first().map(|it| it.starts_at), slots.iter().map(|it| it.ends_at).max());
        let Some((from, until)) = from.zip(until) else { return Ok(FreePlaces { places: Vec::new(), availability }) };
        let mut doctors: Vec<ProfileId> = slots.iter().map(|it| it.doctor).collect();
        doctors.sort();
        doctors.dedup();
        let taken = Taken::of_doctors(db, &doctors, from, until, *browser, now)?;
        Ok(FreePlaces { places: slots.into_iter().filter_map(|slot| left_of(slot, &taken)).collect(), availability })
    }

    /// Those of one day.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = &FreePlace> {
        self.places.iter().filter(move |it| clock::day_of(it.slot.starts_at, self.availability.zone()) == day)
    }

    /// The day of the first of all.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.places.first().map(|it| clock::day_of(it.slot.starts_at, self.availability.zone()))
    }
}

/// What is left of a place: as `Booking::make` counts.
fn left_of(slot: BookableSlot, taken: &[Taken]) -> Option<FreePlace> {
    // By time: what begins after its end cannot reach into it, nor can what began hours before.
    let from = taken.partition_point(|it| it.starts_at <= slot.starts_at - Duration::hours(4));
    let near = taken[from..].iter().take_while(|it| it.starts_at < slot.ends_at);
    let overlapping: Vec<&Taken> = near.filter(|it| it.doctor == slot.doctor && it.overlaps(slot.starts_at, slot.ends_at)).collect();
    if overlapping.iter().any(|it| it.clinic != slot.clinic) {
        return None;
    }
    let left = (1..=slot.capacity).filter(|number| overlapping.iter().all(|it| it.place != *number)).count();
    let left = i32::try_from(left).unwrap_or_default();
    (left > 0).then_some(FreePlace { slot, left })
}
