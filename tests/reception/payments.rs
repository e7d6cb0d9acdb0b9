//! Taking payments, voiding them, and the day's takings.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use swasthya::db::Author;
use swasthya::db::ids::{AttemptId, ClinicId, InvoiceId};
use swasthya::models::billing::{Invoice, Payment, PaymentReceipted, PaymentVoided};
use swasthya::models::values::Money;

use crate::support::bills::{bill, bill_at, bills, cash, receive, today};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

const LIST: &str = "/reception/andheri/payments";

/// Fills the invoice's form in as it came, but for these fields.
async fn pay(browser: &Browser, invoice: InvoiceId, changes: &[(&str, &str)]) -> Page {
    let address = format!("/reception/andheri/invoices/{invoice}");
    let form = browser.get(&address).await;
    let mut fields: Vec<(&str, String)> = ["amount", "given", "seen", "reference", "attempt"].map(|it| (it, form.value(it))).to_vec();
    fields.push(("method", "cash".to_owned()));
    for (name, value) in changes {
        fields.iter_mut().find(|it| it.0 == *name).expect("a field").1 = (*value).to_owned();
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(&format!("{address}/payments"), &fields).await
}

/// The addresses of the invoice's payments.
fn payments(page: &Page) -> Vec<String> {
    page.attributes(".payments > li", "data-payment").iter().map(|it| format!("/reception/andheri/payments/{it}")).collect()
}

fn number(receipted: &PaymentReceipted) -> i32 {
    match receipted {
        PaymentReceipted::Received { receipt, .. } => receipt.number(),
        other => panic!("not received: {other:?}"),
    }
}

#[actix_web::test]
async fn the_form_as_it_comes_takes_all_that_is_due_in_cash() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = pay(&ria, bill(&world, "asha"), &[]).await;

    assert_eq!((page.text("#due"), page.text(".page-head .badge")), ("₹0".into(), "Paid".into()));
    assert!(page.text(".payments").contains("Cash") && page.text(".payments").contains("Ria Fernandes"));
    assert!(page.text(".receipt").starts_with("AND/") && page.text(".receipt").ends_with("/000001"), "{}", page.text(".receipt"));
    assert_eq!(page.count("#settled a[autofocus]"), 1);
}

#[actix_web::test]
async fn a_part_payment_leaves_the_rest_due() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    assert_eq!(ria.get(&format!("/reception/andheri/invoices/{invoice}")).await.count("#pay #given[autofocus]"), 1);
    let page = pay(&ria, invoice, &[("amount", "200"), ("method", "upi"), ("reference", "4312")]).await;
    assert_eq!(page.attributes("[autofocus]", "href"), ["#given"], "a second Enter goes to the form, and takes nothing");
    assert_eq!(
        (page.text("#due"), page.text(".page-head .badge"), page.value("amount")),
        ("₹300".into(), "Part paid".into(), "300".into())
    );
    let page = pay(&ria, invoice, &[("method", "card")]).await;

    assert_eq!(page.text("#due"), "₹0");
    assert_eq!(page.texts(".payments .amount"), ["₹200", "₹300"]);
}

#[actix_web::test]
async fn enter_names_no_method_and_takes_the_cash_that_was_typed_and_each_method_has_its_button() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let page = ria.get(&format!("/reception/andheri/invoices/{invoice}")).await;
    assert_eq!(page.count("#pay > button:first-child:not([name])"), 1, "Enter presses a form's first button");
    assert_eq!(page.attributes("#pay button[name=method]", "value"), ["cash", "upi", "card"]);
    assert_eq!(page.attributes("#pay button[name=method]", "data-key"), ["c", "u", "k"]);
    assert_eq!(page.attributes("#pay [type=radio]", "name"), Vec::<String>::new());
    let page = pay(&ria, invoice, &[("method", "")]).await;
    assert_eq!((page.status, page.count(".payments > li")), (422, 0));
    assert!(page.text("#method-error").contains("Press c for cash"), "{}", page.html);
    let page = pay(&ria, invoice, &[("method", ""), ("amount", "200"), ("given", "500")]).await;
    assert!(page.text("#notice").contains("Change: ₹300") && page.text(".payments").contains("Cash"), "{}", page.html);
    let page = pay(&ria, invoice, &[("method", ""), ("given", "lots")]).await;
    assert_eq!((page.status, page.count("#given-error"), page.count(".payments > li")), (422, 1, 1));
}

