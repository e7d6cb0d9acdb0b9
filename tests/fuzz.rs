//! Whatever stands in an address or a form, the server answers: never with a fault of its own. Every route, every field of every form
//! that a page shows, with values that nobody means. What is drawn differs from run to run; its seed is printed.

#[path = "fuzz/fields.rs"]
pub mod fields;
#[path = "fuzz/forms.rs"]
pub mod forms;
#[path = "fuzz/values.rs"]
pub mod values;

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use swasthya::auth::RouteRow;
use swasthya::commands::routes::table;
use uuid::Uuid;

use self::fields::{form_fields, query_fields};
use self::forms::{FoundForm, forms_of};
use self::values::{encoded, nasty};
use crate::support::past::{begin, past};
use crate::support::register::{REGISTER, bring, brought, run};
use crate::support::registers::{Chance, seeds};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

/// How many values each field of each form is given in one run, and each route in its address: `FUZZ_ROUNDS` asks for more.
const ROUNDS: usize = 4;

/// The longest address that is tried, in bytes: a server takes no longer ones.
const LONGEST: usize = 30_000;

/// One who tries, and how they come in again when a form has signed them out.
#[derive(Clone, Copy, Debug)]
enum Who {
    Staff(&'static str),
    Phone(&'static str),
    HalfWay,
    Nobody,
}

impl Who {
    async fn comes(self, world: &World) -> Browser {
        match self {
            Who::Staff(name) => world.sign_in(name).await,
            Who::Phone(phone) => {
                world.let_pass(10).await;
                world.sign_in_by_phone(phone).await
            }
            Who::HalfWay => {
                world.let_pass(10).await;
                world.half_signed_in("98200 11111").await
            }
            Who::Nobody => world.visitor(),
        }
    }

    /// Whether the routes of a duty are theirs to try; the others only refuse them, which the matrix of access shows.
    fn tries(self, actor: &str) -> bool {
        match self {
            Who::Staff("ria") => actor.starts_with("reception"),
            Who::Staff("dr_sen") => matches!(actor, "doctor" | "signed in"),
            Who::Staff("om") => actor == "admin" || actor.starts_with("office"),
            Who::Staff(_) => actor == "operator",
            Who::Phone(_) => actor == "patient",
            Who::HalfWay | Who::Nobody => actor == "anybody",
        }
    }
}

/// What was sent and how it went wrong, to be sent again.
type Faults = BTreeMap<String, String>;

/// Somebody at work on the world.
struct Fuzzer<'a> {
    world: &'a World,
    who: Who,
    browser: Browser,
    chance: Chance,
    rounds: usize,
    sent: usize,
    faults: Faults,
}

impl Fuzzer<'_> {
    async fn asks(&self, method: &str, path: &str, body: &str) -> Page {
        let request = match method {
            "GET" => TestRequest::get(),
            _ => TestRequest::post().insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded")).set_payload(body.to_owned()),
        };
        self.browser.send(request, path, &[("Sec-Fetch-Site", "same-origin")]).await
    }

    /// Sends a request as it is, and notes a fault. Whoever was signed out by it comes in again.
    async fn sends(&mut self, method: &str, path: &str, body: &str, what: &str) {
        self.sent += 1;
        // A form of this kind is an address.
        let asked = if method == "GET" && !body.is_empty() { format!("{path}?{body}") } else { path.to_owned() };
        if asked.len() > LONGEST {
            return;
        }
        let mut page = self.asks(method, &asked, body).await;
        // An import that goes on in the background has the only connection: later it is free again.
        for _ in 0..50 {
            if page.status != 503 {
                break;
            }
            actix_web::rt::time::sleep(std::time::Duration::from_millis(100)).await;
            page = self.asks(method, &asked, body).await;
        }
        // What the database refused instead of the form is a fault too: nothing says beside which field.
        if page.status >= 500 || page.html.contains("Something of that does not fit in here") {
            let shape = format!("{method} {} {what}", path.split('?').next().unwrap_or(path));
            let short: String = body.chars().take(200).collect();
            let address: String = path.chars().take(300).collect();
            self.faults.entry(shape).or_insert_with(|| format!("{} at {address} with {short}", page.status));
        }
        let signed_out =
            page.status == 303 && page.header("location").starts_with("/sign-in") && !matches!(self.who, Who::HalfWay | Who::Nobody);
        if signed_out || path == "/sign-out" {
            self.browser = self.who.comes(self.world).await;
        }
    }

