//! Delivery: to an SMS gateway, to WhatsApp and to a mail server, each of the test's own, and each in every mood.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde_json::json;
use swasthya::config::{Config, Mode, WhatsApp};
use swasthya::db::Author;
use swasthya::directory::post::{Channel, MessageStatus, NewMessage, Outbox, OutboxMessage};
use swasthya::directory::proofs::{CodeAsked, CodePurpose, Codes};
use swasthya::jobs::delivery::{Post, round};

use crate::support::gateway::{Answer, HttpGateway, MailServer, ToRecipient};
use crate::support::world::SECRET;
use crate::support::{World, server};

const PHONE: &str = "+919845012345";
const ACCEPTED: Answer = Answer::Status(200, r#"{"messaging_product":"whatsapp","messages":[{"id":"wamid.HBg"}]}"#);
const FINE: Answer = Answer::Status(200, "ok");

fn configured(world: &World, set: impl FnOnce(&mut Config)) -> Post {
    let mut config = world.config.clone();
    config.mode = Mode::Production;
    set(&mut config);
    Post::with_patience(&config, Duration::from_millis(600)).expect("a way out")
}

fn sms(config: &mut Config, gateway: &HttpGateway) {
    config.sms_url = Some(format!("http://{}/send", gateway.address));
    config.sms_key = Some(String::from("the key").into());
    config.sms_templates.insert("otp".into(), "1107".into());
}

fn whatsapp(config: &mut Config, gateway: &HttpGateway) {
    let (url, token) = (format!("http://{}/v23.0", gateway.address), String::from("the token").into());
    config.whatsapp = Some(WhatsApp { url, token, phone_id: "1066".into(), template_otp: "sign_in_code".into() });
}

fn by_sms(world: &World, gateway: &HttpGateway) -> Post {
    configured(world, |config| sms(config, gateway))
}

fn by_whatsapp(world: &World, gateway: &HttpGateway) -> Post {
    configured(world, |config| whatsapp(config, gateway))
}

fn by_both(world: &World, sms_gateway: &HttpGateway, whatsapp_gateway: &HttpGateway) -> Post {
    configured(world, |config| {
        sms(config, sms_gateway);
        whatsapp(config, whatsapp_gateway);
    })
}

fn by_mail(world: &World, server: &MailServer) -> Post {
    configured(world, |config| config.smtp_url = Some(format!("smtp://{}", server.address).into()))
}

/// Asks for a code as the sign-in page does; the code itself.
async fn ask(world: &World, channel: Channel) -> String {
    let codes = Codes::of(&world.config);
    let asked = world
        .databases()
        .write_directory(Author::system(), move |tx| codes.ask(tx, PHONE, channel, CodePurpose::SignIn))
        .await
        .expect("an answer")
        .heard();
    assert!(matches!(asked, CodeAsked::Made(_)), "{asked:?}");
    latest(world).await.body
}

async fn enqueue_mail(world: &World) {
    world
        .databases()
        .write_directory(Author::system(), |tx| {
            let (subject, body) = ("आपका खाता".to_owned(), "नमस्ते निता,\n.एक बिंदु\nhttp://clinic.example/?a=1&b=2, ठीक है।".to_owned());
            let recipient = "nita@acme.test".into();
            Outbox::enqueue(tx, &NewMessage { channel: Channel::Email, recipient, template: "invitation", subject, body })
        })
        .await
        .expect("a message");
}

async fn all(world: &World) -> Vec<OutboxMessage> {
    let mut messages = world.databases().read_directory(|db| Outbox::latest(db, 10)).await.expect("the outbox");
    messages.reverse();
    messages
}

async fn latest(world: &World) -> OutboxMessage {
    all(world).await.pop().expect("a message")
}

async fn go(world: &World, post: &Post) -> usize {
    round(world.databases(), post).await.expect("a round")
}

async fn execute(world: &World, sql: &'static str) {
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect(sql);
}

/// Makes everything due that waits for another try, or for a lease to end.
async fn now_due(world: &World) {
    execute(world, "UPDATE outbox SET due_at = created_at WHERE status IN ('queued', 'sending')").await;
}

async fn due_in(world: &World) -> i64 {
    let (due, now): (NaiveDateTime, NaiveDateTime) = world
        .databases()
        .read_directory(|db| {
            use swasthya::schema::directory::outbox::dsl::{due_at, outbox};
            let due = outbox.order(due_at.desc()).select(due_at).first(db)?;
            Ok((due, diesel::select(diesel::dsl::sql::<diesel::sql_types::Datetime>("UTC_TIMESTAMP(6)")).get_result(db)?))
        })
        .await
        .expect("the outbox");
    (due - now).num_seconds()
}

#[actix_web::test]
async fn an_sms_goes_to_the_gateway_as_a_form_with_its_registered_template_and_its_id() {
    let world = World::open().await;
    let gateway = HttpGateway::open(&[FINE]);
    let code = ask(&world, Channel::Sms).await;
    assert_eq!(go(&world, &by_sms(&world, &gateway)).await, 1);
    let message = latest(&world).await;
    let request = gateway.requests().remove(0);
    assert!(request.head.starts_with("POST /send "), "{}", request.head);
    for (field, value) in [
        ("to", PHONE),
        ("text", &format!("{code} is your code for Swasthya. It works for five minutes. Tell it to nobody, not even the clinic.")),
        ("sender", "SWSTHY"),
        ("key", "the key"),
        ("template_id", "1107"),
        ("message_id", &message.id.to_string()),
    ] {
        assert_eq!(request.field(field), value, "{field}");
    }
    assert_eq!((message.status, message.body.as_str(), message.attempts), (MessageStatus::Sent, "", 1));
    assert_eq!(message.template_id, "1107", "kept with the message that was sent by it");
    assert_eq!(go(&world, &by_sms(&world, &gateway)).await, 0);
}

#[actix_web::test]
async fn a_code_goes_to_whatsapp_as_the_authentication_template_says() {
    let world = World::open().await;
    let gateway = HttpGateway::open(&[ACCEPTED]);
    execute(&world, "UPDATE users SET language = 'hi'").await;
    let code = ask(&world, Channel::WhatsApp).await;
    go(&world, &by_whatsapp(&world, &gateway)).await;
    let message = latest(&world).await;
    let request = gateway.requests().remove(0);
    assert!(request.head.starts_with("POST /v23.0/1066/messages "), "{}", request.head);
    let head = request.head.to_lowercase();
    assert!(head.contains("authorization: bearer the token") && head.contains("content-type: application/json"), "{head}");
    let parameters = json!([{ "type": "text", "text": code }]);
    assert_eq!(
        request.json(),
        json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": "919845012345",
            "type": "template",
            "template": {
                "name": "sign_in_code",
                "language": { "code": "hi" },
                "components": [
                    { "type": "body", "parameters": parameters },
                    { "type": "button", "sub_type": "url", "index": "0", "parameters": parameters },
                ],
            },
            "biz_opaque_callback_data": message.id,
        })
    );
    assert_eq!((message.status, message.body.as_str(), message.template_id.as_str()), (MessageStatus::Sent, "", "sign_in_code"));
}

