//! The ways in that somebody has.

use askama::Template;

use super::menu::Menu;
use crate::auth::Account;
use crate::directory::auth_provider::{self, Method, WayIn};
use crate::page;
use crate::web::filters;
use crate::web::hx::{Hx, Response};

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
    let ways = account.directory.read(move |db| auth_provider::of_user(db, user)).await?;
    hx.page(&Index { menu: Menu::of(&account), ways, google: account.google().is_ok() })
}

impl Index {
    fn linked(&self) -> bool {
        self.ways.iter().any(|way| way.method == Method::Google)
    }

    fn name(&self, way: &WayIn) -> &'static str {
        match way.method {
            Method::Password => "ways-in-password",
            Method::Otp => "ways-in-code",
            Method::WhatsApp => "ways-in-whatsapp",
            Method::Google => "ways-in-google",
        }
    }
}
