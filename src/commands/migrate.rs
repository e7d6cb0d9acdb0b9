//! `swasthya migrate`: the directory first, then every organisation. Can be run again after a failure: what is done is done.

use crate::config::Config;
use crate::db::migrations::History;
use crate::db::provision::{Account, Server};

pub fn run(config: &Config) -> anyhow::Result<()> {
    let server = Server::of(config);
    server.provision(&Account::directory(&server), History::Directory)?;
    Ok(())
}
