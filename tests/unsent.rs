//! What was typed and not sent: no line, a session that is over, somebody in a hurry. Nothing is lost, nothing done twice.

use fantoccini::key::Key;

use crate::support::chrome::{DESK, Site, Window};
use crate::support::past::{begin, wait};
use crate::support::world::{PASSWORD, id};

/// Where Andheri's front desk works.
const DESK_AT: &str = "/o/acme/reception/andheri";

/// A registration, filled in and not sent.
async fn filled(site: &Site, name: &str) -> Window {
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/patients/new")).await;
    ria.fill("[name=name]", name).await;
    ria.fill("[name=age]", "41").await;
    ria.click("[name=sex][value=female]").await;
    ria
}

/// How many of that name the desk finds.
async fn found(ria: &Window, name: &str) -> usize {
    ria.open_page(&format!("{DESK_AT}/searches?q={}", name.replace(' ', "+"))).await;
    ria.texts("#found [role=option] b").await.iter().filter(|it| it.contains(name)).count()
}

#[actix_web::test]
async fn whose_session_is_over_signs_in_on_the_spot_and_the_form_is_sent() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    ria.sign_out().await;
    // What the page asks while one types may have noticed first: the dialog is open, and the form is sent all the same.
    ria.run("document.querySelector('[name=name]').form.requestSubmit()", vec![]).await;
    ria.wait("dialog[data-session][open]").await;
    assert!(ria.path().await.ends_with("/patients/new"), "nothing was left");
    ria.wait_framed("dialog[data-session] iframe", "[name=login]").await;
    ria.screenshot("session-over").await;
    ria.sign_in_within("dialog[data-session] iframe", "ria@acme.test", PASSWORD).await;
    ria.wait_for("#notice", "Zubeida Merchant").await;
    assert_eq!(found(&ria, "Zubeida Merchant").await, 1);
    ria.close().await;
}

#[actix_web::test]
async fn somebody_else_who_signs_in_on_the_spot_sends_nothing_of_it() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    ria.sign_out().await;
    // What the page asks while one types may have noticed first: the dialog is open, and the form is sent all the same.
    ria.run("document.querySelector('[name=name]').form.requestSubmit()", vec![]).await;
    ria.wait("dialog[data-session][open]").await;
    let count = "const line = window.fetch; window.sent = 0;
        window.fetch = (...all) => { if (all[1]?.method === 'POST') window.sent += 1; return line(...all); };";
    ria.run(count, vec![]).await;
    ria.sign_in_within("dialog[data-session] iframe", "meena@acme.test", PASSWORD).await;
    ria.wait("dialog[data-session][data-other]").await;
    assert_eq!(ria.run("return window.sent", vec![]).await, 0, "not even tried: the server would refuse it too");
    // Nor does whoever closes the question and sends the form by hand.
    ria.run("document.querySelector('dialog[data-session]').close(); document.querySelector('[name=name]').form.requestSubmit()", vec![])
        .await;
    ria.wait("dialog[data-session][open]").await;
    assert_eq!(ria.run("return document.querySelector('[name=name]').value", vec![]).await, "Zubeida Merchant");
    assert_eq!(found(&ria, "Zubeida Merchant").await, 0);
    ria.close().await;
}

