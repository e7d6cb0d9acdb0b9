//! Linking a Google account from inside, and taking it away again.

use crate::auth::account::FOR_PAGE;
use crate::auth::{Account, Visitor};
use crate::directory::auth_provider::{self, Unlinked};
use crate::message;
use crate::sign_in::google::{Purpose, begin};
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;

/// `POST /account/google`.
pub async fn create(account: Account, visitor: Visitor, hx: Hx) -> Response {
    account.proven(FOR_PAGE)?;
    begin(&visitor, hx, Purpose::Link { user: account.user }).await
}

/// `POST /account/google/removal`.
pub async fn destroy(account: Account, visitor: Visitor, hx: Hx) -> Response {
    visitor.google()?;
    account.proven(FOR_PAGE)?;
    let user = account.user;
    let notice = match account.write(move |tx| auth_provider::unlink(tx, user)).await? {
        Unlinked::Done => Notice::success(message!("google-unlink-done")),
        Unlinked::None => Notice::warning(message!("google-unlink-none")),
        Unlinked::OnlyWayIn => Notice::warning(message!("google-unlink-only")),
    };
    hx.see_other("/account/ways-in", notice)
}
