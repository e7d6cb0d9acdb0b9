//! A consultation that is written on a bad line, in two windows, on a tablet that crashes: every letter arrives, once.

use diesel::prelude::*;
use fantoccini::key::Key;
use swasthya::db::ids::AppointmentId;
use swasthya::schema::organisation::consultations;

use crate::support::chrome::{Site, TABLET, Window};
use crate::support::past::begin;
use crate::support::world::PASSWORD;

/// Every request waits so many milliseconds before it is sent.
const SLOW: &str = "window.line ??= window.fetch;
    window.fetch = (...all) => new Promise(done => setTimeout(done, arguments[0])).then(() => window.line(...all));";
/// No request arrives.
const DEAD: &str = "window.line ??= window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))";
/// Every request arrives, and no answer comes back.
const MUTE: &str = "window.line ??= window.fetch;
    window.fetch = async (...all) => { await window.line(...all); throw new TypeError('lost'); };";
/// The line is back, and the browser says so.
const BACK: &str = "window.fetch = window.line; dispatchEvent(new Event('online'))";

/// A visit that Dr Sen has begun, and its page on her tablet.
async fn writing(site: &Site) -> (AppointmentId, Window) {
    let visit = begin(&site.world, "andheri", "dr_sen", "lakshmi").await;
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&page_of(visit)).await;
    sen.wait("#draft").await;
    (visit, sen)
}

fn page_of(visit: AppointmentId) -> String {
    format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")
}

async fn value(window: &Window, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])].map(it => it.value).join('|')";
    window.run(script, vec![selector.into()]).await.as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn a_consultation_typed_without_a_pause_on_a_slow_line_arrives_letter_for_letter() {
    let site = Site::open().await;
    let (_, sen) = writing(&site).await;
    sen.run(SLOW, vec![600.into()]).await;
    sen.fill("#pressure", "120/80").await;
    sen.fill("#pulse", "72").await;
    sen.fill("#complaint", "Headache for three days, worse in the morning").await;
    sen.fill("#notes", "Neck is supple. No focal deficit. आँखें ठीक हैं।").await;
    sen.fill("#diagnosis-1", "Migraine").await;
    sen.fill("#medicine-1", "Paracetamol 650 mg tablet").await;
    sen.fill("#dose-1", "1-0-1").await;
    sen.fill("#days-1", "3").await;
    for (medicine, dose) in [("Sumatriptan 50 mg tablet", "1-0-0"), ("Domperidone 10 mg tablet", "0-1-0")] {
        sen.click("[data-add=item]").await;
        sen.keys(medicine).await;
        sen.press(Key::Tab).await;
        sen.keys(dose).await;
        sen.press(Key::Tab).await;
        sen.keys("5").await;
    }
    // By now it may stand under the bar, where the driver takes it for seen.
    sen.run("document.querySelector('[data-add=diagnosis]').scrollIntoView({ block: 'center' })", vec![]).await;
    sen.click("[data-add=diagnosis]").await;
    sen.keys("Motion sickness").await;
    sen.fill("#advice", "Rest in a dark room").await;
    sen.wait("#draft[data-state=saved]").await;
    let medicines = "Paracetamol 650 mg tablet|Sumatriptan 50 mg tablet|Domperidone 10 mg tablet";
    for reloaded in [false, true] {
        assert_eq!(value(&sen, ".items [name^='medicine.']").await, medicines, "reloaded: {reloaded}");
        assert_eq!(value(&sen, ".items [name^='dose.']").await, "1-0-1|1-0-0|0-1-0");
        assert_eq!(value(&sen, ".items [name^='days.']").await, "3|5|5");
        assert_eq!(value(&sen, "[data-rows=diagnosis] [name^='diagnosis.']").await, "Migraine|Motion sickness");
        assert_eq!(value(&sen, "#notes").await, "Neck is supple. No focal deficit. आँखें ठीक हैं।");
        assert_eq!(value(&sen, "#complaint").await, "Headache for three days, worse in the morning");
        assert!(sen.texts(".items .words").await.join("|").contains("1 tablet in the morning; 5 tablets for 5 days"));
        if !reloaded {
            sen.screenshot("draft").await;
            sen.reload().await;
            sen.wait("#draft").await;
        }
    }
    sen.click("[data-sign]").await;
    sen.wait_for(".doses tbody tr:nth-child(2)", "Sumatriptan 50 mg tablet").await;
    sen.close().await;
}

