//! The family books for itself, as far as the clinic lets it.

use crate::bookings::{booked, give_hours, in_days, wish};
use crate::patient::RAO;
use crate::support::World;
use crate::support::world::id;

const OWN: &str = "/patient/bookings";

fn at(days: i64, hour: u32, minute: u32) -> String {
    in_days(days, hour, minute).format("%Y-%m-%dT%H:%M").to_string()
}

async fn opened(rules: &str) -> World {
    let world = World::open().await;
    give_hours(&world);
    world.run_in("acme", &format!("INSERT INTO booking_rules (clinic_id, portal, approval) VALUES (<andheri>, TRUE, '{rules}')"));
    world
}

#[actix_web::test]
async fn a_mother_books_for_her_child_moves_it_and_calls_it_off() {
    let world = opened("nobody").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let front = asha.get(OWN).await;
    assert!(front.queries <= 6, "{} statements", front.queries);
    let for_kabir = front.attributes("a[href*='bookings/places']", "href").into_iter().find(|it| it.contains(&id("kabir").to_string()));
    let choice = asha.get(&for_kabir.expect("a way to book for Kabir")).await;
    assert!(choice.queries <= 6, "{} statements", choice.queries);
    assert!(choice.count(".times a") > 0, "{}", choice.html);
    let confirm = asha.get(&choice.attributes(".times a", "href")[0]).await;
    assert!(confirm.queries <= 6 && confirm.text("main").contains("Kabir Rao"), "{} {}", confirm.queries, confirm.html);
    let (clinic, kabir, doctor) = (id("andheri").to_string(), id("kabir").to_string(), id("dr_joshi").to_string());
    let fields = [("clinic", clinic.as_str()), ("patient", &kabir), ("doctor", &doctor), ("at", &at(2, 10, 30)), ("complaint", "Cough")];
    let made = asha.submit(OWN, &fields).await;
    assert!(made.text("#notice").contains("Booked"), "{}", made.html);
    let page = made.attributes("a[href*='moving=']", "href");
    assert!(asha.get(&page[0]).await.count(".times a") > 0);
    let it = page[0].rsplit('=').next().unwrap_or_default().to_owned();
    let moved = asha.submit(&format!("{OWN}/{it}/move"), &[("doctor", &doctor), ("at", &at(3, 11, 0))]).await;
    assert!(moved.text("#notice").contains("Moved"), "{}", moved.html);
    assert_eq!(asha.get(OWN).await.count("#coming li"), 1);
    let off = asha.submit(&format!("{OWN}/{it}/cancellation"), &[]).await;
    assert!(off.text("#notice").contains("Called off"), "{}", off.html);
    assert_eq!(asha.get(OWN).await.count("#coming"), 0);
}

#[actix_web::test]
async fn a_time_that_was_taken_meanwhile_is_said_and_of_whom_it_is_not() {
    let world = opened("nobody").await;
    let asha = world.sign_in_by_phone(RAO).await;
    booked(&world, wish("lakshmi", "dr_sen", in_days(2, 10, 30))).await;
    let (clinic, me, doctor) = (id("andheri").to_string(), id("asha").to_string(), id("dr_sen").to_string());
    let fields = [("clinic", clinic.as_str()), ("patient", &me), ("doctor", &doctor), ("at", &at(2, 10, 30)), ("complaint", "Fever")];
    let taken = asha.submit(OWN, &fields).await;
    assert_eq!(taken.status, 422);
    assert!(taken.text("main").contains("just taken") && !taken.html.contains("Lakshmi"), "{}", taken.html);
    assert_eq!(taken.value("complaint"), "Fever");
}

#[actix_web::test]
async fn a_request_waits_and_a_foreign_booking_or_person_is_not_found() {
    let world = opened("newcomers").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let lakshmi = booked(&world, wish("lakshmi", "dr_sen", in_days(2, 11, 0))).await;
    for (method, path) in [("GET", ""), ("POST", "/cancellation"), ("POST", "/move")] {
        let doctor = id("dr_sen").to_string();
        let (address, fields) = (format!("{OWN}/{lakshmi}{path}"), [("doctor", doctor.as_str()), ("at", &at(3, 11, 0))]);
        let page = if method == "GET" { asha.get(&address).await } else { asha.post(&address, &fields).await };
        assert_eq!(page.status, 404, "{address}");
    }
    let (clinic, doctor) = (id("andheri").to_string(), id("dr_sen").to_string());
    let (me, other) = (id("asha").to_string(), id("lakshmi").to_string());
    let form =
        |patient: &'_ str| [("clinic", clinic.clone()), ("patient", patient.to_owned()), ("doctor", doctor.clone()), ("at", at(2, 10, 30))];
    let send = |fields: [(&'static str, String); 4]| fields;
    let foreign = send(form(&other));
    let foreign: Vec<(&str, &str)> = foreign.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(asha.post(OWN, &foreign).await.status, 404);
    let own = send(form(&me));
    let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = asha.submit(OWN, &own).await;
    assert!(asked.text("#notice").contains("Asked for"), "{}", asked.html);
    assert!(asha.get(OWN).await.text("#coming").contains("waits for the clinic"));
}

#[actix_web::test]
async fn a_clinic_that_takes_none_from_outside_says_whom_to_call() {
    let world = World::open().await;
    give_hours(&world);
    let asha = world.sign_in_by_phone(RAO).await;
    assert!(asha.get(OWN).await.text("main").contains("call the clinic"));
    let closed = format!("{OWN}/places?clinic={}&patient={}", id("andheri"), id("asha"));
    assert_eq!(asha.get(&closed).await.status, 404);
}
