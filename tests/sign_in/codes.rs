//! Signing in by phone.

use actix_web::test::TestRequest;
use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use swasthya::config::Mode;
use swasthya::db::Author;
use swasthya::db::ids::OtpId;
use swasthya::directory::people::User;
use swasthya::directory::post::{Channel, Outbox, OutboxMessage};
use swasthya::directory::proofs::{CodeAsked, CodePurpose, CodeTried, Codes};
use swasthya::locale::Locale;

use crate::support::{Browser, World};

pub const ASHA: &str = "98450 12345";
pub const NOBODY: &str = "98450 00000";

pub async fn ask(browser: &Browser, phone: &str) -> crate::support::Page {
    browser.post("/sign-in/codes", &[("phone", phone)]).await
}

/// Puts every code that was asked for so much further into the past.
pub async fn let_pass(world: &World, seconds: u32) {
    let sql =
        format!("UPDATE otps SET created_at = created_at - INTERVAL {seconds} SECOND, expires_at = expires_at - INTERVAL {seconds} SECOND");
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("time passes");
}

pub async fn messages(world: &World) -> Vec<OutboxMessage> {
    world.databases().read_directory(|db| Outbox::latest(db, 100)).await.expect("the outbox")
}

/// Any code but the right one.
pub async fn wrong_code(world: &World) -> &'static str {
    if world.code().await == "111111" { "222222" } else { "111111" }
}

