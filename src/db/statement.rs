//! Statements that stay prepared. A list of values, a piece of SQL and a text of ours are things that diesel has the server parse
//! anew at every run; these have few shapes, and a connection keeps each of them.

mod held;

pub use held::{HeldRows, held};

use std::marker::PhantomData;

use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, TypedExpressionType, ValidGrouping, is_aggregate,
};
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Bool, HasSqlType, SqlType, Text, Untyped};

use super::Db;

/// What is said of a column.
pub trait Among: Column + Sized
where
    Self::SqlType: SqlType + TypedExpressionType,
{
    /// `column IN (..)`; nothing is in an empty list. The list is filled up to the next power of two with its last value.
    fn among<T: AsExpression<Self::SqlType>>(self, values: impl IntoIterator<Item = T>) -> IsAmong<Self, T> {
        IsAmong { column: self, values: values.into_iter().collect() }
    }
}

impl<C: Column> Among for C where C::SqlType: SqlType + TypedExpressionType {}

/// See [`Among::among`].
#[derive(Clone, Debug)]
pub struct IsAmong<C, T> {
    column: C,
    values: Vec<T>,
}

impl<C: Expression, T> Expression for IsAmong<C, T> {
    type SqlType = Bool;
}

impl<C: SelectableExpression<From>, T, From> SelectableExpression<From> for IsAmong<C, T> where Self: AppearsOnTable<From> {}

impl<C: AppearsOnTable<From>, T, From> AppearsOnTable<From> for IsAmong<C, T> {}

impl<C: ValidGrouping<By>, T, By> ValidGrouping<By> for IsAmong<C, T> {
    type IsAggregate = C::IsAggregate;
}

impl<C, T> QueryId for IsAmong<C, T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, T> QueryFragment<Mysql> for IsAmong<C, T>
where
    C: Expression + QueryFragment<Mysql>,
    T: ToSql<C::SqlType, Mysql>,
    Mysql: HasSqlType<C::SqlType>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        let Some(last) = self.values.last() else {
            out.push_sql("1 = 0");
            return Ok(());
        };
        self.column.walk_ast(out.reborrow())?;
        let filling = self.values.len().next_power_of_two() - self.values.len();
        for (at, value) in self.values.iter().chain(std::iter::repeat_n(last, filling)).enumerate() {
            out.push_sql(if at == 0 { " IN (" } else { ", " });
            out.push_bind_param(value)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

/// A piece of SQL that is always the same, of that type.
pub fn fixed<ST: TypedExpressionType>(sql: &'static str) -> Fixed<ST> {
    Fixed { sql, of: PhantomData }
}

/// See [`fixed`].
#[derive(Clone, Copy, Debug)]
pub struct Fixed<ST> {
    sql: &'static str,
    of: PhantomData<ST>,
}

impl<ST: TypedExpressionType> Expression for Fixed<ST> {
    type SqlType = ST;
}

impl<ST: TypedExpressionType, From> SelectableExpression<From> for Fixed<ST> {}

impl<ST: TypedExpressionType, From> AppearsOnTable<From> for Fixed<ST> {}

impl<ST, By> ValidGrouping<By> for Fixed<ST> {
    type IsAggregate = is_aggregate::Never;
}

impl<ST> QueryId for Fixed<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST> QueryFragment<Mysql> for Fixed<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        out.push_sql(self.sql);
        Ok(())
    }
}

/// The rows of several queries, one after another: `rows_of(a).and_of(b).and_of(c)`. Diesel's `union_all` puts the first two into
/// parentheses when a third comes, and the server makes a table for each such pair.
pub fn rows_of<Q>(query: Q) -> RowsOf<Q> {
    RowsOf(query)
}

/// See [`rows_of`].
#[derive(Clone, Copy, Debug, QueryId)]
pub struct RowsOf<Q>(Q);

/// See [`rows_of`].
#[derive(Clone, Copy, Debug, QueryId)]
pub struct RowsAndRows<A, B>(A, B);

/// See [`rows_of`].
pub trait AndOf: Sized {
    fn and_of<Q>(self, query: Q) -> RowsAndRows<Self, RowsOf<Q>> {
        RowsAndRows(self, RowsOf(query))
    }
}

impl<Q> AndOf for RowsOf<Q> {}
impl<A, B> AndOf for RowsAndRows<A, B> {}

impl<Q: Query> Query for RowsOf<Q> {
    type SqlType = Q::SqlType;
}

impl<A: Query, B: Query<SqlType = A::SqlType>> Query for RowsAndRows<A, B> {
    type SqlType = A::SqlType;
}

impl<A, B> RunQueryDsl<Db> for RowsAndRows<A, B> {}

impl<Q: QueryFragment<Mysql>> QueryFragment<Mysql> for RowsOf<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<A: QueryFragment<Mysql>, B: QueryFragment<Mysql>> QueryFragment<Mysql> for RowsAndRows<A, B> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" UNION ALL ");
        self.1.walk_ast(out)
    }
}

/// A whole query as text, with `?` for each of its values, all of them texts: for what diesel cannot say. The text is the program's
/// own, and comes in few shapes.
#[derive(Debug)]
pub struct TextQuery {
    sql: String,
    values: Vec<String>,
}

impl TextQuery {
    pub fn new(sql: String, values: Vec<String>) -> TextQuery {
        TextQuery { sql, values }
    }
}

impl QueryId for TextQuery {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for TextQuery {
    type SqlType = Untyped;
}

impl RunQueryDsl<Db> for TextQuery {}

impl QueryFragment<Mysql> for TextQuery {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (at, piece) in self.sql.split('?').enumerate() {
            if at > 0 {
                let value = values.next().ok_or_else(|| diesel::result::Error::QueryBuilderError("a value is missing".into()))?;
                out.push_bind_param::<Text, _>(value)?;
            }
            out.push_sql(piece);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::debug_query;

    use super::*;
    use crate::schema::organisation::clinics;

    fn listed(values: &[&str]) -> String {
        debug_query::<Mysql, _>(&clinics::table.filter(clinics::name.among(values)).select(clinics::slug)).to_string()
    }

    #[test]
    fn lists_of_like_length_have_one_shape() {
        let shape = |values: &[&str]| listed(values).split(" -- ").next().map(str::to_owned);
        assert_eq!(shape(&["a", "b", "c"]), shape(&["d", "e", "f", "g"]));
        assert!(listed(&["a", "b", "c"]).contains("IN (?, ?, ?, ?)") && listed(&["a", "b", "c"]).ends_with("[\"a\", \"b\", \"c\", \"c\"]"));
        assert!(listed(&["a"]).contains("IN (?)"));
        assert!(listed(&[]).contains("1 = 0"));
    }

    #[test]
    fn rows_of_several_queries_stand_side_by_side() {
        let slugs = || clinics::table.select(clinics::slug);
        let all = rows_of(slugs()).and_of(slugs()).and_of(slugs());
        let one = "(SELECT `clinics`.`slug` FROM `clinics`)";
        assert!(debug_query::<Mysql, _>(&all).to_string().starts_with(&format!("{one} UNION ALL {one} UNION ALL {one}")));
    }

    #[test]
    fn a_text_takes_its_values_in_turn() {
        let query = TextQuery::new("SELECT 1 WHERE 'a' = ? AND 'b' = ?".into(), vec!["a".into(), "b".into()]);
        assert!(debug_query::<Mysql, _>(&query).to_string().ends_with("[\"a\", \"b\"]"));
    }
}
