//! A place that is kept while somebody types.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::BookedVia;
use super::conflict::Wanted;
use super::lock;
use super::rules::BookingRules;
use super::taken::Taken;
use crate::db::Tx;
use crate::db::ids::{ClinicId, ProfileId, RowId};
use crate::models::practice::Availability;
use crate::schema::organisation::booking_holds;

/// A place to be kept for a browser: the digest of its cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    /// The clinic's day.
    pub held_on: NaiveDate,
    pub starts_at: NaiveDateTime,
    pub browser: Vec<u8>,
    pub via: BookedVia,
}

/// What came of it.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldKept {
    Until(NaiveDateTime),
    /// Somebody else has it by now, or it is not offered.
    Gone,
    /// Too many keep a place of that day while they type.
    TooMany,
}

/// How long a place is kept.
const KEPT: Duration = Duration::minutes(5);

/// Of a day's places of a doctor at most one in so many is kept by browsers, but always this many may be.
const SHARE: usize = 3;
const ALWAYS: usize = 2;

impl Hold {
    /// Keeps the place for five minutes, and lets go of whatever else the browser kept.
    pub fn keep(&self, tx: &mut Tx) -> QueryResult<HoldKept> {
        lock::take(tx, [self.doctor])?;
        diesel::delete(booking_holds::table.filter(booking_holds::browser.eq(&self.browser))).execute(tx.db)?;
        let rules = BookingRules::of(tx.db, self.clinic)?;
        let day = self.held_on;
        let mut availability = Availability::of_clinic(tx.db, self.clinic, Some(&[self.doctor]), day..=day)?;
        if self.via == BookedVia::Public {
            availability = availability.of_verified();
        }
        let slots = availability.slots_of(self.doctor, day);
        let slot = slots.iter().find(|it| it.starts_at == self.starts_at);
        let Some(slot) = slot.filter(|it| rules.admit(self.via) && rules.reach(it.starts_at, tx.now)) else { return Ok(HoldKept::Gone) };
        let Some((first, last)) = slots.first().zip(slots.last()) else { return Ok(HoldKept::Gone) };
        let taken = Taken::of_doctors(tx.db, &[self.doctor], first.starts_at, last.ends_at, None, tx.now)?;
        let places: i32 = slots.iter().map(|it| it.capacity).sum();
        let kept = taken.iter().filter(|it| it.booking.is_none()).count();
        if kept >= ALWAYS.max(usize::try_from(places).unwrap_or_default() / SHARE) {
            return Ok(HoldKept::TooMany);
        }
        let wanted = Wanted {
            clinic: self.clinic,
            doctor: self.doctor,
            patient: self.doctor,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            itself: None,
        };
        let overlapping = wanted.overlapping(&taken);
        if !wanted.against_doctor(tx, &overlapping, slot.capacity)?.is_empty() {
            return Ok(HoldKept::Gone);
        }
        self.insert(tx, slot.ends_at, Taken::first_free(overlapping.iter()))
    }

    fn insert(&self, tx: &mut Tx, ends_at: NaiveDateTime, place: i32) -> QueryResult<HoldKept> {
        let until = tx.now + KEPT;
        diesel::insert_into(booking_holds::table)
            .values((
                booking_holds::id.eq(RowId::new()),
                booking_holds::clinic_id.eq(self.clinic),
                booking_holds::doctor_id.eq(self.doctor),
                booking_holds::held_on.eq(self.held_on),
                booking_holds::starts_at.eq(self.starts_at),
                booking_holds::ends_at.eq(ends_at),
                booking_holds::place.eq(place),
                booking_holds::browser.eq(&self.browser),
                booking_holds::expires_at.eq(until),
                booking_holds::created_at.eq(tx.now),
            ))
            .execute(tx.db)?;
        tx.announce(self.clinic);
        Ok(HoldKept::Until(until))
    }

    /// Lets go of what a browser keeps: it is booked, or not wanted any more.
    pub fn release(tx: &mut Tx, browser: &[u8]) -> QueryResult<()> {
        diesel::delete(booking_holds::table.filter(booking_holds::browser.eq(browser))).execute(tx.db).map(drop)
    }

    /// Deletes what is kept no more.
    pub fn sweep(tx: &mut Tx) -> QueryResult<usize> {
        diesel::delete(booking_holds::table.filter(booking_holds::expires_at.le(tx.now))).execute(tx.db)
    }
}
