//! The desk by keyboard alone: the search is its command line, whatever page is open.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::chrome::{DESK, Site, Window};
use crate::support::past::wait;
use crate::support::world::id;

const DESK_AT: &str = "/o/acme/reception/andheri";

/// A desk at its board.
async fn desk(site: &Site) -> Window {
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria
}

/// Waits until a page that came by a link is there, with its scripts: nobody types before that.
async fn ready(window: &Window, end: &str) {
    for _ in 0..160 {
        let ready = window.run("return document.readyState === 'complete' && location.href.includes(arguments[0])", vec![json!(end)]).await;
        if ready == json!(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("waited for {end}, still on {}", window.path().await);
}

/// What stands in the search.
async fn searched(window: &Window) -> String {
    window.run("return document.querySelector('#q').value", vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// The id of what has the focus.
async fn focused(window: &Window) -> String {
    window.run("return document.activeElement.id", vec![]).await.as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn the_search_has_the_focus_on_every_page_and_takes_what_is_typed_anywhere() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    let record = format!("patients/{}", id("asha"));
    let card = format!("appointments/{visit}");
    for page in ["queue", "unfinished", record.as_str(), card.as_str()] {
        ria.open_page(&format!("{DESK_AT}/{page}")).await;
        ria.wait("#q:focus").await;
        ria.run("document.activeElement.blur()", vec![]).await;
        ria.keys("patil").await;
        assert_eq!(searched(&ria).await, "patil", "{page}: no letter is a command there");
        ria.run("document.querySelector('.topbar nav a').focus()", vec![]).await;
        ria.keys("sen").await;
        assert_eq!(searched(&ria).await, "sen", "{page}: it begins anew");
        assert!(ria.path().await.ends_with(page), "{page}");
    }
    ria.open_page(&format!("{DESK_AT}/patients/new")).await;
    ria.wait("#name:focus").await;
    ria.keys("Tara").await;
    assert_eq!(searched(&ria).await, "", "what is typed into a field stays there");
    ria.close().await;
}

#[actix_web::test]
async fn wcag_2_1_4_letters_are_commands_only_where_a_place_of_them_has_the_focus() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = desk(&site).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("?").await;
    ria.wait("dialog.keys[open]").await;
    ria.screenshot("desk-keys").await;
    ria.press(Key::Escape).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("1").await;
    assert_eq!((searched(&ria).await, focused(&ria).await), ("1".into(), "q".into()), "no digit is a command on the board");
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("p").await;
    ria.wait_path("/payments").await;
    ria.run("localStorage.setItem('keys', 'off')", vec![]).await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.focus(&format!("#visit-{visit} a.patient")).await;
    ria.keys("p").await;
    assert_eq!(searched(&ria).await, "p", "switched off, they are letters");
    ria.close().await;
}

#[actix_web::test]
async fn enter_waits_for_its_own_answer_however_fast_it_comes() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    // A scanner: the number on a card, with Enter at once, wherever the focus is.
    ria.open_page(&format!("{DESK_AT}/patients/{}", id("asha"))).await;
    ria.run("document.activeElement.blur()", vec![]).await;
    ria.keys(&format!("SW-000004{}", Key::Enter)).await;
    ready(&ria, &format!("patient={}", id("lakshmi"))).await;
    // One alone on a phone.
    ria.open_page(&format!("{DESK_AT}/unfinished")).await;
    ria.keys(&format!("9820011111{}", Key::Enter)).await;
    ready(&ria, &format!("patient={}", id("lakshmi"))).await;
    // A family: nobody is opened by chance, and the arrows walk it.
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.keys(&format!("9845012345{}", Key::Enter)).await;
    ria.wait_for("#found [aria-selected=true] b", "Asha Rao").await;
    assert!(ria.path().await.ends_with("/payments"));
    ria.screenshot("desk-found").await;
    ria.press(Key::Down).await;
    ria.press(Key::Enter).await;
    ready(&ria, &format!("patient={}", id("mohan_rao"))).await;
    // Nobody: the form to register them is one more Enter away.
    ria.keys(&format!("9000000001{}", Key::Enter)).await;
    ria.wait("#p-new[aria-selected=true]").await;
    ria.press(Key::Enter).await;
    ria.wait_path("/patients/new").await;
    // An empty search leads nowhere.
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.wait("#q:focus").await;
    ria.press(Key::Enter).await;
    ria.keys("r").await;
    assert!(ria.path().await.ends_with("/queue"));
    ria.close().await;
}

#[actix_web::test]
async fn arrows_and_enter_work_on_the_page_of_results_too() {
    let site = Site::open().await;
    let ria = desk(&site).await;
    ria.open_page(&format!("{DESK_AT}/searches?q=98450")).await;
    ria.wait("#q:focus").await;
    ria.wait_for("#found [aria-selected=true] b", "Asha Rao").await;
    ria.press(Key::Down).await;
    ria.wait_for("#found [aria-selected=true] b", "Mohan Rao").await;
    ria.screenshot("desk-results").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#check-in h2", "Mohan Rao").await;
    assert_eq!(ria.run("return document.querySelectorAll('#q').length", vec![]).await, json!(1));
    ria.close().await;
}