#[actix_web::test]
async fn a_save_that_is_refused_takes_nothing_off_the_page_and_is_made_up_for() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.fill("#medicine-1", "Folic acid 5 mg tablet").await;
    sen.fill("#dose-1", "1-0-0").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.run("window.line = window.fetch; window.fetch = () => Promise.resolve(new Response('<h1>No</h1>', { status: 503 }))", vec![]).await;
    sen.fill("#notes", "Ten weeks").await;
    sen.wait("#draft[data-state=unsaved]").await;
    assert_eq!(value(&sen, ".items [name^='medicine.']").await, "Folic acid 5 mg tablet");
    sen.run(BACK, vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    sen.open_page(&page_of(visit)).await;
    sen.wait("#draft").await;
    assert_eq!(value(&sen, ".items [name^='medicine.']").await, "Folic acid 5 mg tablet");
    assert_eq!(value(&sen, "#notes").await, "Ten weeks");
    sen.close().await;
}

#[actix_web::test]
async fn what_was_not_sent_outlives_the_tab_is_nobody_elses_and_goes_once_it_is_saved() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.run(DEAD, vec![]).await;
    sen.fill("#notes", "Only in this browser").await;
    sen.click("[data-add=item]").await;
    sen.keys("Folic acid 5 mg tablet").await;
    sen.wait("#draft[data-state=unsaved]").await;
    sen.wait_copy().await;
    let kept = "return Object.entries(localStorage).filter(([name]) => name.startsWith('draft:')).map(it => it.join(' ')).join('\\n')";
    let copy = sen.run(kept, vec![]).await;
    assert!(copy.as_str().is_some_and(|it| it.contains("sealed") && !it.contains("Only") && !it.contains("Folic")), "{copy}");

    sen.crash().await;
    // Somebody else at the same tablet: the copy is there, and means nothing to them.
    sen.sign_out().await;
    sen.sign_in("dr_joshi").await;
    sen.open_page(&page_of(visit)).await;
    assert!(!sen.has("#draft").await);
    assert_eq!(sen.run(kept, vec![]).await, copy);

    sen.sign_out().await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&page_of(visit)).await;
    sen.wait("#draft[data-state=saved]").await;
    assert_eq!(value(&sen, "#notes").await, "Only in this browser");
    assert!(value(&sen, ".items [name^='medicine.']").await.contains("Folic acid 5 mg tablet"));
    assert_eq!(sen.run(kept, vec![]).await, "", "the server has it");
    sen.reload().await;
    sen.wait("#draft").await;
    assert_eq!(value(&sen, "#notes").await, "Only in this browser");
    sen.close().await;
}

