//! Bookings at the desk: chosen, made, answered, moved, called off, here.

use crate::bookings::{booked, furnish, give_hours, in_days, wish};
use crate::support::world::id;
use crate::support::{Browser, World};
use swasthya::db::ids::AppointmentId;
use swasthya::models::visits::{BookedVia, NewBooking};

const DESK: &str = "/reception/andheri/bookings";

fn at(days: i64, hour: u32, minute: u32) -> String {
    in_days(days, hour, minute).format("%Y-%m-%dT%H:%M").to_string()
}

async fn book(desk: &Browser, patient: &str, doctor: &str, at: &str, despite: &str) -> crate::support::Page {
    let (patient, doctor) = (id(patient).to_string(), id(doctor).to_string());
    desk.submit(DESK, &[("patient", &patient), ("doctor", &doctor), ("at", at), ("complaint", "Cough"), ("despite", despite)]).await
}

async fn asked(world: &World) -> AppointmentId {
    world.run_in("acme", "INSERT INTO booking_rules (clinic_id, portal) VALUES (<andheri>, TRUE)");
    booked(world, NewBooking { via: BookedVia::Portal, ..wish("asha", "dr_sen", in_days(2, 10, 30)) }).await
}

#[actix_web::test]
async fn a_place_is_chosen_from_the_record_and_stands_in_the_calendar_then() {
    let world = World::open().await;
    give_hours(&world);
    let ria = world.sign_in("ria").await;
    let record = ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
    let places = record.attributes("a[href*='bookings/places']", "href");
    let choice = ria.get(&places[0]).await;
    assert!(choice.queries <= 6, "{} statements", choice.queries);
    assert!(choice.text("h1").contains("Asha Rao"), "{}", choice.html);
    assert_eq!(choice.count(".month a"), 31);
    let times = choice.attributes(".times a", "href");
    let form = ria.get(&times[0]).await;
    assert!(form.queries <= 6, "{} statements", form.queries);
    let made = book(&ria, "asha", "dr_sen", &at(2, 10, 30), "").await;
    assert!(made.text("#notice").contains("Booked for Asha Rao"), "{}", made.html);
    let day = ria.get(&format!("{DESK}?on={}", in_days(2, 10, 0).format("%Y-%m-%d"))).await;
    assert!(day.queries <= 6, "{} statements", day.queries);
    assert!(day.texts(".lines li[data-status=booked]").join(" ").contains("Asha Rao"), "{}", day.html);
    assert_eq!(day.count(".lines .free"), 15, "eight and eight, one is taken");
}

#[actix_web::test]
async fn a_place_of_the_calendar_is_given_to_whoever_is_found() {
    let world = World::open().await;
    give_hours(&world);
    let ria = world.sign_in("ria").await;
    let free = format!("{DESK}/new?doctor={}&at={}", id("dr_sen"), at(2, 10, 30));
    let found = ria.get(&format!("{free}&q=lakshmi")).await;
    assert!(found.queries <= 6, "{} statements", found.queries);
    assert_eq!(found.texts(".doors b"), ["Lakshmi Iyer"]);
    assert!(found.attributes(".doors a", "href")[0].contains(&id("lakshmi").to_string()));
    assert!(ria.get(&format!("{free}&q=zzzzz")).await.text(".empty").contains("Nobody"));
}

#[actix_web::test]
async fn what_stands_against_it_is_said_and_only_the_permission_overbooks_with_a_reason() {
    let world = World::open().await;
    give_hours(&world);
    let (ria, mira) = (world.sign_in("ria").await, world.sign_in("mira").await);
    book(&ria, "asha", "dr_sen", &at(2, 10, 30), "").await;
    let full = book(&ria, "lakshmi", "dr_sen", &at(2, 10, 30), "She begs").await;
    assert_eq!(full.status, 422);
    assert_eq!(full.texts("#conflicts li"), ["Full: Asha Rao"]);
    assert_eq!(full.count("[name=despite]"), 0, "ria may not");
    assert_eq!(full.value("complaint"), "Cough", "what was typed stands");
    let may = book(&mira, "lakshmi", "dr_sen", &at(2, 10, 30), "").await;
    assert_eq!((may.status, may.count("[name=despite]")), (422, 1));
    let over = book(&mira, "lakshmi", "dr_sen", &at(2, 10, 30), "Dr Sen agreed").await;
    assert!(over.text("main").contains("Dr Sen agreed"), "{}", over.html);
    let busy = book(&mira, "lakshmi", "dr_joshi", &at(2, 10, 30), "All the same").await;
    assert_eq!((busy.status, busy.count("[name=despite]")), (422, 0), "nobody is in two places");
    assert!(busy.text("#conflicts").contains("Dr Anjali Sen"), "{}", busy.html);
}

