//! Where the databases live, what they and their accounts are called, and how they are made. Each database has a MySQL
//! account of its own, granted on its tables alone: SQL that names another organisation's database fails at the server.

use std::fmt::Write;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use secrecy::{ExposeSecret, SecretString};

use super::Opener;
use super::migrations::History;
use crate::config::Config;
use crate::keys::{derive, hex};

/// From where an account signs in: the server itself, and anywhere else.
pub(super) const PLACES: [&str; 2] = ["localhost", "%"];

/// A database server, and what all names on it begin with.
#[derive(Clone, Debug)]
pub struct Server {
    /// What follows the account in a URL: `host:port`, or `localhost` with a socket.
    host: String,
    /// The options after the `?`, if any.
    options: String,
    administrator: SecretString,
    prefix: String,
    secret: SecretString,
}

/// One database's name and the account that may use it.
pub struct DatabaseAccount {
    pub database: String,
    pub user: String,
    pub password: SecretString,
}

impl Server {
    /// The directory's own.
    pub fn of(config: &Config) -> Server {
        Server::at(&config.database_url, config)
    }

    /// The server of a URL, with its names and passwords as the configuration wants them.
    pub(super) fn at(url: &SecretString, config: &Config) -> Server {
        let administrator = url.clone();
        let url = url.expose_secret();
        let rest = url.trim_start_matches("mysql://");
        let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
        let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
        Server {
            host: host.split('/').next().unwrap_or_default().to_owned(),
            options: options.to_owned(),
            administrator,
            prefix: config.database_prefix.clone(),
            secret: config.secret.clone(),
        }
    }

    /// The account's name that creates and migrates.
    pub fn administrator(&self) -> &str {
        let url = self.administrator.expose_secret().trim_start_matches("mysql://");
        url.rsplit_once('@').map_or("", |(account, _)| account.split(':').next().unwrap_or_default())
    }

    /// Whether there is an account that can create databases here: without one, somebody else does.
    pub fn can_create(&self) -> bool {
        !self.administrator().is_empty()
    }

    pub(super) fn url_of(&self, account: &DatabaseAccount) -> String {
        let DatabaseAccount { database, user, password } = account;
        format!("mysql://{user}:{}@{}/{database}?{}", password.expose_secret(), self.host, self.options)
    }

    fn administrators_url(&self, database: &str) -> String {
        let url = self.administrator.expose_secret();
        let account = url.trim_start_matches("mysql://").rsplit_once('@').map_or("root", |(account, _)| account);
        format!("mysql://{account}@{}/{database}?{}", self.host, self.options)
    }

    /// A connection of the administrator's, to create and migrate. `database` may be empty.
    #[expect(clippy::disallowed_types, reason = "the administrator creates databases of both kinds")]
    pub(super) fn administer(&self, database: &str) -> anyhow::Result<diesel::MysqlConnection> {
        Ok(Opener::new(&self.administrators_url(database), std::sync::Arc::default()).connect()?)
    }

    /// Makes the database and its account where they are missing, and brings its tables up to date.
    pub fn provision(&self, account: &DatabaseAccount, history: History) -> anyhow::Result<()> {
        self.make(account)?;
        self.migrate(account, history, || ()).map(drop)
    }

    /// Brings a database's tables up to date, telling `ran` after each step, and its account's grants with them; says how many steps
    /// that were.
    pub fn migrate(&self, account: &DatabaseAccount, history: History, ran: impl FnMut()) -> anyhow::Result<usize> {
        let steps = history.run_pending(&mut self.administer(&account.database)?, ran)?;
        self.grant(account)?;
        Ok(steps)
    }

    /// The step of its tables that a database stands at: empty when none has run.
    pub fn stands_at(&self, account: &DatabaseAccount, history: History) -> anyhow::Result<String> {
        history.last_run(&mut self.administer(&account.database)?)
    }

    /// Whether the database is there.
    pub fn is_there(&self, account: &DatabaseAccount) -> anyhow::Result<bool> {
        let name = diesel::dsl::sql::<diesel::sql_types::Bool>("EXISTS (SELECT 1 FROM information_schema.schemata WHERE schema_name = ")
            .bind::<diesel::sql_types::Text, _>(&account.database)
            .sql(")");
        Ok(diesel::select(name).get_result(&mut self.administer("")?)?)
    }

    /// How many steps a database lacks.
    pub fn lacks(&self, account: &DatabaseAccount, history: History) -> anyhow::Result<usize> {
        history.pending(&mut self.administer(&account.database)?)
    }

    /// Whether the account can use its database as it may, and the tables are up to date.
    pub fn is_ready(&self, account: &DatabaseAccount, history: History) -> bool {
        let opened = Opener::new(&self.url_of(account), std::sync::Arc::default()).connect();
        let complete = self.lacks(account, history).is_ok_and(|steps| steps == 0);
        opened.is_ok() && complete && self.amendments(account).is_ok_and(|it| it.is_empty())
    }

