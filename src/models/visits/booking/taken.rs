//! What of a doctor's time, or of a patient's, is taken already: by bookings, and by what is kept while somebody types.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Nullable};

use crate::db::Db;
use crate::db::ids::{AppointmentId, ClinicId, ProfileId};
use crate::db::statement::{Among, AndOf, fixed, rows_of};
use crate::schema::organisation::{appointments, booking_holds};

/// No place lasts longer: what begins earlier than this before a time cannot reach into it.
const LONGEST: Duration = Duration::hours(4);

/// A stretch of time that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Nothing where it is only kept for a moment.
    pub booking: Option<AppointmentId>,
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub place: i32,
}

impl Taken {
    pub fn overlaps(&self, starts_at: NaiveDateTime, ends_at: NaiveDateTime) -> bool {
        self.starts_at < ends_at && starts_at < self.ends_at
    }

    /// What these doctors have within a time, at whichever clinic, by its beginning; what `browser` keeps for itself is free to it. One query.
    pub fn of_doctors(
        db: &mut Db,
        doctors: &[ProfileId],
        from: NaiveDateTime,
        until: NaiveDateTime,
        browser: Option<&[u8]>,
        now: NaiveDateTime,
    ) -> QueryResult<Vec<Taken>> {
        type Row = (Option<AppointmentId>, ClinicId, ProfileId, NaiveDateTime, NaiveDateTime, i32);
        let booked = appointments::table
            .filter(appointments::doctor_id.among(doctors.iter().copied()))
            .filter(appointments::live_start.gt(from - LONGEST))
            .filter(appointments::live_start.lt(until))
            .select((
                appointments::id.nullable(),
                appointments::clinic_id,
                appointments::doctor_id,
                appointments::starts_at.assume_not_null(),
                appointments::ends_at.assume_not_null(),
                appointments::place.assume_not_null(),
            ));
        let held = booking_holds::table
            .filter(booking_holds::doctor_id.among(doctors.iter().copied()))
            .filter(booking_holds::starts_at.gt(from - LONGEST))
            .filter(booking_holds::starts_at.lt(until))
            .filter(booking_holds::expires_at.gt(now))
            .filter(booking_holds::browser.ne(browser.unwrap_or_default()))
            .select((
                fixed::<Nullable<Binary>>("NULL"),
                booking_holds::clinic_id,
                booking_holds::doctor_id,
                booking_holds::starts_at,
                booking_holds::ends_at,
                booking_holds::place,
            ));
        let rows: Vec<Row> = rows_of(booked).and_of(held).load(db)?;
        let taken =
            |(booking, clinic, doctor, starts_at, ends_at, place): Row| Taken { booking, clinic, doctor, starts_at, ends_at, place };
        let mut taken: Vec<Taken> = rows.into_iter().map(taken).filter(|it| it.ends_at > from).collect();
        taken.sort_by_key(|it| (it.starts_at, it.place));
        Ok(taken)
    }

    /// The first number that none of these has.
    pub fn first_free<'a>(overlapping: impl Iterator<Item = &'a Taken>) -> i32 {
        let numbers: BTreeSet<i32> = overlapping.map(|it| it.place).collect();
        numbers.iter().fold(1, |free, number| if *number == free { free + 1 } else { free })
    }
}