#[actix_web::test]
async fn whoever_puts_signing_in_off_keeps_the_form_is_told_and_sends_it_later() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    let send = "document.querySelector('[name=name]').form.requestSubmit()";
    ria.sign_out().await;
    ria.run(send, vec![]).await;
    ria.wait("dialog[data-session][open]").await;
    ria.wait_framed("dialog[data-session] iframe", "[name=login]").await;
    ria.screenshot("session-question").await;
    ria.click("dialog[data-session] [data-close]").await;
    ria.wait_for("[data-unsent]", "Not sent").await;
    assert_eq!(ria.run("return document.querySelector('[name=name]').value", vec![]).await, "Zubeida Merchant");
    // What the page looks up by itself, or looked up before, does not ask again.
    let hint = "const answered = new Promise(done => document.addEventListener('htmx:response:error', () => done(true), { once: true }));
        document.querySelector('[name=name]').dispatchEvent(new Event('input', { bubbles: true }));
        return answered";
    assert_eq!(ria.run(hint, vec![]).await, true);
    assert!(!ria.has("dialog[data-session][open]").await);
    ria.click("[data-later]:not([hidden]) button").await;
    ria.wait("dialog[data-session][open]").await;
    // As Escape does.
    ria.run("document.querySelector('dialog[data-session]').requestClose()", vec![]).await;
    ria.wait("[data-later]:not([hidden])").await;
    ria.run(send, vec![]).await;
    ria.wait("dialog[data-session][open]").await;
    ria.sign_in_within("dialog[data-session] iframe", "ria@acme.test", PASSWORD).await;
    ria.wait_for("#notice", "Zubeida Merchant").await;
    assert_eq!(found(&ria, "Zubeida Merchant").await, 1);
    ria.close().await;
}

#[actix_web::test]
async fn without_a_line_the_form_stays_says_so_and_is_sent_when_the_line_is_back() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    ria.run("window.line = window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))", vec![]).await;
    ria.focus("[name=name]").await;
    ria.press(Key::Enter).await;
    ria.wait_for("[data-unsent]", "It is still here").await;
    assert!(ria.path().await.ends_with("/patients/new"));
    ria.run("window.fetch = () => Promise.resolve(new Response('The server is busy.', { status: 503 }))", vec![]).await;
    ria.press(Key::Enter).await;
    ria.wait_for("[data-unsent]", "The server is busy.").await;
    ria.run("window.fetch = window.line", vec![]).await;
    ria.press(Key::Enter).await;
    ria.wait_for("#notice", "Zubeida Merchant").await;
    assert_eq!(found(&ria, "Zubeida Merchant").await, 1);
    ria.close().await;
}

#[actix_web::test]
async fn two_clicks_while_the_answer_is_slow_are_one() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    let slow = "const line = window.fetch; window.sent = 0;
        window.fetch = async (...all) => {
            if (all[1]?.method !== 'POST') return line(...all);
            window.sent += 1;
            await new Promise(done => setTimeout(done, 1500));
            return line(...all);
        };
        const form = document.querySelector('[name=name]').form;
        const press = () => form.requestSubmit();
        press(); setTimeout(press, 300); setTimeout(press, 1500);
        return new Promise(done => setTimeout(() => done(window.sent), 1000));";
    assert_eq!(ria.run(slow, vec![]).await, 1);
    ria.wait_for("#notice", "Zubeida Merchant").await;
    assert_eq!(found(&ria, "Zubeida Merchant").await, 1);
    ria.close().await;
}

#[actix_web::test]
async fn a_button_of_the_board_and_a_search_that_reach_nobody_say_so_and_go_again() {
    let site = Site::open().await;
    begin(&site.world, "andheri", "dr_sen", "lakshmi").await;
    let visit = wait(&site.world, "andheri", "dr_sen", "asha");
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.run("window.line = window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))", vec![]).await;
    let (skip, status) = (format!("#visit-{visit} form[action$='/skip'] button"), format!("#visit-{visit} .status"));
    ria.click(&skip).await;
    ria.wait_for(&format!("#visit-{visit} [data-unsent]"), "It is still here").await;
    assert!(ria.texts(&status).await.concat().contains("Waiting"));
    ria.fill("#q", "lakshmi").await;
    ria.wait_for("search [data-unsent], form[action$='/searches'] ~ [data-unsent]", "It is still here").await;
    assert_eq!(ria.run("return document.querySelector('#q').value", vec![]).await, "lakshmi");
    ria.run("window.fetch = window.line", vec![]).await;
    ria.fill("#q", "lakshmi i").await;
    ria.wait_for("#found [role=option] b", "Lakshmi").await;
    ria.press(Key::Escape).await;
    ria.click(&skip).await;
    ria.wait_for(&status, "Skipped").await;
    assert_eq!(ria.texts("[data-unsent]").await, Vec::<String>::new());
    ria.close().await;
}

