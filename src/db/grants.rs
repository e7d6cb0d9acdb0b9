//! What the account of a database may do there, table by table: the server itself refuses to change the audit, whatever the program
//! asks. A grant on a whole database would not do: there `_` stands for any letter, and so for the databases of others.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::provision::{DatabaseAccount, PLACES, Server};

/// What is only ever added to.
const ADDED_TO: [&str; 2] = ["audit_logs", "audit_seals"];

/// What is written by whoever migrates and archives.
const READ: [&str; 2] = ["audit_archives", "__diesel_schema_migrations"];

/// A table or a view.
#[derive(QueryableByName)]
struct Relation {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_view: bool,
}

impl Relation {
    fn allowed(&self) -> &'static [&'static str] {
        match self.name.as_str() {
            name if self.is_view || READ.contains(&name) => &["Select"],
            name if ADDED_TO.contains(&name) => &["Select", "Insert"],
            _ => &["Select", "Insert", "Update", "Delete"],
        }
    }
}

/// What an account has on one table, by the server's own list.
#[derive(QueryableByName)]
struct Given {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    database: String,
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    privileges: String,
}

/// A grant on a whole database, by the pattern that it was given on.
#[derive(QueryableByName)]
struct Broad {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    pattern: String,
}

const RELATIONS: &str = "SELECT CONVERT(table_name USING utf8mb4) AS name, table_type <> 'BASE TABLE' AS is_view \
    FROM information_schema.tables WHERE table_schema = ?";

const GIVEN: &str = "SELECT CONVERT(host USING utf8mb4) AS place, CONVERT(db USING utf8mb4) AS `database`, \
    CONVERT(table_name USING utf8mb4) AS relation, CONCAT_WS(',', CAST(table_priv AS CHAR), CAST(column_priv AS CHAR)) AS privileges \
    FROM mysql.tables_priv WHERE user = ?";

const BROAD: &str = "SELECT CONVERT(host USING utf8mb4) AS place, CONVERT(db USING utf8mb4) AS pattern FROM mysql.db WHERE user = ? AND host IN ('localhost', '%')";

impl Server {
    /// Gives a database's account what it may do there, and takes away whatever else it may. What was given is given before
    /// anything is taken, so that a program that serves meanwhile notices nothing.
    pub fn grant(&self, account: &DatabaseAccount) -> anyhow::Result<()> {
        let amendments = self.amendments(account)?;
        if !amendments.is_empty() {
            self.administer("")?.batch_execute(&amendments.join(";"))?;
        }
        Ok(())
    }

    /// The statements that are still needed for a database's account to have just what it may: none when it is so.
    pub fn amendments(&self, account: &DatabaseAccount) -> anyhow::Result<Vec<String>> {
        let DatabaseAccount { database, user, .. } = account;
        let mut server = self.administer("")?;
        let relations: Vec<Relation> = diesel::sql_query(RELATIONS).bind::<Text, _>(database).load(&mut server)?;
        let given: Vec<Given> = diesel::sql_query(GIVEN).bind::<Text, _>(user).load(&mut server)?;
        let broad: Vec<Broad> = diesel::sql_query(BROAD).bind::<Text, _>(user).load(&mut server)?;
        let everywhere = PLACES.map(|place| format!("'{user}'@'{place}'")).join(", ");

        let mut has: BTreeMap<(&str, &str, &str), BTreeSet<&str>> = BTreeMap::new();
        for Given { place, database, relation, privileges } in &given {
            let words = privileges.split(',').filter(|it| !it.is_empty());
            has.entry((place, database, relation)).or_default().extend(words);
        }
        let (mut statements, mut taken) = (Vec::new(), Vec::new());
        for relation in &relations {
            let lacks = |place: &&str| {
                let has = has.get(&(*place, database.as_str(), relation.name.as_str()));
                relation.allowed().iter().any(|it| has.is_none_or(|has| !has.contains(it)))
            };
            if PLACES.iter().any(lacks) {
                statements.push(format!("GRANT {} ON `{database}`.`{}` TO {everywhere}", relation.allowed().join(", "), relation.name));
            }
        }
        for ((place, of, name), words) in has.iter().filter(|((place, ..), _)| PLACES.contains(place)) {
            let allowed = relations.iter().find(|it| of == database && it.name == *name).map_or(&[][..], Relation::allowed);
            let excess: Vec<&str> = words.iter().filter(|it| !allowed.contains(it)).copied().collect();
            if !excess.is_empty() {
                taken.push(format!("REVOKE {} ON `{of}`.`{name}` FROM '{user}'@'{place}'", excess.join(", ")));
            }
        }
        taken
            .extend(broad.iter().map(|Broad { place, pattern }| format!("REVOKE ALL PRIVILEGES ON `{pattern}`.* FROM '{user}'@'{place}'")));
        statements.extend(taken);
        Ok(statements)
    }
}
