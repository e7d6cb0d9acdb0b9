//! `swasthya serve`.

use anyhow::bail;

use crate::auth::state::State;
use crate::config::{Config, Mode};
use crate::db::Databases;
use crate::db::pools::Keeping;
use crate::db::provision::Server;
use crate::server;

pub fn run(config: Config) -> anyhow::Result<()> {
    let database = Server::of(&config);
    if config.mode == Mode::Production && database.administrator() == "root" {
        bail!("DATABASE_URL names the root account: give serve one without it (mysql://host), it uses an account for each database");
    }
    let greeting = format!("Swasthya serves at {}", config.base_url);
    serve(config, database, &greeting)
}

/// Serves with the databases of that server, until a signal says stop.
pub fn serve(config: Config, database: Server, greeting: &str) -> anyhow::Result<()> {
    let databases = Databases::open(database, config.pool_size, Keeping::Kept);
    actix_web::rt::System::new().block_on(server::serve(State::new(databases, config)?, greeting))
}
