//! Signing in by phone.

use std::sync::Arc;

use actix_web::test::{TestRequest, call_service, init_service};
use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use swasthya::auth::state::State;
use swasthya::config::Mode;
use swasthya::db::Author;
use swasthya::directory::otp::{Codes, Purpose, Tried};
use swasthya::directory::outbox;
use swasthya::locale::Locale;

use crate::support::{Browser, World};

const ASHA: &str = "98450 12345";
const NOBODY: &str = "98450 00000";
const TOO_MANY: &str = "Too many codes were asked for in the last hour. Wait an hour, or ask at the clinic's reception.";

async fn ask(browser: &Browser, phone: &str) -> crate::support::Page {
    browser.post("/sign-in/codes", &[("phone", phone)]).await
}

/// Puts every code that was asked for so much further into the past.
async fn let_pass(world: &World, seconds: u32) {
    let sql =
        format!("UPDATE otps SET created_at = created_at - INTERVAL {seconds} SECOND, expires_at = expires_at - INTERVAL {seconds} SECOND");
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("time passes");
}

async fn messages(world: &World) -> Vec<outbox::Message> {
    world.databases().read_directory(|db| outbox::latest(db, 100)).await.expect("the outbox")
}

/// Any code but the right one.
async fn wrong_code(world: &World) -> &'static str {
    if world.code().await == "111111" { "222222" } else { "111111" }
}

#[actix_web::test]
async fn a_code_opens_the_family_s_one_door() {
    let world = World::open().await;
    let asha = world.visitor();
    let page = ask(&asha, ASHA).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in/code"));
    let page = asha.get("/sign-in/code").await;
    assert_eq!(page.text("#notice .notice"), "Look for the SMS. The code works for five minutes.");
    assert!(page.text("main p:first-of-type").contains("98450 12345") || page.html.contains("98450 12345"));
    let page = asha.post("/sign-in/code", &[("code", &world.code().await)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/doors"));
    assert_eq!(asha.get("/doors").await.header("location"), "/o/acme/patient/today");
}

#[actix_web::test]
async fn after_signing_in_one_is_where_one_wanted_to_be_but_never_elsewhere() {
    let world = World::open().await;
    for (next, location) in [("/o/acme/patient/visits", "/o/acme/patient/visits"), ("//evil.example", "/")] {
        let asha = world.visitor();
        asha.post("/sign-in/codes", &[("phone", ASHA), ("next", next)]).await;
        let page = asha.post("/sign-in/code", &[("code", &world.code().await)]).await;
        assert_eq!(page.header("location"), location);
        let_pass(&world, 60).await;
    }
}

#[actix_web::test]
async fn signing_in_by_code_is_remembered_and_the_number_is_known_to_be_theirs() {
    let world = World::open().await;
    world.sign_in_by_phone(ASHA).await;
    let rows = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::{auth_providers, users};
            auth_providers::table
                .inner_join(users::table)
                .filter(users::phone.eq("+919845012345"))
                .filter(users::phone_verified_at.is_not_null())
                .filter(auth_providers::last_used_at.is_not_null())
                .select(auth_providers::provider)
                .load::<String>(db)
        })
        .await
        .expect("the directory");
    assert_eq!(rows, ["otp"]);
}

#[actix_web::test]
async fn a_number_that_is_none_is_refused_beside_its_field() {
    let world = World::open().await;
    let page = ask(&world.visitor(), "98450").await;
    assert_eq!((page.status, page.text("#phone-error").as_str()), (422, "This is not a phone number. A mobile number has ten digits."));
    assert_eq!(page.value("phone"), "98450");
}

#[actix_web::test]
async fn auth_9_a_code_works_once() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let again = asha.stolen();
    let code = world.code().await;
    assert_eq!(asha.post("/sign-in/code", &[("code", &code)]).await.status, 303);
    // The browser's session is another one by now; a copy of the old one is ended with it.
    let page = again.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
}

#[actix_web::test]
async fn auth_9_an_expired_code_is_refused() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let_pass(&world, 301).await;
    let page = asha.post("/sign-in/code", &[("code", &world.code().await)]).await;
    assert_eq!((page.status, page.text("#code-error").as_str()), (422, "This code works no longer. Ask for a new one."));
}

