//! Reading rows that stay as they are read.

use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

use crate::db::Db;

/// The rows of a query, which nobody changes until the transaction ends; whoever only holds them too does not wait. Diesel's own words
/// for it are MySQL's alone.
pub fn held<Q>(query: Q) -> HeldRows<Q> {
    HeldRows(query)
}

/// See [`held`].
#[derive(Clone, Copy, Debug, QueryId)]
pub struct HeldRows<Q>(Q);

impl<Q: Query> Query for HeldRows<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> RunQueryDsl<Db> for HeldRows<Q> {}

impl<Q: QueryFragment<Mysql>> QueryFragment<Mysql> for HeldRows<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" LOCK IN SHARE MODE");
        Ok(())
    }
}
