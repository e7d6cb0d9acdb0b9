//! The two histories of tables. One DDL statement a step, each guarded, because DDL commits by itself.

use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const DIRECTORY: EmbeddedMigrations = embed_migrations!("migrations/directory");
const ORGANISATION: EmbeddedMigrations = embed_migrations!("migrations/organisation");

/// Which tables a database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    Directory,
    Organisation,
}

#[expect(clippy::disallowed_types, reason = "migrations run on the administrator's connection")]
impl History {
    fn steps(self) -> EmbeddedMigrations {
        match self {
            History::Directory => DIRECTORY,
            History::Organisation => ORGANISATION,
        }
    }

    /// Runs every step that has not run yet, telling `ran` after each; says how many that were.
    pub fn run_pending(self, db: &mut diesel::MysqlConnection, mut ran: impl FnMut()) -> anyhow::Result<usize> {
        let pending = db.pending_migrations(self.steps()).map_err(|error| anyhow::anyhow!("{error}"))?;
        for step in &pending {
            db.run_migration(step.as_ref()).map_err(|error| anyhow::anyhow!("{}: {error}", step.name()))?;
            ran();
        }
        Ok(pending.len())
    }

    /// The last step that has run, as [`History::behind`] knows it; empty when none has.
    pub fn last_run(self, db: &mut diesel::MysqlConnection) -> anyhow::Result<String> {
        let run = db.applied_migrations().map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(run.iter().map(ToString::to_string).max().unwrap_or_default())
    }

    /// How many of this program's steps come after that one: what a database that stands there lacks.
    pub fn behind(self, step: &str) -> usize {
        self.versions().filter(|version| version.as_str() > step).count()
    }

    /// How many steps there are.
    pub fn all_steps(self) -> usize {
        self.versions().count()
    }

    fn versions(self) -> impl Iterator<Item = String> {
        let steps = MigrationSource::<diesel::mysql::Mysql>::migrations(&self.steps()).unwrap_or_default();
        steps.into_iter().map(|step| step.name().version().to_string())
    }

    /// How many steps have not run yet.
    pub fn pending(self, db: &mut diesel::MysqlConnection) -> anyhow::Result<usize> {
        let pending = db.pending_migrations(self.steps()).map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(pending.len())
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn a_database_is_as_many_steps_behind_as_come_after_its_own() {
        let history = History::Organisation;
        let mut steps: Vec<String> = history.versions().collect();
        steps.sort();
        assert_eq!(history.behind(""), history.all_steps());
        assert_eq!(history.behind(&steps[steps.len() - 1]), 0);
        assert_eq!(history.behind(&steps[steps.len() - 3]), 2);
    }
}
