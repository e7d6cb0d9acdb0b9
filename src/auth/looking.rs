//! An admin looks at the organisation as a role does. What they look as is kept in their session, and heeded only while they
//! are still an admin who has shown a second factor. Nothing can be changed meanwhile.

use actix_web::HttpRequest;

use super::account::Account;
use super::session::Looking;
use crate::db::ids::OrganisationId;
use crate::directory::sessions::SessionKind;
use crate::models::practice::{Look, Place, Role};
use crate::web::error::Error;
use crate::web::hx;
use crate::web::path::slug;
use crate::web::view::Banner;

/// What opens to an account at a clinic or on its own records: its own places, or instead of them the role's.
pub(super) struct Seen {
    pub places: Vec<Place>,
    pub role: Option<Role>,
}

impl Seen {
    /// Whether the account looks is asked at every request anew. Whoever is no admin any more does not.
    pub fn of(account: &Account, request: &HttpRequest, slug: &str, places: Vec<Place>) -> Result<Seen, Error> {
        let Some(look) = account.looks_at(slug) else { return Ok(Seen { places, role: None }) };
        let admin = places.iter().find(|it| it.role == Role::Admin).map(|it| it.profile);
        let Some(admin) = admin.filter(|_| account.proofs.assured && account.session.kind == SessionKind::Staff) else {
            account.kept.stop_looking()?;
            hx::lower_banner(request);
            return Ok(Seen { places, role: None });
        };
        if !request.method().is_safe() {
            return Err(Error::ReadOnly);
        }
        Ok(Seen { places: look.place(admin).into_iter().collect(), role: Some(look.role) })
    }
}

/// Whoever looks changes nothing in the office either, but for looking as another role and stopping.
pub(super) fn stopping_only(account: &Account, request: &HttpRequest) -> Result<(), Error> {
    let looks = request.path().split('/').nth(4) == Some("looks");
    if request.method().is_safe() || looks || account.looks_at(slug(request)).is_none() { Ok(()) } else { Err(Error::ReadOnly) }
}

impl Account {
    /// As what they look at the organisation of that slug, if they do.
    fn looks_at(&self, slug: &str) -> Option<Look> {
        let organisation = self.membership(slug)?.organisation;
        self.kept.looking().filter(|it| it.organisation == organisation).map(|it| it.look)
    }

    /// Begins to look, with a new token; the banner stands on every page from now on.
    pub async fn look(&self, organisation: OrganisationId, look: Look, banner: &Banner) -> Result<(), Error> {
        self.renew().await?;
        self.kept.look(Looking { organisation, look }, banner)
    }

    /// Stops looking, with a new token. What they looked as, if they did.
    pub async fn stop_looking(&self, organisation: OrganisationId) -> Result<Option<Look>, Error> {
        let Some(looking) = self.kept.looking().filter(|it| it.organisation == organisation) else { return Ok(None) };
        self.renew().await?;
        self.kept.stop_looking()?;
        Ok(Some(looking.look))
    }
}
