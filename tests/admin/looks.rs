//! Looking as a role does.

use actix_web::test::TestRequest;
use serde_json::json;
use swasthya::commands::routes::table;
use swasthya::db::Author;
use swasthya::db::ids::{ProfileId, UserId};
use swasthya::models::journal::{self, Action, Subject};

use crate::support::past::past;
use crate::support::world::id;
use crate::support::{Browser, Page, World};

async fn look(browser: &Browser, seen_as: &str, clinic: &str) -> Page {
    browser.submit("/admin/looks", &[("seen_as", seen_as), ("clinic", &id(clinic).to_string())]).await
}

#[actix_web::test]
async fn a_desk_is_seen_as_a_template_opens_it() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let page = look(&om, "cashier", "andheri").await;
    assert_eq!(page.path, "/o/acme/reception/andheri/queue");
    let banner = page.text(".banner");
    assert!(banner.contains("Andheri Clinic as staff") && banner.contains("Cashier"), "{banner}");
    assert_eq!(page.texts(".topbar > nav a"), ["Today", "Payments"]);
    assert_eq!(om.get("/reception/andheri/payments").await.status, 200);
    for (path, status) in [("/reception/andheri/patients/new", 403), ("/reception/bandra/queue", 404), ("/doctor/andheri/queue", 403)] {
        let page = om.get(path).await;
        assert_eq!((page.status, page.count(".banner form")), (status, 1), "{path}");
    }
}

#[actix_web::test]
async fn a_desk_is_seen_with_the_permissions_of_somebody_who_works_there() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let page = look(&om, &id("sana").to_string(), "andheri").await;
    assert!(page.text(".banner").contains("Sana Qureshi"), "{}", page.html);
    assert_eq!(page.texts(".topbar > nav a"), ["Today"]);
    let page = look(&om, &id("bela").to_string(), "andheri").await;
    assert_eq!((page.status, page.count("#seen_as-error"), page.value("seen_as")), (422, 1, id("bela").to_string()));
    for wrong in ["", "admin", "owner", &id("asha").to_string()] {
        assert_eq!(look(&om, wrong, "andheri").await.count("#seen_as-error"), 1, "{wrong}");
    }
    assert_eq!(look(&om, "doctor", "thane").await.count("#clinic-error"), 1);
}

#[actix_web::test]
async fn as_a_doctor_or_a_patient_one_sees_nobody_s_record() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let om = world.sign_in("om").await;
    let page = look(&om, "doctor", "andheri").await;
    assert_eq!((page.status, page.path.as_str(), page.count(".visit")), (200, "/o/acme/doctor/andheri/queue", 0));
    assert!(!page.html.contains("Asha Rao"));
    for (what, path) in [("consultation", "consultations"), ("prescription", "prescriptions")] {
        assert_eq!(om.get(&format!("/doctor/andheri/{path}/{}", left[what])).await.status, 404, "{path}");
    }
    assert_eq!(om.get("/doctor/andheri/medicines?q=para").await.status, 200);
    assert_eq!(om.get("/reception/andheri/queue").await.status, 403, "a doctor has no desk");
    let page = look(&om, "patient", "andheri").await;
    assert_eq!((page.status, page.path.as_str(), page.count(".banner")), (200, "/o/acme/patient/today", 1));
    assert!(!page.html.contains("Asha Rao"));
    assert_eq!(om.get("/reception/andheri/queue").await.status, 404, "a patient has no clinic");
}

#[actix_web::test]
async fn nothing_can_be_changed_while_somebody_looks() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let om = world.sign_in("om").await;
    for seen_as in ["manager", "doctor", "patient"] {
        look(&om, seen_as, "andheri").await;
        let unsafe_rows = table().into_iter().filter(|row| row.method != "GET");
        for row in unsafe_rows.filter(|row| ["reception", "doctor", "patient"].iter().any(|it| row.path.contains(&format!("/{it}/")))) {
            let path = row.path.replace("{org}", "acme").replace("{clinic}", "andheri").replace("{id}", &left["appointment"].to_string());
            let page = om.post(&path, &[("patient", &id("lakshmi").to_string()), ("doctor", &id("dr_sen").to_string())]).await;
            assert_eq!(page.status, 403, "{seen_as} at {path}");
            assert_eq!((page.text("h1").as_str(), page.count(".banner form")), ("You are only looking", 1), "{path}");
        }
    }
    om.submit("/admin/looks/removal", &[]).await;
    let board = om.get("/reception/andheri/queue").await;
    assert_eq!(board.texts(".visit .patient"), ["Asha Rao"], "nobody came, nobody went: {}", board.html);
}

#[actix_web::test]
async fn a_part_of_a_page_that_would_change_something_brings_the_page_back_with_why() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    look(&om, "front_desk", "andheri").await;
    let board = "http://localhost/o/acme/reception/andheri/queue";
    let headers = [("HX-Request", "true"), ("HX-Target", "div#board"), ("Sec-Fetch-Site", "same-origin"), ("Referer", board)];
    let path = format!("/reception/andheri/appointments/{}/call", id("no visit"));
    let page = om.send(TestRequest::post(), &path, &headers).await;
    assert_eq!(page.header("hx-redirect"), "/o/acme/reception/andheri/queue");
    assert!(om.get(page.location()).await.text("#notice").contains("Nothing was changed"));
}

