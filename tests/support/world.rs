//! A small world of named people: two organisations, two clinics each. Made once a set of databases; a test changes it
//! freely, and nothing it did is there for the next one.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use actix_web::test::{call_service, init_service};
use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::rc::Rc;
use swasthya::auth::State;
use swasthya::config::{Config, Settings};
use swasthya::db::ids::{ProfileId, UserId};
use swasthya::db::migrations::History;
use swasthya::db::pools::Keeping;
use swasthya::db::provision::DatabaseAccount;
use swasthya::db::servers::Servers;
use swasthya::db::{Author, Databases, Tx};
use swasthya::directory::proofs::{Factors, Password, SignInStep};
use swasthya::directory::tenants::Organisation;
use swasthya::jobs::creation;
use swasthya::models::people::SearchEntry;
use swasthya::models::values::Phone;
use swasthya::schema::directory::{sessions, tries, users};
use uuid::Uuid;

use super::browser::{App, Browser};
use super::server;

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

static FREE: Mutex<Vec<String>> = Mutex::new(Vec::new());
static MADE: AtomicU32 = AtomicU32::new(0);
static HASH: LazyLock<String> = LazyLock::new(|| Password::hash_blocking(PASSWORD).expect("a hash"));

impl Drop for Lease {
    fn drop(&mut self) {
        if self.kept == Keeping::RolledBack {
            FREE.lock().expect("free sets").push(self.prefix.clone());
        } else {
            let databases = Databases::open(Servers::of(&config(&self.prefix)), 1, Keeping::Kept);
            let server = databases.server();
            for organisation in databases.read_directory_now(Organisation::all).unwrap_or_default() {
                let _ = server.demolish(&DatabaseAccount::organisation(server, &organisation.slug));
            }
            let _ = server.demolish(&DatabaseAccount::directory(server));
        }
    }
}

impl World {
    /// The world as it was made. What the test changes disappears. One connection a database: nothing runs at once.
    pub async fn open() -> World {
        World::configured(|_| ()).await
    }

    /// A world whose server is configured otherwise.
    pub async fn configured(configure: impl FnOnce(&mut Config)) -> World {
        let prefix = FREE.lock().expect("free sets").pop();
        let prefix = prefix.unwrap_or_else(|| {
            let prefix = make(&server::prefix('t', MADE.fetch_add(1, Ordering::Relaxed)));
            let_audit_age(&prefix);
            prefix
        });
        World::on(Lease { prefix, kept: Keeping::RolledBack }, configure).await
    }

    /// A world of this test's own, on databases that keep what is written: for what happens at once, and for other processes.
    pub async fn committed() -> World {
        World::committed_where(|_| ()).await
    }

    /// As [`World::committed`], with a server that is configured otherwise.
    pub async fn committed_where(configure: impl FnOnce(&mut Config)) -> World {
        let prefix = make(&server::prefix('c', MADE.fetch_add(1, Ordering::Relaxed)));
        World::on(Lease { prefix, kept: Keeping::Kept }, configure).await
    }

    /// The same world, whose browsers are answered by something else.
    pub fn answered_by(self, app: App) -> World {
        World { app, ..self }
    }

    /// A browser at the door of another process, whose configuration is another, on the same databases.
    pub async fn another_process(&self, configure: impl FnOnce(&mut Config)) -> Browser {
        let mut config = self.config.clone();
        configure(&mut config);
        let databases = Databases::open(Servers::of(&config), 4, self.lease.kept);
        let state = State::new(databases, config).expect("a state");
        Browser::new(app_of(&state).await, state, "/o/acme")
    }

