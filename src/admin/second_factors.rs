//! Ending somebody's two-step sign-in: the phone is lost, and so are the recovery codes. They set it up anew.

use super::person::person;
use crate::auth::{Actor, Admin, Fresh};
use crate::db::ids::ProfileId;
use crate::directory::people::Membership;
use crate::directory::proofs::Factors;
use crate::directory::sessions::LiveSession;
use crate::web::screen::*;

/// `POST people/{id}/second-factor/removal`. Their sessions end too, because whoever has the phone
/// may be in them. Where they belong to another organisation as well nothing ends: its admins
/// decide about its own door.
pub async fn destroy(Fresh(me): Fresh<Actor<Admin>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let member = person(&me, id).await?;
    let (user, name) = (member.user.ok_or(Error::NotFound)?, member.full_name);
    if user == me.user() {
        return hx.see_other("/account/two-step", None);
    }
    let organisation = me.organisation().organisation;
    let ended = me.directory().write(move |tx| {
        let ours_alone = Membership::works_only_at(tx.db, user, organisation)?;
        if ours_alone {
            Factors::remove(tx, user)?;
            LiveSession::end_all(tx, user, None)?;
        }
        Ok(ours_alone)
    });
    let notice = if ended.await? {
        Notice::success(message!("person-factor-ended", name))
    } else {
        Notice::warning(message!("person-elsewhere", name))
    };
    hx.see_other(me.here(&format!("people/{id}")), notice)
}
