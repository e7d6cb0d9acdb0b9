//! A number that may have a new owner opens no record before something only the family knows was told.

use crate::support::world::id;
use crate::support::{Browser, World};

const RAO: &str = "98450 12345";

/// Nobody signed in by any number for so many days; everybody was registered long before.
fn unused_for(world: &World, days: u32) {
    world.run_in(
        "acme",
        "UPDATE profiles SET on_account_since = UTC_TIMESTAMP(6) - INTERVAL 2 YEAR WHERE on_account_since > UTC_TIMESTAMP(6) - INTERVAL 1 HOUR",
    );
    world.run_in_directory(&format!("UPDATE memberships SET holder_known_at = UTC_TIMESTAMP(6) - INTERVAL {days} DAY"));
}

/// Signs in by the Raos' number, once a new code may be asked for.
async fn sign_in_again(world: &World) -> Browser {
    world.let_pass(61).await;
    world.sign_in_by_phone(RAO).await
}

#[actix_web::test]
async fn auth_16_a_recycled_number_opens_no_record_by_its_code_alone() {
    let world = World::open().await;
    unused_for(&world, 91);
    let stranger = world.sign_in_by_phone(RAO).await;
    for path in ["today", "visits", "prescriptions", "receipts", "family", "family/new"] {
        let page = stranger.get(&format!("/patient/{path}")).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.header("location").starts_with("/sign-in/holder?next=/o/acme/"), "{path}: {}", page.header("location"));
        assert!(!page.html.contains("Rao"), "{path}");
    }
    assert_eq!(stranger.post("/patient/family", &[("name", "X")]).await.status, 303);
    for path in ["/account/devices", "/account/ways-in", "/account/two-step", "/account/password"] {
        let page = stranger.get(path).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in/holder"), "{path}: nothing of the account is theirs");
    }
    assert_eq!(stranger.post("/account/two-step", &[]).await.header("location"), "/sign-in/holder");
    let again = sign_in_again(&world).await;
    assert_eq!(again.get("/patient/today").await.status, 303, "signing in again proves nothing");
}

#[actix_web::test]
async fn auth_16_a_birth_date_or_a_record_number_opens_them() {
    let world = World::open().await;
    for told in
        [[("born_on", "03/08/2019"), ("number", "")], [("number", "sw-000002"), ("name", "Mohan")], [("number", "1"), ("name", "asha rao")]]
    {
        unused_for(&world, 91);
        let asha = sign_in_again(&world).await;
        let page = asha.submit("/sign-in/holder", &[told[0], told[1], ("next", "/o/acme/patient/family")]).await;
        assert_eq!(page.texts(".members b").len(), 3, "{told:?}: {}", page.html);
        assert_eq!(sign_in_again(&world).await.get("/patient/today").await.status, 200, "known again");
    }
}

#[actix_web::test]
async fn auth_16_five_wrong_answers_and_only_the_desk_can_help() {
    let world = World::open().await;
    unused_for(&world, 91);
    let stranger = world.sign_in_by_phone(RAO).await;
    let page = stranger.submit("/sign-in/holder", &[("next", "/o/acme/patient/today"), ("born_on", "tomorrow")]).await;
    assert_eq!((page.status, page.attributes("#born_on", "value")), (422, vec!["tomorrow".to_owned()]), "not counted");
    for left in [4, 3, 2, 1] {
        let page = stranger.submit("/sign-in/holder", &[("next", "/o/acme/patient/today"), ("born_on", "01/01/1990")]).await;
        assert!(page.status == 422 && page.text("[role=alert]").contains(&left.to_string()), "{}", page.html);
    }
    stranger.submit("/sign-in/holder", &[("next", "/o/acme/patient/today"), ("born_on", "01/01/1990")]).await;
    let page = stranger.submit("/sign-in/holder", &[("next", "/o/acme/patient/today"), ("born_on", "03/08/2019")]).await;
    assert!(page.status == 422 && page.text("[role=alert]").contains("reception"), "the right answer comes too late");
    let ria = world.sign_in("ria").await;
    ria.submit(&format!("/reception/andheri/patients/{}/phone-confirmation", id("kabir")), &[]).await;
    assert_eq!(sign_in_again(&world).await.get("/patient/today").await.status, 200, "confirmed at the desk");
}

#[actix_web::test]
async fn auth_16_a_number_in_use_is_asked_nothing_and_another_family_s_facts_open_nothing() {
    let world = World::open().await;
    unused_for(&world, 89);
    let asha = world.sign_in_by_phone(RAO).await;
    assert_eq!(asha.get("/patient/today").await.status, 200);
    assert_eq!(asha.get("/sign-in/holder?next=/o/zenith/patient/today").await.header("location"), "/doors");
    unused_for(&world, 91);
    let asha = sign_in_again(&world).await;
    let page = asha
        .submit(
            "/sign-in/holder",
            &[("next", "/o/acme/patient/today"), ("number", "SW-000004"), ("name", "Lakshmi"), ("born_on", "01/12/1991")],
        )
        .await;
    assert_eq!(page.status, 422, "Lakshmi's birth date and number");
}