#[actix_web::test]
async fn change_is_worked_out_and_cash_that_is_less_than_the_amount_is_asked_about() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let page = pay(&ria, invoice, &[("given", "200")]).await;
    assert_eq!((page.status, page.value("given"), page.count(".payments > li")), (422, "200".into(), 0));
    assert!(page.text("#given-error").contains("less than the amount"), "{}", page.html);
    let page = pay(&ria, invoice, &[("amount", "300"), ("given", "१०००")]).await;
    assert!(page.text("#notice").contains("Change: ₹700"), "{}", page.html);
    let page = pay(&ria, invoice, &[("given", "50"), ("method", "upi")]).await;
    assert!(page.text("#given-error").contains("₹50 in cash stands here"), "what is no cash has no change: {}", page.html);
    let page = pay(&ria, invoice, &[("given", "500")]).await;
    assert_eq!(page.text("#settled #change"), "Change: ₹300", "it stands there until the page is left");
}

#[actix_web::test]
async fn the_code_asks_for_the_amount_that_is_typed_as_far_as_it_is_due() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let address = format!("/reception/andheri/invoices/{}", bill(&world, "asha"));
    let asked = async |amount: &str| {
        let block = ria.htmx("upi", &format!("{address}?amount={amount}")).await;
        (block.text("figcaption b"), block.attributes("svg path", "d"))
    };
    let (all, part) = (asked("500").await, asked("300").await);
    assert_eq!((all.0.as_str(), part.0.as_str()), ("₹500", "₹300"));
    assert_ne!(all.1, part.1, "another code");
    for amount in ["501", "0", "-1", "abc", ""] {
        assert_eq!(asked(amount).await, all, "{amount:?}");
    }
    assert_eq!(ria.get(&format!("{address}?amount=300")).await.value("amount"), "300", "without script the page has both");
}

#[actix_web::test]
async fn whoever_comes_second_reads_who_was_faster() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let invoice = bill(&world, "asha");
    let address = format!("/reception/andheri/invoices/{invoice}");
    let late = async |form: &Page, amount: &str| {
        let (attempt, seen) = (form.value("attempt"), form.value("seen"));
        let fields = [("amount", amount), ("method", "cash"), ("seen", &seen), ("attempt", &attempt)];
        meena.submit(&format!("{address}/payments"), &fields).await
    };
    let (first, second) = (meena.get(&address).await, meena.get(&address).await);
    pay(&ria, invoice, &[("amount", "300")]).await;
    let page = late(&first, "500").await;
    assert_eq!((page.status, page.value("amount")), (422, "500".into()));
    assert!(page.text("#overtaken").contains("Ria Fernandes has just received ₹300"), "{}", page.html);
    assert_eq!(page.text("#amount-error"), "That is more than is due: ₹200.");
    pay(&ria, invoice, &[]).await;
    let page = late(&second, "500").await;
    assert!(page.text("#overtaken").contains("Ria Fernandes has just received ₹200"), "{}", page.html);
    assert_eq!(
        (page.count("[role=alert][data-variant=danger]"), page.count("#amount-error")),
        (0, 0),
        "nothing is red: she did nothing wrong"
    );
    assert_eq!(page.count(".payments > li"), 2);
}

#[actix_web::test]
async fn an_amount_is_understood_in_the_digits_of_any_script() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = pay(&ria, bill(&world, "asha"), &[("amount", "१००.५०")]).await;
    assert!(page.text(".payments").contains("₹100.50"), "{}", page.html);
}

#[actix_web::test]
async fn more_than_is_due_is_refused_and_nothing_typed_is_lost() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = pay(&ria, bill(&world, "asha"), &[("amount", "500.50"), ("method", "card"), ("reference", "A1")]).await;

    assert_eq!(page.status, 422);
    assert_eq!(page.text("#amount-error"), "That is more than is due: ₹500.");
    assert_eq!((page.value("amount"), page.value("reference")), ("500.50".into(), "A1".into()));
    assert_eq!(page.count(".payments > li"), 0);
}

