//! A thousand organisations: what the server holds when somebody was in each of them.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use swasthya::config::Settings;
use swasthya::db::provision::DatabaseAccount;
use swasthya::db::servers::Servers;

use crate::build;
use crate::build::staff::hex;
use crate::home::{Home, PASSWORD};
use crate::http::{self, Browser};
use crate::machine;
use crate::server::Server;
use crate::world::World;

/// What all of their slugs begin with.
const SLUG: &str = "many";

fn slug(number: u32) -> String {
    format!("{SLUG}{number}")
}

fn login(number: u32) -> String {
    format!("desk@{SLUG}{number}.test")
}

/// The memory of a server, in MiB, now and at most, after a page in each of so many organisations. They are copies of a built
/// one's tables, with a clinic and somebody at its desk.
pub fn touch(home: &Home, like: &World, count: u32) -> anyhow::Result<(f64, f64)> {
    make(home, like, count)?;
    show(home, true)?;
    let measured = touch_shown(home, count);
    show(home, false)?;
    measured
}

/// Has the servers see them, or not: what a server does for a thousand organisations is no part of other measurements.
fn show(home: &Home, shown: bool) -> anyhow::Result<()> {
    let status = if shown { "active" } else { "creating" };
    home.sql(&Home::directory())?.run(&format!("UPDATE organisations SET status = '{status}' WHERE slug LIKE '{SLUG}%'"))
}

fn touch_shown(home: &Home, count: u32) -> anyhow::Result<(f64, f64)> {
    let cookies = sign_in(home, count)?;
    let server = Server::start(home.serve()?, "/readyz")?;
    for (number, cookie) in (0..count).zip(cookies) {
        let path = format!("/o/{}/reception/clinic0/queue", slug(number));
        let answer = http::get(server.port, &path, &cookie, crate::measure::COMPRESSED)?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
    }
    machine::memory(server.pid())
}

fn bar(count: u32, what: &'static str) -> anyhow::Result<ProgressBar> {
    let bar = ProgressBar::new(count.into()).with_message(what);
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed_precise}")?);
    Ok(bar)
}

fn make(home: &Home, like: &World, count: u32) -> anyhow::Result<()> {
    let mut sql = home.sql(&Home::organisation(&like.slug))?;
    let mut statements = String::from("SET foreign_key_checks = 0;");
    for table in
        sql.texts("SELECT table_name AS it FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")?
    {
        statements += &sql.definition(&table)?;
        statements += ";\n";
    }
    let template = Home::organisation(&like.slug);
    statements += &format!(
        "INSERT INTO __diesel_schema_migrations SELECT * FROM {template}.__diesel_schema_migrations;
         INSERT INTO clinics (id, name, slug) VALUES ({clinic}, 'Clinic 1', 'clinic0');
         INSERT INTO changes (clinic_id) VALUES ({clinic});
         INSERT INTO profiles (id, user_id, full_name) VALUES ({worker}, {{user}}, 'Somebody at the desk');
         INSERT INTO staff (profile_id, designation) VALUES ({worker}, 'Front desk');
         INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions)
         VALUES ({worker}, {clinic}, {worker}, 'staff', '[\"patients\",\"check_ins\",\"calls\",\"bills\"]')",
        clinic = hex(&like.clinic(0)),
        worker = hex(&like.worker(0, 9)),
    );
    let mut settings = Settings::default();
    for (name, value) in home.settings() {
        settings.default_to(name, value);
    }
    let servers = Servers::of(&settings.understand()?);
    let (next, bar) = (AtomicU32::new(0), bar(count, "organisations")?);
    build::side_by_side(|| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(());
            }
            build::once(home, &slug(number), "whole", || {
                let database = Home::organisation(&slug(number));
                home.sql("")?.run(&format!("DROP DATABASE IF EXISTS {database}"))?;
                let account = DatabaseAccount::organisation(servers.own(), &slug(number));
                servers.own().make(&account)?;
                let user = format!("LEFT(UNHEX(SHA2('{}', 256)), 16)", login(number));
                home.sql(&database)?.run(&statements.replace("{user}", &user))?;
                servers.own().grant(&account)?;
                home.sql(&Home::directory())?.run(&format!(
                    "INSERT IGNORE INTO organisations (id, name, slug, status) VALUES (LEFT(UNHEX(SHA2('{slug}', 256)), 16), 'Organisation {slug}', '{slug}', 'active');
                     INSERT IGNORE INTO users (id, full_name, email, password_hash)
                     SELECT {user}, 'Somebody at the desk', '{}', password_hash FROM users WHERE email = '{}';
                     INSERT IGNORE INTO memberships (user_id, organisation_id) VALUES ({user}, LEFT(UNHEX(SHA2('{slug}', 256)), 16))",
                    login(number),
                    build::staff::admin(like),
                    slug = slug(number),
                ))
            })?;
            bar.inc(1);
        }
    })?;
    bar.finish_and_clear();
    Ok(())
}

/// Everybody's cookies, from a server that is not measured.
fn sign_in(home: &Home, count: u32) -> anyhow::Result<Vec<String>> {
    let server = Server::start(home.serve()?, "/readyz")?;
    let bar = bar(count, "signing in")?;
    let mut cookies = Vec::new();
    for number in 0..count {
        let mut browser = Browser::new(server.port);
        let form = format!("login={}&password={}", login(number).replace('@', "%40"), PASSWORD.replace(' ', "+"));
        let answer = browser.post("/sign-in/password", &form).with_context(|| login(number))?;
        ensure!(answer.status == 303, "{} is refused: {}", login(number), answer.status);
        cookies.push(browser.cookie());
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(cookies)
}