#[actix_web::test]
async fn the_office_can_be_read_and_nothing_but_stopping_changes_anything() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    look(&om, "doctor", "andheri").await;
    assert_eq!(om.get("/admin/people").await.count(".banner form"), 1);
    assert_eq!(om.post("/admin/two-step-roles", &[]).await.status, 403);
    assert_eq!(om.post("/admin/clinics", &[("name", "X")]).await.status, 403);
    let page = om.get("/admin/people").await;
    let stop = page.attributes(".banner form", "action")[0].clone();
    let page = om.submit(&stop, &[]).await;
    assert_eq!((page.count(".banner"), page.path.as_str()), (0, "/o/acme/admin/people"));
    let desk = om.get("/reception/bandra/queue").await;
    assert_eq!((desk.status, desk.count(".banner")), (200, 0));
    assert_eq!(om.post("/reception/andheri/patients", &[]).await.status, 422, "and works again");
}

#[actix_web::test]
async fn looking_holds_in_its_own_organisation_only() {
    let world = World::open().await;
    world.run_in(
        "zenith",
        r#"INSERT INTO profiles (id, user_id, full_name, sex, relation) VALUES (<om in thane>, <user om>, 'Om', 'male', 'self');
        INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions)
        VALUES (<om at thane>, <thane>, <om in thane>, 'staff', '["patients"]')"#,
    );
    world.let_enter("om", "zenith").await;
    let om = world.sign_in("om").await;
    look(&om, "doctor", "andheri").await;
    let page = om.get("/o/zenith/reception/thane/queue").await;
    assert_eq!((page.status, page.count(".banner")), (200, 0));
    assert_eq!(om.post("/o/zenith/reception/thane/patients", &[]).await.status, 422, "work goes on there");
    assert_eq!(om.get("/account/devices").await.count(".banner form"), 1, "outside it is still said");
}

#[actix_web::test]
async fn ses_2_looking_and_stopping_each_give_a_new_token() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let before = om.stolen();
    look(&om, "nurse", "andheri").await;
    assert_eq!(before.get("/admin/people").await.status, 303, "the token from before is worth nothing");
    let during = om.stolen();
    om.submit("/admin/looks/removal", &[]).await;
    assert_eq!(during.get("/admin/people").await.status, 303);
    assert_eq!(om.get("/admin/people").await.status, 200);
}

#[actix_web::test]
async fn whoever_is_no_admin_any_more_is_themselves_at_the_next_request() {
    let world = World::open().await;
    let all = r#"'["people","patients","check_ins"]'"#;
    world.run_in("acme", "UPDATE clinic_members SET role = 'admin' WHERE id = <mira at andheri>");
    let mira = world.sign_in("mira").await;
    assert_eq!(look(&mira, "doctor", "andheri").await.count(".banner"), 1);
    world.run_in("acme", &format!("UPDATE clinic_members SET role = 'staff', permissions = {all} WHERE id = <mira at andheri>"));
    let page = mira.get("/doctor/andheri/queue").await;
    assert_eq!(page.status, 403, "the role goes with the right to look");
    let page = mira.get("/reception/andheri/queue").await;
    assert_eq!((page.status, page.count(".banner")), (200, 0));
    assert_eq!(mira.post("/reception/andheri/patients", &[]).await.status, 422, "what is her own works");
}

#[actix_web::test]
async fn beginning_and_end_stand_in_the_audit_and_so_does_what_is_noted_meanwhile() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    look(&om, "cashier", "andheri").await;
    look(&om, "doctor", "bandra").await;
    om.submit("/admin/looks/removal", &[]).await;
    om.submit("/admin/looks/removal", &[]).await;
    let rows = om.get("/admin/audit?action=look_begun").await.texts("#log tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].contains("Andheri Clinic") && rows[1].contains("Cashier") && rows[1].contains("Om Kulkarni"), "{rows:?}");
    assert!(rows[0].contains("Bandra Clinic") && rows[0].contains("Doctor"), "{rows:?}");
    assert_eq!(om.get("/admin/audit?action=look_ended").await.count("#log tbody tr"), 2, "each once");
    let author = Author { user: UserId(id("user om")), looking_as: Some("doctor"), ..Author::system() };
    let viewed =
        |details| move |tx: &mut swasthya::db::Tx| journal::record(tx, Action::Viewed, Subject::person(ProfileId(id("asha"))), &details);
    world.databases().write_now("acme", &author, viewed(json!({ "part": "card" }))).expect("a row");
    world.databases().write_now("acme", &author, viewed(serde_json::Value::Null)).expect("a row");
    let rows = om.get("/admin/audit?action=viewed").await.texts("#log tbody tr");
    assert_eq!(rows.iter().filter(|it| it.contains("Looking as Doctor")).count(), 2, "{rows:?}");
}
