//! Where somebody is signed in, and ending that.

use super::menu::Menu;
use crate::auth::Account;
use crate::db::clock;
use crate::db::ids::SessionId;
use crate::directory::sessions::{Device, LiveSession};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/devices/index.html")]
struct Index {
    menu: Menu,
    account: Account,
    devices: Vec<Device>,
}

page!(Index);

/// `GET /account/devices`.
pub async fn index(account: Account, hx: Hx) -> Response {
    let user = account.user.id;
    let devices = account.directory.read(move |db| Device::of_user(db, user, clock::now())).await?;
    hx.page(&Index { menu: Menu::of(&account), account, devices })
}

/// `POST /account/devices/{id}/removal`: ends one of one's own sessions. This one is ended by signing out.
pub async fn destroy(account: Account, hx: Hx, At(id): At<SessionId>) -> Response {
    let user = account.user.id;
    if id == account.session.id || !account.directory.write(move |tx| LiveSession::end(tx, user, id)).await? {
        return Err(Error::NotFound);
    }
    hx.see_other("/account/devices", Notice::success(message!("device-ended")))
}

/// `POST /account/devices/removal`: ends all but this one.
pub async fn destroy_others(account: Account, hx: Hx) -> Response {
    let (user, here) = (account.user.id, account.session.id);
    let ended = account.directory.write(move |tx| LiveSession::end_all(tx, user, Some(here))).await?;
    hx.see_other("/account/devices", Notice::success(message!("devices-ended", count = ended)))
}
