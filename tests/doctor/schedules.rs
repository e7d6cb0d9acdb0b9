//! A doctor sets their own hours, and says of themself what patients read.

use chrono::Days;

use crate::reception::schedules::{MORNINGS, add, first_hours, next, places};
use crate::support::World;
use crate::support::world::id;

const AT: &str = "/doctor/andheri";

#[actix_web::test]
async fn a_doctor_sets_their_own_hours_and_nobody_elses() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let own = sen.get(&format!("{AT}/schedules")).await;
    assert_eq!((own.status, own.text("h1").as_str()), (200, "Dr Anjali Sen"));
    let page = add(&sen, AT, "dr_sen", &MORNINGS).await;
    assert_eq!((page.status, page.count("#week .hours")), (200, 6), "{}", page.html);
    let hours = first_hours(&page);
    let joshi = format!("{AT}/schedules/{}", id("dr_joshi"));
    assert_eq!(sen.get(&joshi).await.status, 404);
    assert_eq!(add(&sen, AT, "dr_joshi", &MORNINGS).await.status, 404);
    assert_eq!(sen.post(&format!("{joshi}/leave"), &[("leave_from", &next(1).to_string())]).await.status, 404);
    assert_eq!(sen.post(&format!("{joshi}/bookings?to=off"), &[]).await.status, 404);
    let other = world.sign_in("dr_joshi").await;
    assert_eq!(other.post(&format!("{AT}/hours/{hours}/removal"), &[]).await.status, 404);
    assert_eq!(other.post(&format!("{AT}/hours/{hours}"), &MORNINGS).await.status, 404);
}

#[actix_web::test]
async fn leave_holds_here_or_at_every_clinic_as_the_doctor_says() {
    let world = World::open().await;
    let (sen, om) = (world.sign_in("dr_sen").await, world.sign_in("om").await);
    add(&sen, AT, "dr_sen", &MORNINGS).await;
    let evening = [
        ("repeat", "weekly"),
        ("weekdays", "1"),
        ("weekdays", "2"),
        ("starts", "17:00"),
        ("ends", "18:00"),
        ("minutes", "15"),
        ("capacity", "1"),
        ("mode", "in_person"),
    ];
    add(&om, "/reception/bandra", "dr_sen", &evening).await;
    let week = format!("{AT}/schedules/{}", id("dr_sen"));
    let (monday, tuesday) = (next(1).to_string(), next(2).to_string());
    sen.submit(&format!("{week}/leave"), &[("leave_from", &monday)]).await;
    assert_eq!((places(&world, "andheri", "dr_sen", next(1)), places(&world, "bandra", "dr_sen", next(1))), (0, 4));
    let page = sen.submit(&format!("{week}/leave"), &[("leave_from", &tuesday), ("everywhere", "yes")]).await;
    assert_eq!((places(&world, "andheri", "dr_sen", next(2)), places(&world, "bandra", "dr_sen", next(2))), (0, 0));
    assert_eq!(page.count("#leave li form"), 2, "{}", page.html);
    for removal in page.attributes("#leave li form", "action") {
        assert_eq!(sen.submit(&removal, &[]).await.status, 200);
    }
    assert_eq!(places(&world, "andheri", "dr_sen", next(2) + Days::new(0)), 8);
}

#[actix_web::test]
async fn what_patients_read_of_a_doctor_is_theirs_to_write_and_a_licence_is_not_theirs_to_verify() {
    let world = World::open().await;
    let sen = world.sign_in("dr_sen").await;
    let about = format!("{AT}/people/{}/about", id("dr_sen"));
    let form = [("languages", "Hindi, English, Bengali"), ("years", "21"), ("fee", "600"), ("bio", "Listens.")];
    let page = sen.submit(&about, &form).await;
    assert_eq!(
        (page.status, page.value("languages").as_str(), page.value("fee").as_str()),
        (200, "Hindi, English, Bengali", "600.00"),
        "{}",
        page.html
    );
    let wrong = sen.submit(&about, &[("years", "99"), ("fee", "dear"), ("languages", "Hindi")]).await;
    assert_eq!((wrong.status, wrong.count("#years-error"), wrong.count("#fee-error")), (422, 1, 1));
    assert_eq!(sen.get(&format!("{AT}/people/{}/about", id("dr_joshi"))).await.status, 404);
    assert_eq!(page.count("#licence form"), 0);
    assert_eq!(sen.post(&format!("/admin/people/{}/verification", id("dr_sen")), &[("licence", "MMC-45211")]).await.status, 403);
}
