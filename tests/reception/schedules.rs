//! The desk sets when doctors can be booked, their leave at its clinic, and the clinic's holidays.

use chrono::{Datelike, Days, NaiveDate};
use swasthya::db::clock::{INDIA, today_in};
use swasthya::db::ids::{ClinicId, ProfileId};
use swasthya::models::practice::{Availability, NotBookable};

use crate::support::world::id;
use crate::support::{Browser, Page, World};

const DESK: &str = "/reception/andheri";

/// What is typed for a morning of every day but Sunday.
pub const MORNINGS: [(&str, &str); 12] = [
    ("repeat", "weekly"),
    ("weekdays", "1"),
    ("weekdays", "2"),
    ("weekdays", "3"),
    ("weekdays", "4"),
    ("weekdays", "5"),
    ("weekdays", "6"),
    ("starts", "09:00"),
    ("ends", "13:00"),
    ("minutes", "30"),
    ("capacity", "2"),
    ("mode", "in_person"),
];

pub fn today() -> NaiveDate {
    today_in(INDIA)
}

/// The first such day of the week after today.
pub fn next(weekday: u32) -> NaiveDate {
    let ahead = (1..=7u64).find(|it| (today() + Days::new(*it)).weekday().number_from_monday() == weekday);
    today() + Days::new(ahead.expect("a week has it"))
}

pub fn availability(world: &World, clinic: &str) -> Availability {
    let clinic = ClinicId(id(clinic));
    let days = today()..=today() + Days::new(60);
    world.databases().read_now("acme", |db| Availability::of_clinic(db, clinic, None, days.clone())).expect("a plan")
}

pub fn places(world: &World, clinic: &str, doctor: &str, day: NaiveDate) -> usize {
    availability(world, clinic).slots_of(ProfileId(id(doctor)), day).len()
}

pub async fn add(browser: &Browser, at: &str, doctor: &str, fields: &[(&str, &str)]) -> Page {
    let day = today().to_string();
    let mut fields = fields.to_vec();
    if fields.iter().all(|(name, _)| *name != "from") {
        fields.push(("from", &day));
    }
    browser.submit(&format!("{at}/schedules/{}/hours", id(doctor)), &fields).await
}

/// The address of the hours that stand first on a doctor's page.
pub fn first_hours(page: &Page) -> String {
    let link = page.attributes("#week .hours a", "href").remove(0);
    link.split("hours=").nth(1).and_then(|it| it.split('#').next()).expect("an id").to_owned()
}

#[actix_web::test]
async fn six_mornings_are_one_form_and_give_places_from_that_day_on() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    let page = add(&mira, DESK, "dr_sen", &MORNINGS).await;
    assert_eq!((page.status, page.count("#week .hours")), (200, 6), "{}", page.html);
    assert!(
        page.text("#week").contains("9:00 am – 1:00 pm") && page.text("#week").contains("2 people at a time"),
        "{}",
        page.text("#week")
    );
    let slots = availability(&world, "andheri").slots(next(1));
    assert_eq!((slots.len(), slots[0].capacity), (8, 2));
    assert_eq!(places(&world, "andheri", "dr_sen", next(7)), 0);
    assert_eq!(places(&world, "bandra", "dr_sen", next(1)), 0, "only at that clinic");
    let again = add(&mira, DESK, "dr_sen", &MORNINGS).await;
    assert_eq!((again.status, again.count("#week .hours")), (200, 6), "sent twice they are there once");
    let plan = mira.get(&format!("{DESK}/schedules")).await;
    assert!(plan.text("#plan").contains("Monday 9:00 am – 1:00 pm"), "{}", plan.text("#plan"));
    let log = mira.get("/admin/audit?action=hours_added").await;
    assert!(log.text("#log").contains("09:00–13:00") && log.text("#log").contains("Saturday"), "{}", log.text("#log"));
}