#[actix_web::test]
async fn what_is_no_amount_or_no_method_is_said_beside_each_field() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    for amount in ["", "0", "-5", "five", "1.234"] {
        let page = pay(&ria, invoice, &[("amount", amount), ("method", "cheque")]).await;
        assert_eq!((page.status, page.value("amount")), (422, amount.to_owned()));
        assert_eq!((page.count("#amount-error"), page.count("#method-error")), (1, 1), "{amount}");
    }
}

#[actix_web::test]
async fn nothing_is_taken_for_a_void_invoice() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", "Free")]).await;
    let attempt = AttemptId::new().to_string();
    let form = [("amount", "200"), ("method", "cash"), ("attempt", attempt.as_str())];
    let page = ria.submit(&format!("/reception/andheri/invoices/{invoice}/payments"), &form).await;

    assert!(page.text("#notice").contains("void"));
    assert_eq!(page.count(".payments > li"), 0);
}

#[actix_web::test]
async fn a_voided_payment_stays_and_its_amount_is_due_again() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let paid = pay(&ria, invoice, &[]).await;
    let voided = ria.submit(&format!("{}/void", payments(&paid)[0]), &[("reason", "Wrong patient")]).await;

    assert_eq!((voided.text("#due"), voided.count(".payments li[data-void]")), ("₹500".into(), 1));
    assert!(voided.text(".payments").contains("Wrong patient"));
    let again = pay(&ria, invoice, &[]).await;
    assert!(again.texts(".payments .receipt")[1].ends_with("/000002"), "a voided number is not used again");
    let twice = ria.submit(&format!("{}/void", payments(&paid)[0]), &[("reason", "Once more")]).await;
    assert!(twice.text("#notice").contains("already") && twice.text("#due") == "₹0");
}

#[actix_web::test]
async fn a_void_needs_its_reason_and_keeps_what_was_typed() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let paid = pay(&ria, bill(&world, "asha"), &[]).await;
    let address = format!("{}/void", payments(&paid)[0]);
    let page = ria.submit(&address, &[("reason", "")]).await;
    assert_eq!((page.status, page.text("#reason-error")), (422, "This must be filled in.".into()));
    assert_eq!(page.count("details.void[open]"), 1);

    let long = "y".repeat(300);
    let page = ria.submit(&address, &[("reason", &long)]).await;
    assert_eq!((page.status, page.value("reason"), page.text("#due")), (422, long, "₹0".into()));
}

#[actix_web::test]
async fn payments_and_voids_are_for_those_who_may() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let invoice = bill(&world, "asha");
    let paid = pay(&meena, invoice, &[]).await;
    assert_eq!(paid.text("#due"), "₹0", "who has payments takes them");
    let address = format!("{}/void", payments(&paid)[0]);

    assert_eq!(paid.count("details.void"), 0);
    assert_eq!(meena.post(&address, &[("reason", "x")]).await.status, 403);
    assert_eq!(world.sign_in("dr_sen").await.post(&address, &[("reason", "x")]).await.status, 403);
    assert_eq!(world.sign_in("bela").await.post(&address.replace("andheri", "bandra"), &[("reason", "x")]).await.status, 404);
    assert_eq!(world.sign_in("zoya").await.post(&address.replace("andheri", "thane"), &[("reason", "x")]).await.status, 404);
    assert_eq!(ria.post(&address, &[("reason", "x")]).await.status, 303);
}

#[actix_web::test]
async fn a_payment_for_another_clinics_invoice_is_not_taken() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill_at(&world, "bandra", "asha");
    let attempt = AttemptId::new().to_string();
    let form = [("amount", "200"), ("method", "cash"), ("attempt", attempt.as_str())];

    assert_eq!(ria.post(&format!("/reception/andheri/invoices/{invoice}/payments"), &form).await.status, 404);
    assert_eq!(ria.post(&format!("/reception/bandra/invoices/{invoice}/payments"), &form).await.status, 404);
}

