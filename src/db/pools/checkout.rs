//! Taking a connection from a pool, and letting dead ones go.

use std::cell::Cell;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};

use crate::db::failure::{Failure, Trouble};

/// A connection, whether it lives or not.
pub(super) fn get<M: ManageConnection>(pool: &Pool<M>) -> Result<PooledConnection<M>, Trouble> {
    pool.get().map_err(|error| Trouble::Busy(error.to_string()))
}

/// A connection that answered just now. Those that died since they were last used, when the server was started again, are let go.
pub(super) fn get_answering<M>(pool: &Pool<M>) -> Result<PooledConnection<M>, Trouble>
where
    M: ManageConnection,
    M::Connection: Connection,
{
    for _ in 0..pool.max_size() {
        let mut connection = get(pool)?;
        match connection.batch_execute("SELECT 1") {
            Ok(()) => return Ok(connection),
            Err(_) => let_go(connection),
        }
    }
    get(pool)
}

/// Runs queries. No connection is asked beforehand whether it lives: one that does not is found out by the query, which is then run
/// once more on one that does.
pub(super) fn read_on<M, T>(pool: &Pool<M>, query: impl Fn(&mut PooledConnection<M>) -> QueryResult<T>) -> Result<T, Trouble>
where
    M: ManageConnection,
    M::Connection: Connection,
{
    let mut connection = get(pool)?;
    match query(&mut connection) {
        Err(error) if Failure::of(&error) == Failure::Unavailable => {
            let_go(connection);
            Ok(query(&mut get_answering(pool)?)?)
        }
        done => Ok(done?),
    }
}

/// Gives a dead connection back, to be closed and not kept.
fn let_go<M: ManageConnection>(connection: PooledConnection<M>) {
    DEAD.set(true);
    drop(connection);
}

thread_local! {
    /// Whether the connection that this thread is giving back is dead: MySQL's client does not know it of itself.
    pub(in crate::db) static DEAD: Cell<bool> = const { Cell::new(false) };
}
