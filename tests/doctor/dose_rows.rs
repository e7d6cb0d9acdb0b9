//! What a row says of its dose beside the words: taps, meals, the step before it, and a child's weight.

use super::doses::{typed_row, with_complaint};
use super::*;

#[actix_web::test]
async fn a_tap_gives_the_typed_dose_the_unit_that_it_lacks_and_keeps_the_rest() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    for (medicine, dose, refusal, taps) in [
        ("Crocin", "1-0-1", "not known", &["1-0-1 tablets", "1-0-1 ml", "1-0-1 drops"][..]),
        ("Crocin", "1-0-1 pc x 5 days SOS", "not known", &["1-0-1 tablets after food x 5 days SOS"]),
        ("Combiflam", "BD", "not known", &["1 tablets bd", "1 ml bd", "1 drops bd"]),
        ("Calpol", "5 TDS", "not known", &["5 tablets tds", "5 ml tds", "5 drops tds"]),
        ("Crocin SR", "½-0-½", "not known", &["½-0-½ ml"]),
        ("Crocin drops", "1-1-1", "does not say enough", &["1-1-1 drops", "1-1-1 ml", "2-2-2 drops"]),
        ("Amlodipine 5 mg tablet", "5 OD", "or 5 mg", &["5 mg od", "1-0-1"]),
        ("Paracetamol 650 mg tablet", "1-0-1", "in the morning", &["1-0-1", "1-1-1"]),
    ] {
        let page = save(&sen, visit, &[("medicine.1", medicine), ("dose.1", dose)]).await;
        assert!(page.text("#said-1").contains(refusal), "{medicine} {dose}: {}", page.text("#said-1"));
        let offered = page.attributes("#buttons-1 [data-set]", "data-set");
        assert_eq!(offered[..taps.len()], *taps, "{medicine} {dose}");
        let page = save(&sen, visit, &[("medicine.1", medicine), ("dose.1", taps[0])]).await;
        assert_eq!(page.count("#said-1 .error"), 0, "{medicine} {}: {}", taps[0], page.text("#said-1"));
    }
}

#[actix_web::test]
async fn a_meal_that_is_typed_with_the_dose_goes_where_it_belongs() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let rows = [
        ("1-0-1 pc", "after food"),
        ("1-0-1 P.C.", "after food"),
        ("ac 1-0-1", "before food"),
        ("1-0-1 before food x 5 days", "before food"),
        ("1 tab after food BD", "after food"),
        ("1-0-1 (after meals)", "after food"),
        ("1-0-1, खाली पेट", "before food"),
        ("1-0-1 ख़ाने के बाद", "after food"),
    ];
    let typed: Vec<_> = (1..).zip(&rows).flat_map(|(key, (dose, _))| typed_row(key, "Paracetamol 650 mg tablet", dose, "5")).collect();
    let draft: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = save(&sen, visit, &draft).await;
    for (key, (dose, food)) in (1..).zip(&rows) {
        let words = format!("1 tablet in the morning and at night; 10 tablets for 5 days · {food}");
        assert_eq!(page.text(&format!("#said-{key} .words")), words, "{dose}");
    }
    let both = [("medicine.1", "Paracetamol 650 mg tablet"), ("dose.1", "1-0-1 pc"), ("food.1", "before"), ("days.1", "5")];
    assert!(save(&sen, visit, &both).await.text("#said-1 .error").contains("another time than this field"));
    let refused = sen.submit(&at(visit, "signature"), &[&[("complaint", "Fever")], &both[..]].concat()).await;
    assert_eq!((refused.status, refused.value("dose.1").as_str()), (422, "1-0-1 pc"));
    assert!(refused.text("#food-1-error").contains("another time than this field"));
    let page = sign(&sen, visit, &with_complaint(&[typed, vec![("food.1".to_owned(), "any".to_owned())]].concat())).await;
    assert_eq!(page.status, 200, "{:?}", page.texts(".error"));
    for (said, (dose, food)) in page.texts(".doses tbody th small:first-of-type").iter().zip(&rows) {
        assert!(said.ends_with(&format!("· {food}")), "{dose}: {said}");
    }
}

#[actix_web::test]
async fn the_next_step_of_a_dose_is_not_there_twice_and_what_is_there_at_once_is_said() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let (ten, five) = ("Prednisolone 10 mg tablet", "Prednisolone 5 mg tablet");
    let told = async |steps: &[(&str, &str, &str)]| {
        let rows = (1..).zip(steps).flat_map(|(key, (medicine, days, instructions))| {
            typed_row(key, medicine, "1-0-0", days).into_iter().chain([(format!("instructions.{key}"), (*instructions).to_owned())])
        });
        let typed: Vec<_> = rows.collect();
        let draft: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = save(&sen, visit, &draft).await;
        (page.texts(".twice").concat(), page.count("[data-step]"))
    };
    let twice = |name: &str, at: usize| format!("{name} is in medicine {at} too.");
    let none = (String::new(), 0);
    assert_eq!(told(&[(ten, "5", ""), (five, "5", "then"), (five, "5", "फिर, खाने के बाद")]).await, none);
    assert_eq!(told(&[(ten, "5", ""), (five, "5", "after 5 days"), (ten, "", "then as told")]).await, none);
    // Nothing says that the second row follows: it is said, and how to say that it does.
    assert_eq!(told(&[(ten, "5", ""), (five, "5", ""), (ten, "5", "with water")]).await.1, 2);
    // A first row without days never ends; nor does a row before the one above.
    assert_eq!(told(&[(ten, "", ""), (five, "5", "then"), (ten, "5", "")]).await.0, twice("prednisolone", 1).repeat(2));
    assert_eq!(told(&[(ten, "5", ""), ("Paracetamol 650 mg tablet", "5", ""), (five, "5", "then")]).await.0, twice("prednisolone", 1));
    assert_eq!(told(&[(ten, "5", ""), (five, "5", ""), (five, "5", "then")]).await.0, twice("prednisolone", 1).repeat(2));
}

