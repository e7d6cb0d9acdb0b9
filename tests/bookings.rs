//! Bookings as the models make them: what is taken, what is refused, and that nobody ever has the same place.

mod crowd;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use swasthya::db::ids::{AppointmentId, ClinicId, ProfileId};
use swasthya::db::{Author, Tx, clock};
use swasthya::models::visits::{
    BookedVia, Booking, BookingAnswered, BookingCancelled, BookingMade, BookingMoved, Conflict, Hold, HoldKept, NewBooking, Status,
};

use crate::support::World;
use crate::support::world::id;

/// Dr Sen's and Dr Joshi's hours at Andheri and Dr Sen's at Bandra: every day from ten to twelve in quarters of an hour, at Bandra in the
/// afternoon; one place each, two with Dr Joshi.
pub const HOURS: &str = "INSERT INTO availability_slots (id, clinic_id, doctor_id, weekday, starts, ends, minutes, capacity, mode, recurring, valid_from)
    SELECT UNHEX(REPLACE(UUID(), '-', '')), m.clinic_id, m.profile_id, d.n,
      IF(c.slug = 'bandra', '14:00', '10:00'), IF(c.slug = 'bandra', '16:00', '12:00'), 15, IF(m.profile_id = X'{joshi}', 2, 1), 'in_person', TRUE, '2026-01-01'
    FROM clinic_members m JOIN clinics c ON c.id = m.clinic_id
    JOIN (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) d
    WHERE m.role = 'doctor'";

/// Gives the world's doctors their hours.
pub fn give_hours(world: &World) {
    world.run_in("acme", &HOURS.replace("{joshi}", &id("dr_joshi").simple().to_string()));
}

/// Something of everything, for those who look at every page.
pub async fn furnish(world: &World) {
    give_hours(world);
    world.run_in("zenith", &HOURS.replace("{joshi}", &id("dr_joshi").simple().to_string()));
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal, public) SELECT id, TRUE, TRUE FROM clinics");
    booked(world, wish("asha", "dr_sen", in_days(2, 10, 30))).await;
    booked(world, NewBooking { via: BookedVia::Portal, ..wish("mohan_das", "dr_joshi", in_days(2, 11, 0)) }).await;
    booked(world, NewBooking { clinic: ClinicId(id("bandra")), ..wish("lakshmi", "dr_sen", in_days(2, 14, 0)) }).await;
    let thane = NewBooking { clinic: ClinicId(id("thane")), ..wish("zubin", "dr_zaveri", in_days(2, 10, 0)) };
    let made = world.databases().write("zenith", Author::system(), move |tx| Booking::make(tx, &thane)).await.expect("a booking");
    assert!(matches!(made, BookingMade::Booked { .. }), "{made:?}");
}

/// So many days from today, at a time of India's.
pub fn in_days(days: i64, hour: u32, minute: u32) -> NaiveDateTime {
    let day = clock::today_in(clock::INDIA) + Duration::days(days);
    day.and_hms_opt(hour, minute, 0).expect("a time") - Duration::minutes(330)
}

pub fn wish(patient: &str, doctor: &str, starts_at: NaiveDateTime) -> NewBooking {
    NewBooking {
        clinic: ClinicId(id("andheri")),
        doctor: ProfileId(id(doctor)),
        patient: ProfileId(id(patient)),
        held_on: clock::day_of(starts_at, clock::INDIA),
        starts_at,
        minutes: None,
        via: BookedVia::Desk,
        complaint: String::new(),
        despite: None,
        browser: None,
    }
}

/// Does something to the organisation, as the system.
pub async fn change<T: Send + 'static>(world: &World, change: impl Fn(&mut Tx) -> diesel::QueryResult<T> + Send + 'static) -> T {
    world.databases().write("acme", Author::system(), change).await.expect("a change")
}

pub async fn book(world: &World, new: NewBooking) -> BookingMade {
    change(world, move |tx| Booking::make(tx, &new)).await
}

