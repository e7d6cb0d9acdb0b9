//! The patient's phone in a real browser: small, at the clinic's door, and now and then without a line.

use serde_json::json;

use crate::support::chrome::{Kind, PHONE, Site, Window};

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
