//! `swasthya serve`.

use anyhow::bail;

use crate::auth::State;
use crate::config::{Config, Mode};
use crate::db::Databases;
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::server;

pub fn run(config: Config) -> anyhow::Result<()> {
    config.refuse_open_doors()?;
    let servers = Servers::of(&config);
    if config.mode == Mode::Production && servers.all().any(|(_, server)| server.administrator() == "root") {
        bail!(
            "DATABASE_URL or DATABASE_SERVERS names the root account: give serve one without it (mysql://host), it uses an account for each database"
        );
    }
    let greeting = format!("Swasthya serves at {}", config.base_url);
    serve(config, servers, &greeting)
}

/// Serves with the databases of those servers, until a signal says stop.
pub fn serve(config: Config, servers: Servers, greeting: &str) -> anyhow::Result<()> {
    let databases = Databases::open(servers, config.pool_size, Keeping::Kept);
    if databases.read_directory_now(|_| Ok(())).is_err_and(|trouble| trouble.to_string().contains("Access denied")) {
        bail!("the database refuses the account that SECRET makes: it is another SECRET than the one with which `swasthya migrate` ran");
    }
    actix_web::rt::System::new().block_on(server::serve(State::new(databases, config)?, greeting))
}