#[actix_web::test]
async fn auth_16_a_new_owner_s_number_is_taken_off_everybody_on_it() {
    let world = World::open().await;
    let (ria, asha) = (world.sign_in("ria").await, world.sign_in_by_phone(RAO).await);
    let page = ria.submit(&format!("/reception/andheri/patients/{}/phone-release", id("asha")), &[]).await;
    assert!(page.html.contains("3 people"), "{}", page.html);
    assert_eq!(asha.get("/patient/today").await.header("location"), "/sign-in?next=/o/acme/patient/today");
    let found = ria.get("/reception/andheri/searches?q=9845012345").await;
    assert!(!found.html.contains("Rao"), "nobody is found by it");
    assert_eq!(ria.get("/reception/andheri/searches?q=asha+rao").await.html.matches("SW-000001").count(), 1, "by name she is");
}

#[actix_web::test]
async fn auth_16_a_new_owner_s_own_birth_date_does_not_open_the_old_family_s_records() {
    let world = World::open().await;
    unused_for(&world, 91);
    let ria = world.sign_in("ria").await;
    let form =
        [("name", "Tara Menon"), ("sex", "female"), ("relation", "self"), ("born_on", "14/02/1999"), ("phone", RAO), ("confirmed", "yes")];
    ria.submit("/reception/andheri/patients", &form).await;
    let tara = sign_in_again(&world).await;
    let told = [("next", "/o/acme/patient/family"), ("born_on", "14/02/1999"), ("number", "SW-000006"), ("name", "Tara Menon")];
    assert_eq!(tara.submit("/sign-in/holder", &told).await.status, 422);
    let ria = world.sign_in("ria").await;
    ria.submit(&format!("/reception/andheri/patients/{}/phone-release", id("asha")), &[]).await;
    ria.submit("/reception/andheri/patients", &form).await;
    let tara = sign_in_again(&world).await;
    assert_eq!(tara.get("/patient/family").await.texts(".members b"), ["Tara Menon"], "an account of their own");
}

#[actix_web::test]
async fn auth_16_a_guessed_number_without_its_name_opens_nothing() {
    let world = World::open().await;
    unused_for(&world, 91);
    let stranger = world.sign_in_by_phone(RAO).await;
    for name in ["", "Ravi"] {
        let form = [("next", "/o/acme/patient/today"), ("number", "SW-000001"), ("name", name)];
        assert_eq!(stranger.submit("/sign-in/holder", &form).await.status, 422, "{name:?}");
    }
}

#[actix_web::test]
async fn auth_16_a_record_that_the_desk_put_on_the_number_lately_proves_nothing() {
    let world = World::open().await;
    unused_for(&world, 91);
    let form = [("name", "Lakshmi Iyer"), ("sex", "female"), ("relation", "other"), ("born_on", "01/12/1991"), ("phone", RAO)];
    world.sign_in("ria").await.submit(&format!("/reception/andheri/patients/{}", id("lakshmi")), &form).await;
    let lakshmi = sign_in_again(&world).await;
    let told = [("next", "/o/acme/patient/family"), ("born_on", "01/12/1991"), ("number", "SW-000004"), ("name", "Lakshmi")];
    assert_eq!(lakshmi.submit("/sign-in/holder", &told).await.status, 422);
}

#[actix_web::test]
async fn auth_16_a_recycled_number_of_somebody_who_works_here_opens_no_desk() {
    let world = World::open().await;
    world.run_in_directory("UPDATE users SET phone = '+919833040404' WHERE id IN (<user ria>)");
    unused_for(&world, 91);
    let stranger = world.sign_in_by_phone("98330 40404").await;
    let page = stranger.get("/reception/andheri/queue").await;
    assert!(page.status == 303 && page.header("location").starts_with("/sign-in/holder"), "{}", page.status);
    assert_eq!(world.sign_in("ria").await.get("/reception/andheri/queue").await.status, 200, "a password is a proof of its own");
}

#[actix_web::test]
async fn auth_16_a_suspended_organisation_s_doubt_is_not_forgotten() {
    let world = World::open().await;
    unused_for(&world, 91);
    world.run_in_directory("UPDATE organisations SET status = 'suspended' WHERE slug = 'acme'");
    let stranger = world.sign_in_by_phone(RAO).await;
    let page = stranger.post("/account/password", &[("password", "four grey pigeons dance")]).await;
    assert!(page.header("location").starts_with("/sign-in/holder"), "{}", page.header("location"));
}

#[actix_web::test]
async fn auth_16_an_old_number_on_a_record_is_taken_off_without_the_account() {
    let world = World::open().await;
    world.run_in_directory("UPDATE users SET phone = '+919833040404' WHERE id IN (<user asha>)");
    let asha = world.sign_in_by_phone("98330 40404").await;
    let ria = world.sign_in("ria").await;
    ria.submit(&format!("/reception/andheri/patients/{}/phone-release", id("kabir")), &[]).await;
    assert_eq!(asha.get("/patient/family").await.texts(".members b").len(), 3, "the account has changed its number: nothing of it is lost");
    assert!(!ria.get("/reception/andheri/searches?q=9845012345").await.html.contains("Rao"));
}