#[actix_web::test]
async fn hours_that_overlap_are_refused_with_the_others_named_also_those_at_another_clinic() {
    let world = World::open().await;
    let (mira, om) = (world.sign_in("mira").await, world.sign_in("om").await);
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    let late = [
        ("repeat", "weekly"),
        ("weekdays", "7"),
        ("weekdays", "3"),
        ("starts", "12:30"),
        ("ends", "14:00"),
        ("minutes", "15"),
        ("capacity", "1"),
        ("mode", "in_person"),
    ];
    let page = add(&mira, DESK, "dr_sen", &late).await;
    assert_eq!((page.status, page.value("starts").as_str(), page.count("#week .hours")), (422, "12:30", 6));
    let said = page.text("#hours [role=alert]");
    assert!(said.contains("Wednesday, 9:00 am – 1:00 pm, Andheri Clinic"), "{said}");
    let elsewhere = add(&om, "/reception/bandra", "dr_sen", &late).await;
    assert!(elsewhere.status == 422 && elsewhere.text("#hours [role=alert]").contains("Andheri Clinic"), "{}", elsewhere.html);
    let after = [
        ("repeat", "weekly"),
        ("weekdays", "3"),
        ("starts", "13:00"),
        ("ends", "14:00"),
        ("minutes", "15"),
        ("capacity", "1"),
        ("mode", "online"),
    ];
    assert_eq!(add(&om, "/reception/bandra", "dr_sen", &after).await.status, 200, "one end is the other's beginning");
    assert_eq!(add(&mira, DESK, "dr_joshi", &late).await.status, 200, "another doctor's");
}

#[actix_web::test]
async fn every_mistake_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    let wrong = [
        ("repeat", "weekly"),
        ("starts", "9"),
        ("ends", "13:00"),
        ("minutes", "4"),
        ("capacity", "21"),
        ("mode", "dream"),
        ("from", "2026-01-01"),
        ("until", "soon"),
    ];
    let page = add(&mira, DESK, "dr_sen", &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["weekdays", "starts", "minutes", "capacity", "mode", "from", "until"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}: {}", page.html);
    }
    assert_eq!((page.value("starts").as_str(), page.value("until").as_str()), ("9", "soon"));
    let backwards = [("repeat", "once"), ("starts", "13:00"), ("ends", "09:00"), ("minutes", "15"), ("capacity", "1"), ("mode", "online")];
    assert_eq!(add(&mira, DESK, "dr_sen", &backwards).await.count("#ends-error"), 1);
    let short = [("repeat", "once"), ("starts", "09:00"), ("ends", "09:10"), ("minutes", "15"), ("capacity", "1"), ("mode", "online")];
    assert_eq!(add(&mira, DESK, "dr_sen", &short).await.count("#minutes-error"), 1);
}

#[actix_web::test]
async fn extra_hours_hold_on_their_one_day() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    let day = next(7);
    let on = day.to_string();
    let once = [
        ("repeat", "once"),
        ("starts", "10:00"),
        ("ends", "11:00"),
        ("minutes", "15"),
        ("capacity", "1"),
        ("mode", "in_person"),
        ("from", on.as_str()),
    ];
    let page = add(&mira, DESK, "dr_sen", &once).await;
    assert!(page.status == 200 && page.text("#week").contains("Only on"), "{}", page.html);
    assert_eq!((places(&world, "andheri", "dr_sen", day), places(&world, "andheri", "dr_sen", day + Days::new(7))), (4, 0));
}

#[actix_web::test]
async fn a_change_from_a_day_on_leaves_the_days_before_and_a_stale_one_is_refused() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    // They hold since long.
    world.run_in("acme", "UPDATE availability_slots SET valid_from = valid_from - INTERVAL 30 DAY");
    let page = mira.get(&format!("{DESK}/schedules/{}", id("dr_sen"))).await;
    let hours = first_hours(&page);
    let form = mira.get(&format!("{DESK}/schedules/{}?hours={hours}", id("dr_sen"))).await;
    let (seen, from) = (form.value("seen"), (next(1) + Days::new(7)).to_string());
    let change = |seen: String| {
        let (mira, hours, from) = (mira.clone(), hours.clone(), from.clone());
        async move {
            let fields = [
                ("repeat", "weekly"),
                ("weekdays", "1"),
                ("starts", "09:00"),
                ("ends", "10:00"),
                ("minutes", "30"),
                ("capacity", "1"),
                ("mode", "in_person"),
                ("from", &from),
                ("seen", &seen),
            ];
            mira.submit(&format!("{DESK}/hours/{hours}"), &fields).await
        }
    };
    let page = change(seen.clone()).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let monday = next(1);
    assert_eq!(places(&world, "andheri", "dr_sen", monday), 8, "as it was until then");
    assert_eq!(places(&world, "andheri", "dr_sen", monday + Days::new(7)), 2);
    let stale = change(seen).await;
    assert!(stale.status == 422 && stale.text("#hours [role=alert]").contains("Somebody else changed"), "{}", stale.html);
    assert_eq!(stale.value("ends"), "10:00", "what was typed is kept");
}

