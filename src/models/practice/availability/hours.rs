//! A doctor's hours at a clinic: on a day of every week, or once.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use diesel::prelude::*;

use crate::db::Db;
use crate::db::ids::{ClinicId, HoursId, ProfileId};
use crate::schema::organisation::availability_slots;
use crate::text_enum;

text_enum! {
    keys "visit-mode";
    /// Whether a patient comes, or is seen from afar.
    VisitMode { InPerson = "in_person", Online = "online" }
}

/// From when until when on a day, and in what places. Local time of the clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursPattern {
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    /// How long a place lasts.
    pub minutes: i16,
    /// How many people are booked for the same place.
    pub capacity: i8,
    pub mode: VisitMode,
}

/// When a pattern holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursRule {
    /// On that day of every week, from a day on, until and with another if it ends.
    Weekly { weekday: Weekday, from: NaiveDate, until: Option<NaiveDate> },
    /// On one day alone.
    Once(NaiveDate),
}

/// A row of them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = availability_slots)]
pub struct Hours {
    pub id: HoursId,
    #[diesel(column_name = clinic_id)]
    pub clinic: ClinicId,
    #[diesel(column_name = doctor_id)]
    pub doctor: ProfileId,
    weekday: i8,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    pub minutes: i16,
    pub capacity: i8,
    pub mode: VisitMode,
    pub recurring: bool,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// Hours of the same doctor that others would overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursOverlap {
    pub hours: Hours,
    pub clinic: String,
}

impl HoursRule {
    /// The same, not before a day.
    pub(super) fn from(self, first: NaiveDate) -> HoursRule {
        match self {
            HoursRule::Weekly { weekday, from, until } => HoursRule::Weekly { weekday, from: from.max(first), until },
            once @ HoursRule::Once(_) => once,
        }
    }

    fn starts_on(self) -> NaiveDate {
        match self {
            HoursRule::Weekly { from, .. } => from,
            HoursRule::Once(day) => day,
        }
    }
}

impl Hours {
    /// How long a place may last, in minutes.
    pub const LENGTHS: std::ops::RangeInclusive<i16> = 5..=240;
    /// How many may be booked for the same place.
    pub const CAPACITIES: std::ops::RangeInclusive<i8> = 1..=20;

    pub(super) fn new(clinic: ClinicId, doctor: ProfileId, pattern: HoursPattern, rule: HoursRule) -> Hours {
        let HoursPattern { starts, ends, minutes, capacity, mode } = pattern;
        let (weekday, recurring, valid_until) = match rule {
            HoursRule::Weekly { weekday, until, .. } => (weekday, true, until),
            HoursRule::Once(day) => (day.weekday(), false, Some(day)),
        };
        Hours {
            id: HoursId::new(),
            clinic,
            doctor,
            weekday: i8::try_from(weekday.number_from_monday()).unwrap_or(1),
            starts,
            ends,
            minutes,
            capacity,
            mode,
            recurring,
            valid_from: rule.starts_on(),
            valid_until,
        }
    }

    /// A doctor's at a clinic that are in force on a day or will be, by weekday and time.
    pub fn of_doctor(db: &mut Db, clinic: ClinicId, doctor: ProfileId, from: NaiveDate) -> QueryResult<Vec<Hours>> {
        let mut hours: Vec<Hours> = availability_slots::table
            .filter(availability_slots::doctor_id.eq(doctor))
            .filter(availability_slots::clinic_id.eq(clinic))
            .filter(availability_slots::valid_until.is_null().or(availability_slots::valid_until.ge(from)))
            .select(Hours::as_select())
            .limit(500)
            .load(db)?;
        hours.sort_by_key(|it| (it.weekday, it.starts, it.valid_from));
        Ok(hours)
    }

    /// Whose they are.
    pub fn doctor_of(db: &mut Db, id: HoursId) -> QueryResult<ProfileId> {
        availability_slots::table.find(id).select(availability_slots::doctor_id).first(db)
    }

    /// All that a form changes of them, by which it is seen that somebody else did.
    pub fn stand(&self) -> String {
        let Hours { weekday, minutes, capacity, mode, valid_from, .. } = self;
        let until = self.valid_until.map(|it| it.to_string()).unwrap_or_default();
        format!("{weekday} {self} {minutes} {capacity} {mode} {valid_from} {until}")
    }

    pub fn weekday(&self) -> Weekday {
        Weekday::try_from(u8::try_from(self.weekday - 1).unwrap_or_default()).unwrap_or(Weekday::Mon)
    }

    /// Whether another row says the same.
    pub(super) fn is_as(&self, other: &Hours) -> bool {
        Hours { id: other.id, ..self.clone() } == *other
    }

    pub fn pattern(&self) -> HoursPattern {
        HoursPattern { starts: self.starts, ends: self.ends, minutes: self.minutes, capacity: self.capacity, mode: self.mode }
    }

    /// Whether they hold on a day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|until| day <= until) && (!self.recurring || day.weekday() == self.weekday())
    }

    /// Where their places begin, in local time. What is left at the end and is no whole place is not booked.
    pub(super) fn starts_of_places(&self) -> impl Iterator<Item = NaiveTime> + use<> {
        let minute = |time: NaiveTime| time.signed_duration_since(NaiveTime::MIN).num_minutes();
        let (from, until, length) = (minute(self.starts), minute(self.ends), i64::from(self.minutes.max(1)));
        (0..(until - from) / length).map(move |place| NaiveTime::MIN + chrono::Duration::minutes(from + place * length))
    }
}

/// `09:00–13:00`, as the audit log keeps it.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.starts.format("%H:%M"), self.ends.format("%H:%M"))
    }
}
