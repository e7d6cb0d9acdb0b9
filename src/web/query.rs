//! What an address asks for after its question mark.

use std::collections::BTreeMap;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::error::Error;
use super::form;

/// The query of an address, cleaned as a form is. Of a name that comes twice the last counts; what has no sense at all is not found.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Query))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Error> {
    form::decode(query.as_bytes()).or_else(|_| {
        let named: Vec<(String, String)> = form::decode(query.as_bytes())?;
        let last: BTreeMap<String, String> = named.into_iter().collect();
        form::decode(form::encode(&last)?.as_bytes()).map_err(|_| Error::NotFound)
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;

    #[derive(Deserialize, Debug, PartialEq, Eq)]
    struct Asked {
        #[serde(default)]
        state: String,
        #[serde(default)]
        page: u32,
    }

    #[test]
    fn what_comes_twice_counts_once_and_nonsense_is_not_found() {
        assert_eq!(read::<Asked>("state=a&state=%E2%80%AAb").expect("an answer").state, "b");
        assert_eq!(read::<Asked>("page=3&x=1").expect("an answer").page, 3);
        assert!(matches!(read::<Asked>("page=abc"), Err(crate::web::error::Error::NotFound)));
    }
}
