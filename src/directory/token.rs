//! Tokens that stand in links: 256 random bits, kept only as a digest.

use diesel::result::{Error, QueryResult};
use sha2::{Digest, Sha256};

use crate::db::provision::hex;

/// A new token, as it stands in the link.
pub fn fresh() -> QueryResult<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::SerializationError(error.to_string().into()))?;
    Ok(hex(&bytes))
}

/// What the database keeps of it: SHA-256.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
