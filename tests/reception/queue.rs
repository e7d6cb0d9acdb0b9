//! The board.

use super::walk_ins::check_in;
use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn every_doctor_of_the_clinic_is_on_the_board_with_visits_or_without() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.get("/reception/andheri/queue").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.texts(".sitting h2"), ["Dr Anjali Sen", "Dr Vivek Joshi"]);
    assert_eq!(page.count(".sitting .empty"), 2);
    assert!(page.html.contains("emergencies, then the elderly, then by arrival"), "the rule is stated");
    assert!(page.queries <= 6, "{} statements", page.queries);
    let bela = world.sign_in("bela").await;
    assert_eq!(bela.get("/reception/bandra/queue").await.texts(".sitting h2"), ["Dr Anjali Sen"]);
}

#[actix_web::test]
async fn emergencies_go_first_then_the_elderly_then_by_arrival() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "mohan_rao", "dr_sen", "elderly").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let page = check_in(&ria, "kabir", "dr_sen", "emergency").await;
    assert_eq!(page.texts(".visit .patient"), ["Kabir Rao", "Mohan Rao", "Asha Rao", "Lakshmi Iyer"]);
    assert_eq!(page.texts(".visit .token"), ["4", "2", "1", "3"]);
    assert_eq!(page.texts(".visit .wait"), ["next", "5–10 min", "10–20 min", "15–35 min"]);
    let page = ria.get("/reception/andheri/queue").await;
    assert!(page.queries <= 6, "{} statements", page.queries);
}

#[actix_web::test]
async fn a_live_screen_asks_for_the_board_alone() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let block = ria.htmx("board", "/reception/andheri/queue").await;
    assert!(block.html.trim_start().starts_with("<section class=\"board\""), "{}", block.html);
    assert_eq!(block.texts(".patient"), ["Asha Rao"]);
}

#[actix_web::test]
async fn a_board_shows_its_own_clinic_only() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let bela = world.sign_in("bela").await;
    assert_eq!(bela.get("/reception/bandra/queue").await.count(".visit"), 0);
    assert_eq!(bela.get("/reception/andheri/queue").await.status, 404);
    let zoya = world.sign_in("zoya").await;
    assert_eq!(zoya.get("/o/acme/reception/andheri/queue").await.status, 404);
    assert_eq!(zoya.get(&format!("/reception/thane/queue?patient={}", id("asha"))).await.status, 404);
}

#[actix_web::test]
async fn another_day_s_board_says_who_came_and_what_is_due_and_changes_nothing() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for (patient, verb) in [("asha", "finish"), ("mohan_rao", "cancellation"), ("lakshmi", "call")] {
        check_in(&ria, patient, "dr_sen", "normal").await;
        let visit =
            ria.get("/reception/andheri/queue").await.attributes(".visit:not([data-status=completed], [data-status=cancelled])", "id");
        let visit = format!("/reception/andheri/appointments/{}", visit[0].trim_start_matches("visit-"));
        ria.submit(&format!("{visit}/start"), &[]).await;
        if verb == "cancellation" {
            ria.submit(&format!("{visit}/undo?step=in_consultation"), &[]).await;
        }
        ria.submit(&format!("{visit}/{verb}"), &[]).await;
    }
    let page = ria.get("/reception/andheri/queue").await;
    assert_eq!(page.texts(".over .patient"), ["Asha Rao", "Mohan Rao"], "what is over is folded away");
    world.run_in("acme", "UPDATE sittings SET held_on = held_on - INTERVAL 1 DAY");
    world.run_in("acme", "UPDATE appointments SET held_on = held_on - INTERVAL 1 DAY");
    assert_eq!(ria.get("/reception/andheri/queue").await.count(".visit"), 0);
    let before = ria.get("/reception/andheri/queue").await.attributes(".days a", "href")[0].clone();
    let page = ria.get(&before).await;
    assert_eq!(page.texts(".visit .patient"), ["Lakshmi Iyer", "Asha Rao", "Mohan Rao"]);
    let counts = page.texts(".counts li");
    assert!(["1 done", "1 not seen", "Due ₹1,000"].iter().all(|it| counts.contains(&(*it).to_owned())), "{counts:?}");
    assert_eq!((page.count("#board form"), page.count("[hx-sse\\:connect]"), page.queries <= 6), (0, 0, true), "{}", page.html);
    let tomorrow = ria.get("/reception/andheri/queue?on=2999-01-01").await;
    assert_eq!(tomorrow.text("h1"), "Today", "no board of what has not been");
}

#[actix_web::test]
async fn the_board_speaks_hindi() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    ria.post("/language", &[("language", "hi"), ("next", "/")]).await;
    let page = check_in(&ria, "asha", "dr_sen", "emergency").await;
    assert_eq!(page.text("h1"), "आज");
    assert_eq!(page.text(".visit .status"), "प्रतीक्षा में");
    assert!(page.text(".visit .about").contains("आपात स्थिति"));
}

#[actix_web::test]
async fn a_notice_is_said_once_where_its_answer_leads_and_by_no_other_tab_or_board() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let again = async |patient: &str| {
        let (patient, doctor) = (id(patient).to_string(), id("dr_sen").to_string());
        let form = [("patient", patient.as_str()), ("doctor", doctor.as_str()), ("priority", "normal")];
        ria.post("/reception/andheri/walk-ins", &form).await
    };
    // Two answers are on their way when the board asks for itself, and a third tab is opened.
    let (first, second) = (again("asha").await, again("lakshmi").await);
    assert!(!ria.htmx("board", "/reception/andheri/queue").await.html.contains("already, with token"), "the board took it");
    assert_eq!(ria.get("/reception/andheri/queue").await.text("#notice"), "");
    assert!(ria.get(first.location()).await.text("#notice").contains("Asha Rao"));
    assert!(ria.get(second.location()).await.text("#notice").contains("Lakshmi Iyer"));
    assert_eq!(ria.get(first.location()).await.text("#notice"), "", "it is said once");
}
