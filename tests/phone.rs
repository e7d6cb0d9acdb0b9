//! The patient's phone in a real browser: small, at the clinic's door, and now and then without a line.

use serde_json::json;
use swasthya::db::Author;
use swasthya::db::ids::ClinicId;
use swasthya::models::visits::Appointment;

use crate::support::bills::bill;
use crate::support::chrome::{Kind, PHONE, Site, Window};
use crate::support::past::past;
use crate::support::world::id;

const TODAY: &str = "/o/acme/patient/today";

/// The smallest phone that is still in use.
const SMALL: Kind = Kind { width: 320, height: 640, ..PHONE };

/// The Raos' phone, signed in.
async fn raos(site: &Site, kind: Kind, language: &str) -> Window {
    let window = site.window(kind).await;
    window.open_page("/sign-in").await;
    window.borrow_cookies(&site.world.sign_in_by_phone("98450 12345").await, language).await;
    window
}

/// Taps what may lie behind the bar: the driver scrolls no further than to the window's edge.
async fn tap(window: &Window, selector: &str) {
    window.wait(selector).await;
    window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(selector)]).await;
    window.click(selector).await;
}

#[actix_web::test]
async fn at_320_pixels_no_tab_is_cut_and_a_mistake_is_in_sight_above_them() {
    let site = Site::open().await;
    let asha = raos(&site, SMALL, "en").await;
    for language in ["en", "hi"] {
        asha.run("document.cookie = `language=${arguments[0]}; path=/`", vec![json!(language)]).await;
        asha.open_page("/o/acme/patient/family/new").await;
        let cut = "return [...document.querySelectorAll('.topbar > nav a')].map(it => Math.ceil(it.getBoundingClientRect().right)) \
                   .concat(document.documentElement.scrollWidth).filter(it => it > 320)";
        assert_eq!(asha.run(cut, vec![]).await, json!([]), "{language}");
        asha.fill("#name", "Meera Rao").await;
        tap(&asha, "label:has([name=relation][value=child])").await;
        tap(&asha, "label:has([name=sex][value=female])").await;
        tap(&asha, "form.card .actions button").await;
        asha.wait("#age-error").await;
        let seen = "const [error, bar] = ['#age-error', '.topbar > nav'].map(it => document.querySelector(it).getBoundingClientRect()); \
                    return [document.activeElement.id, error.top > 0, error.bottom <= bar.top]";
        assert_eq!(asha.run(seen, vec![]).await, json!(["age", true, true]), "{language}");
    }
    asha.close().await;
}

#[actix_web::test]
async fn without_a_line_the_phone_says_why_and_goes_on_showing_the_last_known_place() {
    let site = Site::open().await;
    bill(&site.world, "asha");
    let (mut other, port) = site.another().await;
    let asha = raos(&site, PHONE, "en").await.at(format!("http://127.0.0.1:{port}"));
    asha.open_page(TODAY).await;
    asha.wait_for(".live .place", "You are next").await;
    let _ = other.kill();
    let _ = other.wait();
    asha.wait("#today[data-stale=silent]").await;
    asha.wait_for(".stale", "The clinic does not answer. This is how it stood at").await;
    // The driver cannot pull the plug: the browser is told that it has no line.
    let unplugged = "Object.defineProperty(navigator, 'onLine', { get: () => false }); dispatchEvent(new Event('offline'))";
    asha.run(unplugged, vec![]).await;
    asha.wait("#today[data-stale=offline]").await;
    asha.wait_for(".stale", "This phone has no internet. This is how it stood at").await;
    asha.wait_for(".live .place", "You are next").await;
    let link = "return getComputedStyle(document.querySelector('.live .fresh a')).display";
    assert_eq!(asha.run(link, vec![]).await, json!("none"), "nothing leads away from what is known");
    asha.close().await;
}

#[actix_web::test]
async fn whoever_is_called_stands_on_the_first_screen_and_in_the_title_and_the_phone_rings_if_it_was_asked_to() {
    let site = Site::open().await;
    for patient in ["asha", "mohan_rao", "kabir"] {
        bill(&site.world, patient);
    }
    let asha = raos(&site, PHONE, "en").await;
    asha.open_page(TODAY).await;
    asha.run("window.rung = 0; navigator.vibrate = () => { window.rung += 1; return true }", vec![]).await;
    tap(&asha, "[data-ring] button").await;
    asha.wait("[data-ring] button[aria-pressed=true]").await;
    assert_eq!(asha.run("return window.rung", vec![]).await, json!(1), "so that it is known how it sounds");

    let last = asha.run("return [...document.querySelectorAll('.live')].at(-1).id", vec![]).await;
    let visit = last.as_str().and_then(|it| it.strip_prefix("place-")).and_then(|it| it.parse().ok()).expect("a visit");
    let andheri = ClinicId(id("andheri"));
    let called = site.world.databases().write("acme", Author::system(), move |tx| Appointment::call(tx, andheri, visit)).await;
    assert!(called.is_ok(), "a call");
    asha.wait_for("#today > .live:first-of-type .place", "It is your turn").await;
    let seen = "const [words, bar] = ['.live .place', '.topbar > nav'].map(it => document.querySelector(it).getBoundingClientRect()); \
                return [window.rung, document.title, words.top > 0 && words.bottom < bar.top]";
    assert_eq!(asha.run(seen, vec![]).await, json!([2, "Kabir Rao: it is your turn · Swasthya", true]));
    asha.close().await;
}

#[actix_web::test]
async fn the_smallest_phone_shows_a_card_a_medicine_in_the_reader_s_language_and_hands_on_all_of_it() {
    let site = Site::open().await;
    let left = past(&site.world, "andheri", "dr_sen", "kabir").await;
    let asha = raos(&site, SMALL, "hi").await;
    asha.open_page(&format!("/o/acme/patient/prescriptions/{}", left["prescription"])).await;
    asha.wait_for("html[lang=hi] .medicine h2", "Paracetamol").await;
    asha.wait_for(".medicine .dose", "सुबह").await;
    asha.is_accessible().await;
    asha.run("navigator.share = async it => { window.told = it.text }", vec![]).await;
    tap(&asha, "[data-share]").await;
    let told = asha.run("return window.told", vec![]).await;
    let told = told.as_str().expect("words");
    assert!(told.starts_with("Kabir Rao, ") && told.contains("\n1. Paracetamol 650 mg tablet · सुबह और रात को 1 गोली"), "{told}");
    asha.close().await;
}
