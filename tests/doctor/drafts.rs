//! What is typed is kept, whatever happens.

use futures_util::future::join;
use swasthya::schema::organisation::drafts;

use super::*;

#[actix_web::test]
async fn a_draft_survives_reload_and_sign_out_even_with_mistakes_in_it() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let typed = [("notes", "गला लाल & 100% <sore>"), ("pulse", "fast"), ("diagnosis.1", "One"), ("diagnosis.2", "Two"), ("primary", "2")];
    sen.submit(&at(visit, "draft"), &typed).await;
    sen.post("/sign-out", &[]).await;
    let page = world.sign_in("dr_sen").await.get(&at(visit, "consultation")).await;
    assert_eq!((page.value("notes").as_str(), page.value("pulse").as_str()), ("गला लाल & 100% <sore>", "fast"));
    assert_eq!(page.attributes("[data-rows] input[name^='diagnosis.']", "value"), ["One", "Two"]);
    assert_eq!(page.value("primary"), "2");
}

#[actix_web::test]
async fn rows_are_added_and_removed_without_javascript() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", "Crocin"), ("dose.1", "1-0-1"), ("add", "item")]).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Crocin", ""]);
    let rows = [("medicine.1", "Crocin"), ("medicine.2", "Dolo"), ("dose.1", "1-0-1"), ("dose.2", ""), ("set", "2:0-0-1")];
    let page = sen.submit(&at(visit, "draft"), &rows).await;
    assert_eq!(page.attributes(".items input[name^='dose.']", "value"), ["1-0-1", "0-0-1"]);
    let rows = [("medicine.1", "Crocin"), ("medicine.2", "Dolo"), ("dose.1", "1-0-1"), ("dose.2", "0-0-1"), ("gone", "1")];
    let page = sen.submit(&at(visit, "draft"), &rows).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Dolo"]);
    let page = sen.submit(&at(visit, "draft"), &[("diagnosis.1", "One"), ("add", "diagnosis")]).await;
    assert_eq!(page.attributes("[data-rows] input[name^='diagnosis.']", "value"), ["One", ""]);
}

#[actix_web::test]
async fn a_save_while_typing_answers_words_and_no_field_that_the_page_has() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "asha");
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    let was = page.value("was");
    let form = [("medicine.1", "Amoxicillin 500 mg capsule"), ("dose.1", "1-1-1"), ("days.1", "5"), ("was", &was)];
    let page = save(&sen, visit, &form).await;
    assert_eq!((page.status, page.count("nav"), page.count("[name^='medicine.']")), (200, 0, 0));
    assert!(page.text(".warning").contains("Penicillin"));
    assert_eq!(page.text("#said-1 .words"), "1 capsule in the morning, at noon and at night; 15 capsules for 5 days");
    assert_eq!((page.count("[data-other]"), page.count("[data-clash]")), (0, 0));
}

#[actix_web::test]
async fn what_a_save_does_not_name_stays_and_a_row_goes_only_when_it_is_taken_away() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), &[("notes", "Throat red"), ("medicine.1", "Crocin"), ("medicine.2", "Dolo")]).await;
    save(&sen, visit, &[("pulse", "72")]).await;
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Crocin", "Dolo"]);
    assert_eq!((page.value("notes").as_str(), page.value("pulse").as_str()), ("Throat red", "72"));
    save(&sen, visit, &[("gone", "1"), ("was", &page.value("was"))]).await;
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Dolo"]);
}

#[actix_web::test]
async fn of_two_windows_each_keeps_what_it_alone_changed_and_what_both_changed_is_shown() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    let was = page.value("was");
    let first = [
        ("complaint", "Fever"),
        ("notes", "From tab one"),
        ("medicine.1", "Paracetamol 650 mg tablet"),
        ("dose.1", "1-0-1"),
        ("was", was.as_str()),
    ];
    save(&sen, visit, &first).await;
    let second = [("complaint", "Fever"), ("notes", ""), ("medicine.1", ""), ("advice", "Rest"), ("was", was.as_str())];
    let answer = save(&sen, visit, &second).await;
    assert_eq!(answer.attributes("[data-other]", "data-other"), ["medicine.1", "notes"]);
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!((page.value("notes").as_str(), page.value("advice").as_str()), ("From tab one", "Rest"));
    assert_eq!(page.value("medicine.1"), "Paracetamol 650 mg tablet");

    let answer = save(&sen, visit, &[("notes", "From tab two"), ("was", &was)]).await;
    assert_eq!(answer.attributes("[data-clash]", "data-theirs"), ["From tab one"]);
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!(page.value("notes"), "From tab one", "until somebody chooses");
    let page = sen.post(&at(visit, "signature"), &[("complaint", "Fever"), ("notes", "From tab two"), ("was", &was)]).await;
    assert_eq!((page.status, page.value("notes").as_str()), (422, "From tab two"));
    assert!(page.text("#notes-error").contains("From tab one"));
    let chosen = [("complaint", "Fever"), ("notes", "From tab two"), ("was", &page.value("was"))];
    let page = sen.post(&at(visit, "signature"), &chosen).await;
    assert_eq!(page.status, 303, "{:?}", page.texts(".error"));
    let page = sen.get(&format!("/doctor/andheri/consultations/{}", signed(&world, visit))).await;
    assert!(page.html.contains("From tab two"));
}

