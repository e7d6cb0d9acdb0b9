//! What the family has paid.

use swasthya::models::billing::PaymentReceipted;

use super::{IYER, RAO, check_in, hex, sql};
use crate::support::World;
use crate::support::bills::{bill, bill_at, cash, receive};
use crate::support::world::id;

/// A visit of Asha's, paid in cash; answers the payment's id.
async fn pay(world: &World) -> uuid::Uuid {
    let visit = check_in(world, "asha", "dr_sen").await;
    let (invoice, payment) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let (invoice_hex, andheri, asha) = (hex(invoice), hex(id("andheri")), hex(id("asha")));
    sql(
        world,
        format!(
            "DELETE FROM invoice_lines; DELETE FROM invoices;
             INSERT INTO invoices (id, clinic_id, patient_id, appointment_id, total, paid, issued_at, issued_on)
             VALUES ({invoice_hex}, {andheri}, {asha}, {}, 500, 500, '2026-11-20 05:00:00', '2026-11-20');
             INSERT INTO payments (id, invoice_id, clinic_id, financial_year, receipt, method, amount, received_on, received_at, received_by, attempt)
             VALUES ({}, {invoice_hex}, {andheri}, '2026-27', 12, 'cash', 500, '2026-11-20', '2026-11-20 06:00:00', {}, {});",
            hex(visit.0),
            hex(payment),
            hex(id("user ria")),
            hex(uuid::Uuid::now_v7()),
        ),
    )
    .await;
    payment
}

#[actix_web::test]
async fn a_payment_s_receipt_is_on_the_phone_and_prints() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.get("/patient/receipts").await.count(".empty"), 1);
    let payment = pay(&world).await;
    let page = asha.get("/patient/receipts").await;
    assert!(page.text(".receipts small").contains("AND/2026-27/000012"), "{}", page.html);
    let page = asha.get(&format!("/patient/receipts/{payment}")).await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains("AND/2026-27/000012") && page.html.contains("Asha Rao"));
}

#[actix_web::test]
async fn what_is_still_to_be_paid_stands_above_the_receipts_with_its_button() {
    let world = World::open().await;
    let invoice = bill(&world, "asha");
    sql(&world, format!("UPDATE invoices SET issued_on = '2026-08-01' WHERE id = {}", hex(invoice.0))).await;
    bill_at(&world, "bandra", "kabir");
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/receipts").await;
    assert_eq!(page.texts(".owed h2"), ["Kabir Rao", "Asha Rao"]);
    assert_eq!(page.texts(".owed .facts")[1], "1 Aug 2026Andheri Clinic", "of whichever day");
    let link = "upi://pay?pa=acme.andheri@okbank&pn=Andheri%20Clinic&am=500.00&cu=INR&tn=SW-000001";
    assert_eq!(page.attributes(".owed a", "href"), [link], "Bandra has no UPI id");
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(asha.get(&format!("/patient/receipts?of={}", id("kabir"))).await.texts(".owed h2"), ["Kabir Rao"]);
    assert_eq!(world.sign_in_by_phone(IYER).await.get("/patient/receipts").await.count(".owed"), 0, "another family's");
    assert!(matches!(receive(&world, &cash(invoice, 500)), PaymentReceipted::Received { .. }));
    assert_eq!(asha.get("/patient/receipts").await.texts(".owed h2"), ["Kabir Rao"]);
}

#[actix_web::test]
async fn az_2_another_family_s_receipt_is_not_found() {
    let world = World::open().await;
    let payment = pay(&world).await;
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get(&format!("/patient/receipts/{payment}")).await.status, 404);
    assert_eq!(lakshmi.get("/patient/receipts").await.count(".receipts a"), 0);
}

#[actix_web::test]
async fn what_was_paid_for_a_cancelled_visit_is_said_and_the_visit_is_called_cancelled() {
    let world = World::open().await;
    let invoice = bill(&world, "asha");
    let _ = receive(&world, &cash(invoice, 300));
    let ria = world.sign_in("ria").await;
    let visit = crate::reception::appointments::visit_of(&ria, "Asha Rao").await;
    let page = ria.submit(&format!("{visit}/cancellation"), &[("reason", "Went home"), ("money", "settle")]).await;
    assert!(page.text("#notice").contains("₹300 is to be settled"), "{}", page.html);
    let asha = world.sign_in_by_phone(RAO).await;
    let page = asha.get("/patient/receipts").await;
    assert!(page.text(".owed").contains("Paid for a cancelled visit: ₹300"), "{}", page.html);
    assert!(!page.text(".owed").contains("To pay"), "nothing is due: {}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = asha.get("/patient/visits").await;
    assert_eq!(page.text(".timeline .muted"), "This visit was cancelled.");
    assert!(asha.get(&page.attributes(".timeline a", "href")[0]).await.text(".card").contains("This visit was cancelled."));
}
