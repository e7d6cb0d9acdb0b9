//! The doctor's own patients: found, opened with all that was signed of them, and nobody else's.

use super::*;
use crate::support::past::{let_days_pass, past};
use crate::support::trail::traces;

#[actix_web::test]
async fn a_doctor_finds_their_own_patients_and_nobody_elses() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_sen", "asha").await;
    let (sen, joshi) = (world.sign_in("dr_sen").await, world.sign_in("dr_joshi").await);
    let found = async |who: &Browser, q: &str| who.get(&format!("/doctor/andheri/patients?q={q}")).await.texts(".visit .patient");
    assert_eq!(found(&sen, "rao").await, ["Asha Rao"], "Mohan and Kabir Rao were never to see her");
    assert_eq!(found(&sen, "lakshmi").await, Vec::<String>::new());
    assert_eq!(found(&joshi, "rao").await, Vec::<String>::new());
    let page = sen.get("/doctor/andheri/patients?q=zz").await;
    assert!(page.text(".empty").contains("None of your patients"), "{}", page.html);

    let record = format!("/doctor/andheri/patients/{}", left["patient"]);
    let before = traces(&world).len();
    let page = sen.get(&record).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Asha Rao"));
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert!(page.text(".timeline").contains("Paracetamol 650 mg tablet 1-0-1"), "{}", page.html);
    assert!(page.text(".allergies").contains("Penicillin"));
    assert_eq!(page.count("[data-repeat]"), 0, "there is nothing to repeat it in");
    assert!(traces(&world).len() > before, "opening it leaves a trace");
    assert_eq!(joshi.get(&record).await.status, 404);
    assert_eq!(sen.get(&record.replace("andheri", "bandra")).await.status, 404);
    assert_eq!(sen.get(&format!("/doctor/andheri/patients/{}", id("lakshmi"))).await.status, 404);
}

#[actix_web::test]
async fn a_visit_of_the_past_opens_whole_prints_and_is_repeated_for_whoever_sees_the_patient_now() {
    let world = World::open().await;
    let left = past(&world, "andheri", "dr_joshi", "mohan_rao").await;
    let sen = world.sign_in("dr_sen").await;
    let first = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(first, "consultation"), &[]).await;
    sen.submit(&at(first, "signature"), &[("medicine.1", "Folic acid 5 mg tablet"), ("dose.1", "1-0-0"), ("days.1", "30")]).await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    let links = page.attributes(".timeline a", "href");
    let (note, sheet) = (format!("consultations/{}", left["consultation"]), format!("prescriptions/{}", left["prescription"]));
    for wanted in [&note, &sheet] {
        let link = links.iter().find(|it| it.ends_with(wanted.as_str())).unwrap_or_else(|| panic!("{wanted} is not linked: {links:?}"));
        let page = sen.get(link).await;
        assert_eq!(page.status, 200, "{link}");
        assert!(page.html.contains("Viral fever"), "{}", page.html);
    }
    let note = format!("/doctor/andheri/{note}");
    let page = sen.get(&note).await;
    assert!(page.text(".page-head").contains("Dr Vivek Joshi"), "{}", page.html);
    assert_eq!(page.count("form[action$='correction']"), 0, "another's is not corrected");
    assert_eq!(sen.post(&format!("{note}/correction"), &[]).await.status, 404);
    assert!(page.queries <= 6, "{} statements", page.queries);

    let repeat = left["prescription"].to_string();
    let page = sen.submit(&at(visit, "draft"), &[("repeat", &repeat)]).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Paracetamol 650 mg tablet"], "not the last one");
    // Of somebody else nothing is repeated.
    let other = past(&world, "andheri", "dr_sen", "asha").await["prescription"].to_string();
    let page = sen.submit(&at(visit, "draft"), &[("repeat", &other)]).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Paracetamol 650 mg tablet"]);
}

#[actix_web::test]
async fn a_first_visit_offers_nothing_to_repeat_and_the_signed_page_says_whose_it_is() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "asha");
    assert_eq!(sen.submit(&at(visit, "consultation"), &[]).await.count("[data-repeat]"), 0);
    sen.submit(&at(visit, "signature"), &VISIT).await;
    let head = sen.get(&format!("/doctor/andheri/consultations/{}", signed(&world, visit))).await.text(".page-head");
    for words in ["Asha Rao", "Female", "Dr Anjali Sen", "Penicillin", "Next patient"] {
        assert!(head.contains(words), "{words} is not in {head}");
    }
}

#[actix_web::test]
async fn the_list_of_an_earlier_day_is_read_with_who_came_and_what_was_signed() {
    let world = World::open().await;
    past(&world, "andheri", "dr_sen", "asha").await;
    walk_in(&world, "dr_sen", "mohan_rao");
    let_days_pass(&world, 2);
    let sen = world.sign_in("dr_sen").await;
    let day = |back: u64| today().checked_sub_days(chrono::Days::new(back)).expect("a day");
    let page = sen.get(&format!("/doctor/andheri/queue?on={}", day(2))).await;
    assert_eq!(page.texts(".visit .patient"), ["Asha Rao", "Mohan Rao"]);
    assert_eq!(page.texts(".visit .status"), ["Done", "Waiting"]);
    assert_eq!(page.count(".visit button"), 0, "it is only read");
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert!(sen.get(&page.attributes(".visit a.patient", "href")[0]).await.html.contains("Viral fever"));
    let page = sen.get(&format!("/doctor/andheri/queue?on={}", day(1))).await;
    assert!(page.text(".empty").contains("Nobody was to see you"), "{}", page.html);
    for today in ["", "soon", &today().to_string()] {
        assert_eq!(sen.get(&format!("/doctor/andheri/queue?on={today}")).await.count("#board"), 1, "{today}: today's");
    }
}
