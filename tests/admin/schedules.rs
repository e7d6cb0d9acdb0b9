//! The office sets any clinic's hours, and looks at licences.

use crate::reception::schedules::{MORNINGS, add, availability, next, places};
use crate::support::World;
use crate::support::world::id;

const AT: &str = "/admin/clinics/bandra";

#[actix_web::test]
async fn an_admin_sets_the_hours_of_any_clinic_also_without_a_place_there() {
    let world = World::open().await;
    world.run_in("acme", "DELETE FROM clinic_members WHERE id = <om at bandra>");
    let om = world.sign_in("om").await;
    assert_eq!(om.get("/reception/bandra/schedules").await.status, 404);
    let plan = om.get(&format!("{AT}/schedules")).await;
    assert!(plan.status == 200 && plan.text("#plan").contains("Dr Anjali Sen"), "{}", plan.html);
    let page = add(&om, AT, "dr_sen", &MORNINGS).await;
    assert_eq!((page.status, page.count("#week .hours")), (200, 6), "{}", page.html);
    assert_eq!(places(&world, "bandra", "dr_sen", next(1)), 8);
    assert_eq!(add(&om, AT, "dr_joshi", &MORNINGS).await.status, 404, "who sees no patients there");
    let zara = world.sign_in("zara").await;
    assert_eq!(zara.get("/admin/clinics/andheri/schedules").await.status, 404, "another organisation's clinic");
    assert_eq!(world.sign_in("mira").await.get(&format!("{AT}/schedules")).await.status, 403);
}

#[actix_web::test]
async fn a_licence_is_verified_by_name_and_day_and_another_number_ends_that() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    world.run_in("acme", "UPDATE doctors SET verified = FALSE WHERE profile_id = <dr_sen>");
    add(&om, AT, "dr_sen", &MORNINGS).await;
    let public = |world: &World| availability(world, "bandra").of_verified().slots(next(1)).len();
    assert_eq!((places(&world, "bandra", "dr_sen", next(1)), public(&world)), (8, 0), "the public books nobody unverified");
    let person = format!("/admin/people/{}", id("dr_sen"));
    let stale = om.submit(&format!("{person}/verification"), &[("licence", "MMC-1")]).await;
    assert!(stale.text("#notice").contains("Another licence number"), "{}", stale.html);
    let page = om.submit(&format!("{person}/verification"), &[("licence", "MMC-45211")]).await;
    assert!(page.text("#licence").contains("Verified") && page.text("#licence").contains("Om Kulkarni"), "{}", page.text("#licence"));
    assert_eq!(public(&world), 8);
    let nameless = om.submit(&format!("{person}/verification/removal"), &[("reason", "")]).await;
    assert_eq!((nameless.status, nameless.count("#reason-error"), public(&world)), (422, 1, 8));
    let page = om.submit(&format!("{person}/verification/removal"), &[("reason", "Expired")]).await;
    assert!(page.text("#licence").contains("not verified"), "{}", page.text("#licence"));
    assert_eq!(public(&world), 0);
    om.submit(&format!("{person}/verification"), &[("licence", "MMC-45211")]).await;
    let form = om.get(&person).await;
    let place = form.attributes("[name=places][checked]", "value");
    let mut fields = vec![
        ("name", "Dr Anjali Sen"),
        ("email", "dr_sen@acme.test"),
        ("licence", "MMC-45212"),
        ("qualification", "MBBS, MD"),
        ("specialisation", "General medicine"),
        ("system_of_medicine", "allopathy"),
    ];
    fields.extend(place.iter().map(|it| ("places", it.as_str())));
    assert_eq!(om.submit(&person, &fields).await.status, 200);
    assert_eq!(public(&world), 0, "what was verified was another number");
    let log = om.get("/admin/audit?action=verification_withdrawn").await.text("#log");
    assert!(log.contains("Expired") && log.contains("MMC-45211"), "{log}");
}

#[actix_web::test]
async fn a_clinic_has_its_place_on_the_map() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = format!("/admin/clinics/{}", id("bandra"));
    let form = |place: &str| vec![("name", "Bandra Clinic".to_owned()), ("kind", "clinic".to_owned()), ("coordinates", place.to_owned())];
    let send = async |place: &str| {
        let form = form(place);
        om.submit(&path, &form.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
    };
    let wrong = send("near the station").await;
    assert_eq!((wrong.status, wrong.count("#coordinates-error"), wrong.value("coordinates").as_str()), (422, 1, "near the station"));
    assert_eq!(send("https://www.google.com/maps/@19.0596,72.8295,17z").await.status, 200);
    let page = om.get(&path).await;
    assert_eq!(page.value("coordinates"), "19.059600, 72.829500");
    assert!(page.attributes("main a", "href").contains(&"geo:19.059600,72.829500".to_owned()), "{}", page.html);
}
