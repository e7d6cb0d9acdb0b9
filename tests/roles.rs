//! Who sees what, in a real browser: the manager's office, the table of permissions, a dashboard seen as a role, and the way
//! from one dashboard to another.

use fantoccini::key::Key;
use serde_json::json;

use crate::day::look;
use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET, Window};
use crate::support::world::id;

const ADMIN: &str = "/o/acme/admin";
const DESK_AT: &str = "/o/acme/reception/andheri";

/// Begins to look as a role, from the list of people.
async fn look_as(window: &Window, role: &str) {
    window.open_page(&format!("{ADMIN}/people")).await;
    window.wait("#look").await;
    window.run("document.querySelector('#seen_as').value = arguments[0]", vec![json!(role)]).await;
    // On a phone the menu stands below, over whatever is only just in sight.
    window.run("document.querySelector('#look .actions').scrollIntoView({ block: 'center' })", vec![]).await;
    // The page may have a banner already, of the role before: what counts is the next page.
    window.leave_by("#look .actions button", "").await;
    window.wait(".banner").await;
}

#[actix_web::test]
async fn the_pages_of_roles_are_accessible_in_both_languages_at_a_desk() {
    the_pages_are_accessible(DESK, "desk").await;
}

#[actix_web::test]
async fn the_pages_of_roles_are_accessible_in_both_languages_on_a_tablet() {
    the_pages_are_accessible(TABLET, "tablet").await;
}

#[actix_web::test]
async fn the_pages_of_roles_are_accessible_in_both_languages_on_a_phone() {
    the_pages_are_accessible(PHONE, "phone").await;
}

async fn the_pages_are_accessible(kind: Kind, size: &str) {
    let site = Site::open().await;
    site.world.run_in("acme", "INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<dr_sen>, 'SW-000099', <bandra>)");
    let person = format!("{ADMIN}/people/{}", id("ria"));
    let mut flaws = Vec::new();
    for language in ["en", "hi"] {
        let window = site.window(Kind { language: if language == "hi" { "hi-IN" } else { "en-IN" }, ..kind }).await;
        let whose = |who: &str| format!("roles-{who}-{size}-{language}");
        window.sign_in("mira").await;
        for page in ["people", "people/new", "permissions", "figures"] {
            flaws.extend(look(&window, &format!("{ADMIN}/{page}"), &whose("manager")).await);
        }
        window.sign_in("sana").await;
        for page in ["queue", "searches?q=rao"] {
            flaws.extend(look(&window, &format!("{DESK_AT}/{page}"), &whose("nothing")).await);
        }
        window.sign_in("dr_sen").await;
        window.open_page("/o/acme/doctor/andheri/queue").await;
        window.click(".menu:not(.notices) > summary").await;
        window.screenshot(&whose("menu")).await;
        flaws.extend(window.flaws().await);
        window.sign_in("om").await;
        for page in [format!("{ADMIN}/people"), person.clone()] {
            flaws.extend(look(&window, &page, &whose("admin")).await);
        }
        look_as(&window, "cashier").await;
        for page in ["queue", "payments", "patients/new"] {
            flaws.extend(look(&window, &format!("{DESK_AT}/{page}"), &whose("cashier")).await);
        }
        look_as(&window, "doctor").await;
        flaws.extend(look(&window, "/o/acme/doctor/andheri/queue", &whose("doctor")).await);
        look_as(&window, "patient").await;
        flaws.extend(look(&window, "/o/acme/patient/today", &whose("patient")).await);
        window.click(".banner button").await;
        window.wait("#look").await;
        assert!(window.texts(".banner").await.is_empty());
        window.close().await;
    }

    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// Fills the form in with a template, and sees what was typed still there.
async fn fill_in(javascript: bool) {
    let site = Site::open().await;
    let om = site.window(Kind { javascript, ..DESK }).await;
    om.sign_in("om").await;
    om.open_page(&format!("{ADMIN}/people/new")).await;
    om.fill("#name", "Nita Shah").await;
    om.fill("#email", "nita@acme.test").await;
    // Folded until it is chosen; what staff may do comes once they are staff.
    om.click(&format!("details:has(button[value='{} nurse']) > summary", id("bandra"))).await;
    om.click(&format!("label:has([name=places][value='{} staff'])", id("bandra"))).await;
    om.click(&format!("button[value='{} nurse']", id("bandra"))).await;
    for held in ["check_ins", "calls", "prescriptions"] {
        om.wait(&format!("[name=permissions][value='{} {held}']:checked", id("bandra"))).await;
    }
    om.wait(&format!("[name=places][value='{} staff']:checked", id("bandra"))).await;
    assert_eq!(om.path().await.ends_with("/people/new"), javascript, "a part of the page, or the page");
    om.fill("#name", "Nita Shah").await;
    om.press(Key::Enter).await;
    om.wait_for("#notice", "nita@acme.test").await;
    om.close().await;
    let list = site.world.sign_in("om").await.get("/admin/people").await;
    assert!(list.texts("#people tr").iter().any(|it| it.contains("Nita Shah") && it.contains("Nurse")), "{}", list.html);
}

#[actix_web::test]
async fn a_template_fills_the_form_in() {
    fill_in(true).await;
}

#[actix_web::test]
async fn a_template_fills_the_form_in_without_javascript() {
    fill_in(false).await;
}

#[actix_web::test]
async fn a_button_that_is_pressed_while_looking_says_that_nothing_was_changed() {
    let site = Site::open().await;
    let om = site.window(DESK).await;
    om.sign_in("om").await;
    om.open_page(&format!("{DESK_AT}/queue?patient={}", id("lakshmi"))).await;
    om.click("#check-in .actions button").await;
    om.wait_for("#board .patient", "Lakshmi Iyer").await;
    look_as(&om, "front_desk").await;
    om.click("#board .visit form[action$='/call'] button").await;
    om.wait_for("#notice", "Nothing was changed").await;
    om.wait_for("#board .visit[data-status=waiting] .patient", "Lakshmi Iyer").await;
    om.close().await;
}
