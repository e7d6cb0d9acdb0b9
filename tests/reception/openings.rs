//! Reading a record leaves a trace, and so does a refusal.

use diesel::prelude::*;
use swasthya::schema::directory::audit_logs;

use crate::support::past::{begin, past};
use crate::support::trail::traces;
use crate::support::world::id;
use crate::support::{Browser, World};

const DESK: &str = "/reception/andheri";
const DOCTOR: &str = "/doctor/andheri";

#[actix_web::test]
async fn log_3_every_page_of_a_record_leaves_one_row() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let standing = begin(&world, "andheri", "dr_sen", "lakshmi").await;
    let (ria, sen, om) = (world.sign_in("ria").await, world.sign_in("dr_sen").await, world.sign_in("om").await);
    let at = |base: &str, rest: String| format!("{base}/{rest}");
    let (asha, prescription) = (id("asha"), left["prescription"]);
    let pages: [(&str, &Browser, String, &str, &str, &str); 11] = [
        ("ria", &ria, at(DESK, format!("patients/{asha}")), "asha", "viewed", "record"),
        ("om", &om, at(DESK, format!("patients/{asha}")), "asha", "viewed", "record"),
        ("ria", &ria, at(DESK, format!("patients/{asha}/edit")), "asha", "viewed", "record"),
        ("ria", &ria, at(DESK, format!("patients/new?family={asha}")), "asha", "viewed", "record"),
        ("ria", &ria, at(DESK, format!("patients/{asha}/card")), "asha", "printed", "card"),
        ("ria", &ria, at(DESK, format!("appointments/{}/slip", left["appointment"])), "asha", "printed", "slip"),
        ("ria", &ria, at(DESK, format!("payments/{}/receipt", left["payment"])), "asha", "printed", "receipt"),
        ("ria", &ria, at(DESK, format!("prescriptions/{prescription}")), "asha", "printed", "prescription"),
        ("dr_sen", &sen, at(DOCTOR, format!("prescriptions/{prescription}")), "asha", "printed", "prescription"),
        ("dr_sen", &sen, at(DOCTOR, format!("consultations/{}", left["consultation"])), "asha", "viewed", "consultation"),
        ("dr_sen", &sen, at(DOCTOR, format!("appointments/{standing}/consultation")), "lakshmi", "viewed", "consultation"),
    ];
    for (who, browser, path, patient, action, part) in &pages {
        let before = traces(&world).len();
        for count in 1..=2 {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.html);
            let left = traces(&world);
            assert_eq!(left.len() - before, count, "{path}");
            let last = left.last().expect("a row");
            assert!(last.is_by(who), "{path}: {last:?}");
            let said = (last.action.as_str(), last.resource.as_str(), last.about, last.details["part"].as_str());
            assert_eq!(said, (*action, "patients", Some(id(patient)), Some(*part)), "{path}");
        }
    }
}

#[actix_web::test]
async fn log_3_what_stays_open_while_somebody_writes_in_it_is_noted_once() {
    let world = World::open().await;
    let visit = begin(&world, "andheri", "dr_sen", "asha").await;
    let sen = world.sign_in("dr_sen").await;
    sen.get(&format!("{DOCTOR}/appointments/{visit}/consultation")).await;
    let before = traces(&world).len();
    for words in ["Cough", "Cough and cold", "Cough, cold, fever"] {
        let draft = format!("{DOCTOR}/appointments/{visit}/draft");
        let page = sen.post(&draft, &[("notes", words), ("medicine", "Paracetamol")]).await;
        assert!(page.status < 400, "{}", page.html);
    }
    let page = sen.post(&format!("{DOCTOR}/appointments/{visit}/signature"), &[("dose", "what")]).await;
    assert_eq!((page.status, traces(&world).len()), (422, before), "the same page, with what is wrong");
}

#[actix_web::test]
async fn log_3_a_search_notes_whom_it_showed_once_and_never_what_was_typed() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    for typed in ["98450", "984501", "9845012345", "asha"] {
        assert!(ria.htmx("found", &format!("{DESK}/searches?q={typed}")).await.count("[role=option]") > 0);
    }
    assert_eq!(ria.htmx("found", &format!("{DESK}/searches?q=nobody-like-this")).await.count("[role=option]:not(#p-new)"), 0);
    let left = traces(&world);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!((left[0].action.as_str(), &left[0].details["shown"]), ("searched", &serde_json::json!(3)));
    for name in ["asha", "mohan_rao", "kabir"] {
        assert!(left[0].details["people"].to_string().contains(&id(name).to_string()), "{name}");
    }
    assert!(!left[0].details.to_string().contains("9845"), "{left:?}");
    meena.get(&format!("{DESK}/searches?q=asha")).await;
    ria.get(&format!("{DESK}/patients/duplicates?name=Lakshmi+Iyer&phone=9820011111")).await;
    let left = traces(&world);
    assert!(left.len() == 3 && left[1].is_by("meena") && left[2].is_by("ria"), "each person's own, and whoever is new: {left:?}");
}

#[actix_web::test]
async fn a_familys_reading_of_its_own_records_is_not_noted() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let before = traces(&world).len();
    let asha = world.sign_in_by_phone("98450 12345").await;
    for path in [format!("family/{}", id("kabir")), format!("prescriptions/{}", left["prescription"]), "openings".to_owned()] {
        assert_eq!(asha.get(&format!("/patient/{path}")).await.status, 200, "{path}");
    }
    assert_eq!(traces(&world).len(), before);
}

