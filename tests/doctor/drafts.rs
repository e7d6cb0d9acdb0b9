//! What is typed is kept, whatever happens.

use super::*;

#[actix_web::test]
async fn a_draft_survives_reload_and_sign_out_even_with_mistakes_in_it() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let typed = [("notes", "गला लाल & 100% <sore>"), ("pulse", "fast"), ("diagnosis", "One"), ("diagnosis", "Two"), ("primary", "1")];
    sen.submit(&at(visit, "draft"), &typed).await;
    sen.post("/sign-out", &[]).await;
    let page = world.sign_in("dr_sen").await.get(&at(visit, "consultation")).await;
    assert_eq!((page.value("notes").as_str(), page.value("pulse").as_str()), ("गला लाल & 100% <sore>", "fast"));
    assert_eq!(page.attributes("input[name='diagnosis']", "value"), ["One", "Two"]);
    assert_eq!(page.value("primary"), "1");
}

#[actix_web::test]
async fn rows_are_added_and_removed_without_javascript() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine", "Crocin"), ("dose", "1-0-1"), ("add", "item")]).await;
    assert_eq!(page.attributes("input[name='medicine']", "value"), ["Crocin", ""]);
    let rows = [("medicine", "Crocin"), ("medicine", "Dolo"), ("dose", "1-0-1"), ("dose", ""), ("set", "1:0-0-1")];
    let page = sen.submit(&at(visit, "draft"), &rows).await;
    assert_eq!(page.attributes("input[name='dose']", "value"), ["1-0-1", "0-0-1"]);
    let rows = [("medicine", "Crocin"), ("medicine", "Dolo"), ("dose", "1-0-1"), ("dose", "0-0-1"), ("remove", "0")];
    let page = sen.submit(&at(visit, "draft"), &rows).await;
    assert_eq!(page.attributes("input[name='medicine']", "value"), ["Dolo"]);
    let page = sen.submit(&at(visit, "draft"), &[("diagnosis", "One"), ("add", "diagnosis")]).await;
    assert_eq!(page.attributes("input[name='diagnosis']", "value"), ["One", ""]);
}

#[actix_web::test]
async fn a_save_while_typing_answers_only_what_changed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    let checks = page.value("checks");
    let page = save(&sen, visit, &[("notes", "x"), ("checks", &checks)]).await;
    assert_eq!((page.status, page.html.as_str()), (204, ""));
    let form = [("medicine", "Amoxicillin 500 mg capsule"), ("dose", "1-1-1"), ("days", "5"), ("checks", &checks)];
    let page = save(&sen, visit, &form).await;
    assert_eq!((page.status, page.count("#items"), page.count("nav")), (200, 1, 0));
    assert!(page.text(".items .warning").contains("Penicillin"));
    assert_eq!(page.text("#said-0 .words"), "1 capsule in the morning, at noon and at night; 15 capsules for 5 days");
}

#[actix_web::test]
async fn the_last_prescription_is_repeated_in_one_tap() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "signature"), &VISIT).await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine", ""), ("repeat", "last")]).await;
    assert_eq!(page.attributes("input[name='medicine']", "value"), ["Paracetamol 650 mg tablet"]);
    assert_eq!((page.value("dose").as_str(), page.value("days").as_str()), ("½-0-1", "5"));
}

#[actix_web::test]
async fn an_allergy_that_is_noted_counts_at_once_and_the_draft_is_kept() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form = [("medicine", "Ibuprofen 400 mg tablet"), ("dose", "1-0-1"), ("new_allergy", "NSAIDs")];
    let page = sen.submit(&at(visit, "alerts"), &form).await;
    assert!(page.text(".allergies").contains("NSAIDs"));
    assert!(page.text(".items .warning").contains("NSAIDs"));
    assert_eq!(page.value("medicine"), "Ibuprofen 400 mg tablet");
    let forget = page.attributes("button[name='forget'][value^='allergy']", "value");
    let page = sen.submit(&at(visit, "alerts/removal"), &[("medicine", "Ibuprofen 400 mg tablet"), ("forget", &forget[0])]).await;
    assert_eq!((page.count(".items .warning"), page.count(".allergies[data-unknown]")), (0, 1));
}
