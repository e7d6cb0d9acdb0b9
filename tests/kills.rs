//! Server and database are killed in the midst of everything, again and again: what was acknowledged is there, once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use uuid::Uuid;

/// How often both are killed.
const KILLS: usize = 6;
/// How long they are left alone in between.
const AT_WORK: Duration = Duration::from_millis(1500);

const PASSWORD: &str = "swasthya+demo+2026";
const DESK: &str = "/o/arogya/reception/andheri";
const DOCTOR: &str = "/o/arogya/doctor/andheri";

/// The demo with a database of its own that writes every commit to the disk.
struct Demo {
    folder: PathBuf,
    port: u16,
    process: Child,
}

/// An answer, as far as anybody asks.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Demo {
    fn start(folder: &Path, port: u16) -> Demo {
        let process = Command::new(env!("CARGO_BIN_EXE_swasthya"))
            .args(["demo", "--folder"])
            .arg(folder)
            .env("PORT", port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the demo starts");
        let demo = Demo { folder: folder.to_owned(), port, process };
        let since = Instant::now();
        while demo.exchange("GET", "/readyz", "", "").is_none_or(|it| it.status != 200) {
            assert!(since.elapsed() < Duration::from_secs(120), "the demo does not get ready");
            std::thread::sleep(Duration::from_millis(50));
        }
        demo
    }

    /// Kills both as a power cut would, and starts them again.
    fn kill_and_start_again(&mut self) {
        let database = fs::read_to_string(self.folder.join("mariadb/mariadbd.pid")).expect("the database's number");
        let killed = Command::new("kill").args(["-9", database.trim()]).status().expect("kill");
        assert!(killed.success(), "the database was there");
        let _ = self.process.kill();
        let _ = self.process.wait();
        *self = Demo::start(&self.folder.clone(), self.port);
    }

    /// One request; nothing when the server died first.
    fn exchange(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<Answer> {
        exchange(self.port, method, path, cookie, body)
    }

    fn sign_in(&self, login: &str) -> String {
        let form = format!("login={login}&password={PASSWORD}");
        let answer = self.exchange("POST", "/sign-in/password", "", &form).expect("an answer");
        let cookies =
            answer.head.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        let cookies: Vec<_> = cookies.filter_map(|(_, value)| value.split(';').next()).collect();
        assert_eq!(answer.status, 204, "{login}: {}", answer.body);
        cookies.join("; ")
    }

    /// What a query finds, once the database is there.
    fn rows(&self, sql: &str) -> Vec<Row> {
        rows(&self.folder, sql).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "an administrator of a server has no kind of database")]
fn rows(folder: &Path, sql: &str) -> Result<Vec<Row>, String> {
    let url = format!("mysql://root@localhost?unix_socket={}", folder.join("mariadb/mariadbd.sock").display());
    let mut db = diesel::MysqlConnection::establish(&url).map_err(|error| error.to_string())?;
    let schema = "SELECT schema_name word, 0 n FROM information_schema.schemata WHERE schema_name LIKE '%arogya'";
    let name: Row = diesel::sql_query(schema).get_result(&mut db).map_err(|error| error.to_string())?;
    diesel::sql_query(format!("USE `{}`", name.word)).execute(&mut db).map_err(|error| error.to_string())?;
    diesel::sql_query(sql).load(&mut db).map_err(|error| error.to_string())
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[derive(QueryableByName, Debug)]
struct Row {
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn exchange(port: u16, method: &str, path: &str, cookie: &str, body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nX-Form: 1\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some(Answer { status: head.split(' ').nth(1)?.parse().ok()?, head: head.to_owned(), body: body.to_owned() })
}

/// What was acknowledged, while both are killed.
#[derive(Default)]
struct Acknowledged {
    /// Of each visit the last number that its draft was told to hold.
    drafts: Mutex<BTreeMap<Uuid, usize>>,
    signed: Mutex<Vec<Uuid>>,
    paid: Mutex<Vec<Uuid>>,
    over: AtomicBool,
}

/// Somebody at work, who sends again what was not answered.
struct Worker<'a> {
    port: u16,
    folder: &'a Path,
    desk: &'a str,
    doctor: &'a str,
    acknowledged: &'a Acknowledged,
}

impl Worker<'_> {
    /// Sends until there is an answer that is not "later". Nothing, once it is over.
    fn insist(&self, cookie: &str, path: &str, body: &str) -> Option<Answer> {
        loop {
            match exchange(self.port, "POST", path, cookie, body) {
                Some(answer) if answer.status < 500 => return Some(answer),
                _ if self.acknowledged.over.load(Ordering::SeqCst) => return None,
                _ => std::thread::sleep(Duration::from_millis(40)),
            }
        }
    }

    /// The id that a query finds.
    fn id(&self, sql: &str) -> Option<Uuid> {
        loop {
            match rows(self.folder, sql) {
                Ok(found) => return found.first().map(|it| id_of(&it.word)),
                Err(_) if self.acknowledged.over.load(Ordering::SeqCst) => return None,
                Err(_) => std::thread::sleep(Duration::from_millis(40)),
            }
        }
    }

    /// A whole visit: the token, a draft that is saved again and again, the signature, the money.
    fn see(&self, person: Uuid, doctor: Uuid) -> Option<()> {
        let acknowledged = self.acknowledged;
        let walk_in = format!("patient={person}&doctor={doctor}&priority=normal&complaint=Fever&attempt={}", Uuid::now_v7());
        let answer = self.insist(self.desk, &format!("{DESK}/walk-ins"), &walk_in)?;
        assert_eq!(answer.status, 204, "{}", answer.body);
        let newest = "ORDER BY created_at DESC, id DESC LIMIT 1";
        let visit =
            self.id(&format!("SELECT LOWER(HEX(id)) word, 0 n FROM appointments WHERE patient_id = X'{}' {newest}", person.simple()))?;
        let at = |rest: &str| format!("{DOCTOR}/appointments/{visit}/{rest}");
        let answer = self.insist(self.doctor, &at("consultation"), "")?;
        assert_eq!(answer.status, 204, "{}", answer.body);
        for number in 1..=8 {
            let answer = self.insist(self.doctor, &at("draft"), &format!("notes=number+{number}"))?;
            assert_eq!(answer.status, 200, "{}", answer.body);
            acknowledged.drafts.lock().expect("drafts").insert(visit, number);
        }
        if person.as_bytes()[15].is_multiple_of(3) {
            return Some(());
        }
        let answer = self.insist(self.doctor, &at("signature"), "complaint=Fever&notes=number+8")?;
        assert_eq!(answer.status, 204, "{}", answer.body);
        acknowledged.drafts.lock().expect("drafts").remove(&visit);
        acknowledged.signed.lock().expect("signed").push(visit);
        let invoice = self
            .id(&format!("SELECT LOWER(HEX(id)) word, 0 n FROM invoices WHERE appointment_id = X'{}' AND total > paid", visit.simple()));
        let Some(invoice) = invoice else { return Some(()) };
        let payment = format!("amount=10&method=cash&reference=&attempt={}", Uuid::now_v7());
        let answer = self.insist(self.desk, &format!("{DESK}/invoices/{invoice}/payments"), &payment)?;
        assert_eq!(answer.status, 204, "{}", answer.body);
        acknowledged.paid.lock().expect("paid").push(invoice);
        Some(())
    }
}

/// How many people the register has that is brought meanwhile.
const REGISTER: usize = 2_400;

/// Brings a register by the command, again whenever it was cut short. Answers how often it was.
fn bring(folder: &Path) -> usize {
    let last = ["Rao", "Verma", "Iyer", "Khan", "Singh", "Kaur", "Gupta", "Joshi", "Mehta", "Sharma", "Patel", "Das"];
    let first = ["Asha", "Ravi", "Sunita", "Mohan", "Lakshmi", "Imran", "Farida", "Arjun", "Kavita", "Deepak"];
    let row = |nth: usize| format!("{} {},{}/F,71893{nth:05}\n", first[nth % 10], last[nth / 10 % 12], 20 + nth / 120);
    let file = folder.join("register.csv");
    fs::write(&file, format!("Patient Name,Age/Sex,Mobile\n{}", (0..REGISTER).map(row).collect::<String>())).expect("a file");
    let secret = fs::read_to_string(folder.join("secret")).expect("the secret");
    for cut_short in 0..200 {
        let run = Command::new(env!("CARGO_BIN_EXE_swasthya"))
            .args(["import", "--org", "arogya", "--clinic", "andheri", "--batch", "40"])
            .arg(&file)
            .env("SECRET", secret.trim())
            .env("DATABASE_URL", format!("mysql://root@localhost?unix_socket={}", folder.join("mariadb/mariadbd.sock").display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if run.expect("the command").success() {
            return cut_short;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the register is never brought");
}

fn id_of(word: &str) -> Uuid {
    Uuid::parse_str(word).expect("an id")
}

#[test]
fn what_was_acknowledged_outlives_every_kill_of_server_and_database_once() {
    let folder = std::env::temp_dir().join(format!("swk{}", std::process::id()));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let mut demo = Demo::start(&folder, port);
    let (desk, doctor) = (demo.sign_in("sunita%40arogya.demo"), demo.sign_in("ananya%40arogya.demo"));
    let ananya = demo
        .rows("SELECT LOWER(HEX(p.id)) word, 0 n FROM profiles p JOIN doctors d ON d.profile_id = p.id WHERE p.full_name LIKE '%Ananya%'");
    let ananya = id_of(&ananya[0].word);
    let people = demo.rows(
        "SELECT LOWER(HEX(profile_id)) word, 0 n FROM patients
         WHERE profile_id NOT IN (SELECT patient_id FROM appointments WHERE status NOT IN ('completed', 'cancelled', 'no_show'))
         ORDER BY profile_id LIMIT 300",
    );
    let people: Vec<Uuid> = people.iter().map(|it| id_of(&it.word)).collect();
    let acknowledged = Acknowledged::default();
    let worker = Worker { port, folder: &folder, desk: &desk, doctor: &doctor, acknowledged: &acknowledged };
    let cut_short = std::thread::scope(|scope| {
        let register = scope.spawn(|| bring(&folder));
        for share in people.chunks(people.len() / 3) {
            let worker = &worker;
            scope.spawn(move || share.iter().try_for_each(|person| worker.see(*person, ananya)));
        }
        for _ in 0..KILLS {
            std::thread::sleep(AT_WORK);
            demo.kill_and_start_again();
        }
        acknowledged.over.store(true, Ordering::SeqCst);
        register.join().expect("the register")
    });

    let count = |sql: String| demo.rows(&format!("SELECT '' word, COUNT(*) n {sql}"))[0].n;
    let drafts = acknowledged.drafts.into_inner().expect("drafts");
    for (visit, number) in &drafts {
        let stored = demo.rows(&format!("SELECT body word, 0 n FROM drafts WHERE appointment_id = X'{}'", visit.simple()));
        let stored: usize =
            stored.first().and_then(|it| it.word.split("number+").nth(1)?.split('&').next()?.parse().ok()).unwrap_or_default();
        let signed = count(format!("FROM consultations WHERE appointment_id = X'{}'", visit.simple()));
        assert!(stored >= *number || signed == 1, "{visit}: {number} was acknowledged, {stored} is there");
    }
    let (signed, paid) = (acknowledged.signed.into_inner().expect("signed"), acknowledged.paid.into_inner().expect("paid"));
    for visit in &signed {
        assert_eq!(count(format!("FROM consultations WHERE appointment_id = X'{}'", visit.simple())), 1, "{visit}");
    }
    for invoice in &paid {
        assert_eq!(count(format!("FROM payments WHERE invoice_id = X'{}' AND amount = 10", invoice.simple())), 1, "{invoice}");
    }
    let brought = "FROM patients JOIN profiles ON id = profile_id WHERE import_id IS NOT NULL AND phone LIKE '+9171893%'";
    let phones = demo.rows(&format!("SELECT '' word, COUNT(DISTINCT phone) n {brought}"))[0].n;
    let all = i64::try_from(REGISTER).expect("a count");
    assert_eq!((count(brought.to_owned()), phones), (all, all), "everybody of the register is there, once");
    assert_eq!(count("FROM imports WHERE status = 'done' AND imported = rows_total".to_owned()), 1);
    println!("{KILLS} kills: {} drafts, {} signed, {} paid, an import cut short {cut_short} times", drafts.len(), signed.len(), paid.len());
    assert!(cut_short > 0, "the import was never cut short");
    assert!(drafts.len() + signed.len() > KILLS, "nobody got on");
    drop(demo);
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn log_3_every_page_of_a_record_that_was_answered_has_its_row_though_both_are_killed_at_once() {
    let folder = std::env::temp_dir().join(format!("swr{}", std::process::id()));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let mut demo = Demo::start(&folder, port);
    let desk = demo.sign_in("sunita%40arogya.demo");
    let people = demo.rows("SELECT LOWER(HEX(profile_id)) word, 0 n FROM patients ORDER BY profile_id LIMIT 400");
    let people: Vec<Uuid> = people.iter().map(|it| id_of(&it.word)).collect();
    let opened: Mutex<BTreeMap<Uuid, i64>> = Mutex::default();
    for _ in 0..3 {
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for share in people.chunks(people.len() / 6) {
                let (opened, over, desk) = (&opened, &over, &desk);
                scope.spawn(move || {
                    for person in share.iter().cycle().take_while(|_| !over.load(Ordering::SeqCst)) {
                        let answer = exchange(port, "GET", &format!("{DESK}/patients/{person}"), desk, "");
                        if answer.is_some_and(|it| it.status == 200) {
                            *opened.lock().expect("opened").entry(*person).or_default() += 1;
                        }
                    }
                });
            }
            std::thread::sleep(AT_WORK);
            demo.kill_and_start_again();
            over.store(true, Ordering::SeqCst);
        });
    }
    let opened = opened.into_inner().expect("opened");
    let rows = "SELECT LOWER(HEX(resource_id)) word, COUNT(*) n FROM audit_logs WHERE action = 'viewed' GROUP BY resource_id";
    let noted: BTreeMap<Uuid, i64> = demo.rows(rows).iter().map(|it| (id_of(&it.word), it.n)).collect();
    for (person, count) in &opened {
        let rows = noted.get(person).copied().unwrap_or_default();
        assert!(rows >= *count, "{person} was shown {count} times, {rows} rows are there");
    }
    let shown: i64 = opened.values().sum();
    println!("3 kills: {shown} records shown, {} rows", noted.values().sum::<i64>());
    assert!(shown > 100, "only {shown} were shown");
    drop(demo);
    let _ = fs::remove_dir_all(&folder);
}
