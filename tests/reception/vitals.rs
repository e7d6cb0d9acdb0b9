//! What is measured at the board belongs to the visit, reaches the doctor, and writes over nothing.

use actix_web::test::TestRequest;
use swasthya::db::ids::AppointmentId;

use crate::support::past::{begin, let_days_pass, wait};
use crate::support::{Browser, Page, World};

/// The path of something of a visit at Andheri's desk.
fn desk(visit: AppointmentId, rest: &str) -> String {
    format!("/reception/andheri/appointments/{visit}/{rest}")
}

fn doctor(visit: AppointmentId, rest: &str) -> String {
    format!("/doctor/andheri/appointments/{visit}/{rest}")
}

/// Sana measures, and nothing else.
async fn nurse(world: &World) -> Browser {
    world.run_in("acme", r#"UPDATE clinic_members SET permissions = '["vitals"]' WHERE id = <sana at andheri>"#);
    world.sign_in("sana").await
}

/// Saves the draft as our script does while somebody types.
async fn save(sen: &Browser, visit: AppointmentId, form: &[(&str, &str)]) -> Page {
    let headers = [("X-Form", "1"), ("Sec-Fetch-Site", "same-origin")];
    sen.send(TestRequest::post().set_form(form), &doctor(visit, "draft"), &headers).await
}

#[actix_web::test]
async fn what_the_nurse_measures_is_shown_to_the_doctor_with_who_and_when_and_what_is_not_usual() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let sana = nurse(&world).await;
    let board = sana.get("/reception/andheri/queue").await;
    assert!(
        board.attributes(".visit .actions a", "href").contains(&format!("/o/acme{}#pressure", desk(visit, "vitals"))),
        "{}",
        board.html
    );
    let said = sana.submit(&desk(visit, "vitals"), &[("pressure", "150/95"), ("height", "160"), ("weight", "64")]).await;
    assert!(said.text("#notice").contains("The vitals of Asha Rao are noted"), "{}", said.html);
    assert_eq!(said.texts(".visit .measured"), ["Measured"], "whoever looks at the board sees it");
    sana.submit(&desk(visit, "vitals"), &[("pressure", "144/92"), ("temperature", "38.5")]).await;
    let form = sana.get(&desk(visit, "vitals")).await;
    assert_eq!(form.count(".taken ol > li > p"), 2, "several sets a visit: {}", form.html);
    let page = world.sign_in("dr_sen").await.submit(&doctor(visit, "consultation"), &[]).await;
    let sets = page.texts("#said-taken ol > li");
    for words in ["Sana Qureshi", "BP 144/92 mmHg", "high", "Temperature 101.3 °F"] {
        assert!(sets[0].contains(words), "{words} in {}", sets[0]);
    }
    assert!(sets.iter().any(|it| it.contains("BP 150/95 mmHg") && it.contains("BMI 25")), "{sets:?}");
    assert_eq!(page.text("#bmi-value"), "25", "worked out from what was measured");
    assert_eq!(page.value("pressure"), "", "the doctor's own fields are theirs");
}

#[actix_web::test]
async fn nonsense_is_refused_where_it_is_typed_and_nothing_typed_is_lost() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let sana = nurse(&world).await;
    let page = sana.submit(&desk(visit, "vitals"), &[("pressure", "1200/80"), ("temperature", "1004"), ("pulse", "88")]).await;
    assert_eq!((page.status, page.count("#pressure-error"), page.count("#temperature-error"), page.count("#pulse-error")), (422, 1, 1, 0));
    assert_eq!((page.value("pressure").as_str(), page.value("pulse").as_str()), ("1200/80", "88"));
    let told = sana.get(&format!("{}?pressure=1200/80&pulse=150&height=160&weight=64", desk(visit, "vitals"))).await;
    assert!(!told.text("#said-pressure .error").is_empty() && told.text("#said-pulse").contains("very high"), "{}", told.html);
    assert_eq!(told.text("#bmi-value"), "25");
    let empty = sana.submit(&desk(visit, "vitals"), &[("pulse", " ")]).await;
    assert!(empty.status == 422 && empty.text("[role=alert]").contains("at least one"), "{}", empty.html);
    assert_eq!(sana.get(&desk(visit, "vitals")).await.count(".taken"), 0);
}

