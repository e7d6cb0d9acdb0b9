//! The family's prescriptions.

use super::{IYER, RAO, check_in, hex, sign, sql};
use crate::support::World;

#[actix_web::test]
async fn a_signed_prescription_is_on_the_phone_and_on_no_other_family_s() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.get("/patient/prescriptions").await.count(".empty"), 1);
    let visit = check_in(&world, "kabir", "dr_sen").await;
    let prescription = sign(&world, visit, "kabir").await;
    let page = asha.get("/patient/prescriptions").await;
    assert_eq!(page.texts(".prescriptions b"), ["Kabir Rao"]);
    assert_eq!(page.attributes(".prescriptions a", "href"), [format!("/o/acme/patient/prescriptions/{prescription}")]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let path = format!("/patient/prescriptions/{prescription}");
    assert_eq!(asha.get(&path).await.status, 200);
    let lakshmi = world.sign_in_by_phone(IYER).await;
    assert_eq!(lakshmi.get("/patient/prescriptions").await.count(".prescriptions a"), 0);
    assert_eq!(lakshmi.get(&path).await.status, 404);
}

#[actix_web::test]
async fn a_prescription_is_read_as_cards_in_the_reader_s_language_and_goes_on_as_words_or_on_paper() {
    let world = World::open().await;
    let visit = check_in(&world, "kabir", "dr_sen").await;
    let prescription = sign(&world, visit, "kabir").await;
    let items: String = [("1", "'Paracetamol', 'tablet', '650 mg', 'tablet', 1, 0, 1"), ("2", "'Cough syrup', '', '', 'ml', 0, 0, 5")]
        .map(|(position, item)| {
            format!(
                "INSERT INTO prescription_items (id, prescription_id, position, name, form, strength, unit, morning, noon, night, food, days)
                 VALUES ({}, {}, {position}, {item}, 'after', 5);",
                hex(uuid::Uuid::now_v7()),
                hex(prescription)
            )
        })
        .concat();
    sql(&world, items).await;
    let asha = world.sign_in_by_phone(RAO).await;
    let path = format!("/patient/prescriptions/{prescription}");
    let page = asha.get(&path).await;
    assert_eq!(page.texts(".medicine h2"), ["Paracetamol 650 mg tablet", "Cough syrup"]);
    assert_eq!(page.texts(".medicine .dose")[..3], ["Morning 1 tablet", "Noon –", "Night 1 tablet"]);
    assert!(page.texts(".medicine p").contains(&"1 tablet in the morning and at night; for 5 days".to_owned()), "{}", page.html);
    assert!(page.queries <= 6, "{} statements", page.queries);

    asha.submit("/language", &[("language", "hi"), ("next", &path)]).await;
    let page = asha.get(&path).await;
    assert_eq!(page.texts(".medicine .dose")[0], "सुबह 1 गोली", "the reader's language, whatever the record says");
    let shared = page.attributes("[data-share]", "data-share").concat();
    let lines: Vec<&str> = shared.lines().collect();
    assert!(lines[0].starts_with("Kabir Rao, ") && lines[1] == "Dr Anjali Sen, Andheri Clinic", "{lines:?}");
    assert!(lines[2].starts_with("1. Paracetamol 650 mg tablet · सुबह और रात को 1 गोली; 5 दिन तक · खाने के बाद"), "{lines:?}");
    assert!(lines[4..] == ["सलाह: Drink warm water", "फिर दिखाएँ: 1 दिस॰ 2026"], "{lines:?}");

    let paper = asha.get(&format!("{path}{}", page.attributes("main .actions a", "href")[0])).await;
    assert_eq!((paper.count("html[lang=hi] table.doses"), paper.count("[data-print]")), (1, 1), "{}", paper.html);
    assert_eq!(paper.attributes(".print-bar a.back", "href"), [format!("/o/acme{path}")], "back to the cards");
}
