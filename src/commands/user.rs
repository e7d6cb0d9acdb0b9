//! `swasthya user`.

use std::io::{BufRead, stdin};

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::organisation;
use crate::config::Config;
use crate::db::ids::{ClinicId, UserId};
use crate::db::pools::Keeping;
use crate::db::servers::Servers;
use crate::db::{Author, Databases};
use crate::directory::people::{Membership, User};
use crate::directory::proofs::{Factors, Invitation, Password};
use crate::directory::sessions::LiveSession;
use crate::directory::tenants::Organisation;
use crate::jobs::sealing;
use crate::locale::Locale;
use crate::models::practice::{
    Clinic, GivenPlace, Giving, Member, MemberAdded, MemberDetails, NewMember, Permission, PermissionTemplate, Practice, Role,
};
use crate::models::values::{Money, Name, SystemOfMedicine};

#[derive(Subcommand)]
pub enum UserCommand {
    /// Take somebody on: an admin, a doctor or staff. Prints a link by which they choose a password.
    Create(Box<Create>),
    /// End somebody's two-step sign-in and all their sessions: the authenticator is lost, and nobody else can help.
    EndSecondFactor {
        /// Their e-mail address, or their phone number as +919820012345.
        login: String,
    },
}

#[derive(Args)]
pub struct Create {
    /// The organisation's slug.
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// The clinic's slug; may be given several times.
    #[arg(long, value_name = "SLUG", required = true)]
    clinic: Vec<String>,
    #[arg(long)]
    role: Job,
    #[arg(long)]
    name: String,
    /// What they sign in with.
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// For staff: front_desk, cashier, nurse, dispatcher or manager.
    #[arg(long, value_name = "NAME", default_value = "front_desk", value_parser = template)]
    template: PermissionTemplate,
    /// For staff, instead of a template: names with commas between, for example bills,payments.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = permission)]
    permissions: Option<Vec<Permission>>,
    /// Read the password from the standard input instead of printing a link.
    #[arg(long)]
    password_stdin: bool,
    /// For a doctor: the registration number that prescriptions print.
    #[arg(long, value_name = "NUMBER")]
    licence: Option<String>,
    #[arg(long, default_value = "", hide_default_value = true)]
    specialisation: String,
    #[arg(long, default_value = "", hide_default_value = true)]
    qualification: String,
    /// For a doctor.
    #[arg(long, default_value = "allopathy", value_parser = system)]
    system: SystemOfMedicine,
    /// A doctor's own fee, where it is not the clinic's.
    #[arg(long, value_parser = money)]
    fee: Option<Money>,
}

/// What somebody can be taken on as.
#[derive(Clone, Copy, ValueEnum)]
enum Job {
    Admin,
    Doctor,
    Staff,
}