#[actix_web::test]
async fn a_row_that_one_window_takes_away_stays_where_the_other_wrote_in_it() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "draft"), &[("medicine.1", "Crocin"), ("medicine.2", "Dolo")]).await;
    let was = sen.get(&at(visit, "consultation")).await.value("was");
    save(&sen, visit, &[("gone", "1"), ("medicine.2", "Dolo"), ("was", &was)]).await;
    let answer = save(&sen, visit, &[("medicine.1", "Crocin"), ("medicine.2", "Dolo"), ("was", &was)]).await;
    assert_eq!(answer.attributes("i[data-gone]", "data-gone"), ["item.1"]);
    let answer = save(&sen, visit, &[("medicine.1", "Crocin"), ("dose.1", "1-0-1"), ("was", &was)]).await;
    assert_eq!((answer.count("i[data-gone]"), answer.count("[data-clash]")), (0, 0));
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Crocin", "Dolo"]);
    // The other way round: the row that is taken away here was written in there.
    let answer = save(&sen, visit, &[("gone", "1"), ("was", &was)]).await;
    assert_eq!(answer.count("li[data-row='item.1']"), 1, "it comes back");
}

#[actix_web::test]
async fn what_is_typed_after_another_window_signed_is_said_and_not_lost_silently() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    sen.submit(&at(visit, "signature"), &[("complaint", "Fever")]).await;
    let answer = save(&sen, visit, &[("notes", "Too late")]).await;
    assert_eq!((answer.status, answer.count("[data-closed] a[href$='/unfinished']")), (409, 1));
    let link = answer.attributes("[data-closed] a", "href");
    assert!(sen.submit(&link[0], &[]).await.status >= 200);
    let page = sen.get(&link[0]).await;
    assert!(page.location().contains("/consultations/"), "{}", page.location());
    // The same once more is the answer to a first time that never arrived; other words are said not to be in it.
    let same = sen.submit(&at(visit, "signature"), &[("complaint", "Fever")]).await;
    let other = sen.submit(&at(visit, "signature"), &[("complaint", "Fever"), ("notes", "Too late")]).await;
    assert_eq!((same.count(".notice[data-kind='warning']"), other.count(".notice[data-kind='warning']")), (0, 1));
    assert!(!other.html.contains("Too late"));
}

#[actix_web::test]
async fn a_draft_of_an_earlier_version_is_read_as_it_was_written() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let body = "notes=x&diagnosis=One&diagnosis=Two&primary=1&medicine=A&medicine=B&dose=1-0-1&dose=0-0-1&sos=1";
    let stored = world.databases().write_now("acme", &Author::system(), move |tx| {
        diesel::update(drafts::table.find(visit)).set(drafts::body.eq(body)).execute(tx.db)
    });
    assert_eq!(stored.expect("a draft"), 1);
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["A", "B"]);
    assert_eq!(page.attributes(".items input[name^='dose.']", "value"), ["1-0-1", "0-0-1"]);
    assert_eq!(page.attributes("input[name^='sos.'][checked]", "name"), ["sos.2"]);
    assert_eq!(page.value("primary"), "2");
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
    let page = sen.submit(&at(visit, "draft"), &[("medicine.1", ""), ("repeat", "last")]).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Paracetamol 650 mg tablet"]);
    assert_eq!((page.value("dose.2").as_str(), page.value("days.2").as_str()), ("½-0-1", "5"));
    let diagnoses = |page: &Page| page.attributes("input[name^='diagnosis.']", "value");
    assert_eq!(diagnoses(&page)[0], "", "what was found then is not what is found now");
    let repeat = page.attributes("header button[name=repeat]", "value").swap_remove(0);
    assert!(page.text("header button[name=repeat]").contains("Dr Anjali Sen, "), "{}", page.html);
    let page = sen.submit(&at(visit, "draft"), &[("repeat", &repeat)]).await;
    assert_eq!(page.attributes(".items input[name^='medicine.']", "value"), ["Paracetamol 650 mg tablet"], "what is there is not added");
    // The diagnosis by a tap of its own, once, beside what is written.
    let copy = page.attributes("button[value^='diagnoses:']", "value").swap_remove(0);
    let page = sen.submit(&at(visit, "draft"), &[("diagnosis.1", "Dengue"), ("copy", &copy)]).await;
    assert_eq!(diagnoses(&page)[..3], ["Dengue", "Viral fever", "Anaemia"]);
    assert_eq!(page.value("primary"), "1", "what is written stays the primary one");
    let again = sen.submit(&at(visit, "draft"), &[("copy", &copy)]).await;
    assert_eq!(diagnoses(&again).iter().filter(|it| *it == "Viral fever").count(), 1);
}