pub async fn booked(world: &World, new: NewBooking) -> AppointmentId {
    match book(world, new).await {
        BookingMade::Booked { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

fn conflicts(made: BookingMade) -> Vec<Conflict> {
    match made {
        BookingMade::Conflicts(conflicts) => conflicts,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn a_place_is_booked_once_and_full_is_said_with_by_whom() {
    let world = World::open().await;
    give_hours(&world);
    let at = in_days(2, 10, 30);
    let first = booked(&world, wish("asha", "dr_sen", at)).await;
    assert_eq!(book(&world, wish("asha", "dr_sen", at)).await, BookingMade::Already { id: first });
    let full = conflicts(book(&world, wish("lakshmi", "dr_sen", at)).await);
    assert_eq!(full, [Conflict::Full { capacity: 1, by: vec!["Asha Rao".into()] }]);
    booked(&world, wish("lakshmi", "dr_joshi", at)).await;
    booked(&world, wish("mohan_das", "dr_joshi", at)).await;
    let full = conflicts(book(&world, wish("kabir", "dr_joshi", at)).await);
    assert!(matches!(&full[..], [Conflict::Full { capacity: 2, by }] if by.len() == 2), "{full:?}");
}

#[actix_web::test]
async fn nobody_is_in_two_places_at_once_and_no_reason_helps() {
    let world = World::open().await;
    give_hours(&world);
    booked(&world, wish("asha", "dr_sen", in_days(2, 10, 30))).await;
    let despite = NewBooking { despite: Some("She insists".into()), ..wish("asha", "dr_joshi", in_days(2, 10, 30)) };
    let busy = conflicts(book(&world, despite).await);
    assert!(matches!(&busy[..], [Conflict::PatientBusy { doctor, .. }] if doctor == "Dr Anjali Sen"), "{busy:?}");
    let again = conflicts(book(&world, wish("asha", "dr_sen", in_days(2, 11, 0))).await);
    assert!(matches!(&again[..], [Conflict::SameDay { .. }]), "{again:?}");
    booked(&world, wish("asha", "dr_joshi", in_days(2, 11, 0))).await;
}

#[actix_web::test]
async fn what_stands_against_a_booking_is_listed_whole_and_a_reason_overbooks_beyond_the_capacity() {
    let world = World::open().await;
    give_hours(&world);
    let at = in_days(2, 10, 30);
    booked(&world, wish("asha", "dr_sen", at)).await;
    let day = clock::today_in(clock::INDIA) + Duration::days(2);
    world.run_in(
        "acme",
        &format!(
            "INSERT INTO availability_exceptions (id, doctor_id, from_on, until_on, reason) VALUES (X'{}', X'{}', '{day}', '{day}', 'Wedding')",
            uuid::Uuid::now_v7().simple(),
            id("dr_sen").simple()
        ),
    );
    let both = conflicts(book(&world, wish("lakshmi", "dr_sen", at)).await);
    assert!(matches!(&both[..], [Conflict::Closed(_), Conflict::Full { .. }]), "{both:?}");
    let despite = NewBooking { despite: Some("Dr Sen agreed".into()), ..wish("lakshmi", "dr_sen", at) };
    let over = booked(&world, despite).await;
    let over = change(&world, move |tx| Booking::at_clinic(tx.db, ClinicId(id("andheri")), over)).await;
    assert_eq!((over.place, over.overbooked_because.as_str()), (2, "Dr Sen agreed"));
    let public = NewBooking { despite: Some("I want to".into()), via: BookedVia::Portal, ..wish("mohan_das", "dr_sen", at) };
    assert_eq!(book(&world, public).await, BookingMade::NotOffered, "the clinic takes none from outside");
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal) VALUES (<andheri>, TRUE)");
    let public = NewBooking { despite: Some("I want to".into()), via: BookedVia::Portal, ..wish("mohan_das", "dr_sen", at) };
    assert_eq!(conflicts(book(&world, public).await).len(), 2, "only the clinic's own people overbook");
    let past = NewBooking { despite: Some("Forgotten".into()), ..wish("mohan_das", "dr_sen", in_days(-1, 10, 30)) };
    assert!(conflicts(book(&world, past).await).contains(&Conflict::Past));
}

#[actix_web::test]
async fn a_doctor_who_sits_in_another_clinic_then_is_not_booked() {
    let world = World::open().await;
    give_hours(&world);
    let at = in_days(2, 14, 0);
    booked(&world, NewBooking { clinic: ClinicId(id("bandra")), ..wish("asha", "dr_sen", at) }).await;
    let there = conflicts(book(&world, wish("lakshmi", "dr_sen", at)).await);
    assert!(matches!(&there[..], [Conflict::OutsideHours, Conflict::Elsewhere { clinic, .. }] if clinic == "Bandra Clinic"), "{there:?}");
}

#[actix_web::test]
async fn a_request_waits_for_a_yes_holds_its_place_and_is_declined_when_nobody_answers() {
    let world = World::open().await;
    give_hours(&world);
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal) VALUES (<andheri>, TRUE)");
    let (at, andheri) = (in_days(2, 10, 30), ClinicId(id("andheri")));
    let asked = NewBooking { via: BookedVia::Portal, ..wish("asha", "dr_sen", at) };
    let BookingMade::Booked { id: asked, status: Status::Pending } = book(&world, asked).await else { panic!("not asked for") };
    assert_eq!(conflicts(book(&world, wish("lakshmi", "dr_sen", at)).await).len(), 1, "its place is kept");
    assert_eq!(change(&world, move |tx| Booking::approve(tx, andheri, asked)).await, BookingAnswered::Done);
    assert_eq!(change(&world, move |tx| Booking::approve(tx, andheri, asked)).await, BookingAnswered::Already);
    let late = change(&world, move |tx| Booking::decline(tx, andheri, asked, "Full")).await;
    assert_eq!(late, BookingAnswered::TooLate(Status::Approved));
    let second = NewBooking { via: BookedVia::Portal, ..wish("mohan_das", "dr_sen", in_days(2, 11, 0)) };
    let BookingMade::Booked { id: second, .. } = book(&world, second).await else { panic!("not asked for") };
    world.run_in("acme", "UPDATE due_works SET due_at = '2026-01-01' WHERE kind = 'booking_expiry'");
    change(&world, move |tx| Booking::expire(tx, second)).await;
    let second = change(&world, move |tx| Booking::at_clinic(tx.db, andheri, second)).await;
    assert_eq!(second.status, Status::Declined);
    booked(&world, wish("lakshmi", "dr_sen", in_days(2, 11, 0))).await;
}

#[actix_web::test]
async fn a_moved_booking_stays_the_same_and_frees_its_place_and_a_lost_race_leaves_it_where_it_was() {
    let world = World::open().await;
    give_hours(&world);
    let (from, to, andheri) = (in_days(2, 10, 30), in_days(3, 11, 0), ClinicId(id("andheri")));
    let asha = booked(&world, wish("asha", "dr_sen", from)).await;
    booked(&world, wish("lakshmi", "dr_sen", to)).await;
    let there = wish("asha", "dr_sen", to);
    let full = change(&world, move |tx| Booking::move_to(tx, asha, &there)).await;
    assert!(matches!(full, BookingMoved::Conflicts(_)), "{full:?}");
    let still = change(&world, move |tx| Booking::at_clinic(tx.db, andheri, asha)).await;
    assert_eq!((still.starts_at, still.moved_times), (from, 0));
    let joshi = wish("asha", "dr_joshi", to);
    assert_eq!(change(&world, move |tx| Booking::move_to(tx, asha, &joshi)).await, BookingMoved::Moved(Status::Approved));
    let moved = change(&world, move |tx| Booking::at_clinic(tx.db, andheri, asha)).await;
    assert_eq!((moved.starts_at, moved.moved_times, moved.doctor_id), (to, 1, ProfileId(id("dr_joshi"))));
    booked(&world, wish("mohan_das", "dr_sen", from)).await;
    // A quarter of an hour later is a place of its own, though it overlaps itself where it was.
    let later = wish("asha", "dr_joshi", to + Duration::minutes(15));
    assert_eq!(change(&world, move |tx| Booking::move_to(tx, asha, &later)).await, BookingMoved::Moved(Status::Approved));
}

#[actix_web::test]
async fn who_books_for_themselves_cancels_and_moves_as_early_as_the_clinic_asks() {
    let world = World::open().await;
    give_hours(&world);
    world.run_in(
        "acme",
        &format!("INSERT INTO booking_rules (clinic_id, portal, cancel_minutes) VALUES (X'{}', TRUE, 4320)", id("andheri").simple()),
    );
    let near = booked(&world, wish("asha", "dr_sen", in_days(2, 10, 30))).await;
    let far = booked(&world, wish("asha", "dr_sen", in_days(5, 10, 30))).await;
    let family = [ProfileId(id("asha"))];
    let own = |id: AppointmentId| move |tx: &mut Tx| Booking::cancel_own(tx, &family, id, "");
    assert_eq!(change(&world, own(near)).await, BookingCancelled::TooNear);
    let later = NewBooking { via: BookedVia::Portal, ..wish("asha", "dr_sen", in_days(6, 10, 30)) };
    assert_eq!(change(&world, move |tx| Booking::move_to(tx, near, &later)).await, BookingMoved::TooNear);
    assert_eq!(change(&world, own(far)).await, BookingCancelled::Done);
    assert_eq!(change(&world, own(far)).await, BookingCancelled::Already);
    let strangers = [ProfileId(id("lakshmi"))];
    let foreign = world.databases().write("acme", Author::system(), move |tx| Booking::cancel_own(tx, &strangers, near, "")).await;
    assert!(foreign.is_err(), "another family's is not found");
}

#[actix_web::test]
async fn a_place_is_kept_for_whoever_types_one_of_a_browser_and_a_share_of_the_day() {
    let world = World::open().await;
    give_hours(&world);
    world.run_in(
        "acme",
        &format!(
            "INSERT INTO booking_rules (clinic_id, portal, public, approval) VALUES (X'{}', TRUE, TRUE, 'nobody')",
            id("andheri").simple()
        ),
    );
    let hold = |browser: u8, minute: u32| Hold {
        clinic: ClinicId(id("andheri")),
        doctor: ProfileId(id("dr_sen")),
        held_on: clock::day_of(in_days(2, 10, minute), clock::INDIA),
        starts_at: in_days(2, 10, minute),
        browser: vec![browser; 32],
        via: BookedVia::Public,
    };
    let keep = |hold: Hold| change(&world, move |tx| hold.keep(tx));
    assert!(matches!(keep(hold(1, 0)).await, HoldKept::Until(_)));
    assert_eq!(keep(hold(2, 0)).await, HoldKept::Gone, "somebody has it");
    assert!(matches!(keep(hold(1, 15)).await, HoldKept::Until(_)), "a browser keeps one, its last");
    assert!(matches!(keep(hold(2, 0)).await, HoldKept::Until(_)), "so the first is free again");
    assert_eq!(keep(hold(3, 30)).await, HoldKept::TooMany, "of eight places two are kept at once");
    assert_eq!(conflicts(book(&world, wish("asha", "dr_sen", in_days(2, 10, 15))).await).len(), 1, "what is kept is taken for others");
    let own = NewBooking { via: BookedVia::Public, browser: Some(vec![1; 32]), ..wish("asha", "dr_sen", in_days(2, 10, 15)) };
    booked(&world, own).await;
    world.run_in("acme", "UPDATE booking_holds SET expires_at = '2026-01-01'");
    booked(&world, wish("lakshmi", "dr_sen", in_days(2, 10, 0))).await;
    assert_eq!(change(&world, Hold::sweep).await, 1, "what was booked is kept no more");
}

#[actix_web::test]
async fn the_morning_after_nobody_came_is_noted() {
    let world = World::open().await;
    give_hours(&world);
    let andheri = ClinicId(id("andheri"));
    let asha = booked(&world, wish("asha", "dr_sen", in_days(2, 10, 30))).await;
    let day = |days: i64| clock::today_in(clock::INDIA) + Duration::days(days);
    let sweep = |today: NaiveDate| change(&world, move |tx| Booking::sweep(tx, andheri, today));
    assert_eq!(sweep(day(2)).await, 0, "the day is not over");
    assert_eq!(sweep(day(3)).await, 1);
    let missed = change(&world, move |tx| Booking::at_clinic(tx.db, andheri, asha)).await;
    assert_eq!(missed.status, Status::NoShow);
    assert_eq!(sweep(day(3)).await, 0);
}
