//! Changing one's password.

use crate::support::World;
use crate::support::world::PASSWORD;

const NEW: &str = "पीला छाता बारिश गली";

#[actix_web::test]
async fn auth_4_a_change_needs_the_present_password_and_ends_the_other_sessions() {
    let world = World::open().await;
    let (ria, elsewhere) = (world.sign_in("ria").await, world.sign_in("ria").await);
    let before = ria.stolen();
    let wrong = ria.submit("/account/password", &[("current", "not this one"), ("password", NEW)]).await;
    assert_eq!((wrong.status, wrong.count("#current-error")), (422, 1));
    let page = ria.submit("/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
    assert!(page.text("#notice").contains("changed"), "{}", page.html);
    assert_eq!(elsewhere.get("/account/password").await.status, 303, "elsewhere it is over");
    assert_eq!(before.get("/account/password").await.status, 303, "and the old token of this session is dead");
    assert_eq!(ria.get("/account/password").await.status, 200);
    let again = |password: &'static str| async {
        world.visitor().post("/sign-in/password", &[("login", "ria@acme.test"), ("password", password)]).await.status
    };
    assert_eq!((again(PASSWORD).await, again(NEW).await), (422, 303));
    assert_eq!(world.message_to("ria@acme.test").await.expect("a message").template, "password_changed");
}

#[actix_web::test]
async fn auth_2_any_characters_will_do_and_every_one_counts() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let long = "नारियल-समोसा 🛺 खिड़की ".repeat(8);
    let mut present = PASSWORD.to_owned();
    for password in ["Four Grey Pigeons Dance ", long.as_str(), "😀🛺🌧️🪔🐘🥥🎋🧵🪁🫖"] {
        let page = ria.submit("/account/password", &[("current", &present), ("password", password)]).await;
        assert!(page.text("#notice").contains("changed"), "{password}: {}", page.html);
        for other in [password.trim_end().to_owned() + "x", password.to_lowercase() + "y", password.trim().to_owned() + "z"] {
            let page = world.visitor().post("/sign-in/password", &[("login", "ria@acme.test"), ("password", &other)]).await;
            assert_eq!(page.status, 422, "{other:?} is another password than {password:?}");
        }
        let page = world.visitor().post("/sign-in/password", &[("login", "ria@acme.test"), ("password", password)]).await;
        assert_eq!(page.status, 303, "{password:?}");
        present = password.to_owned();
    }
}

#[actix_web::test]
async fn auth_3_what_is_guessed_first_is_refused() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for weak in [
        "password123",
        "qwertyuiop",
        "1234567890",
        "ria fernandes",
        "ria@acme.test",
        "swasthya2026",
        "Reception1",
        "aaaaaaaaaaaaa",
        "iloveyou12",
    ] {
        let page = ria.submit("/account/password", &[("current", PASSWORD), ("password", weak)]).await;
        assert_eq!((page.status, page.count("#password-error")), (422, 1), "{weak}");
    }
}

#[actix_web::test]
async fn auth_7_whoever_waits_is_told_to_wait_and_not_that_the_right_password_is_wrong() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for _ in 0..5 {
        ria.post("/account/password", &[("current", "wrong"), ("password", NEW)]).await;
    }
    let page = ria.submit("/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("#current-error").contains("Wait"), "{}", page.html);
}
