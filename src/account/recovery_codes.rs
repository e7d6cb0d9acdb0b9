//! New recovery codes; the old ones stop working.

use super::menu::Menu;
use super::two_step::RecoveryCodes;
use crate::auth::{Account, FOR_PAGE};
use crate::directory::proofs::Factors;
use crate::web::screen::*;

/// `POST /account/two-step/recovery-codes`.
pub async fn create(account: Account, hx: Hx) -> Response {
    account.fresh(FOR_PAGE)?;
    let (factors, user) = (Factors::new(&account.config().secret), account.user.id);
    if !account.directory.read(move |db| Factors::is_enrolled(db, user)).await? {
        return hx.see_other("/account/two-step", None);
    }
    let codes = account.directory.write(move |tx| factors.new_codes(tx, user)).await?;
    hx.page(&RecoveryCodes { menu: Menu::of(&account), codes, next: "/account/two-step".to_owned() })
}
