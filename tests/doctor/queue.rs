//! The doctor's own queue.

use crate::reception::walk_ins::check_in;
use crate::support::World;

#[actix_web::test]
async fn the_doctor_sees_their_own_queue_and_calls_the_next_by_the_rule() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let sen = world.sign_in("dr_sen").await;
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!((page.status, page.count(".visit")), (200, 0));
    assert_eq!(page.count("button[disabled]"), 1, "nobody to call");
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "mohan_rao", "dr_sen", "elderly").await;
    check_in(&ria, "lakshmi", "dr_joshi", "emergency").await;
    let page = sen.get("/doctor/andheri/queue").await;
    assert_eq!(page.texts(".visit .patient"), ["Mohan Rao", "Asha Rao"]);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let page = sen.submit("/doctor/andheri/calls", &[]).await;
    assert!(page.text("#notice").contains("Token 2 called"), "{}", page.html);
    assert_eq!(page.texts(".visit .status"), ["Called", "Waiting"]);
    assert_eq!(sen.submit("/doctor/andheri/calls", &[]).await.texts(".visit .status"), ["Called", "Called"]);
    assert!(sen.submit("/doctor/andheri/calls", &[]).await.text("#notice").contains("Nobody is waiting"));
}

#[actix_web::test]
async fn a_doctor_skips_their_own_patients_only() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    let visit = crate::reception::appointments::visit_of(&ria, "Asha Rao").await.replace("/reception/", "/doctor/");
    let joshi = world.sign_in("dr_joshi").await;
    assert_eq!(joshi.post(&format!("{visit}/skip"), &[]).await.status, 404);
    let sen = world.sign_in("dr_sen").await;
    assert_eq!(sen.submit(&format!("{visit}/skip"), &[]).await.texts(".visit .status"), ["Skipped"]);
    assert_eq!(ria.post(&format!("{visit}/skip"), &[]).await.status, 403);
}
