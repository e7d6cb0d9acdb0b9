//! Unusual reading, for the admin.

use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn who_read_of_a_colleague_or_of_many_is_listed_with_the_way_to_the_log() {
    let world = World::open().await;
    let (ria, om) = (world.sign_in("ria").await, world.sign_in("om").await);
    // Whoever works here is a patient too.
    world.run_in("acme", "INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<meena>, 'SW-000090', <andheri>)");
    let page = om.get("/admin/unusual").await;
    assert_eq!((page.status, page.count(".empty")), (200, 1), "{}", page.html);
    ria.get(&format!("/reception/andheri/patients/{}", id("meena"))).await;
    world.sign_in("meena").await.get(&format!("/reception/andheri/patients/{}", id("meena"))).await;
    let page = om.get("/admin/unusual").await;
    // By day it may be night where this runs.
    let ours: Vec<String> = page.texts("#unusual tbody tr").into_iter().filter(|it| it.contains("Colleagues: 1")).collect();
    assert!(ours.len() == 1 && ours[0].contains("Ria Fernandes"), "her own record is no colleague's: {ours:?}");
    let log = om.get(&page.attributes("#unusual tbody a", "href")[0]).await;
    assert!(log.text("#log tbody").contains("Record viewed"), "{}", log.html);
    assert!(page.queries <= 6, "{} statements", page.queries);
    assert_eq!(om.get("/admin/unusual?until=2001-01-01").await.count(".empty"), 1);
    assert_eq!(ria.get("/admin/unusual").await.status, 403);
}

#[actix_web::test]
async fn what_was_read_of_a_clinic_out_of_reach_is_not_listed() {
    let world = World::open().await;
    let (bela, mira) = (world.sign_in("bela").await, world.sign_in("mira").await);
    let reason = [("reason", "called"), ("words", "")];
    bela.submit(&format!("/reception/bandra/patients/{}/reasons", id("asha")), &reason).await;
    assert!(world.sign_in("om").await.get("/admin/unusual").await.text("#unusual").contains("Other clinics, with a reason: 1"));
    assert!(!mira.get("/admin/unusual").await.text("main").contains("Other clinics"), "Mira reads Andheri's alone");
}