#[actix_web::test]
async fn a_button_of_the_board_and_a_search_of_somebody_signed_out_go_on_after_signing_in_on_the_spot() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "lakshmi");
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.sign_out().await;
    // By script: a live part may have asked to sign in before the hand is there.
    ria.run("document.querySelector(arguments[0]).click()", vec![format!("#visit-{visit} form[action$='/skip'] button").into()]).await;
    ria.wait("dialog[data-session][open]").await;
    ria.sign_in_within("dialog[data-session] iframe", "ria@acme.test", PASSWORD).await;
    ria.wait_for(&format!("#visit-{visit} .status"), "Skipped").await;
    ria.sign_out().await;
    let search =
        "const field = document.querySelector('#q'); field.value = 'lakshmi'; field.dispatchEvent(new Event('input', { bubbles: true }))";
    ria.run(search, vec![]).await;
    ria.wait("dialog[data-session][open]").await;
    ria.sign_in_within("dialog[data-session] iframe", "ria@acme.test", PASSWORD).await;
    ria.wait_for("#found [role=option] b", "Lakshmi").await;
    assert_eq!(ria.run("return document.querySelector('#q').value", vec![]).await, "lakshmi");
    ria.close().await;
}

#[actix_web::test]
async fn a_minute_before_it_ends_unused_the_session_says_so_and_stays_when_asked() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    ria.run("document.querySelector('dialog[data-session]').dataset.idle = 40", vec![]).await;
    ria.wait(".session-soon:not([hidden])").await;
    ria.run("document.querySelector('dialog[data-session]').dataset.idle = 66", vec![]).await;
    ria.click(".session-soon button").await;
    ria.wait(".session-soon[hidden]").await;
    let later = "return new Promise(done => setTimeout(() => done(document.querySelector('.session-soon').hidden), 5500))";
    assert_eq!(ria.run(later, vec![]).await, true, "it counts from then on: the page looks every five seconds");
    assert_eq!(ria.run("return document.querySelector('[name=name]').value", vec![]).await, "Zubeida Merchant");
    ria.close().await;
}

#[actix_web::test]
async fn a_form_of_the_desk_and_of_the_office_outlives_a_tab_that_crashes_and_not_one_that_is_left() {
    let site = Site::open().await;
    let ria = filled(&site, "Zubeida Merchant").await;
    let new = format!("{DESK_AT}/patients/new");
    ria.wait_copy().await;
    ria.crash().await;
    ria.open_page(&new).await;
    ria.wait_for("#patient [role=status]", "Restored").await;
    assert_eq!(ria.run("return document.querySelector('[name=name]').value", vec![]).await, "Zubeida Merchant");
    assert_eq!(ria.run("return document.querySelector('[name=sex]:checked').value", vec![]).await, "female");
    ria.run("document.querySelector('[name=name]').form.requestSubmit()", vec![]).await;
    ria.wait_for("#notice", "Zubeida Merchant").await;
    ria.open_page(&new).await;
    ria.fill("[name=name]", "Somebody who went home").await;
    ria.wait_copy().await;
    ria.open_page(&format!("{DESK_AT}/queue")).await;
    ria.open_page(&new).await;
    assert_eq!(ria.run("return document.querySelector('[name=name]').value", vec![]).await, "");
    ria.close().await;

    let om = site.window(DESK).await;
    om.sign_in("om").await;
    om.open_page("/o/acme/admin/clinics/new").await;
    om.fill("[name=name]", "Dadar Clinic").await;
    om.fill("[name=letterhead]", "Near the station").await;
    om.wait_copy().await;
    om.crash().await;
    om.open_page("/o/acme/admin/clinics/new").await;
    om.wait_for("[role=status]", "Restored").await;
    assert_eq!(om.run("return document.querySelector('[name=letterhead]').value", vec![]).await, "Near the station");
    om.close().await;
}