#[actix_web::test]
async fn the_last_values_stand_beside_the_fields_and_a_weight_far_from_the_last_is_asked_about_once() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let sana = nurse(&world).await;
    sana.submit(&desk(visit, "vitals"), &[("pressure", "150/95"), ("weight", "54")]).await;
    let_days_pass(&world, 8);
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let form = sana.get(&desk(visit, "vitals")).await;
    let last = form.texts(".vitals .last");
    assert!(last.iter().any(|it| it.contains("150/95")) && last.iter().any(|it| it.contains("54")), "{last:?}");
    assert!(form.text(".allergies").contains("Penicillin"), "{}", form.html);
    assert!(form.queries <= 6, "{} statements", form.queries);
    let page = sana.submit(&desk(visit, "vitals"), &[("weight", "81")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#weight-error").contains("27 kg more than on"), "{}", page.html);
    let asked = page.value("weight_asked");
    let page = sana.submit(&desk(visit, "vitals"), &[("weight", "80"), ("weight_asked", &asked)]).await;
    assert_eq!(page.status, 422, "another weight is another question");
    let page = sana.submit(&desk(visit, "vitals"), &[("weight", "81"), ("weight_asked", &asked)]).await;
    assert!(page.text("#notice").contains("are noted"), "{}", page.html);
}

#[actix_web::test]
async fn the_draft_and_the_nurses_entry_write_over_nothing_of_each_other() {
    let world = World::open().await;
    let visit = begin(&world, "andheri", "dr_sen", "asha").await;
    let (sen, sana) = (world.sign_in("dr_sen").await, nurse(&world).await);
    let was = sen.get(&doctor(visit, "consultation")).await.value("was");
    let was = save(&sen, visit, &[("notes", "Throat red"), ("pulse", "92"), ("was", &was)]).await.value("was");
    sana.submit(&desk(visit, "vitals"), &[("pulse", "88"), ("spo2", "97")]).await;
    let answer = save(&sen, visit, &[("notes", "Throat red, dry"), ("pulse", "92"), ("was", &was)]).await;
    assert!(answer.text("#said-taken").contains("SpO₂ 97 %"), "the answer to a save brings it: {}", answer.html);
    assert_eq!(answer.count("[data-clash], [data-other]"), 0, "{}", answer.html);
    let piece = sen.get(&doctor(visit, "vitals")).await;
    assert!(piece.text("#said-taken").contains("Pulse 88 /min") && piece.count("nav") == 0, "{}", piece.html);
    let page = sen.get(&doctor(visit, "consultation")).await;
    assert_eq!((page.value("notes").as_str(), page.value("pulse").as_str()), ("Throat red, dry", "92"));
}

#[actix_web::test]
async fn what_the_doctor_leaves_empty_is_signed_as_it_was_measured_once_they_saw_it() {
    let world = World::open().await;
    let visit = begin(&world, "andheri", "dr_sen", "asha").await;
    let (sen, sana) = (world.sign_in("dr_sen").await, nurse(&world).await);
    sana.submit(&desk(visit, "vitals"), &[("pressure", "150/95"), ("pulse", "88")]).await;
    let form = [("complaint", "Fever"), ("pulse", "92")];
    let unseen = sen.submit(&doctor(visit, "signature"), &form).await;
    assert_eq!(unseen.status, 422);
    assert!(unseen.text("#mistakes").contains("Something was measured"), "{}", unseen.html);
    let signed = sen.submit(&doctor(visit, "signature"), &[&form[..], &[("seen", &unseen.value("seen"))]].concat()).await;
    assert_eq!(signed.status, 200, "{}", signed.html);
    let consultation = sen.get("/doctor/andheri/queue").await.attributes("a[href*='/consultations/']", "href");
    let shown = sen.get(&consultation[0]).await.text(".facts");
    assert!(shown.contains("150/95 mmHg") && shown.contains("92 /min") && !shown.contains("88"), "{shown}");
    let late = sana.submit(&desk(visit, "vitals"), &[("pulse", "80")]).await;
    assert!(late.status == 422 && late.value("pulse") == "80" && late.text("[role=alert]").contains("over"), "{}", late.html);
}

#[actix_web::test]
async fn a_mistake_is_withdrawn_and_brought_back_by_either_and_the_audit_says_each() {
    let world = World::open().await;
    let visit = begin(&world, "andheri", "dr_sen", "asha").await;
    let (sen, sana) = (world.sign_in("dr_sen").await, nurse(&world).await);
    sana.submit(&desk(visit, "vitals"), &[("weight", "46")]).await;
    let set = sen.get(&doctor(visit, "consultation")).await.attributes("[name=withdraw]", "value").remove(0);
    let page = sen.submit(&doctor(visit, "vitals/removal"), &[("withdraw", &set), ("notes", "Weighed again")]).await;
    assert_eq!((page.count("#said-taken ol"), page.value("notes").as_str()), (0, "Weighed again"), "{}", page.html);
    assert_eq!(sana.get("/reception/andheri/queue").await.count(".measured"), 0, "what was a mistake is none");
    let undo = page.attributes("#notice form", "action").remove(0);
    assert_eq!(sen.submit(&undo, &[]).await.count("#said-taken ol > li > p"), 1);
    sana.submit(&desk(visit, "vitals/removal"), &[("withdraw", &set)]).await;
    sana.submit(&desk(visit, &format!("vitals/restoration?row={set}")), &[]).await;
    let other = begin(&world, "andheri", "dr_sen", "lakshmi").await;
    assert_eq!(sana.post(&desk(other, "vitals/removal"), &[("withdraw", &set)]).await.status, 404, "only of its own visit");
    let log = world.sign_in("om").await.get("/admin/audit").await.text("main");
    for words in ["Vitals measured", "Measurement taken back", "Measurement brought back", "46 kg"] {
        assert!(log.contains(words), "{words} in {log}");
    }
}

#[actix_web::test]
async fn az_3_only_whoever_may_measure_sees_the_form_and_whoever_stood_for_a_nurse_may() {
    let world = World::open().await;
    let visit = wait(&world, "andheri", "dr_sen", "asha");
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(&desk(visit, "vitals")).await.status, 403);
    assert_eq!(ria.get("/reception/andheri/queue").await.count("a[href*='/vitals']"), 0);
    world.run_in(
        "acme",
        r#"UPDATE clinic_members SET permissions = '["check_ins","calls","prescriptions","health"]' WHERE id = <sana at andheri>"#,
    );
    let step = include_str!("../../migrations/organisation/2026-11-28-0116_vitals_permission/up.sql");
    world.run_in("acme", step);
    world.run_in("acme", step);
    assert_eq!(world.sign_in("sana").await.get(&desk(visit, "vitals")).await.status, 200);
    assert_eq!(ria.get(&desk(visit, "vitals")).await.status, 403, "a front desk is as before");
}
