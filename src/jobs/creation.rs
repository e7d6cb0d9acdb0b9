//! Makes the databases of new organisations, beside the requests that asked for them. Killed in the middle it is taken up again
//! by whichever process looks next: every step finds what is there already. The command line does the same work.

use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::block;
use anyhow::{Context, anyhow, bail};

use super::usage;
use crate::config::{Config, OWN};
use crate::db::failure::Trouble;
use crate::db::ids::{ClinicId, UserId};
use crate::db::migrations::History;
use crate::db::provision::{DatabaseAccount, is_slug};
use crate::db::{Author, Databases};
use crate::directory::people::{Membership, User};
use crate::directory::proofs::{Invitation, Invitee};
use crate::directory::tenants::{
    Creation, CreationAsked, CreationStage, DatabaseState, DoorsTurned, NewOrganisation, Organisation, OrganisationStatus, WhichCreation,
};
use crate::models::clinical::load_formulary;
use crate::models::practice::{Clinic, ClinicDetails, GivenPlace, Giving, Member, MemberAdded, MemberDetails, NewMember, Role};
use crate::models::values::Name;

/// How often new ones are looked for.
const EVERY: Duration = Duration::from_secs(1);

/// Makes what is asked for until the server stops. A server without an account that creates leaves it to `swasthya migrate`.
pub async fn run(databases: Arc<Databases>, config: Arc<Config>) {
    let servers = databases.servers().that_create();
    while !servers.is_empty() {
        match round(&databases, &config, &servers).await {
            Ok(true) => {}
            Ok(false) => sleep(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "cannot look for organisations to make");
                sleep(EVERY * 5).await;
            }
        }
    }
}

/// Makes one, if one waits on these servers. Whether one did.
pub async fn round(databases: &Arc<Databases>, config: &Arc<Config>, servers: &[String]) -> Result<bool, Trouble> {
    let (holder, servers) = (holder(), servers.to_owned());
    let taken = databases.write_directory(Author::system(), move |tx| Creation::take(tx, &holder, WhichCreation::On(&servers))).await?;
    let Some(creation) = taken else { return Ok(false) };
    let (databases, base_url) = (Arc::clone(databases), config.base_url.clone());
    let id = creation.organisation_id;
    let made = block({
        let databases = Arc::clone(&databases);
        move || carry_out(&databases, &creation, &base_url)
    })
    .await?;
    match made {
        Ok(OrganisationMade { organisation, .. }) => usage::count_and_keep(&databases, &organisation.slug, id, Author::system()).await?,
        Err(error) => tracing::error!(error = format!("{error:#}"), organisation = %id, "an organisation could not be made"),
    }
    Ok(true)
}

/// An organisation that was made, and the link by which its owner was invited, if it has one.
pub struct OrganisationMade {
    pub organisation: Organisation,
    pub link: Option<String>,
}

/// Makes the one in hand. What goes wrong is written down too, for its page.
pub fn carry_out(databases: &Databases, creation: &Creation, base_url: &str) -> anyhow::Result<OrganisationMade> {
    let made = prepare(databases, creation).and_then(|organisation| open(databases, creation, organisation, base_url));
    if let Err(error) = &made {
        let why = format!("{error:#}");
        databases.write_directory_now(&Author::system(), |tx| creation.fail(tx, &why))?;
    }
    made
}

/// The database, with its tables and its formulary; the doors stay closed.
pub fn prepare(databases: &Databases, creation: &Creation) -> anyhow::Result<Organisation> {
    let organisation = databases.read_directory_now(|db| Organisation::find(db, creation.organisation_id))?;
    let server = organisation.server(databases)?;
    let account = DatabaseAccount::organisation(server, &organisation.slug);
    let get_on = |stage, steps| databases.write_directory_now(&Author::system(), |tx| creation.get_on(tx, stage, steps));
    if !get_on(CreationStage::Database, 0)? {
        bail!("another process makes it now");
    }
    server.make(&account)?;
    let mut steps = History::Organisation.all_steps().saturating_sub(server.lacks(&account, History::Organisation)?);
    DatabaseState::bring_up_to_date(databases, &organisation, || {
        steps += 1;
        if let Err(error) = get_on(CreationStage::Database, steps) {
            tracing::debug!(%error, "progress was not written down");
        }
    })?;
    if !get_on(CreationStage::People, steps)? {
        bail!("another process makes it now");
    }
    databases.write_now(&organisation.slug, &Author::system(), load_formulary)?;
    Ok(organisation)
}

