//! Many at once, at random: no two have one place, and no patient is in two.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use swasthya::db::ids::{AppointmentId, ClinicId, ProfileId};
use swasthya::db::{Author, Databases};
use swasthya::models::visits::{BookedVia, Booking, BookingMade, NewBooking};

use super::{give_hours, in_days, wish};
use crate::support::World;
use crate::support::registers::Chance;
use crate::support::world::id;

/// How many desks, and how often each does something: `CROWD=64x1000` for the whole.
fn size() -> (u64, usize) {
    let asked = std::env::var("CROWD").unwrap_or_else(|_| "16x40".into());
    let (desks, steps) = asked.split_once('x').expect("CROWD=64x1000");
    (desks.parse().expect("desks"), steps.parse().expect("steps"))
}

/// Live bookings that overlap with the same place of a doctor, or of one patient at all.
const BROKEN: &str = "SELECT COUNT(*) AS broken FROM appointments a JOIN appointments b
    ON a.id < b.id AND a.live_start < b.ends_at AND b.live_start < a.ends_at
      AND (a.patient_id = b.patient_id OR (a.doctor_id = b.doctor_id AND (a.place = b.place OR (a.clinic_id <> b.clinic_id
        AND a.overbooked_because = '' AND b.overbooked_because = ''))))
    WHERE a.live_start IS NOT NULL AND b.live_start IS NOT NULL";

#[derive(QueryableByName)]
struct Broken {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    broken: i64,
}

fn step(databases: &Databases, chance: &mut Chance, mine: &mut Vec<AppointmentId>) -> &'static str {
    let patients = ["asha", "lakshmi", "mohan_das", "mohan_rao", "kabir"];
    let clinic = ClinicId(id(if chance.often(80) { "andheri" } else { "bandra" }));
    let at: NaiveDateTime = in_days(i64::try_from(chance.below(2)).unwrap_or_default() + 2, 10, 0)
        + Duration::minutes(5 * i64::try_from(chance.below(72)).unwrap_or_default());
    let new = NewBooking {
        clinic,
        doctor: ProfileId(id(if chance.often(70) { "dr_sen" } else { "dr_joshi" })),
        minutes: chance.often(30).then(|| i64::try_from(chance.below(55)).unwrap_or_default() + 5),
        despite: chance.often(30).then(|| "the doctor agreed".into()),
        via: if chance.often(30) { BookedVia::Portal } else { BookedVia::Desk },
        ..wish(patients[chance.below(patients.len())], "dr_sen", at)
    };
    let pick = |chance: &mut Chance, mine: &[AppointmentId]| mine.get(chance.below(mine.len().max(1))).copied();
    let done = |result: Result<bool, swasthya::db::failure::Trouble>, word: &'static str| match result {
        Ok(true) => word,
        Ok(false) => "refused",
        // Another clinic's booking, or a doctor who does not sit there.
        Err(swasthya::db::failure::Trouble::Query(diesel::result::Error::NotFound)) => "not found",
        Err(other) => panic!("a desk met {other:?}"),
    };
    match (chance.below(10), pick(chance, mine)) {
        (0, Some(it)) => {
            done(databases.write_now("acme", &Author::system(), |tx| Booking::cancel(tx, clinic, it, "")).map(|_| true), "cancelled")
        }
        (1, Some(it)) => {
            done(databases.write_now("acme", &Author::system(), |tx| Booking::approve(tx, clinic, it)).map(|_| true), "approved")
        }
        (2 | 3, Some(it)) => {
            let moved = databases.write_now("acme", &Author::system(), |tx| {
                let patient = Booking::at_clinic(tx.db, clinic, it)?.patient_id;
                Booking::move_to(tx, it, &NewBooking { patient, ..new.clone() })
            });
            done(moved.map(|_| true), "moved")
        }
        _ => match databases.write_now("acme", &Author::system(), |tx| Booking::make(tx, &new)) {
            Ok(BookingMade::Booked { id, .. }) => {
                mine.push(id);
                "booked"
            }
            other => done(other.map(|_| false), "booked"),
        },
    }
}

#[actix_web::test]
async fn nobody_has_the_place_of_another_however_many_book_move_and_cancel_at_once() {
    let world = World::committed().await;
    give_hours(&world);
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal) SELECT id, TRUE FROM clinics");
    let (desks, steps) = size();
    let databases = world.databases();
    let words: Vec<&str> = std::thread::scope(|scope| {
        let desks: Vec<_> = (0..desks)
            .map(|seed| {
                scope.spawn(move || {
                    let (mut chance, mut mine) = (Chance::of(seed), Vec::new());
                    (0..steps).map(|_| step(databases, &mut chance, &mut mine)).collect::<Vec<_>>()
                })
            })
            .collect();
        desks.into_iter().flat_map(|desk| desk.join().expect("no desk meets an error")).collect()
    });
    let count = |word: &str| words.iter().filter(|it| **it == word).count();
    println!("booked {}, moved {}, cancelled {}, refused {}", count("booked"), count("moved"), count("cancelled"), count("refused"));
    assert!(count("booked") > 10 && count("refused") > 10, "{words:?}");
    let broken: Broken = databases.read_now("acme", |db| diesel::sql_query(BROKEN).get_result(db)).expect("a count");
    assert_eq!(broken.broken, 0);
}
