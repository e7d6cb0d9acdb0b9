//! Linking a Google account from inside, and taking it away again.

use crate::auth::{Account, FOR_PAGE, GoogleAim};
use crate::directory::proofs::{GoogleAccount, GoogleUnlinked};
use crate::shared::google::{self, Onward, Refused};
use crate::web::screen::*;

/// `POST /account/google`.
pub async fn create(account: Account, hx: Hx) -> Response {
    account.proven(FOR_PAGE)?;
    let aim = GoogleAim::Link { user: account.user.id };
    match google::begin(account.google()?, &account.directory, &account.kept, aim).await? {
        Ok(address) => hx.page(&Onward { address }),
        Err(refusal) => hx.invalid(&Refused { refusal, inside: true }),
    }
}

/// `POST /account/google/removal`.
pub async fn destroy(account: Account, hx: Hx) -> Response {
    account.google()?;
    account.proven(FOR_PAGE)?;
    let user = account.user.id;
    let notice = match account.directory.write(move |tx| GoogleAccount::unlink(tx, user)).await? {
        GoogleUnlinked::Done => Notice::success(message!("google-unlink-done")),
        GoogleUnlinked::None => Notice::warning(message!("google-unlink-none")),
        GoogleUnlinked::OnlyWayIn => Notice::warning(message!("google-unlink-only")),
    };
    hx.see_other("/account/ways-in", notice)
}
