//! A small world of named people: two organisations, two clinics each. Made once a set of databases; a test changes it
//! freely, and nothing it did is there for the next one.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use actix_web::test::{call_service, init_service};
use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use sha2::{Digest, Sha256};
use std::rc::Rc;
use swasthya::auth::state::State;
use swasthya::commands::organisation;
use swasthya::config::{Config, Settings};
use swasthya::db::embedded::{Durability, Embedded};
use swasthya::db::ids::ProfileId;
use swasthya::db::migrations::History;
use swasthya::db::pools::Keeping;
use swasthya::db::provision::{Account, Server};
use swasthya::db::{Author, Databases, Tx};
use swasthya::directory::password;
use swasthya::models::phone::Phone;
use swasthya::models::search::{self, Indexed};
use uuid::Uuid;

use super::browser::{App, Browser};

/// The password of everybody who has one.
pub const PASSWORD: &str = "correct horse battery";

/// A secret like no other.
pub const SECRET: &str = "tests tests tests tests tests tests";

/// The world, as one test sees it.
pub struct World {
    pub state: State,
    pub config: Config,
    app: App,
    lease: Lease,
}

/// A set of databases: the directory and both organisations, by their prefix.
struct Lease {
    prefix: String,
    kept: Keeping,
}

static SERVER: OnceLock<Embedded> = OnceLock::new();
static FREE: Mutex<Vec<String>> = Mutex::new(Vec::new());
static MADE: AtomicU32 = AtomicU32::new(0);
static HASH: LazyLock<String> = LazyLock::new(|| password::hash_blocking(PASSWORD).expect("a hash"));

impl Drop for Lease {
    fn drop(&mut self) {
        if self.kept == Keeping::RolledBack {
            FREE.lock().expect("free sets").push(self.prefix.clone());
        } else {
            let server = Server::of(&config(&self.prefix));
            for account in [Account::directory(&server), Account::organisation(&server, "acme"), Account::organisation(&server, "zenith")] {
                let _ = server.demolish(&account);
            }
        }
    }
}

impl World {
    /// The world as it was made. What the test changes disappears. One connection a database: nothing runs at once.
    pub async fn open() -> World {
        let prefix = FREE.lock().expect("free sets").pop();
        let prefix = prefix.unwrap_or_else(|| make(&format!("t{}_", MADE.fetch_add(1, Ordering::Relaxed))));
        World::on(Lease { prefix, kept: Keeping::RolledBack }).await
    }

    /// A world of this test's own, on databases that keep what is written: for what happens at once, and for other processes.
    pub async fn committed() -> World {
        let prefix = make(&format!("c{}_", MADE.fetch_add(1, Ordering::Relaxed)));
        World::on(Lease { prefix, kept: Keeping::Kept }).await
    }

    async fn on(lease: Lease) -> World {
        let config = config(&lease.prefix);
        let databases = Databases::open(Server::of(&config), 16, lease.kept);
        let state = State::new(databases, config.clone());
        let app = app_of(&state).await;
        World { state, config, app, lease }
    }

    /// A browser at the door of an installation that is configured otherwise, on the same databases.
    pub async fn visitor_where(&self, set: impl FnOnce(&mut Config)) -> Browser {
        let mut config = self.config.clone();
        set(&mut config);
        let state = State { config: Arc::new(config), ..self.state.clone() };
        Browser::new(app_of(&state).await, state, "/o/acme")
    }

    /// A browser at the door.
    pub fn visitor(&self) -> Browser {
        self.visitor_of("acme")
    }

    /// A browser whose short paths lead into that organisation.
    pub fn visitor_of(&self, organisation: &str) -> Browser {
        Browser::new(Rc::clone(&self.app), self.state.clone(), &format!("/o/{organisation}"))
    }

