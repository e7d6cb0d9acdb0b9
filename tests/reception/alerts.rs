//! What the desk notes about a patient, row by row.

use crate::support::World;
use crate::support::world::id;

fn of(name: &str) -> String {
    format!("/reception/andheri/patients/{}", id(name))
}

#[actix_web::test]
async fn a_denial_at_registration_is_an_answer_and_no_red_allergy() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let somebody = [("name", "Zubeda Kazi"), ("sex", "female"), ("age", "30"), ("relation", "self"), ("allergies", "NKDA")];
    let answer = ria.post("/reception/andheri/patients", &somebody).await;
    let patient = answer.header("location").rsplit('=').next().expect("an id").to_owned();
    let page = ria.get(&format!("/reception/andheri/patients/{patient}")).await;
    assert_eq!(page.count(".allergies .badge"), 0);
    let asked = page.text(".allergies [data-asked]");
    assert!(asked.contains("No allergy known") && asked.contains("Ria Fernandes"), "{asked}");
    assert_eq!(ria.get(&of("mohan_das")).await.count(".allergies [data-unknown]"), 1, "never asked is something else");
}

#[actix_web::test]
async fn saving_an_address_leaves_every_allergy_as_it_was_noted() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let noted = "Sulfa (rash, face swelling)";
    let page = ria.submit(&format!("{}/alerts", of("asha")), &[("allergies", noted)]).await;
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin", noted]);
    let form = ria.get(&format!("{}/edit", of("asha"))).await;
    let fields = ["name", "sex", "phone", "relation", "allergies", "conditions", "language", "was", "born_on"];
    let mut sent: Vec<(&str, String)> = fields.iter().map(|it| (*it, form.value(it))).collect();
    sent.push(("address", "12, Hill Road".into()));
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = ria.submit(&of("asha"), &sent).await;
    assert!(page.html.contains("Hill Road"), "{}", page.html);
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin", noted]);
}

#[actix_web::test]
async fn a_row_is_taken_away_with_a_question_and_comes_back_by_undo() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit(&format!("{}/alerts", of("asha")), &[("allergies", "Brufin")]).await;
    let answers = page.attributes("button[name='taken_as']", "value");
    let page = ria.submit(&format!("{}/alerts/answer", of("asha")), &[("taken_as", &answers[0])]).await;
    assert_eq!(page.count("button[name='taken_as']"), 0);
    let sure = page.attributes("button[name='forget']", "data-confirm");
    assert!(sure.iter().any(|it| it.contains("Brufin") && it.contains("Ria Fernandes")), "{sure:?}");
    let rows = page.attributes("button[name='forget']", "value");
    let page = ria.submit(&format!("{}/alerts/removal", of("asha")), &[("forget", &rows[1])]).await;
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin"]);
    let undo = page.attributes("form[action*='restoration']", "action");
    let page = ria.submit(&undo[0], &[]).await;
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin", "Brufen (Brufin)"]);
    let other = ria.post(&format!("{}/alerts/removal", of("mohan_das")), &[("forget", &rows[1])]).await;
    assert_eq!(other.status, 404, "another patient's row");
}

#[actix_web::test]
async fn what_is_said_not_to_be_an_allergy_is_none() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit(&format!("{}/alerts", of("mohan_das")), &[("allergies", "no allergy to penicillin")]).await;
    assert_eq!(page.count(".allergies .badge"), 0);
    assert!(page.text("#allergies-error").contains("was not noted: by these words it is no allergy"), "{}", page.html);
    assert!(!page.text("#allergies-error").contains("besides"), "nothing was named besides");
    assert_eq!(page.value("allergies"), "no allergy to penicillin", "what is not taken stays");
}

#[actix_web::test]
async fn what_is_said_with_a_not_is_kept_and_asked_at_registration_too() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let allergies = "Penicillin, never again\nNo NSAIDs";
    let somebody = [("name", "Zubeda Kazi"), ("sex", "female"), ("age", "30"), ("relation", "self"), ("allergies", allergies)];
    let answer = ria.post("/reception/andheri/patients", &somebody).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let patient = answer.header("location").rsplit('=').next().expect("an id").to_owned();
    let page = ria.get(&format!("/reception/andheri/patients/{patient}")).await;
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin, never again", "No NSAIDs"]);
    assert!(page.text(".question").contains("allergic to it?"), "{}", page.html);
    let answers = page.attributes("button[name='taken_as']", "value");
    let page = ria.submit(&format!("/reception/andheri/patients/{patient}/alerts/answer"), &[("taken_as", &answers[1])]).await;
    assert_eq!((page.count("button[name='taken_as']"), page.count(".allergies .badge")), (0, 2), "the words stay");
    assert!(page.text(".allergies").contains("no allergy, as somebody answered"), "{}", page.html);
}

