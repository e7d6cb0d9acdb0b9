//! The language switch.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;

use crate::auth::Visitor;
use crate::directory::people::User;
use crate::web::hx;
use crate::web::path::own_path;
use crate::web::screen::*;

#[derive(Deserialize)]
pub struct LanguageForm {
    language: String,
    #[serde(default)]
    next: String,
}

/// `POST /language`: remembered by the browser, and by the account for messages.
pub async fn update(visitor: Visitor, Form(choice): Form<LanguageForm>) -> Response {
    let locale = Locale::of_tag(&choice.language).ok_or_else(|| Error::Malformed("language".into()))?;
    if let Some(account) = &visitor.account {
        let user = account.user.id;
        visitor.directory.write(move |tx| User::set_language(tx, user, locale.tag())).await?;
    }
    let cookie = hx::language_cookie(locale, visitor.secure());
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, own_path(&choice.next))).cookie(cookie).finish())
}
