//! The e-mail address of an account.

use diesel::prelude::*;
use swasthya::db::ids::UserId;
use swasthya::schema::directory::users;

use crate::support::world::{PASSWORD, id};
use crate::support::{Browser, World};

const OLD: &str = "ria@acme.test";
const NEW: &str = "ria.fernandes@home.test";

async fn ask(browser: &Browser, email: &str) -> crate::support::Page {
    browser.submit("/account/email", &[("email", email)]).await
}

/// The address of somebody's account, and whether it is known to be theirs.
async fn email_of(world: &World, name: &str) -> (Option<String>, bool) {
    let user = UserId(id(&format!("user {name}")));
    let row = move |db: &mut swasthya::db::DirectoryDb| {
        users::table.find(user).select((users::email, users::email_verified_at.is_not_null())).first(db)
    };
    world.databases().read_directory(row).await.expect("a user")
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/account/devices").await.status == 200
}

async fn signs_in(world: &World, login: &str) -> bool {
    world.visitor().post("/sign-in/password", &[("login", login), ("password", PASSWORD)]).await.status == 303
}

#[actix_web::test]
async fn auth_16_a_new_address_is_theirs_once_its_link_is_confirmed_and_the_old_one_is_told_in_their_language() {
    let world = World::open().await;
    let (elsewhere, ria) = (world.sign_in("ria").await, world.sign_in("ria").await);
    ria.post("/language", &[("language", "hi")]).await;
    world.visitor().post("/sign-in/reset", &[("email", OLD)]).await;
    let reset = world.link_to(OLD).await;
    let page = ask(&ria, "Ria.Fernandes@Home.test").await;
    assert!(page.text("#notice").contains(NEW), "{}", page.html);
    let link = world.link_to(NEW).await;
    assert!(link.starts_with("/account/email/"), "{link}");
    let page = ria.get(&link).await;
    assert_eq!(page.count("form.card button"), 1, "a program that opens links changes nothing");
    assert_eq!(email_of(&world, "ria").await, (Some(OLD.to_owned()), false));
    let before = ria.stolen();
    assert_eq!(ria.submit(&link, &[]).await.text("#present"), NEW);
    assert_eq!(email_of(&world, "ria").await, (Some(NEW.to_owned()), true));
    let told = world.message_to(OLD).await.expect("a message to the old address");
    assert_eq!(told.template, "email_changed");
    assert!(told.body.contains("r…@home.test") && told.body.contains("24 घंटे") && !told.body.contains("fernandes"), "{}", told.body);
    assert!(!is_in(&elsewhere).await && !is_in(&before).await && is_in(&ria).await);
    assert_ne!(world.visitor().get(&reset).await.count("#password"), 1, "a link that went to the old address is dead");
    assert!(signs_in(&world, NEW).await && !signs_in(&world, OLD).await);
    let again = ria.post(&link, &[]).await;
    assert_eq!((again.status, again.count("form.card")), (422, 0), "a link works once");
}

#[actix_web::test]
async fn auth_16_a_link_needs_the_account_that_asked_signed_in() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    ask(&ria, NEW).await;
    let link = world.link_to(NEW).await;
    let other = world.visitor();
    assert_eq!(other.get(&link).await.header("location"), format!("/sign-in?next={link}"));
    let meena = world.sign_in("meena").await;
    assert_eq!((meena.get(&link).await.status, meena.post(&link, &[]).await.status), (404, 404));
    let form = [("login", OLD), ("password", PASSWORD), ("next", &link)];
    assert_eq!(other.post("/sign-in/password", &form).await.header("location"), link);
    assert_eq!(other.submit(&link, &[]).await.text("#present"), NEW, "on another browser, signed in there");
    assert!(!is_in(&ria).await);
}

#[actix_web::test]
async fn auth_16_a_link_works_for_half_an_hour_and_only_the_newest() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    ask(&ria, NEW).await;
    let first = world.link_to(NEW).await;
    ask(&ria, "ria@elsewhere.test").await;
    assert_eq!(ria.post(&first, &[]).await.status, 422);
    let second = world.link_to("ria@elsewhere.test").await;
    world.let_pass(29).await;
    let ria = world.sign_in("ria").await;
    assert_eq!(ria.get(&second).await.count("form.card"), 1);
    world.let_pass(2).await;
    let page = ria.post(&second, &[]).await;
    assert_eq!((page.status, page.attributes("main .empty a", "href")), (422, vec!["/account/email".to_owned()]), "and says what to do");
    assert_eq!(email_of(&world, "ria").await.0.as_deref(), Some(OLD));
    assert_eq!(ria.get("/account/email/0000").await.status, 404);
}

