//! Today on the family's phone.

use std::collections::BTreeSet;

use swasthya::db::Author;
use swasthya::db::ids::{AppointmentId, ClinicId};
use swasthya::models::billing::PaymentReceipted;
use swasthya::models::visits::Appointment;

use super::{IYER, RAO, check_in, hex, sql};
use crate::support::World;
use crate::support::bills::{bill, bill_at, cash, receive};
use crate::support::world::id;

async fn call(world: &World, visit: AppointmentId) {
    let andheri = ClinicId(id("andheri"));
    let step = world.databases().write("acme", Author::system(), move |tx| Appointment::call(tx, andheri, visit)).await;
    assert!(step.is_ok(), "a call");
}

#[actix_web::test]
async fn a_day_without_a_token_says_what_to_do_and_shows_the_family() {
    let world = World::open().await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/today").await;
    assert_eq!(page.status, 200);
    assert!(page.text(".empty p").contains("tell the reception"));
    let family = page.texts(".family li a");
    assert_eq!(family.len(), 3);
    assert_eq!(page.attributes(".family li a", "href")[0], format!("/o/acme/patient/family/{}", id("asha")), "each leads to their record");
    assert!(family[0].starts_with("Asha Rao, ") && family[0].ends_with("years"), "{family:?}");
}

#[actix_web::test]
async fn each_of_the_family_sees_their_own_place_in_the_queue() {
    let world = World::open().await;
    check_in(&world, "lakshmi", "dr_sen").await;
    check_in(&world, "asha", "dr_sen").await;
    check_in(&world, "kabir", "dr_joshi").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/today").await;
    assert_eq!(page.texts(".live h2"), ["Kabir Rao", "Asha Rao"]);
    assert_eq!(page.texts(".live .token"), ["Token 1", "Token 2"]);
    assert_eq!(page.texts(".live .place"), ["You are next. Stay near the door.", "1 person before you"]);
    assert_eq!(page.texts(".live .wait"), ["about 5–10 min"]);
    assert!(!page.html.contains("Lakshmi"), "a stranger's name is on the page");
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn whoever_is_called_is_asked_in_and_the_others_see_who_is_served() {
    let world = World::open().await;
    let first = check_in(&world, "asha", "dr_sen").await;
    check_in(&world, "mohan_rao", "dr_sen").await;
    call(&world, first).await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/today").await;
    assert_eq!(page.attributes(".live", "data-status"), ["called", "waiting"]);
    assert_eq!(page.texts(".live .place")[0], "It is your turn. Please come in.");
    assert_eq!(page.texts(".live .serving"), ["Now serving token 1"]);
}

#[actix_web::test]
async fn whoever_is_called_comes_first_and_stands_in_the_title_then_those_who_wait_then_those_who_were_seen() {
    let world = World::open().await;
    let seen = check_in(&world, "asha", "dr_sen").await;
    super::sign(&world, seen, "asha").await;
    check_in(&world, "mohan_rao", "dr_sen").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/today").await;
    assert_eq!(page.texts("#today h2"), ["Mohan Rao", "Asha Rao"]);
    assert_eq!(page.text("head > title"), "Today · Swasthya");
    let called = check_in(&world, "kabir", "dr_joshi").await;
    call(&world, called).await;
    let page = asha.get("/patient/today").await;
    assert_eq!(page.texts("#today h2"), ["Kabir Rao", "Mohan Rao", "Asha Rao"]);
    assert_eq!(page.text("head > title"), "Kabir Rao: it is your turn · Swasthya");
    let block = asha.htmx("today", "/patient/today").await;
    assert_eq!(block.attributes("#today", "data-turn"), ["Kabir Rao: it is your turn · Swasthya"], "the block brings the title");
}

#[actix_web::test]
async fn whoever_was_seen_finds_the_visit() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    super::sign(&world, visit, "asha").await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/today").await;
    assert_eq!(page.count(".live"), 0);
    assert_eq!(page.attributes(".done .actions .button", "href"), [format!("/o/acme/patient/visits/{visit}")]);
}

