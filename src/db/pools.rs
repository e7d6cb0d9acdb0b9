//! The pools of connections: one for the directory, one an organisation, opened when first needed and closed when idle.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web::block;
use diesel::connection::Connection;
use diesel::r2d2::{CustomizeConnection, ManageConnection, Pool, PooledConnection};
use diesel::result::QueryResult;
use scheduled_thread_pool::ScheduledThreadPool;

use super::clock::now;
use super::failure::{Failure, Trouble};
use super::provision::{Account, Server};
use super::{Author, Db, DirectoryDb, DirectoryManager, DirectoryTx, Opener, OrganisationManager, Tx};

/// How often a change is tried when others are in its way.
const ATTEMPTS: u32 = 3;

/// Every database this server may reach. Only `auth`, `jobs` and `commands` hold it; screens get theirs from an `Actor`.
pub struct Databases {
    server: Server,
    directory: Pool<DirectoryManager>,
    organisations: Mutex<HashMap<String, Opened>>,
    threads: Arc<ScheduledThreadPool>,
    queries: Arc<AtomicU64>,
    size: u32,
    kept: Keeping,
}

struct Opened {
    pool: Pool<OrganisationManager>,
    last_used: Instant,
}

/// What becomes of the work done on the connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It stays.
    Kept,
    /// One connection a pool, in a transaction that is never committed: a test's work disappears with the pool.
    RolledBack,
}

/// An organisation's pool that nobody used for so long is closed.
const IDLE: Duration = Duration::from_secs(300);

impl Databases {
    /// Opens the directory's pool lazily: the first query connects.
    pub fn open(server: Server, size: u32, kept: Keeping) -> Self {
        let queries = Arc::new(AtomicU64::new(0));
        let threads = Arc::new(ScheduledThreadPool::new(2));
        let manager = DirectoryManager(Opener::new(&server.url_of(&Account::directory(&server)), Arc::clone(&queries)));
        let directory = pool(manager, size, kept, &threads);
        Databases { server, directory, organisations: Mutex::default(), threads, queries, size, kept }
    }

    /// How many statements have been run so far, on all connections, transaction control excepted.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The pool of an organisation whose slug the directory has confirmed. Forgets pools that have been idle.
    fn organisation(&self, slug: &str) -> Pool<OrganisationManager> {
        let mut opened = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
        if !opened.contains_key(slug) {
            opened.retain(|_, it| it.last_used.elapsed() < IDLE || it.pool.state().connections > it.pool.state().idle_connections);
        }
        let entry = opened.entry(slug.to_owned()).or_insert_with(|| {
            let url = self.server.url_of(&Account::organisation(&self.server, slug));
            let manager = OrganisationManager(Opener::new(&url, Arc::clone(&self.queries)));
            Opened { pool: pool(manager, self.size, self.kept, &self.threads), last_used: Instant::now() }
        });
        entry.last_used = Instant::now();
        entry.pool.clone()
    }

    /// Runs queries on an organisation's database, off the async threads. The connection never crosses an `.await`.
    pub async fn read<T: Send + 'static>(
        &self,
        slug: &str,
        query: impl FnOnce(&mut Db) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.organisation(slug);
        block(move || Ok(query(&mut get(&pool)?)?)).await?
    }

    /// Makes one change to an organisation: commits if it returns `Ok`, else nothing happened. Tried again, whole and on a
    /// fresh connection, when another change was in the way; so it must do nothing but write to the database.
    pub async fn write<T: Send + 'static>(
        &self,
        slug: &str,
        by: Author,
        change: impl Fn(&mut Tx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.organisation(slug);
        block(move || write_now(&pool, &by, change)).await?
    }

    /// As [`Databases::write`], for the command line and long work that has a thread of its own.
    pub fn write_now<T>(&self, slug: &str, by: &Author, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
        write_now(&self.organisation(slug), by, change)
    }

    /// As [`Databases::read`], for the command line and long work that has a thread of its own.
    pub fn read_now<T>(&self, slug: &str, query: impl FnOnce(&mut Db) -> QueryResult<T>) -> Result<T, Trouble> {
        Ok(query(&mut get(&self.organisation(slug))?)?)
    }

    /// Runs queries on the directory.
    pub async fn read_directory<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut DirectoryDb) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.directory.clone();
        block(move || Ok(query(&mut get(&pool)?)?)).await?
    }

    /// Makes one change to the directory.
    pub async fn write_directory<T: Send + 'static>(
        &self,
        by: Author,
        change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.directory.clone();
        block(move || write_directory_now(&pool, &by, change)).await?
    }

    /// As [`Databases::write_directory`], for the command line.
    pub fn write_directory_now<T>(&self, by: &Author, change: impl Fn(&mut DirectoryTx) -> QueryResult<T>) -> Result<T, Trouble> {
        write_directory_now(&self.directory, by, change)
    }

    /// As [`Databases::read_directory`], for the command line.
    pub fn read_directory_now<T>(&self, query: impl FnOnce(&mut DirectoryDb) -> QueryResult<T>) -> Result<T, Trouble> {
        Ok(query(&mut get(&self.directory)?)?)
    }
}

