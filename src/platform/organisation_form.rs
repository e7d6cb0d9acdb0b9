//! The form of a new organisation.

use serde::Deserialize;

use crate::config::OWN;
use crate::db::provision::is_slug;
use crate::db::servers::Servers;
use crate::directory::tenants::NewOrganisation;
use crate::locale::Message;
use crate::message;
use crate::models::values::{Name, parse_email};
use crate::web::form::{Errors, required};

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
        let errors = &mut self.errors;
        let name = errors.check("name", required(&self.name, 120));
        let slug = self.slug.trim();
        let slug = errors.check("slug", if is_slug(slug) { Ok(slug.to_owned()) } else { Err(message!("organisation-slug-bad")) });
        let clinic = errors.check("clinic", required(&self.clinic, 120));
        let owner_name = errors.check("owner_name", Name::parse(&self.owner_name).map_err(|error| Message::new(error.key())));
        let owner_email = errors.check("owner_email", parse_email(&self.owner_email));
        let server = if self.server.is_empty() { OWN } else { self.server.as_str() };
        let server = errors.check("server", servers.named(server).map(|_| server.to_owned()).ok_or(message!("error-choice")));
        Some(NewOrganisation {
            name: name?,
            slug: slug?,
            server: server?,
            clinic: clinic?,
            owner_name: owner_name?.to_string(),
            owner_email: owner_email?,
        })
    }
}