    async fn on(lease: Lease, configure: impl FnOnce(&mut Config)) -> World {
        let mut config = config(&lease.prefix);
        configure(&mut config);
        let databases = Databases::open(Servers::of(&config), 16, lease.kept);
        let state = State::new(databases, config.clone()).expect("a state");
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
        let browser = self.visitor_of(home(name));
        let form = [("login", login(name)), ("password", PASSWORD.to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(field, value)| (*field, value.as_str())).collect();
        let page = browser.post("/sign-in/password", &form).await;
        assert_eq!(page.status, 303, "{name} cannot sign in:\n{}", page.html);
        if page.header("location") == "/sign-in/second-step" {
            let page = browser.post("/sign-in/second-step", &[("code", &next_code(self.databases(), name).await)]).await;
            assert_eq!((page.status, page.header("location")), (303, "/doors"), "{name} fails at the second step:\n{}", page.html);
        }
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
        let messages = self.databases().read_directory(|db| swasthya::directory::post::Outbox::latest(db, 1)).await.expect("the outbox");
        messages.first().expect("a message").body.chars().filter(char::is_ascii_digit).take(6).collect()
    }

    /// A browser that has asked for a code and has not given it yet.
    pub async fn half_signed_in(&self, phone: &str) -> Browser {
        let browser = self.visitor();
        let page = browser.post("/sign-in/codes", &[("phone", phone)]).await;
        assert_eq!((page.status, page.header("location")), (303, "/sign-in/code"), "no code for {phone}:\n{}", page.html);
        browser
    }

    /// How many passwords in a row were wrong on browsers that the account does not know.
    pub async fn failed_passwords(&self, email: &'static str) -> i32 {
        let of_user = tries::table.inner_join(users::table).filter(users::email.eq(email));
        let of_strangers = of_user.filter(tries::step.eq(SignInStep::Password)).filter(tries::browser.eq([0_u8; 32]));
        let count = self.databases().read_directory(move |db| of_strangers.select(tries::failures).first(db).optional());
        count.await.expect("a count").unwrap_or_default()
    }

    /// Lets time pass: sessions, codes and links become older; the log only where nothing is committed, since the server lets nobody change it.
    pub async fn let_pass(&self, minutes: i64) {
        let mut sql = String::new();
        for (table, columns) in [
            ("sessions", &["created_at", "last_seen_at", "expires_at"][..]),
            ("otps", &["created_at", "expires_at"]),
            ("password_resets", &["created_at", "expires_at"]),
            ("invitations", &["created_at", "expires_at"]),
            ("email_verifications", &["created_at", "expires_at"]),
            ("known_devices", &["created_at", "expires_at"]),
            ("tries", &["waits_until"]),
            ("allowances", &["begun_at"]),
            ("audit_logs", &["at"]),
        ] {
            if table == "audit_logs" && self.lease.kept == Keeping::Kept {
                continue;
            }
            let older: Vec<String> = columns.iter().map(|it| format!("{it} = {it} - INTERVAL {minutes} MINUTE")).collect();
            sql.push_str(&format!("UPDATE {table} SET {};", older.join(", ")));
        }
        self.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("time passes");
    }

    /// Lets so many minutes pass since somebody showed who they are.
    pub async fn let_pass_in_session(&self, name: &str, minutes: i64) {
        let user = UserId(id(&format!("user {name}")));
        let older = move |tx: &mut swasthya::db::DirectoryTx| {
            let rows: Vec<(Vec<u8>, String)> =
                sessions::table.filter(sessions::user_id.eq(user)).select((sessions::token_hash, sessions::state)).load(tx.db)?;
            for (hash, state) in rows {
                let mut values: std::collections::HashMap<String, String> = serde_json::from_str(&state).unwrap_or_default();
                let Some(kept) = values.get_mut("kept") else { continue };
                let mut shown: serde_json::Value = serde_json::from_str(kept).expect("what it keeps");
                for name in ["factor_at", "shown_at"] {
                    let at = &mut shown["proofs"][name];
                    let Ok(then) = serde_json::from_value::<chrono::NaiveDateTime>(at.clone()) else { continue };
                    *at = serde_json::to_value(then - chrono::Duration::minutes(minutes)).expect("an instant");
                }
                *kept = shown.to_string();
                let state = serde_json::to_string(&values).expect("values");
                diesel::update(sessions::table.filter(sessions::token_hash.eq(hash))).set(sessions::state.eq(state)).execute(tx.db)?;
            }
            Ok(())
        };
        self.databases().write_directory(Author::system(), older).await.expect("time passes");
    }

    /// The latest message to somebody.
    pub async fn message_to(&self, recipient: &str) -> Option<swasthya::directory::post::OutboxMessage> {
        let messages = self.databases().read_directory(|db| swasthya::directory::post::Outbox::latest(db, 50)).await.expect("the outbox");
        messages.into_iter().find(|message| message.recipient == recipient)
    }

    /// The path of the link in the latest message to somebody.
    pub async fn link_to(&self, recipient: &str) -> String {
        let body = self.message_to(recipient).await.expect("a message").body;
        let link = body.split_whitespace().find(|word| word.contains("://")).expect("a link").to_owned();
        let path = link.splitn(4, '/').nth(3).expect("a path");
        format!("/{path}")
    }

    /// Changes an organisation by the statements themselves; `<name>` stands for the id of that name.
    pub fn run_in(&self, organisation: &str, sql: &str) {
        let sql = with_ids(sql);
        self.databases().write_now(organisation, &Author::system(), |tx| tx.db.batch_execute(&sql)).expect("the statements");
    }

    /// Runs SQL on the directory, `<name>` standing for ids.
    pub fn run_in_directory(&self, sql: &str) {
        let sql = with_ids(sql);
        self.databases().write_directory_now(&Author::system(), |tx| tx.db.batch_execute(&sql)).expect("the statements");
    }

    /// Lets somebody enter another organisation too.
    pub async fn let_enter(&self, name: &str, organisation: &str) {
        let sql = format!(
            "INSERT INTO memberships (user_id, organisation_id) SELECT <user {name}>, id FROM organisations WHERE slug = '{organisation}'"
        );
        let sql = with_ids(&sql);
        self.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&sql)).await.expect("a membership");
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

/// What somebody signs in with.
pub fn login(name: &str) -> String {
    format!("{name}@{}.test", home(name))
}

/// The slug of the organisation that somebody works at; an operator works at none.
fn home(name: &str) -> &'static str {
    match name {
        "devika" => "swasthya",
        name if ZENITH.contains(&name) => "zenith",
        _ => "acme",
    }
}

