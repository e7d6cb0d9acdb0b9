//! `swasthya migrate`: the directory first, then every organisation. What is done stays done, so it can be run again after
//! a failure; a lock in the directory keeps two from running at once.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Config;
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::DatabaseAccount;
use crate::db::servers::Servers;
use crate::db::{Author, Databases};
use crate::directory::tenants::{Creation, DatabaseState, MigrationLock, Organisation, WhichCreation};
use crate::jobs::creation::{self, holder};
use crate::jobs::sealing;

/// What became of one database.
struct Outcome {
    database: String,
    state: Result<usize, String>,
}

pub fn run(config: &Config) -> anyhow::Result<()> {
    let servers = Servers::of(config);
    servers.own().make_directory(MigrationLock::TABLE).context("cannot make the directory's database")?;
    let databases = Databases::open(servers, 2, Keeping::Kept);
    let outcomes = while_locked(&databases, |still_ours| migrate_all(&databases, config, still_ours))??;
    let failed = outcomes.iter().filter(|it| it.state.is_err()).count();
    print_table(&outcomes);
    sealing::round(&databases);
    if failed > 0 {
        bail!("{failed} of {} databases could not be brought up to date; run this again when the cause is gone", outcomes.len());
    }
    Ok(())
}

/// The directory, and then one organisation after another: one that fails does not keep the others. One that is asked for and
/// that nobody makes is made.
fn migrate_all(databases: &Databases, config: &Config, still_ours: &dyn Fn() -> bool) -> anyhow::Result<Vec<Outcome>> {
    let bar = ProgressBar::new(1).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} databases  {msg}")?);
    let one = |database: &str, work: &dyn Fn(&mut dyn FnMut()) -> anyhow::Result<usize>| {
        bar.set_message(database.to_owned());
        let mut steps = 0;
        let state = work(&mut || {
            steps += 1;
            bar.set_message(format!("{database}, step {steps}"));
        });
        bar.inc(1);
        Outcome { database: database.to_owned(), state: state.map_err(|error| format!("{error:#}")) }
    };
    let server = databases.server();
    let account = DatabaseAccount::directory(server);
    let directory = one(&account.database, &|ran| server.migrate(&account, History::Directory, ran));
    if directory.state.is_err() {
        return Ok(vec![directory]);
    }
    let organisations = databases.read_directory_now(Organisation::all)?;
    bar.set_length(organisations.len() as u64 + 1);
    let mut outcomes = vec![directory];
    for organisation in organisations {
        if !still_ours() {
            bail!("the lock was lost: somebody else migrates now");
        }
        let database = format!("{} on {}", DatabaseAccount::organisation(server, &organisation.slug).database, organisation.server_name);
        outcomes.push(if organisation.is_half_made() {
            one(&database, &|_| make(databases, config, &organisation))
        } else {
            one(&database, &|ran| DatabaseState::bring_up_to_date(databases, &organisation, ran))
        });
    }
    bar.finish_and_clear();
    Ok(outcomes)
}

/// Makes an organisation that is only written down, unless somebody does so now.
fn make(databases: &Databases, config: &Config, organisation: &Organisation) -> anyhow::Result<usize> {
    let which = WhichCreation::This(organisation.id);
    let taken = databases.write_directory_now(&Author::system(), |tx| Creation::take(tx, &holder(), which))?;
    let creation = taken.context("another process makes it now")?;
    creation::carry_out(databases, &creation, &config.base_url)?;
    Ok(History::Organisation.all_steps())
}

/// Does the work while the lock is ours; it is prolonged from another thread, however long one step takes.
fn while_locked<T>(databases: &Databases, work: impl FnOnce(&dyn Fn() -> bool) -> T) -> anyhow::Result<T> {
    let holder = holder();
    let author = Author::system();
    let take = || databases.write_directory_now(&author, |tx| MigrationLock::take(tx, &holder));
    let mut said = false;
    while let MigrationLock::HeldBy(other) = take()? {
        if !said {
            eprintln!("waiting: {other} migrates");
            said = true;
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    let ours = AtomicBool::new(true);
    let (done, until_done) = channel::<()>();
    let every = Duration::from_secs(MigrationLock::LEASE.num_seconds().unsigned_abs() / 4);
    let worked = std::thread::scope(|scope| {
        let (take, ours) = (&take, &ours);
        scope.spawn(move || {
            while until_done.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                if matches!(take(), Ok(MigrationLock::HeldBy(_))) {
                    ours.store(false, Ordering::Relaxed);
                }
            }
        });
        let worked = work(&|| ours.load(Ordering::Relaxed));
        drop(done);
        worked
    });
    databases.write_directory_now(&author, |tx| MigrationLock::release(tx, &holder))?;
    Ok(worked)
}

fn print_table(outcomes: &[Outcome]) {
    let width = outcomes.iter().map(|it| it.database.len()).max().unwrap_or_default();
    let (bad, plain) = if std::io::stdout().is_terminal() { ("\x1b[31m", "\x1b[0m") } else { ("", "") };
    for Outcome { database, state } in outcomes {
        match state {
            Ok(0) => println!("{database:width$}  up to date"),
            Ok(steps) => println!("{database:width$}  brought up to date, {steps} steps"),
            Err(error) => println!("{database:width$}  {bad}FAILED{plain}: {error}"),
        }
    }
}
