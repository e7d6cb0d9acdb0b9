//! Taking back more than the clinic's limit: a second factor first, and nothing typed is lost.

use swasthya::models::billing::PaymentReceipted;

use crate::support::bills::{bill, cash, receive};
use crate::support::world::{PASSWORD, id, next_code};
use crate::support::{Browser, World};

const REASON: &str = "Charged twice: दो बार लिया";

/// Ria sets up two steps.
async fn set_up(world: &World, name: &str) -> Browser {
    let browser = world.sign_in(name).await;
    browser.submit("/account/two-step", &[]).await;
    let code = next_code(world.databases(), name).await;
    assert_eq!(browser.submit("/account/two-step/confirmation", &[("code", &code)]).await.count("#recovery-codes"), 1);
    browser
}

/// What the admin says of Andheri, besides its limit.
async fn limit(world: &World, rupees: &str) {
    let om = world.sign_in("om").await;
    let clinic = format!("/admin/clinics/{}", id("andheri"));
    let before = om.get(&clinic).await;
    assert_eq!(before.value("refund_limit"), "2000.00", "what it is where nobody set it");
    let form = [("name", "Andheri"), ("kind", "clinic"), ("fee", "500"), ("refund_limit", rupees)];
    assert_eq!(om.submit(&clinic, &form).await.status, 200);
    assert_eq!(om.get(&clinic).await.value("refund_limit"), format!("{rupees}.00"));
}

#[actix_web::test]
async fn ses_9_taking_back_more_than_the_limit_asks_for_the_second_factor_and_keeps_what_was_typed() {
    let world = World::open().await;
    limit(&world, "400").await;
    let ria = set_up(&world, "ria").await;
    let invoice = bill(&world, "asha");
    let PaymentReceipted::Received { payment, .. } = receive(&world, &cash(invoice, 500)) else { panic!("no payment") };
    let (page, void) = (format!("/o/acme/reception/andheri/invoices/{invoice}"), format!("/reception/andheri/payments/{payment}/void"));
    world.let_pass_in_session("ria", 6).await;
    let first = ria.post(&void, &[("reason", REASON)]).await;
    assert_eq!((first.status, first.header("location")), (303, format!("/account/confirm?next={page}").as_str()));
    let confirm = ria.get(first.location()).await;
    assert!(confirm.text("#notice").contains("₹500"), "{}", confirm.html);
    assert_eq!(ria.get(&page).await.text("#paid"), "₹500", "nothing was done");
    let code = next_code(world.databases(), "ria").await;
    let back = ria.submit("/account/confirm", &[("code", &code), ("next", &page)]).await;
    assert_eq!(back.attributes(&format!("#reason-{payment}"), "value"), [REASON], "{}", back.html);
    assert_eq!(back.count("details.void[open]"), 1);
    assert!(ria.submit(&void, &[("reason", REASON)]).await.text("#notice").contains("is void"));
    assert_eq!(ria.get(&page).await.count("details.void[open]"), 0, "it is kept no longer");
    let whole = ria.submit(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", REASON)]).await;
    assert!(whole.text("#notice").contains("The invoice is void"), "the factor was shown just now: {}", whole.html);
}

#[actix_web::test]
async fn ses_9_an_invoice_above_the_limit_is_voided_with_the_second_factor_too() {
    let world = World::open().await;
    limit(&world, "400").await;
    let ria = set_up(&world, "ria").await;
    let invoice = bill(&world, "asha");
    world.let_pass_in_session("ria", 6).await;
    let first = ria.post(&format!("/reception/andheri/invoices/{invoice}/void"), &[("reason", REASON)]).await;
    assert!(first.header("location").starts_with("/account/confirm?next="), "{}", first.status);
    let page = ria.get(&format!("/reception/andheri/invoices/{invoice}")).await;
    assert_eq!(page.attributes(&format!("#reason-{invoice}"), "value"), [REASON]);
    assert_eq!(page.count("#refund-not-yet"), 1, "and that nothing was taken back yet");
    let other = bill(&world, "lakshmi");
    let page = ria.get(&format!("/reception/andheri/invoices/{other}")).await;
    assert!(!page.html.contains("Charged twice"), "of another invoice nothing was typed");
}

#[actix_web::test]
async fn ses_9_whoever_has_no_second_factor_is_told_what_to_do() {
    let world = World::open().await;
    limit(&world, "499").await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let PaymentReceipted::Received { payment, .. } = receive(&world, &cash(invoice, 500)) else { panic!("no payment") };
    let page = ria.post(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", REASON)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#reason-error").contains("ask an admin"), "{}", page.html);
    assert_eq!(page.attributes("#reason-error a", "href"), ["/account/two-step"]);
    assert_eq!(page.attributes(&format!("#reason-{payment}"), "value"), [REASON], "what was typed stands");
    assert_eq!(page.text("#paid"), "₹500");
}

#[actix_web::test]
async fn up_to_the_limit_no_second_factor_is_asked_for() {
    let world = World::open().await;
    limit(&world, "500").await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let PaymentReceipted::Received { payment, .. } = receive(&world, &cash(invoice, 500)) else { panic!("no payment") };
    let page = ria.submit(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", REASON)]).await;
    assert!(page.text("#notice").contains("is void"), "{}", page.html);
}

#[actix_web::test]
async fn ses_9_a_refund_within_the_limit_asks_who_it_is_once_in_four_hours_and_keeps_what_was_typed() {
    let world = World::open().await;
    let ria = set_up(&world, "ria").await;
    let void = async |patient: &str| {
        let invoice = bill(&world, patient);
        let PaymentReceipted::Received { payment, .. } = receive(&world, &cash(invoice, 500)) else { panic!("no payment") };
        let page = ria.post(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", REASON)]).await;
        (page, invoice, payment)
    };
    world.let_pass_in_session("ria", 230).await;
    let (page, invoice, _) = void("asha").await;
    assert_eq!(page.header("location"), format!("/o/acme/reception/andheri/invoices/{invoice}"));
    world.let_pass_in_session("ria", 15).await;
    let (page, invoice, payment) = void("lakshmi").await;
    let there = format!("/o/acme/reception/andheri/invoices/{invoice}");
    assert_eq!(page.header("location"), format!("/account/confirm?next={there}"));
    assert_eq!(ria.get(&there).await.attributes(&format!("#reason-{payment}"), "value"), [REASON]);
    let refunds = r#"UPDATE clinic_members SET permissions = '["bills","refunds"]' WHERE profile_id = <meena>"#;
    world.run_in("acme", refunds);
    let meena = world.sign_in("meena").await;
    world.let_pass_in_session("meena", 245).await;
    let page = meena.post(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", REASON)]).await;
    assert_eq!(
        page.header("location"),
        format!("/account/confirm?next={there}"),
        "whoever has no second factor shows what they come in by"
    );
    meena.submit("/account/confirm", &[("password", PASSWORD)]).await;
    let page = meena.submit(&format!("/reception/andheri/payments/{payment}/void"), &[("reason", REASON)]).await;
    assert!(page.text("#notice").contains("is void"), "{}", page.html);
}