#[actix_web::test]
async fn a_code_opens_the_family_s_one_door() {
    let world = World::open().await;
    let asha = world.visitor();
    let page = ask(&asha, ASHA).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in/code"));
    let page = asha.get(page.location()).await;
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
async fn an_address_that_is_too_long_to_keep_is_not_kept() {
    let world = World::open().await;
    let asha = world.visitor();
    let next = format!("/{}", "x".repeat(70_000));
    assert_eq!(asha.post("/sign-in/codes", &[("phone", ASHA), ("next", next.as_str())]).await.status, 303);
    let code = world.code().await;
    assert_eq!(asha.post("/sign-in/code", &[("code", code.as_str())]).await.location(), "/");
}

#[actix_web::test]
async fn auth_13_all_addresses_of_one_ipv6_subscriber_have_the_codes_of_one() {
    let world = World::configured(|config| config.trusted_proxy = true).await;
    let ask = async |number: u32, address: String| {
        let request = TestRequest::post().set_form([("phone", format!("98{number:03} 12345"))]);
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", address.as_str())];
        world.visitor().send(request, "/sign-in/codes", &headers).await.status
    };
    for number in 0..20 {
        assert_eq!(ask(number, format!("2001:db8:7:8::{number:x}")).await, 303, "{number}");
    }
    assert_eq!(ask(20, "2001:db8:7:8:ffff::1".into()).await, 422, "the same subscriber");
    assert_eq!(ask(21, "2001:db8:7:9::1".into()).await, 303, "another one");
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

/// Asks, as the user of that phone, for a code for that purpose, to a number; the request and the code.
async fn make(world: &World, by: &'static str, number: &'static str, purpose: CodePurpose) -> (OtpId, String) {
    let codes = Codes::of(&world.config);
    let asked = world
        .databases()
        .write_directory(author(world, by).await, move |tx| codes.ask(tx, number, Channel::Sms, purpose))
        .await
        .expect("an answer");
    let CodeAsked::Made(id) = asked.heard() else { panic!("no code") };
    (id, world.code().await)
}

async fn author(world: &World, phone: &'static str) -> Author {
    let user = world.databases().read_directory(|db| User::by_login(db, phone)).await.expect("the directory").expect("a user");
    Author { user: user.id, ..Author::system() }
}

async fn attempt(world: &World, by: &'static str, id: OtpId, number: &'static str, purpose: CodePurpose, code: &str) -> CodeTried {
    let (codes, code) = (Codes::of(&world.config), code.to_owned());
    let by = author(world, by).await;
    world.databases().write_directory(by, move |tx| codes.attempt(tx, id, number, purpose, &code)).await.expect("an answer")
}

#[actix_web::test]
async fn auth_10_a_code_is_bound_to_its_phone_and_its_purpose() {
    let world = World::open().await;
    let (asha, lakshmi, new) = ("+919845012345", "+919820011111", "+919845077777");
    let (sign_in, code) = make(&world, asha, asha, CodePurpose::SignIn).await;
    assert_eq!(attempt(&world, asha, sign_in, asha, CodePurpose::PhoneChange, &code).await, CodeTried::Over, "for another purpose");
    assert_eq!(attempt(&world, asha, sign_in, lakshmi, CodePurpose::SignIn, &code).await, CodeTried::Over, "for another phone");
    let (change, code) = make(&world, asha, new, CodePurpose::PhoneChange).await;
    assert_eq!(messages(&world).await[0].recipient, new, "it goes to the number that is to be proved");
    assert_eq!(attempt(&world, asha, change, new, CodePurpose::SignIn, &code).await, CodeTried::Over, "for another purpose");
    assert_eq!(attempt(&world, asha, change, asha, CodePurpose::PhoneChange, &code).await, CodeTried::Over, "for another phone");
    assert_eq!(
        attempt(&world, lakshmi, change, new, CodePurpose::PhoneChange, &code).await,
        CodeTried::Wrong { left: 4 },
        "by somebody else"
    );
    let asha_s = author(&world, asha).await.user;
    assert_eq!(attempt(&world, asha, change, new, CodePurpose::PhoneChange, &code).await, CodeTried::Right(asha_s));
    assert_eq!(attempt(&world, asha, change, new, CodePurpose::PhoneChange, &code).await, CodeTried::Over, "once");
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
        world.databases().write_directory(Author::system(), move |tx| codes.attempt(tx, waiting.0, &waiting.1, CodePurpose::SignIn, wrong))
    });
    let mut compared = 0;
    let mut left = Vec::new();
    for guess in join_all(guesses).await {
        match guess.expect("an answer") {
            CodeTried::Wrong { left: tries } => {
                compared += 1;
                left.push(tries);
            }
            CodeTried::Over => {}
            CodeTried::Right(_) => panic!("a wrong code is right"),
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
    assert!(page.text(".message").contains("SMS"));
    let elsewhere = world.visitor_where(|config| config.mode = Mode::Production).await;
    assert_eq!(elsewhere.get("/dev/outbox").await.status, 404);
}

#[actix_web::test]
async fn a_code_can_be_sent_by_whatsapp_instead() {
    let world = World::open().await;
    let asha = world.visitor();
    let page = asha.submit("/sign-in/codes", &[("phone", ASHA)]).await;
    assert_eq!(page.attributes("button[name=channel]", "value"), ["sms", "whatsapp"]);
    assert!(page.text("main").contains("Send it by WhatsApp instead"));
    let_pass(&world, 31).await;
    let page = asha.submit("/sign-in/codes", &[("phone", ASHA), ("channel", "whatsapp")]).await;
    assert_eq!(page.text("#notice .notice"), "Look at WhatsApp. The code works for five minutes.");
    assert!(page.text("main").contains("a WhatsApp message with six digits") && page.text("main").contains("Send it by SMS instead"));
    assert_eq!(messages(&world).await[0].channel, Channel::WhatsApp);
    let inbox = world.visitor().get("/dev/outbox").await;
    assert!(inbox.texts(".message")[0].contains("WhatsApp") && inbox.texts(".message")[0].contains("is your code"), "{}", inbox.html);
    assert_eq!(asha.post("/sign-in/code", &[("code", &world.code().await)]).await.header("location"), "/doors");
    let providers: Vec<String> = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::auth_providers;
            auth_providers::table.select(auth_providers::provider).load(db)
        })
        .await
        .expect("the directory");
    assert_eq!(providers, ["whatsapp"]);
}

#[actix_web::test]
async fn where_whatsapp_is_not_set_up_nobody_is_offered_it() {
    let world = World::open().await;
    let production = |config: &mut swasthya::config::Config| {
        config.mode = Mode::Production;
        config.sms_url = Some("http://127.0.0.1:9/".into());
        config.secure_cookies = false;
    };
    let asha = world.visitor_where(production).await;
    let page = asha.submit("/sign-in/codes", &[("phone", ASHA), ("channel", "whatsapp")]).await;
    assert_eq!((page.path.as_str(), page.attributes("button[name=channel]", "value")), ("/sign-in/code", vec!["sms".to_owned()]));
    assert!(!page.html.contains("WhatsApp"), "{}", page.html);
    assert_eq!(messages(&world).await[0].channel, Channel::Sms);
}

#[actix_web::test]
async fn staff_with_a_phone_and_no_password_come_in_by_code() {
    let world = World::open().await;
    let sql = "UPDATE users SET phone = '+919820012121', password_hash = NULL WHERE email = 'ria@acme.test'";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect("a phone");
    let ria = world.sign_in_by_phone("98200 12121").await;
    assert_eq!(ria.get("/reception/andheri/queue").await.status, 200);
}
