//! What was left undone on earlier days: seen, closed by somebody, and else by the sweep.

use swasthya::db::ids::AppointmentId;
use swasthya::jobs::sweeps;

use super::appointments::visit_of;
use super::walk_ins::check_in;
use crate::support::World;
use crate::support::bills::{bill, bills, cash, receive};
use crate::support::past::{begin, let_days_pass};
use crate::support::world::id;

const PAGE: &str = "/reception/andheri/unfinished";

/// Three of yesterday: one waits, one was begun and nothing written, of one something is written.
async fn yesterday(world: &World) -> [AppointmentId; 2] {
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let begun = begin(world, "andheri", "dr_sen", "lakshmi").await;
    let written = begin(world, "andheri", "dr_sen", "mohan_das").await;
    let sen = world.sign_in("dr_sen").await;
    sen.post(&format!("/doctor/andheri/appointments/{written}/draft"), &[("notes", "Sore throat")]).await;
    let_days_pass(world, 1);
    [begun, written]
}

#[actix_web::test]
async fn what_was_left_undone_is_counted_on_the_board_and_closed_row_by_row() {
    let world = World::open().await;
    let [begun, written] = yesterday(&world).await;
    let ria = world.sign_in("ria").await;
    let board = ria.get("/reception/andheri/queue").await;
    assert_eq!(board.text("#unfinished"), "6 things left undone on earlier days", "three visits, and what is due for each");
    assert_eq!(board.count(".visit"), 0, "the board is today's");
    let page = ria.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.texts("#visits tbody th a"), ["Asha Rao", "Lakshmi Iyer", "Mohan Das"]);
    assert_eq!(page.texts("#visits tbody td:nth-child(5)"), ["Still waiting", "Begun, nothing written", "Written, not signed"]);
    assert_eq!(page.count("#due tbody tr a.button"), 3, "each with the way to its money");
    assert!(page.queries <= 6, "{} statements", page.queries);
    let close = page.attributes("#visits form", "action");
    assert_eq!(close.len(), 2, "what is written is the doctor's to sign");
    for action in &close {
        let page = ria.submit(action, &[]).await;
        assert!(page.text("#notice").contains("marked as not come"), "{}", page.html);
    }
    let page = ria.submit(&format!("/reception/andheri/appointments/{written}/closure"), &[]).await;
    assert!(page.text("#notice").contains("Too late"), "nobody closes what is written: {}", page.html);
    assert_eq!(
        (page.texts("#visits tbody th a"), page.count("#due tbody tr")),
        (vec!["Mohan Das".to_owned()], 1),
        "nothing is due of who never came"
    );
    let undo = ria.submit(&format!("/reception/andheri/appointments/{begun}/closure"), &[]).await;
    assert!(undo.text("#notice").contains("stood so already"), "{}", undo.html);
}

#[actix_web::test]
async fn closing_is_taken_back_in_one_tap() {
    let world = World::open().await;
    yesterday(&world).await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit(&ria.get(PAGE).await.attributes("#visits form", "action")[0], &[]).await;
    ria.submit(&page.attributes("#notice form", "action")[0], &[]).await;
    let page = ria.get(PAGE).await;
    assert_eq!((page.count("#visits tbody tr"), page.count("#due tbody tr")), (3, 3));
}

#[actix_web::test]
async fn who_comes_again_is_checked_in_with_a_word_about_the_visit_that_is_open() {
    let world = World::open().await;
    yesterday(&world).await;
    let ria = world.sign_in("ria").await;
    let page = ria.get(&format!("/reception/andheri/queue?patient={}", id("asha"))).await;
    let said = page.texts("#check-in [role=alert]").join(" ");
    assert!(said.contains("with Dr Anjali Sen is not closed yet"), "{said}");
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn the_sweep_closes_what_nobody_will_and_nothing_that_is_written() {
    let world = World::open().await;
    let [_, written] = yesterday(&world).await;
    let sen = world.sign_in("dr_sen").await;
    let_days_pass(&world, 2);
    assert_eq!(sweeps::close(world.databases()).await.expect("a sweep"), 0, "there are three days to close it");
    let_days_pass(&world, 1);
    assert_eq!(sweeps::close(world.databases()).await.expect("a sweep"), 2);
    assert_eq!(sweeps::close(world.databases()).await.expect("a sweep"), 0);
    let ria = world.sign_in("ria").await;
    let page = ria.get(PAGE).await;
    assert_eq!((page.texts("#visits tbody th a"), page.count("#due tbody tr")), (vec!["Mohan Das".to_owned()], 1));
    sen.post(&format!("/doctor/andheri/appointments/{written}/consultation/removal"), &[]).await;
    assert_eq!(sweeps::close(world.databases()).await.expect("a sweep"), 0, "nor what is kept aside");
}

#[actix_web::test]
async fn money_that_is_held_for_a_visit_that_did_not_take_place_waits_for_a_decision() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let invoice = bill(&world, "asha");
    let asha = visit_of(&ria, "Asha Rao").await;
    let _ = receive(&world, &cash(invoice, 500));
    ria.submit(&format!("{asha}/cancellation"), &[("reason", "Went home"), ("money", "settle")]).await;
    assert_eq!(ria.get("/reception/andheri/queue").await.count("#unfinished"), 0, "today is no earlier day");
    assert_eq!(ria.get(PAGE).await.count("#held"), 0);
    let_days_pass(&world, 1);
    assert_eq!(ria.get("/reception/andheri/queue").await.count("#unfinished"), 1);
    let page = ria.get(PAGE).await;
    assert_eq!(page.texts("#held tbody th"), ["Asha Rao SW-000001"]);
    assert_eq!(page.attributes("#held a.button", "href"), [format!("/o/acme/reception/andheri/invoices/{invoice}")]);
}

#[actix_web::test]
async fn an_empty_list_says_so_a_long_one_says_that_it_is_cut_and_both_speak_hindi() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.get(PAGE).await;
    assert!(page.text(".empty").contains("Nothing was left undone"));
    assert_eq!(ria.get("/reception/andheri/queue").await.count("#unfinished"), 0);
    bills(&world, 120);
    let_days_pass(&world, 1);
    let page = ria.get(PAGE).await;
    assert_eq!(page.count("#due tbody tr"), 100);
    assert!(page.text("main [role=alert]").contains("Only the oldest 100"), "{}", page.html);
    ria.post("/language", &[("language", "hi"), ("next", "/")]).await;
    assert_eq!(ria.get(PAGE).await.text("h1"), "अधूरा काम");
    let sana = world.sign_in("sana").await;
    assert_eq!(sana.get(PAGE).await.count("#due"), 0, "bills are for whoever sees bills");
}
