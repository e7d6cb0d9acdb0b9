//! Sixty-four desks at once, over HTTP, and the server killed in the midst of it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use swasthya::db::Author;
use swasthya::db::ids::{AttemptId, ClinicId, ProfileId};
use swasthya::models::people::{NewPatient, Patient};
use swasthya::models::values::{Name, Sex};
use uuid::Uuid;

use crate::support::chrome::Site;
use crate::support::world::id;

/// How many desks there are.
const DESKS: usize = 64;

/// One request as a browser sends it; the status, or nothing when the server died first.
fn post(port: u16, cookie: &str, path: &str, body: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

/// Sends every request at once, a desk each. A request that dies is sent again by its desk, as a person would, once there
/// is a server again. `after` is called once when a third of them is done.
fn all_at_once(site: &mut Site, cookie: &str, requests: &[(String, String)], kill: bool) -> Vec<u16> {
    let (port, done) = (site.port, AtomicUsize::new(0));
    let statuses = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for (path, body) in requests {
            let (done, statuses) = (&done, &statuses);
            scope.spawn(move || {
                let mut tries = 0;
                let status = loop {
                    match post(port, cookie, path, body) {
                        Some(503) | None if tries < 200 => {
                            tries += 1;
                            std::thread::sleep(Duration::from_millis(50));
                        }
                        status => break status.unwrap_or_default(),
                    }
                };
                done.fetch_add(1, Ordering::SeqCst);
                statuses.lock().expect("statuses").push(status);
            });
        }
        if kill {
            while done.load(Ordering::SeqCst) < DESKS / 3 {
                std::thread::sleep(Duration::from_millis(1));
            }
            site.kill_and_restart_now();
        }
    });
    statuses.into_inner().expect("statuses")
}

/// Registers as many people as there are desks, at Andheri.
fn people(site: &Site) -> Vec<ProfileId> {
    let clinic = ClinicId(id("andheri"));
    let register = |tx: &mut swasthya::db::Tx| {
        let named = |number| NewPatient::named(Name::parse(&format!("Person {}", words(number))).expect("a name"), Sex::Unknown, clinic);
        (0..DESKS).map(|number| Patient::register(tx, &named(number))).collect::<QueryResult<Vec<_>>>()
    };
    site.world.databases().write_now("acme", &Author::system(), register).expect("people")
}

/// A number in letters, since names have no digits.
fn words(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// What a query counts at acme.
fn count(site: &Site, sql: &str) -> i64 {
    site.world.databases().read_now("acme", |db| diesel::sql_query(sql).get_result::<Count>(db)).expect(sql).n
}

#[derive(QueryableByName)]
struct InvoiceRow {
    #[diesel(sql_type = Text)]
    id: String,
}

#[actix_web::test]
async fn sixty_four_desks_and_a_kill_leave_every_token_and_every_receipt_once() {
    let mut site = Site::open().await;
    let cookie = site.world.sign_in("ria").await.cookie_header();
    let doctor = Uuid::from(ProfileId(id("dr_sen")));
    let desk = "/o/acme/reception/andheri";

    let check_ins: Vec<_> = people(&site)
        .into_iter()
        .map(|patient| {
            let attempt = AttemptId::new();
            let body = format!("patient={patient}&doctor={doctor}&priority=normal&complaint=Fever&attempt={attempt}");
            (format!("{desk}/walk-ins"), body)
        })
        .collect();
    let statuses = all_at_once(&mut site, &cookie, &check_ins, true);
    assert_eq!(statuses, vec![303; DESKS]);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM appointments"), 64);
    assert_eq!(count(&site, "SELECT COUNT(DISTINCT token) n FROM appointments WHERE token BETWEEN 1 AND 64"), 64);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM appointments JOIN invoices ON invoices.appointment_id = appointments.id"), 64);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM audit_logs WHERE action = 'checked_in'"), 64);

    let invoices: Vec<InvoiceRow> = site
        .world
        .databases()
        .read_now("acme", |db| diesel::sql_query("SELECT LOWER(HEX(id)) id FROM invoices ORDER BY id").load(db))
        .expect("invoices");
    let payments: Vec<_> = invoices
        .iter()
        .map(|row| {
            let invoice = Uuid::parse_str(&row.id).expect("an id");
            (format!("{desk}/invoices/{invoice}/payments"), format!("amount=500&method=cash&reference=&attempt={}", AttemptId::new()))
        })
        .collect();
    let statuses = all_at_once(&mut site, &cookie, &payments, true);
    assert_eq!(statuses, vec![303; DESKS]);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM payments"), 64);
    assert_eq!(count(&site, "SELECT COUNT(DISTINCT receipt) n FROM payments WHERE receipt BETWEEN 1 AND 64"), 64);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM invoices WHERE paid = total AND paid = 500"), 64);
    assert_eq!(count(&site, "SELECT COUNT(*) n FROM audit_logs WHERE action = 'paid'"), 64);
}
