//! Setting a doctor's hours. What has been in force stays as it was: it is ended, and what comes instead begins.

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::{Map, Value, json};

use super::hours::{Hours, HoursOverlap, HoursPattern, HoursRule};
use super::overlap::overlap;
use crate::db::ids::{ClinicId, HoursId, ProfileId};
use crate::db::{Tx, clock};
use crate::models::journal::{self, Action, Subject};
use crate::models::practice::member::Role;
use crate::schema::organisation::{availability_slots, clinic_members, clinics, doctors};

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursAdded {
    /// All of them.
    Added(Vec<HoursId>),
    /// The doctor is booked then by other hours of theirs, here or at another clinic. Nothing was added.
    Overlaps(HoursOverlap),
    /// Whoever sees no patients at that clinic.
    NotHere,
    ClinicClosed,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursChanged {
    Changed,
    /// Somebody else changed them since they were read. Nothing was written, as in all that follow.
    MovedOn,
    Overlaps(HoursOverlap),
    NotHere,
    ClinicClosed,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursEnded {
    /// They hold until that day; what had not begun then is gone.
    Ended(Hours),
    /// They ended before.
    Already,
    ClinicClosed,
}

/// Hours of a doctor, wherever they are.
type Elsewhere = (Hours, String, String);

/// The clinic at which hours are set.
struct Here {
    zone: Tz,
    today: NaiveDate,
}

/// Why a doctor's hours at a clinic are not to be set.
enum NotToBeSet {
    NotHere,
    ClinicClosed,
}

impl Hours {
    /// Adds hours by several rules, all or none; those that are there already, once. What begins in the past begins today.
    pub fn add(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, pattern: HoursPattern, rules: &[HoursRule]) -> QueryResult<HoursAdded> {
        let here = match to_be_set(tx, clinic, doctor)? {
            Ok(here) => here,
            Err(NotToBeSet::NotHere) => return Ok(HoursAdded::NotHere),
            Err(NotToBeSet::ClinicClosed) => return Ok(HoursAdded::ClinicClosed),
        };
        let there = everywhere(tx, doctor)?;
        let added: Vec<Hours> = rules.iter().map(|rule| Hours::new(clinic, doctor, pattern, rule.from(here.today))).collect();
        let same = |one: &Hours| there.iter().map(|(it, ..)| it).find(|it| it.is_as(one));
        if let Some(before) = added.iter().map(|it| same(it).map(|it| it.id)).collect::<Option<Vec<_>>>() {
            return Ok(HoursAdded::Added(before));
        }
        for hours in &added {
            if let Some(overlap) = overlapping(hours, here.zone, &there) {
                return Ok(HoursAdded::Overlaps(overlap));
            }
            insert(tx, hours)?;
        }
        if let Some(first) = added.first() {
            let mut details = told(first);
            details.insert("weekdays".into(), added.iter().map(|it| Value::from(i64::from(it.weekday().number_from_monday()))).collect());
            journal::record(tx, Action::HoursAdded, Subject::person(doctor).at(clinic), &Value::Object(details))?;
        }
        tx.announce(clinic);
        Ok(HoursAdded::Added(added.into_iter().map(|it| it.id).collect()))
    }

    /// Changes hours from a day on, as they were when they were read. Where they held before that day, they did.
    pub fn change(tx: &mut Tx, read: &Hours, pattern: HoursPattern, rule: HoursRule) -> QueryResult<HoursChanged> {
        let (clinic, doctor) = (read.clinic, read.doctor);
        let here = match to_be_set(tx, clinic, doctor)? {
            Ok(here) => here,
            Err(NotToBeSet::NotHere) => return Ok(HoursChanged::NotHere),
            Err(NotToBeSet::ClinicClosed) => return Ok(HoursChanged::ClinicClosed),
        };
        let mut there = everywhere(tx, doctor)?;
        let is_over = read.valid_until.is_some_and(|it| it < here.today);
        if is_over || !there.iter().any(|(it, ..)| it == read) {
            return Ok(HoursChanged::MovedOn);
        }
        there.retain(|(it, ..)| it.id != read.id);
        let mut hours = Hours::new(clinic, doctor, pattern, rule.from(here.today));
        if let Some(overlap) = overlapping(&hours, here.zone, &there) {
            return Ok(HoursChanged::Overlaps(overlap));
        }
        if read.recurring && read.valid_from < hours.valid_from {
            end(tx, read, hours.valid_from.pred_opt().unwrap_or(hours.valid_from))?;
            insert(tx, &hours)?;
        } else {
            hours.id = read.id;
            diesel::delete(availability_slots::table.find(read.id)).execute(tx.db)?;
            insert(tx, &hours)?;
        }
        journal::record(tx, Action::HoursChanged, Subject::person(doctor).at(clinic), &Value::Object(differences(read, &hours)))?;
        tx.announce(clinic);
        Ok(HoursChanged::Changed)
    }

    /// Ends hours of a doctor at a clinic with a day. Hours that had not begun by then are gone.
    pub fn end(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId, id: HoursId, last: NaiveDate) -> QueryResult<HoursEnded> {
        if let Err(NotToBeSet::ClinicClosed) = to_be_set(tx, clinic, doctor)? {
            return Ok(HoursEnded::ClinicClosed);
        }
        let hours: Hours = availability_slots::table
            .find(id)
            .filter(availability_slots::clinic_id.eq(clinic))
            .filter(availability_slots::doctor_id.eq(doctor))
            .select(Hours::as_select())
            .for_update()
            .first(tx.db)?;
        if hours.valid_until.is_some_and(|it| it <= last) {
            return Ok(HoursEnded::Already);
        }
        if hours.valid_from > last {
            diesel::delete(availability_slots::table.find(id)).execute(tx.db)?;
        } else {
            end(tx, &hours, last)?;
        }
        let mut details = told(&hours);
        details.insert("weekdays".into(), json!([hours.weekday().number_from_monday()]));
        details.insert("days".into(), json!(days(hours.valid_from.min(last), Some(last))));
        journal::record(tx, Action::HoursEnded, Subject::person(doctor).at(clinic), &Value::Object(details))?;
        tx.announce(clinic);
        Ok(HoursEnded::Ended(hours))
    }
}

/// Locks the doctor, so that of two who set hours at once the second sees the first's; and says whether that can be done at all.
fn to_be_set(tx: &mut Tx, clinic: ClinicId, doctor: ProfileId) -> QueryResult<Result<Here, NotToBeSet>> {
    let known = doctors::table.find(doctor).select(doctors::profile_id).for_update().first::<ProfileId>(tx.db).optional()?;
    let here: Option<(bool, String)> = clinic_members::table
        .inner_join(clinics::table)
        .filter(clinic_members::clinic_id.eq(clinic))
        .filter(clinic_members::profile_id.eq(doctor))
        .filter(clinic_members::role.eq(Role::Doctor))
        .filter(clinic_members::active.eq(true))
        .select((clinics::active, clinics::zone))
        .first(tx.db)
        .optional()?;
    Ok(match here.filter(|_| known.is_some()) {
        None => Err(NotToBeSet::NotHere),
        Some((false, _)) => Err(NotToBeSet::ClinicClosed),
        Some((true, zone)) => {
            let zone = clock::zone(&zone);
            Ok(Here { zone, today: clock::day_of(tx.now, zone) })
        }
    })
}

/// All hours of a doctor, with the name and the zone of each clinic.
fn everywhere(tx: &mut Tx, doctor: ProfileId) -> QueryResult<Vec<Elsewhere>> {
    availability_slots::table
        .inner_join(clinics::table)
        .filter(availability_slots::doctor_id.eq(doctor))
        .select((Hours::as_select(), clinics::name, clinics::zone))
        .limit(2_000)
        .load(tx.db)
}

/// The first of those there that some hours overlap.
fn overlapping(hours: &Hours, zone: Tz, there: &[Elsewhere]) -> Option<HoursOverlap> {
    let found = there.iter().find(|(other, _, theirs)| overlap(hours, zone, other, clock::zone(theirs)));
    found.map(|(hours, clinic, _)| HoursOverlap { hours: hours.clone(), clinic: clinic.clone() })
}

fn insert(tx: &mut Tx, hours: &Hours) -> QueryResult<()> {
    use availability_slots as table;
    diesel::insert_into(table::table)
        .values((
            table::id.eq(hours.id),
            table::clinic_id.eq(hours.clinic),
            table::doctor_id.eq(hours.doctor),
            table::weekday.eq(i8::try_from(hours.weekday().number_from_monday()).unwrap_or(1)),
            table::starts.eq(hours.starts),
            table::ends.eq(hours.ends),
            table::minutes.eq(hours.minutes),
            table::capacity.eq(hours.capacity),
            table::mode.eq(hours.mode),
            table::recurring.eq(hours.recurring),
            table::valid_from.eq(hours.valid_from),
            table::valid_until.eq(hours.valid_until),
        ))
        .execute(tx.db)
        .map(drop)
}

fn end(tx: &mut Tx, hours: &Hours, last: NaiveDate) -> QueryResult<()> {
    if hours.valid_until.is_some_and(|it| it <= last) {
        return Ok(());
    }
    diesel::update(availability_slots::table.find(hours.id)).set(availability_slots::valid_until.eq(last)).execute(tx.db).map(drop)
}

/// `2026-12-01 – 2027-03-31`, or from a day on.
fn days(from: NaiveDate, until: Option<NaiveDate>) -> String {
    match until {
        Some(until) if until == from => from.to_string(),
        until => format!("{from} – {}", until.map(|it| it.to_string()).unwrap_or_default()),
    }
}

/// Hours as the audit keeps them.
fn told(hours: &Hours) -> Map<String, Value> {
    let fields = [
        ("hours", json!(hours.to_string())),
        ("minutes", json!(hours.minutes)),
        ("capacity", json!(hours.capacity)),
        ("mode", json!(hours.mode)),
        ("days", json!(days(hours.valid_from, hours.valid_until))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Old and new of every field that changes.
fn differences(before: &Hours, after: &Hours) -> Map<String, Value> {
    let (mut old, mut new) = (told(before), told(after));
    let weekday = |it: &Hours| json!([it.weekday().number_from_monday()]);
    old.insert("weekdays".into(), weekday(before));
    new.insert("weekdays".into(), weekday(after));
    let changed = new.into_iter().filter(|(name, value)| old[name] != *value);
    changed.map(|(name, value)| (name.clone(), json!({ "old": old[&name], "new": value }))).collect()
}
