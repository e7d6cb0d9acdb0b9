//! Filling an organisation. Each step is written down when it is done: a build that was stopped goes on with the next.

mod loading;
mod search;
pub mod staff;
pub mod tables;
pub mod today;

use std::sync::Mutex;
use std::thread;

use anyhow::{Context, anyhow};
use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};

use crate::home::Home;
use crate::sql::Sql;
use crate::world::{CLINICS, World};
use tables::{OF_PEOPLE, OF_VISITS, Table};

/// What is done already, and where one stands.
pub struct Progress<'a> {
    pub home: &'a Home,
    pub world: &'a World,
    pub bar: ProgressBar,
}

/// Which organisation a size is, built or not: the day up to which it has visits was fixed when its building began.
pub fn world(home: &Home, slug: &str, patients: u32) -> anyhow::Result<World> {
    let mut sql = home.sql("")?;
    let progress = Home::database("progress");
    sql.run(&format!(
        "CREATE DATABASE IF NOT EXISTS {progress};
         CREATE TABLE IF NOT EXISTS {progress}.organisations (slug VARCHAR(20) PRIMARY KEY, until_day DATE NOT NULL);
         CREATE TABLE IF NOT EXISTS {progress}.steps (slug VARCHAR(20), step VARCHAR(60), PRIMARY KEY (slug, step));
         CREATE TABLE IF NOT EXISTS {progress}.table_keys (slug VARCHAR(20), name VARCHAR(60), sql_text TEXT NOT NULL, PRIMARY KEY (slug, name));
         INSERT IGNORE INTO {progress}.organisations VALUES ('{slug}', DATE(UTC_TIMESTAMP() + INTERVAL 330 MINUTE));"
    ))?;
    let day = sql.texts(&format!("SELECT CAST(until_day AS CHAR) AS it FROM {progress}.organisations WHERE slug = '{slug}'"))?;
    let day: NaiveDate = day.first().context("no day")?.parse()?;
    Ok(World::until(slug, patients, day))
}

/// Builds what is missing of an organisation.
pub fn build(home: &Home, world: &World) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg} {elapsed_precise}, {eta} left")?);
    bar.set_prefix(world.slug.clone());
    let progress = Progress { home, world, bar };
    progress.once("organisation", || staff::organisation(&progress))?;
    let tables: Vec<&'static Table> = OF_PEOPLE.iter().chain(&OF_VISITS).collect();
    progress.bar.set_length(tables.iter().map(|it| loading::length(world, it)).sum());
    let waiting = Mutex::new(tables);
    let next = || waiting.lock().ok().and_then(|mut it| (!it.is_empty()).then(|| it.remove(0)));
    side_by_side(|| {
        while let Some(table) = next() {
            progress.bar.set_message(table.name);
            progress.once(table.name, || loading::load(&progress, table))?;
        }
        Ok(())
    })?;
    progress.once("accounts", || loading::accounts(&progress))?;
    progress.once("staff", || staff::workers(&progress))?;
    search::fill(&progress)?;
    progress.once("statistics", || progress.statistics())?;
    progress.bar.finish_and_clear();
    Ok(())
}

/// Does a step of an organisation's that was not done yet.
pub fn once(home: &Home, slug: &str, step: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let steps = Home::database("progress.steps");
    let done = format!("SELECT COUNT(*) AS it FROM {steps} WHERE slug = '{slug}' AND step = '{step}'");
    if home.sql("")?.number(&done)? == Some(0) {
        work().with_context(|| format!("building {slug}: {step}"))?;
        home.sql("")?.run(&format!("INSERT IGNORE INTO {steps} VALUES ('{slug}', '{step}')"))?;
    }
    Ok(())
}

/// Runs the work on as many threads as there are cores.
pub fn side_by_side(work: impl Fn() -> anyhow::Result<()> + Sync) -> anyhow::Result<()> {
    let count = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(&work)).collect();
        threads.into_iter().try_for_each(|it| it.join().map_err(|_| anyhow!("a thread of the build broke off"))?)
    })
}

impl Progress<'_> {
    fn once(&self, step: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
        once(self.home, &self.world.slug, step, work)
    }

    pub fn organisation(&self) -> anyhow::Result<Sql> {
        self.home.sql(&Home::organisation(&self.world.slug))
    }

    fn statistics(&self) -> anyhow::Result<()> {
        let (mut sql, mut directory) = (self.organisation()?, self.home.sql(&Home::directory())?);
        let count = self.world.patients;
        sql.run(&format!("INSERT INTO counters (name, value) VALUES ('records', {count}) ON DUPLICATE KEY UPDATE value = {count}"))?;
        for clinic in 0..CLINICS {
            let id = uuid::Uuid::from_bytes(self.world.clinic(clinic));
            sql.run(&format!(
                "REPLACE INTO counters (name, value) SELECT CONCAT('receipts {id} ', financial_year), MAX(receipt) FROM payments \
                 WHERE clinic_id = X'{}' GROUP BY financial_year",
                id.simple()
            ))?;
        }
        for table in sql
            .texts("SELECT table_name AS it FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")?
        {
            sql.texts(&format!("ANALYZE TABLE `{table}`")).ok();
        }
        directory.texts("ANALYZE TABLE users, memberships").ok();
        Ok(())
    }
}