    /// The pages that open, with the ids that open them; and the forms on them.
    async fn looks_around(&mut self, routes: &[RouteRow], ids: &[Uuid]) -> Vec<FoundForm> {
        let mut forms = Vec::new();
        for row in routes.iter().filter(|row| row.method == "GET" && !row.path.ends_with("/live")) {
            // Without an object in it, an address is one page.
            let several = address(row, "") != address(row, "x");
            for id in ids.iter().take(if several { ids.len() } else { 1 }) {
                let path = address(row, &id.to_string());
                let page = self.browser.get(&path).await;
                if page.status == 200 {
                    forms.extend(forms_of(&page.html, &path));
                }
            }
        }
        for path in [
            format!("/o/acme/reception/andheri/queue?patient={}", id("kabir")),
            "/o/acme/reception/andheri/searches?q=rao".to_owned(),
            "/o/acme/admin/people/new".to_owned(),
        ] {
            let page = self.browser.get(&path).await;
            if page.status == 200 {
                forms.extend(forms_of(&page.html, &path));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        forms.retain(|it| seen.insert(it.shape()));
        forms
    }

    /// Each address with something else than an id in it, and with questions that it may read.
    async fn fuzzes_addresses(&mut self, routes: &[RouteRow], ids: &[Uuid]) {
        let questions = query_fields();
        for row in routes {
            for _ in 0..self.rounds {
                let value = nasty(&mut self.chance);
                if row.path.contains('{') {
                    let path = address(row, &value.in_path());
                    self.sends(row.method, &path, "", &value.name()).await;
                    let path = misplaced(row, &value.in_path());
                    self.sends(row.method, &path, "", &value.name()).await;
                }
                let known = ids[self.chance.below(ids.len())].to_string();
                let question = &questions[self.chance.below(questions.len())];
                let path = format!("{}?{question}={}", address(row, &known), value.encoded());
                if path.len() < LONGEST {
                    self.sends(row.method, &path, "", &format!("?{question}= {}", value.name())).await;
                }
            }
        }
        // Where a question is read, something is put to it.
        for row in routes.iter().filter(|row| row.method == "GET") {
            for question in &questions {
                let (value, known) = (nasty(&mut self.chance), ids[self.chance.below(ids.len())].to_string());
                let path = format!("{}?{question}={}", address(row, &known), value.encoded());
                if path.len() < LONGEST {
                    self.sends("GET", &path, "", &format!("?{question}= {}", value.name())).await;
                }
            }
        }
    }

    /// Every field of a form that a page shows: one wrong at a time, all wrong, twice, as a list, and not there.
    async fn fuzzes(&mut self, form: &FoundForm) {
        for (place, (name, _)) in form.fields.iter().enumerate() {
            for _ in 0..self.rounds {
                let value = nasty(&mut self.chance);
                let body = form.body(|at, was| if at == place { value.text.clone() } else { was.to_owned() });
                self.sends(form.method, &form.action, &body, &format!("{name}: {}", value.name())).await;
            }
            let body = form.body(|_, was| was.to_owned());
            let twice = format!("{body}&{name}=1&{name}=2", name = encoded(name));
            self.sends(form.method, &form.action, &twice, &format!("{name}: twice")).await;
            let list = body.replace(&format!("{}=", encoded(name)), &format!("{}%5B%5D=", encoded(name)));
            self.sends(form.method, &form.action, &list, &format!("{name}: a list")).await;
            let without = form.body_without(place);
            self.sends(form.method, &form.action, &without, &format!("{name}: missing")).await;
        }
        let pressed: Vec<String> = form.buttons.iter().map(|(name, _)| name.clone()).collect();
        for name in pressed {
            let value = nasty(&mut self.chance);
            let body = format!("{}&{}={}", form.body(|_, was| was.to_owned()), encoded(&name), value.encoded());
            self.sends(form.method, &form.action, &body, &format!("{name}: {}", value.name())).await;
        }
        let mut chance = Chance::of(self.chance.next());
        let body = form.body(|_, _| nasty(&mut chance).text);
        self.sends(form.method, &form.action, &body, "everything wrong").await;
    }

    /// What a route may read, whether a page shows it or not.
    async fn fuzzes_blindly(&mut self, row: &RouteRow, ids: &[Uuid]) {
        let names = form_fields();
        for _ in 0..self.rounds {
            let id = ids[self.chance.below(ids.len())].to_string();
            let mut body = Vec::new();
            for name in &names {
                let value = nasty(&mut self.chance);
                if value.text.len() < 2_000 {
                    body.push(format!("{name}={}", value.encoded()));
                }
            }
            self.sends("POST", &address(row, &id), &body.join("&"), "every field there is").await;
        }
        for broken in ["%zz", "=&=&=", "name=%ff%fe", "name", "{\"name\":1}", "a=1;b=2", "%00=%00"] {
            let id = ids[self.chance.below(ids.len())].to_string();
            self.sends("POST", &address(row, &id), broken, broken).await;
        }
    }
}

/// The address of a route, with that in the place of its object.
fn address(row: &RouteRow, object: &str) -> String {
    let path = row.path.replace("{org}", "acme").replace("{clinic}", "andheri");
    let filled: Vec<String> = path.split('/').map(|part| if part.starts_with('{') { object.to_owned() } else { part.to_owned() }).collect();
    filled.join("/")
}

/// The address of a route, with that in the place of its clinic, or of its organisation.
fn misplaced(row: &RouteRow, word: &str) -> String {
    let path = if row.path.contains("{clinic}") {
        row.path.replace("{org}", "acme").replace("{clinic}", word)
    } else {
        row.path.replace("{org}", word)
    };
    let object = id("asha").to_string();
    path.split('/').map(|part| if part.starts_with('{') { object.clone() } else { part.to_owned() }).collect::<Vec<_>>().join("/")
}

/// A world in which there is something of everything; its ids.
async fn furnished(world: &World) -> Vec<Uuid> {
    let left = past(world, "andheri", "dr_sen", "asha").await;
    let standing = begin(world, "andheri", "dr_sen", "lakshmi").await;
    let ria = world.sign_in("ria").await;
    for patient in ["kabir", "mohan_rao"] {
        let form = [("patient", id(patient).to_string()), ("doctor", id("dr_sen").to_string()), ("priority", "normal".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(ria.post("/reception/andheri/walk-ins", &form).await.status, 303);
    }
    let waiting = ria.get("/reception/andheri/queue").await;
    let cards = waiting.attributes(".visit", "id");
    let om = world.sign_in("om").await;
    let import = brought(&om, REGISTER).await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    asha.submit(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", "98200 11111")]).await;
    let lakshmi = world.sign_in_by_phone("98200 11111").await;
    let offers = lakshmi.get("/patient/family").await.attributes(".offer a.button", "href");
    let named = ["asha", "kabir", "ria", "andheri", "dr_sen", "asha penicillin"].map(id);
    let linked = offers.iter().chain([&import]).filter_map(|path| path.split('/').find_map(|part| part.parse().ok()));
    let shown = cards.iter().filter_map(|it| it.strip_prefix("visit-")?.parse().ok());
    let acme = crate::platform::organisations::acme(world).await;
    left.values().copied().chain([standing.0, acme.0]).chain(named).chain(linked).chain(shown).collect()
}

async fn fuzz(who: Who) {
    let seed = seeds(1)[0];
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|it| it.parse().ok()).unwrap_or(ROUNDS);
    if std::env::var_os("FUZZ_LOG").is_some() {
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::ERROR).try_init();
    }
    let world = World::open().await;
    let ids = furnished(&world).await;
    let browser = who.comes(&world).await;
    let mut fuzzer = Fuzzer { world: &world, who, browser, chance: Chance::of(seed), rounds, sent: 0, faults: Faults::new() };
    let routes: Vec<RouteRow> = table().into_iter().filter(|row| who.tries(row.actor) && !row.path.contains("google")).collect();
    let forms = fuzzer.looks_around(&routes, &ids).await;
    let fields: usize = forms.iter().map(|it| it.fields.len() + it.buttons.len()).sum();
    fuzzer.fuzzes_addresses(&routes, &ids).await;
    for form in forms.iter().filter(|it| it.action != "/sign-out") {
        fuzzer.fuzzes(form).await;
    }
    for row in routes.iter().filter(|row| row.method == "POST" && row.path != "/sign-out") {
        fuzzer.fuzzes_blindly(row, &ids).await;
    }
    println!("{who:?}: {} routes, {} forms, {fields} fields, {} requests", routes.len(), forms.len(), fuzzer.sent);
    assert!(fuzzer.faults.is_empty(), "seed {seed}: {} faults: {:#?}", fuzzer.faults.len(), fuzzer.faults);
}

#[actix_web::test]
async fn the_desk_is_answered_whatever_it_sends() {
    fuzz(Who::Staff("ria")).await;
}

#[actix_web::test]
async fn the_doctor_is_answered_whatever_they_send() {
    fuzz(Who::Staff("dr_sen")).await;
}

#[actix_web::test]
async fn the_office_is_answered_whatever_it_sends() {
    fuzz(Who::Staff("om")).await;
}

#[actix_web::test]
async fn the_operator_is_answered_whatever_they_send() {
    fuzz(Who::Staff("devika")).await;
}

#[actix_web::test]
async fn a_family_is_answered_whatever_it_sends() {
    fuzz(Who::Phone("98450 12345")).await;
}

#[actix_web::test]
async fn whoever_stands_at_the_door_is_answered_whatever_they_send() {
    fuzz(Who::Nobody).await;
    fuzz(Who::HalfWay).await;
}

#[actix_web::test]
async fn headers_that_nobody_means_are_answered_too() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let form = [("patient", id("asha").to_string()), ("doctor", id("dr_sen").to_string()), ("priority", "normal".to_owned())];
    let long = "x".repeat(6_000);
    let names =
        ["User-Agent", "Accept-Language", "HX-Target", "HX-Current-URL", "Referer", "Cookie", "X-Forwarded-For", "Last-Event-ID", "Accept"];
    for name in names {
        for value in [long.as_str(), "\u{e9}\u{ff}", "हिन्दी, 🙂", "0", "-1;q=NaN", "div#../..", "=;=;\"", ","] {
            let Ok(header) = HeaderValue::from_bytes(value.as_bytes()) else { continue };
            let request =
                || TestRequest::default().insert_header((HeaderName::from_bytes(name.as_bytes()).expect("a name"), header.clone()));
            let asked = request().method(Method::GET);
            let sent = request().method(Method::POST).set_form(&form);
            for (request, path) in [(asked, "/reception/andheri/queue"), (sent, "/reception/andheri/walk-ins")] {
                let page = ria.send(request, path, &[("Sec-Fetch-Site", "same-origin"), ("HX-Request", "true")]).await;
                assert!(page.status < 500, "{} at {path} with {name}: {value}", page.status);
            }
        }
    }
}

/// A part of a form that holds a file.
fn file_form(clinic: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"clinic\"\r\n\r\n{clinic}\r\n").into_bytes();
    body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes());
    body.extend(content);
    body.extend(b"\r\n--edge--\r\n");
    body
}

