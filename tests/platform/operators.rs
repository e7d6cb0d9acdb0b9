//! Who operates: always in two steps, with staff's limits, and inside no organisation.

use swasthya::db::Author;
use swasthya::db::ids::UserId;
use swasthya::directory::accounts::Operators;
use swasthya::directory::proofs::{Invitation, Invitee};

use crate::support::World;
use crate::support::world::id;

/// Somebody new is made an operator; the path of their invitation.
async fn invited(world: &World) -> String {
    let add = |tx: &mut swasthya::db::DirectoryTx| {
        let user = Operators::add(tx, "nita@swasthya.test", "Nita Bose")?;
        let nita = Invitee { user, email: Some("nita@swasthya.test".into()), phone: None };
        Invitation::send(tx, &nita, None, "https://clinic.example").map(|_| ())
    };
    world.databases().write_directory(Author::system(), add).await.expect("an operator");
    world.link_to("nita@swasthya.test").await
}

#[actix_web::test]
async fn auth_21_an_invited_operator_sets_up_the_second_step_before_anything_opens() {
    let world = World::open().await;
    let link = invited(&world).await;
    let nita = world.visitor();
    assert!(nita.get(&link).await.html.contains("Swasthya"));
    let page = nita.submit(&link, &[("password", "yellow umbrella in the rain")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/platform"), "the doors lead nowhere else: {}", page.html);
    assert_eq!(nita.get("/platform").await.header("location"), "/account/confirm?next=/platform");
    let page = nita.get("/account/confirm?next=/platform").await;
    assert_eq!(page.header("location"), "/account/two-step?next=/platform");
    assert_eq!(nita.get("/platform/organisations/new").await.status, 303);
}

#[actix_web::test]
async fn az_7_being_an_operator_opens_no_organisation() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    for path in ["/reception/andheri/queue", "/doctor/andheri/queue", "/admin/figures", "/patient/today"] {
        assert_eq!(devika.get(&format!("/o/acme{path}")).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn ses_4_an_operator_s_session_has_staff_s_limits() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    assert_eq!(devika.get("/platform").await.status, 200);
    world.let_pass(31).await;
    assert_eq!(devika.get("/platform").await.header("location"), "/sign-in/password?next=/platform");
}

#[actix_web::test]
async fn ses_6_who_is_no_operator_any_more_is_out_at_the_next_request() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    let remove = |tx: &mut swasthya::db::DirectoryTx| Operators::remove(tx, UserId(id("user devika")));
    assert!(world.databases().write_directory(Author::system(), remove).await.expect("the directory"));
    assert_eq!(devika.get("/platform").await.status, 303);
    assert_eq!(world.sign_in("devika").await.get("/platform").await.status, 404);
    assert!(!world.databases().write_directory(Author::system(), remove).await.expect("the directory"), "twice is once");
}

#[actix_web::test]
async fn ses_9_what_changes_who_may_enter_needs_a_factor_shown_of_late() {
    let world = World::open().await;
    let devika = world.sign_in("devika").await;
    world.let_pass_in_session("devika", 6).await;
    assert_eq!(devika.get("/platform").await.status, 200);
    assert_eq!(devika.get("/platform/organisations/new").await.header("location"), "/account/confirm?next=/platform/organisations/new");
    world.let_pass_in_session("devika", 31).await;
    for path in ["organisations".to_owned(), format!("organisations/{}/suspension", super::organisations::acme(&world).await)] {
        let page = devika.post(&format!("/platform/{path}"), &[("reason", "unpaid")]).await;
        assert!(page.header("location").starts_with("/account/confirm"), "{path}: {}", page.status);
    }
    assert_eq!(world.sign_in("ria").await.get("/reception/andheri/queue").await.status, 200);
}

#[actix_web::test]
async fn an_operator_who_also_works_somewhere_chooses_between_the_doors() {
    let world = World::open().await;
    let add = |tx: &mut swasthya::db::DirectoryTx| Operators::add(tx, "ria@acme.test", "Ria Fernandes");
    world.databases().write_directory(Author::system(), add).await.expect("an operator");
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get("/doors").await.attributes(".doors a", "href"), ["/platform", "/o/acme/reception/andheri/queue"]);
    assert_eq!(ria.get("/platform").await.header("location"), "/account/confirm?next=/platform");
    let desk = ria.get("/reception/andheri/queue").await;
    assert_eq!(desk.status, 200, "the desk asks for one step, as before");
    assert_eq!(desk.count(".topbar .menu a[href='/platform']"), 1, "every menu leads there too");
}
