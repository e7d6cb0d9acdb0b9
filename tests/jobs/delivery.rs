//! Delivery, to a gateway and a mail server of the test's own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use swasthya::config::{Config, Mode};
use swasthya::db::Author;
use swasthya::directory::outbox::{self, Channel, Message, MessageStatus, NewMessage};
use swasthya::jobs::delivery::{Post, round};

use crate::support::World;

/// A gateway that gives this answer to every request; what it was sent comes out of the other end.
fn gateway(answer: &'static str) -> (String, Receiver<String>) {
    serve(move |mut stream, sender| {
        let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
        let (mut head, mut line, mut length) = (String::new(), String::new(), 0);
        while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
            head.push_str(&std::mem::take(&mut line));
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let _ = stream.write_all(answer.as_bytes());
        let _ = sender.send(head + &String::from_utf8_lossy(&body));
    })
}

/// A mail server that answers this to a recipient and takes any mail.
fn mail_server(to_recipients: &'static str) -> (String, Receiver<String>) {
    serve(move |mut stream, sender| {
        let reader = BufReader::new(stream.try_clone().expect("a socket"));
        let _ = stream.write_all(b"220 test ESMTP\r\n");
        let (mut data, mut mail) = (false, String::new());
        for line in reader.lines().map_while(Result::ok) {
            mail.push_str(&line);
            mail.push('\n');
            let answer = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
                "." => {
                    data = false;
                    "250 taken"
                }
                _ if data => continue,
                "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP" => "250 fine",
                "RCPT" => to_recipients,
                "DATA" => {
                    data = true;
                    "354 go on"
                }
                _ => "221 bye",
            };
            let _ = stream.write_all(format!("{answer}\r\n").as_bytes());
            if answer.starts_with("221") {
                break;
            }
        }
        let _ = sender.send(mail);
    })
}

fn serve(talk: impl Fn(TcpStream, &std::sync::mpsc::Sender<String>) + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            talk(stream, &sender);
        }
    });
    (address, receiver)
}

fn configured(world: &World, set: impl FnOnce(&mut Config)) -> Post {
    let mut config = world.config.clone();
    config.mode = Mode::Production;
    set(&mut config);
    Post::of(&config).expect("a way out")
}

fn by_sms(world: &World, address: &str) -> Post {
    configured(world, |config| {
        config.sms_url = Some(format!("http://{address}/send"));
        config.sms_key = Some(String::from("the key").into());
        config.sms_templates.insert("otp".into(), "1107".into());
    })
}

async fn enqueue(world: &World, channel: Channel, recipient: &'static str) {
    world
        .databases()
        .write_directory(Author::system(), move |tx| {
            let (subject, body) = ("आपका खाता".to_owned(), "123456 is the code".to_owned());
            outbox::enqueue(tx, &NewMessage { channel, recipient: recipient.into(), template: "otp", subject, body })
        })
        .await
        .expect("a message");
}

async fn only(world: &World) -> Message {
    world.databases().read_directory(|db| outbox::latest(db, 1)).await.expect("the outbox").remove(0)
}

const PHONE: &str = "+919845012345";

#[actix_web::test]
async fn an_sms_goes_to_the_gateway_as_a_form() {
    let world = World::open().await;
    let (address, requests) = gateway("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    enqueue(&world, Channel::Sms, PHONE).await;
    assert_eq!(round(world.databases(), &by_sms(&world, &address)).await.expect("a round"), 1);
    let request = requests.recv().expect("a request");
    assert!(request.starts_with("POST /send "), "{request}");
    assert!(request.ends_with("to=%2B919845012345&text=123456+is+the+code&sender=SWSTHY&key=the+key&template_id=1107"), "{request}");
    let message = only(&world).await;
    assert_eq!((message.status, message.body.as_str(), message.attempts), (MessageStatus::Sent, "", 1));
    assert_eq!(round(world.databases(), &by_sms(&world, &address)).await.expect("a round"), 0);
}

#[actix_web::test]
async fn a_gateway_that_refuses_or_talks_nonsense_is_asked_again_later() {
    let world = World::open().await;
    for (answer, error) in [
        ("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "the gateway answered 500"),
        ("HTTP/1.1 302 Over there\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n", "the gateway answered 302"),
        ("ok, sent\r\n\r\n", "error sending request"),
    ] {
        let (address, _requests) = gateway(answer);
        enqueue(&world, Channel::Sms, PHONE).await;
        round(world.databases(), &by_sms(&world, &address)).await.expect("a round");
        let message = only(&world).await;
        assert_eq!((message.status, message.attempts), (MessageStatus::Queued, 1), "{answer}");
        assert!(message.last_error.contains(error), "{}", message.last_error);
        assert!(!message.last_error.contains("123456") && !message.last_error.contains("the key"), "{}", message.last_error);
    }
}

#[actix_web::test]
async fn a_gateway_that_is_away_is_asked_again_later() {
    let world = World::open().await;
    enqueue(&world, Channel::Sms, PHONE).await;
    round(world.databases(), &by_sms(&world, "127.0.0.1:9")).await.expect("a round");
    assert_eq!(only(&world).await.status, MessageStatus::Queued);
}

#[actix_web::test]
async fn without_a_gateway_a_message_fails_and_says_why() {
    let world = World::open().await;
    enqueue(&world, Channel::Sms, PHONE).await;
    round(world.databases(), &configured(&world, |_| ())).await.expect("a round");
    let message = only(&world).await;
    assert_eq!((message.status, message.last_error.as_str()), (MessageStatus::Failed, "no way to send by sms is configured"));
}

#[actix_web::test]
async fn in_the_demo_nothing_leaves_and_the_words_are_kept_for_the_inbox() {
    let world = World::open().await;
    enqueue(&world, Channel::Sms, PHONE).await;
    round(world.databases(), &Post::of(&world.config).expect("the inbox")).await.expect("a round");
    let message = only(&world).await;
    assert_eq!((message.status, message.body.as_str()), (MessageStatus::Sent, "123456 is the code"));
}

#[actix_web::test]
async fn an_e_mail_is_handed_to_the_mail_server() {
    let world = World::open().await;
    let (address, mails) = mail_server("250 fine");
    let post = configured(&world, |config| config.smtp_url = Some(format!("smtp://{address}").into()));
    enqueue(&world, Channel::Email, "nita@acme.test").await;
    round(world.databases(), &post).await.expect("a round");
    assert_eq!(only(&world).await.status, MessageStatus::Sent);
    drop(post);
    let mail = mails.recv().expect("a mail");
    for part in ["MAIL FROM:<no-reply@localhost>", "RCPT TO:<nita@acme.test>", "Subject: =?utf-8?", "123456 is the code"] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
}

#[actix_web::test]
async fn an_address_that_the_mail_server_refuses_is_given_up() {
    let world = World::open().await;
    for (answer, status) in [("550 no such mailbox", MessageStatus::Failed), ("450 try later", MessageStatus::Queued)] {
        let (address, _mails) = mail_server(answer);
        let post = configured(&world, |config| config.smtp_url = Some(format!("smtp://{address}").into()));
        enqueue(&world, Channel::Email, "nita@acme.test").await;
        round(world.databases(), &post).await.expect("a round");
        let message = only(&world).await;
        assert_eq!(message.status, status, "{}", message.last_error);
    }
}
