//! How many codes may be asked for, and that no answer says who is registered.

use std::io::Write;
use std::sync::{Arc, Mutex};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;
use swasthya::db::Author;
use swasthya::directory::post::Channel;
use swasthya::directory::proofs::{CodeAsked, CodePurpose, Codes};
use swasthya::schema::directory::{audit_logs, sessions};

use super::codes::{ASHA, NOBODY, ask, let_pass, messages, wrong_code};
use crate::support::{Browser, Page, World};

const TOO_MANY: &str = "Too many codes were asked for in the last hour. Wait an hour, or ask at the clinic's reception.";
const NONE_LEFT: &str = "No more codes can be sent for now. Sign in with your password, or ask at the clinic's reception.";
const LAKSHMI: &str = "98200 11111";
const ZUBIN: &str = "98200 99999";

async fn execute(world: &World, sql: String) {
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("a change");
}

/// How often codes were noted to be running out: of the installation, of an organisation.
async fn alarms(world: &World, resource: &'static str) -> i64 {
    world
        .databases()
        .read_directory(move |db| {
            let alarms = audit_logs::table.filter(audit_logs::action.eq("codes_running_out"));
            alarms.filter(audit_logs::resource.eq(resource)).count().get_result(db)
        })
        .await
        .expect("the audit")
}

/// A page without the number that was typed into it.
fn plain(page: &Page) -> (u16, String) {
    let numbers = [ASHA, NOBODY, LAKSHMI].map(|number| [number.to_owned(), number.replace(' ', "")]);
    (page.status, numbers.concat().iter().fold(page.html.clone(), |html, number| html.replace(number, "")))
}

/// Asks for a known and for an unknown number; both get this answer, and no message.
async fn both_refused(world: &World, browser: &Browser, words: &str) {
    let before = messages(world).await.len();
    let (known, unknown) = (ask(browser, ASHA).await, ask(browser, NOBODY).await);
    assert_eq!((known.status, known.text("#phone-error").as_str()), (422, words));
    assert_eq!(plain(&known), plain(&unknown));
    assert_eq!(messages(world).await.len(), before);
}

/// What is logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let errors = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).with_writer(move || log.clone());
        tracing::subscriber::set_default(errors.finish())
    }

    fn count(&self, words: &str) -> usize {
        String::from_utf8_lossy(&self.0.lock().expect("the log")).matches(words).count()
    }
}

#[actix_web::test]
async fn auth_13_a_phone_gets_one_code_in_half_a_minute_and_five_an_hour() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let page = ask(&world.visitor(), ASHA).await;
    assert_eq!((page.status, page.text("#phone-error").contains("Wait half a minute")), (422, true), "in another browser");
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
async fn auth_13_codes_go_to_indian_mobiles_only() {
    let world = World::open().await;
    for number in ["+882 16 123 45678", "+1 415 555 0123", "+44 7911 123456", "022 2201 4319"] {
        let page = ask(&world.visitor(), number).await;
        assert_eq!(page.status, 422, "{number}");
        let refusal = page.text("#phone-error");
        assert!(refusal.contains("Indian mobile numbers only") || refusal.contains("not a phone number"), "{number}: {refusal}");
    }
    let foreign = "UPDATE users SET phone = '+447911123456' WHERE phone = '+919820011111'";
    execute(&world, foreign.into()).await;
    let page = ask(&world.visitor(), "+44 7911 123456").await;
    assert!(page.status == 422 && page.text("#phone-error").contains("Indian mobile numbers only"), "whoever it belongs to");
    assert_eq!(messages(&world).await.len(), 0);
}

/// Notes codes that others on networks of their own asked for ten minutes ago: for the numbers from `from` on, sent to their users or to nobody.
async fn asked_by_others(world: &World, from: u32, codes: u32, sent: bool) {
    let user = if sent { "(SELECT id FROM users LIMIT 1)" } else { "NULL" };
    let row = |at: u32| {
        format!(
            "(UNHEX(REPLACE(UUID(), '-', '')), {user}, '+91984501{:04}', 'sms', 'sign_in', REPEAT('x', 32), '203.0.113.{at}', \
             UNHEX(SHA2('{at}', 256)), UTC_TIMESTAMP(6) + INTERVAL 5 MINUTE, UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE)",
            from + at
        )
    };
    let columns = "id, user_id, phone, channel, purpose, code_hmac, address, device, expires_at, created_at";
    let rows: Vec<String> = (0..codes).map(row).collect();
    execute(world, format!("INSERT INTO otps ({columns}) VALUES {}", rows.join(", "))).await;
}