fn pool<M>(manager: M, size: u32, kept: Keeping, threads: &Arc<ScheduledThreadPool>) -> Pool<M>
where
    M: ManageConnection<Error = diesel::r2d2::Error>,
    M::Connection: Connection,
{
    let builder = Pool::builder()
        .min_idle(Some(0))
        .connection_timeout(Duration::from_millis(1500))
        .idle_timeout(Some(Duration::from_secs(120)))
        .thread_pool(Arc::clone(threads));
    match kept {
        Keeping::Kept => builder.max_size(size).build_unchecked(manager),
        Keeping::RolledBack => builder
            .max_size(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_on_check_out(false)
            .connection_customizer(Box::new(NeverCommitted))
            .build_unchecked(manager),
    }
}

#[derive(Debug)]
struct NeverCommitted;

impl<C: Connection> CustomizeConnection<C, diesel::r2d2::Error> for NeverCommitted {
    fn on_acquire(&self, connection: &mut C) -> Result<(), diesel::r2d2::Error> {
        connection.begin_test_transaction().map_err(diesel::r2d2::Error::QueryError)
    }
}

fn get<M: ManageConnection>(pool: &Pool<M>) -> Result<PooledConnection<M>, Trouble> {
    pool.get().map_err(|error| Trouble::Busy(error.to_string()))
}

fn write_now<T>(pool: &Pool<OrganisationManager>, by: &Author, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
    again_when_in_the_way(|| {
        let mut db = get(pool)?;
        db.transaction(|db| {
            let mut tx = Tx::begin(db, by, now());
            let done = change(&mut tx)?;
            tx.finish()?;
            Ok(done)
        })
        .map_err(Attempt::Failed)
    })
}

fn write_directory_now<T>(
    pool: &Pool<DirectoryManager>,
    by: &Author,
    change: impl Fn(&mut DirectoryTx) -> QueryResult<T>,
) -> Result<T, Trouble> {
    again_when_in_the_way(|| {
        let mut db = get(pool)?;
        db.transaction(|db| change(&mut DirectoryTx { db, by, now: now() })).map_err(Attempt::Failed)
    })
}

enum Attempt {
    Failed(diesel::result::Error),
    Refused(Trouble),
}

impl From<Trouble> for Attempt {
    fn from(error: Trouble) -> Self {
        Attempt::Refused(error)
    }
}

/// Runs a whole transaction, at most [`ATTEMPTS`] times, each on a connection taken anew from the pool.
fn again_when_in_the_way<T>(attempt: impl Fn() -> Result<T, Attempt>) -> Result<T, Trouble> {
    let mut left = ATTEMPTS;
    loop {
        left -= 1;
        match attempt() {
            Ok(done) => return Ok(done),
            Err(Attempt::Refused(error)) => return Err(error),
            Err(Attempt::Failed(error)) if left > 0 && Failure::of(&error) == Failure::Conflict => {
                tracing::debug!(%error, "trying the change again");
                std::thread::sleep(Duration::from_millis(u64::from(5 + rand_below(20) * (ATTEMPTS - left))));
            }
            Err(Attempt::Failed(error)) => return Err(error.into()),
        }
    }
}

/// A small random number: two changes that met must not meet again.
fn rand_below(limit: u32) -> u32 {
    getrandom::u32().unwrap_or_default() % limit
}
