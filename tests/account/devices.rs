//! Where one is signed in, for how long, and ending it.

use actix_web::test::TestRequest;
use futures_util::future::join_all;

use crate::support::world::{PASSWORD, id};
use crate::support::{Browser, World};

const QUEUE: &str = "/reception/andheri/queue";
const PHONE: &str = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36";
const DESK: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";

/// Signs Ria in on a device that calls itself so.
async fn sign_in_on(world: &World, agent: &str) -> Browser {
    let browser = world.visitor();
    let request = TestRequest::post().set_form([("login", "ria@acme.test"), ("password", PASSWORD)]);
    let page = browser.send(request, "/sign-in/password", &[("User-Agent", agent), ("Sec-Fetch-Site", "same-origin")]).await;
    assert_eq!(page.status, 303, "{}", page.html);
    browser
}

fn is_in(status: u16) -> bool {
    status == 200
}

#[actix_web::test]
async fn ses_8_somebody_sees_their_devices_and_ends_one() {
    let world = World::open().await;
    let (phone, desk) = (sign_in_on(&world, PHONE).await, sign_in_on(&world, DESK).await);
    let page = desk.get("/account/devices").await;
    let names = page.texts("#devices b");
    assert!(names.contains(&"Chrome, Android".to_owned()) && names.contains(&"Chrome, Windows".to_owned()), "{names:?}");
    assert_eq!(page.count("#devices .badge"), 1, "this one is marked");
    assert_eq!(page.count("#devices form"), names.len() - 1, "this one is ended by signing out");
    let end = page.attributes("#devices form", "action")[0].clone();
    assert_eq!(desk.submit(&end, &[]).await.texts("#devices b"), ["Chrome, Windows"]);
    assert_eq!(phone.get(QUEUE).await.status, 303);
    assert!(is_in(desk.get(QUEUE).await.status));
}

#[actix_web::test]
async fn ses_8_all_others_are_ended_at_once_and_nobody_elses() {
    let world = World::open().await;
    let (phone, desk, meena) = (sign_in_on(&world, PHONE).await, sign_in_on(&world, DESK).await, world.sign_in("meena").await);
    let theirs = meena.get("/account/devices").await;
    assert_eq!(theirs.count("#devices li"), 1);
    desk.submit("/account/devices/removal", &[]).await;
    assert_eq!(phone.get(QUEUE).await.status, 303);
    assert!(is_in(desk.get(QUEUE).await.status) && is_in(meena.get(QUEUE).await.status));
}

#[actix_web::test]
async fn ses_8_nobody_ends_a_session_that_is_not_theirs() {
    let world = World::open().await;
    let (phone, desk) = (sign_in_on(&world, PHONE).await, sign_in_on(&world, DESK).await);
    let end = desk.get("/account/devices").await.attributes("#devices form", "action")[0].clone();
    assert_eq!(world.sign_in("meena").await.post(&end, &[]).await.status, 404);
    assert!(is_in(phone.get(QUEUE).await.status));
}

#[actix_web::test]
async fn ses_7_an_admin_signs_somebody_of_the_organisation_out_everywhere() {
    let world = World::open().await;
    let (ria, om, zara) = (world.sign_in("ria").await, world.sign_in("om").await, world.sign_in("zara").await);
    let end = format!("/admin/people/{}/devices/removal", id("ria"));
    assert_eq!(zara.post(&end, &[]).await.status, 404, "another organisation's admin does not");
    assert!(is_in(ria.get(QUEUE).await.status));
    assert!(om.submit(&end, &[]).await.text("#notice").contains("signed out everywhere"));
    assert_eq!(ria.get(QUEUE).await.status, 303);
}

#[actix_web::test]
async fn ses_4_staff_are_signed_out_after_half_an_hour_unused_and_after_twelve_hours_however_used() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    world.let_pass(29).await;
    assert!(is_in(ria.get(QUEUE).await.status));
    world.let_pass(29).await;
    assert!(is_in(ria.get(QUEUE).await.status), "what was done before counts");
    world.let_pass(31).await;
    assert_eq!(ria.get(QUEUE).await.status, 303);

    let ria = world.sign_in("ria").await;
    for _ in 0..28 {
        world.let_pass(25).await;
        assert!(is_in(ria.get(QUEUE).await.status));
    }
    world.let_pass(25).await;
    assert_eq!(ria.get(QUEUE).await.status, 303, "twelve hours are over");
}

#[actix_web::test]
async fn ses_4_patients_stay_signed_in_for_two_weeks_unused_and_a_month_at_most() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    for _ in 0..2 {
        world.let_pass(13 * 24 * 60).await;
        assert!(is_in(asha.get("/patient/today").await.status));
    }
    world.let_pass(5 * 24 * 60).await;
    assert_eq!(asha.get("/patient/today").await.status, 303, "a month is over");
    let asha = world.sign_in_by_phone("98450 12345").await;
    world.let_pass(15 * 24 * 60).await;
    assert_eq!(asha.get("/patient/today").await.status, 303);
}

