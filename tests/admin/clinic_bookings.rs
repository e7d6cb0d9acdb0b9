//! How a clinic takes bookings, as the admin sets it.

use crate::support::World;
use crate::support::world::id;

#[actix_web::test]
async fn an_admin_says_how_a_clinic_takes_bookings_and_nonsense_is_refused_with_what_was_typed() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let rules = format!("/admin/clinics/{}/bookings", id("andheri"));
    let page = om.get(&rules).await;
    assert_eq!((page.count("[name=open][checked]"), page.value("days_ahead")), (0, "30".to_owned()), "nobody from outside at first");
    let filled = |ahead: &'static str| {
        [
            ("open", "portal"),
            ("approval", "everybody"),
            ("days_ahead", ahead),
            ("notice_minutes", "30"),
            ("cancel_minutes", "60"),
            ("no_shows", "2"),
            ("remind_far", "1440"),
            ("remind_near", "0"),
        ]
    };
    let refused = om.submit(&rules, &filled("many")).await;
    assert_eq!((refused.status, refused.value("days_ahead"), refused.value("notice_minutes")), (422, "many".to_owned(), "30".to_owned()));
    let saved = om.submit(&rules, &filled("14")).await;
    assert!(saved.text("#notice").contains("Andheri Clinic: saved"), "{}", saved.html);
    let page = om.get(&rules).await;
    assert_eq!((page.attributes("[name=open][checked]", "value"), page.value("days_ahead")), (vec!["portal".to_owned()], "14".to_owned()));
    let log = om.get("/admin/audit").await;
    assert!(log.text("main").contains("approval everybody"), "{}", log.html);
    assert_eq!(world.sign_in("mira").await.get(&rules).await.status, 403);
}
