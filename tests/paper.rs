//! The papers that people carry home, printed by Chromium in both languages and in the fonts of most machines: sheets counted, words read
//! back.

use swasthya::models::billing::PaymentReceipted;

use crate::day::speak;
use crate::support::World;
use crate::support::bills::{bill, cash, receive};
use crate::support::chrome::{DESK, PHONE, Site, TABLET, Window};
use crate::support::past::{begin, wait};
use crate::support::printer::{FONTS, put_logo};
use crate::support::world::id;

const DESK_AT: &str = "/o/acme/reception/andheri";

/// Names as long as they come, and a child with an allergy.
const LONG: &str =
    "UPDATE clinics SET name = 'Shri Siddhivinayak Multispeciality Clinic and Diagnostic Centre', registration = 'MH/MUM/2024/118822',
    gstin = '27ABCDE1234F1Z5', letterhead = 'Monday to Saturday, 9:30 am to 1 pm and 5 pm to 8:30 pm. Closed on Sundays.',
    address = '2nd floor, Shanti Niketan Commercial Complex, opposite the railway station, Swami Vivekananda Road' WHERE id = <andheri>;
  UPDATE profiles SET full_name = 'Dr Venkatanarasimharaju Subrahmanyam' WHERE id = <dr_sen>;
  UPDATE doctors SET qualification = 'MBBS, MD (General Medicine), DNB, FRCP (Edinburgh)', specialisation = 'Physician and diabetologist'
    WHERE profile_id = <dr_sen>;
  INSERT INTO allergies (id, patient_id, substance, severity, noted_at)
    VALUES (UNHEX(REPLACE(UUID(), '-', '')), <kabir>, 'Penicillin', 'severe', NOW(6) - INTERVAL 1 DAY)";

const MEDICINES: [[&str; 5]; 12] = [
    ["Paracetamol 650 mg tablet", "1-1-1", "3", "after", ""],
    ["Cetirizine 10 mg tablet", "0-0-1", "5", "", "It makes sleepy: no driving"],
    ["Pantoprazole 40 mg tablet", "1-0-0", "5", "before", ""],
    ["Metformin 500 mg tablet", "1-0-1", "30", "after", ""],
    ["Amlodipine 5 mg tablet", "1-0-0", "30", "", ""],
    ["Syp Ambrodil", "5 ml-0-5 ml", "5", "after", "Shake the bottle well"],
    ["Atorvastatin 10 mg tablet", "0-0-1", "30", "", ""],
    ["Own mixture", "1-0-1 tablets", "4", "", ""],
    ["Ibuprofen 400 mg tablet", "1-0-1", "3", "after", ""],
    ["Folic acid 5 mg tablet", "1-0-0", "30", "", "With a glass of water"],
    ["Domperidone 10 mg tablet", "1-1-1", "3", "before", ""],
    ["Azithromycin 500 mg tablet", "1-0-0", "3", "", ""],
];

