//! A clinic's day, from the first patient to the last receipt: three browsers at once, without JavaScript, and in Hindi.

use fantoccini::key::Key;

use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET, Window};
use crate::support::past::past;
use crate::support::world::id;

/// Where Andheri's front desk and its doctor work.
const DESK_AT: &str = "/o/acme/reception/andheri";
const DOCTOR_AT: &str = "/o/acme/doctor/andheri";

/// Signs a patient in by the code on their phone.
async fn sign_in_by_code(site: &Site, window: &Window, phone: &str) {
    window.open_page("/sign-in").await;
    window.fill("input[name=phone]", phone).await;
    window.press(Key::Enter).await;
    window.wait("input[name=code]").await;
    window.fill("input[name=code]", &site.world.code().await).await;
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

    // The doctor's tablet shows it by itself; so does the patient's phone, from when it has a place to follow.
    sen.wait_for("#board .patient", "Asha Rao").await;
    asha.open_page("/o/acme/patient/today").await;
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
    sen.fill("[name=diagnosis]", "Viral fever").await;
    sen.fill("[name=medicine]", "Paracetamol 650 mg tablet").await;
    sen.fill("[name=dose]", "1-0-1").await;
    sen.fill("[name=days]", "3").await;
    sen.wait_for(".saved", "Saved").await;
    sen.run("location.reload()", vec![]).await;
    sen.wait("[name=diagnosis]").await;
    let kept = sen.run("return document.querySelector('[name=diagnosis]').value", vec![]).await;
    assert_eq!(kept, "Viral fever", "the draft survives a reload");
    sen.click("button[formaction$='/signature']").await;
    sen.wait("table.doses").await;
    sen.wait_for("main", "Paracetamol").await;
}

#[actix_web::test]
async fn the_desk_works_without_javascript() {
    let site = Site::open().await;
    let ria = site.window(Kind { javascript: false, ..DESK }).await;
    ria.sign_in("ria").await;
    ria.open_page(&format!("{DESK_AT}/searches?q=laxmi")).await;
    ria.click("#found [role=option]").await;
    ria.click("#check-in .actions button").await;
    ria.wait("#board .visit").await;
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.click("main a[href*='/invoices/']").await;
    ria.click("#pay .actions button").await;
    ria.wait("#settled").await;
    ria.close().await;
}

#[actix_web::test]
async fn every_page_of_the_day_is_accessible_in_both_languages_at_three_sizes() {
    let site = Site::open().await;
    let left = past(&site.world, "andheri", "dr_sen", "asha").await;
    let (visit, invoice, payment) = (left["appointment"], left["invoice"], left["payment"]);
    let (consultation, prescription, patient) = (left["consultation"], left["prescription"], left["patient"]);
    let desk = [
        "queue".to_owned(),
        format!("queue?patient={}", id("lakshmi")),
        "searches?q=rao".to_owned(),
        "patients/new".to_owned(),
        format!("patients/{patient}"),
        format!("patients/{patient}/edit"),
        format!("patients/{patient}/card"),
        "payments".to_owned(),
        format!("invoices/{invoice}"),
        format!("payments/{payment}/receipt"),
        format!("appointments/{visit}"),
        format!("appointments/{visit}/slip"),
    ];
    let doctor = ["queue".to_owned(), format!("consultations/{consultation}"), format!("prescriptions/{prescription}")];
    let admin = ["figures", "clinics", "clinics/new", "people", "people/new", "imports", "audit"].map(str::to_owned);
    let patient = ["today".to_owned(), "visits".to_owned(), format!("visits/{visit}"), "prescriptions".to_owned(), "receipts".to_owned()];
    let asha = site.world.sign_in_by_phone("98450 12345").await;
    let mut flaws = Vec::new();
    for (kind, size) in [(DESK, "desk"), (TABLET, "tablet"), (PHONE, "phone")] {
        let window = site.window(kind).await;
        for language in ["en", "hi"] {
            window.open_page("/sign-in").await;
            let shown = window.run("return document.documentElement.lang", vec![]).await;
            if shown != language {
                window.click("form[action='/language'] button").await;
                window.wait(&format!("html[lang={language}]")).await;
            }
            for page in ["/sign-in", "/sign-in/password", "/nowhere"] {
                flaws.extend(look(&window, page, &format!("outside-{size}-{language}")).await);
            }
            for (who, base, pages) in [("ria", DESK_AT, &desk[..]), ("dr_sen", DOCTOR_AT, &doctor[..]), ("om", "/o/acme/admin", &admin[..])]
            {
                window.sign_in(who).await;
                for page in pages {
                    flaws.extend(look(&window, &format!("{base}/{page}"), &format!("{who}-{size}-{language}")).await);
                }
            }
            window.borrow_cookies(&asha, language).await;
            for page in &patient {
                flaws.extend(look(&window, &format!("/o/acme/patient/{page}"), &format!("patient-{size}-{language}")).await);
            }
            window.sign_out().await;
        }
        window.close().await;
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// Opens a page, keeps a picture of it, and has it checked.
async fn look(window: &Window, page: &str, whose: &str) -> Vec<String> {
    window.open_page(page).await;
    let name = page.rsplit("/andheri/").next().unwrap_or(page).replace(['/', '?', '='], "-");
    let name: String = name.chars().take(24).collect();
    window.screenshot(&format!("{whose}-{}", name.trim_matches('-'))).await;
    window.flaws().await.into_iter().map(|flaw| format!("{whose} {flaw}")).collect()
}
