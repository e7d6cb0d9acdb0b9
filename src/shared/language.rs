//! The language switch.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use serde::Deserialize;

use crate::auth::Visitor;
use crate::directory::user::User;
use crate::locale::Locale;
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::hx::{self, Response};

#[derive(Deserialize)]
pub struct Choice {
    language: String,
    #[serde(default)]
    next: String,
}

/// `POST /language`: remembered by the browser, and by the account for messages.
pub async fn update(visitor: Visitor, Form(choice): Form<Choice>) -> Response {
    let locale = Locale::of_tag(&choice.language).ok_or_else(|| Error::BadRequest("language".into()))?;
    if let Some(account) = &visitor.account {
        let user = account.user;
        visitor.write(move |tx| User::set_language(tx, user, locale.tag())).await?;
    }
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, own_path(&choice.next))).cookie(hx::language_cookie(locale)).finish())
}

/// A path on this server, or the start: never another site.
pub fn own_path(next: &str) -> &str {
    let safe = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.contains(char::is_control);
    if safe { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn web_4_only_paths_of_our_own_are_followed() {
        assert_eq!(own_path("/o/acme/reception/andheri/queue?x=1"), "/o/acme/reception/andheri/queue?x=1");
        for bad in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\nb"] {
            assert_eq!(own_path(bad), "/", "{bad}");
        }
    }
}