#[actix_web::test]
async fn auth_16_that_an_address_is_another_s_is_said_only_to_whoever_reads_it() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (free, taken) = (ask(&ria, NEW).await, ask(&ria, "meena@acme.test").await);
    assert_eq!(free.html.replace(NEW, ""), taken.html.replace("meena@acme.test", ""));
    let link = world.link_to("meena@acme.test").await;
    assert!(ria.submit(&link, &[]).await.text("#notice").contains("opens another account"));
    assert_eq!(email_of(&world, "ria").await.0.as_deref(), Some(OLD));
    assert!(world.message_to(OLD).await.is_none());
}

#[actix_web::test]
async fn auth_16_an_address_is_changed_once_a_day_and_an_inbox_is_not_flooded() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for _ in 0..3 {
        assert_eq!(ask(&ria, NEW).await.status, 200);
    }
    assert_eq!(ask(&ria, NEW).await.status, 422, "three links an hour to one address");
    ria.submit(&world.link_to(NEW).await, &[]).await;
    let page = ask(&ria, "ria@elsewhere.test").await;
    assert!(page.status == 422 && page.text("#email-error").contains("less than a day ago"), "{}", page.html);
    assert_eq!(page.value("email"), "ria@elsewhere.test");
    world.let_pass(25 * 60).await;
    let ria = world.visitor();
    ria.post("/sign-in/password", &[("login", NEW), ("password", PASSWORD)]).await;
    assert!(ask(&ria, "ria@elsewhere.test").await.text("#notice").contains("on its way"));
    assert_eq!(ask(&ria, "not an address").await.count("#email-error"), 1);
}

#[actix_web::test]
async fn an_address_that_is_not_verified_is_verified_on_the_same_page_and_nothing_else_changes() {
    let world = World::open().await;
    let (elsewhere, ria) = (world.sign_in("ria").await, world.sign_in("ria").await);
    let page = ria.get("/account/email").await;
    assert!(page.text("nav[aria-label='Account']").contains("ria@acme.test not verified"), "{}", page.html);
    let known = page.attributes("form input[type='hidden'][name='email']", "value").remove(0);
    ask(&ria, &known).await;
    let page = ria.submit(&world.link_to(OLD).await, &[]).await;
    assert!(page.text("nav[aria-label='Account']").contains("ria@acme.test verified"), "{}", page.html);
    assert_eq!(email_of(&world, "ria").await, (Some(OLD.to_owned()), true));
    assert!(is_in(&elsewhere).await, "nobody is signed out");
    assert!(ask(&ria, OLD).await.text("#email-error").contains("verified"));
    assert_eq!(ask(&ria, NEW).await.status, 200, "it was no change");
}

#[actix_web::test]
async fn an_address_is_known_to_be_theirs_once_a_link_sent_to_it_was_used() {
    let world = World::open().await;
    world.visitor().post("/sign-in/reset", &[("email", OLD)]).await;
    world.visitor().post(&world.link_to(OLD).await, &[("password", "four grey pigeons dance")]).await;
    assert!(email_of(&world, "ria").await.1, "a link by which a password was chosen");
    let (place, bills) = (format!("{} staff", id("andheri")), format!("{} bills", id("andheri")));
    let form = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", place.as_str()), ("permissions", bills.as_str())];
    world.sign_in("om").await.submit("/admin/people", &form).await;
    let nita = world.visitor();
    nita.post(&world.link_to("nita@acme.test").await, &[("password", "four grey pigeons dance")]).await;
    let page = nita.get("/account/devices").await;
    assert!(page.text("nav[aria-label='Account']").contains("nita@acme.test verified"), "an invitation: {}", page.html);
}

#[actix_web::test]
async fn a_first_address_is_added_and_the_last_way_in_stays() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit("/account/email/removal", &[]).await;
    assert!(page.text("#notice").contains("could not sign in"), "{}", page.html);
    assert_eq!(email_of(&world, "ria").await.0.as_deref(), Some(OLD));
    let asha = world.sign_in_by_phone("98450 12345").await;
    ask(&asha, "asha@home.test").await;
    assert_eq!(asha.submit(&world.link_to("asha@home.test").await, &[]).await.text("#present"), "asha@home.test");
    assert_eq!(world.message_to("+919845012345").await.expect("a message").template, "email_changed");
    let removed = asha.submit("/account/email/removal", &[]).await;
    assert!(removed.text("#notice").contains("less than a day ago"), "{}", removed.html);
    world.let_pass(25 * 60).await;
    assert!(asha.submit("/account/email/removal", &[]).await.text("#notice").contains("removed"));
    assert_eq!(world.message_to("asha@home.test").await.expect("a message").template, "email_removed");
}
