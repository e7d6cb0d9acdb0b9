//! Working somewhere is a person's own to say: until they accept, nothing opens there, and their own admin keeps all power.

use swasthya::db::ids::UserId;

use crate::support::register::worked;
use crate::support::world::id;
use crate::support::{Browser, World};

const THANE: &str = "/o/zenith/reception/thane/queue";

/// Zara of Zenith takes Ria on, who works at Acme.
async fn ask_ria(world: &World) -> Browser {
    let zara = world.sign_in("zara").await;
    let form = [
        ("name", "Ria F"),
        ("email", "ria@acme.test"),
        ("places", &format!("{} staff", id("thane"))),
        ("permissions", &format!("{} patients", id("thane"))),
    ];
    assert_eq!(zara.post("/o/zenith/admin/people", &form).await.status, 303);
    zara
}

/// Where the answer goes.
fn offer(page: &crate::support::Page, ending: &str) -> String {
    let found = page.attributes(".offer form", "action").into_iter().find(|it| it.ends_with(ending));
    found.unwrap_or_else(|| panic!("no offer: {}", page.html))
}

/// Whether Acme's admin still reaches into her account.
async fn acme_reaches(world: &World) -> bool {
    let om = world.sign_in("om").await;
    let page = om.submit(&format!("/admin/people/{}/devices/removal", id("ria")), &[]).await;
    !page.text("#notice").contains("another organisation")
}

#[actix_web::test]
async fn az_14_a_membership_opens_doors_and_counts_once_it_is_accepted() {
    let world = World::open().await;
    let zara = ask_ria(&world).await;
    assert!(zara.get("/o/zenith/admin/people").await.text("#people").contains("no answer yet"));
    assert!(acme_reaches(&world).await, "an offer takes nobody out of their own admin's hands");
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(THANE).await.status, 404, "nothing opens yet");
    let elsewhere = zara.submit(&format!("/o/zenith/admin/people/{}/devices/removal", person(&zara).await), &[]).await;
    assert!(elsewhere.text("#notice").contains("another organisation"), "{}", elsewhere.html);
    assert_eq!(ria.get(THANE).await.status, 404);
    let doors = ria.get("/doors").await;
    assert_eq!(doors.status, 200, "she is not sent through her only door");
    assert!(doors.text(".offer").contains("Zenith Health"));
    assert!(doors.attributes(".doors a", "href").iter().all(|it| it.starts_with("/o/acme")), "{}", doors.html);
    let page = ria.submit(&offer(&doors, "/acceptance"), &[]).await;
    assert!(page.html.contains("thane"), "{}", page.html);
    assert_eq!(ria.get(THANE).await.status, 200);
    assert!(!acme_reaches(&world).await, "now the account is not Acme's alone");
    let log = zara.get("/o/zenith/admin/audit?action=member_accepted").await;
    assert!(log.text("#log").contains("Accepted to work here"), "{}", log.text("#log"));
    assert_eq!(actions(&world, "membership_accepted").await, 1);
}

/// Her page at Zenith.
async fn person(zara: &Browser) -> String {
    let page = zara.get("/o/zenith/admin/people").await;
    let at = page.texts("#people th a").iter().position(|it| it == "Ria F").expect("Ria");
    page.attributes("#people th a", "href")[at].rsplit('/').next().expect("an id").to_owned()
}

async fn actions(world: &World, action: &'static str) -> i64 {
    use diesel::prelude::*;
    use swasthya::schema::directory::audit_logs;
    let ria = UserId(id("user ria"));
    let rows = audit_logs::table.filter(audit_logs::user_id.eq(ria)).filter(audit_logs::action.eq(action));
    world.databases().read_directory(move |db| rows.count().get_result(db)).await.expect("the audit")
}

