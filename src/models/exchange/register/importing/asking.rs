//! Asking the database while a register is worked on: nobody who computes holds a connection.

use crate::db::{Db, QueryResult};

/// Lends a connection for one question at a time. What works on the answers gets none.
pub trait Asking {
    type Error;

    fn ask<T>(&mut self, question: impl Fn(&mut Db) -> QueryResult<T>) -> Result<T, Self::Error>;

    /// Says how many rows are behind. An error says that nobody wants the rest.
    fn got_to(&mut self, rows: usize) -> Result<(), Self::Error>;
}

/// Within a change the connection is held anyway: there are never more than a batch's rows.
impl Asking for Db {
    type Error = diesel::result::Error;

    fn ask<T>(&mut self, question: impl Fn(&mut Db) -> QueryResult<T>) -> QueryResult<T> {
        question(self)
    }

    fn got_to(&mut self, _: usize) -> QueryResult<()> {
        Ok(())
    }
}
