//! `swasthya org`.

use anyhow::{Context, bail};
use clap::Subcommand;

use super::user;
use crate::config::Config;
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::{Account, Server, is_slug};
use crate::db::{Author, Databases};
use crate::directory::organisation::{Organisation, OrganisationStatus};
use crate::models::clinic::{Clinic, ClinicDetails};
use crate::models::medicine;
use crate::models::member::Role;

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
            Org::Create { slug, name, admin_email, admin_name, clinic } => {
                let organisation = create(&databases, &slug, &name)?;
                println!("{} is ready at {}/o/{}", organisation.name, config.base_url, organisation.slug);
                if let Some(email) = admin_email {
                    let details = ClinicDetails { name: clinic, ..ClinicDetails::default() };
                    let clinic = databases.write_now(&slug, &Author::system(), |tx| Clinic::create(tx, &details))?;
                    let admin = user::Newcomer::plain(&admin_name, &email, Role::Admin, clinic)?;
                    let user = admin.take_on(&databases, &organisation)?;
                    println!("{admin_name} chooses a password at {}", user::invite(&databases, config, &organisation, user)?);
                }
            }
            Org::List => {
                let organisations = databases.read_directory_now(Organisation::all)?;
                for Organisation { slug, name, status, .. } in &organisations {
                    println!("{slug:20} {:10} {name}", status.as_str());
                }
                if organisations.is_empty() {
                    println!("There is none yet: swasthya org create SLUG NAME");
                }
            }
            Org::Suspend { slug, resume } => {
                let status = if resume { OrganisationStatus::Active } else { OrganisationStatus::Suspended };
                let organisation = find(&databases, &slug)?;
                if organisation.status == OrganisationStatus::Creating {
                    bail!("{slug} is half made: run `swasthya org create {slug}` again");
                }
                databases.write_directory_now(&Author::system(), |tx| organisation.set_status(tx, status))?;
                println!("{slug} is {status}");
            }
        }
        Ok(())
    }
}

/// An organisation by its slug, or an error that says so.
pub fn find(databases: &Databases, slug: &str) -> anyhow::Result<Organisation> {
    let organisations = databases.read_directory_now(Organisation::all)?;
    organisations
        .into_iter()
        .find(|it| it.slug == slug)
        .with_context(|| format!("there is no organisation {slug:?}; see `swasthya org list`"))
}

/// Writes the organisation down, makes its database, and opens its doors.
pub fn create(databases: &Databases, slug: &str, name: &str) -> anyhow::Result<Organisation> {
    let organisation = prepare(databases, slug, name)?;
    databases.write_directory_now(&Author::system(), |tx| organisation.set_status(tx, OrganisationStatus::Active))?;
    Ok(organisation)
}

/// As [`create`], with the doors still closed: until they open it can be done again.
pub fn prepare(databases: &Databases, slug: &str, name: &str) -> anyhow::Result<Organisation> {
    if !is_slug(slug) {
        bail!("{slug:?} cannot name an organisation: 2 to 20 lower-case letters and digits, a letter first, and none of our own words");
    }
    let there = databases.read_directory_now(Organisation::all)?;
    if let Some(other) =
        there.iter().find(|it| (it.slug == slug && it.status != OrganisationStatus::Creating) || (it.name == name && it.slug != slug))
    {
        bail!("there is an organisation {} ({:?}) already", other.slug, other.name);
    }
    let organisation = databases.write_directory_now(&Author::system(), |tx| Organisation::begin(tx, name, slug))?;
    let server = databases.server();
    server.provision(&Account::organisation(server, slug), History::Organisation)?;
    databases.write_now(slug, &Author::system(), medicine::load_formulary)?;
    Ok(organisation)
}