#[actix_web::test]
async fn what_is_due_is_said_beside_the_token_and_paid_by_upi_where_the_clinic_takes_it() {
    let world = World::open().await;
    let invoice = bill(&world, "asha");
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/today").await;
    assert_eq!(page.text(".live .to-pay b"), "To pay: ₹500");
    let link = "upi://pay?pa=acme.andheri@okbank&pn=Andheri%20Clinic&am=500.00&cu=INR&tn=SW-000001";
    assert_eq!(page.attributes(".live .to-pay a", "href"), [link]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert!(matches!(receive(&world, &cash(invoice, 200)), PaymentReceipted::Received { .. }));
    let page = asha.get("/patient/today").await;
    assert_eq!(page.text(".live .to-pay b"), "To pay: ₹300");
    assert_eq!(page.attributes(".live .to-pay a", "href"), [link.replace("500.00", "300.00")]);
    assert!(matches!(receive(&world, &cash(invoice, 300)), PaymentReceipted::Received { .. }));
    assert_eq!(asha.get("/patient/today").await.count(".to-pay"), 0);
    bill_at(&world, "bandra", "kabir");
    let page = asha.get("/patient/today").await;
    assert_eq!((page.count(".to-pay"), page.count(".to-pay a")), (1, 0), "Bandra has no UPI id: {}", page.html);
    assert_eq!(page.text(".to-pay small"), "Pay at the clinic's desk.");
}

#[actix_web::test]
async fn the_phone_rings_only_once_it_is_asked_to() {
    let world = World::open().await;
    check_in(&world, "asha", "dr_sen").await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/today").await;
    assert_eq!(page.count("[data-ring][hidden]"), 1, "without scripts there is nothing to choose");
    assert_eq!(page.attributes("[data-ring] button", "aria-pressed"), ["false"]);
    assert_eq!(page.count("[data-ring] [role=status][hidden]"), 1);
    assert_eq!(page.count("#today [data-ring]"), 0, "what is chosen outlives the block");
}

#[actix_web::test]
async fn without_a_line_the_page_can_say_why_and_how_old_it_is() {
    let world = World::open().await;
    check_in(&world, "asha", "dr_sen").await;
    let page = world.sign_in_by_phone(RAO).await.get("/patient/today").await;
    assert_eq!(page.text("#today > .stale .offline"), "This phone has no internet.");
    assert_eq!(page.text("#today > .stale .silent"), "The clinic does not answer.");
    let (said, updated) = (page.text("#today > .stale"), page.text(".live .fresh"));
    let time = updated.strip_prefix("Updated ").and_then(|it| it.strip_suffix(". Look again")).expect("a time");
    assert!(said.ends_with(&format!("This is how it stood at {time}.")), "{said}");
}

#[actix_web::test]
async fn the_block_alone_is_small() {
    let world = World::open().await;
    check_in(&world, "asha", "dr_sen").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let block = asha.htmx("today", "/patient/today").await;
    assert!(block.count("#today") == 1 && block.count("header.topbar") == 0);
    assert!(block.html.len() < 8 * 1024, "{} bytes", block.html.len());
}

#[actix_web::test]
async fn whoever_was_skipped_without_a_call_is_not_told_of_one() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    let andheri = ClinicId(id("andheri"));
    let skip = async || world.databases().write("acme", Author::system(), move |tx| Appointment::skip(tx, andheri, visit)).await.is_ok();
    let asha = world.sign_in_by_phone(RAO).await;
    assert!(skip().await);
    let page = asha.get("/patient/today").await;
    assert_eq!(page.text(".live .place"), "The desk did not find you and lets others go first. Tell the reception that you are here.");
    call(&world, visit).await;
    assert!(skip().await);
    assert!(asha.get("/patient/today").await.text(".live .place").starts_with("You were called and were not there."));
}