#[actix_web::test]
async fn auth_9_only_the_newest_code_works() {
    let world = World::open().await;
    let (first, second) = (world.visitor(), world.visitor());
    ask(&first, ASHA).await;
    let older = world.code().await;
    let_pass(&world, 31).await;
    ask(&second, ASHA).await;
    let newer = world.code().await;
    let page = first.post("/sign-in/code", &[("code", &older)]).await;
    assert_eq!((page.status, page.text("#code-error").as_str()), (422, "This code works no longer. Ask for a new one."));
    assert_eq!(second.post("/sign-in/code", &[("code", &newer)]).await.status, 303);
}

#[actix_web::test]
async fn auth_10_a_code_is_worth_nothing_in_another_browser() {
    let world = World::open().await;
    let (asha, thief) = (world.visitor(), world.visitor());
    ask(&asha, ASHA).await;
    let code = world.code().await;
    ask(&thief, "98200 11111").await;
    let page = thief.post("/sign-in/code", &[("code", &code)]).await;
    assert!(page.status == 422 || world.code().await == code, "{}", page.html);
    let page = world.visitor().post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
    assert_eq!(asha.post("/sign-in/code", &[("code", &code)]).await.status, 303);
}

#[actix_web::test]
async fn auth_11_after_five_wrong_tries_the_right_code_is_refused() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let wrong = wrong_code(&world).await;
    for left in ["4 more tries", "3 more tries", "2 more tries", "one more try", "no longer"] {
        let page = asha.post("/sign-in/code", &[("code", wrong)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text("#code-error").contains(left), "{left}: {}", page.text("#code-error"));
    }
    assert_eq!(asha.post("/sign-in/code", &[("code", &world.code().await)]).await.status, 422);
}

#[actix_web::test]
async fn auth_11_of_fifty_guesses_at_once_five_are_compared() {
    let world = World::committed().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let wrong = wrong_code(&world).await;
    let codes = Codes::of(&world.config);
    let waiting: (swasthya::db::ids::OtpId, String) = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::otps;
            otps::table.select((otps::id, otps::phone)).first(db)
        })
        .await
        .expect("a code");
    let guesses = (0..50).map(|_| {
        let (codes, waiting) = (codes.clone(), waiting.clone());
        world.databases().write_directory(Author::system(), move |tx| codes.attempt(tx, waiting.0, &waiting.1, Purpose::SignIn, wrong))
    });
    let mut compared = 0;
    let mut left = Vec::new();
    for guess in join_all(guesses).await {
        match guess.expect("an answer") {
            Tried::Wrong { left: tries } => {
                compared += 1;
                left.push(tries);
            }
            Tried::Over => {}
            Tried::Right(_) => panic!("a wrong code is right"),
        }
    }
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4], "four say how many are left, the fifth says it is over");
    assert_eq!(compared, 4);
    let refused = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::{audit_logs, otps};
            let attempts: i32 = otps::table.select(otps::attempts).first(db)?;
            Ok((attempts, audit_logs::table.filter(audit_logs::action.eq("code_refused")).count().get_result::<i64>(db)?))
        })
        .await
        .expect("the audit");
    assert_eq!(refused, (5, 5), "tries counted, codes compared");
}

#[actix_web::test]
async fn auth_12_the_code_is_in_no_table_but_the_outbox() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let code = world.code().await;
    asha.post("/sign-in/code", &[("code", &code)]).await;
    let found: Vec<String> = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::{audit_logs, sessions};
            let mut texts: Vec<String> = audit_logs::table.select(audit_logs::details).load(db)?;
            texts.extend(sessions::table.select(sessions::state).load::<String>(db)?);
            Ok(texts)
        })
        .await
        .expect("the directory");
    assert!(!found.is_empty() && found.iter().all(|text| !text.contains(&code)), "{found:?}");
}

