//! `swasthya org`.

use anyhow::bail;
use clap::Subcommand;

use crate::config::Config;
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::{Account, Server, is_slug};
use crate::db::{Author, Databases};
use crate::directory::organisation::{Organisation, OrganisationStatus};

#[derive(Subcommand)]
pub enum Org {
    /// Create an organisation and its database.
    Create {
        /// Its name in every address: letters and digits, for example acme. It never changes.
        slug: String,
        /// Its name.
        name: String,
    },
    /// List them, with their states.
    List,
    /// Close an organisation's doors; `--resume` opens them again.
    Suspend {
        slug: String,
        #[arg(long)]
        resume: bool,
    },
}

impl Org {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let databases = Databases::open(Server::of(config), 2, Keeping::Kept);
        match self {
            Org::Create { slug, name } => {
                let organisation = create(&databases, &slug, &name)?;
                println!("{} is ready at {}/o/{}", organisation.name, config.base_url, organisation.slug);
            }
            Org::List => {
                for Organisation { slug, name, status, .. } in databases.read_directory_now(Organisation::all)? {
                    println!("{slug:20} {status:10} {name}");
                }
            }
            Org::Suspend { slug, resume } => {
                let status = if resume { OrganisationStatus::Active } else { OrganisationStatus::Suspended };
                let organisation = databases.read_directory_now(|db| Organisation::by_slug(db, &slug))?;
                databases.write_directory_now(&Author::system(), |tx| organisation.set_status(tx, status))?;
                println!("{slug} is {status}");
            }
        }
        Ok(())
    }
}

/// Writes the organisation down, makes its database, and opens its doors.
pub fn create(databases: &Databases, slug: &str, name: &str) -> anyhow::Result<Organisation> {
    if !is_slug(slug) {
        bail!("{slug:?} cannot name an organisation: 2 to 20 lower-case letters and digits, a letter first");
    }
    let organisation = databases.write_directory_now(&Author::system(), |tx| Organisation::begin(tx, name, slug))?;
    let server = databases.server();
    server.provision(&Account::organisation(server, slug), History::Organisation)?;
    databases.write_directory_now(&Author::system(), |tx| organisation.set_status(tx, OrganisationStatus::Active))?;
    Ok(organisation)
}
