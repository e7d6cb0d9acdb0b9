//! Of which people a preview speaks: others come after it was made.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Datetime, Nullable};
use serde::{Deserialize, Serialize};

use crate::db::Db;
use crate::db::ids::ImportId;
use crate::db::statement::{Fixed, fixed};
use crate::schema::organisation::imports;

/// How far registering had come: it moves whenever anybody is registered, and whenever another import notes something or is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable)]
pub(super) struct PeopleAsOf {
    /// The last record number.
    record: Option<i64>,
    /// When another import last got on, and when one was last taken back.
    imported_at: Option<NaiveDateTime>,
    undone_at: Option<NaiveDateTime>,
}

/// What is asked for it beside an import.
pub(super) type AsOf = (Fixed<Nullable<BigInt>>, Fixed<Nullable<Datetime>>, Fixed<Nullable<Datetime>>);

impl PeopleAsOf {
    pub(super) fn columns() -> AsOf {
        (
            fixed("(SELECT value FROM counters WHERE name = 'records')"),
            fixed("(SELECT MAX(other.finished_at) FROM imports AS other WHERE other.id <> imports.id)"),
            fixed("(SELECT MAX(other.undone_at) FROM imports AS other WHERE other.id <> imports.id)"),
        )
    }

    /// As it is, for this import.
    pub(super) fn now(db: &mut Db, import: ImportId) -> QueryResult<PeopleAsOf> {
        imports::table.find(import).select(PeopleAsOf::columns()).first(db)
    }
}