#[actix_web::test]
async fn the_same_ingredient_in_two_lines_is_asked_about_once_with_both_lines() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let row = |key: usize, medicine: &str| {
        [("medicine", medicine), ("dose", "1-0-1"), ("days", "3")].map(|(name, value)| (format!("{name}.{key}"), value.to_owned()))
    };
    let rows = [row(1, "Paracetamol 650 mg tablet"), row(2, "Cetirizine 10 mg tablet"), row(3, "Dolo 650")].concat();
    let mut form: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = sen.post(&at(visit, "signature"), &form).await;
    assert_eq!(page.status, 422, "{}", page.html);
    assert_eq!(page.text("#medicine-3-error"), "paracetamol is in medicines 1 and 3. Sign once more if both are meant.");
    let meant = page.value("meant_twice");
    form.push(("meant_twice", "ibuprofen 1 3"));
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 422, "that was about something else");
    form.pop();
    form.push(("meant_twice", &meant));
    assert_eq!(sen.post(&at(visit, "signature"), &form).await.status, 303);
}

#[actix_web::test]
async fn an_allergy_is_noted_by_a_save_that_asks_for_it_and_the_answer_warns_at_once() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    sen.submit(&at(visit, "consultation"), &[]).await;
    let typed = |allergy: &'static str| [("medicine.1", "Amoxicillin 500 mg capsule"), ("dose.1", "1-0-1"), ("new_allergy", allergy)];
    let page = save(&sen, visit, &typed("Penicillin")).await;
    assert_eq!((page.count("#said-1 .warning"), page.count("#said-noting")), (0, 0), "it is typed, no more");
    let page = save(&sen, visit, &[&typed("Penicillin")[..], &[("note", "1")]].concat()).await;
    assert_eq!((page.count("#said-1 .warning"), page.text("#said-noting").as_str()), (1, "Noted. It counts from now on."));
    assert!(page.text("#said-allergies").contains("Penicillin") && page.text("#said-noted").contains("Penicillin"), "{}", page.html);
    assert_eq!(page.attributes("[data-other=new_allergy]", "value"), [""], "the field is empty again");
    let page = save(&sen, visit, &[&typed("Father: sulfa")[..], &[("note", "1")]].concat()).await;
    assert_eq!(page.count("#said-noting.warning"), 1, "what was refused is said, and stays: {}", page.html);
    let page = save(&sen, visit, &[("new_condition", "Asthma, high blood pressure; gout"), ("note", "1")]).await;
    for condition in ["Asthma", "high blood pressure", "gout"] {
        assert!(page.texts("#said-noted p > span:nth-child(2)").contains(&condition.to_owned()), "{condition}: {}", page.html);
    }
}

#[actix_web::test]
async fn in_how_many_days_the_patient_comes_again_is_one_tap() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.attributes("button[name=again]", "value"), ["5", "7", "15"]);
    assert_eq!(sen.submit(&at(visit, "draft"), &[("again", "15")]).await.value("follow_up"), "15");
}

#[actix_web::test]
async fn earlier_notes_and_advice_are_copied_below_what_is_written_once_and_of_that_patient_alone() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let signed_with = async |patient: &str| {
        let visit = walk_in(&world, "dr_sen", patient);
        sen.submit(&at(visit, "consultation"), &[]).await;
        let written = [("complaint", "Cough"), ("notes", "Chest clear"), ("advice", "Drink water")];
        assert_eq!(sen.submit(&at(visit, "signature"), &written).await.status, 200);
        signed(&world, visit)
    };
    let (mohan, asha) = (signed_with("mohan_rao").await, signed_with("asha").await);
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let page = sen.submit(&at(visit, "consultation"), &[]).await;
    assert_eq!(page.count("button[name=copy]"), 2, "{}", page.html);
    for _ in 0..2 {
        sen.submit(&at(visit, "draft"), &[("notes", "Throat red"), ("copy", &format!("notes:{mohan}"))]).await;
    }
    sen.submit(&at(visit, "draft"), &[("copy", &format!("advice:{mohan}"))]).await;
    let page = sen.get(&at(visit, "consultation")).await;
    assert!(
        page.text("#notes").contains("Throat red") && page.text("#notes").matches("Chest clear").count() == 1,
        "{}",
        page.text("#notes")
    );
    assert_eq!(page.text("#advice"), "Drink water");
    let next = walk_in(&world, "dr_sen", "lakshmi");
    sen.submit(&at(next, "consultation"), &[]).await;
    let page = sen.submit(&at(next, "draft"), &[("copy", &format!("notes:{asha}"))]).await;
    assert_eq!(page.text("#notes"), "", "of somebody else nothing");
}

