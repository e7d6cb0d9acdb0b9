//! A clinic's day, from the first patient to the last receipt: three browsers at once, in English and in Hindi, and again
//! without JavaScript.

use fantoccini::key::Key;
use swasthya::locale::Locale;

use crate::support::chrome::{DESK, Kind, PHONE, Site, TABLET, Window};
use crate::support::past::{begin, past};
use crate::support::register::{REGISTER, brought, run};
use crate::support::world::{PASSWORD, id};
use crate::support::{Browser, World};

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
    desk.keys(digits).await;
    desk.wait_for("#found [role=option] b", name).await;
    desk.press(Key::Enter).await;
    desk.wait("#check-in").await;
    desk.press(Key::Enter).await;
    desk.wait_for("#given", name).await;
}

/// The same where the page cannot search while typing.
async fn check_in_by_forms(desk: &Window, digits: &str, name: &str) {
    desk.fill("#q", digits).await;
    desk.press(Key::Enter).await;
    desk.wait_for("#found [role=option] b", name).await;
    desk.click("#found [role=option]").await;
    desk.click("#check-in .actions button").await;
    desk.wait_for("#given", name).await;
}

#[actix_web::test]
async fn a_patient_walks_in_is_seen_and_finds_the_prescription_and_the_receipt_on_the_phone() {
    day(Locale::English, true).await;
}

#[actix_web::test]
async fn the_whole_day_works_in_hindi() {
    day(Locale::Hindi, true).await;
}

#[actix_web::test]
async fn the_whole_day_works_without_javascript() {
    day(Locale::English, false).await;
}

async fn day(locale: Locale, javascript: bool) {
    let language = if locale == Locale::Hindi { "hi-IN" } else { "en-IN" };
    let like = |kind: Kind| Kind { javascript, language, ..kind };
    let ours = format!("html[lang={}]", locale.tag());
    let site = Site::open().await;
    let (ria, sen, asha) = (site.window(like(DESK)).await, site.window(like(TABLET)).await, site.window(like(PHONE)).await);

    // Three people at their places.
    ria.sign_in("ria").await;
    ria.wait_path("/reception/andheri/queue").await;
    sen.sign_in("dr_sen").await;
    sen.open_page(&format!("{DOCTOR_AT}/queue")).await;
    sign_in_by_code(&site, &asha, "98450 12345").await;

    // The phone number of four people, to a token.
    if javascript {
        check_in_by_keyboard(&ria, "12345", "Asha Rao").await;
    } else {
        check_in_by_forms(&ria, "12345", "Asha Rao").await;
    }
    ria.see("#board .patient", "Asha Rao").await;

    // The doctor's tablet shows it by itself; so does the patient's phone.
    sen.see("#board .patient", "Asha Rao").await;
    asha.see("#today .token", "1").await;
    sen.click("button[data-key=n]").await;
    sen.wait_for("h1", "Asha Rao").await;
    asha.see("#today .live[data-status=called] .token", "1").await;
    ria.see("#board .visit[data-status=called] .patient", "Asha Rao").await;

    // The consultation: an allergy warns, the prescription is signed.
    sen.click("#said-called form[action$='/consultation'] button").await;
    sen.wait_for(".patient-bar .allergies", "Penicillin").await;
    sen.wait(&ours).await;
    ria.see("#board .visit[data-status=in_consultation] .patient", "Asha Rao").await;
    if javascript {
        sen.is_accessible().await;
        consult(&sen, locale).await;
    } else {
        consult_by_forms(&sen).await;
    }
    sen.wait("table.doses").await;
    sen.wait_for("main", "Paracetamol").await;

    // The money: the amount stands there, one key takes it.
    ria.open_page(&format!("{DESK_AT}/payments")).await;
    ria.click("main a[href*='/invoices/']").await;
    ria.wait("#pay").await;
    if javascript {
        ria.wait("#given:focus").await;
        ria.keys("c").await;
        ria.wait_for("#due", "₹0").await;
    } else {
        ria.click("#pay button[value=cash]").await;
    }
    ria.wait("#settled").await;

    // And on her phone: what she is to take, and what she paid.
    asha.open_page("/o/acme/patient/prescriptions").await;
    asha.click("a[href*='/prescriptions/']").await;
    asha.wait_for("main", "Paracetamol").await;
    asha.open_page("/o/acme/patient/receipts").await;
    asha.wait_for("main", "₹500").await;
    ria.wait(&ours).await;
    asha.wait(&ours).await;
    for window in [ria, sen, asha] {
        window.close().await;
    }
}

