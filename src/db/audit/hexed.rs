//! Bytes in hexadecimal, as they stand in archives.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

use crate::keys::{from_hex, hex};

pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(bytes))
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    from_hex(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no hexadecimal"))
}

/// Where there may be none.
pub mod maybe {
    use super::{Deserialize, Deserializer, Error, Serializer, from_hex, hex};

    pub fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => serializer.serialize_some(&hex(bytes)),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|it| from_hex(&it).ok_or_else(|| D::Error::custom("no hexadecimal"))).transpose()
    }
}
