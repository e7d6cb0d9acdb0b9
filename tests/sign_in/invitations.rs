//! Choosing a password by a one-time link.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::db::Author;
use swasthya::db::ids::{OrganisationId, UserId};
use swasthya::directory::post::Outbox;
use swasthya::directory::proofs::{Invitation, InvitationRedeemed, Invitee};
use swasthya::schema::directory::{invitations, organisations, users};

use crate::support::World;
use crate::support::world::id;

/// Takes somebody new on and invites them; answers the link's path.
async fn invite(world: &World) -> String {
    let sql = "INSERT INTO users (id, full_name, email) VALUES (X'01', 'Nita Bose', 'nita@acme.test')";
    world
        .databases()
        .write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql.replace("01", &newcomer().0.simple().to_string())))
        .await
        .expect("a user");
    invite_user(world, newcomer()).await
}

fn newcomer() -> UserId {
    UserId(id("user nita"))
}

async fn invite_user(world: &World, user: UserId) -> String {
    world
        .databases()
        .write_directory(Author::system(), move |tx| {
            let acme: OrganisationId =
                organisations::table.filter(organisations::slug.eq("acme")).select(organisations::id).first(tx.db)?;
            Invitation::create(tx, user, Some(acme), UserId::SYSTEM).map(|token| format!("/invitations/{token}"))
        })
        .await
        .expect("an invitation")
}

#[actix_web::test]
async fn a_newcomer_chooses_a_password_and_is_inside() {
    let world = World::open().await;
    let link = invite(&world).await;
    let nita = world.visitor();
    let page = nita.get(&link).await;
    assert_eq!(page.text("main p:first-of-type"), "Nita Bose, this is your account at Acme Clinics.");
    let page = nita.post(&link, &[("password", "three plain words")]).await;
    assert_eq!((page.status, page.header("location")), (303, "/doors"));
    assert_eq!(nita.get("/doors").await.status, 200);
    let page = world.visitor().post("/sign-in/password", &[("login", "nita@acme.test"), ("password", "three plain words")]).await;
    assert_eq!(page.status, 303);
}

#[actix_web::test]
async fn the_invitation_is_sent_with_its_link() {
    let world = World::open().await;
    let old = invite(&world).await;
    let send = |tx: &mut swasthya::db::DirectoryTx| {
        let acme: OrganisationId = organisations::table.filter(organisations::slug.eq("acme")).select(organisations::id).first(tx.db)?;
        let nita = Invitee { user: newcomer(), email: Some("nita@acme.test".into()), phone: None };
        Invitation::send(tx, &nita, Some(acme), "https://clinic.example").map(|sent| sent.to)
    };
    assert_eq!(world.databases().write_directory(Author::system(), send).await.expect("an invitation").as_deref(), Some("nita@acme.test"));
    let message = world.databases().read_directory(|db| Outbox::latest(db, 1)).await.expect("the outbox").remove(0);
    assert_eq!((message.recipient.as_str(), message.subject.as_str()), ("nita@acme.test", "Your account at Acme Clinics"));
    let link = world.link_to("nita@acme.test").await;
    assert!(message.body.contains(&format!("https://clinic.example{link}")), "{}", message.body);
    assert_eq!(world.visitor().get(&link).await.count("#password"), 1);
    assert_eq!(world.visitor().get(&old).await.count("#password"), 0, "the link before works no more");
}

#[actix_web::test]
async fn auth_2_a_short_password_is_refused() {
    let world = World::open().await;
    let link = invite(&world).await;
    let page = world.visitor().post(&link, &[("password", "short")]).await;
    assert_eq!(
        (page.status, page.text("#password-error").as_str()),
        (422, "At least ten characters. Three plain words together are good.")
    );
}

#[actix_web::test]
async fn auth_8_a_link_works_once_and_its_token_is_kept_nowhere() {
    let world = World::open().await;
    let link = invite(&world).await;
    let token = link.rsplit('/').next().expect("a token").to_owned();
    assert_eq!(token.len(), 64);
    let kept: Vec<u8> =
        world.databases().read_directory(|db| invitations::table.select(invitations::token_hash).first(db)).await.expect("a row");
    assert_ne!(kept, token.as_bytes()[..32]);
    world.visitor().post(&link, &[("password", "three plain words")]).await;
    let page = world.visitor().post(&link, &[("password", "three other words")]).await;
    assert_eq!((page.status, page.text("h1").as_str()), (422, "This link has been used"));
    assert_eq!(page.attributes("main a.button", "href"), ["/sign-in/password"]);
}

