//! Money goes where the visit goes, and what is held for one visit pays for the next; what a receipt said it says still.

use swasthya::db::ids::{InvoiceId, PaymentId};
use swasthya::models::billing::PaymentReceipted;

use super::appointments::visit_of;
use super::walk_ins::check_in;
use crate::support::bills::{bill, cash, receive};
use crate::support::world::id;
use crate::support::{Browser, World};

const DESK: &str = "/reception/andheri";

fn paid(world: &World, invoice: InvoiceId, rupees: i64) -> PaymentId {
    match receive(world, &cash(invoice, rupees)) {
        PaymentReceipted::Received { payment, .. } => payment,
        other => panic!("{other:?}"),
    }
}

/// What a receipt says it is for, and how much.
async fn said(desk: &Browser, payment: PaymentId) -> Vec<String> {
    let page = desk.get(&format!("{DESK}/payments/{payment}/receipt")).await;
    [".lines tbody", ".received", ".words"].iter().flat_map(|it| page.texts(it)).collect()
}

/// Lakshmi paid Dr Sen ₹500, and is moved to Dr Joshi, who takes so much: her invoice, her payment, and what its receipt said.
async fn moved(world: &World, desk: &Browser, fee: i64) -> (InvoiceId, PaymentId, Vec<String>) {
    world.run_in("acme", &format!("UPDATE doctors SET fee = {fee} WHERE profile_id = <dr_joshi>"));
    let invoice = bill(world, "lakshmi");
    let payment = paid(world, invoice, 500);
    let before = said(desk, payment).await;
    let visit = visit_of(desk, "Lakshmi Iyer").await;
    let page = desk.submit(&format!("{visit}/move"), &[("doctor", &id("dr_joshi").to_string())]).await;
    assert!(page.text("#notice").contains("Lakshmi Iyer is moved"), "{}", page.html);
    (invoice, payment, before)
}

#[actix_web::test]
async fn a_paid_visit_that_is_moved_to_a_dearer_doctor_owes_the_difference() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (invoice, ..) = moved(&world, &ria, 700).await;
    assert_eq!(ria.get(&format!("{DESK}/queue")).await.text(".visit .badge"), "Due ₹200");
    let page = ria.get(&format!("{DESK}/invoices/{invoice}")).await;
    assert_eq!(["#total", "#paid", "#due"].map(|it| page.text(it)), ["₹700", "₹500", "₹200"]);
    assert_eq!(page.texts("#lines tbody th"), ["Consultation, Dr Vivek Joshi"]);
}

#[actix_web::test]
async fn a_receipt_that_was_given_says_what_it_said_wherever_the_visit_goes() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (invoice, payment, before) = moved(&world, &ria, 700).await;
    assert!(before.iter().any(|it| it.contains("Dr Anjali Sen")), "{before:?}");
    assert_eq!(said(&ria, payment).await, before);
    let rest = paid(&world, invoice, 200);
    let page = ria.get(&format!("{DESK}/payments/{rest}/receipt")).await;
    assert_eq!(page.texts(".lines tbody th"), ["Consultation, Dr Vivek Joshi"]);
    assert!(page.text(".before").contains("₹500") && page.text(".balance").contains("₹0"), "{}", page.html);
}

#[actix_web::test]
async fn what_was_paid_beyond_a_cheaper_doctor_s_fee_is_to_be_settled() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (old, payment, before) = moved(&world, &ria, 300).await;
    assert_eq!(ria.get(&format!("{DESK}/queue")).await.text(".visit .badge"), "Paid");
    assert_eq!(said(&ria, payment).await, before);
    let page = ria.get(&format!("{DESK}/invoices/{old}")).await;
    assert_eq!(page.text("#settling-title"), "₹200 to be settled", "{}", page.html);
    assert_eq!(ria.get(&format!("{DESK}/payments")).await.text("#net"), "₹500", "nothing was taken and nothing given");
    let page = ria.submit(&format!("{DESK}/invoices/{old}/repayment"), &[("reason", "Moved")]).await;
    assert!(page.text("#notice").contains("₹200 is given back"), "{}", page.html);
    assert_eq!(ria.get(&format!("{DESK}/payments")).await.text("#net"), "₹300");
}

#[actix_web::test]
async fn money_that_is_held_for_a_visit_that_was_called_off_is_used_for_the_next_one_once() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let old = bill(&world, "lakshmi");
    let payment = paid(&world, old, 400);
    let before = said(&ria, payment).await;
    let visit = visit_of(&meena, "Lakshmi Iyer").await;
    meena.submit(&format!("{visit}/cancellation"), &[("reason", "Doctor late"), ("money", "settle")]).await;
    check_in(&meena, "lakshmi", "dr_joshi", "normal").await;
    let board = meena.get(&format!("{DESK}/queue")).await;
    let bills = board.attributes(".visit a.badge[href]", "href");
    let new = bills.iter().filter_map(|it| it.split("/invoices/").nth(1)).find(|it| *it != old.to_string()).expect("her new bill");
    let new = format!("{DESK}/invoices/{new}");
    let page = meena.get(&new).await;
    assert!(page.text("#pay").contains("Use the ₹300 that is held"), "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = meena.submit(&format!("{new}/held"), &[]).await;
    assert!(page.text("#notice").contains("₹300 that was held is used"), "{}", page.html);
    assert_eq!((page.text("#due").as_str(), page.text("#paid").as_str()), ("₹0", "₹300"));
    assert!(page.text(".payments").contains("← AND/"), "from which receipt: {}", page.html);
    let page = meena.get(&format!("{DESK}/invoices/{old}")).await;
    assert!(page.text(".payments").contains("used for receipt AND/"), "{}", page.html);
    assert_eq!(page.text("#settling-title"), "₹100 to be settled");
    assert_eq!(said(&ria, payment).await, before);
    assert_eq!(ria.get(&format!("{DESK}/payments")).await.text("#net"), "₹400");
    assert!(meena.submit(&format!("{new}/held"), &[]).await.text("#notice").contains("Nothing is held"), "once");
    let audit = world.sign_in("om").await.get("/admin/audit?action=paid").await;
    assert!(audit.html.contains("← AND/"), "the audit says from which receipt: {}", audit.html);
}

#[actix_web::test]
async fn whoever_may_not_take_money_back_is_told_who_may() {
    let world = World::open().await;
    let meena = world.sign_in("meena").await;
    let invoice = bill(&world, "asha");
    paid(&world, invoice, 500);
    let page = meena.get(&format!("{DESK}/invoices/{invoice}")).await;
    assert!(page.text("#refunders").contains("Ria Fernandes"), "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(world.sign_in("ria").await.get(&format!("{DESK}/invoices/{invoice}")).await.count("#refunders"), 0);
}