#[actix_web::test]
async fn it_is_said_in_hindi() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    call(&world, visit).await;
    let asha = world.sign_in_by_phone(RAO).await;
    asha.submit("/language", &[("language", "hi"), ("next", "/o/acme/patient/today")]).await;
    assert_eq!(asha.get("/patient/today").await.text(".live .place"), "आपकी बारी है। कृपया अंदर आएँ।");
}

#[actix_web::test]
async fn az_1_who_has_no_profile_here_finds_nothing() {
    let world = World::open().await;
    let zubin = world.sign_in_by_phone("98200 99999").await;
    assert_eq!(zubin.get("/o/acme/patient/today").await.status, 404);
    let other = world.sign_in_by_phone(IYER).await;
    assert_eq!(other.get("/reception/andheri/queue").await.status, 404);
}

#[actix_web::test]
async fn yesterday_s_tokens_are_not_today_s() {
    let world = World::open().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    sql(&world, format!("UPDATE appointments SET held_on = held_on - INTERVAL 1 DAY WHERE id = {}", hex(visit.0))).await;
    assert_eq!(world.sign_in_by_phone(RAO).await.get("/patient/today").await.count(".live"), 0);
}

#[actix_web::test]
async fn a_phone_is_told_when_the_queue_moves() {
    let world = World::committed().await;
    let visit = check_in(&world, "asha", "dr_sen").await;
    let phone = world.sign_in_by_phone(RAO).await;
    assert_eq!(phone.get("/patient/today").await.attributes("#live", "hx-sse:connect"), ["/o/acme/patient/live"]);
    let live = std::sync::Arc::clone(&world.state.live);
    let mut watching = live.watch("acme", ClinicId(id("andheri")));
    assert!(watching.changed().await.is_ok(), "the first look");
    call(&world, visit).await;
    let told = tokio::time::timeout(std::time::Duration::from_secs(2), watching.changed()).await;
    assert!(told.is_ok_and(|it| it.is_ok()), "nothing within two seconds");
}

#[actix_web::test]
async fn a_family_with_tokens_at_two_clinics_follows_both() {
    let (first, one) = tokio::sync::watch::channel(0);
    let (second, other) = tokio::sync::watch::channel(0);
    let mut both = swasthya::auth::watch_together(vec![one, other]).expect("two clinics");
    for sender in [&first, &second, &first] {
        sender.send_modify(|version| *version += 1);
        assert!(both.changed().await.is_ok());
    }
    assert!(swasthya::auth::watch_together(Vec::new()).is_none());
}

#[actix_web::test]
async fn without_a_token_every_clinic_is_followed_so_that_the_first_one_appears() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.get("/patient/today").await.count("#live"), 1);
    assert_eq!(asha.get("/patient/live").await.status, 200);
}

#[actix_web::test]
async fn signing_in_and_the_first_page_with_all_they_need_are_under_sixty_kilobytes() {
    let world = World::open().await;
    check_in(&world, "asha", "dr_sen").await;
    let asha = world.sign_in_by_phone(RAO).await;
    let mut parts = BTreeSet::new();
    for path in ["/sign-in", "/o/acme/patient/today"] {
        let page = if path == "/sign-in" { world.visitor().get(path).await } else { asha.get(path).await };
        parts.extend(page.attributes("link[rel='stylesheet'], link[rel='icon']", "href"));
        parts.extend(page.attributes("script", "src"));
        parts.extend(page.attributes("svg.icon use", "href").iter().filter_map(|it| Some(it.split('#').next()?.to_owned())));
        parts.insert(path.to_owned());
    }
    let mut weight = 0;
    for part in parts {
        let visitor = if part == "/sign-in" { &world.visitor() } else { &asha };
        let answer = visitor.send(actix_web::test::TestRequest::get(), &part, &[("Accept-Encoding", "gzip, deflate, br, zstd")]).await;
        let encoding = if part.starts_with("/static/") { "br" } else { "zstd" };
        assert_eq!((answer.status, answer.header("content-encoding")), (200, encoding), "{part}");
        println!("{part}: {}", answer.bytes);
        weight += answer.bytes;
    }
    assert!(weight < 60 * 1024, "{weight} bytes");
}