/// Writes what was found and prescribes; a reload in between loses nothing.
async fn consult(sen: &Window, locale: Locale) {
    sen.fill("[name='diagnosis.1']", "Viral fever").await;
    sen.fill("[name='medicine.1']", "Amoxicillin 500 mg capsule").await;
    sen.wait_for("#items .warning", "Penicillin").await;
    sen.fill("[name='medicine.1']", "Paracetamol 650 mg tablet").await;
    sen.fill("[name='dose.1']", "1-0-1").await;
    sen.fill("[name='days.1']", "3").await;
    sen.wait("#draft[data-state=saved]").await;
    sen.wait_for(".saved", &locale.say("draft-kept")).await;
    sen.reload().await;
    sen.wait("[name='diagnosis.1']").await;
    let kept = sen.run("return document.querySelector('#diagnosis-1').value", vec![]).await;
    assert_eq!(kept, "Viral fever", "the draft survives a reload");
    sen.click("button[formaction$='/signature']").await;
}

/// The same with nothing but forms: the button beside the list keeps the draft, and the warning comes with the answer.
async fn consult_by_forms(sen: &Window) {
    sen.fill("[name='diagnosis.1']", "Viral fever").await;
    sen.fill("[name='medicine.1']", "Amoxicillin 500 mg capsule").await;
    sen.click("#items button[value=item]").await;
    sen.wait_for("#items .warning", "Penicillin").await;
    sen.fill("#medicine-1", "Paracetamol 650 mg tablet").await;
    sen.fill("#dose-1", "1-0-1").await;
    sen.fill("#days-1", "3").await;
    sen.click("button[formaction$='/signature']").await;
}

#[actix_web::test]
async fn every_page_of_the_day_is_accessible_in_both_languages_at_a_desk() {
    every_page_is_accessible(DESK, "desk").await;
}

#[actix_web::test]
async fn every_page_of_the_day_is_accessible_in_both_languages_on_a_tablet() {
    every_page_is_accessible(TABLET, "tablet").await;
}

#[actix_web::test]
async fn every_page_of_the_day_is_accessible_in_both_languages_on_a_phone() {
    every_page_is_accessible(PHONE, "phone").await;
}