#[actix_web::test]
async fn two_windows_on_one_visit_keep_what_each_wrote_and_ask_about_what_both_did() {
    let site = Site::open().await;
    let (visit, tablet) = writing(&site).await;
    let desk = site.window(TABLET).await;
    desk.sign_in("dr_sen").await;
    desk.open_page(&page_of(visit)).await;
    tablet.fill("#notes", "From tab one").await;
    tablet.wait("#draft[data-state=saved]").await;
    desk.fill("#advice", "Rest").await;
    desk.wait("#draft[data-state=saved]").await;
    assert_eq!(value(&desk, "#notes").await, "From tab one", "what the other window wrote is shown here");
    tablet.fill("#pulse", "80").await;
    tablet.wait("#draft[data-state=saved]").await;
    assert_eq!(value(&tablet, "#advice").await, "Rest");

    // Both write in the same field, neither having seen the other.
    tablet.run(DEAD, vec![]).await;
    tablet.fill("#notes", "The tablet's").await;
    tablet.wait("#draft[data-state=unsaved]").await;
    desk.fill("#notes", "The desk's").await;
    desk.wait("#draft[data-state=saved]").await;
    tablet.run(BACK, vec![]).await;
    tablet.wait_for("[data-clash]", "The desk's").await;
    tablet.screenshot("draft-clash").await;
    tablet.wait("#draft[data-state=clashing]").await;
    assert_eq!(value(&tablet, "#notes").await, "The tablet's");
    tablet.click("[data-keep=mine]").await;
    tablet.wait("#draft[data-state=saved]").await;
    tablet.reload().await;
    tablet.wait("#draft").await;
    assert_eq!(value(&tablet, "#notes").await, "The tablet's");
    assert_eq!(value(&tablet, "#advice").await, "Rest");

    // One signs; the other is told, and loses nothing that it shows.
    tablet.click("[data-sign]").await;
    tablet.wait(".print-bar").await;
    desk.fill("#advice", "Rest, and water").await;
    desk.wait("#draft[data-state=closed]").await;
    desk.wait_for(".saved", "not open any more").await;
    assert_eq!(value(&desk, "#advice").await, "Rest, and water");
    tablet.close().await;
    desk.close().await;
}

#[actix_web::test]
async fn signing_without_a_line_waits_says_so_and_happens_once() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.fill("#complaint", "Cough").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.run(DEAD, vec![]).await;
    sen.click("[data-sign]").await;
    sen.wait_for("[data-unsent]", "not signed yet").await;
    sen.screenshot("draft-sign-waits").await;
    assert!(sen.path().await.ends_with("/consultation"), "nothing was left");
    sen.run(BACK, vec![]).await;
    sen.wait(".print-bar").await;
    sen.open_page(&page_of(visit)).await;
    assert!(sen.path().await.contains("/consultations/"));
    sen.close().await;
}

#[actix_web::test]
async fn signing_pressed_again_while_the_answer_is_slow_signs_once() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.fill("#complaint", "Cough").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.run(SLOW, vec![2500.into()]).await;
    let pressed = "const press = () => document.querySelector('[data-sign]').click();
        press(); setTimeout(press, 300); return new Promise(done => setTimeout(() => { press(); done(true); }, 1500))";
    assert_eq!(sen.run(pressed, vec![]).await, true);
    sen.wait(".print-bar").await;
    let signed =
        move |db: &mut swasthya::db::Db| consultations::table.filter(consultations::appointment_id.eq(visit)).count().get_result::<i64>(db);
    assert_eq!(site.world.databases().read_now("acme", signed).expect("a count"), 1);
    sen.close().await;
}

#[actix_web::test]
async fn whoever_is_signed_out_while_writing_signs_in_on_the_spot_and_it_is_saved() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.sign_out().await;
    sen.fill("#notes", "Written while nobody was signed in").await;
    sen.wait("dialog[data-session][open]").await;
    sen.sign_in_within("dialog[data-session] iframe", "dr_sen@acme.test", PASSWORD).await;
    sen.wait("#draft[data-state=saved]").await;
    sen.open_page(&page_of(visit)).await;
    sen.wait("#draft").await;
    assert_eq!(value(&sen, "#notes").await, "Written while nobody was signed in");
    sen.close().await;
}