#[actix_web::test]
async fn hours_end_with_a_day_and_what_was_in_force_stays_in_the_books() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    let week = format!("{DESK}/schedules/{}", id("dr_sen"));
    let hours = first_hours(&mira.get(&week).await);
    let last = next(1).to_string();
    let page = mira.submit(&format!("{DESK}/hours/{hours}/removal"), &[("last", &last)]).await;
    assert!(page.text("#week").contains("Until "), "{}", page.html);
    assert_eq!((places(&world, "andheri", "dr_sen", next(1)), places(&world, "andheri", "dr_sen", next(1) + Days::new(7))), (8, 0));
    let past = mira.submit(&format!("{DESK}/hours/{hours}/removal"), &[("last", "2026-01-01")]).await;
    assert!(past.text("#notice").contains("over"), "{}", past.text("#notice"));
    world.run_in("acme", "UPDATE availability_slots SET valid_from = valid_from - INTERVAL 30 DAY");
    mira.submit(&format!("{DESK}/hours/{hours}/removal"), &[("last", "")]).await;
    assert_eq!(places(&world, "andheri", "dr_sen", next(1)), 0);
    let kept: i64 = world
        .databases()
        .read_now("acme", |db| {
            use diesel::prelude::*;
            use swasthya::schema::organisation::availability_slots;
            availability_slots::table.filter(availability_slots::weekday.eq(1)).count().get_result(db)
        })
        .expect("a count");
    assert_eq!(kept, 1, "it is ended, not gone");
}

#[actix_web::test]
async fn leave_for_a_part_of_the_day_and_for_days_takes_places_and_gives_them_back() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    let (week, monday) = (format!("{DESK}/schedules/{}", id("dr_sen")), next(1));
    let (from, until) = (monday.to_string(), (monday + Days::new(1)).to_string());
    let part =
        [("leave_from", from.as_str()), ("leave_until", &until), ("leave_starts", "09:15"), ("leave_ends", "10:00"), ("reason", "Dentist")];
    let page = mira.submit(&format!("{week}/leave"), &part).await;
    assert!(page.status == 200 && page.text("#leave").contains("Dentist"), "{}", page.html);
    assert_eq!((places(&world, "andheri", "dr_sen", monday), places(&world, "andheri", "dr_sen", monday + Days::new(2))), (6, 8));
    let twice = mira.submit(&format!("{week}/leave"), &part).await;
    assert!(twice.text("#notice").contains("noted already") && twice.count("#leave li") == 1, "{}", twice.html);
    let wrong = mira.submit(&format!("{week}/leave"), &[("leave_from", "2026-01-01"), ("leave_starts", "09:00"), ("reason", "x")]).await;
    assert_eq!((wrong.status, wrong.count("#leave_from-error"), wrong.count("#leave_ends-error")), (422, 1, 1), "{}", wrong.html);
    let removal = twice.attributes("#leave form.inline", "action").remove(0);
    assert_eq!(mira.submit(&removal, &[]).await.status, 200);
    assert_eq!(places(&world, "andheri", "dr_sen", monday), 8);
}

#[actix_web::test]
async fn a_holiday_takes_everybodys_places_and_the_national_ones_are_one_tap() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    let plan = format!("{DESK}/schedules");
    let monday = next(1);
    let page = mira.submit(&format!("{DESK}/holidays"), &[("holiday_from", &monday.to_string()), ("reason", "Diwali")]).await;
    assert!(page.status == 200 && page.text("#holidays").contains("Diwali"), "{}", page.html);
    let why = availability(&world, "andheri").why_closed(ProfileId(id("dr_sen")), monday);
    assert_eq!(why, Some(NotBookable::Holiday { reason: "Diwali".into() }));
    assert_eq!(page.count("#national form"), 3);
    let (day, name) = (
        page.attributes("#national [name=holiday_from]", "value").remove(0),
        page.attributes("#national [name=reason]", "value").remove(0),
    );
    let page = mira.submit(&format!("{DESK}/holidays"), &[("holiday_from", &day), ("reason", &name)]).await;
    assert_eq!((page.count("#national form"), page.count("#holidays li")), (2, 2), "{}", page.html);
    let nameless = mira.submit(&format!("{DESK}/holidays"), &[("holiday_from", ""), ("reason", "")]).await;
    assert_eq!((nameless.status, nameless.count("#holiday_from-error"), nameless.count("#reason-error")), (422, 1, 1));
    let removal = mira.get(&plan).await.attributes("#holidays li form", "action").remove(0);
    assert_eq!(mira.submit(&removal, &[]).await.count("#holidays li"), 1);
}