#[actix_web::test]
async fn whoever_declines_is_not_asked_again_and_the_admins_are_told() {
    let world = World::open().await;
    let zara = ask_ria(&world).await;
    let ria = world.sign_in("ria").await;
    let doors = ria.get("/doors").await;
    let decline = offer(&doors, "/removal");
    assert_eq!(ria.post(&decline, &[]).await.status, 303);
    assert_eq!(ria.get("/doors").await.count(".offer"), 0);
    assert_eq!(ria.get(THANE).await.status, 404);
    worked(&zara).await;
    let letter = world.message_to("zara@zenith.test").await.expect("a letter").body;
    assert!(letter.contains("Ria Fernandes declined"), "{letter}");
    assert!(zara.get("/o/zenith/admin/people").await.text("#people").contains("Declined"));
    let late = ria.submit(&decline.replace("removal", "acceptance"), &[]).await;
    assert!(late.status != 500 && ria.get(THANE).await.status == 404, "an answer is given once");
    assert!(acme_reaches(&world).await);
}

#[actix_web::test]
async fn an_offer_that_is_taken_back_is_gone_and_another_s_is_not_found() {
    let world = World::open().await;
    let zara = ask_ria(&world).await;
    // She is a patient there too: that goes on.
    world.run_in(
        "zenith",
        "INSERT INTO profiles (id, user_id, full_name, sex, born_on, phone, relation) VALUES
         (<ria at zenith>, <user ria>, 'Ria F', 'female', '1994-01-01', NULL, 'self');
         INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (<ria at zenith>, 'SW-000009', <thane>)",
    );
    let ria = world.sign_in("ria").await;
    let accept = offer(&ria.get("/doors").await, "/acceptance");
    assert_eq!(world.sign_in("meena").await.post(&accept, &[]).await.status, 404);
    let person = person(&zara).await;
    assert_eq!(zara.post(&format!("/o/zenith/admin/people/{person}/deactivate"), &[]).await.status, 303);
    assert_eq!(ria.post(&accept, &[]).await.status, 303);
    assert_eq!(ria.get(THANE).await.status, 404);
    assert_eq!(ria.get("/o/zenith/patient/today").await.status, 200);
    assert_eq!(zara.post(&format!("/o/zenith/admin/people/{person}/reactivate"), &[]).await.status, 303);
    assert_eq!(ria.get(THANE).await.status, 404, "she is asked again");
    ria.post(&accept, &[]).await;
    assert_eq!(ria.get(THANE).await.status, 200);
}

#[actix_web::test]
async fn a_newcomer_accepts_by_the_link() {
    let world = World::open().await;
    let zara = world.sign_in("zara").await;
    let form = [
        ("name", "Nita Bose"),
        ("email", "nita@zenith.test"),
        ("places", &format!("{} staff", id("thane"))),
        ("permissions", &format!("{} patients", id("thane"))),
    ];
    assert_eq!(zara.post("/o/zenith/admin/people", &form).await.status, 303);
    let link = world.link_to("nita@zenith.test").await;
    let nita = world.visitor();
    assert_eq!(nita.post(&link, &[("password", "mango orchard thunder 91")]).await.status, 303);
    assert_eq!(nita.get(THANE).await.status, 200, "without being asked a second time");
}

#[actix_web::test]
async fn az_14_a_desk_that_registers_a_number_takes_nobody_out_of_their_admin_s_hands() {
    let world = World::open().await;
    world.run_in_directory("UPDATE users SET phone = '+919812345678' WHERE id = <user ria>");
    let zoya = world.sign_in("zoya").await;
    let form = [("name", "Ria F"), ("sex", "female"), ("age", "30"), ("phone", "9812345678"), ("relation", "self")];
    assert_eq!(zoya.post("/o/zenith/reception/thane/patients", &form).await.status, 303);
    assert!(acme_reaches(&world).await);
    let ria = world.sign_in_by_phone("98123 45678").await;
    assert_eq!(ria.get("/o/zenith/patient/today").await.status, 200, "her own record opens to her");
    assert_eq!(ria.get("/o/zenith/patient/family").await.status, 200);
}
