//! The phone number of an account.

use futures_util::future::join_all;
use swasthya::db::ids::UserId;
use swasthya::schema::directory::users;

use diesel::prelude::*;

use crate::sign_in::codes::{ASHA, NOBODY, let_pass, messages, wrong_code};
use crate::support::world::id;
use crate::support::{Browser, World};

const OLD: &str = "+919845012345";
const NEW: &str = "+919845077777";
const LAKSHMI: &str = "+919820011111";

/// Types the number and the code that came; answers the page after it.
async fn change(world: &World, browser: &Browser, phone: &str) -> crate::support::Page {
    let page = browser.post("/account/phone", &[("phone", phone)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/account/phone/code"), "{}", page.html);
    browser.submit("/account/phone/code", &[("code", &world.code().await)]).await
}

/// The number of Asha's account, and whether it is known to be hers.
async fn phone_of(world: &World, name: &str) -> (Option<String>, bool) {
    let user = UserId(id(&format!("user {name}")));
    let row = move |db: &mut swasthya::db::DirectoryDb| {
        users::table.find(user).select((users::phone, users::phone_verified_at.is_not_null())).first(db)
    };
    world.databases().read_directory(row).await.expect("a user")
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/account/devices").await.status == 200
}

#[actix_web::test]
async fn auth_16_a_new_number_is_theirs_once_its_code_is_typed_and_the_old_one_is_told() {
    let world = World::open().await;
    let elsewhere = world.sign_in_by_phone(ASHA).await;
    let_pass(&world, 31).await;
    let asha = world.sign_in_by_phone(ASHA).await;
    let before = asha.stolen();
    let page = asha.post("/account/phone", &[("phone", "98450 77777")]).await;
    assert_eq!(page.header("location"), "/account/phone/code");
    assert_eq!(messages(&world).await[0].recipient, NEW, "the code goes to the new number");
    let wrong = asha.post("/account/phone/code", &[("code", wrong_code(&world).await)]).await;
    assert_eq!((wrong.status, wrong.count("#code-error")), (422, 1));
    assert_eq!(phone_of(&world, "asha").await, (Some(OLD.to_owned()), true), "nothing is changed before");
    let page = asha.submit("/account/phone/code", &[("code", &world.code().await)]).await;
    assert_eq!((page.text("#present").as_str(), page.count("main .badge[data-variant='success']")), ("98450 77777", 1), "{}", page.html);
    assert_eq!(phone_of(&world, "asha").await, (Some(NEW.to_owned()), true));
    let told = world.message_to(OLD).await.expect("a message to the old number");
    assert_eq!(told.template, "phone_changed");
    assert!(told.body.contains("ends in 77.") && told.body.contains("24 hours") && !told.body.contains("77777"), "{}", told.body);
    assert!(!is_in(&elsewhere).await && !is_in(&before).await && is_in(&asha).await, "this session goes on, with a new token");
    let_pass(&world, 31).await;
    let again = world.sign_in_by_phone("98450 77777").await;
    assert_eq!(again.get("/patient/today").await.status, 200);
    let count = messages(&world).await.len();
    world.visitor().post("/sign-in/codes", &[("phone", NOBODY)]).await;
    world.visitor().post("/sign-in/codes", &[("phone", "98450 54321")]).await;
    assert_eq!(messages(&world).await.len(), count);
}

#[actix_web::test]
async fn auth_16_changing_a_number_asks_first_for_a_proof_of_late() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    assert_eq!(asha.get("/account/phone").await.status, 200, "signing in counts");
    world.let_pass_in_session("asha", 6).await;
    assert_eq!(asha.get("/account/phone").await.header("location"), "/account/confirm?next=/account/phone");
    assert_eq!(asha.get("/account/devices").await.status, 200);
    world.let_pass_in_session("asha", 25).await;
    let count = messages(&world).await.len();
    assert!(asha.post("/account/phone", &[("phone", "98450 77777")]).await.header("location").starts_with("/account/confirm"));
    assert!(asha.post("/account/phone/removal", &[]).await.header("location").starts_with("/account/confirm"));
    assert_eq!(messages(&world).await.len(), count);
}

#[actix_web::test]
async fn auth_10_a_sign_in_code_confirms_no_change_and_a_code_for_a_change_signs_nobody_in() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    asha.post("/account/phone", &[("phone", "98450 77777")]).await;
    let for_change = world.code().await;
    let_pass(&world, 31).await;
    let visitor = world.half_signed_in(ASHA).await;
    let for_sign_in = world.code().await;
    assert_ne!(for_change, for_sign_in, "one in a million");
    assert_eq!(asha.post("/account/phone/code", &[("code", &for_sign_in)]).await.status, 422);
    assert_eq!(visitor.post("/sign-in/code", &[("code", &for_change)]).await.status, 422);
    let other = world.sign_in("ria").await;
    assert_eq!(other.post("/account/phone/code", &[("code", &for_change)]).await.header("location"), "/account/phone", "not begun here");
    assert_eq!(phone_of(&world, "asha").await.0.as_deref(), Some(OLD));
    assert_eq!(asha.submit("/account/phone/code", &[("code", &for_change)]).await.text("#present"), "98450 77777");
}

