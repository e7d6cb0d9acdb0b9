//! Reading that an admin should look at: much, fast, of colleagues, after hours, of another clinic. Each is a question, no verdict.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::{Among, AndOf, rows_of};
use crate::db::{Db, clock};
use crate::models::journal::Action;
use crate::models::practice::{Clinic, Reach};
use crate::schema::organisation::{audit_logs, clinic_members, patients, profiles};
use crate::text_enum;

text_enum! {
    keys "unusual";
    /// What is unusual about a day of somebody's reading.
    Oddity { Many = "many", Fast = "fast", Colleagues = "colleagues", AfterHours = "after_hours", OtherClinics = "other_clinics" }
}

/// From how many people a day on it is much: a doctor sees eighty at most, and a desk opens about as many.
pub const MANY: usize = 120;
/// From how many people within [`FAST_WITHIN`] on it is fast: one in thirty seconds, which nobody keeps up who talks to them.
pub const FAST: usize = 20;
pub const FAST_WITHIN: Duration = Duration::minutes(10);
/// From how many people after hours on it is unusual: one is an emergency or a late patient.
pub const AFTER_HOURS: usize = 3;
/// When clinics work, in their own time: from this hour to before that one.
pub const HOURS: std::ops::Range<u32> = 7..21;

/// What somebody read on a day, where something about it is unusual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusualReading {
    pub day: NaiveDate,
    pub user: UserId,
    /// Of how many people they opened the record.
    pub people: usize,
    /// What is unusual, and of how many people.
    pub oddities: Vec<(Oddity, usize)>,
}

/// The unusual reading of some days.
#[derive(Clone, Debug)]
pub struct UnusualReadings {
    /// The latest day first.
    pub readings: Vec<UnusualReading>,
    /// There was more reading than was looked at.
    pub is_cut: bool,
}

/// One opening of a record.
#[derive(Clone, Debug, Queryable)]
struct Read {
    user: UserId,
    clinic: Option<ClinicId>,
    at: NaiveDateTime,
    action: Action,
    patient: Option<Vec<u8>>,
}

/// An opening on its clinic's day.
struct LocalRead {
    at: NaiveDateTime,
    hour: u32,
    action: Action,
    patient: ProfileId,
}

/// More openings than these are not looked at in one go.
const MOST: usize = 60_000;

diesel::alias!(profiles as workers: Workers);

impl UnusualReadings {
    /// How many days are looked at.
    pub const DAYS: u64 = 7;

    /// Of the days up to one. Three queries.
    pub fn until(db: &mut Db, reach: &Reach, last: NaiveDate) -> QueryResult<UnusualReadings> {
        let day_after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        let first = day_after.checked_sub_days(Days::new(UnusualReadings::DAYS)).unwrap_or(last);
        let zones: BTreeMap<ClinicId, Tz> = Clinic::all(db)?.into_iter().map(|it| (it.id, clock::zone(&it.zone))).collect();
        let mut query = audit_logs::table
            .filter(audit_logs::action.among([Action::Viewed, Action::Printed, Action::ReasonGiven]))
            .filter(audit_logs::at.ge(clock::start_of(first, clock::INDIA)))
            .filter(audit_logs::at.lt(clock::start_of(day_after, clock::INDIA)))
            .order(audit_logs::at.desc())
            .limit(i64::try_from(MOST + 1).unwrap_or(i64::MAX))
            .select((audit_logs::user_id, audit_logs::clinic_id, audit_logs::at, audit_logs::action, audit_logs::resource_id))
            .into_boxed();
        if let Some(clinics) = reach.clinics() {
            query = query.filter(audit_logs::clinic_id.among(clinics));
        }
        let mut reads: Vec<Read> = query.load(db)?;
        let is_cut = reads.len() > MOST;
        reads.truncate(MOST);
        Ok(UnusualReadings { readings: unusual(reads, &zones, &colleagues(db)?), is_cut })
    }
}

/// The patients who work here or share the account or the number of somebody who does, each with the accounts behind that. One query.
fn colleagues(db: &mut Db) -> QueryResult<BTreeMap<ProfileId, BTreeSet<UserId>>> {
    let working = || {
        patients::table
            .inner_join(profiles::table)
            .inner_join(workers.on(workers.field(profiles::user_id).eq(profiles::user_id)))
            .filter(diesel::dsl::exists(clinic_members::table.filter(clinic_members::profile_id.eq(workers.field(profiles::id)))))
            .select((patients::profile_id, workers.field(profiles::user_id)))
            .limit(5_000)
    };
    let on_number = patients::table
        .inner_join(profiles::table)
        .inner_join(workers.on(workers.field(profiles::phone).eq(profiles::phone)))
        .filter(diesel::dsl::exists(clinic_members::table.filter(clinic_members::profile_id.eq(workers.field(profiles::id)))))
        .select((patients::profile_id, workers.field(profiles::user_id)))
        .limit(5_000);
    let rows: Vec<(ProfileId, Option<UserId>)> = rows_of(working()).and_of(on_number).load(db)?;
    let mut found: BTreeMap<ProfileId, BTreeSet<UserId>> = BTreeMap::new();
    for (patient, user) in rows {
        found.entry(patient).or_default().extend(user);
    }
    Ok(found)
}

