//! The administrator's connection to the database server that is measured against.

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

/// A connection. Statements are text: what is measured is the product, and this only prepares for it.
#[expect(clippy::disallowed_types, reason = "the benchmark administers the server")]
pub struct Sql(diesel::MysqlConnection);

#[derive(QueryableByName)]
struct One {
    #[diesel(sql_type = Nullable<Text>)]
    it: Option<String>,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Nullable<BigInt>)]
    it: Option<i64>,
}

/// What `SHOW STATUS` answers.
#[derive(QueryableByName)]
struct Status {
    #[diesel(sql_type = Text, column_name = "Value")]
    value: String,
}

/// What `SHOW CREATE TABLE` answers.
#[derive(QueryableByName)]
struct Definition {
    #[diesel(sql_type = Text, column_name = "Create Table")]
    statement: String,
}

impl Sql {
    /// Connects, in UTC and without the limits that are for a clinic's pages.
    #[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "the benchmark administers the server")]
    pub fn open(url: &str) -> anyhow::Result<Sql> {
        let mut sql = Sql(diesel::MysqlConnection::establish(url).with_context(|| format!("cannot reach {url}"))?);
        sql.run("SET SESSION sql_mode = 'STRICT_TRANS_TABLES', time_zone = '+00:00', group_concat_max_len = 100000, wait_timeout = 86400")?;
        Ok(sql)
    }

    /// Runs one or more statements that answer nothing.
    pub fn run(&mut self, statements: &str) -> anyhow::Result<()> {
        let shown: String = statements.chars().take(120).collect();
        self.0.batch_execute(statements).with_context(|| shown)
    }

    /// The texts of a column that the query calls `it`.
    pub fn texts(&mut self, query: &str) -> anyhow::Result<Vec<String>> {
        let rows: Vec<One> = diesel::sql_query(query).load(&mut self.0).with_context(|| query.to_owned())?;
        Ok(rows.into_iter().filter_map(|it| it.it).collect())
    }

    /// The number that the query calls `it`; nothing where it has no row, or NULL.
    pub fn number(&mut self, query: &str) -> anyhow::Result<Option<i64>> {
        let rows: Vec<Number> = diesel::sql_query(query).load(&mut self.0).with_context(|| query.to_owned())?;
        Ok(rows.into_iter().next().and_then(|it| it.it))
    }

    /// One of the server's counters.
    pub fn counter(&mut self, name: &str) -> anyhow::Result<i64> {
        let rows: Vec<Status> =
            diesel::sql_query(format!("SHOW GLOBAL STATUS LIKE '{name}'")).load(&mut self.0).with_context(|| name.to_owned())?;
        Ok(rows.first().with_context(|| format!("no counter {name}"))?.value.parse()?)
    }

    /// The statement that makes a table of this database.
    pub fn definition(&mut self, table: &str) -> anyhow::Result<String> {
        let rows: Vec<Definition> =
            diesel::sql_query(format!("SHOW CREATE TABLE `{table}`")).load(&mut self.0).with_context(|| table.to_owned())?;
        Ok(rows.into_iter().next().context("no such table")?.statement)
    }
}