#[actix_web::test]
async fn auth_8_a_link_expires_after_three_days_and_says_what_to_do() {
    let world = World::open().await;
    let link = invite(&world).await;
    let sql = "UPDATE invitations SET expires_at = expires_at - INTERVAL 72 HOUR";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect("time passes");
    let page = world.visitor().get(&link).await;
    assert!(page.text("main").contains("Ask the admin of Acme Clinics to send you a new one."));
    assert_eq!(world.visitor().post(&link, &[("password", "three plain words")]).await.status, 422);
}

#[actix_web::test]
async fn a_new_link_ends_the_one_before() {
    let world = World::open().await;
    let first = invite(&world).await;
    let second = invite_user(&world, newcomer()).await;
    assert_eq!(world.visitor().get(&first).await.text("h1"), "This link has expired");
    assert_eq!(world.visitor().get(&second).await.text("h1"), "Choose a password");
}

#[actix_web::test]
async fn a_wrong_link_is_not_found() {
    let world = World::open().await;
    assert_eq!(world.visitor().get("/invitations/0000").await.status, 404);
}

#[actix_web::test]
async fn auth_19_a_link_alone_never_takes_over_an_account_that_is_in_use() {
    let world = World::open().await;
    let link = invite_user(&world, UserId(id("user dr_sen"))).await;
    let stranger = world.visitor();
    assert_eq!(stranger.get(&link).await.count("input[name='password']"), 0);
    assert_eq!(stranger.post(&link, &[("password", "three plain words")]).await.status, 422);
    let hash = world
        .databases()
        .read_directory(|db| {
            users::table.filter(users::email.eq("dr_sen@acme.test")).select(users::password_hash).first::<Option<String>>(db)
        })
        .await
        .expect("a user");
    assert!(hash.is_some());
    world.sign_in("dr_sen").await;
    let doctor = world.sign_in("dr_sen").await;
    assert_eq!(doctor.get(&link).await.count("input[name='password']"), 1);
}

#[actix_web::test]
async fn of_two_uses_at_once_one_counts() {
    let world = World::committed().await;
    let token = invite(&world).await.rsplit('/').next().expect("a token").to_owned();
    let uses = (0..8).map(|_| {
        let token = token.clone();
        world.databases().write_directory(Author::system(), move |tx| Invitation::redeem(tx, &token, "a hash", None))
    });
    let done = join_all(uses).await.into_iter().filter(|used| matches!(used, Ok(InvitationRedeemed::Done(_)))).count();
    assert_eq!(done, 1);
}

#[actix_web::test]
async fn auth_8_what_the_page_was_shown_for_is_looked_at_again_when_the_link_is_used() {
    let world = World::open().await;
    let changes = [
        ("UPDATE users SET phone_verified_at = UTC_TIMESTAMP(6) WHERE id = <user nita>", "UPDATE users SET phone_verified_at = NULL"),
        ("UPDATE users SET active = FALSE WHERE id = <user nita>", "UPDATE users SET active = TRUE"),
        ("UPDATE organisations SET status = 'suspended' WHERE slug = 'acme'", "UPDATE organisations SET status = 'active'"),
    ];
    let token = invite(&world).await.rsplit('/').next().expect("a token").to_owned();
    let redeem = async || {
        let token = token.clone();
        world.databases().write_directory(Author::system(), move |tx| Invitation::redeem(tx, &token, "a hash", None)).await.expect("a try")
    };
    for (change, back) in changes {
        world.run_in_directory(change);
        assert_eq!(redeem().await, InvitationRedeemed::NoLonger, "{change}");
        world.run_in_directory(back);
    }
    assert_eq!(redeem().await, InvitationRedeemed::Done(newcomer()), "and none of these used it up");
}
