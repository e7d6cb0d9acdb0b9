//! The pools of connections: one for the directory, one an organisation, opened when first needed and closed when idle.

mod changes;
mod checkout;
mod closing;
mod due;
mod noted;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web::block;
use diesel::prelude::*;
use diesel::r2d2::{CustomizeConnection, ManageConnection, Pool};
use scheduled_thread_pool::ScheduledThreadPool;
use tokio::sync::Notify;

use self::changes::{Changed, write_directory_now};
pub(super) use self::checkout::DEAD;
use self::checkout::{get, read_on};
use super::failure::Trouble;
use super::provision::{DatabaseAccount, Server};
use super::servers::Servers;
use super::trail::Trail;
use super::{Author, Db, DirectoryDb, DirectoryManager, DirectoryTx, Opener, OrganisationManager, Tx};
use crate::schema::directory::organisations;

/// Every database this server may reach. Only `auth`, `jobs` and `commands` hold it; screens get theirs from an `Actor`.
pub struct Databases(Arc<Pools>);

/// What the threads that wait for connections share.
struct Pools {
    servers: Arc<Servers>,
    directory: Pool<DirectoryManager>,
    organisations: Mutex<HashMap<String, Opened>>,
    changed: Arc<Changed>,
    threads: Arc<ScheduledThreadPool>,
    queries: Arc<AtomicU64>,
    size: u32,
    kept: Keeping,
    /// Rung when work becomes due.
    due: Arc<Notify>,
}

struct Opened {
    pool: Pool<OrganisationManager>,
    trail: Arc<Trail>,
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

impl Pools {
    /// The pool of an organisation whose slug the directory has confirmed. Forgets pools that have been idle. The directory says
    /// on which server it is, when the pool is opened.
    fn organisation(&self, slug: &str) -> Result<Pool<OrganisationManager>, Trouble> {
        if let Some(pool) = self.open_already(slug) {
            return Ok(pool);
        }
        let name: String =
            organisations::table.filter(organisations::slug.eq(slug)).select(organisations::server).first(&mut get(&self.directory)?)?;
        let Some(server) = self.servers.named(&name) else {
            return Err(Trouble::Busy(format!("organisation {slug} is on server {name:?}, which DATABASE_SERVERS does not name")));
        };
        let mut opened = self.opened();
        opened.retain(|_, it| it.last_used.elapsed() < IDLE || it.pool.state().connections > it.pool.state().idle_connections);
        let entry = opened.entry(slug.to_owned()).or_insert_with(|| {
            let url = server.url_of(&DatabaseAccount::organisation(server, slug));
            let manager = OrganisationManager(Opener::new(&url, Arc::clone(&self.queries)));
            Opened { pool: pool(manager, self.size, self.kept, &self.threads), trail: Arc::default(), last_used: Instant::now() }
        });
        Ok(entry.pool.clone())
    }

