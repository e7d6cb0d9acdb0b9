//! The one row that whoever migrates holds, so that two never do at once. Its lease ends by itself if the holder dies.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::DirectoryTx;
use crate::schema::directory::migration_locks;

impl MigrationLock {
    /// The table, made before every other: the migrations themselves are locked by it.
    pub const TABLE: &str = include_str!("../../../migrations/directory/2026-11-20-0010_migration_locks/up.sql");

    /// How long a holder that is not heard of keeps the lock.
    pub const LEASE: Duration = Duration::seconds(20);
}

const NAME: &str = "all";

/// What became of asking for the lock.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MigrationLock {
    /// It is ours until the lease ends; asking again prolongs it.
    Ours,
    /// Somebody else has it.
    HeldBy(String),
}

impl MigrationLock {
    /// Takes the lock, or prolongs it.
    pub fn take(tx: &mut DirectoryTx, holder: &str) -> QueryResult<MigrationLock> {
        diesel::insert_or_ignore_into(migration_locks::table)
            .values((migration_locks::name.eq(NAME), migration_locks::holder.eq(""), migration_locks::leased_until.eq(tx.now)))
            .execute(tx.db)?;
        let (held_by, until): (String, NaiveDateTime) =
            migration_locks::table.find(NAME).select((migration_locks::holder, migration_locks::leased_until)).for_update().first(tx.db)?;
        if held_by != holder && until > tx.now {
            return Ok(MigrationLock::HeldBy(held_by));
        }
        diesel::update(migration_locks::table.find(NAME))
            .set((migration_locks::holder.eq(holder), migration_locks::leased_until.eq(tx.now + MigrationLock::LEASE)))
            .execute(tx.db)?;
        Ok(MigrationLock::Ours)
    }

    /// Gives the lock back.
    pub fn release(tx: &mut DirectoryTx, holder: &str) -> QueryResult<()> {
        diesel::update(migration_locks::table.find(NAME).filter(migration_locks::holder.eq(holder)))
            .set(migration_locks::leased_until.eq(tx.now))
            .execute(tx.db)
            .map(drop)
    }
}
