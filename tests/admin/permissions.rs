//! The table of permissions, and what they are worth at the next request.

use swasthya::models::practice::{Permission, PermissionTemplate};

use crate::support::World;
use crate::support::past::past;
use crate::support::world::id;

#[actix_web::test]
async fn every_permission_has_its_sentence_and_says_which_template_holds_it() {
    let world = World::open().await;
    let page = world.sign_in("om").await.get("/admin/permissions").await;
    assert_eq!(page.count("#permissions tbody tr"), Permission::ALL.len());
    assert!(page.texts("#permissions tbody small").iter().all(|it| it.len() > 20 && !it.contains("permission-")), "{}", page.html);
    let held: usize = PermissionTemplate::ALL.iter().map(|it| it.permissions().len()).sum();
    assert_eq!(page.count("#permissions td svg"), held);
}

#[actix_web::test]
async fn az_3_staff_without_any_permission_sees_the_board_and_patients_and_nothing_to_press() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let sana = world.sign_in("sana").await;
    let board = sana.get("/reception/andheri/queue").await;
    assert_eq!((board.status, board.count("#board form")), (200, 0), "{}", board.html);
    assert_eq!(board.texts(".topbar > nav a"), ["Today"]);
    let found = sana.get("/reception/andheri/searches?q=rao").await;
    let asha = format!("/o/acme/reception/andheri/patients/{}", left["patient"]);
    assert!(found.attributes("[role=option]", "href").contains(&asha), "{}", found.html);
    assert_eq!(found.count("#p-new"), 0);
    let card = sana.get(&asha).await;
    assert_eq!((card.status, card.texts(".page-head .actions a").len()), (200, 1), "only the card to print: {}", card.html);
    let visit = sana.get(&format!("/reception/andheri/appointments/{}", left["appointment"])).await;
    assert_eq!((visit.status, visit.count("main form")), (200, 0));
}