const ZENITH: [&str; 3] = ["zoya", "dr_zaveri", "zara"];

/// What somebody's authenticator shows. As if it had not been used within these thirty seconds.
pub async fn next_code(databases: &Databases, name: &str) -> String {
    let (factors, user) = (Factors::new(&SECRET.to_owned().into()), UserId(id(&format!("user {name}"))));
    let forget = move |tx: &mut swasthya::db::DirectoryTx| {
        diesel::update(users::table.find(user)).set(users::mfa_step.eq(None::<i64>)).execute(tx.db)
    };
    databases.write_directory(Author::system(), forget).await.expect("an unused step");
    let authenticator = databases.read_directory(move |db| factors.of(db, user)).await.expect("the directory");
    authenticator.expect("an authenticator").code_at(swasthya::db::clock::now())
}

/// Those who run an organisation, a clinic, or the whole installation: they sign in in two steps.
const IN_TWO_STEPS: [&str; 4] = ["om", "mira", "zara", "devika"];

/// The id of a named person or clinic.
pub fn id(name: &str) -> Uuid {
    let digest = Sha256::digest(name.as_bytes());
    let bytes: [u8; 16] = digest[..16].try_into().expect("sixteen bytes");
    uuid::Builder::from_bytes(bytes).with_version(uuid::Version::SortRand).with_variant(uuid::Variant::RFC4122).into_uuid()
}

fn config(prefix: &str) -> Config {
    let mut settings = Settings::default();
    settings.default_to("MODE", "demo");
    settings.default_to("SECRET", SECRET);
    settings.default_to("DATABASE_URL", server::url());
    settings.default_to("DATABASE_PREFIX", prefix);
    settings.understand().expect("a configuration")
}

/// Makes a set of databases with the world in it; gives its prefix back.
fn make(prefix: &str) -> String {
    let config = config(prefix);
    let servers = Servers::of(&config);
    let server = servers.own();
    for account in
        [DatabaseAccount::directory(server), DatabaseAccount::organisation(server, "acme"), DatabaseAccount::organisation(server, "zenith")]
    {
        server.demolish(&account).expect("no old database");
    }
    server.provision(&DatabaseAccount::directory(server), History::Directory).expect("a directory");
    let databases = Databases::open(servers, 2, Keeping::Kept);
    for (slug, name, people) in
        [("acme", "Acme Clinics", include_str!("acme.sql")), ("zenith", "Zenith Health", include_str!("zenith.sql"))]
    {
        creation::create(&databases, slug, name).expect("an organisation");
        databases
            .write_now(slug, &Author::system(), |tx| {
                tx.db.batch_execute(&with_ids(people))?;
                index(tx, slug)
            })
            .expect("its people");
    }
    let directory = with_ids(include_str!("directory.sql")).replace("{password}", &format!("'{}'", *HASH));
    databases
        .write_directory_now(&Author::system(), |tx| {
            tx.db.batch_execute(&directory)?;
            for name in IN_TWO_STEPS {
                let user = UserId(id(&format!("user {name}")));
                Factors::new(&config.secret).give(tx, user, &Sha256::digest(name.as_bytes())[..20])?;
                diesel::update(users::table.find(user)).set(users::mfa_enabled.eq(true)).execute(tx.db)?;
            }
            Ok(())
        })
        .expect("its users");
    prefix.to_owned()
}

/// Time passes for the directory's audit too, within a test's own transaction: see [`World::let_pass`].
fn let_audit_age(prefix: &str) {
    let directory = DatabaseAccount::directory(Servers::of(&config(prefix)).own());
    let user = directory.user;
    let sql = format!("GRANT UPDATE (at) ON audit_logs TO '{user}'@'localhost', '{user}'@'%'");
    server::administer(&directory.database).batch_execute(&sql).expect("a grant");
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
        let indexed = SearchEntry { id: ProfileId(id(who)), name, phone: phone.as_ref(), address: "", record_number, old_number: "" };
        SearchEntry::add_all(tx, &[indexed])?;
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