#[actix_web::test]
async fn a_gateway_that_refuses_talks_nonsense_or_says_nothing_is_asked_again_later() {
    let world = World::open().await;
    for (answers, error) in [
        (&[Answer::Status(500, "oh"), FINE], "the gateway answered 500"),
        (&[Answer::Status(402, "no credit"), FINE], "the gateway answered 402"),
        (&[Answer::Elsewhere, FINE], "the gateway answered 302"),
        (&[Answer::Garbage, FINE], "error sending request"),
        (&[Answer::HangUp, FINE], "error sending request"),
        (&[Answer::Silence, FINE], "error sending request"),
    ] {
        execute(&world, "DELETE FROM outbox; DELETE FROM otps").await;
        let gateway = HttpGateway::open(answers);
        let (post, code) = (by_sms(&world, &gateway), ask(&world, Channel::Sms).await);
        let since = Instant::now();
        go(&world, &post).await;
        assert!(since.elapsed() < Duration::from_millis(4500), "{error}: it waited too long");
        let message = latest(&world).await;
        assert_eq!((message.status, message.attempts, message.body.as_str()), (MessageStatus::Queued, 1, code.as_str()), "{error}");
        assert!(message.last_error.contains(error), "{}", message.last_error);
        for secret in [code.as_str(), "the key", &gateway.address] {
            assert!(!message.last_error.contains(secret), "{secret}: {}", message.last_error);
        }
        assert!((1..=5).contains(&due_in(&world).await), "five seconds later");
        assert_eq!(go(&world, &post).await, 0, "not yet");
        now_due(&world).await;
        go(&world, &post).await;
        assert_eq!(latest(&world).await.status, MessageStatus::Sent);
        assert_eq!((gateway.requests().len(), gateway.messages()), (2, 1), "two tries of one message");
    }
}