#[actix_web::test]
async fn a_file_that_nobody_means_is_answered_too() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let seed = seeds(1)[0];
    let (mut chance, andheri) = (Chance::of(seed), id("andheri").to_string());
    let beginnings: [&[u8]; 6] = [b"PK\x03\x04", b"%PDF-1.7", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0", b"Name,Age,Phone\r\n"];
    for round in 0..60 {
        let mut content = chance.one(&beginnings).to_vec();
        content.extend((0..chance.below(3_000)).map(|_| u8::try_from(chance.below(256)).expect("a byte")));
        let name: String = nasty(&mut chance).text.chars().filter(|it| !it.is_control() && *it != '"').take(300).collect();
        let clinic = if round % 3 == 0 { nasty(&mut chance).text } else { andheri.clone() };
        let body = file_form(&clinic, &name, &content);
        let kind = if round % 10 == 9 { "multipart/form-data" } else { "multipart/form-data; boundary=edge" };
        let request = TestRequest::post().insert_header((CONTENT_TYPE, kind)).set_payload(body);
        let page = om.send(request, "/admin/imports", &[("Sec-Fetch-Site", "same-origin")]).await;
        assert!(page.status < 500, "seed {seed}, round {round}: {} for {name:?}", page.status);
        if page.status == 303 {
            assert!(om.get(page.location()).await.status < 500, "seed {seed}, round {round}: what it says cannot be shown");
        }
    }
}

