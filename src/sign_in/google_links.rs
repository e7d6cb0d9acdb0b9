//! Linking a Google account from inside, and taking it away again.

use super::google::{Purpose, Refusal, begin, refuse};
use crate::auth::{Account, Visitor};
use crate::db::ids::UserId;
use crate::directory::auth_provider::{self, Linked, Unlinked};
use crate::message;
use crate::providers::google::Identity;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

const WAYS_IN: &str = "/account/ways-in";

/// `POST /account/google`.
pub async fn create(account: Account, visitor: Visitor, hx: Hx) -> Response {
    begin(&visitor, hx, Purpose::Link { user: account.user }).await
}

/// `POST /account/google/removal`.
pub async fn destroy(account: Account, visitor: Visitor, hx: Hx) -> Response {
    visitor.google()?;
    let user = account.user;
    let notice = match account.write(move |tx| auth_provider::unlink(tx, user)).await? {
        Unlinked::Done => Notice::success(message!("google-unlink-done")),
        Unlinked::None => Notice::warning(message!("google-unlink-none")),
        Unlinked::OnlyWayIn => Notice::warning(message!("google-unlink-only")),
    };
    hx.see_other(WAYS_IN, notice)
}

/// Ends what [`create`] began, if the same person is still signed in.
pub(super) async fn finish(visitor: &Visitor, hx: Hx, user: UserId, identity: Identity) -> Response {
    if visitor.account.as_ref().is_none_or(|account| account.user != user) {
        return refuse(visitor, hx, Refusal::Over);
    }
    match visitor.write(move |tx| auth_provider::link(tx, user, &identity.issuer, &identity.subject)).await? {
        Linked::Done | Linked::Already => hx.see_other(WAYS_IN, Notice::success(message!("google-link-done"))),
        Linked::Others => refuse(visitor, hx, Refusal::Others),
        Linked::HasAnother => refuse(visitor, hx, Refusal::HasAnother),
    }
}