/// What is unusual among these, by person and day of the clinic where they were read.
fn unusual(
    mut reads: Vec<Read>,
    zones: &BTreeMap<ClinicId, Tz>,
    colleagues: &BTreeMap<ProfileId, BTreeSet<UserId>>,
) -> Vec<UnusualReading> {
    reads.sort_by_key(|it| it.at);
    let mut days: BTreeMap<(NaiveDate, UserId), Vec<LocalRead>> = BTreeMap::new();
    for read in reads {
        let Some(patient) = read.patient.as_deref().and_then(|it| uuid::Uuid::from_slice(it).ok()).map(ProfileId) else { continue };
        let zone = read.clinic.and_then(|it| zones.get(&it)).copied().unwrap_or(clock::INDIA);
        let hour = zone.from_utc_datetime(&read.at).hour();
        days.entry((clock::day_of(read.at, zone), read.user)).or_default().push(LocalRead {
            at: read.at,
            hour,
            action: read.action,
            patient,
        });
    }
    let of_day = |((day, user), reads): ((NaiveDate, UserId), Vec<LocalRead>)| {
        let count = |of: &dyn Fn(&LocalRead) -> bool| reads.iter().filter(|it| of(it)).map(|it| it.patient).collect::<BTreeSet<_>>().len();
        let people = count(&|it| it.action != Action::ReasonGiven);
        let fast = most_at_once(&reads);
        let others = count(&|it| colleagues.get(&it.patient).is_some_and(|users| !users.contains(&user)));
        let after_hours = count(&|it| !HOURS.contains(&it.hour));
        let elsewhere = count(&|it| it.action == Action::ReasonGiven);
        let all = [
            (Oddity::Many, people, MANY),
            (Oddity::Fast, fast, FAST),
            (Oddity::Colleagues, others, 1),
            (Oddity::AfterHours, after_hours, AFTER_HOURS),
            (Oddity::OtherClinics, elsewhere, 1),
        ];
        let oddities: Vec<_> = all.into_iter().filter(|(_, count, from)| count >= from).map(|(oddity, count, _)| (oddity, count)).collect();
        (!oddities.is_empty()).then_some(UnusualReading { day, user, people, oddities })
    };
    days.into_iter().rev().filter_map(of_day).collect()
}

/// Of how many people the records were opened within [`FAST_WITHIN`], at most. The openings are in order.
fn most_at_once(reads: &[LocalRead]) -> usize {
    let (mut within, mut leaving, mut most): (BTreeMap<ProfileId, usize>, _, usize) = (BTreeMap::new(), reads.iter().peekable(), 0);
    for read in reads {
        *within.entry(read.patient).or_default() += 1;
        while let Some(first) = leaving.next_if(|first| first.at + FAST_WITHIN <= read.at) {
            let left = within.remove(&first.patient).unwrap_or_default();
            if left > 1 {
                within.insert(first.patient, left - 1);
            }
        }
        most = most.max(within.len());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        // India's time.
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        day.and_hms_opt(hour, minute, 0).expect("an instant") - Duration::minutes(330)
    }

    fn read(at: NaiveDateTime, patient: u128) -> Read {
        let patient = Some(uuid::Uuid::from_u128(patient).as_bytes().to_vec());
        Read { user: UserId(uuid::Uuid::from_u128(1)), clinic: None, at, action: Action::Viewed, patient }
    }

    /// Of somebody else each time.
    fn nth_read(first: NaiveDateTime, apart: Duration, nth: usize) -> Read {
        read(first + apart * i32::try_from(nth).expect("few"), 100 + nth as u128)
    }

    fn oddities(reads: Vec<Read>) -> Vec<(Oddity, usize)> {
        let (colleague, theirs) = (ProfileId(uuid::Uuid::from_u128(7)), ProfileId(uuid::Uuid::from_u128(8)));
        let of = |user: u128| BTreeSet::from([UserId(uuid::Uuid::from_u128(user))]);
        let colleagues = BTreeMap::from([(colleague, of(2)), (theirs, of(1))]);
        unusual(reads, &BTreeMap::new(), &colleagues).into_iter().flat_map(|it| it.oddities).collect()
    }

    #[test]
    fn a_days_work_is_not_unusual() {
        let day = (0..MANY - 1).map(|nth| nth_read(at(9, 0), Duration::minutes(5), nth)).collect();
        assert_eq!(oddities(day), []);
        assert_eq!(oddities(vec![read(at(6, 30), 100), read(at(9, 0), 8)]), [], "one emergency, and one's own record");
        assert_eq!(oddities((0..100).map(|_| read(at(9, 0), 100)).collect()), [], "one record, again and again");
    }

    #[test]
    fn many_fast_colleagues_and_the_night_are_each_counted_in_people() {
        let many = (0..MANY).map(|nth| nth_read(at(9, 0), Duration::minutes(5), nth)).collect();
        assert_eq!(oddities(many), [(Oddity::Many, MANY)]);
        let fast = (0..FAST).map(|nth| nth_read(at(10, 55), Duration::seconds(29), nth)).collect();
        assert_eq!(oddities(fast), [(Oddity::Fast, FAST)]);
        assert_eq!(oddities(vec![read(at(9, 0), 7), read(at(10, 0), 7)]), [(Oddity::Colleagues, 1)]);
        let night = [100, 101, 102].map(|patient| read(at(23, 10), patient)).to_vec();
        assert_eq!(oddities(night), [(Oddity::AfterHours, 3)]);
    }

    #[test]
    fn a_reason_counts_each_time_for_the_admin_to_read() {
        let given = Read { action: Action::ReasonGiven, ..read(at(9, 0), 100) };
        assert_eq!(oddities(vec![given, read(at(9, 1), 100)]), [(Oddity::OtherClinics, 1)]);
    }
}
