//! What would use the server up: packed bodies, slow ones, too many of everything, a database that stands still.

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use actix_web::rt::net::TcpStream;
use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{sleep, timeout};

use super::desk::{Desk, Seen};
use super::report::Report;
use super::target::{HOST, Target};
use super::wire::{exchange, read_answer};
use crate::support::server;
use crate::support::world::PASSWORD;

/// What memory may grow by where it is to be as before, in MiB.
const SPARE: f64 = 10.0;

/// What the server may use at most while both threads that hash are at work.
const MOST: f64 = 110.0;

/// How big a packed body is when it is unpacked.
const UNPACKED: usize = 16 << 20;

/// Runs something while a desk works.
async fn beside_a_desk<T>(target: &Target, attack: impl Future<Output = T>) -> (T, Seen) {
    let ria = target.world.sign_in("ria").await;
    let desk = Desk::open(target.port, ria.cookie_header());
    let done = attack.await;
    (done, desk.close())
}

/// A request of a stranger at that address, as it is written.
fn head(method: &str, path: &str, from: &str, more: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {from}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{more}"
    )
}

/// A whole form of a stranger.
fn form(path: &str, from: &str, body: &str) -> Vec<u8> {
    format!("{}Content-Length: {}\r\n\r\n{body}", head("POST", path, from, ""), body.len()).into_bytes()
}

pub async fn run(target: &Target, report: &Report) {
    // Before connections by the thousand leave theirs behind, memory is that of the passwords alone.
    sign_ins(target, report).await;
    packed(target, report).await;
    slow(target, report, 200).await;
    sockets(target, report).await;
    streams(target, report).await;
    anonymous_rows(target, report).await;
    strange_numbers(target, report).await;
    made_up_logins(target, report).await;
    frozen(target, report).await;
}

fn brotli(length: usize) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 5, 22);
    let zeros = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        writer.write_all(&zeros).expect("packed");
    }
    drop(writer);
    packed
}

fn gzip(length: usize) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        writer.write_all(&zeros).expect("packed");
    }
    writer.finish().expect("packed")
}

pub async fn packed(target: &Target, report: &Report) {
    let bodies =
        [("br", brotli(UNPACKED)), ("gzip", gzip(UNPACKED)), ("zstd", zstd::encode_all(&vec![0; UNPACKED][..], 1).expect("packed"))];
    target.forget_peak();
    let before = target.memory().0;
    let (mut requests, mut statuses) = (0, Vec::new());
    for (encoding, body) in &bodies {
        for path in ["/sign-in/codes", "/sign-in/password", "/language", "/o/acme/admin/imports"] {
            let more = format!("Content-Encoding: {encoding}\r\nContent-Length: {}\r\n\r\n", body.len());
            let bytes = [head("POST", path, "203.0.113.1", &more).as_bytes(), body].concat();
            requests += 4;
            let together = join_all((0..4).map(|_| target.wire.send(&bytes))).await;
            statuses.extend(together.into_iter().map(|it| it.map_or(0, |it| it.status)));
        }
    }
    let grown = target.memory().1 - before;
    let refused = statuses.iter().filter(|it| **it == 415).count();
    let figure = format!("{refused} answered 415, peak of memory +{grown:.1} MiB");
    report.line(
        "packed bodies of 16 MiB, four at once",
        requests,
        "refused, memory as before",
        figure,
        refused == requests && grown < SPARE,
    );
}

/// Forms that say that they are long and never are, and heads that never end.
pub async fn slow(target: &Target, report: &Report, count: usize) {
    let attack = async {
        let (mut bodies, mut heads) = (Vec::new(), Vec::new());
        for number in 0..count {
            let mut stream = target.wire.connect().await.expect("a connection");
            let from = format!("203.0.113.{}", number % 5);
            let more = "Content-Length: 1000\r\n\r\np";
            let sent = stream.write_all(head("POST", "/sign-in/codes", &from, more).as_bytes()).await;
            bodies.push(sent.map(|()| stream));
            let mut stream = target.wire.connect().await.expect("a connection");
            let sent = stream.write_all(b"GET / HTTP/1.1\r\nHost: clinic").await;
            heads.push(sent.map(|()| stream));
        }
        let closed = |streams: Vec<std::io::Result<TcpStream>>, trickle: bool| async move {
            let since = Instant::now();
            let ends = streams.into_iter().map(|stream| async move {
                let Ok(mut stream) = stream else { return since.elapsed() };
                let mut answer = [0; 4096];
                loop {
                    match timeout(Duration::from_secs(3), stream.read(&mut answer)).await {
                        Ok(Ok(0) | Err(_)) => return since.elapsed(),
                        Ok(Ok(_)) => {}
                        // A byte now and then.
                        Err(_) if trickle && since.elapsed() < Duration::from_secs(40) => {
                            let _ = stream.write_all(b"x").await;
                        }
                        Err(_) if since.elapsed() > Duration::from_secs(40) => return Duration::MAX,
                        Err(_) => {}
                    }
                }
            });
            join_all(ends).await.into_iter().max().unwrap_or_default()
        };
        futures_util::future::join(closed(bodies, true), closed(heads, false)).await
    };
    let ((bodies, heads), desk) = beside_a_desk(target, attack).await;
    let told = |it: Duration| if it == Duration::MAX { "never".to_owned() } else { format!("{:.0} s", it.as_secs_f64()) };
    let limit = Duration::from_secs(30);
    report.line(
        "bodies that trickle and heads that never end",
        2 * count,
        "closed by the deadline, the desk is served",
        format!("bodies closed after {}, heads after {}; {}", told(bodies), told(heads), desk.told()),
        bodies < limit && heads < limit && desk.refused == 0,
    );
}