#[actix_web::test]
async fn auth_13_numbers_that_begin_alike_are_sent_sixty_codes_an_hour_and_each_its_first() {
    let world = World::open().await;
    asked_by_others(&world, 3000, 60, true).await;
    for number in [ASHA, "98450 19999"] {
        assert_eq!(ask(&world.visitor(), number).await.status, 303, "the first of the day");
    }
    let_pass(&world, 31).await;
    for number in [ASHA, "98450 19999"] {
        let page = ask(&world.visitor(), number).await;
        assert_eq!((page.status, page.text("#phone-error").as_str()), (422, TOO_MANY));
    }
    assert_eq!(ask(&world.visitor(), LAKSHMI).await.status, 303, "others begin otherwise");
    let_pass(&world, 3600).await;
    assert_eq!(ask(&world.visitor(), ASHA).await.status, 303);
}

#[actix_web::test]
async fn auth_7_whoever_asks_for_many_made_up_numbers_keeps_nobody_s_new_phone_out() {
    let world = World::open().await;
    asked_by_others(&world, 3000, 200, false).await;
    for _ in 0..3 {
        assert_eq!(ask(&world.visitor(), ASHA).await.status, 303);
        let_pass(&world, 31).await;
    }
    assert_eq!(messages(&world).await.len(), 3);
}

#[actix_web::test]
async fn auth_7_what_one_network_asks_for_leaves_the_others_theirs() {
    let world = World::open().await;
    let on = |network: u8| world.visitor().at([203, 0, 113, network]);
    for _ in 0..5 {
        assert_eq!(ask(&on(1), ASHA).await.status, 303);
        let_pass(&world, 31).await;
    }
    assert_eq!(ask(&on(1), ASHA).await.status, 422);
    let asha = on(2);
    assert_eq!(ask(&asha, ASHA).await.status, 303, "her new phone");
    let hers = world.code().await;
    assert_eq!(ask(&on(3), ASHA).await.status, 303);
    assert_eq!(asha.post("/sign-in/code", &[("code", &hers)]).await.header("location"), "/doors", "a stranger's newer one is not hers");
    for network in 4..=11 {
        assert_eq!(ask(&on(network), ASHA).await.status, 303);
    }
    assert_eq!(ask(&on(12), ASHA).await.status, 422, "fifteen an hour are enough for any phone");
}

#[actix_web::test]
async fn auth_7_the_last_tenth_of_the_codes_is_kept_for_known_browsers() {
    let world = World::open().await;
    let few = |config: &mut swasthya::config::Config| config.otp_per_day = 10;
    let asha = world.sign_in_by_phone(ASHA).await;
    asha.post("/sign-out", &[]).await;
    asked_by_others(&world, 3000, 8, true).await;
    let_pass(&world, 31).await;
    let visitor = world.visitor_where(few).await;
    assert_eq!(ask(&visitor, LAKSHMI).await.text("#phone-error"), NONE_LEFT);
    let known = world.visitor_where(few).await;
    known.borrow(&asha);
    assert_eq!(ask(&known, ASHA).await.status, 303);
}

#[actix_web::test]
async fn a_code_that_nobody_asked_for_leaves_no_row() {
    let world = World::open().await;
    let sessions = || world.databases().read_directory(|db| sessions::table.count().get_result::<i64>(db));
    let before = sessions().await.expect("a count");
    for _ in 0..5 {
        let page = world.visitor().post("/sign-in/code", &[("code", "123456")]).await;
        assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
    }
    assert_eq!(sessions().await.expect("a count"), before);
}

