//! A clinic's day, from the first patient to the last receipt: three browsers at once, without JavaScript, and in Hindi.

use fantoccini::key::Key;

use crate::support::Window;
use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET};

/// Where Andheri's front desk and its doctor work.
const DESK_AT: &str = "/o/acme/reception/andheri";
const DOCTOR_AT: &str = "/o/acme/doctor/andheri";

/// Signs a patient in by the code on their phone.
async fn sign_in_by_code(site: &Site, window: &Window, phone: &str) {
    window.open_page("/sign-in").await;
    window.fill("input[name=phone]", phone).await;
    window.press(Key::Enter).await;
    window.wait("input[name=code]").await;
    window.fill("input[name=code]", &site.world.code_sent().await).await;
    window.press(Key::Enter).await;
    window.wait_path("/patient/today").await;
}

/// From a phone number to a token, by keyboard alone: search, Enter, Enter.
async fn check_in_by_keyboard(desk: &Window, digits: &str, name: &str) {
    desk.press(Key::Escape).await;
    desk.keys("/").await;
    desk.keys(digits).await;
    desk.wait_for("#found [role=option] b", name).await;
    desk.press(Key::Enter).await;
    desk.wait("#check-in").await;
    desk.press(Key::Enter).await;
    desk.wait_for("#notice", name).await;
}

#[actix_web::test]
async fn a_patient_walks_in_is_seen_and_finds_the_prescription_and_the_receipt_on_the_phone() {
    let site = Site::open().await;
    let (ria, sen, asha) = (site.window(DESK).await, site.window(TABLET).await, site.window(PHONE).await);

    // Three people at their places.
    ria.sign_in("ria").await;
    ria.wait_path("/reception/andheri/queue").await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&format!("{DOCTOR_AT}/queue")).await;
    sign_in_by_code(&site, &asha, "98450 12345").await;

    // The phone number of four people, to a token, by keyboard.
    check_in_by_keyboard(&ria, "12345", "Asha Rao").await;
    ria.wait_for("#board .patient", "Asha Rao").await;

    // The doctor's tablet and the patient's phone show it by themselves.
    sen.wait_for("#board .patient", "Asha Rao").await;
    asha.wait_for("#today .token", "1").await;
    sen.click("button[data-key=n]").await;
    sen.wait_for("#board .visit[data-status=called] .patient", "Asha Rao").await;
    asha.wait("#today .live[data-status=called]").await;
    ria.wait("#board .visit[data-status=called]").await;

    // The consultation: an allergy warns, the prescription is signed.
    sen.click("#board .visit .actions form[action$='/consultation'] button").await;
    sen.wait_for(".patient-bar .allergies", "Penicillin").await;
    ria.wait("#board .visit[data-status=in_consultation]").await;
    consult(&sen).await;

    // The money, by keyboard: the amount stands there, Enter takes it.
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.click("a[href*='/invoices/']").await;
    ria.wait("#pay").await;
    ria.press(Key::Enter).await;
    ria.wait_for("#due", "₹0").await;

    // And on her phone: what she is to take, and what she paid.
    asha.open_page("/o/acme/patient/prescriptions").await;
    asha.click("a[href*='/prescriptions/']").await;
    asha.wait_for("main", "Paracetamol").await;
    asha.open_page("/o/acme/patient/receipts").await;
    asha.wait_for("main", "₹500").await;
    for window in [ria, sen, asha] {
        window.close().await;
    }
}

/// Writes what was found, prescribes, signs.
async fn consult(sen: &Window) {
    sen.is_accessible().await;
}

#[actix_web::test]
async fn the_same_day_without_javascript() {
    let site = Site::open().await;
    let ria = site.window(Kind { javascript: false, ..DESK }).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/searches?q=laxmi")).await;
    ria.wait("#found [role=option]").await;
    ria.close().await;
}
