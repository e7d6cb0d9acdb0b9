//! Letting somebody go, and taking them on again. Whoever was let go is refused at their next request.

use super::person::{not_yours, person};
use crate::auth::{Actor, Fresh, People};
use crate::db::ids::ProfileId;
use crate::directory::people::Membership;
use crate::models::practice::{Member, MemberDeactivated, MemberReactivated};
use crate::web::screen::*;

/// `POST people/{id}/deactivate`. All their places end. Then their membership ends too, unless
/// their account has patients here. What they are in other organisations stays.
pub async fn destroy(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    person(&me, id).await?;
    let giving = me.giving();
    let there = me.here(&format!("people/{id}"));
    match me.write(move |tx| Member::deactivate(tx, id, &giving)).await? {
        MemberDeactivated::NotYours => not_yours(&me, hx),
        MemberDeactivated::Yourself => hx.see_other(there, Notice::danger(message!("person-yourself"))),
        MemberDeactivated::LastAdmin => hx.see_other(there, Notice::danger(message!("person-last-admin"))),
        MemberDeactivated::Done { user, also_patient } => {
            let organisation = me.organisation().organisation;
            if let Some(user) = user {
                me.directory()
                    .write(move |tx| {
                        Membership::withdraw(tx, user, organisation)?;
                        if also_patient { Ok(()) } else { Membership::set_active(tx, user, organisation, false) }
                    })
                    .await?;
            }
            hx.see_other(there, Notice::from(message!("person-deactivated")))
        }
    }
}

/// `POST people/{id}/reactivate`.
pub async fn create(Fresh(me): Fresh<Actor<People>>, hx: Hx, At(id): At<ProfileId>) -> Response {
    person(&me, id).await?;
    let giving = me.giving();
    let organisation = me.organisation().organisation;
    let user = match me.write(move |tx| Member::reactivate(tx, id, &giving)).await? {
        MemberReactivated::Done { user } => user,
        MemberReactivated::NotYours => return not_yours(&me, hx),
    };
    if let Some(user) = user {
        me.directory()
            .write(move |tx| {
                Membership::ask(tx, user, organisation)?;
                Membership::set_active(tx, user, organisation, true)
            })
            .await?;
    }
    hx.see_other(me.here(&format!("people/{id}")), Notice::from(message!("person-reactivated")))
}