#[actix_web::test]
async fn the_list_has_what_is_to_be_collected_first() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    pay(&ria, bill(&world, "asha"), &[]).await;
    let _ = bill(&world, "lakshmi");
    pay(&ria, bill(&world, "kabir"), &[("amount", "1")]).await;
    let page = ria.get(LIST).await;

    assert_eq!(page.texts("#invoices .patient"), ["Lakshmi Iyer", "Kabir Rao", "Asha Rao"]);
    assert_eq!(page.texts("#invoices .badge"), ["To pay", "Part paid", "Paid"]);
    assert_eq!(page.texts("#invoices .due"), ["₹500", "₹499", "–"]);
    assert_eq!(page.text("#all-due"), "Due ₹999");
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn the_list_names_the_doctor_and_is_narrowed_by_name_number_or_token() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for patient in ["asha", "lakshmi", "kabir"] {
        pay(&ria, bill(&world, patient), &[("amount", "1")]).await;
    }
    let page = ria.get(LIST).await;
    assert_eq!(page.texts("#invoices .doctor"), ["Dr Anjali Sen"; 3]);
    let mut receipts = page.texts("#receipts tbody th a");
    assert_eq!(receipts.len(), 3);
    receipts.sort();
    assert_eq!(page.texts("#receipts tbody th a"), receipts, "by their numbers");
    let found = async |words: &str| ria.get(&format!("{LIST}?q={words}")).await.texts("#invoices .patient");
    assert_eq!(found("iyer").await, ["Lakshmi Iyer"]);
    assert_eq!(found("anjali").await.len(), 3);
    assert_eq!(found("sw-000001").await, ["Asha Rao"]);
    assert_eq!(found("%E0%A5%A8").await, ["Lakshmi Iyer"], "the second token, in Devanagari digits");
    let page = ria.get(&format!("{LIST}?q=zzz")).await;
    assert_eq!((page.count("#invoices"), page.text(".empty p")), (0, "No invoice of this day for “zzz”.".into()));
    assert_eq!(
        (page.attributes("#of", "value")[0].as_str(), page.text("#all-due")),
        ("zzz", "Due ₹1,497".into()),
        "what the day owes is said all the same"
    );
}

#[actix_web::test]
async fn the_takings_add_up_and_show_what_was_voided() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let asha = bill(&world, "asha");
    pay(&ria, asha, &[("amount", "200")]).await;
    let paid = pay(&ria, asha, &[("method", "upi")]).await;
    pay(&ria, bill(&world, "lakshmi"), &[("method", "card"), ("amount", "450.50")]).await;
    ria.submit(&format!("{}/void", payments(&paid)[1]), &[("reason", "Sent back")]).await;
    let page = ria.get(LIST).await;

    assert_eq!(page.texts("#takings tr[data-method] td.num"), ["1", "₹200", "1", "₹300", "1", "₹450.50"]);
    assert_eq!(page.count("#takings tr.voided"), 1);
    assert!(page.text("#takings tr.voided").contains("Sent back") && page.text("#takings tr.voided").contains("−₹300"));
    assert_eq!(page.text("#takings tr[data-net=upi] td"), "₹0");
    assert_eq!(page.text("#net"), "₹650.50");
    assert_eq!(page.count("#receipts tbody tr"), 3);
}

#[actix_web::test]
async fn each_receipt_names_who_took_it_and_one_s_own_takings_are_a_tap_away() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    pay(&ria, bill(&world, "asha"), &[]).await;
    pay(&meena, bill(&world, "lakshmi"), &[("amount", "200")]).await;
    let page = ria.get(LIST).await;
    assert_eq!(page.text("#net"), "₹700");
    let receipts = page.texts("#receipts tbody th");
    assert!(receipts[0].contains("Ria Fernandes") && receipts[1].contains("Meena Patil"), "{receipts:?}");
    let page = meena.get(&format!("{LIST}?by=me")).await;
    assert_eq!((page.text("#net").as_str(), page.count("#receipts tbody tr")), ("₹200", 1));
    assert_eq!(page.texts("nav.choices [aria-current]"), ["Mine"]);
}

#[actix_web::test]
async fn another_day_and_an_empty_one_can_be_looked_at() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    pay(&ria, bill(&world, "asha"), &[]).await;
    let yesterday = today().pred_opt().expect("a day");
    let page = ria.get(&format!("{LIST}?on={yesterday}")).await;
    assert_eq!((page.count("#invoices"), page.text("#net")), (0, "₹0".into()));
    assert!(page.count(".empty a[href]") == 1);
    let page = ria.get(&format!("{LIST}?on={}", today())).await;
    assert_eq!(page.count("#invoices tbody tr"), 1);

    for far in ["nonsense", "-262143-01-01", "%2B262142-12-31", "0000-01-01", "9999-12-31"] {
        assert_eq!(ria.get(&format!("{LIST}?on={far}")).await.status, 200, "{far}");
    }
}

