//! `swasthya operator`.

use anyhow::{Context, anyhow};
use clap::Subcommand;

use crate::config::Config;
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::db::{Author, Databases};
use crate::directory::accounts::Operators;
use crate::directory::people::User;
use crate::directory::proofs::{Invitation, Invitee};
use crate::models::values::Name;

#[derive(Subcommand)]
pub enum Operating {
    /// Make somebody an operator. Mails and prints a link by which they choose a password.
    ///
    /// They set up two-step sign-in before the first page opens. It opens no organisation to them.
    Create {
        /// What they sign in with.
        email: String,
        #[arg(long)]
        name: String,
    },
    /// List them.
    List,
    /// Take it away again, at once. The account stays.
    Remove { email: String },
}

impl Operating {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        let databases = Databases::open(Servers::of(config), 2, Keeping::Kept);
        match self {
            Operating::Create { email, name } => {
                let email = super::email(&email)?;
                let name = Name::parse(&name).map_err(|error| anyhow!("{name:?}: {error}"))?;
                let sent = databases.write_directory_now(&Author::system(), |tx| {
                    let user = Operators::add(tx, &email, name.as_str())?;
                    let invitee = Invitee { user, email: Some(email.clone()), phone: None };
                    Invitation::send(tx, &invitee, None, &config.base_url)
                })?;
                println!("{name} chooses a password at {}", sent.link);
            }
            Operating::List => {
                let operators = databases.read_directory_now(Operators::all)?;
                for (name, email) in &operators {
                    println!("{:40} {name}", email.as_deref().unwrap_or_default());
                }
                if operators.is_empty() {
                    println!("There is none yet: swasthya operator create EMAIL --name NAME");
                }
            }
            Operating::Remove { email } => {
                let email = super::email(&email)?;
                let user = databases.read_directory_now(|db| User::by_login(db, &email))?;
                let user = user.with_context(|| format!("nobody signs in with {email}"))?;
                let was = databases.write_directory_now(&Author::system(), |tx| Operators::remove(tx, user.id))?;
                println!("{} {}", user.full_name, if was { "is no operator any more" } else { "was no operator" });
            }
        }
        Ok(())
    }
}
