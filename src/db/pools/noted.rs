//! Reading what leaves a trace: the note is committed before what was read is given away.

use std::sync::Arc;

use diesel::result::QueryResult;

use super::checkout::read_on;
use super::{Databases, Pools, in_time};
use crate::db::Db;
use crate::db::failure::Trouble;
use crate::db::trail::{Lately, LogRow, Notes, Trail};

impl Databases {
    /// Runs queries on an organisation's database that open records. What they note is committed before this returns; where it cannot
    /// be, nothing is returned.
    pub async fn read_noted<T: Send + 'static>(
        &self,
        slug: &str,
        query: impl Fn(&mut Db, &Lately) -> QueryResult<(T, Notes)> + Send + 'static,
    ) -> Result<T, Trouble> {
        let databases = Databases(Arc::clone(&self.0));
        let slug = slug.to_owned();
        in_time(move || databases.read_noted_now(&slug, query)).await
    }

    /// As [`Databases::read_noted`], for whoever has a thread of their own.
    pub fn read_noted_now<T>(&self, slug: &str, query: impl Fn(&mut Db, &Lately) -> QueryResult<(T, Notes)>) -> Result<T, Trouble> {
        let pool = self.0.organisation(slug)?;
        let trail = self.0.trail(slug);
        // The connection is given back before anybody waits: who waits holds none.
        let (found, notes) = read_on(&pool, |db| query(db, trail.lately()))?;
        if !notes.rows.is_empty() {
            trail.keep(notes, |rows| read_on(&pool, |db| LogRow::insert(db, rows)))?;
            self.0.changed.note(slug);
        }
        Ok(found)
    }

    /// Notes what is no reading: that somebody was refused.
    pub async fn note(&self, slug: &str, row: impl Fn(&mut Db) -> QueryResult<LogRow> + Send + 'static) -> Result<(), Trouble> {
        self.read_noted(slug, move |db, _| Ok(((), Notes { rows: vec![row(db)?], marks: Vec::new() }))).await
    }
}

impl Pools {
    /// Where the organisation's readers are noted in this process.
    fn trail(&self, slug: &str) -> Arc<Trail> {
        self.opened().get(slug).map(|it| Arc::clone(&it.trail)).unwrap_or_default()
    }
}