const GIVEN: [&str; 10] = ["Amit", "Bela", "Chitra", "Esha", "Farah", "Gita", "Hari", "Indu", "Jaya", "Kiran"];
const FAMILIES: [&str; 8] = ["Nair", "Rao", "Shah", "Iyer", "Das", "Khan", "Patil", "Sen"];

#[actix_web::test]
async fn a_register_of_what_nobody_means_is_brought_to_its_end() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let seed = seeds(1)[0];
    let mut chance = Chance::of(seed);
    let mut text = "Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n".to_owned();
    for row in 0..150 {
        let mut cells: Vec<String> = (0..8).map(|_| nasty(&mut chance).text.chars().take(6_000).collect()).collect();
        if row % 2 == 0 {
            // Somebody who can be registered, but for one cell; nobody is anybody else, who would be passed over.
            let person = row / 2;
            let name = format!("{} {}", GIVEN[person % GIVEN.len()], FAMILIES[person / GIVEN.len()]);
            let (number, phone, address) = (person.to_string(), format!("98200{person:05}"), format!("{person} Hill Road"));
            let good = [&number, &name, "34/F", "01/02/1990", &phone, &address, "01/06/2024", "cough"];
            let kept = chance.below(8);
            cells = good.iter().enumerate().map(|(at, good)| if at == kept { cells[at].clone() } else { (*good).to_owned() }).collect();
        }
        let quoted: Vec<String> = cells.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect();
        text.push_str(&quoted.join(","));
        text.push('\n');
    }
    let page = bring(&om, "andheri", &text).await;
    assert!(page.status < 500, "seed {seed}: {}", page.status);
    if page.status == 303 {
        let path = page.header("location").to_owned();
        for show in ["", "?show=refused", "?show=unsure", "?show=duplicates"] {
            assert_eq!(om.get(&format!("{path}{show}")).await.status, 200, "seed {seed}: {show}");
        }
        println!("seed {seed}: brought and run");
        let imported: usize = run(&om, &path).await.text("#imported").parse().expect("a number");
        assert!(imported > 30, "seed {seed}: only {imported} of the 75 who can be registered");
        assert_eq!(om.get(&format!("{path}/refused.csv")).await.status, 200, "seed {seed}");
    }
}