#[actix_web::test]
async fn auth_13_a_phone_gets_one_code_in_half_a_minute_and_five_an_hour() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let page = asha.submit("/sign-in/codes", &[("phone", ASHA)]).await;
    assert_eq!(page.path, "/sign-in/code");
    assert!(page.text("#notice").contains("Wait half a minute"), "{}", page.html);
    for _ in 0..4 {
        let_pass(&world, 31).await;
        assert_eq!(ask(&asha, ASHA).await.status, 303);
    }
    let_pass(&world, 31).await;
    let page = ask(&asha, ASHA).await;
    assert_eq!((page.status, page.text("#phone-error").as_str()), (422, TOO_MANY));
    assert_eq!(page.value("phone"), ASHA);
    assert_eq!(messages(&world).await.len(), 5);
    let_pass(&world, 3600).await;
    assert_eq!(ask(&asha, ASHA).await.status, 303);
}

#[actix_web::test]
async fn auth_13_an_address_asks_for_twenty_codes_an_hour() {
    let world = World::open().await;
    for number in 0..20 {
        assert_eq!(ask(&world.visitor(), &format!("98450 200{number:02}")).await.status, 303);
    }
    let page = ask(&world.visitor(), "98450 20020").await;
    assert_eq!((page.status, page.text("#phone-error").as_str()), (422, TOO_MANY));
}

#[actix_web::test]
async fn auth_14_an_unknown_number_gets_the_same_answers_and_no_message() {
    let world = World::open().await;
    let (known, unknown) = (world.visitor(), world.visitor());
    for (browser, phone) in [(&known, ASHA), (&unknown, NOBODY)] {
        let page = ask(browser, phone).await;
        assert_eq!((page.status, page.header("location")), (303, "/sign-in/code"));
    }
    assert_eq!(messages(&world).await.len(), 1);
    let (one, other) = (known.get("/sign-in/code").await, unknown.get("/sign-in/code").await);
    let plain = |html: &str| html.replace("98450 12345", "").replace("98450 00000", "").replace("9845012345", "").replace("9845000000", "");
    assert_eq!(plain(&one.html), plain(&other.html));
    let wrong = wrong_code(&world).await;
    let (one, other) = (known.post("/sign-in/code", &[("code", wrong)]).await, unknown.post("/sign-in/code", &[("code", wrong)]).await);
    assert_eq!((one.status, plain(&one.html)), (other.status, plain(&other.html)));
    assert_eq!(ask(&known, ASHA).await.header("location"), ask(&unknown, NOBODY).await.header("location"));
}

#[actix_web::test]
async fn a_code_may_be_typed_in_devanagari_and_is_not_counted_when_it_is_none() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    for _ in 0..7 {
        let page = asha.post("/sign-in/code", &[("code", "12345")]).await;
        assert_eq!(page.text("#code-error"), "The code has six digits.");
    }
    let code: String =
        world.code().await.chars().map(|c| char::from_u32(u32::from('०') + c.to_digit(10).expect("a digit")).expect("a digit")).collect();
    assert_eq!(asha.post("/sign-in/code", &[("code", &code)]).await.status, 303);
}

#[actix_web::test]
async fn the_message_is_in_the_user_s_language() {
    let world = World::open().await;
    let sql = "UPDATE users SET language = 'hi' WHERE phone = '+919845012345'";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect("a language");
    ask(&world.visitor(), ASHA).await;
    let words = messages(&world).await.remove(0).words();
    let code = world.code().await;
    assert_eq!(words, Locale::Hindi.say_with("message-code", &[("code", swasthya::locale::Value::Text(code))]));
}

#[actix_web::test]
async fn without_a_number_there_is_no_page_for_a_code() {
    let world = World::open().await;
    assert_eq!(world.visitor().get("/sign-in/code").await.header("location"), "/sign-in");
}

#[actix_web::test]
async fn the_demo_shows_its_messages_and_no_other_installation_does() {
    let world = World::open().await;
    assert_eq!(world.visitor().get("/dev/outbox").await.count(".empty"), 1);
    ask(&world.visitor(), ASHA).await;
    let page = world.visitor().get("/dev/outbox").await;
    assert!(page.text(".message").contains(&world.code().await), "{}", page.html);
    let mut config = world.config.clone();
    config.mode = Mode::Production;
    let state = State { config: Arc::new(config), ..world.state.clone() };
    let elsewhere = init_service(swasthya::server::app(state)).await;
    let answer = call_service(&elsewhere, TestRequest::get().uri("/dev/outbox").to_request()).await;
    assert_eq!(answer.status().as_u16(), 404);
}