#[actix_web::test]
async fn auth_13_the_installation_sends_so_many_codes_a_day_and_says_so_before_they_are_gone() {
    let world = World::open().await;
    let log = Log::default();
    let _listening = log.listen();
    let browser = world.visitor_where(|config| config.otp_per_day = 5).await;
    for (phone, sent, noted) in [(ASHA, 1, 0), (NOBODY, 1, 0), (LAKSHMI, 2, 0), (ZUBIN, 3, 0), (ASHA, 4, 1), (LAKSHMI, 5, 1)] {
        assert_eq!(ask(&browser, phone).await.status, 303);
        assert_eq!((messages(&world).await.len(), alarms(&world, "otps").await), (sent, noted), "only what is sent costs");
        let_pass(&world, 31).await;
    }
    assert_eq!(log.count("are running out"), 1, "once a day");
    let other = world.visitor_where(|config| config.otp_per_day = 5).await;
    both_refused(&world, &other, NONE_LEFT).await;
    assert_eq!(log.count("are running out"), 1);
    let_pass(&world, 86_400).await;
    assert_eq!(ask(&browser, ASHA).await.status, 303);
}

#[actix_web::test]
async fn auth_13_an_organisation_s_users_get_so_many_codes_a_day_and_nobody_can_tell() {
    let world = World::open().await;
    let log = Log::default();
    let _listening = log.listen();
    let browser = world.visitor_where(|config| config.otp_per_organisation = 2).await;
    for phone in [ASHA, LAKSHMI] {
        ask(&browser, phone).await;
    }
    let_pass(&world, 31).await;
    for phone in [ASHA, LAKSHMI] {
        let (known, unknown) = (ask(&browser, phone).await, ask(&browser, NOBODY).await);
        assert_eq!((known.status, known.header("location")), (unknown.status, unknown.header("location")));
        let_pass(&world, 31).await;
    }
    assert_eq!(messages(&world).await.len(), 2);
    assert_eq!((alarms(&world, "organisations").await, log.count("an organisation has had its codes")), (1, 1));
    assert_eq!(ask(&browser, ZUBIN).await.status, 303);
    assert_eq!(messages(&world).await.len(), 3, "another organisation has its own");
    execute(
        &world,
        "INSERT INTO memberships (user_id, organisation_id) SELECT users.id, organisations.id FROM users JOIN organisations \
                     ON organisations.slug = 'acme' WHERE users.phone = '+919820099999'"
            .into(),
    )
    .await;
    let_pass(&world, 31).await;
    ask(&browser, ZUBIN).await;
    assert_eq!(messages(&world).await.len(), 4, "whoever belongs to another too gets theirs");
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
async fn auth_14_a_refusal_is_the_same_for_an_unknown_number() {
    let world = World::open().await;
    let (first, other) = (world.visitor(), world.visitor());
    for _ in 0..5 {
        for phone in [ASHA, NOBODY] {
            assert_eq!(ask(&first, phone).await.status, 303);
        }
        both_refused(&world, &other, "A code was asked for this number just now. Wait half a minute, then ask again.").await;
        let_pass(&world, 31).await;
    }
    both_refused(&world, &other, TOO_MANY).await;
    assert_eq!(messages(&world).await.len(), 5);
}

#[actix_web::test]
async fn auth_14_of_twenty_requests_at_once_one_is_heard_whoever_the_number_belongs_to() {
    let world = World::committed().await;
    for phone in ["+919845012345", "+919845000000"] {
        let requests = (0..20).map(|_| {
            let codes = Codes::of(&world.config);
            world.databases().write_directory(Author::system(), move |tx| codes.ask(tx, phone, Channel::Sms, CodePurpose::SignIn))
        });
        let answers: Vec<CodeAsked> = join_all(requests).await.into_iter().map(|it| it.expect("an answer").heard()).collect();
        let made = answers.iter().filter(|it| matches!(it, CodeAsked::Made(_))).count();
        let too_soon = answers.iter().filter(|it| **it == CodeAsked::TooSoon).count();
        assert_eq!((made, too_soon), (1, 19), "{phone}");
    }
    assert_eq!(messages(&world).await.len(), 1);
}

#[actix_web::test]
async fn auth_14_no_page_before_the_code_names_anybody() {
    let world = World::open().await;
    let asha = world.visitor();
    ask(&asha, ASHA).await;
    let wrong = wrong_code(&world).await;
    for page in [asha.get("/sign-in").await, asha.get("/sign-in/code").await, asha.post("/sign-in/code", &[("code", wrong)]).await] {
        for name in ["Asha", "Rao", "Kabir", "Acme", "SW-0000"] {
            assert!(!page.html.contains(name), "{name}: {}", page.html);
        }
    }
}
