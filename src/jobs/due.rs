//! Works what is due, in any organisation: the directory says where, the organisation's database what. Each piece is in one process's
//! hands at a time, and in another's when that process dies.

mod booking;
mod import;
mod letter;
mod parted_names;
mod preview;
mod sending;

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::rt::spawn;
use actix_web::rt::time::sleep;
use anyhow::anyhow;
use tokio::sync::oneshot;

use crate::db::failure::Trouble;
use crate::db::ids::OrganisationId;
use crate::db::{Author, Databases, Db, QueryResult, Tx};
use crate::directory::tenants::{Organisation, OrganisationDue};
use crate::models::exchange::Asking;
use crate::models::journal::{DueKind, DueWork, NotificationKind};
use crate::models::practice::Member;

/// How often it is looked for work of which another process told.
const EVERY: Duration = Duration::from_secs(1);

/// How many organisations this process works for at once.
const AT_ONCE: usize = 2;

/// How often every organisation is asked, for what the directory was not told of: a process died between the two commits.
const SLOWLY: Duration = Duration::from_hours(1);

/// A piece of work in hand, and where.
pub struct InHand<'a> {
    pub databases: &'a Databases,
    pub slug: &'a str,
    pub organisation: OrganisationId,
    pub work: DueWork,
    /// Who caused it.
    pub author: Author,
    said: Option<Instant>,
}

/// How often work that goes on says so.
const SAID_EVERY: Duration = Duration::from_millis(500);

/// How a try ended that was none in vain.
pub enum Worked {
    Done,
    /// Its time has not come: it is tried again after so long.
    Later(chrono::Duration),
}

/// Which function works what.
fn work(hand: &mut InHand) -> anyhow::Result<Worked> {
    match hand.work.kind {
        DueKind::ImportPreview => preview::make(hand),
        DueKind::ImportRun => import::run(hand),
        DueKind::Letter => letter::send(hand),
        DueKind::Sending => sending::send(hand),
        DueKind::PartedNames => parted_names::renew(hand),
        DueKind::BookingExpiry => booking::expire(hand),
        DueKind::ReminderFar => booking::remind(hand, NotificationKind::BookingReminder),
        DueKind::ReminderNear => booking::remind(hand, NotificationKind::BookingSoon),
    }
}

/// Works until the server stops.
pub fn start(databases: &Arc<Databases>) {
    for _ in 0..AT_ONCE {
        spawn(run(Arc::clone(databases)));
    }
    spawn(look_everywhere(Arc::clone(databases)));
}

async fn run(databases: Arc<Databases>) {
    loop {
        match round(&databases).await {
            Ok(true) => {}
            Ok(false) => databases.until_due(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "cannot work what is due");
                sleep(EVERY * 5).await;
            }
        }
    }
}

/// Works what is due in one organisation, if something is anywhere. Whether it was. In a thread that the end of the process ends.
pub async fn round(databases: &Arc<Databases>) -> Result<bool, Trouble> {
    let Some(due) = databases.write_directory(Author::system(), OrganisationDue::take).await? else { return Ok(false) };
    let (done, worked) = oneshot::channel();
    let databases = databases.aside();
    std::thread::spawn(move || done.send(work_in(&databases, &due)));
    worked.await.unwrap_or_else(|_| Err(Trouble::Fault(anyhow!("the work that was due was cut short"))))?;
    Ok(true)
}

fn work_in(databases: &Databases, due: &OrganisationDue) -> Result<(), Trouble> {
    while let Some(work) = databases.write_now(&due.slug, &Author::system(), DueWork::take)? {
        let author = Author { user: work.by, ..Author::system() };
        work_on(InHand { databases, slug: &due.slug, organisation: due.id, work, author, said: None })?;
    }
    databases.write_now(&due.slug, &Author::system(), |tx| DueWork::tell_of_given_up(tx, Member::admins))?;
    let next = databases.read_now(&due.slug, DueWork::next)?;
    databases.write_directory_now(&Author::system(), |tx| due.settle(tx, next))
}

fn work_on(mut hand: InHand) -> Result<(), Trouble> {
    let worked = work(&mut hand);
    let was_wanted = hand.write(|tx| match &worked {
        Ok(Worked::Done) => hand.work.finish(tx).map(|()| true),
        Ok(Worked::Later(wait)) => hand.work.postpone(tx, tx.now + *wait).map(|()| true),
        Err(error) => hand.work.fail(tx, &format!("{error:#}")),
    })?;
    if let Err(error) = &worked {
        let DueWork { kind, subject, attempts, .. } = &hand.work;
        if was_wanted {
            tracing::warn!(%kind, %subject, attempts, error = format!("{error:#}"), "work that was due came to nothing");
        } else {
            tracing::info!(%kind, %subject, "work was taken back while it was done");
        }
    }
    Ok(())
}

impl InHand<'_> {
    pub fn read<T>(&self, query: impl Fn(&mut Db) -> QueryResult<T>) -> Result<T, Trouble> {
        self.databases.read_now(self.slug, query)
    }

    pub fn write<T>(&self, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
        self.databases.write_now(self.slug, &self.author, change)
    }

    /// A change that is made only while the work is in hand.
    pub fn write_if_held<T>(&self, done: usize, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
        let changed = self.write(|tx| if self.work.keep(tx, done)? { change(tx).map(Some) } else { Ok(None) })?;
        changed.ok_or_else(|| Trouble::Fault(anyhow!("it is not in hand any more")))
    }
}

impl Asking for InHand<'_> {
    type Error = Trouble;

    fn ask<T>(&mut self, question: impl Fn(&mut Db) -> QueryResult<T>) -> Result<T, Trouble> {
        self.read(question)
    }

    fn got_to(&mut self, rows: usize) -> Result<(), Trouble> {
        if self.said.is_some_and(|at| at.elapsed() < SAID_EVERY) {
            return Ok(());
        }
        self.said = Some(Instant::now());
        self.write_if_held(rows, |_| Ok(()))
    }
}

async fn look_everywhere(databases: Arc<Databases>) {
    loop {
        if let Err(error) = tell_of_all(&databases).await {
            tracing::warn!(%error, "cannot look for work that nobody told of");
        }
        sleep(SLOWLY).await;
    }
}

/// Tells the directory of the work of every organisation that was made. One that cannot be reached does not keep the others.
pub async fn tell_of_all(databases: &Arc<Databases>) -> Result<(), Trouble> {
    let all = databases.read_directory(Organisation::all).await?;
    for Organisation { slug, .. } in all.into_iter().filter(|it| !it.is_half_made()) {
        match databases.read(&slug, DueWork::next).await {
            Ok(Some(at)) => databases.tell_due(&slug, at).await?,
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, organisation = %slug, "cannot ask it for its work"),
        }
    }
    Ok(())
}
