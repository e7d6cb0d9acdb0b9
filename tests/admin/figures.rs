//! The day in figures.

use crate::support::World;
use crate::support::past::past;
use crate::support::register::{REGISTER, brought, run};

#[actix_web::test]
async fn every_clinic_has_its_line_and_the_plot_its_table() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let page = om.get("/admin/figures").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.texts("#by-clinic th[scope=row]"), ["Andheri Clinic", "Bandra Clinic"]);
    assert_eq!(page.count("#by-hour svg"), 1);
    assert!(page.count("#by-hour tbody tr") >= 9);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(om.get("/admin/").await.status, 303);
}

#[actix_web::test]
async fn another_day_can_be_looked_at() {
    let world = World::open().await;
    let page = world.sign_in("om").await.get("/admin/figures?on=2026-01-05").await;
    assert!(page.text("h1").contains("5 Jan 2026"), "{}", page.text("h1"));
    assert_eq!(page.text("#figures div:nth-child(2) dd"), "0");
}

#[actix_web::test]
async fn a_day_that_no_calendar_has_is_answered() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    for far in ["-262143-01-01", "%2B262142-12-31", "0000-01-01", "9999-12-31"] {
        for page in [format!("/admin/figures?on={far}"), format!("/admin/audit?from={far}&to={far}")] {
            assert_eq!(om.get(&page).await.status, 200, "{page}");
        }
    }
}

#[actix_web::test]
async fn whom_an_old_register_brings_is_no_new_patient_and_a_number_leads_to_its_rows() {
    let world = World::committed().await;
    past(&world, "andheri", "dr_sen", "asha").await;
    let om = world.sign_in("om").await;
    let before = om.get("/admin/figures").await.text("#figures div:nth-child(4) dd");
    let path = brought(&om, REGISTER).await;
    let preview = om.get(&path).await;
    assert!(preview.text("#rows").contains("Will be registered, marked as possibly twice"), "{}", preview.text("#rows"));
    run(&om, &path).await;
    let page = om.get("/admin/figures").await;
    assert_eq!(page.text("#figures div:nth-child(4) dd"), before);
    let links = page.attributes("#by-clinic td a", "href");
    let board = links.iter().find(|it| it.contains("/reception/andheri/queue?on=")).expect("a way to the board");
    assert!(om.get(board).await.text("#board").contains("Asha Rao"));
    let receipts = links.iter().find(|it| it.contains("/reception/andheri/payments?on=")).expect("a way to the receipts");
    assert!(om.get(receipts).await.text("main").contains("Asha Rao"));
}

#[actix_web::test]
async fn a_week_and_a_month_are_drawn_by_day_and_by_doctor_and_each_number_leads_on() {
    let world = World::committed().await;
    past(&world, "andheri", "dr_sen", "asha").await;
    past(&world, "andheri", "dr_sen", "mohan_rao").await;
    past(&world, "andheri", "dr_joshi", "lakshmi").await;
    let om = world.sign_in("om").await;
    for over in ["week", "month"] {
        let page = om.get(&format!("/admin/figures/span?over={over}")).await;
        assert_eq!((page.status, page.count("#by-day svg"), page.count("#by-doctor svg")), (200, 1, 1), "{}", page.html);
        assert!(page.queries <= 6, "{} statements", page.queries);
        assert_eq!(page.texts("#doctors th[scope=row]"), ["Dr Anjali Sen", "Dr Vivek Joshi"]);
        assert_eq!(page.texts("#doctors td"), ["2", "1"]);
        let links = page.attributes("#days td a", "href");
        assert!(om.get(&links[0]).await.text("#by-clinic").contains("Andheri Clinic"), "{links:?}");
        let one = om.get(&format!("/admin/figures/span{}", page.attributes("#doctors td a", "href")[1])).await;
        assert!(one.text(".page-head").contains("Dr Vivek Joshi"), "{}", one.html);
        assert_eq!(one.texts("#days td a"), ["1"]);
    }
    for far in ["-262143-01-01", "9999-12-31", "soon"] {
        assert_eq!(om.get(&format!("/admin/figures/span?over=month&on={far}")).await.status, 200, "{far}");
    }
}
