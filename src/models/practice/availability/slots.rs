//! A day's places from the hours that hold on it. Pure.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::absence::Absence;
use super::hours::{Hours, VisitMode};
use crate::db::ids::{ClinicId, ProfileId};

/// One time that can be booked, in UTC. (FHIR: Slot)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookableSlot {
    pub clinic: ClinicId,
    pub doctor: ProfileId,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// How many people may be booked for it.
    pub capacity: i32,
    pub mode: VisitMode,
}

/// By time. A place that begins in the hour that a change of the clocks leaves out is none; in the hour that comes twice it is the first.
/// Of two that would overlap the earlier stays: after such a change, or where hours for one day lie over those of the week.
pub(super) fn of_day<'a>(hours: impl Iterator<Item = &'a Hours>, absences: &[&Absence], zone: Tz, day: NaiveDate) -> Vec<BookableSlot> {
    let mut slots: Vec<BookableSlot> = hours
        .filter(|it| it.is_on(day))
        .flat_map(|hours| hours.starts_of_places().map(move |starts| (hours, starts)))
        .filter(|(hours, starts)| !absences.iter().any(|it| it.takes(*starts, *starts + length(hours))))
        .filter_map(|(hours, starts)| slot(hours, starts, zone, day))
        .collect();
    slots.sort_by_key(|it| it.starts_at);
    let mut free_from = NaiveDateTime::MIN;
    slots.retain(|it| {
        let is_free = free_from <= it.starts_at;
        if is_free {
            free_from = it.ends_at;
        }
        is_free
    });
    slots
}

fn length(hours: &Hours) -> Duration {
    Duration::minutes(hours.minutes.into())
}

fn slot(hours: &Hours, starts: NaiveTime, zone: Tz, day: NaiveDate) -> Option<BookableSlot> {
    let starts_at = zone.from_local_datetime(&day.and_time(starts)).earliest()?.naive_utc();
    Some(BookableSlot {
        clinic: hours.clinic,
        doctor: hours.doctor,
        starts_at,
        ends_at: starts_at + length(hours),
        capacity: hours.capacity.into(),
        mode: hours.mode,
    })
}