#[actix_web::test]
async fn log_2_whoever_is_refused_leaves_one_row() {
    let world = World::open().await;
    let theirs = past(&world, "bandra", "dr_sen", "lakshmi").await;
    let (ria, asha) = (world.sign_in("ria").await, world.sign_in_by_phone("98450 12345").await);
    let before = traces(&world).len();
    let prescription = theirs["prescription"];
    let asked = [
        ("ria", &ria, format!("{DESK}/prescriptions/{prescription}"), 404, "prescriptions", Some(prescription)),
        ("ria", &ria, format!("/reception/bandra/patients/{}", id("lakshmi")), 404, "patients", Some(id("lakshmi"))),
        ("ria", &ria, "/admin/audit".to_owned(), 403, "audit", None),
        ("asha", &asha, format!("/patient/prescriptions/{prescription}"), 404, "prescriptions", Some(prescription)),
    ];
    for (nth, (who, browser, path, status, resource, about)) in asked.iter().enumerate() {
        assert_eq!(browser.get(path).await.status, *status, "{path}");
        let left = traces(&world);
        assert_eq!(left.len(), before + nth + 1, "{path}: {left:?}");
        let last = left.last().expect("a row");
        assert!(last.is_by(who), "{path}: {last:?}");
        assert_eq!((last.action.as_str(), last.resource.as_str(), last.about), ("refused", *resource, *about), "{path}");
        assert_eq!(last.details["answer"], *status);
    }
    for _ in 0..100 {
        ria.get(&format!("{DESK}/prescriptions/{}", uuid::Uuid::now_v7())).await;
    }
    let (left, more) = (traces(&world), serde_json::json!("is not noted"));
    let of_ria: Vec<_> = left.iter().filter(|it| it.action == "refused" && it.is_by("ria")).collect();
    assert_eq!((of_ria.len(), &of_ria[49].details["more"]), (50, &more), "nobody fills the log");
}

#[actix_web::test]
async fn log_2_a_refusal_is_of_the_clinic_that_the_address_names() {
    let world = World::open().await;
    let (ria, bela) = (world.sign_in("ria").await, world.sign_in("bela").await);
    let (mira, om) = (world.sign_in("mira").await, world.sign_in("om").await);
    for (who, path, status) in [
        (&ria, format!("{DESK}/prescriptions/{}", uuid::Uuid::now_v7()), 404),
        (&bela, format!("{DESK}/queue"), 404),
        (&ria, "/reception/bandra/queue".to_owned(), 404),
        (&ria, "/reception/nowhere/queue".to_owned(), 404),
        (&ria, "/admin/audit".to_owned(), 403),
    ] {
        assert_eq!(who.get(&path).await.status, status, "{path}");
    }
    let of = |clinic: &str| format!("/admin/audit?action=refused&clinic={}", id(clinic));
    let log = om.get(&of("andheri")).await.texts("#log tbody tr");
    assert!(log.len() == 2 && log[0].contains("Bela Shah") && log[1].contains("Ria Fernandes"), "{log:?}");
    assert_eq!(om.get(&of("bandra")).await.texts("#log tbody tr").len(), 1);
    assert_eq!(om.get("/admin/audit?action=refused").await.texts("#log tbody tr").len(), 5, "one of no clinic, one of none that is there");
    assert_eq!(mira.get("/admin/audit?action=refused").await.texts("#log tbody tr").len(), 2, "those of her clinic");
}

#[actix_web::test]
async fn log_2_another_organisations_door_is_noted_in_the_directory() {
    let world = World::open().await;
    let zoya = world.sign_in("zoya").await;
    assert_eq!(zoya.get(&format!("/o/acme/reception/andheri/patients/{}", id("asha"))).await.status, 404);
    assert!(traces(&world).is_empty(), "she has no row in acme's own log");
    let rows = world.databases().read_directory(|db| {
        audit_logs::table.filter(audit_logs::action.eq("entry_refused")).select((audit_logs::user_id, audit_logs::details)).load(db)
    });
    let rows: Vec<(Option<Vec<u8>>, String)> = rows.await.expect("the log");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].0.as_deref(), Some(&id("user zoya").as_bytes()[..]));
    assert!(rows[0].1.contains("acme"), "{rows:?}");
}

#[actix_web::test]
async fn log_7_what_cannot_be_noted_is_not_shown() {
    let world = World::committed().await;
    let ria = world.sign_in("ria").await;
    let path = format!("{DESK}/patients/{}", id("asha"));
    assert_eq!(ria.get(&path).await.text("h1"), "Asha Rao");
    // No row fits behind the last number that there is.
    let last = "INSERT INTO audit_logs (id, at, user_id, action, resource, details) VALUES \
                (9223372036854775807, UTC_TIMESTAMP(6), <user ria>, 'edited', 'patients', '')";
    world.run_in("acme", last);
    for path in [path, format!("{DESK}/searches?q=lakshmi")] {
        let page = ria.get(&path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(!page.html.contains("Asha Rao") && !page.html.contains("Lakshmi"), "{}", page.html);
    }
    assert_eq!(ria.get(&format!("{DESK}/queue")).await.status, 200, "what opens no record goes on");
}