#[actix_web::test]
async fn a_gateway_that_is_away_is_asked_again_later() {
    let world = World::open().await;
    ask(&world, Channel::Sms).await;
    go(&world, &configured(&world, |config| config.sms_url = Some("http://127.0.0.1:9/send".into()))).await;
    assert_eq!(latest(&world).await.status, MessageStatus::Queued);
}

#[actix_web::test]
async fn a_gateway_that_wants_to_be_left_alone_is() {
    let world = World::open().await;
    let gateway = HttpGateway::open(&[Answer::After(90), FINE]);
    ask(&world, Channel::Sms).await;
    go(&world, &by_sms(&world, &gateway)).await;
    assert_eq!(latest(&world).await.status, MessageStatus::Queued);
    assert!((80..=90).contains(&due_in(&world).await), "{}", due_in(&world).await);
    execute(&world, "DELETE FROM outbox; DELETE FROM otps").await;
    let gateway = HttpGateway::open(&[Answer::After(600)]);
    ask(&world, Channel::Sms).await;
    go(&world, &by_sms(&world, &gateway)).await;
    assert_eq!(latest(&world).await.status, MessageStatus::Failed, "by then the code has expired");
}

#[actix_web::test]
async fn what_whatsapp_answers_decides_whether_it_is_asked_again() {
    let world = World::open().await;
    for (answer, status, error) in [
        (Answer::Status(400, r#"{"error":{"code":131026,"message":"to +919845012345"}}"#), MessageStatus::Failed, "400, error 131026"),
        (Answer::Status(404, r#"{"error":{"code":132001}}"#), MessageStatus::Failed, "404, error 132001"),
        (Answer::Status(401, r#"{"error":{"code":190}}"#), MessageStatus::Failed, "401, error 190"),
        (Answer::Status(400, r#"{"error":{"code":131056}}"#), MessageStatus::Queued, "400, error 131056"),
        (Answer::Status(500, r#"{"error":{"code":131000}}"#), MessageStatus::Queued, "500, error 131000"),
        (Answer::Status(503, "<html>"), MessageStatus::Queued, "answered 503"),
        (Answer::Status(200, "<html>"), MessageStatus::Queued, "without a message's id"),
        (Answer::Status(200, r#"{"messages":[]}"#), MessageStatus::Queued, "without a message's id"),
        (Answer::After(60), MessageStatus::Queued, "answered 429"),
        (Answer::Garbage, MessageStatus::Queued, "error sending request"),
        (Answer::Silence, MessageStatus::Queued, "error sending request"),
    ] {
        execute(&world, "DELETE FROM outbox; DELETE FROM otps").await;
        let gateway = HttpGateway::open(Box::leak(Box::new([answer])));
        let code = ask(&world, Channel::WhatsApp).await;
        go(&world, &by_whatsapp(&world, &gateway)).await;
        let message = latest(&world).await;
        assert_eq!(message.status, status, "{answer:?}: {}", message.last_error);
        assert!(message.last_error.contains(error), "{answer:?}: {}", message.last_error);
        for secret in [code.as_str(), "the token", PHONE] {
            assert!(!message.last_error.contains(secret), "{secret}: {}", message.last_error);
        }
    }
}

#[actix_web::test]
async fn a_code_that_one_channel_gives_up_goes_by_the_other_once_and_never_by_both_at_once() {
    let world = World::open().await;
    let (away, fine) = (HttpGateway::open(&[Answer::Status(500, "")]), HttpGateway::open(&[ACCEPTED]));
    let post = by_both(&world, &away, &fine);
    let code = ask(&world, Channel::Sms).await;
    for attempt in 1..=3 {
        assert_eq!((go(&world, &post).await, fine.requests().len()), (1, 0), "try {attempt} is by SMS alone");
        now_due(&world).await;
    }
    let messages = all(&world).await;
    assert_eq!(
        messages.iter().map(|it| (it.channel, it.status)).collect::<Vec<_>>(),
        [(Channel::Sms, MessageStatus::Failed), (Channel::WhatsApp, MessageStatus::Queued),]
    );
    assert_eq!((messages[0].body.as_str(), messages[1].body.as_str()), ("", code.as_str()));
    assert_eq!(messages[1].expires_at, messages[0].expires_at, "it is the same code");
    go(&world, &post).await;
    now_due(&world).await;
    assert_eq!(go(&world, &post).await, 0);
    assert_eq!((away.requests().len(), fine.requests().len()), (3, 1));
    assert_eq!(fine.requests()[0].json()["template"]["components"][0]["parameters"][0]["text"], json!(code));
    assert_eq!(latest(&world).await.status, MessageStatus::Sent);
}

#[actix_web::test]
async fn what_whatsapp_refuses_for_good_goes_by_sms_at_once_and_does_not_come_back() {
    let world = World::open().await;
    let no_account = HttpGateway::open(&[Answer::Status(400, r#"{"error":{"code":131026}}"#)]);
    let away = HttpGateway::open(&[Answer::Status(500, "")]);
    let post = by_both(&world, &away, &no_account);
    ask(&world, Channel::WhatsApp).await;
    go(&world, &post).await;
    for _ in 0..9 {
        go(&world, &post).await;
        now_due(&world).await;
    }
    let messages = all(&world).await;
    assert_eq!(
        messages.iter().map(|it| (it.channel, it.status)).collect::<Vec<_>>(),
        [(Channel::WhatsApp, MessageStatus::Failed), (Channel::Sms, MessageStatus::Failed),]
    );
    assert_eq!((no_account.requests().len(), away.requests().len()), (1, 7), "until the next try would come after the code's end");
    let failed: i64 = world
        .databases()
        .read_directory(|db| {
            use swasthya::schema::directory::audit_logs::dsl::{action, audit_logs};
            audit_logs.filter(action.eq("message_failed")).count().get_result(db)
        })
        .await
        .expect("the audit");
    assert_eq!(failed, 2, "each is given up visibly");
}

#[actix_web::test]
async fn a_code_that_lives_no_more_goes_nowhere() {
    let world = World::open().await;
    for (sql, why) in [
        ("UPDATE otps SET used_at = created_at", "used"),
        ("UPDATE otps SET attempts = 5", "used up"),
        ("UPDATE otps SET expires_at = created_at; UPDATE outbox SET expires_at = created_at", "expired"),
    ] {
        execute(&world, "DELETE FROM outbox; DELETE FROM otps").await;
        let (no_account, fine) = (HttpGateway::open(&[Answer::Status(400, r#"{"error":{"code":131026}}"#)]), HttpGateway::open(&[FINE]));
        ask(&world, Channel::WhatsApp).await;
        execute(&world, sql).await;
        let post = by_both(&world, &fine, &no_account);
        go(&world, &post).await;
        go(&world, &post).await;
        let messages = all(&world).await;
        assert_eq!((messages.len(), messages[0].status, fine.requests().len()), (1, MessageStatus::Failed, 0), "{why}");
        assert_eq!(no_account.requests().len(), usize::from(why != "expired"), "{why}: it is not even tried");
    }
}

#[actix_web::test]
async fn a_newer_code_takes_the_place_of_one_that_still_waits() {
    let world = World::open().await;
    let fine = HttpGateway::open(&[FINE]);
    ask(&world, Channel::Sms).await;
    let earlier =
        "UPDATE otps SET created_at = created_at - INTERVAL 40 SECOND; UPDATE outbox SET created_at = created_at - INTERVAL 40 SECOND";
    execute(&world, earlier).await;
    let newer = ask(&world, Channel::Sms).await;
    assert_eq!(go(&world, &by_sms(&world, &fine)).await, 1);
    assert!(fine.requests()[0].field("text").contains(&newer));
    let older = all(&world).await.remove(0);
    assert_eq!((older.status, older.body.as_str(), older.attempts), (MessageStatus::Failed, "", 0));
}

#[actix_web::test]
async fn without_a_gateway_a_message_fails_and_says_why() {
    let world = World::open().await;
    ask(&world, Channel::Sms).await;
    go(&world, &configured(&world, |_| ())).await;
    let message = latest(&world).await;
    assert_eq!((message.status, message.last_error.as_str()), (MessageStatus::Failed, "no way to send by sms is configured"));
}

#[actix_web::test]
async fn in_the_demo_nothing_leaves_and_the_words_are_kept_for_the_inbox() {
    let world = World::open().await;
    let code = ask(&world, Channel::WhatsApp).await;
    go(&world, &Post::of(&world.config).expect("the inbox")).await;
    let message = latest(&world).await;
    assert_eq!((message.status, message.body.as_str()), (MessageStatus::Sent, code.as_str()));
    assert!(message.words().starts_with(&format!("{code} is your code")));
}

#[actix_web::test]
async fn an_e_mail_arrives_with_its_hindi_intact() {
    let world = World::open().await;
    let server = MailServer::open(ToRecipient::Answers("250 fine"));
    enqueue_mail(&world).await;
    let post = by_mail(&world, &server);
    go(&world, &post).await;
    let message = latest(&world).await;
    assert_eq!((message.status, message.body.as_str()), (MessageStatus::Sent, ""), "{}", message.last_error);
    assert_eq!(server.commands()[..4], ["EHLO", "MAIL", "RCPT", "DATA"]);
    let mail = server.mails().remove(0);
    assert_eq!((mail.from.as_str(), mail.to.as_slice()), ("no-reply@localhost", &["nita@acme.test".to_owned()][..]));
    let (head, body) = mail.data.split_once("\r\n\r\n").expect("a head and a body");
    let header = |name: &str| {
        let unfolded = head.replace("\r\n ", " ");
        unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned)).unwrap_or_default()
    };
    assert_eq!(decoded_words(&header("Subject")), "आपका खाता");
    assert_eq!(header("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(header("Message-ID"), format!("<{}@localhost>", message.id));
    let text = match header("Content-Transfer-Encoding").as_str() {
        "base64" => base64(&body.replace("\r\n", "")),
        "quoted-printable" => quoted_printable(body),
        _ => body.as_bytes().to_vec(),
    };
    let text = String::from_utf8(text).expect("UTF-8").replace("\r\n", "\n");
    assert_eq!(text.trim_end(), "नमस्ते निता,\n.एक बिंदु\nhttp://clinic.example/?a=1&b=2, ठीक है।");
    drop(post);
}

#[actix_web::test]
async fn what_the_mail_server_says_decides_whether_it_is_asked_again() {
    let world = World::open().await;
    for (to_recipient, status) in [
        (ToRecipient::Answers("550 5.1.1 no such mailbox"), MessageStatus::Failed),
        (ToRecipient::Answers("451 4.7.1 greylisted"), MessageStatus::Queued),
        (ToRecipient::HangsUp, MessageStatus::Queued),
        (ToRecipient::SaysNothing, MessageStatus::Queued),
    ] {
        let server = MailServer::open(to_recipient);
        execute(&world, "DELETE FROM outbox").await;
        enqueue_mail(&world).await;
        go(&world, &by_mail(&world, &server)).await;
        let message = latest(&world).await;
        assert_eq!(message.status, status, "{to_recipient:?}: {}", message.last_error);
        assert!(server.mails().is_empty() && !message.last_error.is_empty());
    }
}

#[actix_web::test]
async fn a_mail_server_that_was_away_gets_the_mail_when_it_is_back() {
    let world = World::open().await;
    let (busy, back) = (MailServer::open(ToRecipient::Answers("451 later")), MailServer::open(ToRecipient::Answers("250 fine")));
    enqueue_mail(&world).await;
    go(&world, &by_mail(&world, &busy)).await;
    now_due(&world).await;
    go(&world, &by_mail(&world, &back)).await;
    let message = latest(&world).await;
    assert_eq!((message.status, message.attempts, back.mails().len()), (MessageStatus::Sent, 2, 1));
}

/// A server process that delivers to that gateway.
fn worker(world: &World, gateway: &HttpGateway) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_swasthya"))
        .arg("serve")
        .env("SECRET", SECRET)
        .env("DATABASE_URL", server::url_without_account())
        .env("DATABASE_PREFIX", world.prefix())
        .env("SMS_URL", format!("http://{}/send", gateway.address))
        .env("PORT", "0")
        .env("BASE_URL", "https://clinic.example")
        .env("WORKERS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a worker")
}

async fn until(what: &str, done: impl AsyncFn() -> bool) {
    let since = Instant::now();
    while !done().await {
        assert!(since.elapsed() < Duration::from_secs(20), "{what} did not happen");
        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
    }
}

#[actix_web::test]
async fn a_message_in_the_hands_of_a_worker_that_is_killed_is_one_message_to_the_gateway() {
    let world = World::committed().await;
    let gateway = HttpGateway::open(&[Answer::Silence, FINE]);
    ask(&world, Channel::Sms).await;
    let mut killed = worker(&world, &gateway);
    until("the first try", async || gateway.requests().len() == 1).await;
    killed.kill().expect("a kill");
    killed.wait().expect("its end");
    let message = latest(&world).await;
    assert_eq!((message.status, message.attempts), (MessageStatus::Sending, 1), "nobody has written down what became of it");
    let mut next = worker(&world, &gateway);
    actix_web::rt::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(gateway.requests().len(), 1, "its lease has not ended");
    now_due(&world).await;
    until("the second try", async || latest(&world).await.status == MessageStatus::Sent).await;
    next.kill().expect("a kill");
    next.wait().expect("its end");
    assert_eq!((gateway.requests().len(), gateway.messages()), (2, 1));
}

#[actix_web::test]
async fn eight_workers_send_forty_messages_once_each() {
    let world = World::committed().await;
    let gateway = HttpGateway::open(&[FINE]);
    for _ in 0..40 {
        let message = || NewMessage {
            channel: Channel::Sms,
            recipient: PHONE.into(),
            template: "invitation",
            subject: String::new(),
            body: "come in".into(),
        };
        world.databases().write_directory(Author::system(), move |tx| Outbox::enqueue(tx, &message())).await.expect("a message");
    }
    let post = by_sms(&world, &gateway);
    let workers = (0..8).map(|_| async { while go(&world, &post).await > 0 {} });
    futures_util::future::join_all(workers).await;
    assert_eq!((gateway.requests().len(), gateway.messages()), (40, 40));
}

/// The words of an encoded header (RFC 2047), base64 or quoted.
fn decoded_words(header: &str) -> String {
    let bytes = header.split(' ').flat_map(|word| {
        let parts: Vec<&str> = word.split('?').collect();
        match parts.as_slice() {
            ["=", _, "b" | "B", text, "="] => base64(text),
            ["=", _, _, text, "="] => quoted_printable(&text.replace('_', " ")),
            _ => word.as_bytes().to_vec(),
        }
    });
    String::from_utf8(bytes.collect()).expect("UTF-8")
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        let digit = DIGITS.iter().position(|digit| *digit == byte).expect("base64");
        (bits, held) = (bits << 6 | u32::try_from(digit).expect("six bits"), held + 6);
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).expect("eight bits"));
        }
    }
    out
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let (mut out, mut bytes) = (Vec::new(), text.bytes());
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let hex: String = [bytes.next(), bytes.next()].into_iter().flatten().map(char::from).collect();
            out.push(u8::from_str_radix(&hex, 16).expect("two hexadecimal digits"));
        } else {
            out.push(byte);
        }
    }
    out
}
