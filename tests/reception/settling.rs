//! Whoever leaves after paying: their money is given back, or kept to be settled, and never forgotten.

use super::appointments::visit_of;
use super::walk_ins::check_in;
use crate::support::bills::{bill, cash, receive};
use crate::support::world::id;
use crate::support::{Browser, World};

const DESK: &str = "/reception/andheri";

/// Lakshmi has paid ₹300 of ₹500 and waits: the addresses of her visit and of her invoice.
async fn part_paid(world: &World, desk: &Browser) -> (String, String) {
    let invoice = bill(world, "lakshmi");
    let _ = receive(world, &cash(invoice, 200));
    let _ = receive(world, &cash(invoice, 100));
    (visit_of(desk, "Lakshmi Iyer").await, format!("{DESK}/invoices/{invoice}"))
}

#[actix_web::test]
async fn a_visit_with_money_is_not_called_off_without_a_word_about_the_money() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (visit, _) = part_paid(&world, &ria).await;
    let page = ria.get(&visit).await;
    assert_eq!((page.count("[name=money]"), page.count("#reason[required]")), (2, 1));
    assert!(page.attributes("form[action$='/cancellation']", "data-confirm")[0].contains("₹300 was paid"), "{}", page.html);
    let page = ria.submit(&format!("{visit}/cancellation"), &[("reason", "Went home")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.text("#money-error"), "Say what becomes of the money.");
    assert_eq!(page.attributes("#reason", "value"), ["Went home"], "nothing typed is lost");
    let page = ria.submit(&format!("{visit}/cancellation"), &[("money", "settle")]).await;
    assert_eq!((page.status, page.count("#reason-error")), (422, 1), "and why");
    assert_eq!(ria.get(&format!("{DESK}/queue")).await.text(".visit .status"), "Waiting");
    // Who paid nothing just leaves.
    check_in(&ria, "asha", "dr_joshi", "normal").await;
    let other = visit_of(&ria, "Asha Rao").await;
    assert_eq!(ria.get(&other).await.count("[name=money]"), 0);
    assert!(ria.submit(&format!("{other}/cancellation"), &[]).await.text("#notice").contains("cancelled"));
}

#[actix_web::test]
async fn what_is_to_be_settled_is_told_in_payments_on_the_record_and_at_the_next_check_in() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let (visit, invoice) = part_paid(&world, &meena).await;
    assert_eq!(meena.get(&visit).await.count("[value=back]"), 0, "she may not give it back");
    let page = meena.submit(&format!("{visit}/cancellation"), &[("reason", "Went home"), ("money", "settle")]).await;
    assert!(page.text("#notice").contains("₹300 is to be settled"), "{}", page.html);
    assert_eq!(page.text(".visit .badge"), "To settle ₹300");
    let page = ria.get(&format!("{DESK}/payments")).await;
    let row = page.text("#held tbody tr");
    for words in ["Lakshmi Iyer", "Went home", "Meena Patil", "₹300"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    assert_eq!(page.count("#all-due"), 0, "the rest is not asked for");
    assert_eq!(ria.get(&format!("{DESK}/patients/{}", id("lakshmi"))).await.text("#bills #held"), "To settle ₹300");
    let page = ria.get(&format!("{DESK}/queue?patient={}", id("lakshmi"))).await;
    assert!(page.text("#held").contains("₹300") && page.count("#owes") == 0, "{}", page.html);
    assert_eq!(meena.get(&invoice).await.count("#settling form"), 0);

    let page = ria.submit(&format!("{invoice}/repayment"), &[("reason", "Did not see the doctor")]).await;
    assert!(page.text("#notice").contains("₹300 is given back"), "{}", page.html);
    assert!(page.text(".void-reason").contains("given back"), "{}", page.html);
    assert_eq!(page.count("[data-void]"), 2, "both receipts stay in the books");
    assert_eq!(ria.get(&format!("{DESK}/payments")).await.count("#held"), 0);
    assert_eq!(ria.get(&format!("{DESK}/queue?patient={}", id("lakshmi"))).await.count("#held, #owes"), 0);
    let again = ria.submit(&format!("{invoice}/repayment"), &[("reason", "Once more")]).await;
    assert!(again.text("#notice").contains("Nothing is held"), "{}", again.html);
    // Back in the queue after all: the fee is asked for again.
    let page = ria.submit(&format!("{visit}/cancellation/removal?step=cancelled"), &[]).await;
    assert_eq!(page.text(".visit .badge"), "Due ₹500");
}

#[actix_web::test]
async fn giving_back_at_once_leads_to_the_money_and_taking_the_cancellation_back_undoes_it_all() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (visit, invoice) = part_paid(&world, &ria).await;
    let answer = ria.post(&format!("{visit}/cancellation"), &[("reason", "Went home"), ("money", "back")]).await;
    let to = answer.location();
    assert!(to.contains("/invoices/") && to.ends_with("#reason-held"), "{to}");
    let page = ria.get(&invoice).await;
    assert_eq!(page.text("#settling h2"), "₹300 to be settled", "it is kept until it is given back");
    assert_eq!(page.count("#amount"), 0);
    ria.submit(&format!("{visit}/cancellation/removal?step=cancelled"), &[]).await;
    let page = ria.get(&invoice).await;
    assert_eq!((page.text("#due").as_str(), page.count("#settling")), ("₹200", 0));
    assert_eq!(ria.get(&format!("{DESK}/payments")).await.count("#held"), 0);
}
