//! Where a code leaves no trace: tables, addresses, pages, logs.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use swasthya::config::Mode;
use swasthya::jobs::delivery::{Post, round};

use super::codes::{ASHA, ask};
use crate::support::World;
use crate::support::gateway::{Answer, HttpGateway};
use crate::support::logged::LoggedServer;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    named: String,
    #[diesel(sql_type = Text)]
    inside: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The directory's columns that hold that text, whatever their type.
async fn holding(world: &World, text: String) -> Vec<String> {
    world
        .databases()
        .read_directory(move |db| {
            let columns: Vec<Column> = diesel::sql_query(
                "SELECT column_name named, table_name inside FROM information_schema.columns \
                 WHERE table_schema = DATABASE() AND data_type IN ('varchar', 'text', 'char', 'binary', 'varbinary', 'blob')",
            )
            .load(db)?;
            assert!(columns.len() > 40, "every table is looked at");
            let mut found = Vec::new();
            for Column { named, inside } in columns {
                let sql = format!("SELECT COUNT(*) n FROM `{inside}` WHERE INSTR(CONVERT(`{named}` USING latin1), '{text}') > 0");
                if diesel::sql_query(sql).get_result::<Count>(db)?.n > 0 {
                    found.push(format!("{inside}.{named}"));
                }
            }
            Ok(found)
        })
        .await
        .expect("the directory")
}

#[actix_web::test]
async fn auth_12_after_sending_the_code_is_in_no_table_no_address_and_no_page() {
    let world = World::open().await;
    let asha = world.visitor();
    let mut pages = vec![ask(&asha, ASHA).await, asha.get("/sign-in/code").await];
    let code = world.code().await;
    assert_eq!(holding(&world, code.clone()).await, ["outbox.body"], "until it is sent");
    let gateway = HttpGateway::open(&[Answer::Status(500, ""), Answer::Status(200, "ok")]);
    let mut config = world.config.clone();
    (config.mode, config.sms_url) = (Mode::Production, Some(format!("http://{}/", gateway.address)));
    let post = Post::of(&config).expect("a way out");
    round(world.databases(), &post).await.expect("a round");
    assert_eq!(holding(&world, code.clone()).await, ["outbox.body"], "the gateway's trouble is written down without it");
    world
        .databases()
        .write_directory(swasthya::db::Author::system(), |tx| {
            diesel::sql_query("UPDATE outbox SET due_at = created_at").execute(tx.db).map(drop)
        })
        .await
        .expect("time passes");
    round(world.databases(), &post).await.expect("a round");
    assert!(gateway.requests()[1].body.contains(&code), "it was sent");
    assert_eq!(holding(&world, code.clone()).await, Vec::<String>::new());
    pages.push(asha.post("/sign-in/code", &[("code", if code == "111111" { "222222" } else { "111111" })]).await);
    pages.push(asha.post("/sign-in/code", &[("code", &code)]).await);
    assert_eq!(pages.last().map(|page| page.status), Some(303));
    assert_eq!(holding(&world, code.clone()).await, Vec::<String>::new());
    for page in pages {
        assert!(!page.path.contains(&code) && !page.html.contains(&code), "{}", page.path);
    }
}

/// Whether a log says these digits by themselves, not within a longer number or an id.
fn says(log: &str, code: &str) -> bool {
    let part_of_a_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    log.match_indices(code)
        .any(|(place, _)| !part_of_a_word(log[..place].chars().next_back()) && !part_of_a_word(log[place + code.len()..].chars().next()))
}

#[actix_web::test]
async fn auth_12_the_code_is_in_no_log_however_much_is_logged() {
    let world = World::committed().await;
    let server = LoggedServer::start(&world, "trace").await;
    let answer = server.post("", "/sign-in/codes", "phone=9845012345");
    let set = answer.lines().filter(|line| line.to_lowercase().starts_with("set-cookie: "));
    let cookies: Vec<&str> = set.filter_map(|line| line[12..].split(';').next()).collect();
    let code = world.code().await;
    actix_web::rt::time::sleep(Duration::from_millis(1500)).await;
    let answer = server.post(&cookies.join("; "), "/sign-in/code", &format!("code={code}"));
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let log = server.end();
    assert!(log.contains("INSERT INTO `otps`") && log.contains("UPDATE `outbox`"), "what it does is logged");
    let said: Vec<&str> = log.lines().filter(|line| says(line, &code)).collect();
    assert!(said.is_empty(), "{code}: {said:?}");
    assert!(!log.contains("9845012345"), "nor the number");
}

#[actix_web::test]
async fn log_4_no_address_of_a_request_is_in_the_log_and_nobody_forges_a_line() {
    let world = World::committed().await;
    let server = LoggedServer::start(&world, "info").await;
    for path in [
        "/resets/Zubeida-token",
        "/invitations/Zubeida-token",
        "/o/acme/reception/andheri/searches?q=Zubeida",
        "/o/acme/patient/family/%0aZubeida",
        "/o/acme/patient/visits?of=%0a2026-01-01T00:00:00Z%20ERROR%20Zubeida",
        "/sign-in?next=/o/acme/Zubeida",
        "/Zubeida",
    ] {
        server.get(path);
    }
    server.post("session=Zubeida", "/sign-in/codes", "phone=Zubeida%0a");
    server.send(
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session=\xff\xfe; language=\xff\r\nX-Zubeida: \xff\r\nConnection: close\r\n\r\n",
    );
    let log = server.end();
    assert!(log.contains("/resets/{token}"), "the route is said: {log}");
    assert!(!log.contains("Zubeida") && !log.contains("ERROR"), "{log}");
}
