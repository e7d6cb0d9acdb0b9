//! The two histories of tables. One DDL statement a step, each guarded, because DDL commits by itself.

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

    /// Runs every step that has not run yet; says how many that were.
    pub fn bring_up_to_date(self, db: &mut diesel::MysqlConnection) -> anyhow::Result<usize> {
        let done = db.run_pending_migrations(self.steps()).map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(done.len())
    }

    /// As [`History::bring_up_to_date`], telling `ran` after each step.
    pub fn run_pending(self, db: &mut diesel::MysqlConnection, mut ran: impl FnMut()) -> anyhow::Result<usize> {
        let pending = db.pending_migrations(self.steps()).map_err(|error| anyhow::anyhow!("{error}"))?;
        for step in &pending {
            db.run_migration(step.as_ref()).map_err(|error| anyhow::anyhow!("{}: {error}", step.name()))?;
            ran();
        }
        Ok(pending.len())
    }

    /// How many steps have not run yet.
    pub fn pending(self, db: &mut diesel::MysqlConnection) -> anyhow::Result<usize> {
        let pending = db.pending_migrations(self.steps()).map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(pending.len())
    }
}