fn permission(text: &str) -> Result<Permission, String> {
    text.parse().map_err(|()| format!("it is one of {}", Permission::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ")))
}

fn template(text: &str) -> Result<PermissionTemplate, String> {
    text.parse()
        .map_err(|()| format!("it is one of {}", PermissionTemplate::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ")))
}

fn system(text: &str) -> Result<SystemOfMedicine, String> {
    text.parse().map_err(|()| "it is allopathy or homeopathy".to_owned())
}

fn money(text: &str) -> Result<Money, String> {
    Money::parse(text).map_err(|_| "it is an amount in rupees, for example 500".to_owned())
}

/// Somebody to be taken on.
pub struct Newcomer {
    email: String,
    details: MemberDetails,
}

impl Newcomer {
    /// With nothing but a name, an address and a role at a clinic.
    pub fn plain(name: &str, email: &str, role: Role, clinic: ClinicId) -> anyhow::Result<Newcomer> {
        let email = super::email(email)?;
        let full_name = Name::parse(name).map_err(|error| anyhow!("{name:?}: {error}"))?;
        let places = vec![GivenPlace { clinic, role, permissions: Vec::new() }];
        Ok(Newcomer { details: MemberDetails { full_name, phone: None, email: Some(email.clone()), places, practice: None }, email })
    }

    /// Makes the account where there is none, and the places.
    pub fn take_on(&self, databases: &Databases, organisation: &Organisation) -> anyhow::Result<UserId> {
        let by = Author::system();
        let name = self.details.full_name.as_str();
        let user = databases.write_directory_now(&by, |tx| {
            let user = User::of_email(tx, &self.email, name)?;
            Membership::ask(tx, user, organisation.id)?;
            Membership::answer(tx, user, organisation.id, true)?;
            Ok(user)
        })?;
        let new = NewMember { user, details: self.details.clone() };
        match databases.write_now(&organisation.slug, &by, |tx| Member::add(tx, &new, &Giving::Everything))? {
            MemberAdded::Added(_) => Ok(user),
            MemberAdded::AlreadyHere(_) => bail!("{} works at {} already: change their places under admin", self.email, organisation.name),
            MemberAdded::NotYours => bail!("nobody may give that"),
            MemberAdded::ClinicClosed => bail!("the clinic is closed"),
            MemberAdded::LicenceTaken => bail!("another doctor of {} has that licence", organisation.name),
        }
    }
}

impl UserCommand {
    pub fn run(self, config: &Config) -> anyhow::Result<()> {
        match self {
            UserCommand::Create(create) => create.run(config),
            UserCommand::EndSecondFactor { login } => end_second_factor(config, &login.trim().to_lowercase()),
        }
    }
}

impl Create {
    fn run(self, config: &Config) -> anyhow::Result<()> {
        let databases = Databases::open(Servers::of(config), 2, Keeping::Kept);
        let organisation = organisation::find(&databases, &self.org)?;
        let clinics = databases.read_now(&organisation.slug, Clinic::all)?;
        let role = match self.role {
            Job::Admin => Role::Admin,
            Job::Doctor => Role::Doctor,
            Job::Staff => Role::Staff,
        };
        let permissions = match role {
            Role::Staff => self.permissions.clone().unwrap_or_else(|| self.template.permissions().to_vec()),
            _ => Vec::new(),
        };
        let mut places = Vec::new();
        for slug in &self.clinic {
            let clinic = clinics.iter().find(|it| it.slug == *slug);
            let clinic = clinic.with_context(|| format!("{} has no clinic {slug:?}", organisation.name))?.id;
            places.push(GivenPlace { clinic, role, permissions: permissions.clone() });
        }
        let first = places.first().context("no clinic was given")?.clinic;
        let mut newcomer = Newcomer::plain(&self.name, &self.email, role, first)?;
        newcomer.details.places = places;
        newcomer.details.practice = (role == Role::Doctor).then(|| Practice {
            licence: self.licence.clone(),
            specialisation: self.specialisation.clone(),
            qualification: self.qualification.clone(),
            system_of_medicine: self.system,
            fee: self.fee,
        });
        let hash = if self.password_stdin { Some(read_password()?) } else { None };
        let user = newcomer.take_on(&databases, &organisation)?;
        match hash {
            Some(hash) => {
                databases.write_directory_now(&Author::system(), |tx| Password::set(tx, user, &hash))?;
                println!("{} may sign in at {} with {}", self.name, config.base_url, newcomer.email);
            }
            None => println!("{} chooses a password at {}", self.name, invite(&databases, config, &organisation, user)?),
        }
        sealing::round(&databases);
        Ok(())
    }
}

fn end_second_factor(config: &Config, login: &str) -> anyhow::Result<()> {
    let databases = Databases::open(Servers::of(config), 2, Keeping::Kept);
    let user = databases.read_directory_now(|db| User::by_login(db, login))?.with_context(|| format!("nobody signs in with {login}"))?;
    let ended = databases.write_directory_now(&Author::system(), |tx| {
        Factors::remove(tx, user.id)?;
        LiveSession::end_all(tx, user.id, None)
    })?;
    println!("{} signs in with one step until they set up the second again; {ended} sessions were ended", user.full_name);
    Ok(())
}

/// A link by which somebody chooses a password.
pub fn invite(databases: &Databases, config: &Config, organisation: &Organisation, user: UserId) -> anyhow::Result<String> {
    let token =
        databases.write_directory_now(&Author::system(), |tx| Invitation::create(tx, user, Some(organisation.id), UserId::SYSTEM))?;
    Ok(format!("{}/invitations/{token}", config.base_url))
}

/// The first line of the standard input, hashed.
fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\n', '\r']);
    match Password::weakness(password, &[]) {
        None => Password::hash_blocking(password),
        Some(trouble) => bail!("{}", Locale::English.say(trouble)),
    }
}
