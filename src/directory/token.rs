//! Tokens that stand in links and cookies: 256 random bits, kept only as a digest.

use diesel::result::{Error, QueryResult};
use sha2::{Digest, Sha256};

use crate::db::provision::hex;

/// So many bytes from the operating system.
pub fn random<const N: usize>() -> QueryResult<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::SerializationError(error.to_string().into()))?;
    Ok(bytes)
}

/// A new token, as it stands in the link.
pub fn fresh() -> QueryResult<String> {
    Ok(hex(&random::<32>()?))
}

/// What the database keeps of it: SHA-256.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
