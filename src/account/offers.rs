//! What organisations ask of somebody: to work there. It is theirs to say.

use crate::auth::Account;
use crate::db::ids::OrganisationId;
use crate::directory::people::Membership;
use crate::web::screen::*;

/// `POST /account/offers/{organisation}/acceptance`.
pub async fn accept(account: Account, hx: Hx, At(id): At<OrganisationId>) -> Response {
    answer(account, hx, id, true).await
}

/// `POST /account/offers/{organisation}/removal`: declined.
pub async fn decline(account: Account, hx: Hx, At(id): At<OrganisationId>) -> Response {
    answer(account, hx, id, false).await
}

/// Writes the answer down in the directory, then in the organisation's own log, and tells its admins of one who declined.
async fn answer(account: Account, hx: Hx, id: OrganisationId, accepts: bool) -> Response {
    let membership = account.user.memberships.iter().find(|it| it.organisation == id).ok_or(Error::NotFound)?;
    let (user, organisation) = (account.user.id, membership.name.clone());
    if !account.directory.write(move |tx| Membership::answer(tx, user, id, accepts)).await? {
        return hx.see_other("/doors", Notice::warning(message!("offer-over")));
    }
    account.note_answer(membership, accepts).await?;
    let notice = if accepts {
        Notice::success(message!("offer-accepted", organisation))
    } else {
        Notice::from(message!("offer-declined", organisation))
    };
    hx.see_other("/doors", notice)
}
