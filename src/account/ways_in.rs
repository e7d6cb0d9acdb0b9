//! The ways in that somebody has.

use super::menu::Menu;
use crate::auth::Account;
use crate::directory::proofs::{SignInMethod, WayIn};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "account/ways_in/index.html")]
struct Index {
    menu: Menu,
    ways: Vec<WayIn>,
    /// Whether a Google account can be a way in.
    google: bool,
}

page!(Index);

/// `GET /account/ways-in`.
pub async fn index(account: Account, hx: Hx) -> Response {
    let user = account.user.id;
    let ways = account.directory.read(move |db| WayIn::of_user(db, user)).await?;
    hx.page(&Index { menu: Menu::of(&account), ways, google: account.google().is_ok() })
}

impl Index {
    fn linked(&self) -> bool {
        self.ways.iter().any(|way| way.method == SignInMethod::Google)
    }

    fn name(&self, way: &WayIn) -> &'static str {
        match way.method {
            SignInMethod::Password => "ways-in-password",
            SignInMethod::Otp => "ways-in-code",
            SignInMethod::WhatsApp => "ways-in-whatsapp",
            SignInMethod::Google => "ways-in-google",
        }
    }
}
