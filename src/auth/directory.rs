//! The directory, as whoever asks reaches it.

use std::sync::Arc;

use diesel::result::QueryResult;

use crate::db::{Author, Databases, DirectoryDb, DirectoryTx};
use crate::web::error::Error;

/// Reads the directory, and changes it in the name of one author.
#[derive(Clone)]
pub struct Directory {
    databases: Arc<Databases>,
    author: Author,
}

impl Directory {
    pub(super) fn new(databases: Arc<Databases>, author: Author) -> Directory {
        Directory { databases, author }
    }

    pub(super) fn author(&self) -> &Author {
        &self.author
    }

    /// Runs queries on the directory.
    pub async fn read<T: Send + 'static>(&self, query: impl Fn(&mut DirectoryDb) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.databases.read_directory(query).await?)
    }

    /// Makes one change to the directory: commits if it returns `Ok`, else nothing happened. It may be run again, so it does nothing
    /// but write to the database.
    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut DirectoryTx) -> QueryResult<T> + Send + 'static) -> Result<T, Error> {
        Ok(self.databases.write_directory(self.author.clone(), change).await?)
    }
}
