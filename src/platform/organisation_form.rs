//! The form of a new organisation.

use crate::config::OWN;
use crate::db::provision::is_slug;
use crate::db::servers::Servers;
use crate::directory::tenants::NewOrganisation;
use crate::models::values::{Name, parse_email};
use crate::web::screen::*;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) clinic: String,
    pub(super) owner_name: String,
    pub(super) owner_email: String,
    pub(super) server: String,
    #[serde(skip)]
    pub(super) errors: Errors,
}

impl OrganisationForm {
    /// What the organisation begins with, or every mistake beside its field.
    pub(super) fn parse(&mut self, servers: &Servers) -> Option<NewOrganisation> {
        form::parse!(self => NewOrganisation {
            name: form::required(&self.name, 120),
            slug: slug(&self.slug.trim().to_lowercase()),
            server: server(&self.server, servers),
            clinic: form::required(&self.clinic, 120),
            owner_name: Name::parse(&self.owner_name).map(|it| it.to_string()).map_err(|error| Message::new(error.key())),
            owner_email: parse_email(&self.owner_email),
        })
    }
}

fn slug(typed: &str) -> Result<String, Message> {
    if is_slug(typed) { Ok(typed.to_owned()) } else { Err(message!("organisation-slug-bad")) }
}

/// Our own server where there is no choice.
fn server(chosen: &str, servers: &Servers) -> Result<String, Message> {
    let server = if chosen.is_empty() { OWN } else { chosen };
    servers.named(server).map(|_| server.to_owned()).ok_or_else(|| message!("error-choice"))
}
