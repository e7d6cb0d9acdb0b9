//! Getting millions of rows into a table: its keys are made when all rows are there.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::process::Command;
use std::thread;

use anyhow::{anyhow, ensure};

use super::Progress;
use super::tables::{Each, Maker, Table};
use crate::home::Home;
use crate::rows::{Rows, Sink, Way};
use crate::sql::Sql;
use crate::world::{CLINICS, World};

/// How many patients or visits a table's rows are made from.
pub fn length(world: &World, table: &Table) -> u64 {
    match table.each {
        Each::Person(_) => world.patients.into(),
        Each::Visit(_) => world.visits(),
    }
}

/// Fills a table.
pub fn load(progress: &Progress, table: &Table) -> anyhow::Result<()> {
    let mut sql = progress.organisation()?;
    sql.run(&format!("SET unique_checks = 0, foreign_key_checks = 0; TRUNCATE TABLE {}", table.name))?;
    let keys = Keys::put_away(progress, &mut sql, table.name)?;
    fill(progress, &mut sql, table.name, table.columns, Again::Refused, |rows| make(progress, table, rows))?;
    keys.put_back(&mut sql)
}

/// The accounts of the families, in the directory.
pub fn accounts(progress: &Progress) -> anyhow::Result<()> {
    let mut sql = progress.home.sql(&Home::directory())?;
    let slug = &progress.world.slug;
    let organisation = sql.texts(&format!("SELECT HEX(id) AS it FROM organisations WHERE slug = '{slug}'"))?.remove(0);
    let organisation = u128::from_str_radix(&organisation, 16)?.to_be_bytes();
    sql.run("SET unique_checks = 0, foreign_key_checks = 0")?;
    let families = progress.world.families() * CLINICS;
    fill(progress, &mut sql, "users", "id, full_name, phone, phone_verified_at", Again::PassedOver, |rows| {
        (0..families).try_for_each(|family| {
            let phone = progress.world.phone(family);
            rows.id(&progress.world.user(family)).text("Head of a family").text(&phone).instant(progress.world.morning(0)).end()
        })
    })?;
    fill(progress, &mut sql, "memberships", "user_id, organisation_id", Again::PassedOver, |rows| {
        (0..families).try_for_each(|family| rows.id(&progress.world.user(family)).id(&organisation).end())
    })
}

fn make(progress: &Progress, table: &Table, rows: &mut Rows) -> anyhow::Result<()> {
    let world = progress.world;
    let mut maker = Maker::new(world);
    for number in 0..length(world, table) {
        match table.each {
            Each::Person(write) => write(world, &world.person(u32::try_from(number)?), rows)?,
            Each::Visit(write) => write(&mut maker, &world.visit(number), rows)?,
        }
        if number % 1000 == 0 {
            progress.bar.inc(1000);
        }
    }
    Ok(())
}

/// What happens to a row that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Refused,
    PassedOver,
}

/// Has the rows made and sends them.
fn fill(
    progress: &Progress,
    sql: &mut Sql,
    table: &str,
    columns: &str,
    again: Again,
    make: impl FnOnce(&mut Rows) -> anyhow::Result<()> + Send,
) -> anyhow::Result<()> {
    let ignore = if again == Again::PassedOver { "IGNORE" } else { "" };
    if progress.home.way() == Way::Insert {
        let send: Sink =
            Box::new(|batch| sql.run(&format!("INSERT {ignore} INTO {table} ({columns}) VALUES {}", std::str::from_utf8(batch)?)));
        let mut rows = Rows::new(Way::Insert, send);
        make(&mut rows)?;
        return rows.finish();
    }
    let pipe = progress.home.folder.join(format!("{}.{table}", progress.world.slug));
    if pipe.exists() {
        fs::remove_file(&pipe)?;
    }
    ensure!(Command::new("mkfifo").args(["-m", "666"]).arg(&pipe).status()?.success(), "cannot make {}", pipe.display());
    let statement = format!("LOAD DATA INFILE '{}' {ignore} INTO TABLE {table} CHARACTER SET binary ({columns})", pipe.display());
    let done = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut to: File = OpenOptions::new().write(true).open(&pipe)?;
            let mut rows = Rows::new(Way::Load, Box::new(move |batch| Ok(to.write_all(batch)?)));
            make(&mut rows)?;
            rows.finish()
        });
        let loaded = sql.run(&statement);
        if loaded.is_err() {
            // Nobody reads: whoever writes must not wait for it.
            drop(OpenOptions::new().read(true).write(true).open(&pipe));
        }
        let written = writer.join().map_err(|_| anyhow!("whoever makes the rows broke off"))?;
        loaded.and(written)
    });
    fs::remove_file(&pipe)?;
    done
}

/// A table's keys but the primary one, as statements: away while the rows come in.
struct Keys {
    put_back: String,
}

impl Keys {
    /// Writes them down before they are dropped, so that a build that dies meanwhile still knows them.
    fn put_away(progress: &Progress, sql: &mut Sql, table: &str) -> anyhow::Result<Keys> {
        let (kept, slug) = (Home::database("progress.table_keys"), &progress.world.slug);
        let keys = "SELECT CONCAT(IF(non_unique, 'KEY `', 'UNIQUE KEY `'), index_name, '` (', \
                      GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', '), ')') AS it \
                    FROM information_schema.statistics WHERE table_schema = DATABASE()";
        let keys = sql.texts(&format!("{keys} AND table_name = '{table}' AND index_name <> 'PRIMARY' GROUP BY non_unique, index_name"))?;
        let whole: Vec<String> = keys.iter().map(|it| format!("ADD {it}")).collect();
        sql.run(&format!("INSERT IGNORE INTO {kept} VALUES ('{slug}', '{table}', '{}')", whole.join(", ")))?;
        let dropped: Vec<String> = keys.iter().filter_map(|it| Some(format!("DROP KEY `{}`", it.split('`').nth(1)?))).collect();
        if !dropped.is_empty() {
            sql.run(&format!("ALTER TABLE {table} {}", dropped.join(", ")))?;
        }
        let put_back = sql.texts(&format!("SELECT sql_text AS it FROM {kept} WHERE slug = '{slug}' AND name = '{table}'"))?.concat();
        Ok(Keys { put_back: if put_back.is_empty() { put_back } else { format!("ALTER TABLE {table} {put_back}") } })
    }

    fn put_back(self, sql: &mut Sql) -> anyhow::Result<()> {
        if self.put_back.is_empty() { Ok(()) } else { sql.run(&self.put_back) }
    }
}
