//! A record of another clinic opens with a reason, or with a visit.

use crate::support::trail::traces;
use crate::support::world::id;
use crate::support::{Page, World};

const DESK: &str = "/reception/bandra";

fn of(name: &str) -> String {
    format!("{DESK}/patients/{}", id(name))
}

#[actix_web::test]
async fn az_13_a_record_of_another_clinic_asks_for_a_reason_first() {
    let world = World::open().await;
    let bela = world.sign_in("bela").await;
    let found = bela.htmx("found", &format!("{DESK}/searches?q=asha")).await;
    assert_eq!(found.texts("[role=option]:not(#p-new) b"), ["Asha Rao"], "everybody of the organisation is found");
    let family = format!("{DESK}/patients/new?family={}", id("asha"));
    for path in [of("asha"), format!("{}/edit", of("asha")), format!("{}/card", of("asha")), family] {
        let page = bela.get(&path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.header("location").starts_with(&format!("/o/acme{}/reasons/new", of("asha"))), "{}", page.header("location"));
    }
    for (what, form) in [
        ("alerts", ("allergies", "Sulfa")),
        ("alerts/removal", ("forget", "allergy:00000000-0000-0000-0000-000000000000")),
        ("phone-confirmation", ("", "")),
        ("phone-release", ("", "")),
    ] {
        assert_eq!(bela.post(&format!("{}/{what}", of("asha")), &[form]).await.status, 404, "{what}");
    }
    assert!(traces(&world).iter().all(|it| it.action != "viewed" && it.action != "printed"), "nothing was opened");
    let page = bela.get(&format!("{}/reasons/new", of("asha"))).await;
    assert!(page.text("#reason-form").contains("Andheri Clinic"), "{}", page.html);
    assert!(!page.html.contains("Penicillin") && !page.html.contains("98450"), "nothing of the record: {}", page.html);
}

#[actix_web::test]
async fn az_13_a_reason_opens_the_record_to_whoever_gave_it_until_the_day_ends() {
    let world = World::open().await;
    let (bela, om) = (world.sign_in("bela").await, world.sign_in("om").await);
    let reasons = format!("{}/reasons", of("asha"));
    let page = bela.post(&reasons, &[("reason", ""), ("words", "She fell on the stairs")]).await;
    assert_eq!((page.status, page.count("#reason-error"), page.value("words").as_str()), (422, 1, "She fell on the stairs"));
    let page = bela.post(&reasons, &[("reason", "other"), ("words", "  ")]).await;
    assert_eq!((page.status, page.count("#words-error")), (422, 1), "other says nothing by itself: {}", page.html);
    assert_eq!(page.attributes("input[name=reason][checked]", "value"), ["other"]);
    let page = bela.submit(&reasons, &[("reason", "emergency"), ("words", "She fell on the stairs")]).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Asha Rao"), "{}", page.html);
    let left = traces(&world);
    let given = left.iter().find(|it| it.action == "reason_given").expect("a reason");
    assert!(given.is_by("bela") && given.about == Some(id("asha")));
    assert_eq!(given.details["words"], "She fell on the stairs");
    assert_eq!(left.last().map(|it| it.action.as_str()), Some("viewed"));
    assert_eq!(bela.get(&format!("{}/card", of("asha"))).await.status, 200, "the whole record is open");
    assert_eq!(bela.get(&of("lakshmi")).await.status, 303, "and no other");
    assert_eq!(om.get(&of("asha")).await.status, 303, "and to nobody else");
    let log = om.get("/admin/audit?action=reason_given").await;
    assert!(log.text("#log tbody").contains("She fell on the stairs") && log.text("#log tbody").contains("Bela Shah"), "{}", log.html);
    let given = |patient: &str, at: &str| {
        let row = "INSERT INTO audit_logs (at, user_id, clinic_id, action, resource, resource_id, details) VALUES";
        world.run_in("acme", &format!("{row} ({at}, <user bela>, <bandra>, 'reason_given', 'patients', <{patient}>, '')"));
    };
    given("lakshmi", "UTC_TIMESTAMP(6) - INTERVAL 1 DAY");
    assert_eq!(bela.get(&of("lakshmi")).await.status, 303, "yesterday's reason opens nothing today");
    given("lakshmi", "UTC_TIMESTAMP(6)");
    assert_eq!(bela.get(&of("lakshmi")).await.status, 200);
}

#[actix_web::test]
async fn az_13_after_the_reason_comes_the_page_that_was_asked_for() {
    let world = World::open().await;
    let bela = world.sign_in("bela").await;
    let family = format!("{DESK}/patients/new?family={}", id("asha"));
    let asked = bela.get(&family).await;
    let form = bela.get(asked.header("location")).await;
    let next = |page: &Page| page.attributes("#reason-form [name=next]", "value").swap_remove(0);
    assert_eq!(next(&form), format!("/o/acme{family}"), "with its query");
    let reasons = format!("{}/reasons", of("asha"));
    let again = bela.post(&reasons, &[("reason", ""), ("next", &next(&form))]).await;
    assert_eq!((again.status, next(&again)), (422, next(&form)), "a mistake loses nothing");
    let given = bela.post(&reasons, &[("reason", "emergency"), ("next", &next(&again))]).await;
    assert_eq!((given.status, given.header("location")), (303, format!("/o/acme{family}").as_str()));
    assert_eq!(bela.get(given.location()).await.status, 200);
    let record = format!("/o/acme{}", of("lakshmi"));
    for foreign in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
        let given = bela.post(&format!("{}/reasons", of("lakshmi")), &[("reason", "emergency"), ("next", foreign)]).await;
        assert_eq!((given.status, given.header("location")), (303, record.as_str()), "{foreign}");
    }
}

#[actix_web::test]
async fn whoever_is_checked_in_here_needs_no_reason() {
    let world = World::open().await;
    let own = format!("/reception/andheri/patients/{}", id("asha"));
    let page = world.sign_in("ria").await.get(&format!("{own}/reasons/new")).await;
    assert_eq!((page.status, page.header("location")), (303, format!("/o/acme{own}").as_str()), "and nobody is asked for their own");
    let bela = world.sign_in("bela").await;
    let (patient, doctor) = (id("asha").to_string(), id("dr_sen").to_string());
    assert_eq!(bela.get(&format!("{DESK}/queue?patient={patient}")).await.count("#check-in"), 1, "the desk goes on from the hit");
    let form = [("patient", patient.as_str()), ("doctor", doctor.as_str()), ("priority", "normal"), ("complaint", "Fever")];
    assert_eq!(bela.submit(&format!("{DESK}/walk-ins"), &form).await.status, 200);
    assert_eq!(bela.get(&of("asha")).await.text("h1"), "Asha Rao");
    assert_eq!(world.sign_in("ria").await.get(&of("asha").replace("bandra", "andheri")).await.status, 200, "nor who registered them");
}