#[actix_web::test]
async fn requests_are_seen_and_answered_and_the_patient_is_told() {
    let world = World::open().await;
    give_hours(&world);
    let asked = asked(&world).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get("/reception/andheri/queue").await.text("#bell b"), "1", "the desk is told");
    let requests = ria.get(&format!("{DESK}/requests")).await;
    assert!(requests.queries <= 6, "{} statements", requests.queries);
    assert!(requests.text("#requests").contains("Asha Rao"), "{}", requests.html);
    let none = ria.submit(&format!("{DESK}/{asked}/refusal"), &[("reason", "")]).await;
    assert_eq!(none.status, 422, "a no has a reason");
    ria.submit(&format!("{DESK}/{asked}/approval"), &[("from", "requests")]).await;
    assert!(ria.get(&format!("{DESK}/requests")).await.text(".empty").contains("Nobody waits"));
    assert_eq!(ria.get("/reception/andheri/queue").await.count("#bell b"), 0, "nothing is asked any more");
    let asha = world.sign_in_by_phone("98450 12345").await;
    let told = asha.get("/patient/notifications").await;
    assert!(told.text("#notifications").contains("your booking is confirmed"), "{}", told.html);
    let refused = ria.submit(&format!("{DESK}/{asked}/refusal"), &[("reason", "Full")]).await;
    assert!(refused.text("#notice").contains("gone on"), "{}", refused.html);
}

#[actix_web::test]
async fn a_booking_is_moved_and_called_off_with_a_reason_that_the_patient_reads() {
    let world = World::open().await;
    give_hours(&world);
    let (ria, asha) = (world.sign_in("ria").await, booked(&world, wish("asha", "dr_sen", in_days(2, 10, 30))).await);
    let choice = ria.get(&format!("{DESK}/places?moving={asha}")).await;
    assert!(choice.queries <= 6, "{} statements", choice.queries);
    let chosen = choice.attributes(".times a", "href");
    assert!(chosen[0].contains(&format!("{asha}/move?")), "{chosen:?}");
    assert!(ria.get(&chosen[0]).await.queries <= 6);
    let doctor = id("dr_sen").to_string();
    let moved = ria.submit(&format!("{DESK}/{asha}/move"), &[("doctor", &doctor), ("at", &at(3, 11, 0))]).await;
    assert!(moved.text("#notice").contains("Moved"), "{}", moved.html);
    booked(&world, wish("lakshmi", "dr_sen", in_days(2, 10, 30))).await;
    let back = ria.submit(&format!("{DESK}/{asha}/move"), &[("doctor", &doctor), ("at", &at(2, 10, 30))]).await;
    assert_eq!((back.status, back.texts("#conflicts li").len()), (422, 1));
    assert_eq!(ria.submit(&format!("{DESK}/{asha}/cancellation"), &[("reason", "")]).await.status, 422);
    ria.submit(&format!("{DESK}/{asha}/cancellation"), &[("reason", "The doctor is ill")]).await;
    let told = world.sign_in_by_phone("98450 12345").await.get("/patient/notifications").await.text("#notifications");
    assert!(told.contains("was moved") && told.contains("called off"), "{told}");
}

#[actix_web::test]
async fn whoever_is_booked_is_checked_in_with_a_token_and_by_mistake_is_booked_again() {
    let world = World::open().await;
    give_hours(&world);
    let ria = world.sign_in("ria").await;
    // Booked for tomorrow, which has become today.
    let asha = booked(&world, wish("asha", "dr_joshi", in_days(1, 10, 30))).await;
    world.run_in("acme", "UPDATE sittings SET held_on = held_on - INTERVAL 1 DAY");
    let today = "UPDATE appointments SET held_on = held_on - INTERVAL 1 DAY, starts_at = starts_at - INTERVAL 1 DAY, ends_at = ends_at - INTERVAL 1 DAY";
    world.run_in("acme", today);
    let form = ria.get(&format!("/reception/andheri/queue?patient={}", id("asha"))).await;
    assert_eq!(form.value("doctor"), id("dr_joshi").to_string(), "with whom they are booked");
    assert!(form.text("#booked").contains("Booked for"), "{}", form.html);
    let given = ria.submit(&format!("{DESK}/{asha}/check-in"), &[]).await;
    assert!(given.text("#given").contains("Token 1 for Asha Rao"), "{}", given.html);
    assert_eq!(ria.get("/reception/andheri/queue").await.texts("#board .patient"), ["Asha Rao"]);
}

#[actix_web::test]
async fn another_clinics_and_another_organisations_bookings_are_not_found() {
    let world = World::open().await;
    furnish(&world).await;
    let asha = booked(&world, wish("lakshmi", "dr_joshi", in_days(3, 10, 30))).await;
    let bela = world.sign_in("bela").await;
    for (method, path) in [("GET", ""), ("POST", "/approval"), ("POST", "/cancellation"), ("POST", "/check-in"), ("POST", "/move")] {
        let address = format!("/reception/bandra/bookings/{asha}{path}");
        let doctor = id("dr_sen").to_string();
        let fields = [("reason", "No"), ("doctor", doctor.as_str()), ("at", &at(3, 11, 0))];
        let page = if method == "GET" { bela.get(&address).await } else { bela.post(&address, &fields).await };
        assert_eq!(page.status, 404, "{address}");
    }
    let sana = world.sign_in("sana").await;
    assert_eq!(sana.get(&format!("{DESK}/requests")).await.status, 403);
    assert_eq!(sana.get(DESK).await.status, 403);
}