#[actix_web::test]
async fn what_says_that_it_is_no_allergy_comes_back_with_the_whole_form() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let somebody = [("name", "Zubeda Kazi"), ("sex", "female"), ("age", "30"), ("relation", "self"), ("allergies", "Tolerates penicillin")];
    let page = ria.post("/reception/andheri/patients", &somebody).await;
    assert_eq!((page.status, page.value("name").as_str()), (422, "Zubeda Kazi"));
    assert!(page.html.contains("Tolerates penicillin</textarea>"), "{}", page.html);
    assert!(page.text("#allergies-error").contains("Nothing is saved yet"), "{}", page.html);
}

#[actix_web::test]
async fn what_is_named_beside_a_denial_is_noted_and_the_denied_is_said() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let typed = "not allergic to sulfa, Ibuprofen";
    let page = ria.submit(&format!("{}/alerts", of("mohan_das")), &[("allergies", typed)]).await;
    assert_eq!(
        (page.texts(".allergies .badge"), page.value("allergies").as_str()),
        (vec!["Ibuprofen".to_owned()], "not allergic to sulfa")
    );
    assert!(page.text("#allergies-error").contains("what was named besides is noted"), "{}", page.html);
    let page = ria.submit(&format!("{}/alerts", of("mohan_das")), &[("allergies", "Cefixime, not allergic to sulfa")]).await;
    assert_eq!(page.texts(".allergies .badge"), ["Ibuprofen", "Cefixime, not allergic to sulfa"], "its words stay with it");
}

#[actix_web::test]
async fn an_undo_does_not_bring_back_what_somebody_decided_about_since() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let row = format!("allergy:{}", id("asha penicillin"));
    let removal = format!("{}/alerts/removal", of("asha"));
    let first = ria.submit(&removal, &[("forget", &row)]).await.attributes("form[action*='restoration']", "action").remove(0);
    let page = meena.submit(&removal, &[("forget", &row)]).await;
    assert_eq!(page.count("form[action*='restoration']"), 0, "it was gone already: there is nothing of hers to take back");
    meena.submit(&format!("{}/alerts", of("asha")), &[("asked", "none_known")]).await;
    let page = ria.submit(&first, &[]).await;
    assert!(page.text("#notice").contains("somebody has decided about it since"), "{}", page.html);
    assert_eq!(page.texts(".allergies .badge").len(), 0, "she was asked since, and has none: {}", page.html);
    meena.submit(&format!("{}/alerts", of("asha")), &[("allergies", "Penicillin")]).await;
    let page = ria.submit(&first, &[]).await;
    assert_eq!(page.texts(".allergies .badge"), ["Penicillin"], "noted anew, it is there once");
    let without = first.split("&at=").next().expect("an address").to_owned();
    assert_eq!(ria.post(&without, &[]).await.status, 400, "an undo names its step");
}

#[actix_web::test]
async fn one_thing_that_is_too_long_to_be_noted_is_refused_in_words() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for (field, length) in [("allergies", 300), ("conditions", 200)] {
        let page = ria.submit(&format!("{}/alerts", of("asha")), &[(field, &"x".repeat(length))]).await;
        assert!(page.text(&format!("#{field}-error")).contains("At most 120 characters"), "{field}: {}", page.html);
    }
}

#[actix_web::test]
async fn an_undo_that_was_used_takes_back_nobody_else_s_removal() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let row = format!("allergy:{}", id("asha penicillin"));
    let removal = format!("{}/alerts/removal", of("asha"));
    let first = ria.submit(&removal, &[("forget", &row)]).await.attributes("form[action*='restoration']", "action").remove(0);
    assert_eq!(ria.submit(&first, &[]).await.texts(".allergies .badge"), ["Penicillin"]);
    meena.submit(&removal, &[("forget", &row)]).await;
    let page = ria.submit(&first, &[]).await;
    assert!(page.text("#notice").contains("somebody has decided about it since"), "{}", page.html);
    assert_eq!(page.texts(".allergies .badge").len(), 0, "the removal that stands is Meena's: {}", page.html);
}