/// A consultation with so many medicines and all else that prints, signed; the address of its sheet.
async fn signed(world: &World, patient: &str, medicines: usize) -> String {
    let visit = begin(world, "andheri", "dr_sen", patient).await;
    let mut form: Vec<(String, &str)> = [
        ("complaint", "Fever with chills since three days, dry cough, body ache, not eating well"),
        ("diagnosis.1", "Acute viral upper respiratory infection"),
        ("pressure", "110/70"),
        ("pulse", "96"),
        ("temperature", "101.4 F"),
        ("weight", "22.5"),
        ("spo2", "98"),
        ("advice", "Drink plenty of fluids.\nRest at home until the fever is gone.\nCome back at once with breathlessness or a rash."),
        ("follow_up", "5"),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    for (row, columns) in (1..).zip(MEDICINES.iter().cycle().take(medicines)) {
        let fields = ["medicine", "dose", "days", "food", "instructions"].iter().zip(columns);
        form.extend(fields.map(|(field, value)| (format!("{field}.{row}"), *value)));
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let page = world.sign_in("dr_sen").await.post(&format!("/doctor/andheri/appointments/{visit}/signature"), &form).await;
    assert_eq!(page.status, 303, "it is not signed:\n{}", page.html);
    page.header("location").to_owned()
}

/// Every language and font, and a name for both.
fn looks() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    ["en", "hi"].into_iter().flat_map(|language| FONTS.map(|(font, letters)| (language, letters, format!("{language}-{font}"))))
}

/// The narrowest column of the letterhead, in parts of a hundred of its width.
async fn narrowest(window: &Window) -> f64 {
    let script = "const head = document.querySelector('.letterhead'), whole = head.clientWidth;
        return Math.min(...[...head.children].filter(it => it.textContent.trim()).map(it => it.clientWidth * 100 / whole))";
    window.run(script, vec![]).await.as_f64().unwrap_or_default()
}

async fn paid(world: &World, rupees: &[i64]) -> String {
    let invoice = bill(world, "asha");
    let mut last = String::new();
    for rupees in rupees {
        let PaymentReceipted::Received { payment, .. } = receive(world, &cash(invoice, *rupees)) else { panic!("it is not paid") };
        last = format!("{DESK_AT}/payments/{payment}/receipt");
    }
    last
}

#[actix_web::test]
async fn a_slip_is_one_piece_of_a_roll_and_says_the_fee_what_is_due_and_what_its_code_is_for() {
    let site = Site::open().await;
    let visit = wait(&site.world, "andheri", "dr_sen", "asha");
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    for (language, letters, name) in looks() {
        speak(&ria, language).await;
        ria.open_page(&format!("{DESK_AT}/appointments/{visit}/slip")).await;
        ria.write_in(letters).await;
        let slip = ria.print(&format!("slip-{name}")).await;
        assert_eq!((slip.sheets.len(), slip.size.0), (1, 80), "{name}: {:?}", slip.sheets);
        assert!(slip.text().contains("Asha Rao") && slip.text().contains("₹500"), "{}", slip.text());
        if language == "en" {
            assert!(slip.text().contains("To pay ₹500") && slip.text().contains("it finds your record"), "{}", slip.text());
        }
    }
    ria.close().await;
}

#[actix_web::test]
async fn a_prescription_of_three_medicines_with_all_that_was_measured_is_one_a5_sheet() {
    let site = Site::open().await;
    site.world.run_in("acme", LONG);
    let sheet = signed(&site.world, "kabir", 3).await;
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    for (language, letters, name) in looks() {
        for paper in ["a5", "a4"] {
            sen.open_page(&format!("{sheet}?language={language}&paper={paper}")).await;
            sen.write_in(letters).await;
            let printed = sen.print(&format!("three-{paper}-{name}")).await;
            let size = if paper == "a5" { (148, 210) } else { (210, 297) };
            assert_eq!((printed.sheets.len(), printed.size), (1, size), "{name}: {:?}", printed.sheets);
            let text = printed.text();
            for said in ["Kabir", "22.5", "110/70", "101.4", "Penicillin", "Fever with chills", "Acute viral", "MMC-45211"] {
                assert!(text.contains(said), "{said} is not on {paper} {name}: {text}");
            }
            if language == "en" {
                assert!(text.contains("tablets for 3 days") && !text.contains("any time"), "{text}");
            }
        }
    }
    sen.close().await;
}

#[actix_web::test]
async fn however_many_medicines_the_signature_never_stands_alone() {
    let site = Site::open().await;
    site.world.run_in("acme", LONG);
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    let all = [("asha", 4), ("kabir", 5), ("mohan_rao", 6), ("lakshmi", 8), ("mohan_das", 12)];
    for (at, (patient, medicines)) in all.into_iter().enumerate() {
        let sheet = signed(&site.world, patient, medicines).await;
        let last = MEDICINES[(medicines - 1) % MEDICINES.len()][0].trim_end_matches(" tablet");
        for (language, letters, name) in looks() {
            for paper in ["a5", "a4"] {
                sen.open_page(&format!("{sheet}?language={language}&paper={paper}")).await;
                sen.write_in(letters).await;
                let printed = sen.print(&format!("medicines-{medicines}-{paper}-{name}")).await;
                println!("{medicines} medicines, {paper} {name}: {} sheets", printed.sheets.len());
                let on_one = if paper == "a5" { 4 } else { 8 };
                let most = if medicines <= on_one { 1 } else { 2 };
                assert!(printed.sheets.len() <= most, "{medicines} {paper} {name}: {:?}", printed.sheets);
                let end = printed.sheets.last().expect("a sheet");
                assert!(end.contains(last) && end.contains("Subrahmanyam"), "{medicines} {paper} {name}: {end}");
                // Each sheet says whose it is, and which one of how many.
                let number = ["SW-000001", "SW-000003", "SW-000002", "SW-000004", "SW-000005"][at];
                for (sheet, place) in printed.sheets.iter().zip(1..) {
                    assert!(sheet.contains(number), "{medicines} {paper} {name} does not say whose sheet {place} is: {sheet}");
                    let counted = format!("{place}/{}", printed.sheets.len());
                    let squeezed = sheet.replace(' ', "");
                    assert_eq!(place > 1, squeezed.lines().any(|it| it == counted), "{medicines} {paper} {name}: {sheet}");
                }
            }
        }
    }
    sen.close().await;
}

#[actix_web::test]
async fn a_letterhead_has_no_narrow_column_on_any_paper_and_screen() {
    let site = Site::open().await;
    site.world.run_in("acme", LONG);
    let sheet = signed(&site.world, "kabir", 1).await;
    let receipt = paid(&site.world, &[500]).await;
    for (kind, size) in [(DESK, "desk"), (TABLET, "tablet"), (PHONE, "phone")] {
        for (whose, page) in [("dr_sen", format!("{sheet}?paper=a5")), ("ria", receipt.clone())] {
            let window = site.window(kind).await;
            window.sign_in(whose).await;
            for (language, letters, name) in looks() {
                speak(&window, language).await;
                window.open_page(&page).await;
                window.write_in(letters).await;
                assert!(narrowest(&window).await >= 45.0, "{size} {whose} {name}: {}", narrowest(&window).await);
                window.screenshot(&format!("letterhead-{size}-{whose}-{name}")).await;
            }
            window.is_accessible().await;
            window.close().await;
        }
    }
}

#[actix_web::test]
async fn a_receipt_is_one_sheet_of_the_clinics_paper_and_adds_up() {
    let site = Site::open().await;
    site.world.run_in("acme", LONG);
    let receipt = paid(&site.world, &[100, 150, 250]).await;
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    for (paper, size) in [("a5", (148, Some(210))), ("a4", (210, Some(297))), ("roll", (80, None))] {
        site.world.run_in("acme", &format!("UPDATE clinics SET receipt_paper = '{paper}' WHERE id = <andheri>"));
        for (language, letters, name) in looks() {
            speak(&ria, language).await;
            ria.open_page(&receipt).await;
            ria.write_in(letters).await;
            let printed = ria.print(&format!("receipt-{paper}-{name}")).await;
            assert_eq!((printed.sheets.len(), printed.size.0), (1, size.0), "{paper} {name}: {:?}", printed.sheets);
            assert!(size.1.is_none_or(|it| it == printed.size.1), "{:?}", printed.size);
            for said in ["₹500", "/000001", "₹100", "/000002", "₹150", "/000003", "₹250", "₹0"] {
                assert!(printed.text().contains(said), "{said} is not on {paper} {name}: {}", printed.text());
            }
        }
    }
    ria.close().await;
}

#[actix_web::test]
async fn the_card_is_one_sheet_with_its_code() {
    let site = Site::open().await;
    site.world.run_in("acme", LONG);
    put_logo(&site.world);
    let ria = site.window(DESK).await;
    ria.sign_in("ria").await;
    for (language, letters, name) in looks() {
        speak(&ria, language).await;
        ria.open_page(&format!("{DESK_AT}/patients/{}/card", id("asha"))).await;
        ria.write_in(letters).await;
        let card = ria.print(&format!("card-{name}")).await;
        assert_eq!((card.sheets.len(), card.size), (1, (148, 105)), "{name}: {:?}", card.sheets);
        assert!(card.text().contains("SW-000001"), "{}", card.text());
    }
    ria.close().await;
}

#[actix_web::test]
async fn a_ready_phrase_is_a_tap_and_another_takes_it_back() {
    let site = Site::open().await;
    let visit = begin(&site.world, "andheri", "dr_sen", "mohan_rao").await;
    let sen = site.window(TABLET).await;
    sen.sign_in("dr_sen").await;
    for language in ["en", "hi"] {
        speak(&sen, language).await;
        sen.open_page(&format!("/o/acme/doctor/andheri/appointments/{visit}/consultation")).await;
        sen.fill("#advice", "Own words").await;
        sen.click(".phrases summary").await;
        let phrase = sen.texts("[data-tell]").await.swap_remove(0);
        let said = async || sen.run("return document.getElementById('advice').value", vec![]).await;
        sen.click("[data-tell]").await;
        assert_eq!(said().await, format!("Own words\n{phrase}"));
        sen.wait("[data-tell][aria-pressed=true]").await;
        sen.screenshot(&format!("phrases-{language}")).await;
        sen.is_accessible().await;
        sen.click("[data-tell]").await;
        assert_eq!(said().await, "Own words");
        sen.wait("#draft[data-state=saved]").await;
    }
    sen.close().await;
}
