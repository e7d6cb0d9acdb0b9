//! Signing somebody out everywhere: a phone was lost, or stayed behind in a taxi.

use super::person::person;
use crate::auth::{Actor, Admin, Fresh};
use crate::db::ids::ProfileId;
use crate::directory::people::Membership;
use crate::directory::sessions::LiveSession;
use crate::web::screen::*;

/// `POST people/{id}/devices/removal`. The sessions of somebody who belongs to another organisation
/// too are not this one's to end; their places here are.
pub async fn destroy(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let member = person(&me, id).await?;
    let (user, name) = (member.user.ok_or(Error::NotFound)?, member.full_name);
    let organisation = me.organisation().organisation;
    let ended = me.directory().write(move |tx| {
        let ours_alone = Membership::works_only_at(tx.db, user, organisation)?;
        ours_alone.then(|| LiveSession::end_all(tx, user, None)).transpose()
    });
    let notice = match ended.await? {
        Some(count) => Notice::success(message!("person-signed-out", name, count)),
        None => Notice::warning(message!("person-elsewhere", name)),
    };
    hx.see_other(me.here(&format!("people/{id}")), notice)
}
