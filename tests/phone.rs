//! The patient's phone in a real browser: small, at the clinic's door, and now and then without a line.

use serde_json::json;

use crate::support::bills::bill;
use crate::support::chrome::{Kind, PHONE, Site, Window};

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

#[actix_web::test]
async fn at_320_pixels_no_tab_is_cut_and_a_mistake_is_in_sight_above_them() {
    let site = Site::open().await;
    for language in ["en", "hi"] {
        let asha = raos(&site, SMALL, language).await;
        asha.open_page("/o/acme/patient/family/new").await;
        let cut = "return [...document.querySelectorAll('.topbar > nav a')].map(it => Math.ceil(it.getBoundingClientRect().right)) \
                   .concat(document.documentElement.scrollWidth).filter(it => it > 320)";
        assert_eq!(asha.run(cut, vec![]).await, json!([]), "{language}");
        asha.fill("#name", "Meera Rao").await;
        asha.click("label:has([name=relation][value=child])").await;
        asha.click("label:has([name=sex][value=female])").await;
        asha.click("form.card .actions button").await;
        asha.wait("#age-error").await;
        let seen = "const [error, bar] = ['#age-error', '.topbar > nav'].map(it => document.querySelector(it).getBoundingClientRect()); \
                    return [document.activeElement.id, error.top > 0, error.bottom <= bar.top]";
        assert_eq!(asha.run(seen, vec![]).await, json!(["age", true, true]), "{language}");
        asha.close().await;
    }
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