    fn open_already(&self, slug: &str) -> Option<Pool<OrganisationManager>> {
        let mut opened = self.opened();
        let entry = opened.get_mut(slug)?;
        entry.last_used = Instant::now();
        Some(entry.pool.clone())
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<String, Opened>> {
        self.organisations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Databases {
    /// Opens the directory's pool lazily: the first query connects.
    pub fn open(servers: Servers, size: u32, kept: Keeping) -> Self {
        let queries = Arc::new(AtomicU64::new(0));
        let threads = Arc::new(ScheduledThreadPool::new(2));
        let own = servers.own();
        let manager = DirectoryManager(Opener::new(&own.url_of(&DatabaseAccount::directory(own)), Arc::clone(&queries)));
        let directory = pool(manager, size, kept, &threads);
        Databases(Arc::new(Pools {
            servers: Arc::new(servers),
            directory,
            organisations: Mutex::default(),
            changed: Arc::default(),
            threads,
            queries,
            size,
            kept,
            due: Arc::default(),
        }))
    }

    /// How many statements have been run so far, on all connections, transaction control excepted. Counted in a
    /// debug build, which tests are, and where statements are logged.
    pub fn queries(&self) -> u64 {
        self.0.queries.load(Ordering::Relaxed)
    }

    /// The directory's own server.
    pub fn server(&self) -> &Server {
        self.0.servers.own()
    }

    pub fn servers(&self) -> &Servers {
        &self.0.servers
    }

    /// Runs queries on an organisation's database, off the async threads. The connection never crosses an `.await`.
    pub async fn read<T: Send + 'static>(
        &self,
        slug: &str,
        query: impl Fn(&mut Db) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (pools, slug) = (Arc::clone(&self.0), slug.to_owned());
        in_time(move || read_on(&pools.organisation(&slug)?, query)).await
    }

    /// Makes one change to an organisation: commits if it returns `Ok`, else nothing happened. Tried again, whole and on a
    /// fresh connection, when another change was in the way; so it must do nothing but write to the database.
    pub async fn write<T: Send + 'static>(
        &self,
        slug: &str,
        by: Author,
        change: impl Fn(&mut Tx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (pools, slug) = (Arc::clone(&self.0), slug.to_owned());
        in_time(move || pools.write_now(&slug, &by, change)).await
    }

    /// Runs queries on one database after another in one go, off the async threads.
    pub async fn read_in_turn<T: Send + 'static>(
        &self,
        queries: impl FnOnce(&Databases) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let databases = Databases(Arc::clone(&self.0));
        in_time(move || queries(&databases)).await
    }

    /// As [`Databases::write`], for the command line and long work that has a thread of its own.
    pub fn write_now<T>(&self, slug: &str, by: &Author, change: impl Fn(&mut Tx) -> QueryResult<T>) -> Result<T, Trouble> {
        self.0.write_now(slug, by, change)
    }

    /// The organisations that were changed from here since this was last asked.
    pub fn take_changed(&self) -> HashSet<String> {
        self.0.changed.take()
    }

    /// As [`Databases::read`], for the command line and long work that has a thread of its own.
    pub fn read_now<T>(&self, slug: &str, query: impl Fn(&mut Db) -> QueryResult<T>) -> Result<T, Trouble> {
        read_on(&self.0.organisation(slug)?, query)
    }

    /// Runs queries on the directory.
    pub async fn read_directory<T: Send + 'static>(
        &self,
        query: impl Fn(&mut DirectoryDb) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.0.directory.clone();
        in_time(move || read_on(&pool, query)).await
    }

    /// Makes one change to the directory.
    pub async fn write_directory<T: Send + 'static>(
        &self,
        by: Author,
        change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let pool = self.0.directory.clone();
        in_time(move || write_directory_now(&pool, &by, change)).await
    }

    /// As [`Databases::write_directory`], for the command line.
    pub fn write_directory_now<T>(&self, by: &Author, change: impl Fn(&mut DirectoryTx) -> QueryResult<T>) -> Result<T, Trouble> {
        write_directory_now(&self.0.directory, by, change)
    }

    /// As [`Databases::read_directory`], for the command line.
    pub fn read_directory_now<T>(&self, query: impl Fn(&mut DirectoryDb) -> QueryResult<T>) -> Result<T, Trouble> {
        read_on(&self.0.directory, query)
    }
}

/// No request waits longer for a database than this: one that has a connection already hears nothing when the server hangs. What it asked
/// may be done all the same: a form that makes something says by its attempt that it was.
const LONGEST: Duration = Duration::from_secs(20);

/// Works on another thread, and leaves it there when it takes too long.
async fn in_time<T: Send + 'static>(work: impl FnOnce() -> Result<T, Trouble> + Send + 'static) -> Result<T, Trouble> {
    match tokio::time::timeout(LONGEST, block(work)).await {
        Ok(done) => done?,
        Err(_) => Err(Trouble::Busy(format!("no answer in {} seconds", LONGEST.as_secs()))),
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
        .test_on_check_out(false)
        .thread_pool(Arc::clone(threads));
    match kept {
        Keeping::Kept => builder.max_size(size).build_unchecked(manager),
        Keeping::RolledBack => builder
            .max_size(1)
            .idle_timeout(None)
            .max_lifetime(None)
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
