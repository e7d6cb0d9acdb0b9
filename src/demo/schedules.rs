//! When the demo's doctors can be booked: in the hours in which they sit, but for one who is on leave next week, and a holiday.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::demo::days::Sitter;
use crate::models::practice::{Absence, AbsentWhere, ClinicPlan, DoctorAbout, Hours, HoursPattern, HoursRule, NewAbsence, VisitMode};
use crate::schema::organisation::{clinics, doctors};

/// How long a doctor sits, and how long a place is.
const SITTING: i64 = 4 * 60;
const PLACE: i16 = 15;

/// So many of the doctors' licences somebody has looked at.
const VERIFIED: usize = 3;

/// Writes the hours of all, and what is out of the ordinary.
pub fn set(tx: &mut Tx, sitters: &[Sitter], today: NaiveDate) -> QueryResult<()> {
    let mut doctors: Vec<ProfileId> = Vec::new();
    for sitter in sitters {
        if !doctors.contains(&sitter.doctor) {
            doctors.push(sitter.doctor);
        }
        let starts = NaiveTime::MIN + Duration::minutes(sitter.opens);
        let ends = starts + Duration::minutes(SITTING);
        let pattern = HoursPattern { starts, ends, minutes: PLACE, capacity: 1, mode: VisitMode::InPerson };
        let weekdays = sitter.weekdays.iter().filter_map(|it| Weekday::try_from(u8::try_from(*it).ok()?).ok());
        let rules: Vec<HoursRule> = weekdays.map(|weekday| HoursRule::Weekly { weekday, from: today, until: None }).collect();
        let _ = Hours::add(tx, sitter.clinic, sitter.doctor, pattern, &rules)?;
    }
    for doctor in doctors.iter().take(VERIFIED) {
        let licence = DoctorAbout::find(tx.db, *doctor)?.licence.unwrap_or_default();
        let _ = DoctorAbout::verify(tx, *doctor, &licence)?;
        said_of(tx, *doctor)?;
    }
    let monday = today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()));
    if let Some(away) = doctors.get(1) {
        let whose = AbsentWhere::DoctorEverywhere(*away);
        away_from(tx, whose, monday, monday + Days::new(2), "Conference")?;
    }
    let Some(first) = sitters.first() else { return Ok(()) };
    let slug: String = clinics::table.find(first.clinic).select(clinics::slug).first(tx.db)?;
    let plan = ClinicPlan::of(tx.db, &slug, tx.now)?;
    match plan.national_holidays().first() {
        Some((day, _)) => away_from(tx, AbsentWhere::Clinic(first.clinic), *day, *day, "National holiday"),
        None => Ok(()),
    }
}

fn away_from(tx: &mut Tx, whose: AbsentWhere, from_on: NaiveDate, until_on: NaiveDate, reason: &str) -> QueryResult<()> {
    let _ = Absence::add(tx, &NewAbsence { whose, from_on, until_on, part: None, reason: reason.to_owned() })?;
    Ok(())
}

fn said_of(tx: &mut Tx, doctor: ProfileId) -> QueryResult<()> {
    diesel::update(doctors::table.find(doctor))
        .set((doctors::languages.eq("Hindi, English, Marathi"), doctors::years_of_experience.eq(12)))
        .execute(tx.db)
        .map(drop)
}
