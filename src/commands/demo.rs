//! `swasthya demo`: everything on one machine, to try.

use std::path::PathBuf;
use std::{fs, io};

use anyhow::Context;
use clap::Args;
use secrecy::ExposeSecret;

use super::serve;
use crate::config::{Config, Settings};
use crate::db::Databases;
use crate::db::embedded::{Durability, Embedded};
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::{Account, Server, hex};

#[derive(Args)]
pub struct Demo {
    /// Throw the demo's data away and start over.
    #[arg(long)]
    reset: bool,
    /// Where the demo keeps its data.
    #[arg(long, default_value = "var/demo", value_name = "FOLDER")]
    folder: PathBuf,
}

impl Demo {
    pub fn run(self, mut settings: Settings) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        let embedded = if settings.has("DATABASE_URL") { None } else { Some(self.start_server()?) };
        if let Some(embedded) = &embedded {
            settings.default_to("DATABASE_URL", embedded.url());
        }
        settings.default_to("MODE", "demo");
        settings.default_to("SECRET", self.secret()?);
        let config = settings.understand()?;
        let server = Server::of(&config);
        prepare(&config, &server)?;
        serve::serve(config, server, "ready")
    }

    fn start_server(&self) -> anyhow::Result<Embedded> {
        let folder = self.folder.join("mariadb");
        if self.reset && folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        Embedded::start(&folder, Durability::Full)
    }

    /// The demo's own secret, made once and kept beside its data.
    fn secret(&self) -> anyhow::Result<String> {
        let path = self.folder.join("secret");
        match fs::read_to_string(&path) {
            Ok(secret) => Ok(secret),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut bytes = [0_u8; 32];
                getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
                let secret = hex(&bytes);
                fs::write(&path, &secret)?;
                Ok(secret)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Makes and fills what is missing.
fn prepare(config: &Config, server: &Server) -> anyhow::Result<()> {
    server.provision(&Account::directory(server), History::Directory)?;
    let _databases = Databases::open(server.clone(), 2, Keeping::Kept);
    let _ = config.secret.expose_secret();
    Ok(())
}