#[actix_web::test]
async fn another_clinics_takings_are_its_own() {
    let world = World::open().await;
    let (ria, bela) = (world.sign_in("ria").await, world.sign_in("bela").await);
    pay(&ria, bill(&world, "asha"), &[]).await;
    let page = bela.get("/reception/bandra/payments").await;

    assert_eq!((page.count("#invoices"), page.text("#net")), (0, "₹0".into()));
    assert_eq!(bela.get(LIST).await.status, 404);
}

#[actix_web::test]
async fn the_hindi_page_is_hindi() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    ria.post("/language", &[("language", "hi"), ("next", "/")]).await;

    assert_eq!(ria.get(&format!("/reception/andheri/invoices/{invoice}")).await.text(".page-head .badge"), "बाकी");
    assert_eq!(ria.get(LIST).await.text("h1"), "भुगतान");
}

#[actix_web::test]
async fn what_is_paid_never_exceeds_the_total_whatever_is_tried() {
    let world = World::open().await;
    let clinic = ClinicId(id("andheri"));
    let mut runner = TestRunner::new(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() });
    let steps = prop::collection::vec((1_i64..400, any::<bool>()), 1..12);
    runner
        .run(&steps, |steps| {
            let invoice = bills(&world, 1)[0];
            let (mut standing, mut paid) = (Vec::new(), 0);
            for (rupees, void) in steps {
                if void && let Some((payment, amount)) = standing.pop() {
                    let void = world
                        .databases()
                        .write_now("acme", &Author::system(), |tx| Payment::void(tx, clinic, payment, "tried", today()))
                        .expect("an answer");
                    let done = matches!(void, PaymentVoided::Voided { .. });
                    prop_assert!(done, "{:?}", void);
                    paid -= amount;
                    continue;
                }
                match receive(&world, &cash(invoice, rupees)) {
                    PaymentReceipted::Received { payment, .. } => {
                        standing.push((payment, rupees));
                        paid += rupees;
                    }
                    PaymentReceipted::TooMuch { due } => prop_assert_eq!(due, Money::rupees(500 - paid)),
                    PaymentReceipted::Voided => prop_assert!(false, "the invoice stands"),
                }
                let now = world.databases().read_now("acme", |db| Invoice::at_clinic(db, clinic, invoice)).expect("an invoice");
                prop_assert_eq!(now.paid, Money::rupees(paid));
                prop_assert!(now.paid <= now.total);
            }
            Ok(())
        })
        .expect("sums that hold");
}

#[actix_web::test]
async fn sixty_four_payments_at_once_have_receipts_one_to_sixty_four() {
    let world = World::committed().await;
    let invoices = bills(&world, 64);
    let databases = Arc::clone(&world.state.databases);
    let takers: Vec<_> = invoices
        .into_iter()
        .map(|invoice| {
            let databases = Arc::clone(&databases);
            std::thread::spawn(move || {
                databases.write_now("acme", &Author::system(), |tx| Payment::receive(tx, &cash(invoice, 500))).map(|it| number(&it))
            })
        })
        .collect();
    let numbers: Vec<i32> = takers.into_iter().map(|it| it.join().expect("a taker").expect("a receipt")).collect();

    assert_eq!(numbers.len(), 64);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), (1..=64).collect());
}

#[actix_web::test]
async fn two_at_once_for_the_whole_due_are_one_payment() {
    let world = World::committed().await;
    for invoice in bills(&world, 8) {
        let databases = Arc::clone(&world.state.databases);
        let takers: Vec<_> = (0..2)
            .map(|_| {
                let databases = Arc::clone(&databases);
                std::thread::spawn(move || databases.write_now("acme", &Author::system(), |tx| Payment::receive(tx, &cash(invoice, 500))))
            })
            .collect();
        let answers: Vec<PaymentReceipted> = takers.into_iter().map(|it| it.join().expect("a taker").expect("an answer")).collect();
        assert_eq!(answers.iter().filter(|it| matches!(it, PaymentReceipted::Received { .. })).count(), 1, "{answers:?}");
        assert!(answers.contains(&PaymentReceipted::TooMuch { due: Money::ZERO }), "{answers:?}");
    }
}
