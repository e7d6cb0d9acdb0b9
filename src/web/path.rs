//! Addresses: the id that one names, and where to go on.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::error::Error;

/// What the address names last of all, wherever it stands: `AppointmentId` in `/o/{org}/reception/{clinic}/appointments/{id}/call`.
/// What is no id is not found.
pub struct At<T>(pub T);

impl<T: FromStr + 'static> FromRequest for At<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let named = request.match_info().iter().last().and_then(|(_, named)| named.parse().ok());
        ready(named.map(At).ok_or(Error::NotFound))
    }
}

/// The organisation that the address names, by its slug.
pub fn slug(request: &HttpRequest) -> &str {
    request.match_info().get("org").unwrap_or_default()
}

/// The longest address that anybody is led to, in bytes: more than any of ours, and less than a session may keep.
const LONGEST: usize = 2_048;

/// A path on this server, or the start: never another site.
pub fn own_path(next: &str) -> &str {
    let safe = next.len() <= LONGEST
        && next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(char::is_control);
    if safe { next } else { "/" }
}

/// The same to be kept for later: nothing stays nothing.
pub fn own_path_or_nothing(next: &str) -> String {
    if next.is_empty() { String::new() } else { own_path(next).to_owned() }
}

/// What stands in a query's value as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/').remove(b'~');

/// A text as a query's value.
fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// An address that leads on to `next` afterwards, if there is one.
pub fn with_next(address: &str, next: &str) -> String {
    if next.is_empty() { address.to_owned() } else { format!("{address}?next={}", escape(next)) }
}

/// `?next=`: where somebody goes on from a page that stands in their way.
#[derive(Deserialize)]
pub struct NextQuery {
    #[serde(default)]
    pub next: String,
}

/// An address with a query: of a struct's fields, or of pairs of name and value.
pub fn with_query(address: &str, query: &impl Serialize) -> String {
    match serde_html_form::to_string(query) {
        Ok(query) if !query.is_empty() => format!("{address}?{query}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::FromRequest;
    use actix_web::test::TestRequest;

    use super::{At, escape, own_path, with_query};
    use crate::web::error::Error;

    #[test]
    fn web_4_only_paths_of_our_own_are_followed() {
        assert_eq!(own_path("/o/acme/reception/andheri/queue?x=1"), "/o/acme/reception/andheri/queue?x=1");
        let long = format!("/{}", "x".repeat(2_048));
        for bad in [long.as_str(), "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\nb"] {
            assert_eq!(own_path(bad), "/", "{bad}");
        }
    }

    #[actix_web::test]
    async fn the_id_is_what_the_address_names_last() {
        let request = TestRequest::default().param("org", "7").param("id", "12").to_http_request();
        assert_eq!(At::<u32>::extract(&request).await.expect("an id").0, 12);
        let request = TestRequest::default().param("org", "7").param("id", "twelve").to_http_request();
        assert!(matches!(At::<u32>::extract(&request).await, Err(Error::NotFound)), "no id");
        let nowhere = TestRequest::default().to_http_request();
        assert!(matches!(At::<u32>::extract(&nowhere).await, Err(Error::NotFound)), "no address");
    }

    #[test]
    fn what_an_address_is_given_stays_one_value() {
        assert_eq!(escape("/queue?x=1&y=é"), "/queue%3Fx%3D1%26y%3D%C3%A9");
        assert_eq!(with_query("/audit", &[("q", "a&b"), ("after", "1")]), "/audit?q=a%26b&after=1");
        assert_eq!(with_query("/audit", &[("", ""); 0]), "/audit");
    }
}
