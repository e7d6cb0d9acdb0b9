//! What a row keeps as JSON.

use diesel::result::{Error, QueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn stored<T: Serialize + ?Sized>(it: &T) -> QueryResult<String> {
    serde_json::to_string(it).map_err(|error| Error::SerializationError(error.into()))
}

pub(super) fn read<T: DeserializeOwned>(json: &str) -> QueryResult<T> {
    serde_json::from_str(json).map_err(|error| Error::DeserializationError(error.into()))
}
