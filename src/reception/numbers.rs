//! Whose a patient's phone number is: the family's still, somebody else's by now, or shared by somebody who has come of age.

use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::db::{Db, Tx};
use crate::models::people::{Patient, PhoneReleased};
use crate::web::screen::*;

/// `POST patients/{id}/phone-confirmation`. The family says at the desk that the number is still theirs: from then on a code
/// sent to it opens their records again.
pub async fn confirm(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let claim = me.claim();
    let confirm = move |tx: &mut Tx| {
        claim.demand(tx.db, id)?;
        Patient::confirm_number(tx, id, claim.clinic)
    };
    let notice = match me.write(confirm).await? {
        Some(user) => {
            me.confirm_holder(user).await?;
            Notice::success(message!("number-confirmed"))
        }
        None => Notice::warning(message!("number-none")),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}

/// `POST patients/{id}/phone-release`. The number belongs to somebody else now: it is taken off everybody who was on it.
pub async fn release(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let claim = me.claim();
    let clinic = claim.clinic;
    let read = move |db: &mut Db| {
        claim.demand(db, id)?;
        Patient::find(db, id)
    };
    let profile = me.read(read).await?.profile;
    let (user, phone) = (profile.user_id, profile.phone());
    let account = user.zip(phone.clone());
    let theirs = match &account {
        Some((user, phone)) => me.has_number(*user, phone).await?,
        None => false,
    };
    let notice = match me.write(move |tx| Patient::release_number(tx, id, clinic, (user, phone.as_ref()), theirs)).await? {
        PhoneReleased::Done { people } => {
            if let Some((user, phone)) = account.filter(|_| theirs) {
                me.release_holder(user, &phone).await?;
            }
            Notice::success(message!("number-released", count = people))
        }
        PhoneReleased::NoNumber => Notice::warning(message!("number-none")),
        PhoneReleased::Moved => Notice::warning(message!("number-moved")),
        PhoneReleased::WorksHere => Notice::warning(message!("number-of-staff")),
    };
    hx.see_other(me.here(&format!("patients/{id}")), notice)
}

/// `POST patients/{id}/sharing`. Somebody who has come of age agrees to go on sharing the family's phone.
pub async fn share(me: Actor<Registrations>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let (claim, today) = (me.claim(), me.today());
    me.write(move |tx| {
        claim.demand(tx.db, id)?;
        Patient::agree_to_sharing(tx, id, claim.clinic, today)
    })
    .await?;
    hx.see_other(me.here(&format!("patients/{id}")), Notice::success(message!("sharing-agreed")))
}
