//! `swasthya org`.

use anyhow::{Context, bail};
use clap::Subcommand;

use crate::config::Config;
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::db::{Author, Databases};
use crate::directory::tenants::{DatabaseState, DoorsTurned, NewOrganisation, Organisation};
use crate::jobs::creation::{self, OrganisationMade};
use crate::jobs::sealing;

#[derive(Subcommand)]
pub enum Org {
    /// Create an organisation and its database, with the formulary.
    ///
    /// With --admin-email it gets its first clinic and an admin too, whose invitation link is printed.
    Create {
        /// Its name in every address: 2 to 20 letters and digits, for example acme. It never changes.
        slug: String,
        /// Its name.
        name: String,
        /// Who is to run it.
        #[arg(long, value_name = "ADDRESS")]
        admin_email: Option<String>,
        /// The admin's name.
        #[arg(long, value_name = "NAME", requires = "admin_email", default_value = "Admin")]
        admin_name: String,
        /// The first clinic's name; its address is made from it.
        #[arg(long, value_name = "NAME", requires = "admin_email", default_value = "Main clinic")]
        clinic: String,
        /// The server that its database is to be on, of those that DATABASE_SERVERS names; else the directory's.
        #[arg(long, value_name = "NAME")]
        server: Option<String>,
    },
    /// List them: state, server, and where their tables stand.
    List,
    /// Close an organisation's doors; `--resume` opens them again.
    Suspend {
        slug: String,
        #[arg(long, conflicts_with = "reason")]
        resume: bool,
        /// Why. Only operators read it.
        #[arg(long, required_unless_present = "resume")]
        reason: Option<String>,
    },
}

impl Org {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let databases = Databases::open(Servers::of(config), 2, Keeping::Kept);
        match self {
            Org::Create { slug, name, admin_email, admin_name, clinic, server } => {
                let (owner_name, owner_email) = match admin_email {
                    Some(email) => (admin_name, super::email(&email)?),
                    None => Default::default(),
                };
                let new = NewOrganisation { name, slug, server: server.unwrap_or_default(), clinic, owner_name, owner_email };
                let creation = creation::begin(&databases, &new)?;
                let OrganisationMade { organisation, link } = creation::carry_out(&databases, &creation, &config.base_url)?;
                sealing::round(&databases);
                println!("{} is ready at {}/o/{}", organisation.name, config.base_url, organisation.slug);
                if let Some(link) = link {
                    println!("{} chooses a password at {link}", creation.owner_name);
                }
            }
            Org::List => list(&databases)?,
            Org::Suspend { slug, resume, reason } => {
                let organisation = find(&databases, &slug)?;
                let turned = databases.write_directory_now(&Author::system(), |tx| match (resume, &reason) {
                    (false, Some(reason)) => Organisation::suspend(tx, organisation.id, reason),
                    _ => Organisation::resume(tx, organisation.id),
                })?;
                match turned {
                    DoorsTurned::Done => println!("{slug} is {}", if resume { "active" } else { "suspended" }),
                    DoorsTurned::NotNow if organisation.is_half_made() => bail!("{slug} is half made: run `swasthya migrate`"),
                    DoorsTurned::NotNow => println!("{slug} was {} already", organisation.status),
                }
            }
        }
        Ok(())
    }
}

/// Each organisation: state, server, where its tables stand.
fn list(databases: &Databases) -> anyhow::Result<()> {
    let organisations = databases.read_directory_now(Organisation::all)?;
    let states = databases.read_directory_now(DatabaseState::all)?;
    for Organisation { id, slug, name, status, server_name, .. } in &organisations {
        let tables = DatabaseState::migrated(states.get(id));
        println!("{slug:20} {:10} {server_name:12} {name}: {tables}", status.as_str());
    }
    if organisations.is_empty() {
        println!("There is none yet: swasthya org create SLUG NAME");
    }
    Ok(())
}

/// An organisation by its slug, or an error that says so.
pub fn find(databases: &Databases, slug: &str) -> anyhow::Result<Organisation> {
    let organisations = databases.read_directory_now(Organisation::all)?;
    organisations
        .into_iter()
        .find(|it| it.slug == slug)
        .with_context(|| format!("there is no organisation {slug:?}; see `swasthya org list`"))
}