/// More open forms than a server of the usual limits has files for: newcomers still get in.
async fn sockets(target: &Target, report: &Report) {
    let ria = target.world.sign_in("ria").await;
    let before = target.memory().0;
    let attack = async {
        let mut held = Vec::new();
        for number in 0..1200 {
            let Ok(mut stream) = target.wire.connect().await else { continue };
            let bytes = head("POST", "/sign-in/code", &format!("198.51.100.{}", number % 40), "Content-Length: 1000\r\n\r\np");
            let _ = stream.write_all(bytes.as_bytes()).await;
            held.push(stream);
        }
        let since = Instant::now();
        let mut inside = 0;
        for name in ["meena", "sana", "bela", "dr_sen", "ria"] {
            let visitor = target.world.visitor().at([192, 0, 2, 20]);
            let login = format!("{name}@acme.test");
            let page = visitor.post("/sign-in/password", &[("login", &login), ("password", PASSWORD)]).await;
            inside += usize::from(page.status == 303);
        }
        let took = since.elapsed();
        let sent = ria.post("/reception/andheri/patients", &[("name", "Nobody yet")]).await.status;
        sleep(Duration::from_secs(3)).await;
        (held.len(), inside, took, sent, target.memory().0 - before)
    };
    let ((held, inside, took, sent, grown), desk) = beside_a_desk(target, attack).await;
    let took = took.as_secs_f64();
    let figure = format!(
        "{held} held, {inside} of 5 newcomers in after {took:.1} s, the desk's form answered {sent}, memory +{grown:.0} MiB; {}",
        desk.told()
    );
    let held = inside == 5 && sent == 422 && desk.refused == 0;
    report.line("open forms of strangers", 1200, "newcomers get in, the desk is served", figure, held);
}

async fn streams(target: &Target, report: &Report) {
    let cookies = target.world.sign_in("meena").await.cookie_header();
    let more = format!("Cookie: {cookies}\r\n\r\n");
    let bytes = head("GET", "/o/acme/reception/andheri/live", "192.0.2.30", &more).into_bytes();
    let before = target.memory().0;
    let attack = async {
        let (mut open, mut refused, mut held) = (0, 0, Vec::new());
        for _ in 0..600 {
            let Ok(mut stream) = target.wire.connect().await else { continue };
            let _ = stream.write_all(&bytes).await;
            match timeout(Duration::from_secs(5), read_answer(&mut stream)).await {
                Ok(Ok(answer)) if answer.status == 200 => open += 1,
                Ok(Ok(_)) => refused += 1,
                _ => {}
            }
            held.push(stream);
        }
        (open, refused)
    };
    let ((open, refused), desk) = beside_a_desk(target, attack).await;
    let grown = target.memory().0 - before;
    let figure = format!("{open} open, {refused} refused, memory +{grown:.1} MiB; {}", desk.told());
    report.line("live screens of one session", 600, "twelve at most", figure, open <= 12 && desk.refused == 0);
}

async fn sign_ins(target: &Target, report: &Report) {
    let flood =
        |from: usize| async move {
            let visitors = (0..64).map(|number| target.world.visitor().at([198, 51, 100, u8::try_from(from + number % 4).unwrap_or(1)]));
            let visitors: Vec<_> = visitors.collect();
            join_all(visitors.iter().map(|it| async {
                it.post("/sign-in/password", &[("login", "om@acme.test"), ("password", "wrong wrong wrong")]).await.status
            }))
            .await
        };
    // The threads and their blocks of memory are there from the first on.
    flood(100).await;
    let before = target.memory().0;
    target.forget_peak();
    let attack = async {
        let mut statuses = Vec::new();
        for round in 0..4 {
            statuses.extend(flood(110 + 10 * round).await);
        }
        statuses
    };
    let (statuses, desk) = beside_a_desk(target, attack).await;
    let (after, peak) = target.memory();
    let faults = statuses.iter().filter(|it| **it >= 500 && **it != 503).count();
    report.line(
        "sign-ins, 64 at once",
        320,
        "memory as before, within its bound",
        format!("{before:.0} MiB before, {after:.0} after, peak {peak:.0}; {faults} faults; {}", desk.told()),
        after - before < SPARE && peak < MOST && faults == 0 && desk.refused == 0,
    );
}