#[actix_web::test]
async fn ses_2_what_was_typed_on_a_page_is_not_sent_as_whoever_signed_in_meanwhile() {
    let world = World::open().await;
    let (ria, meena) = (world.sign_in("ria").await, world.sign_in("meena").await);
    let path = "/reception/andheri/queue";
    let mark = async |who: &Browser| who.get(path).await.attributes("dialog[data-session]", "data-session")[0].clone();
    let (hers, anothers) = (mark(&ria).await, mark(&meena).await);
    assert!(hers.len() == 16 && hers != anothers);
    for (page_of, status) in [(&hers, 422), (&anothers, 401)] {
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Form", "1"), ("X-Session", page_of.as_str())];
        let page = ria.send(TestRequest::post().set_form([("name", "")]), "/reception/andheri/patients", &headers).await;
        assert_eq!(page.status, status);
    }
}

#[actix_web::test]
async fn ses_5_what_a_page_asks_by_itself_keeps_nobody_signed_in() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    for _ in 0..3 {
        world.let_pass(9).await;
        let board = ria.send(TestRequest::get(), QUEUE, &[("HX-Request", "true"), ("X-Background", "1")]).await;
        assert!(is_in(board.status));
        assert!(is_in(ria.get("/reception/andheri/live").await.status));
    }
    world.let_pass(4).await;
    let board = ria.send(TestRequest::get(), QUEUE, &[("HX-Request", "true"), ("X-Background", "1")]).await;
    assert_eq!((board.status, board.html.as_str()), (401, ""), "the page asks to sign in, where it stands");
}

#[actix_web::test]
async fn ses_7_a_request_under_way_never_revives_a_session_that_was_ended() {
    let world = World::committed().await;
    for round in 0..50 {
        let ria = world.sign_in("ria").await;
        let thief = ria.stolen();
        let language = [("language", if round % 2 == 0 { "hi" } else { "en" })];
        let busy = join_all((0..4).map(|_| async { ria.stolen().post("/language", &language).await.status }));
        futures_util::future::join(ria.post("/sign-out", &[]), busy).await;
        assert_eq!(thief.get("/doors").await.header("location"), "/sign-in?next=/doors", "round {round}");
        assert_eq!(thief.get("/account/devices").await.status, 303);
    }
}

#[actix_web::test]
async fn auth_22_a_new_device_is_told_by_another_channel_and_a_known_one_is_not() {
    let world = World::open().await;
    sign_in_on(&world, DESK).await;
    assert!(world.message_to("ria@acme.test").await.is_none(), "the first device is no news");
    sign_in_on(&world, &DESK.replace("156", "157")).await;
    assert!(world.message_to("ria@acme.test").await.is_none(), "a newer version is the same device");
    sign_in_on(&world, PHONE).await;
    let message = world.message_to("ria@acme.test").await.expect("a message");
    assert!(message.template == "new_device" && message.body.contains("Chrome, Android"), "{message:?}");
}

#[actix_web::test]
async fn ses_1_a_token_is_long_random_and_kept_only_as_its_hash() {
    use sha2::{Digest, Sha256};
    let world = World::open().await;
    let cookies = [world.sign_in("ria").await.cookie_header(), world.sign_in("ria").await.cookie_header()];
    // A signed cookie: the signature, then the token, 256 bits in hexadecimal.
    let tokens = cookies.map(|cookies| {
        let session = cookies.split("; ").find_map(|it| it.strip_prefix("session=")).expect("a session").to_owned();
        session[session.len() - 64..].to_owned()
    });
    assert!(tokens[0] != tokens[1] && tokens.iter().all(|it| it.bytes().all(|b| b.is_ascii_hexdigit())), "{tokens:?}");
    let kept: Vec<Vec<u8>> = world
        .databases()
        .read_directory(|db| {
            use diesel::prelude::*;
            use swasthya::schema::directory::sessions;
            sessions::table.select(sessions::token_hash).load(db)
        })
        .await
        .expect("the sessions");
    assert!(tokens.iter().all(|token| kept.contains(&Sha256::digest(token.as_bytes()).to_vec())), "kept as its SHA-256");
}

#[actix_web::test]
async fn ses_11_twenty_changes_at_once_lose_nobody_their_session() {
    let world = World::committed().await;
    let ria = world.sign_in("ria").await;
    join_all((0..20).map(|_| ria.post("/account/devices/removal", &[]))).await;
    assert!(is_in(ria.get(QUEUE).await.status));
}

#[actix_web::test]
async fn ses_12_another_server_with_the_same_secret_knows_the_cookie_and_one_with_another_does_not() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let other = world.visitor_where(|_| ()).await;
    other.borrow(&ria);
    assert!(is_in(other.get(QUEUE).await.status));
    let strange = world.visitor_where(|config| config.secret = "another secret than that, and as long".to_owned().into()).await;
    strange.borrow(&ria);
    assert_eq!(strange.get(QUEUE).await.status, 303);
}
