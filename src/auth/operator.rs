//! Whoever operates the installation, at `/platform`. Reaches the directory; of an organisation's own database nothing but the
//! numbers of its use. Always with a second factor shown.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::account::Account;
use super::directory::Directory;
use super::door::PLATFORM;
use super::layout::Layout;
use super::scope::staff_only;
use super::state::State;
use crate::config::Config;
use crate::db::servers::Servers;
use crate::directory::tenants::Organisation;
use crate::jobs::usage;
use crate::web::error::Error;

/// The only road to `/platform`.
pub struct Operator {
    pub directory: Directory,
    state: State,
    account: Account,
    path: String,
}

impl Operator {
    /// Counts how much an organisation is used.
    pub async fn count(&self, organisation: &Organisation) -> Result<(), Error> {
        Ok(usage::count_and_keep(&self.state.databases, &organisation.slug, organisation.id, self.directory.author().clone()).await?)
    }

    /// The servers that databases may live on.
    pub fn servers(&self) -> &Servers {
        self.state.databases.servers()
    }

    pub fn config(&self) -> &Config {
        &self.state.config
    }

    /// An address here: `me.here("organisations/new")`.
    pub fn here(&self, rest: &str) -> String {
        format!("{PLATFORM}/{rest}")
    }

    /// What the frame around every page shows.
    pub fn layout(&self) -> Layout {
        Layout {
            organisation: String::new(),
            clinic: None,
            who: self.account.user.full_name.clone(),
            base: PLATFORM.to_owned(),
            path: self.path.clone(),
            doors: Vec::new(),
            elsewhere: self.account.user.memberships.iter().map(|it| (it.slug.clone(), it.name.clone())).collect(),
            unread: None,
            is_admin: false,
            clinic_closed: false,
            grace: None,
            held: Vec::new(),
        }
    }
}

/// Signed in > an operator > a short session > a second factor.
fn resolve(request: &HttpRequest) -> Result<Operator, Error> {
    let account = Account::of(request)?.ok_or(Error::SignedOut)?;
    if !account.user.operator {
        return Err(Error::NotFound);
    }
    staff_only(&account)?;
    if !account.proofs.assured {
        return Err(Error::Unproven);
    }
    let directory = account.directory.clone();
    Ok(Operator { directory, account, path: request.path().to_owned(), state: State::of(request)? })
}

impl FromRequest for Operator {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(resolve(request))
    }
}