#[actix_web::test]
async fn the_office_loses_nothing_without_a_line_to_a_busy_server_or_when_the_session_is_over_and_makes_one_clinic() {
    let site = Site::open().await;
    let om = site.window(DESK).await;
    om.sign_in("om").await;
    om.open_page("/o/acme/admin/clinics/new").await;
    om.fill("[name=name]", "Dadar Clinic").await;
    let send = "document.querySelector('[name=letterhead]').form.requestSubmit()";
    om.run("window.line = window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))", vec![]).await;
    om.run(send, vec![]).await;
    om.wait_for("[data-unsent]", "It is still here").await;
    om.run("window.fetch = () => Promise.resolve(new Response('The server is busy.', { status: 503 }))", vec![]).await;
    om.run(send, vec![]).await;
    om.wait_for("[data-unsent]", "The server is busy.").await;
    om.run("window.fetch = window.line", vec![]).await;
    om.sign_out().await;
    om.run(send, vec![]).await;
    om.wait("dialog[data-session][open]").await;
    // The answer takes two seconds; a second press comes after one and a half.
    let slow = "window.fetch = async (...all) => {
            const answer = await window.line(...all);
            if (all[1]?.method === 'POST') await new Promise(done => setTimeout(done, 2000));
            return answer;
        };
        document.addEventListener('form:sending', ({ target }) => setTimeout(() => target.requestSubmit(), 1500), { once: true });";
    om.run(slow, vec![]).await;
    om.sign_in_in_two_steps_within("dialog[data-session] iframe", "om").await;
    om.wait_for("#notice", "Dadar Clinic").await;
    assert_eq!(om.texts("#clinics th[scope=row]").await.iter().filter(|it| *it == "Dadar Clinic").count(), 1);
    om.close().await;
}

#[actix_web::test]
async fn of_what_two_desks_changed_one_is_taken_by_its_button_and_enter_saves() {
    let site = Site::open().await;
    let (ria, meena) = (site.window(DESK).await, site.window(DESK).await);
    let edit = format!("{DESK_AT}/patients/{}/edit", id("mohan_das"));
    for (desk, name) in [(&ria, "ria"), (&meena, "meena")] {
        desk.sign_in(name).await;
        desk.open_page(&edit).await;
    }
    ria.fill("[name=city]", "Mumbai").await;
    ria.focus("[name=relation][value=parent]").await;
    ria.keys(" ").await;
    ria.focus("[name=city]").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#notice", "Mohan Das").await;

    meena.fill("[name=emergency_name]", "Usha Das").await;
    meena.focus("[name=relation][value=sibling]").await;
    meena.keys(" ").await;
    meena.fill("[name=city]", "Thane").await;
    meena.press(Key::Enter).await;
    meena.wait_for("#city-error", "Mumbai").await;
    meena.screenshot("form-clash").await;
    meena.is_accessible().await;
    meena.click("[name=chosen][value='theirs city']").await;
    let value = async |name: &str| {
        let typed = "return document.querySelector(`[name=${arguments[0]}]:checked, [name=${arguments[0]}]:not([type=radio])`).value";
        meena.run(typed, vec![name.into()]).await.as_str().unwrap_or_default().to_owned()
    };
    meena.wait_gone("#city-error").await;
    assert_eq!(
        (value("city").await, value("emergency_name").await, value("relation").await),
        ("Mumbai".to_owned(), "Usha Das".to_owned(), "sibling".to_owned())
    );
    meena.click("[name=chosen][value='mine relation']").await;
    meena.wait_gone("#relation-error").await;
    meena.focus("[name=emergency_name]").await;
    meena.press(Key::Enter).await;
    meena.wait_for("#notice", "Mohan Das").await;
    meena.open_page(&edit).await;
    assert_eq!((value("city").await, value("relation").await), ("Mumbai".to_owned(), "sibling".to_owned()));
    ria.close().await;
    meena.close().await;
}
