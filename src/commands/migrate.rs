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
use crate::db::provision::{Account, Server};
use crate::db::{Author, Databases};
use crate::directory::migration_lock::{self, LEASE, Lock};
use crate::directory::organisation::{Organisation, OrganisationStatus};

/// What became of one database.
struct Outcome {
    database: String,
    state: Result<usize, String>,
}

pub fn run(config: &Config) -> anyhow::Result<()> {
    let server = Server::of(config);
    server.make_directory(migration_lock::TABLE).context("cannot make the directory's database")?;
    let databases = Databases::open(server, 2, Keeping::Kept);
    let outcomes = while_locked(&databases, |still_ours| migrate_all(&databases, still_ours))??;
    let failed = outcomes.iter().filter(|it| it.state.is_err()).count();
    print_table(&outcomes);
    if failed > 0 {
        bail!("{failed} of {} databases could not be brought up to date; run this again when the cause is gone", outcomes.len());
    }
    Ok(())
}

/// The directory, and then one organisation after another: one that fails does not keep the others.
fn migrate_all(databases: &Databases, still_ours: &dyn Fn() -> bool) -> anyhow::Result<Vec<Outcome>> {
    let server = databases.server();
    let bar = ProgressBar::new(1).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} databases  {msg}")?);
    let one = |account: &Account, history: History| {
        bar.set_message(account.database.clone());
        let mut steps = 0;
        let state = server.migrate(account, history, || {
            steps += 1;
            bar.set_message(format!("{}, step {steps}", account.database));
        });
        bar.inc(1);
        Outcome { database: account.database.clone(), state: state.map_err(|error| format!("{error:#}")) }
    };
    let directory = one(&Account::directory(server), History::Directory);
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
        let account = Account::organisation(server, &organisation.slug);
        if organisation.status == OrganisationStatus::Creating {
            let state = Err(format!("half made: run `swasthya org create {}` again", organisation.slug));
            outcomes.push(Outcome { database: account.database, state });
            bar.inc(1);
        } else {
            outcomes.push(one(&account, History::Organisation));
        }
    }
    bar.finish_and_clear();
    Ok(outcomes)
}

/// Does the work while the lock is ours; it is prolonged from another thread, however long one step takes.
fn while_locked<T>(databases: &Databases, work: impl FnOnce(&dyn Fn() -> bool) -> T) -> anyhow::Result<T> {
    let holder = format!("process {} on {}", std::process::id(), host());
    let author = Author::system();
    let take = || databases.write_directory_now(&author, |tx| migration_lock::take(tx, &holder));
    let mut said = false;
    while let Lock::HeldBy(other) = take()? {
        if !said {
            eprintln!("waiting: {other} migrates");
            said = true;
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    let ours = AtomicBool::new(true);
    let (done, until_done) = channel::<()>();
    let every = Duration::from_secs(LEASE.num_seconds().unsigned_abs() / 4);
    let worked = std::thread::scope(|scope| {
        let (take, ours) = (&take, &ours);
        scope.spawn(move || {
            while until_done.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                if matches!(take(), Ok(Lock::HeldBy(_))) {
                    ours.store(false, Ordering::Relaxed);
                }
            }
        });
        let worked = work(&|| ours.load(Ordering::Relaxed));
        drop(done);
        worked
    });
    databases.write_directory_now(&author, |tx| migration_lock::release(tx, &holder))?;
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

fn host() -> String {
    std::fs::read_to_string("/etc/hostname").map_or_else(|_| "this host".to_owned(), |it| it.trim().chars().take(40).collect())
}
