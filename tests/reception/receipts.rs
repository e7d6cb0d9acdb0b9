//! The printed receipt.

use swasthya::db::ids::{InvoiceId, PaymentId, ProfileId};
use swasthya::models::billing::{Payment, PaymentReceipted};

use crate::support::bills::{bill, cash, receive, today};
use crate::support::world::id;
use crate::support::{Page, World};

fn paid(world: &World, invoice: InvoiceId, rupees: i64) -> PaymentId {
    match receive(world, &cash(invoice, rupees)) {
        PaymentReceipted::Received { payment, .. } => payment,
        other => panic!("{other:?}"),
    }
}

async fn printed(world: &World, payment: PaymentId) -> Page {
    world.sign_in("ria").await.get(&format!("/reception/andheri/payments/{payment}/receipt")).await
}

#[actix_web::test]
async fn it_says_who_paid_what_for_what_to_whom_in_figures_and_words() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let form = ria.get(&format!("/reception/andheri/invoices/{invoice}")).await;
    let fields = [("amount", "350.50"), ("method", "upi"), ("reference", "43120099"), ("attempt", &form.value("attempt"))];
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/payments"), &fields).await;
    let receipt = ria.get(&page.attributes(".payments a.button", "href")[0]).await;

    let year = swasthya::models::values::FinancialYear::of(today());
    assert_eq!(receipt.text(".receipt-number"), format!("AND/{year}/000001"));
    assert_eq!(receipt.text(".patient"), "Asha Rao");
    assert!(receipt.text("main").contains("SW-000001") && receipt.text(".letterhead").contains("Andheri Clinic"));
    assert_eq!(receipt.texts(".lines tbody th"), ["Consultation, Dr Anjali Sen"]);
    assert!(receipt.text(".received").contains("UPI") && receipt.text(".received").contains("₹350.50"));
    assert!(receipt.text(".received").contains("43120099"));
    assert_eq!(receipt.text(".words"), "Three hundred and fifty rupees and fifty paise only");
    assert!(receipt.text(".balance").contains("₹149.50"));
    assert!(receipt.text(".sheet-end").contains("Ria Fernandes"));
    assert_eq!((receipt.count("[data-paper=a5]"), receipt.count(".void-mark"), receipt.count(".gstin")), (1, 0, 0));
    assert!(receipt.queries <= 6, "{} statements", receipt.queries);
}

#[actix_web::test]
async fn it_says_the_balance_of_its_own_moment_however_late_it_is_printed() {
    let world = World::open().await;
    let invoice = bill(&world, "asha");
    let first = paid(&world, invoice, 200);
    paid(&world, invoice, 300);

    assert!(printed(&world, first).await.text(".balance").contains("₹300"));
}

#[actix_web::test]
async fn it_says_what_was_paid_before_by_which_receipts_so_that_it_adds_up() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let taken_back = paid(&world, invoice, 50);
    ria.submit(&format!("/reception/andheri/payments/{taken_back}/void"), &[("reason", "Wrong note")]).await;
    let first = paid(&world, invoice, 200);
    let second = printed(&world, paid(&world, invoice, 300)).await;

    let year = swasthya::models::values::FinancialYear::of(today());
    assert_eq!(second.texts(".before"), [format!("Paid before, receipt AND/{year}/000002₹200")], "{}", second.html);
    assert!(second.text(".received").contains("₹300") && second.text(".balance").contains("₹0"));
    assert_eq!(printed(&world, first).await.count(".before"), 0, "what came later is not on it");
}

#[actix_web::test]
async fn it_is_on_the_paper_that_the_clinic_chose_and_on_a5_at_home() {
    let world = World::open().await;
    let (om, payment) = (world.sign_in("om").await, paid(&world, bill(&world, "asha"), 500));
    let clinic = format!("/admin/clinics/{}", id("andheri"));
    let before = om.get(&clinic).await;
    let kept = ["name", "kind", "fee", "refund_limit", "upi_id", "gstin", "was"].map(|field| (field, before.value(field)));
    let mut form: Vec<(&str, &str)> = kept.iter().map(|(field, value)| (*field, value.as_str())).collect();
    form.push(("receipt_paper", "roll"));
    assert_eq!(om.submit(&clinic, &form).await.status, 200);
    assert_eq!(om.get(&clinic).await.attributes("[name=receipt_paper][checked]", "value"), ["roll"]);

    assert_eq!(printed(&world, payment).await.attributes("body", "data-paper"), ["roll"]);
    let asha = world.sign_in_by_phone("98450 12345").await;
    assert_eq!(asha.get(&format!("/patient/receipts/{payment}")).await.attributes("body", "data-paper"), ["a5"]);
}

#[actix_web::test]
async fn a_voided_one_says_void_across_and_why() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let payment = paid(&world, bill(&world, "asha"), 500);
    ria.submit(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", "Paid twice")]).await;
    let page = printed(&world, payment).await;

    assert_eq!(page.text(".void-mark"), "VOID");
    assert!(page.text(".void-reason").contains("Paid twice"));
    assert_eq!(page.count(".balance"), 0, "what was taken back leaves no balance to speak of");
}

#[actix_web::test]
async fn in_hindi_its_words_are_hindi() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let payment = paid(&world, bill(&world, "asha"), 500);
    ria.post("/language", &[("language", "hi"), ("next", "/")]).await;
    let page = ria.get(&format!("/reception/andheri/payments/{payment}/receipt")).await;

    assert_eq!(page.text(".words"), "पाँच सौ रुपये मात्र");
}

#[actix_web::test]
async fn another_clinics_receipt_is_not_there() {
    let world = World::open().await;
    let payment = paid(&world, bill(&world, "asha"), 500);
    let (bela, zoya) = (world.sign_in("bela").await, world.sign_in("zoya").await);

    assert_eq!(bela.get(&format!("/reception/bandra/payments/{payment}/receipt")).await.status, 404);
    assert_eq!(zoya.get(&format!("/reception/thane/payments/{payment}/receipt")).await.status, 404);
    assert_eq!(printed(&world, PaymentId::new()).await.status, 404);
}

#[actix_web::test]
async fn a_family_finds_its_own_receipts_and_no_others() {
    let world = World::open().await;
    let (asha, lakshmi) = (paid(&world, bill(&world, "asha"), 200), paid(&world, bill(&world, "lakshmi"), 500));
    let family: Vec<ProfileId> = ["asha", "mohan_rao", "kabir"].map(|it| ProfileId(id(it))).to_vec();
    let theirs = world.databases().read_now("acme", |db| Payment::of_family(db, &family)).expect("receipts");

    assert_eq!(
        theirs.iter().map(|it| (it.id, it.patient.as_str(), it.clinic.as_str())).collect::<Vec<_>>(),
        [(asha, "Asha Rao", "Andheri Clinic")]
    );
    assert!(world.databases().read_now("acme", |db| Payment::receipt_of_family(db, &family, asha)).is_ok());
    assert!(world.databases().read_now("acme", |db| Payment::receipt_of_family(db, &family, lakshmi)).is_err());
}
