//! The doctor's tablet, upright: from one patient to the next by as few taps as there are, and the focus where the finger goes.

use fantoccini::key::Key;
use serde_json::json;

use crate::day::speak;
use crate::support::chrome::{Kind, Site, TABLET, Window};
use crate::support::past::{past, wait};

const UPRIGHT: Kind = Kind { width: 768, height: 1024, ..TABLET };
const SIDEWAYS: Kind = Kind { width: 1180, height: 820, ..TABLET };
const QUEUE: &str = "/o/acme/doctor/andheri/queue";

/// A tablet at the record of a returning patient who was called, with two more in the waiting room.
async fn called(site: &Site, kind: Kind) -> Window {
    for _ in 0..3 {
        past(&site.world, "andheri", "dr_sen", "mohan_rao").await;
    }
    for patient in ["mohan_rao", "asha", "lakshmi"] {
        wait(&site.world, "andheri", "dr_sen", patient);
    }
    let sen = site.window(kind).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(QUEUE).await;
    sen.click("[data-key=n]").await;
    sen.wait_for("h1", "Mohan Rao").await;
    sen
}

async fn number(sen: &Window, script: &str) -> f64 {
    sen.run(script, vec![]).await.as_f64().unwrap_or(f64::NAN)
}

/// The id of what has the focus.
async fn focus(sen: &Window) -> String {
    sen.run("return document.activeElement.id || document.activeElement.name || document.activeElement.tagName", vec![])
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[actix_web::test]
async fn from_one_patient_to_the_next_is_one_tap_at_the_end_of_the_page_and_from_the_print() {
    let site = Site::open().await;
    let sen = called(&site, UPRIGHT).await;
    sen.fill("#complaint", "Cough").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.wait_gone("#said-called form").await;
    sen.click("[data-sign][value=next]").await;
    sen.wait_for("h1", "Asha Rao").await;
    sen.wait_for("#notice", "Signed. Token").await;
    sen.fill("#complaint", "Fever").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.click(".patient-bar [data-sign]").await;
    sen.wait(".print-bar").await;
    sen.click(".print-bar form[action$='/calls'] button").await;
    sen.wait_for("h1", "Lakshmi Iyer").await;
    sen.close().await;
}

#[actix_web::test]
async fn the_queues_button_is_in_reach_however_many_wait() {
    let site = Site::open().await;
    for patient in ["mohan_rao", "asha", "lakshmi", "kabir", "mohan_das"] {
        wait(&site.world, "andheri", "dr_sen", patient);
    }
    let sen = site.window(Kind { width: 768, height: 560, ..TABLET }).await;
    sen.sign_in("dr_sen").await;
    sen.open_page(QUEUE).await;
    let below = number(&sen, "return document.querySelector('[data-key=n]').getBoundingClientRect().bottom - innerHeight").await;
    assert!(below <= 0.5, "the button is {below} px below the window");
    sen.screenshot("doctor-queue-sticky").await;
    sen.close().await;
}

#[actix_web::test]
async fn an_upright_tablet_shows_the_patient_the_vitals_and_the_prescription_within_one_swipe() {
    let site = Site::open().await;
    let upright = called(&site, UPRIGHT).await;
    let page = upright.path().await;
    upright.close().await;
    for (kind, size) in [(UPRIGHT, "upright"), (SIDEWAYS, "sideways"), (Kind { width: 1280, height: 800, ..TABLET }, "desk")] {
        let sen = site.window(kind).await;
        sen.sign_in("dr_sen").await;
        for language in ["en", "hi"] {
            speak(&sen, language).await;
            sen.open_page(&page).await;
            sen.screenshot(&format!("consult-{size}-{language}-1")).await;
            sen.is_accessible().await;
            let at = "return document.querySelector('[data-row^=item] [name^=\"dose.\"]').getBoundingClientRect().bottom + scrollY";
            let bottom = number(&sen, at).await;
            assert!(bottom <= 2.0 * f64::from(kind.height.max(1024)), "the first dose ends at {bottom} px, {size}, {language}");
            sen.run("scrollTo(0, innerHeight - 160)", vec![]).await;
            sen.screenshot(&format!("consult-{size}-{language}-2")).await;
            sen.run("scrollTo(0, document.body.scrollHeight)", vec![]).await;
            sen.screenshot(&format!("consult-{size}-{language}-3")).await;
        }
        sen.close().await;
    }
}

#[actix_web::test]
async fn a_medicines_row_shows_what_it_holds_stays_straight_and_is_filled_by_taps_without_a_line() {
    let site = Site::open().await;
    let sen = called(&site, UPRIGHT).await;
    sen.fill("#medicine-1", "Cholecalciferol (Vitamin D3) 60000 IU capsule").await;
    sen.fill("#dose-1", "1-0-0").await;
    sen.run("document.querySelector('#food-1').value = 'before'", vec![]).await;
    sen.wait("#draft[data-state=saved]").await;
    let cut = "const field = document.querySelector(arguments[0]); return field.scrollWidth - field.clientWidth";
    assert!(sen.run(cut, vec![json!("#medicine-1")]).await.as_f64() <= Some(0.0), "the name is cut");
    let straight = "return new Set(['dose', 'days', 'food', 'quantity'].map(it =>
        Math.round(document.getElementById(`${it}-1`).getBoundingClientRect().top))).size";
    assert!((number(&sen, straight).await - 1.0).abs() < 0.1, "the row is crooked");
    let height = number(&sen, "return document.querySelector('[data-row=\"item.1\"]').offsetHeight").await;
    assert!(height < 243.0, "a medicine takes {height} px");
    sen.run("window.fetch = () => Promise.reject(new TypeError('no line'))", vec![]).await;
    sen.click("[data-set='1-0-1']").await;
    sen.click("[data-last='15']").await;
    let typed = sen.run("return ['dose', 'days'].map(it => document.getElementById(`${it}-1`).value).join(' ')", vec![]).await;
    assert_eq!(typed, "1-0-1 15");
    let small = "return [...document.querySelectorAll('[data-set], [data-last]')].map(it => it.getBoundingClientRect())
        .filter(it => it.width < 44 || it.height < 44).length";
    assert!(number(&sen, small).await < 0.5, "a finger misses a button");
    sen.screenshot("row-upright").await;
    sen.close().await;
}