#[actix_web::test]
async fn auth_16_that_a_number_is_another_s_is_said_only_to_whoever_has_it() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    let free = asha.submit("/account/phone", &[("phone", "98450 77777")]).await;
    let taken = asha.submit("/account/phone", &[("phone", "98200 11111")]).await;
    let plain = |html: &str| html.replace("98450 77777", "").replace("98200 11111", "").replace(NEW, "").replace(LAKSHMI, "");
    assert_eq!((free.status, plain(&free.html)), (taken.status, plain(&taken.html)));
    assert!(!asha.post("/account/phone/code", &[("code", wrong_code(&world).await)]).await.html.contains("another account"));
    let page = asha.submit("/account/phone/code", &[("code", &world.code().await)]).await;
    assert!(page.text("#notice").contains("opens another account"), "{}", page.html);
    assert_eq!(phone_of(&world, "asha").await.0.as_deref(), Some(OLD));
    assert_eq!(phone_of(&world, "lakshmi").await.0.as_deref(), Some(LAKSHMI));
    assert!(messages(&world).await.iter().all(|it| it.template == "otp"), "nothing was changed, and nobody is told");
}

#[actix_web::test]
async fn auth_16_a_number_is_changed_once_a_day() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    change(&world, &asha, "98450 77777").await;
    let page = asha.post("/account/phone", &[("phone", "98450 88888")]).await;
    assert_eq!((page.status, page.value("phone").as_str()), (422, "98450 88888"));
    assert!(page.text("#phone-error").contains("less than a day ago"), "{}", page.html);
    world.let_pass(23 * 60).await;
    assert_eq!(asha.post("/account/phone", &[("phone", "98450 88888")]).await.status, 422);
    world.let_pass(61).await;
    assert_eq!(change(&world, &asha, "98450 88888").await.text("#present"), "98450 88888");
}

#[actix_web::test]
async fn auth_16_what_was_begun_by_the_old_number_ends() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    let_pass(&world, 31).await;
    let thief = world.half_signed_in(ASHA).await;
    let outstanding = world.code().await;
    change(&world, &asha, "98450 77777").await;
    let page = thief.post("/sign-in/code", &[("code", &outstanding)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#code-error").contains("works no longer"), "{}", page.html);
    assert!(!is_in(&thief).await);
}

#[actix_web::test]
async fn auth_13_a_code_for_a_change_has_the_limits_of_any_other() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    for (at, number) in ["98450 77777", "98450 77777"].into_iter().enumerate() {
        assert_eq!(asha.post("/account/phone", &[("phone", number)]).await.status, if at == 0 { 303 } else { 422 });
    }
    assert_eq!(asha.post("/account/phone", &[("phone", "022 2201 4319")]).await.status, 422);
    for _ in 0..4 {
        let_pass(&world, 31).await;
        assert_eq!(asha.post("/account/phone", &[("phone", "98450 77777")]).await.status, 303);
    }
    let_pass(&world, 31).await;
    let page = asha.post("/account/phone", &[("phone", "98450 77777")]).await;
    assert!(page.status == 422 && page.text("#phone-error").contains("Too many codes"), "{}", page.html);
}

#[actix_web::test]
async fn a_first_number_is_added_and_the_last_way_in_stays() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    let page = asha.submit("/account/phone/removal", &[]).await;
    assert!(page.text("#notice").contains("could not sign in"), "{}", page.html);
    assert_eq!(phone_of(&world, "asha").await.0.as_deref(), Some(OLD));
    let ria = world.sign_in("ria").await;
    assert!(ria.get("/account/phone").await.text("nav[aria-label='Account']").contains("none yet"));
    assert_eq!(change(&world, &ria, "98450 77777").await.text("#present"), "98450 77777");
    let told = world.message_to("ria@acme.test").await.expect("a message to the address there was");
    assert_eq!(told.template, "phone_changed");
    world.let_pass(25 * 60).await;
    let ria = world.sign_in("ria").await;
    let page = ria.submit("/account/phone/removal", &[]).await;
    assert!(page.text("#notice").contains("removed"), "{}", page.html);
    assert_eq!(phone_of(&world, "ria").await, (None, false));
    assert_eq!(world.message_to(NEW).await.expect("a message").template, "phone_removed");
}

#[actix_web::test]
async fn auth_16_of_many_at_once_with_one_code_one_changes_the_number() {
    let world = World::committed().await;
    let asha = world.sign_in_by_phone(ASHA).await;
    asha.post("/account/phone", &[("phone", "98450 77777")]).await;
    let code = world.code().await;
    join_all((0..8).map(|_| async { asha.stolen().post("/account/phone/code", &[("code", &code)]).await.status })).await;
    let told = messages(&world).await.iter().filter(|it| it.template == "phone_changed").count();
    assert_eq!((told, phone_of(&world, "asha").await.0.as_deref()), (1, Some(NEW)));
}