#[actix_web::test]
async fn what_a_childs_liquid_comes_to_by_weight_is_said_and_nobody_elses() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let said = async |patient: &str| {
        let visit = walk_in(&world, "dr_sen", patient);
        sen.submit(&at(visit, "consultation"), &[]).await;
        let syrup = [("weight", "14.2"), ("medicine.1", "Paracetamol 125 mg/5 ml syrup"), ("dose.1", "5 ml-5 ml-5 ml")];
        save(&sen, visit, &syrup).await.text("#said-1")
    };
    assert!(said("kabir").await.contains("26.4 mg/kg a day"));
    assert!(!said("mohan_rao").await.contains("mg/kg"));
}

#[actix_web::test]
async fn what_a_child_gets_by_weight_is_said_of_each_ingredient_whose_strength_is_told() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "kabir");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    for (medicine, dose, said) in [
        (
            "Ibuprofen + Paracetamol 100 mg + 162.5 mg/5 ml suspension",
            "5 ml TDS",
            &["ibuprofen: 30 mg/kg a day", "paracetamol: 48.7 mg/kg a day"][..],
        ),
        (
            "Ibuprofen + Paracetamol 100 mg + 162.5 mg/5 ml suspension",
            "7.5 ml TDS",
            &["ibuprofen: 45 mg/kg a day: more than is usually given to a child. Is this right?", "paracetamol: 73.1 mg/kg a day"],
        ),
        ("Syp Calpol 250 mg/5 ml", "5 ml TDS", &["75 mg/kg a day"]),
        ("Syp Calpol 250", "5 ml TDS", &["75 mg/kg a day"]),
        ("Dolo 650", "1-0-1", &["130 mg/kg a day: more than is usually given to a child. Is this right?"]),
        ("Crocin 650", "1-0-0", &["65 mg/kg a day"]),
        ("Ciplox 500", "1-0-1", &["100 mg/kg a day"]),
        ("Calpol 250 syrup", "5 ml TDS", &["75 mg/kg a day"]),
        ("Syp Combiflam 100 mg/5 ml", "5 ml TDS", &[]),
        ("Syp Xyzabc 250 mg/5 ml", "5 ml TDS", &[]),
    ] {
        let page = save(&sen, visit, &[("weight", "10"), ("medicine.1", medicine), ("dose.1", dose)]).await;
        let told: Vec<String> = page.texts("#said-1 p").into_iter().filter(|it| it.contains("mg/kg")).collect();
        assert_eq!(told, said, "{medicine} {dose}");
    }
}

#[actix_web::test]
async fn a_childs_dose_that_is_not_checked_by_weight_says_so() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let unchecked = async |patient: &str, weight: &str, medicine: &str, dose: &str| {
        let visit = walk_in(&world, "dr_sen", patient);
        sen.submit(&at(visit, "consultation"), &[]).await;
        let row = [("weight", weight), ("medicine.1", medicine), ("dose.1", dose)];
        save(&sen, visit, &row).await.count("#said-1 [data-unweighed]")
    };
    for (medicine, dose, told) in [
        ("Tab Zorblaxin 200", "1-0-1", 1),
        ("Syp Calpol", "5 ml TDS", 1),
        ("Tab Dolo 325", "1-0-1", 1),
        ("Crocin 650", "1 tab SOS", 1),
        ("Dolo 650", "1-0-1", 0),
        ("Betnovate cream", "BD", 0),
        ("Dolo 325", "", 0),
    ] {
        assert_eq!(unchecked("kabir", "10", medicine, dose).await, told, "{medicine} {dose}");
    }
    assert_eq!(unchecked("mohan_rao", "60", "Tab Zorblaxin 200", "1-0-1").await, 0, "no child");
}

#[actix_web::test]
async fn what_is_put_on_or_needed_only_is_a_dose_as_doctors_write_it() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    for (medicine, dose, said) in [
        ("Paracetamol 125 mg/5 ml syrup", "5ml sos", "5 ml when needed"),
        ("Paracetamol 650 mg tablet", "1 SOS", "1 tablet when needed"),
        ("Betnovate cream", "thin layer bd", "1 application in the morning and at night"),
        ("Betnovate cream", "local application tds", "1 application in the morning, at noon and at night"),
        ("Xyzderm", "apply thin layer hs", "1 application at night"),
    ] {
        let page = save(&sen, visit, &[("medicine.1", medicine), ("dose.1", dose)]).await;
        assert_eq!(page.text("#said-1 .words"), said, "{medicine} {dose}: {}", page.text("#said-1"));
    }
    let form = [("complaint", "Fever"), ("medicine.1", "Paracetamol 125 mg/5 ml syrup"), ("dose.1", "5ml sos")];
    let paper = sen.submit(&at(visit, "signature"), &form).await;
    assert_eq!(paper.text(".doses .rhythm"), "5 ml when needed");
    assert!(!paper.text(".doses tbody").contains("Only when needed"), "it is said once: {}", paper.text(".doses"));
}