#[actix_web::test]
async fn the_focus_goes_to_the_new_row_and_to_the_mistake_and_enter_leaves_the_page_alone() {
    let site = Site::open().await;
    let sen = called(&site, UPRIGHT).await;
    sen.run("window.stays = true", vec![]).await;
    sen.click("[data-add=item]").await;
    assert!(focus(&sen).await.starts_with("medicine-"), "{}", focus(&sen).await);
    sen.click("[data-add=diagnosis]").await;
    assert!(focus(&sen).await.starts_with("diagnosis-"), "{}", focus(&sen).await);
    for field in ["#diagnosis-1", "#pulse", "#follow_up", "#dose-1"] {
        sen.focus(field).await;
        let before = number(&sen, "return scrollY").await;
        sen.press(Key::Enter).await;
        sen.wait("#draft[data-state=saved]").await;
        assert_eq!(focus(&sen).await, field[1..], "Enter keeps the focus");
        assert!((number(&sen, "return scrollY").await - before).abs() < 1.0, "Enter jumps from {field}");
    }
    assert_eq!(sen.run("return window.stays", vec![]).await, true, "nothing was loaded anew");

    sen.fill("#medicine-1", "Paracetamol 650 mg tablet").await;
    sen.fill("#dose-1", "1-1").await;
    sen.fill("#days-1", "x").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.click(".patient-bar [data-sign]").await;
    sen.wait("#mistakes").await;
    assert_eq!(focus(&sen).await, "dose-1");
    let seen = number(&sen, "return document.activeElement.getBoundingClientRect().top").await;
    assert!((60.0..1024.0).contains(&seen), "the field stands at {seen}");
    sen.screenshot("mistake-upright").await;
    let straight = "return new Set(['dose', 'days', 'food', 'quantity'].map(it =>
        Math.round(document.getElementById(`${it}-1`).getBoundingClientRect().top))).size";
    assert!((number(&sen, straight).await - 1.0).abs() < 0.1, "the mistake tears the row");
    assert_eq!(sen.texts("#mistakes a").await, ["Dose 1", "Days 1"]);
    sen.focus("#mistakes a[href='#days-1']").await;
    sen.press(Key::Enter).await;
    assert_eq!(focus(&sen).await, "days-1");
    sen.close().await;
}

#[actix_web::test]
async fn what_is_signed_to_be_printed_opens_the_printing_once_and_the_screen_keeps_its_language() {
    let site = Site::open().await;
    let sen = called(&site, UPRIGHT).await;
    sen.fill("#complaint", "Cough").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.click(".patient-bar [data-sign]").await;
    sen.wait(".print-bar").await;
    sen.wait("[data-print-now]").await;
    let pressed = "const done = arguments[0]; window.print = () => done('printed');
        const { src } = [...document.scripts].find(it => it.src.includes('/print'));
        import(`${src}?again`); setTimeout(done, 3000, 'nothing')";
    assert_eq!(sen.run_async(pressed).await, "printed");
    sen.screenshot("signed-print").await;
    sen.reload().await;
    assert!(!sen.has("[data-print-now]").await, "once");
    sen.close().await;
}
