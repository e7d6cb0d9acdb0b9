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
        ("calls", "POST", format!("appointments/{visit}/call")),
        ("bills", "GET", format!("invoices/{invoice}")),
        ("payments", "POST", format!("invoices/{invoice}/payments")),
        ("refunds", "POST", format!("invoices/{invoice}/void")),
        ("prescriptions", "GET", format!("prescriptions/{}", left["prescription"])),
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