    /// Somebody with a password, signed in. Their short paths lead into their own organisation.
    pub async fn sign_in(&self, name: &str) -> Browser {
        let organisation = if ZENITH.contains(&name) { "zenith" } else { "acme" };
        let browser = self.visitor_of(organisation);
        let form = [("login", format!("{name}@{organisation}.test")), ("password", PASSWORD.to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(field, value)| (*field, value.as_str())).collect();
        let page = browser.post("/sign-in/password", &form).await;
        assert_eq!(page.status, 303, "{name} cannot sign in:\n{}", page.html);
        browser
    }

    /// A patient, signed in by the code on their phone.
    pub async fn sign_in_by_phone(&self, phone: &str) -> Browser {
        let browser = self.visitor_of(if phone.ends_with("99999") { "zenith" } else { "acme" });
        browser.submit("/sign-in/codes", &[("phone", phone)]).await;
        let page = browser.post("/sign-in/code", &[("code", &self.code().await)]).await;
        assert_eq!((page.status, page.header("location")), (303, "/doors"), "{phone} cannot sign in:\n{}", page.html);
        browser
    }

    /// The code in the latest message.
    pub async fn code(&self) -> String {
        let messages = self.databases().read_directory(|db| swasthya::directory::outbox::latest(db, 1)).await.expect("the outbox");
        messages.first().expect("a message").body.chars().filter(char::is_ascii_digit).take(6).collect()
    }

    /// A browser that has asked for a code and has not given it yet.
    pub async fn half_signed_in(&self, phone: &str) -> Browser {
        let browser = self.visitor();
        let page = browser.post("/sign-in/codes", &[("phone", phone)]).await;
        assert_eq!((page.status, page.header("location")), (303, "/sign-in/code"), "no code for {phone}:\n{}", page.html);
        browser
    }

    /// Takes the directory's only connection away until the first of the two is dropped.
    pub fn hold_the_directory(&self) -> (std::sync::mpsc::Sender<()>, std::thread::JoinHandle<()>) {
        let (release, wait) = std::sync::mpsc::channel::<()>();
        let (taken, ready) = std::sync::mpsc::channel();
        let databases = std::sync::Arc::clone(&self.state.databases);
        let holder = std::thread::spawn(move || {
            let _ = databases.read_directory_now(|_| {
                let _ = taken.send(());
                let _ = wait.recv();
                Ok(())
            });
        });
        ready.recv().expect("the connection is taken");
        (release, holder)
    }

    /// The database prefix: what another process is told to work on the same world.
    pub fn prefix(&self) -> &str {
        &self.lease.prefix
    }

    /// The administrator's URL of the tests' database server.
    pub fn database_url() -> String {
        server().url()
    }

    pub fn databases(&self) -> &Databases {
        &self.state.databases
    }
}

/// The application on that state.
async fn app_of(state: &State) -> App {
    let service = Rc::new(init_service(swasthya::server::app(state.clone())).await);
    Rc::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move { call_service(&*service, request.to_request()).await.map_into_boxed_body() })
    })
}

const ZENITH: [&str; 3] = ["zoya", "dr_zaveri", "zara"];

/// The id of a named person or clinic.
pub fn id(name: &str) -> Uuid {
    let digest = Sha256::digest(name.as_bytes());
    let bytes: [u8; 16] = digest[..16].try_into().expect("sixteen bytes");
    uuid::Builder::from_bytes(bytes).with_version(uuid::Version::SortRand).with_variant(uuid::Variant::RFC4122).into_uuid()
}

fn server() -> &'static Embedded {
    SERVER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("var").join("test");
        Embedded::start(&folder, Durability::None).expect("a database server for the tests")
    })
}

fn config(prefix: &str) -> Config {
    let mut settings = Settings::default();
    settings.default_to("MODE", "demo");
    settings.default_to("SECRET", SECRET);
    settings.default_to("DATABASE_URL", server().url());
    settings.default_to("DATABASE_PREFIX", prefix);
    settings.understand().expect("a configuration")
}

/// Makes a set of databases with the world in it; gives its prefix back.
fn make(prefix: &str) -> String {
    let config = config(prefix);
    let server = Server::of(&config);
    for account in [Account::directory(&server), Account::organisation(&server, "acme"), Account::organisation(&server, "zenith")] {
        server.demolish(&account).expect("no old database");
    }
    server.provision(&Account::directory(&server), History::Directory).expect("a directory");
    let databases = Databases::open(server, 2, Keeping::Kept);
    for (slug, name, people) in
        [("acme", "Acme Clinics", include_str!("acme.sql")), ("zenith", "Zenith Health", include_str!("zenith.sql"))]
    {
        organisation::create(&databases, slug, name).expect("an organisation");
        databases
            .write_now(slug, &Author::system(), |tx| {
                tx.db.batch_execute(&with_ids(people))?;
                index(tx, slug)
            })
            .expect("its people");
    }
    let directory = with_ids(include_str!("directory.sql")).replace("{password}", &format!("'{}'", *HASH));
    databases.write_directory_now(&Author::system(), |tx| tx.db.batch_execute(&directory)).expect("its users");
    prefix.to_owned()
}

/// Makes the named patients findable.
fn index(tx: &mut Tx, slug: &str) -> QueryResult<()> {
    let patients: &[(&str, &str, &str, &str)] = match slug {
        "acme" => &[
            ("asha", "Asha Rao", "+919845012345", "SW-000001"),
            ("mohan_rao", "Mohan Rao", "+919845012345", "SW-000002"),
            ("kabir", "Kabir Rao", "+919845012345", "SW-000003"),
            ("lakshmi", "Lakshmi Iyer", "+919820011111", "SW-000004"),
            ("mohan_das", "Mohan Das", "", "SW-000005"),
        ],
        _ => &[("zubin", "Zubin Irani", "+919820099999", "SW-000001")],
    };
    for (who, name, phone, record_number) in patients {
        let phone = Phone::parse(phone).ok();
        let indexed = Indexed { id: ProfileId(id(who)), name, phone: phone.as_ref(), record_number, old_number: "" };
        search::index(tx, &[indexed])?;
    }
    Ok(())
}

/// Replaces `<name>` by the id of that name.
fn with_ids(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('<') {
        let (name, after) = after.split_once('>').expect("a name in brackets");
        out.push_str(before);
        out.push_str(&format!("X'{}'", id(name).simple()));
        rest = after;
    }
    out + rest
}