#[actix_web::test]
async fn whoever_takes_no_bookings_is_still_on_the_board_and_can_be_walked_in_to() {
    let world = World::open().await;
    let mira = world.sign_in("mira").await;
    add(&mira, DESK, "dr_sen", &MORNINGS).await;
    crate::support::past::wait(&world, "andheri", "dr_sen", "asha");
    let week = format!("{DESK}/schedules/{}", id("dr_sen"));
    let page = mira.submit(&format!("{week}/bookings?to=off"), &[]).await;
    assert!(page.text("#bookings").contains("Takes no bookings") && page.count("#notice form") == 1, "{}", page.html);
    assert_eq!(availability(&world, "andheri").why_closed(ProfileId(id("dr_sen")), next(1)), Some(NotBookable::SwitchedOff));
    let ria = world.sign_in("ria").await;
    let board = ria.get(&format!("{DESK}/queue")).await;
    assert!(board.texts("#board .patient").contains(&"Asha Rao".to_owned()), "{}", board.html);
    crate::reception::walk_ins::check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let board = ria.get(&format!("{DESK}/queue")).await;
    assert!(board.texts("#board .patient").contains(&"Lakshmi Iyer".to_owned()), "{}", board.html);
    let undo = page.attributes("#notice form", "action").remove(0);
    mira.submit(&undo, &[]).await;
    assert_eq!(places(&world, "andheri", "dr_sen", next(1)), 8);
}

#[actix_web::test]
async fn az_3_the_desk_sets_only_its_own_clinics_and_leave_elsewhere_is_not_its_to_take_back() {
    let world = World::open().await;
    let (mira, om, sen) = (world.sign_in("mira").await, world.sign_in("om").await, world.sign_in("dr_sen").await);
    add(&om, "/reception/bandra", "dr_sen", &MORNINGS).await;
    let bandras = first_hours(&om.get(&format!("/reception/bandra/schedules/{}", id("dr_sen"))).await);
    assert_eq!(mira.post(&format!("{DESK}/hours/{bandras}/removal"), &[]).await.status, 404, "another clinic's hours");
    assert_eq!(mira.get("/reception/bandra/schedules").await.status, 404);
    let from = next(2).to_string();
    sen.submit(&format!("/doctor/andheri/schedules/{}/leave", id("dr_sen")), &[("leave_from", &from), ("everywhere", "yes")]).await;
    let week = mira.get(&format!("{DESK}/schedules/{}", id("dr_sen"))).await;
    assert_eq!((week.count("#leave li"), week.count("#leave li form")), (1, 0), "{}", week.html);
    let own = sen.get(&format!("/doctor/andheri/schedules/{}", id("dr_sen"))).await;
    let removal = own.attributes("#leave li form", "action").remove(0).replace("/doctor/", "/reception/");
    assert_eq!(mira.post(&removal, &[]).await.status, 404);
    assert_eq!(places(&world, "bandra", "dr_sen", next(2)), 0, "the doctor's own leave holds there too");
    let forged = [("leave_from", &*next(3).to_string()), ("everywhere", "yes"), ("reason", "")];
    mira.submit(&format!("{DESK}/schedules/{}/leave", id("dr_sen")), &forged).await;
    assert_eq!(places(&world, "bandra", "dr_sen", next(3)), 8, "what the desk notes holds at its clinic");
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.post(&format!("{DESK}/schedules/{}/hours", id("dr_sen")), &MORNINGS).await.status, 403);
    assert_eq!(ria.get(&format!("{DESK}/queue")).await.texts(".topbar > nav a").iter().filter(|it| *it == "Schedules").count(), 0);
}

#[actix_web::test]
async fn at_a_closed_clinic_the_plan_is_read_and_not_changed() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    add(&om, DESK, "dr_sen", &MORNINGS).await;
    world.run_in("acme", "UPDATE clinics SET active = FALSE, closed_at = UTC_TIMESTAMP(6) WHERE id = <andheri>");
    assert_eq!(availability(&world, "andheri").why_closed(ProfileId(id("dr_sen")), next(1)), Some(NotBookable::ClinicClosed));
    let page = om.get("/admin/clinics/andheri/schedules").await;
    assert!(page.status == 200 && page.count("#holidays form") == 0, "{}", page.html);
    let refused = om.post(&format!("/admin/clinics/andheri/schedules/{}/hours", id("dr_joshi")), &MORNINGS).await;
    assert!(matches!(refused.status, 403 | 409 | 422), "{}", refused.status);
}