#[actix_web::test]
async fn an_answer_that_is_lost_is_no_quarrel_with_oneself() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.run(MUTE, vec![]).await;
    sen.fill("#notes", "Kept, though").await;
    sen.wait("#draft[data-state=unsaved]").await;
    sen.keys(" nobody said so").await;
    sen.run(BACK, vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    assert!(!sen.has("[data-clash]").await);
    sen.run(MUTE, vec![]).await;
    sen.click("[data-sign]").await;
    sen.wait_for("[data-unsent]", "not signed yet").await;
    sen.run(BACK, vec![]).await;
    sen.wait(".print-bar").await;
    assert!(sen.texts(".notice[data-kind=warning]").await.is_empty(), "it is the first one's result");
    sen.open_page(&page_of(visit)).await;
    sen.wait_for("main", "Kept, though nobody said so").await;
    sen.close().await;
}

#[actix_web::test]
async fn whoever_signs_out_with_unsent_text_is_asked_first() {
    let site = Site::open().await;
    let (_, sen) = writing(&site).await;
    sen.run(DEAD, vec![]).await;
    sen.fill("#notes", "Only in this browser").await;
    sen.wait("#draft[data-state=unsaved]").await;
    sen.run("setTimeout(() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit())", vec![]).await;
    assert!(sen.decline().await.contains("has not reached the clinic"));
    assert!(sen.path().await.ends_with("/consultation"));
    sen.close().await;
}

