//! Carrying an import out, beside the request that asked for it.

use actix_web::web::Path;
use chrono::NaiveDate;

use crate::auth::{Actor, Imports};
use crate::db::failure::Trouble;
use crate::db::ids::{ImportId, OrganisationId};
use crate::db::{Author, Databases};
use crate::directory::user::User;
use crate::models::exchange::{Begun, Counts, Import};
use crate::models::practice::Reach;
use crate::web::error::Error;
use crate::web::hx::{Hx, Response};

/// `POST imports/{id}/run`: begins, and goes on in a thread of its own. The page shows how far it is.
pub async fn create(me: Actor<Imports>, hx: Hx, path: Path<(String, String)>) -> Response {
    let id: ImportId = path.1.parse().map_err(|_| Error::NotFound)?;
    let reach = me.reach();
    me.read(move |db| Import::find(db, &reach, id)).await?;
    if me.write(move |tx| Import::begin(tx, id)).await? == Begun::Begun {
        let (databases, slug, author) = me.beyond_the_request();
        let (organisation, today) = (me.organisation().organisation, me.today());
        std::thread::spawn(move || {
            let failed = carry_out(&databases, &slug, &author, organisation, id, today, &|_| ()).err();
            if let Some(error) = failed {
                tracing::error!(%error, import = %id, "an import came to nothing");
                if let Err(error) = databases.write_now(&slug, &author, |tx| Import::fail(tx, id)) {
                    tracing::error!(%error, import = %id, "nor could that be written down");
                }
            }
        });
    }
    hx.see_other(me.here(&format!("imports/{id}")), None)
}

/// Makes the accounts of the register's phones, then registers its people in one change. How far it is, is written down on
/// another connection, so that others see it.
pub fn carry_out(
    databases: &Databases,
    slug: &str,
    author: &Author,
    organisation: OrganisationId,
    id: ImportId,
    today: NaiveDate,
    progress: &dyn Fn(usize),
) -> Result<Counts, Trouble> {
    let (import, register) = databases.read_now(slug, |db| Import::open(db, &Reach::Everywhere, id, today))?;
    let phones = register.phones();
    let accounts = databases.write_directory_now(author, |tx| User::of_phones(tx, &phones, organisation))?;
    let done = |rows: usize| {
        progress(rows);
        if let Err(error) = databases.write_now(slug, author, |tx| Import::get_on(tx, id, rows)) {
            tracing::debug!(%error, "progress was not written down");
        }
    };
    databases.write_now(slug, author, |tx| Import::carry_out(tx, &import, &register, &accounts, &done))
}