/// The first clinic and its owner, where there is to be one; then, in one change, the doors open and the owner is invited.
fn open(databases: &Databases, creation: &Creation, organisation: Organisation, base_url: &str) -> anyhow::Result<OrganisationMade> {
    let owner = if creation.has_owner() { Some(take_on_owner(databases, creation, &organisation)?) } else { None };
    let (id, author) = (organisation.id, Author { user: creation.asked_by, ..Author::system() });
    let link = databases.write_directory_now(&author, |tx| {
        if !creation.finish(tx)? || Organisation::open(tx, id)? != DoorsTurned::Done {
            return Ok(None);
        }
        let invite = |user| {
            let owner = Invitee { user, email: Some(creation.owner_email.clone()), phone: None };
            Invitation::send(tx, &owner, Some(id), base_url).map(|sent| sent.link)
        };
        owner.map(invite).transpose().map(Some)
    })?;
    let link = link.context("another process makes it now")?;
    Ok(OrganisationMade { organisation: Organisation { status: OrganisationStatus::Active, ..organisation }, link })
}

fn take_on_owner(databases: &Databases, creation: &Creation, organisation: &Organisation) -> anyhow::Result<UserId> {
    let (by, email) = (Author::system(), creation.owner_email.as_str());
    let full_name = Name::parse(&creation.owner_name).map_err(|error| anyhow!("{:?}: {error}", creation.owner_name))?;
    let user = databases.write_directory_now(&by, |tx| {
        let user = User::of_email(tx, email, full_name.as_str())?;
        Membership::ask(tx, user, organisation.id)?;
        Ok(user)
    })?;
    let added = databases.write_now(&organisation.slug, &by, |tx| {
        let clinic: ClinicId = match Clinic::all(tx.db)?.first() {
            Some(clinic) => clinic.id,
            None => Clinic::create(tx, &ClinicDetails { name: creation.clinic.clone(), ..ClinicDetails::default() })?,
        };
        let places = vec![GivenPlace { clinic, role: Role::Admin, permissions: Vec::new() }];
        let details = MemberDetails { full_name: full_name.clone(), phone: None, email: Some(email.to_owned()), places, practice: None };
        Member::add(tx, &NewMember { user, details }, &Giving::Everything)
    })?;
    match added {
        MemberAdded::Added(_) | MemberAdded::AlreadyHere(_) => Ok(user),
        refused @ (MemberAdded::LicenceTaken | MemberAdded::NotYours | MemberAdded::ClinicClosed) => {
            bail!("the owner is not taken on: {refused:?}")
        }
    }
}

/// What a process calls itself while it has something in hand: another with the same words would be the same process.
pub fn holder() -> String {
    format!("process {} on {}", std::process::id(), host())
}

fn host() -> String {
    std::fs::read_to_string("/etc/hostname").map_or_else(|_| "this host".to_owned(), |it| it.trim().chars().take(40).collect())
}

/// Makes an organisation without clinic or owner, and opens its doors.
pub fn create(databases: &Databases, slug: &str, name: &str) -> anyhow::Result<Organisation> {
    let creation = begin(databases, &NewOrganisation { slug: slug.to_owned(), name: name.to_owned(), ..NewOrganisation::default() })?;
    Ok(carry_out(databases, &creation, "")?.organisation)
}

/// Writes an organisation down and takes its making in hand. One that was left half made is taken up again, once nobody has it.
pub fn begin(databases: &Databases, new: &NewOrganisation) -> anyhow::Result<Creation> {
    let NewOrganisation { slug, name, server, .. } = new;
    if !is_slug(slug) {
        bail!("{slug:?} cannot name an organisation: 2 to 20 lower-case letters and digits, a letter first, and none of our own words");
    }
    let server = if server.is_empty() { OWN } else { server };
    databases.servers().named(server).with_context(|| format!("there is no server {server:?}; see DATABASE_SERVERS"))?;
    let new = NewOrganisation { server: server.to_owned(), ..new.clone() };
    let mut said = false;
    loop {
        let taken = databases.write_directory_now(&Author::system(), |tx| match Creation::begin(tx, &new, true)? {
            CreationAsked::Begun(id) => Ok(Ok(Creation::take(tx, &holder(), WhichCreation::This(id))?)),
            refused => Ok(Err(refused)),
        })?;
        match taken {
            Ok(Some(creation)) => return Ok(creation),
            Ok(None) if !said => eprintln!("waiting: another process makes {slug}, or died doing so"),
            Ok(None) => {}
            Err(CreationAsked::NameTaken) => bail!("there is another organisation {name:?} already"),
            Err(_) => bail!("there is an organisation {slug} already"),
        }
        said = true;
        std::thread::sleep(Duration::from_secs(1));
    }
}
