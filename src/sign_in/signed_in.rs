//! Where signing in on the spot ends: the page that waited for it looks here, and goes on.

use crate::auth::Holder;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/signed_in.html")]
struct Show;

page!(Show);

/// `GET /signed-in`.
pub async fn show(Holder(account): Holder, hx: Hx) -> Response {
    if account.is_doubtful() { Err(Error::Doubtful) } else { hx.page(&Show) }
}
