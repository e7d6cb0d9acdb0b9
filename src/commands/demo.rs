//! `swasthya demo`: everything on one machine, to try.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;

use super::serve;
use crate::config::Settings;
use crate::db::Databases;
use crate::db::clock::{INDIA, now, today_in};
use crate::db::embedded::{Durability, Embedded};
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::DatabaseAccount;
use crate::db::servers::Servers;
use crate::demo::world;
use crate::directory::tenants::{DatabaseState, Organisation};
use crate::keys::fresh_token;
use crate::models::values::Phone;

/// Try it: a private database, a demo world, ready at http://127.0.0.1:8080.
#[derive(Args)]
pub struct Demo {
    /// Throw the demo's data away and start over.
    #[arg(long)]
    reset: bool,
    /// Where the demo keeps its data.
    #[arg(long, default_value = "var/demo", value_name = "FOLDER")]
    folder: PathBuf,
}

impl Demo {
    pub fn run(self, mut settings: Settings) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        let embedded = if settings.has("DATABASE_URL") { None } else { Some(self.start_server()?) };
        if let Some(embedded) = &embedded {
            settings.default_to("DATABASE_URL", embedded.url());
        }
        settings.default_to("MODE", "demo");
        settings.default_to("ANCHORS", self.folder.join("anchors").to_string_lossy());
        settings.default_to("SECRET", self.secret()?);
        let config = settings.understand()?;
        let servers = Servers::of(&config);
        if self.reset && embedded.is_none() {
            clear(&servers)?;
        }
        prepare(&servers)?;
        let stops = if embedded.is_some() { "the server and its database" } else { "the server" };
        let greeting = greeting(&config.base_url, stops);
        let served = serve::serve(config, servers, &greeting);
        drop(embedded);
        served
    }

    fn start_server(&self) -> anyhow::Result<Embedded> {
        let folder = self.folder.join("mariadb");
        if self.reset {
            Embedded::clear(&folder)?;
        }
        Embedded::start(&folder, Durability::Full)
    }

    /// The demo's own secret, made once and kept beside its data, for no other user of the machine to read.
    fn secret(&self) -> anyhow::Result<String> {
        let path = self.folder.join("secret");
        if !path.exists() {
            fs::write(&path, "")?;
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        let secret = fs::read_to_string(&path)?;
        if !secret.is_empty() {
            return Ok(secret);
        }
        let secret = fresh_token()?;
        fs::write(&path, &secret)?;
        Ok(secret)
    }
}

/// Makes and fills what is missing: the second start finds everything there.
fn prepare(servers: &Servers) -> anyhow::Result<()> {
    let server = servers.own();
    let directory = DatabaseAccount::directory(server);
    if !server.is_ready(&directory, History::Directory) {
        server.provision(&directory, History::Directory)?;
    }
    let databases = Databases::open(servers.clone(), 2, Keeping::Kept);
    let there = databases.read_directory_now(Organisation::all)?;
    for place in &world::PLACES {
        let account = DatabaseAccount::organisation(server, place.slug);
        let made = there.iter().find(|it| it.slug == place.slug && !it.is_half_made());
        if let Some(organisation) = made {
            if !server.is_ready(&account, History::Organisation) {
                server.make(&account)?;
            }
            DatabaseState::bring_up_to_date(&databases, organisation, || ())?;
        } else {
            let since = Instant::now();
            eprint!("filling {} ... ", place.name);
            server.demolish(&account)?;
            place.load(&databases, now())?;
            eprintln!("{:.1} s", since.elapsed().as_secs_f32());
        }
    }
    world::take_on_operator(&databases)
}

/// Empties a server that is not ours alone: only what the demo made, and nothing if there is anything else.
fn clear(servers: &Servers) -> anyhow::Result<()> {
    let server = servers.own();
    let directory = DatabaseAccount::directory(server);
    if server.is_ready(&directory, History::Directory) {
        let databases = Databases::open(servers.clone(), 2, Keeping::Kept);
        let others = databases.read_directory_now(Organisation::all)?;
        if let Some(other) = others.iter().find(|it| world::PLACES.iter().all(|place| place.slug != it.slug)) {
            bail!("that server holds {:?} too, which is not the demo's: nothing was thrown away", other.name);
        }
    }
    for place in &world::PLACES {
        server.demolish(&DatabaseAccount::organisation(server, place.slug))?;
    }
    server.demolish(&directory)
}

/// What is printed when the demo is ready: the address, every way in, and what Ctrl-C stops.
fn greeting(address: &str, stops: &str) -> String {
    let mut text = format!("\nSwasthya serves at {address}\n\nWhoever works here signs in with e-mail and password: {}\n", world::PASSWORD);
    let _ = writeln!(text, "\n  The installation\n    {:24} {:20} operator", world::OPERATOR, world::OPERATOR_NAME);
    for place in &world::PLACES {
        let _ = writeln!(text, "\n  {}", place.name);
        for worker in place.workers {
            let _ = writeln!(text, "    {:24} {:20} {}", place.email(worker), worker.name, worker.what);
        }
    }
    text.push_str("\nPatients sign in with their phone; the codes arrive at /dev/outbox.\n\n");
    for family in world::PLACES[0].families(today_in(INDIA)).iter().take(3) {
        let phone = family.phone.as_deref().map(|it| Phone::stored(it).to_string()).unwrap_or_default();
        let names: Vec<&str> = family.people.iter().map(|it| it.full_name.as_str()).collect();
        let _ = writeln!(text, "    {phone:12} {}", names.join(", "));
    }
    let _ = writeln!(text, "\nCtrl-C stops {stops}.");
    text
}