#[actix_web::test]
async fn an_allergy_that_is_noted_counts_at_once_and_the_draft_is_kept() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let form = [("medicine.1", "Ibuprofen 400 mg tablet"), ("dose.1", "1-0-1"), ("new_allergy", "NSAIDs")];
    let page = sen.submit(&at(visit, "alerts"), &form).await;
    assert!(page.text(".allergies").contains("NSAIDs"));
    assert!(page.text(".items .warning").contains("NSAIDs"));
    assert_eq!(page.value("medicine.1"), "Ibuprofen 400 mg tablet");
    let forget = page.attributes("button[name='forget'][value^='allergy']", "value");
    let page = sen.submit(&at(visit, "alerts/removal"), &[("medicine.1", "Ibuprofen 400 mg tablet"), ("forget", &forget[0])]).await;
    assert_eq!((page.count(".items .warning"), page.count(".allergies[data-unknown]")), (0, 1));
}

#[actix_web::test]
async fn what_is_pasted_with_marks_that_nobody_sees_is_saved_and_signed() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    let was = sen.submit(&at(visit, "consultation"), &[]).await.value("was");
    let pasted = [
        ("notes", "Pain\u{b}since Monday\u{0}\u{1b}"),
        ("diagnosis.1", "\u{202a}Gastritis\u{202c}"),
        ("pulse", "\u{200e}७२"),
        ("was", &was),
    ];
    let answer = save(&sen, visit, &pasted).await;
    assert_eq!((answer.status, answer.count("[data-clash]")), (200, 0));
    let page = sen.get(&at(visit, "consultation")).await;
    assert_eq!((page.value("notes").as_str(), page.value("diagnosis.1").as_str()), ("Pain\nsince Monday", "Gastritis"));
    let page = sen.post(&at(visit, "signature"), &pasted).await;
    assert_eq!(page.status, 303, "{:?}", page.texts(".error"));
    let page = sen.get(&format!("/doctor/andheri/consultations/{}", signed(&world, visit))).await;
    assert!(page.html.contains("<p>Pain<br/>since Monday</p>") && page.text(".facts").contains("72"), "{}", page.html);
}

#[actix_web::test]
async fn a_save_that_is_refused_says_so_and_brings_no_page() {
    let world = World::open().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let sen = world.sign_in("dr_sen").await;
    sen.submit(&at(visit, "consultation"), &[]).await;
    let joshi = world.sign_in("dr_joshi").await;
    let refused = save(&joshi, visit, &[("notes", "Another's")]).await;
    assert_eq!((refused.status, refused.header("content-type")), (404, "text/plain; charset=utf-8"));
    assert!(!refused.html.contains('<'), "{}", refused.html);
    sen.post("/sign-out", &[]).await;
    let over = save(&sen, visit, &[("notes", "Written while nobody was signed in")]).await;
    assert_eq!((over.status, over.html.as_str()), (401, ""), "the page asks to sign in, where it stands");
    assert_eq!(world.sign_in("dr_sen").await.get(&at(visit, "consultation")).await.value("notes"), "");
}

#[actix_web::test]
async fn two_windows_that_save_at_once_each_keep_what_they_wrote() {
    let world = World::committed().await;
    let visit = walk_in(&world, "dr_sen", "mohan_rao");
    let (tablet, desk) = (world.sign_in("dr_sen").await, world.sign_in("dr_sen").await);
    tablet.submit(&at(visit, "consultation"), &[]).await;
    for round in 0..8 {
        let (notes, advice) = (format!("Notes {round}"), format!("Advice {round}"));
        let was = tablet.get(&at(visit, "consultation")).await.value("was");
        let (notes_form, advice_form) = ([("notes", notes.as_str()), ("was", &was)], [("advice", advice.as_str()), ("was", &was)]);
        let (one, other) = join(save(&tablet, visit, &notes_form), save(&desk, visit, &advice_form)).await;
        assert_eq!((one.status, other.status), (200, 200));
        let page = desk.get(&at(visit, "consultation")).await;
        assert_eq!((page.value("notes"), page.value("advice")), (notes, advice));
    }
}