    /// Makes the directory's database with the one table that must be there before migrations can be locked.
    pub fn make_directory(&self, lock_table: &str) -> anyhow::Result<()> {
        let directory = DatabaseAccount::directory(self);
        self.make(&directory)?;
        self.administer(&directory.database)?.batch_execute(lock_table)?;
        self.grant(&directory)
    }

    /// Makes the database and its account where they are missing, and gives the account its password. What the account may do
    /// there follows from the tables: see [`Server::grant`].
    pub fn make(&self, account: &DatabaseAccount) -> anyhow::Result<()> {
        let DatabaseAccount { database, user, password } = account;
        let mut server = self.administer("")?;
        let password = password.expose_secret();
        let mut sql = format!("CREATE DATABASE IF NOT EXISTS `{database}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;");
        for place in PLACES {
            write!(
                sql,
                "CREATE USER IF NOT EXISTS '{user}'@'{place}' IDENTIFIED BY '{password}';\
                 ALTER USER '{user}'@'{place}' IDENTIFIED BY '{password}';"
            )?;
        }
        server.batch_execute(&sql)?;
        Ok(())
    }

    /// Drops the database and its account. For tests and for `demo --reset`.
    pub fn demolish(&self, account: &DatabaseAccount) -> anyhow::Result<()> {
        let DatabaseAccount { database, user, .. } = account;
        let sql =
            format!("DROP DATABASE IF EXISTS `{database}`; DROP USER IF EXISTS '{user}'@'localhost'; DROP USER IF EXISTS '{user}'@'%';");
        self.administer("")?.batch_execute(&sql)?;
        Ok(())
    }

    /// What the server says of itself: version, character set, SQL mode of a session as ours are.
    pub fn describe(&self) -> anyhow::Result<[String; 3]> {
        let mut server = self.administer("")?;
        Ok(diesel::select((
            diesel::dsl::sql::<diesel::sql_types::Text>("VERSION()"),
            diesel::dsl::sql::<diesel::sql_types::Text>("@@character_set_connection"),
            diesel::dsl::sql::<diesel::sql_types::Text>("@@sql_mode"),
        ))
        .first::<(String, String, String)>(&mut server)
        .map(|(version, charset, mode)| [version, charset, mode])?)
    }
}

impl DatabaseAccount {
    /// The directory's.
    pub fn directory(server: &Server) -> DatabaseAccount {
        DatabaseAccount::named(server, "clinic_db")
    }

    /// One organisation's. The slug is the directory's or has been checked by [`is_slug`].
    pub fn organisation(server: &Server, slug: &str) -> DatabaseAccount {
        assert!(is_slug(slug), "a database is named only after a checked slug");
        DatabaseAccount::named(server, &format!("clinic_{slug}"))
    }

    fn named(server: &Server, name: &str) -> DatabaseAccount {
        let database = format!("{}{name}", server.prefix);
        let password = derive(&server.secret, &format!("database account {database}"));
        // Shortened only where it must be. No slug has a `_`, so no other account is called so.
        let short = || format!("{}c_{}", server.prefix, name.trim_start_matches("clinic_"));
        let user = if database.len() > USER_LENGTH { short() } else { database.clone() };
        DatabaseAccount { user, database, password: hex(&password).into() }
    }
}

/// How long an account's name may be on MySQL.
const USER_LENGTH: usize = 32;

/// Whether a text may name an organisation: a letter, then up to 19 letters and digits, all lower case, and not reserved.
pub fn is_slug(text: &str) -> bool {
    const RESERVED: [&str; 8] = ["db", "test", "admin", "platform", "static", "mysql", "sys", "directory"];
    (2..=20).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && !RESERVED.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::{DatabaseAccount, Server, USER_LENGTH, is_slug};

    #[test]
    fn every_name_is_one_that_mysql_takes_for_an_account() {
        let server = |prefix: &str| Server {
            host: "localhost".into(),
            options: String::new(),
            administrator: String::new().into(),
            prefix: prefix.into(),
            secret: String::new().into(),
        };
        let longest = DatabaseAccount::organisation(&server("clinics_"), "averyverylongname123");
        assert_eq!(
            (longest.database.as_str(), longest.user.as_str()),
            ("clinics_clinic_averyverylongname123", "clinics_c_averyverylongname123")
        );
        assert!(longest.user.len() <= USER_LENGTH);
        let usual = DatabaseAccount::organisation(&server("pune_"), "acme");
        assert_eq!(usual.user, usual.database);
    }

    #[test]
    fn only_plain_words_name_an_organisation() {
        assert!(is_slug("acme") && is_slug("city24"));
        for bad in ["", "a", "Acme", "2nd", "a-b", "x; drop", "../", "db", "averyveryverylongname1", "а́б"] {
            assert!(!is_slug(bad), "{bad:?}");
        }
    }
}
