//! Taking back: one's own step, and never what somebody else decided.

use super::appointments::visit_of;
use super::walk_ins::check_in;
use crate::support::bills::{bill, cash, receive};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

fn undo(page: &Page) -> String {
    page.attributes("#notice form, #given form", "action").pop().unwrap_or_else(|| panic!("no undo in\n{}", page.html))
}

async fn invoice_of(desk: &Browser) -> String {
    desk.get("/reception/andheri/payments").await.attributes("a[href*='/invoices/']", "href").remove(0)
}

#[actix_web::test]
async fn an_invoice_that_a_manager_voided_stays_void_when_a_cancellation_is_taken_back() {
    let world = World::open().await;
    let (ria, mira) = (world.sign_in("ria").await, world.sign_in("mira").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let (visit, invoice) = (visit_of(&ria, "Asha Rao").await, invoice_of(&ria).await);
    mira.submit(&format!("{invoice}/void"), &[("reason", "Free follow-up")]).await;
    let page = ria.submit(&format!("{visit}/cancellation"), &[]).await;
    let page = ria.submit(&undo(&page), &[]).await;
    assert_eq!(page.text(".visit .status"), "Waiting", "the visit is back");
    assert_eq!(page.count(".visit .badge[data-status=due]"), 0, "and asks for nothing");
    assert!(ria.get(&invoice).await.html.contains("Free follow-up"));
}

#[actix_web::test]
async fn a_decision_about_the_money_goes_along_to_another_doctor() {
    let world = World::open().await;
    let (ria, mira) = (world.sign_in("ria").await, world.sign_in("mira").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let (visit, invoice) = (visit_of(&ria, "Asha Rao").await, invoice_of(&ria).await);
    mira.submit(&format!("{invoice}/void"), &[("reason", "Free follow-up")]).await;
    let page = ria.submit(&format!("{visit}/move"), &[("doctor", &id("dr_joshi").to_string())]).await;
    assert_eq!(page.count(".visit .badge[data-status=due]"), 0, "what was waived is not asked for again: {}", page.html);
}

#[actix_web::test]
async fn an_undo_takes_back_its_own_step_and_not_the_next_one_s() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let first = undo(&ria.submit(&format!("{visit}/call"), &[]).await);
    ria.submit(&format!("{visit}/undo?step=called"), &[]).await;
    meena.submit(&format!("{visit}/call"), &[]).await;
    let page = ria.submit(&first, &[]).await;
    assert!(page.text("#notice").contains("Too late"), "the call that stands is Meena's: {}", page.html);
    assert_eq!(page.text(".visit .status"), "Called");
}

#[actix_web::test]
async fn an_undo_leads_back_to_how_the_visit_stood() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = visit_of(&ria, "Asha Rao").await;
    let step = async |verb: &str| ria.submit(&format!("{visit}/{verb}"), &[]).await;
    step("call").await;
    let page = ria.submit(&undo(&step("skip").await), &[]).await;
    assert_eq!(page.text(".visit .status"), "Called", "skipped after a call, she is called again");
    step("skip").await;
    step("recall").await;
    let page = ria.submit(&undo(&step("call").await), &[]).await;
    assert_eq!(page.text(".visit .status"), "Back, goes next", "and keeps the turn that somebody gave her");
    let page = ria.submit(&undo(&step("cancellation").await), &[]).await;
    assert_eq!(page.text(".visit .status"), "Back, goes next");
}

#[actix_web::test]
async fn a_check_in_is_taken_back_only_while_nothing_came_of_it() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let checked_in = undo(&check_in(&ria, "asha", "dr_sen", "normal").await);
    let visit = visit_of(&ria, "Asha Rao").await;
    meena.submit(&format!("{visit}/call"), &[]).await;
    let page = ria.submit(&checked_in, &[]).await;
    assert!(page.text("#notice").contains("Too late"), "she is called by now: {}", page.html);
    meena.submit(&format!("{visit}/undo?step=called"), &[]).await;
    let page = ria.submit(&checked_in, &[]).await;
    assert!(page.text("#notice").contains("Too late"), "somebody else has had her in hand: {}", page.html);

    let checked_in = undo(&check_in(&ria, "lakshmi", "dr_sen", "normal").await);
    let invoice = bill(&world, "lakshmi");
    let _ = receive(&world, &cash(invoice, 500));
    let page = ria.submit(&checked_in, &[]).await;
    assert!(page.text("#notice").contains("Too late"), "money was taken: {}", page.html);

    let checked_in = undo(&check_in(&ria, "kabir", "dr_sen", "normal").await);
    let page = ria.submit(&checked_in, &[]).await;
    assert!(page.text("#notice").contains("cancelled"), "{}", page.html);
    for nonsense in ["at=x", "at=9223372036854775807", "at=-1"] {
        let status = ria.post(&format!("{visit}/cancellation?{nonsense}"), &[]).await.status;
        assert!(matches!(status, 303 | 400), "{nonsense}: {status}");
    }
}

#[actix_web::test]
async fn an_invoice_that_was_voided_by_mistake_stands_again_but_not_while_its_visit_is_called_off() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let (visit, invoice) = (visit_of(&ria, "Asha Rao").await, invoice_of(&ria).await);
    ria.submit(&format!("{invoice}/void"), &[("reason", "Wrong one")]).await;
    let page = ria.submit(&format!("{invoice}/void/removal"), &[]).await;
    assert!(page.text("#notice").contains("stands again"), "{}", page.html);
    assert_eq!(page.text("#due"), "₹500");
    assert_eq!(world.sign_in("meena").await.post(&format!("{invoice}/void/removal"), &[]).await.status, 403);
    ria.submit(&format!("{visit}/cancellation"), &[]).await;
    let page = ria.submit(&format!("{invoice}/void/removal"), &[]).await;
    assert!(page.text("#notice").contains("called off"), "{}", page.html);
}
