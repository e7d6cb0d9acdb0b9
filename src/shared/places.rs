//! Free places to choose from: a month at a glance, and one day's times by doctor. For the desk, the doctor, the patient and the public.

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::db::ids::ProfileId;
use crate::models::visits::{FreePlace, FreePlaces};

/// So many days are looked at in one go.
pub const DAYS: u64 = 31;

/// What is chosen from.
pub struct Places {
    pub day: NaiveDate,
    /// Each day with how many times of it are free.
    pub days: Vec<(NaiveDate, usize)>,
    /// The times of the day, by doctor.
    pub columns: Vec<PlacesOf>,
    /// The first day with a free time, where the chosen one has none.
    pub next: Option<NaiveDate>,
    /// Where a day is shown; `on=` comes after it.
    pub days_at: String,
    /// Where a time is chosen; `doctor=` and `at=` come after it.
    pub chosen_at: String,
}

/// One doctor's free times of the day.
pub struct PlacesOf {
    pub doctor: ProfileId,
    pub name: String,
    pub times: Vec<FreePlace>,
}

/// How an address names a time: UTC, to the minute.
const AT: &str = "%Y-%m-%dT%H:%M";

/// A time, as an address names it.
pub fn at(starts_at: &NaiveDateTime) -> String {
    starts_at.format(AT).to_string()
}

/// The time that an address names.
pub fn parse_at(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text.trim(), AT).ok()
}

/// The last day that is looked at from a day on.
pub fn until(from: NaiveDate) -> NaiveDate {
    from.checked_add_days(Days::new(DAYS - 1)).unwrap_or(from)
}

impl Places {
    /// Of the day that was asked for, else of the first with a free time. `addresses` are those of the days and of the times.
    pub fn of(free: &FreePlaces, asked: Option<NaiveDate>, from: NaiveDate, addresses: (String, String)) -> Places {
        let day = asked.or_else(|| free.first_day()).unwrap_or(from);
        let days = from.iter_days().take(usize::try_from(DAYS).unwrap_or_default());
        let days: Vec<(NaiveDate, usize)> = days.map(|it| (it, free.on(it).count())).collect();
        let times = |doctor: ProfileId| free.on(day).filter(|it| it.slot.doctor == doctor).cloned().collect();
        let of = |(doctor, name): (ProfileId, &str)| PlacesOf { doctor, name: name.to_owned(), times: times(doctor) };
        let mut columns: Vec<PlacesOf> = free.availability.doctors().map(of).collect();
        columns.retain(|it| !it.times.is_empty());
        let next = days.iter().find(|(it, count)| *it >= day && *count > 0).or(days.iter().find(|it| it.1 > 0)).map(|it| it.0);
        let next = next.filter(|_| columns.is_empty());
        Places { day, days, columns, next, days_at: addresses.0, chosen_at: addresses.1 }
    }

    /// How the month shows a day: nothing free, little, or enough.
    pub fn shade(count: &usize) -> &'static str {
        match count {
            0 => "none",
            1..=3 => "few",
            _ => "many",
        }
    }
}
