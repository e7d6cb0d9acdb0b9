//! Today, which is never part of the kept data: people wait, some were seen, doctors write.

use chrono::{Duration, NaiveDate, NaiveDateTime, Utc};

use super::staff::{hex, password_hash};
use super::tables::{Each, Maker, OF_VISITS, case, financial_year};
use crate::home::Home;
use crate::rows::{Rows, Way};
use crate::world::visits::{Course, Visit};
use crate::world::{CLINICS, DOCTORS, TOKENS, World};

/// India's date now.
pub fn date() -> NaiveDate {
    (now() + Duration::minutes(330)).date()
}

#[expect(clippy::disallowed_methods, reason = "what is measured is today's")]
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc()
}

/// Today's visits of the whole organisation, in their order.
pub fn visits(world: &World) -> Vec<Visit> {
    let (now, day) = (now(), u32::try_from((date() - world.begins).num_days()).unwrap_or_default());
    let at = |clinic| move |place: u32| (clinic, place % DOCTORS, place / DOCTORS + 1);
    let places = (0..CLINICS).flat_map(|clinic| (0..DOCTORS * TOKENS).map(at(clinic)));
    places.map(|(clinic, doctor, token)| world.visit_today(world.visit_number(clinic, day, doctor, token), now)).collect()
}

/// Writes today down where it is missing, and gives the families who wait a password.
pub fn begin(home: &Home, world: &World) -> anyhow::Result<()> {
    let mut sql = home.sql(&Home::organisation(&world.slug))?;
    let today = date();
    if sql.number(&format!(
        "SELECT COUNT(*) AS it FROM drafts JOIN appointments ON appointments.id = appointment_id WHERE held_on = '{today}'"
    ))? > Some(0)
    {
        return Ok(());
    }
    let visits = visits(world);
    let mut maker = Maker::new(world);
    maker.year = financial_year(today);
    for clinic in 0..CLINICS {
        let (id, year) = (hex(&world.clinic(clinic)), maker.year);
        let last = sql.number(&format!(
            "SELECT CAST(MAX(receipt) AS SIGNED) AS it FROM payments WHERE clinic_id = {id} AND financial_year LIKE '{year}-%'"
        ))?;
        maker.receipts[clinic as usize] = u32::try_from(last.unwrap_or_default())?;
    }
    for table in &OF_VISITS {
        let Each::Visit(write) = table.each else { continue };
        let head = format!("INSERT IGNORE INTO {} ({}) VALUES ", table.name, table.columns);
        let mut rows = Rows::new(Way::Insert, Box::new(|batch| sql.run(&format!("{head}{}", std::str::from_utf8(batch)?))));
        visits.iter().try_for_each(|visit| write(&mut maker, visit, &mut rows))?;
        rows.finish()?;
    }
    let (mut directory, hash) = (home.sql(&Home::directory())?, password_hash(home, world)?);
    for visit in visits.iter().filter(|it| it.course == Course::Waiting) {
        let family = world.person(visit.patient).family;
        let (email, user) = (login(world, family), hex(&world.user(family)));
        directory.run(&format!("UPDATE users SET email = '{email}', password_hash = '{hash}' WHERE id = {user}"))?;
    }
    // Last, because they say that all of it is there.
    for visit in visits.iter().filter(|it| it.course == Course::InTheRoom) {
        sql.run(&format!(
            "INSERT IGNORE INTO drafts (appointment_id, doctor_id, body, started_at) VALUES ({}, {}, '{}', '{}')",
            hex(&world.appointment(visit)),
            hex(&world.worker(visit.clinic, visit.doctor)),
            typed(visit),
            visit.started
        ))?;
    }
    Ok(())
}

/// What a family that waits today signs in with.
pub fn login(world: &World, family: u32) -> String {
    format!("family{family}@{}.test", world.slug)
}

/// What the doctor has typed so far.
fn typed(visit: &Visit) -> String {
    let case = case(visit);
    let plus = |text: &str| text.replace(' ', "+");
    let mut body = format!(
        "complaint={}&symptoms={}&height=165&weight=61&temperature=37.9&pulse=88&pressure=124%2F78&notes={}&diagnosis={}&primary=0&advice={}",
        plus(case.complaint),
        plus(case.symptom),
        plus(case.notes),
        plus(case.diagnosis),
        plus(case.advice)
    );
    for (name, strength, form, morning, noon, night, days) in case.items {
        let medicine = plus(&format!("{name} {strength} {form}"));
        body += &format!("&medicine={medicine}&dose={morning}-{noon}-{night}&food=after&days={days}&quantity=&instructions=&reason=");
    }
    body
}