/// Requests one after another, a few at once.
async fn many(target: &Target, requests: impl Iterator<Item = Vec<u8>>) -> Vec<u16> {
    stream::iter(requests)
        .map(|bytes| async move { target.wire.send(&bytes).await.map_or(0, |it| it.status) })
        .buffer_unordered(16)
        .collect()
        .await
}

async fn anonymous_rows(target: &Target, report: &Report) {
    let rows = || target.count_in_directory("SELECT COUNT(*) n FROM sessions");
    let before = rows();
    let attack = many(target, (0..4000).map(|_| form("/sign-in/code", "203.0.113.9", "code=123456")));
    let (statuses, desk) = beside_a_desk(target, attack).await;
    let (grown, faults) = (rows() - before, statuses.iter().filter(|it| **it >= 500 || **it == 0).count());
    // The desk that looks on has signed in.
    let figure = format!("{grown} rows, {faults} faults; {}", desk.told());
    report.line("forms of nobody", 4000, "they leave no session", figure, grown <= 1 && faults == 0 && desk.refused == 0);
}

/// Codes for numbers by chance, from many networks: somebody's own still comes.
async fn strange_numbers(target: &Target, report: &Report) {
    let forms = (0..600).map(|number| {
        let from = format!("2001:db8:{:x}:{:x}::{number:x}", number % 60, number % 7);
        form("/sign-in/codes", &from, &format!("phone=98200+1{:04}", number * 7 % 10_000))
    });
    let (statuses, desk) = beside_a_desk(target, many(target, forms)).await;
    let newcomer = target.world.visitor().at([192, 0, 2, 40]);
    let page = newcomer.post("/sign-in/codes", &[("phone", "98200 11111")]).await;
    let sent = target.count_in_directory("SELECT COUNT(*) n FROM otps WHERE created_at > UTC_TIMESTAMP() - INTERVAL 5 MINUTE");
    let faults = statuses.iter().filter(|it| **it >= 500 || **it == 0).count();
    let figure = format!(
        "{sent} sent, {faults} faults, then a new browser's own is answered {} {}; {}",
        page.status,
        page.header("location"),
        desk.told()
    );
    let held = page.header("location") == "/sign-in/code" && faults == 0;
    report.line("codes for numbers by chance, from 420 networks", 600, "one's own still comes", figure, held);
}

async fn made_up_logins(target: &Target, report: &Report) {
    let forms = (0..1280).map(|number| {
        let from = format!("198.18.{}.{}", number % 32, number % 3);
        form("/sign-in/password", &from, &format!("login=nobody{number}%40acme.test&password=wrong+wrong+wrong"))
    });
    let (statuses, desk) = beside_a_desk(target, many(target, forms)).await;
    let page =
        target.world.visitor().at([192, 0, 2, 50]).post("/sign-in/password", &[("login", "meena@acme.test"), ("password", PASSWORD)]).await;
    let faults = statuses.iter().filter(|it| **it >= 500 && **it != 503 || **it == 0).count();
    let figure = format!("{faults} faults, then the right password on a new browser: {}; {}", page.status, desk.told());
    report.line("made-up logins, from 96 addresses", 1280, "the right one gets in", figure, page.status == 303 && faults == 0);
}

/// The database stands still, as behind a disk that does not answer.
async fn frozen(target: &Target, report: &Report) {
    let signal = |name: &str| Command::new("kill").args([name, &server::process()]).status().is_ok_and(|it| it.success());
    let cookies = target.world.sign_in("ria").await.cookie_header();
    let page = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookies}\r\n\r\n").into_bytes();
    let ask = |bytes: Vec<u8>| async move {
        let since = Instant::now();
        let mut stream = target.wire.connect().await.expect("a connection");
        let status = exchange(&mut stream, &bytes).await.map_or(0, |it| it.status);
        (status, since.elapsed())
    };
    assert!(signal("-STOP"), "the database is there");
    let asked = join_all((0..40).map(|number| {
        let bytes = page("/o/acme/reception/andheri/queue");
        let ask = &ask;
        async move {
            sleep(Duration::from_millis(number * 50)).await;
            ask(bytes).await
        }
    }));
    let alive = async {
        sleep(Duration::from_secs(3)).await;
        ask(page("/healthz")).await.0
    };
    let thaw = async {
        sleep(Duration::from_secs(25)).await;
        signal("-CONT")
    };
    let (asked, alive, thawed) = tokio::join!(asked, alive, thaw);
    let since = Instant::now();
    let mut well = 0;
    while since.elapsed() < Duration::from_secs(20) && well != 200 {
        well = ask(page("/o/acme/reception/andheri/queue")).await.0;
    }
    let busy = asked.iter().filter(|(status, _)| *status == 503).count();
    let longest = asked.iter().map(|(_, took)| *took).max().unwrap_or_default();
    report.line(
        "the database stands still for 25 s",
        42,
        "nobody waits longer than 22 s, and the desk is well again",
        format!(
            "{busy} of 40 answered 503, the longest after {:.1} s, health {alive}; well after {:.1} s",
            longest.as_secs_f64(),
            since.elapsed().as_secs_f64()
        ),
        thawed && alive == 200 && well == 200 && longest < Duration::from_secs(22),
    );
}