async fn every_page_is_accessible(kind: Kind, size: &str) {
    let site = Site::open().await;
    let left = past(&site.world, "andheri", "dr_sen", "asha").await;
    let standing = begin(&site.world, "andheri", "dr_sen", "lakshmi").await;
    site.world.run_in("acme", "UPDATE patients SET clinic_id = <bandra> WHERE profile_id = <mohan_rao>");
    let (link, code) = (invitation(&site.world).await, site.world.half_signed_in("98330 40404").await);
    let (fresh, done) = imports(&site.world).await;
    let person = format!("people/{}", id("ria"));
    let (visit, invoice, payment) = (left["appointment"], left["invoice"], left["payment"]);
    let (consultation, prescription, patient) = (left["consultation"], left["prescription"], left["patient"]);
    let desk = [
        "queue".to_owned(),
        "unfinished".to_owned(),
        format!("queue?patient={}", id("lakshmi")),
        "queue?on=2026-01-02".to_owned(),
        format!("queue?given={standing}"),
        "searches?q=rao".to_owned(),
        "patients/new".to_owned(),
        format!("patients/{patient}"),
        format!("patients/{patient}/edit"),
        format!("patients/{patient}/card"),
        format!("patients/{}/reasons/new", id("mohan_rao")),
        "payments".to_owned(),
        format!("invoices/{invoice}"),
        format!("payments/{payment}/receipt"),
        format!("appointments/{visit}"),
        format!("appointments/{visit}/slip"),
    ];
    let doctor = [
        "queue".to_owned(),
        "queue?on=2026-11-20".to_owned(),
        "patients?q=rao".to_owned(),
        format!("patients/{patient}"),
        "unfinished".to_owned(),
        format!("appointments/{standing}/consultation"),
        format!("consultations/{consultation}"),
        format!("prescriptions/{prescription}"),
    ];
    let admin =
        ["first-steps", "figures", "clinics", "clinics/new", "people", "people/new", &person, "imports", &fresh, &done, "audit", "unusual"]
            .map(str::to_owned);
    let asha = site.world.sign_in_by_phone("98450 12345").await;
    let kabir = format!("family/{}", id("kabir"));
    let patient = [
        "today".to_owned(),
        "visits".to_owned(),
        format!("visits?of={}", id("asha")),
        format!("visits/{visit}"),
        "prescriptions".to_owned(),
        format!("prescriptions/{prescription}"),
        "receipts".to_owned(),
        "family".to_owned(),
        "family/new".to_owned(),
        "openings".to_owned(),
        kabir.clone(),
        format!("{kabir}/transfers/new"),
    ];
    let lakshmi = site.world.sign_in_by_phone("98200 11111").await;
    asha.submit(&format!("/patient/{kabir}/transfers"), &[("phone", "98200 11111")]).await;
    let offer = lakshmi.get("/patient/family").await.attributes(".offer a.button", "href")[0].clone();
    let (changing, email) = changing(&site.world).await;
    let mut flaws = Vec::new();
    let window = site.window(kind).await;
    for language in ["en", "hi"] {
        speak(&window, language).await;
        let outside = format!("outside-{size}-{language}");
        for page in ["/sign-in", "/sign-in/password", "/sign-in/reset", link.as_str(), "/nowhere"] {
            flaws.extend(look(&window, page, &outside).await);
        }
        window.sign_in("dr_sen").await;
        for page in
            ["/doors", "/account/phone", "/account/email", "/account/devices", "/account/password", "/account/two-step", "/account/ways-in"]
        {
            flaws.extend(look(&window, page, &outside).await);
        }
        site.world.let_pass_in_session("dr_sen", 6).await;
        flaws.extend(look(&window, "/account/confirm?next=/account/phone", &outside).await);
        for (who, base, pages) in [("ria", DESK_AT, &desk[..]), ("dr_sen", DOCTOR_AT, &doctor[..]), ("om", "/o/acme/admin", &admin[..])] {
            window.sign_in(who).await;
            for page in pages {
                flaws.extend(look(&window, &format!("{base}/{page}"), &format!("{who}-{size}-{language}")).await);
            }
        }
        flaws.extend(look(&window, "/account/confirm", &format!("om-{size}-{language}")).await);
        window.borrow_cookies(&asha, language).await;
        for page in &patient {
            flaws.extend(look(&window, &format!("/o/acme/patient/{page}"), &format!("patient-{size}-{language}")).await);
        }
        flaws.extend(look(&window, "/sign-in/holder?next=/o/acme/patient/today", &outside).await);
        window.borrow_cookies(&lakshmi, language).await;
        for page in ["/o/acme/patient/family", &offer] {
            flaws.extend(look(&window, page, &format!("offered-{size}-{language}")).await);
        }
        for page in ["/account/phone/code", email.as_str()] {
            window.borrow_cookies(&changing, language).await;
            flaws.extend(look(&window, page, &format!("changing-{size}-{language}")).await);
        }
        let between = site.world.visitor();
        between.post("/sign-in/password", &[("login", "om@acme.test"), ("password", PASSWORD)]).await;
        window.borrow_cookies(&between, language).await;
        flaws.extend(look(&window, "/sign-in/second-step", &outside).await);
        window.borrow_cookies(&code, language).await;
        flaws.extend(look(&window, "/sign-in/code", &outside).await);
        window.sign_out().await;
    }
    window.close().await;
    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[actix_web::test]
async fn a_patient_sees_in_hindi_who_looked_an_hour_ago() {
    let site = Site::open().await;
    let row = "INSERT INTO audit_logs (at, user_id, clinic_id, action, resource, resource_id, details) VALUES \
               (UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, <user ria>, <andheri>, 'viewed', 'patients', <asha>, '{\"part\":\"record\"}')";
    site.world.run_in("acme", row);
    let asha = site.window(Kind { language: "hi-IN", ..PHONE }).await;
    sign_in_by_code(&site, &asha, "98450 12345").await;
    asha.click("a[href$='/patient/family']").await;
    asha.wait_path("/patient/family").await;
    asha.click(".actions a[href$='/patient/openings']").await;
    asha.wait_for("html[lang=hi] h1", "रिकॉर्ड किसने देखा").await;
    for words in ["Ria Fernandes", "रिकॉर्ड खोला", "Andheri Clinic", "Asha Rao"] {
        asha.wait_for("#openings > li", words).await;
    }
    asha.is_accessible().await;
    asha.close().await;
}

#[actix_web::test]
async fn a_record_of_another_clinic_opens_with_a_reason_that_the_admin_reads() {
    let site = Site::open().await;
    let (bela, om) = (site.window(DESK).await, site.window(DESK).await);
    bela.sign_in("bela").await;
    bela.open_page(&format!("/o/acme/reception/bandra/patients/{}", id("asha"))).await;
    bela.wait_path("/reasons/new").await;
    bela.fill("input[name=words]", "She fell on the stairs").await;
    bela.click("#reason-form .actions button").await;
    bela.wait("#reason-error").await;
    bela.click("input[name=reason][value=emergency]").await;
    bela.click("#reason-form .actions button").await;
    bela.wait_for("h1", "Asha Rao").await;
    bela.wait_for(".allergies", "Penicillin").await;
    om.sign_in("om").await;
    om.open_page("/o/acme/admin/audit?action=reason_given").await;
    om.wait_for("#log tbody", "She fell on the stairs").await;
    om.wait_for("#log tbody", "Bela Shah").await;
    om.open_page("/o/acme/admin/unusual").await;
    om.wait_for("#unusual tbody", "Bela Shah").await;
    bela.close().await;
    om.close().await;
}

/// Goes to the sign-in page, in this language.
pub async fn speak(window: &Window, language: &str) {
    window.open_page("/sign-in").await;
    let shown = window.run("return document.documentElement.lang", vec![]).await;
    if shown != language {
        window.click("form[action='/language'] button").await;
        window.wait(&format!("html[lang={language}]")).await;
    }
}

/// Opens a page, keeps a picture of it, and has it checked.
pub async fn look(window: &Window, page: &str, whose: &str) -> Vec<String> {
    window.open_page(page).await;
    let name = page.rsplit("/andheri/").next().unwrap_or(page).replace(['/', '?', '='], "-");
    // What tells two pages apart may be the end of an id.
    let name: String = name.chars().rev().take(36).collect::<Vec<_>>().into_iter().rev().collect();
    window.screenshot(&format!("{whose}-{}", name.trim_matches('-'))).await;
    let mut flaws = window.flaws().await;
    let asked = page.split('?').next().unwrap_or(page);
    if window.path().await != asked {
        flaws.push(format!("asked for {asked}, came to {}", window.path().await));
    }
    flaws.into_iter().map(|flaw| format!("{whose} {flaw}")).collect()
}

/// Somebody who is asked for the code that went to a new number, and the path of the link that went to a new address.
async fn changing(world: &World) -> (Browser, String) {
    let meena = world.sign_in("meena").await;
    meena.post("/account/email", &[("email", "meena@home.test")]).await;
    meena.post("/account/phone", &[("phone", "98450 77777")]).await;
    (meena, world.link_to("meena@home.test").await)
}

/// The path of a fresh invitation.
async fn invitation(world: &World) -> String {
    let (place, bills) = (format!("{} staff", id("andheri")), format!("{} bills", id("andheri")));
    let form = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", place.as_str()), ("permissions", bills.as_str())];
    world.sign_in("om").await.submit("/admin/people", &form).await;
    world.link_to("nita@acme.test").await
}

/// A register that is previewed, and one that is done: their paths within the admin's pages.
async fn imports(world: &World) -> (String, String) {
    let om = world.sign_in("om").await;
    let done = brought(&om, REGISTER).await;
    run(&om, &done).await;
    let fresh = brought(&om, &REGISTER.replace("Verma", "Joshi")).await;
    let within = |path: &str| path.rsplit("/admin/").next().unwrap_or_default().to_owned();
    (within(&fresh), within(&done))
}
