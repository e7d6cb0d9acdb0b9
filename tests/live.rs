//! Screens that change by themselves, across server processes.

use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::json;

use crate::support::chrome::{DESK, Site, Window};
use crate::support::world::id;

const BOARD: &str = "/o/acme/reception/andheri/queue";

/// By keyboard alone: the page's focus is on the button that gives the token.
async fn check_in(desk: &Window, patient: &str) {
    desk.open_page(&format!("{BOARD}?patient={}", id(patient))).await;
    desk.press(Key::Enter).await;
    desk.wait_for("#given h2", "Token").await;
}

#[actix_web::test]
async fn a_change_reaches_the_screens_of_another_server_within_two_seconds_and_leaves_the_focus_alone() {
    let site = Site::open().await;
    let (mut other, port) = site.another().await;
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(BOARD).await;
    ria.wait("#board").await;
    let meena = site.window(DESK).await.at(format!("http://127.0.0.1:{port}"));
    meena.sign_in("meena").await;

    check_in(&meena, "asha").await;
    let said = Instant::now();
    ria.wait_for("#board .patient", "Asha Rao").await;
    assert!(said.elapsed() < Duration::from_secs(2), "it took {:?}", said.elapsed());

    ria.run("document.querySelector('.visit button').focus(); window.same = document.querySelector('.visit')", vec![]).await;
    check_in(&meena, "lakshmi").await;
    let said = Instant::now();
    ria.wait_for("#board .patient", "Lakshmi Iyer").await;
    assert!(said.elapsed() < Duration::from_secs(2), "it took {:?}", said.elapsed());
    let focus = ria.run("return document.activeElement.textContent.trim()", vec![]).await;
    assert_eq!(focus, json!("Call Asha Rao"), "the focus stays where it was");
    assert_eq!(ria.run("return window.same.isConnected", vec![]).await, json!(true), "cards are changed, not replaced");

    ria.click(".visit button").await;
    ria.wait_for(".visit .status", "Called").await;
    ria.wait_for("#notice", "Token 1 called: ").await;
    meena.wait_for(".visit .status", "Called").await;

    let _ = other.kill();
    let _ = other.wait();
    meena.wait("#board[data-stale]").await;
    meena.close().await;
    ria.close().await;
}