#[actix_web::test]
async fn az_3_each_permission_opens_its_own_screens_and_no_others() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let sana = world.sign_in("sana").await;
    let (visit, invoice) = (left["appointment"], left["invoice"]);
    let doors = [
        ("patients", "GET", "patients/new".to_owned()),
        ("check_ins", "POST", format!("appointments/{visit}/cancellation")),
        ("bookings", "GET", "bookings/requests".to_owned()),
        ("calls", "POST", format!("appointments/{visit}/call")),
        ("bills", "GET", format!("invoices/{invoice}")),
        ("payments", "POST", format!("invoices/{invoice}/payments")),
        ("refunds", "POST", format!("invoices/{invoice}/void")),
        ("prescriptions", "GET", format!("prescriptions/{}", left["prescription"])),
        ("vitals", "GET", format!("appointments/{visit}/vitals")),
        ("schedules", "GET", "schedules".to_owned()),
    ];
    for (held, ..) in &doors {
        world.run_in("acme", &format!(r#"UPDATE clinic_members SET permissions = '["{held}"]' WHERE id = <sana at andheri>"#));
        for (needed, method, path) in &doors {
            let path = format!("/reception/andheri/{path}");
            let page = if *method == "GET" { sana.get(&path).await } else { sana.post(&path, &[]).await };
            let money = ["payments", "refunds"].contains(held) && *needed == "bills";
            assert_eq!(page.status != 403, held == needed || money, "{held} at {path}: {}", page.status);
        }
    }
}

#[actix_web::test]
async fn whoever_was_staff_before_keeps_what_was_open_to_staff() {
    let world = World::open().await;
    world.run_in("acme", r#"UPDATE clinic_members SET permissions = '["payments"]' WHERE id = <meena at andheri>"#);
    world.run_in("acme", "UPDATE clinic_members SET permissions = '[]' WHERE id = <bela at bandra>");
    let step = include_str!("../../migrations/organisation/2026-11-20-0035_staff_permissions/up.sql");
    world.run_in("acme", step);
    world.run_in("acme", step);
    let page = world.sign_in("om").await.get(&format!("/admin/people/{}", id("meena"))).await;
    let held = page.attributes("[name=permissions][checked]", "value");
    // As the step wrote them, whatever a template holds later.
    let kept = ["patients", "check_ins", "calls", "bills", "payments", "prescriptions"];
    assert_eq!(held, kept.map(|it| format!("{} {it}", id("andheri"))));
    let bela = world.sign_in("bela").await;
    assert_eq!(bela.get("/reception/bandra/payments").await.status, 200);
    let pay = format!("/reception/bandra/invoices/{}/payments", id("no bill"));
    assert_eq!(bela.post(&pay, &[]).await.status, 403, "no more than before");
    assert_eq!(world.sign_in("sana").await.get("/reception/andheri/patients/new").await.status, 200, "also whoever had nothing named");
}

#[actix_web::test]
async fn az_3_a_front_desk_sees_allergies_and_neither_complaints_nor_conditions() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    world.run_in("acme", "INSERT INTO conditions (id, patient_id, name, noted_at) VALUES (<asthma>, <asha>, 'Asthma', UTC_TIMESTAMP(6))");
    let medicine =
        "INSERT INTO current_medicines (id, patient_id, name, noted_at) VALUES (<inhaler>, <asha>, 'Salbutamol', UTC_TIMESTAMP(6))";
    world.run_in("acme", medicine);
    world.run_in("acme", "UPDATE patients SET remarks = 'Wheezes in winter' WHERE profile_id = <asha>");
    let pages = [
        "queue".to_owned(),
        format!("queue?patient={}", id("asha")),
        "searches?q=asha".to_owned(),
        format!("patients/{}", id("asha")),
        format!("patients/{}/edit", id("asha")),
        format!("patients/{}/card", id("asha")),
        format!("appointments/{}", left["appointment"]),
        format!("appointments/{}/slip", left["appointment"]),
        format!("invoices/{}", left["invoice"]),
        format!("payments/{}/receipt", left["payment"]),
        "unfinished".to_owned(),
    ];
    let hidden = ["Fever", "Viral fever", "Asthma", "Salbutamol", "Wheezes in winter"];
    let (ria, sana, mira) = (world.sign_in("ria").await, world.sign_in("sana").await, world.sign_in("mira").await);
    let mut shown: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    for path in &pages {
        let path = format!("/reception/andheri/{path}");
        for browser in [&ria, &sana] {
            let page = browser.get(&path).await;
            let seen: Vec<_> = hidden.iter().filter(|it| page.html.contains(**it)).collect();
            assert!(seen.is_empty(), "{path} shows {seen:?}");
        }
        let page = mira.get(&path).await;
        shown.extend(hidden.iter().filter(|it| page.html.contains(**it)).copied());
    }
    assert_eq!(shown.len(), hidden.len() - 1, "a permission shows all but the diagnosis, which is the doctor's: {shown:?}");
    let record = ria.get(&format!("/reception/andheri/patients/{}", id("asha"))).await;
    assert_eq!(record.texts(".allergies .badge"), ["Penicillin"]);
    let removal = format!("/reception/andheri/patients/{}/alerts/removal", id("asha"));
    let row = format!("condition:{}", id("asthma"));
    assert_eq!(ria.post(&removal, &[("forget", &row)]).await.status, 404, "what she does not see she does not take away");
    assert_eq!(mira.post(&removal, &[("forget", &row)]).await.status, 303);
}

#[actix_web::test]
async fn whoever_stands_for_a_nurse_or_a_manager_keeps_what_patients_come_for() {
    let world = World::open().await;
    let set = |who: &str, held: &str| world.run_in("acme", &format!("UPDATE clinic_members SET permissions = '{held}' WHERE id = <{who}>"));
    set("meena at andheri", r#"["check_ins","calls","prescriptions"]"#);
    let all = r#"["patients","check_ins","calls","bills","payments","refunds","prescriptions","figures","imports","audit","people"]"#;
    set("mira at andheri", all);
    let step = include_str!("../../migrations/organisation/2026-11-27-0085_staff_health/up.sql");
    world.run_in("acme", step);
    world.run_in("acme", step);
    let om = world.sign_in("om").await;
    let held = async |who: &str| om.get(&format!("/admin/people/{}", id(who))).await.attributes("[name=permissions][checked]", "value");
    let health = format!("{} health", id("andheri"));
    for (who, keeps) in [("meena", true), ("mira", true), ("ria", false), ("sana", false)] {
        assert_eq!(held(who).await.iter().filter(|it| **it == health).count(), usize::from(keeps), "{who}");
    }
}
