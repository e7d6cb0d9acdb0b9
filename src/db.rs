//! The two kinds of database. Each has its own connection type, so that a query meant for an organisation cannot be run
//! against the directory of organisations, nor the reverse; and a change needs a [`Tx`].

pub mod audit;
pub mod clock;
pub mod embedded;
pub mod failure;
mod grants;
pub mod ids;
pub mod migrations;
pub mod pools;
pub mod provision;
mod rehearsal;
pub mod servers;
pub mod statement;
pub mod text_enum;
pub mod trail;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDateTime;
use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, ManageConnection, PooledConnection};

pub use diesel::QueryResult;

pub use pools::Databases;

use ids::{ClinicId, UserId};

/// A connection to one organisation's database: its patients, visits, prescriptions and money.
pub type Db = PooledConnection<OrganisationManager>;

/// A connection to the directory: users, sessions, organisations, memberships, the outbox.
pub type DirectoryDb = PooledConnection<DirectoryManager>;

/// Who makes a change, and from where, as the audit log will say it.
#[derive(Clone, Debug)]
pub struct Author {
    /// The directory user. [`UserId::SYSTEM`] where nobody asked: the command line, an import, a sweep.
    pub user: UserId,
    /// The address the request came from; empty on the command line.
    pub address: String,
    /// What limits for strangers count by: the address, or of an IPv6 one all that its subscriber has.
    pub network: String,
    /// The browser's own description of itself.
    pub agent: String,
    /// The role as which an admin looks at the organisation meanwhile, if one does.
    pub looking_as: Option<&'static str>,
    /// What is kept of the cookie by which the browser is known again; nothing where it has none.
    pub browser: Vec<u8>,
}

impl Author {
    /// The system itself, acting from the command line or on a schedule.
    pub fn system() -> Self {
        Author {
            user: UserId::SYSTEM,
            address: String::new(),
            network: String::new(),
            agent: String::from("swasthya"),
            browser: Vec::new(),
            looking_as: None,
        }
    }
}

/// A change being made to an organisation: an open transaction, who makes it, and when.
pub struct Tx<'a> {
    pub db: &'a mut Db,
    /// Who makes the change.
    pub by: &'a Author,
    /// When: one instant for the whole change, UTC, to the microsecond.
    pub now: NaiveDateTime,
    announced: Vec<ClinicId>,
    due_at: Option<NaiveDateTime>,
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(db: &'a mut Db, by: &'a Author, now: NaiveDateTime) -> Self {
        Tx { db, by, now, announced: Vec::new(), due_at: None }
    }

    /// Tells every live screen of a clinic that it is out of date, once the change is committed.
    pub fn announce(&mut self, clinic: ClinicId) {
        if !self.announced.contains(&clinic) {
            self.announced.push(clinic);
        }
    }

    /// Says that there is work to be done then. The directory is told once the change is committed.
    pub fn is_due(&mut self, at: NaiveDateTime) {
        self.due_at = Some(self.due_at.map_or(at, |earlier| earlier.min(at)));
    }

    /// Bumps the `changes` row of each announced clinic. The last statements before the commit, in a fixed order, so that
    /// the one row that every desk of a clinic touches is held as briefly as can be. Answers when work is due by this change.
    pub(crate) fn finish(mut self) -> QueryResult<Option<NaiveDateTime>> {
        use crate::schema::organisation::changes;
        self.announced.sort();
        for clinic in self.announced {
            diesel::update(changes::table.find(clinic)).set(changes::version.eq(changes::version + 1)).execute(self.db)?;
        }
        Ok(self.due_at)
    }
}

/// A change being made to the directory.
pub struct DirectoryTx<'a> {
    pub db: &'a mut DirectoryDb,
    pub by: &'a Author,
    pub now: NaiveDateTime,
}

/// Opens connections to one organisation's database.
pub struct OrganisationManager(Opener);

/// Opens connections to the directory.
pub struct DirectoryManager(Opener);

/// What both managers do: connect, set the session up, count its queries.
struct Opener {
    #[expect(clippy::disallowed_types, reason = "the one place where a connection gets its kind")]
    inner: ConnectionManager<diesel::MysqlConnection>,
    queries: Arc<AtomicU64>,
}

/// What every connection is told first. Strict about bad values, whatever the server's default; READ COMMITTED, so that
/// what another desk has committed is seen and fewer gaps are locked (unique keys and row locks carry the rules).
/// A statement that takes a minute is given up: each server has its own name for that, in a comment that only it reads.
/// No intersection of two indexes: for a day of one doctor it takes three times as long as either alone.
const SESSION: &str = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY,\
NO_ZERO_DATE,NO_ZERO_IN_DATE', collation_connection = 'utf8mb4_unicode_520_ci', optimizer_switch = 'index_merge_intersection=off', \
innodb_lock_wait_timeout = 5, /*M! max_statement_time = 60, */ /*!80000 max_execution_time = 60000, */ wait_timeout = 3600;SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

#[expect(clippy::disallowed_types, reason = "the one place where a connection gets its kind")]
impl Opener {
    fn new(url: &str, queries: Arc<AtomicU64>) -> Self {
        Opener { inner: ConnectionManager::new(url), queries }
    }

    fn connect(&self) -> Result<diesel::MysqlConnection, diesel::r2d2::Error> {
        let mut connection = self.inner.connect()?;
        connection.batch_execute(SESSION).map_err(diesel::r2d2::Error::QueryError)?;
        if !rehearsal::reads_long_texts(&mut connection).map_err(diesel::r2d2::Error::QueryError)? {
            let trouble = "this MariaDB client library loses texts (CONC-821): update libmariadb3";
            return Err(diesel::r2d2::Error::ConnectionError(ConnectionError::BadConnection(trouble.into())));
        }
        // Spelling every statement out costs as much as some of them.
        if cfg!(debug_assertions) || tracing::enabled!(target: "swasthya::sql", tracing::Level::TRACE) {
            connection.set_instrumentation(Counting(Arc::clone(&self.queries)));
        }
        Ok(connection)
    }
}

/// Counts the statements that a page runs: query budgets are tested against it.
struct Counting(Arc<AtomicU64>);

impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let control = ["BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT 1"];
            if !control.iter().any(|word| text.starts_with(word)) {
                self.0.fetch_add(1, Ordering::Relaxed);
                // Without its values: they are names, numbers and codes.
                tracing::trace!(target: "swasthya::sql", "{}", text.split(" -- binds:").next().unwrap_or_default());
            }
        }
    }
}

macro_rules! manager {
    ($name:ident) => {
        #[expect(clippy::disallowed_types, reason = "the one place where a connection gets its kind")]
        impl ManageConnection for $name {
            type Connection = diesel::MysqlConnection;
            type Error = diesel::r2d2::Error;

            fn connect(&self) -> Result<Self::Connection, Self::Error> {
                self.0.connect()
            }
            fn is_valid(&self, connection: &mut Self::Connection) -> Result<(), Self::Error> {
                self.0.inner.is_valid(connection)
            }
            fn has_broken(&self, connection: &mut Self::Connection) -> bool {
                pools::DEAD.take() || self.0.inner.has_broken(connection)
            }
        }
    };
}

manager!(OrganisationManager);
manager!(DirectoryManager);