#[actix_web::test]
async fn a_medicine_that_was_taken_away_comes_back_as_it_was_also_when_the_server_has_forgotten_it() {
    let site = Site::open().await;
    let (_, sen) = writing(&site).await;
    sen.fill("#medicine-1", "Folic acid 5 mg tablet").await;
    sen.fill("#dose-1", "1-0-0").await;
    sen.fill("#days-1", "30").await;
    sen.run("document.querySelector('#food-1').value = 'after'", vec![]).await;
    sen.click("[data-add=item]").await;
    sen.keys("Paracetamol 650 mg tablet").await;
    sen.wait("#draft[data-state=saved]").await;
    let both = "Folic acid 5 mg tablet|Paracetamol 650 mg tablet";
    let row = async |sen: &Window| {
        let of = "const row = [...document.querySelectorAll('[data-row^=item]')].find(it => it.querySelector('input').value.startsWith('Folic'));
            return ['dose', 'days', 'food'].map(it => row.querySelector(`[name^=\"${it}.\"]`).value).join(' ')";
        sen.run(of, vec![]).await.as_str().unwrap_or_default().to_owned()
    };

    // Before the server heard of it: the row is where it was.
    sen.run(DEAD, vec![]).await;
    sen.click("[data-row='item.1'] [data-remove]").await;
    sen.wait_for(".items .removed", "Removed: Folic acid 5 mg tablet").await;
    sen.screenshot("row-removed").await;
    sen.press(Key::Enter).await;
    sen.wait_gone(".items .removed").await;
    assert_eq!((value(&sen, ".items [name^='medicine.']").await.as_str(), row(&sen).await.as_str()), (both, "1-0-0 30 after"));
    sen.run(BACK, vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    sen.reload().await;
    sen.wait("#draft").await;
    assert_eq!(row(&sen).await, "1-0-0 30 after");

    // After it: the row is a new one.
    sen.run(
        "[...document.querySelectorAll('[data-row^=item]')].find(it => it.querySelector('input').value.startsWith('Folic'))
        .querySelector('[data-remove]').click()",
        vec![],
    )
    .await;
    sen.wait("#draft:not([data-state=saved])").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.is_accessible().await;
    sen.click("[data-put-back]").await;
    sen.wait("#draft:not([data-state=saved])").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.reload().await;
    sen.wait("#draft").await;
    let names = value(&sen, ".items [name^='medicine.']").await;
    assert!(names.contains("Folic") && names.contains("Paracetamol"), "{names}");
    assert_eq!(row(&sen).await, "1-0-0 30 after");
    sen.close().await;
}

#[actix_web::test]
async fn text_of_a_visit_that_was_signed_elsewhere_is_shown_to_its_writer_alone_copied_out_and_thrown_away() {
    let site = Site::open().await;
    let (visit, tablet) = writing(&site).await;
    let list = "/o/acme/doctor/andheri/unfinished";
    tablet.fill("#complaint", "Cough").await;
    tablet.wait("#draft[data-state=saved]").await;
    let desk = site.window(TABLET).await;
    desk.sign_in("dr_sen").await;
    desk.open_page(&page_of(visit)).await;
    tablet.run(DEAD, vec![]).await;
    tablet.fill("#notes", "Only on the tablet").await;
    tablet.fill("#medicine-1", "Folic acid 5 mg tablet").await;
    tablet.fill("#dose-1", "1-0-0").await;
    tablet.wait("#draft[data-state=unsaved]").await;
    desk.click("[data-sign]").await;
    desk.wait(".print-bar").await;
    desk.open_page(list).await;
    desk.wait("#kept[hidden]").await;

    tablet.crash().await;
    tablet.sign_out().await;
    tablet.sign_in("dr_joshi").await;
    tablet.open_page(list).await;
    tablet.wait("#kept[hidden]").await;
    tablet.sign_out().await;
    tablet.sign_in("dr_sen").await;
    tablet.open_page(list).await;
    tablet.wait_for("#kept:not([hidden]) dd", "Only on the tablet").await;
    let kept = tablet.texts("#kept dd").await;
    assert!(kept.contains(&"Folic acid 5 mg tablet · 1-0-0".to_owned()) && kept.contains(&"Cough".to_owned()), "{kept:?}");
    assert_eq!(tablet.texts("#kept h3 a").await, ["Lakshmi Iyer"]);
    tablet.screenshot("kept").await;
    tablet.is_accessible().await;
    tablet.run("navigator.clipboard.writeText = async text => { document.body.dataset.copied = text; }", vec![]).await;
    tablet.click("#kept [data-copy]").await;
    tablet.wait_for("#kept [data-copy]", "Copied").await;
    let copied = tablet.run("return document.body.dataset.copied", vec![]).await;
    assert!(
        copied.as_str().is_some_and(|it| it.contains("Only on the tablet") && it.contains("Folic acid 5 mg tablet · 1-0-0")),
        "{copied}"
    );
    tablet.click("#kept h3 a").await;
    tablet.wait_for("main", "Cough").await;
    assert!(tablet.path().await.contains("/consultations/"), "as it was signed");
    tablet.open_page(list).await;
    tablet.click("#kept [data-throw]").await;
    tablet.click("dialog[open] [data-variant=danger]").await;
    tablet.wait("#kept[hidden]").await;
    tablet.reload().await;
    tablet.wait("#kept[hidden]").await;
    tablet.close().await;
    desk.close().await;
}

#[actix_web::test]
async fn whoever_puts_signing_in_off_goes_on_writing_and_is_not_asked_at_every_letter() {
    let site = Site::open().await;
    let (visit, sen) = writing(&site).await;
    sen.sign_out().await;
    sen.fill("#notes", "Written while").await;
    sen.wait("dialog[data-session][open]").await;
    sen.click("dialog[data-session] [data-close]").await;
    sen.wait_for("[data-later]", "You are signed out").await;
    sen.run("document.addEventListener('draft:sent', () => { document.body.dataset.tried = ''; })", vec![]).await;
    sen.fill("#advice", "Rest").await;
    sen.wait("body[data-tried] #draft[data-state=unsaved]").await;
    assert!(!sen.has("dialog[data-session][open]").await);
    sen.screenshot("session-later").await;
    sen.click("[data-later] button").await;
    sen.sign_in_within("dialog[data-session] iframe", "dr_sen@acme.test", PASSWORD).await;
    sen.wait("#draft[data-state=saved]").await;
    sen.wait("[data-later][hidden]").await;
    sen.open_page(&page_of(visit)).await;
    sen.wait("#draft").await;
    assert_eq!((value(&sen, "#notes").await.as_str(), value(&sen, "#advice").await.as_str()), ("Written while", "Rest"));
    sen.close().await;
}
