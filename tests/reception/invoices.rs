//! The invoice's page, and voiding an invoice.

use crate::support::bills::{bill, bill_at, cash, receive};
use crate::support::{Browser, Page, World};

async fn opened(browser: &Browser, invoice: impl ToString) -> Page {
    browser.get(&format!("/reception/andheri/invoices/{}", invoice.to_string())).await
}

#[actix_web::test]
async fn it_says_for_whom_what_for_and_what_is_due() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = opened(&ria, bill(&world, "asha")).await;

    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Asha Rao");
    assert_eq!(page.texts("#lines tbody th"), ["Consultation, Dr Anjali Sen"]);
    assert_eq!((page.text("#total"), page.text("#paid"), page.text("#due")), ("₹500".into(), "₹0".into(), "₹500".into()));
    assert_eq!(page.value("amount"), "500");
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn the_qr_code_asks_for_what_is_still_due() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let all = opened(&ria, invoice).await;
    assert_eq!(all.count(".upi svg.qr"), 1);
    let _ = receive(&world, &cash(invoice, 200));
    let rest = opened(&ria, invoice).await;

    assert!(rest.text(".upi").contains("₹300"));
    assert_ne!(all.attributes(".upi svg path", "d"), rest.attributes(".upi svg path", "d"));
}

#[actix_web::test]
async fn a_clinic_without_a_upi_id_says_so() {
    let world = World::open().await;
    let bela = world.sign_in("bela").await;
    let page = bela.get(&format!("/reception/bandra/invoices/{}", bill_at(&world, "bandra", "asha"))).await;

    assert_eq!((page.status, page.count("svg.qr")), (200, 0));
    assert!(page.text(".upi").contains("no UPI id"));
}

#[actix_web::test]
async fn the_same_visit_has_one_invoice() {
    let world = World::open().await;
    assert_eq!(bill(&world, "asha"), bill(&world, "asha"));
}

#[actix_web::test]
async fn an_unpaid_invoice_is_voided_with_a_reason_and_stays_in_the_list() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", "Seen free of charge")]).await;

    assert!(page.text(".void-reason").contains("Seen free of charge"));
    assert_eq!((page.text("#due"), page.count("#pay")), ("₹0".into(), 0));
    let list = ria.get("/reception/andheri/payments").await;
    assert_eq!(list.texts("#invoices .badge"), ["Void"]);
}

#[actix_web::test]
async fn a_void_without_its_reason_is_asked_for_it() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", "  ")]).await;

    assert_eq!((page.status, page.text("#reason-error")), (422, "This must be filled in.".into()));
    assert_eq!(page.text("#due"), "₹500");
}

#[actix_web::test]
async fn a_void_with_too_long_a_reason_keeps_it() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (invoice, long) = (bill(&world, "asha"), "x".repeat(256));
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", &long)]).await;

    assert_eq!((page.status, page.value("reason")), (422, long));
}

#[actix_web::test]
async fn an_invoice_with_money_on_it_is_not_voided() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let _ = receive(&world, &cash(invoice, 200));
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", "Mistake")]).await;

    assert!(page.text("#notice").contains("₹200"), "{}", page.text("#notice"));
    assert_eq!(page.text("#due"), "₹300");
}

#[actix_web::test]
async fn who_may_not_refund_may_not_void() {
    let world = World::open().await;
    let meena = world.sign_in("meena").await;
    let invoice = bill(&world, "asha");

    assert_eq!(opened(&meena, invoice).await.count("details.void"), 0);
    assert_eq!(meena.post(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", "x")]).await.status, 403);
}

#[actix_web::test]
async fn another_clinics_invoice_is_not_there() {
    let world = World::open().await;
    let (bela, zoya) = (world.sign_in("bela").await, world.sign_in("zoya").await);
    let invoice = bill(&world, "asha");

    assert_eq!(bela.get(&format!("/reception/bandra/invoices/{invoice}")).await.status, 404);
    assert_eq!(bela.get(&format!("/reception/andheri/invoices/{invoice}")).await.status, 404);
    assert_eq!(bela.post(&format!("/reception/bandra/invoices/{invoice}/void"), &[("reason", "x")]).await.status, 404);
    assert_eq!(zoya.get(&format!("/reception/thane/invoices/{invoice}")).await.status, 404);
    assert_eq!(world.sign_in("dr_sen").await.get(&format!("/reception/andheri/invoices/{invoice}")).await.status, 403);
}

#[actix_web::test]
async fn the_invoice_of_a_cancelled_visit_stands_again_when_the_visit_does() {
    let world = World::open().await;
    let invoice = bill(&world, "asha");
    let ria = world.sign_in("ria").await;
    let visit = super::appointments::visit_of(&ria, "Asha Rao").await;
    ria.submit(&format!("{visit}/cancellation"), &[]).await;
    let page = opened(&ria, invoice).await;
    assert_eq!(page.text(".void-reason"), "Void: The visit was cancelled");
    ria.submit(&format!("{visit}/cancellation/removal?step=cancelled"), &[]).await;
    assert_eq!(opened(&ria, invoice).await.count(".void-reason"), 0);
    let board = ria.get("/reception/andheri/queue").await;
    assert_eq!(board.texts(".visit .badge"), ["Due ₹500"]);
}
