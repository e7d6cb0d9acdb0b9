//! Keys, digests and random: one mechanism each, for whoever needs one. It knows bytes, and not what they are for.

use std::fmt::Write;
use std::io::{self, Read};

use diesel::result::{Error, QueryResult};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A key for one purpose, from the installation's secret: HMAC-SHA-256.
pub fn derive(secret: &SecretString, purpose: &str) -> [u8; 32] {
    mac(secret.expose_secret().as_bytes(), purpose.as_bytes())
}

/// HMAC-SHA-256 of a message.
pub fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// SHA-256.
pub fn digest(content: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// SHA-256 of all that there is to read.
pub fn digest_of(mut content: impl Read) -> io::Result<[u8; 32]> {
    let (mut sha, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match content.read(&mut piece)? {
            0 => return Ok(sha.finalize().into()),
            length => sha.update(&piece[..length]),
        }
    }
}

/// Whether two digests are the same. Takes as long wherever they differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes that stand in hexadecimal, if they do.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    if rest.is_empty() { bytes } else { None }
}

/// So many bytes from the operating system. Its failure is a failed query's: whoever asks is about to write down what it drew.
pub fn random<const N: usize>() -> QueryResult<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::SerializationError(error.to_string().into()))?;
    Ok(bytes)
}

/// A new token, as it stands in a link or a cookie: 256 random bits. The database keeps its [`digest`] alone.
pub fn fresh_token() -> QueryResult<String> {
    Ok(hex(&random::<32>()?))
}

/// Six digits, each code as likely as any other: a draw above the last whole million is drawn again.
pub fn six_digits() -> QueryResult<String> {
    const WHOLE: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let drawn = u32::from_ne_bytes(random()?);
        if drawn < WHOLE {
            return Ok(format!("{:06}", drawn % 1_000_000));
        }
    }
}

/// The six digits that a MAC stands for: whoever has the key finds them again.
pub fn digits_of(mac: &[u8; 32]) -> String {
    let drawn = mac[..8].iter().fold(0_u64, |drawn, byte| drawn << 8 | u64::from(*byte));
    format!("{:06}", drawn % 1_000_000)
}

/// A random number below a limit, for what nobody would guess at: some are a little likelier than others.
pub fn below(limit: u32) -> u32 {
    getrandom::u32().unwrap_or_default() % limit
}

#[cfg(test)]
mod tests {
    use super::{digits_of, fresh_token, hex, mac, same, six_digits};

    #[test]
    fn auth_9_a_code_has_six_digits() {
        for _ in 0..1000 {
            let code = six_digits().expect("a code");
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn the_digits_of_a_mac_are_found_again() {
        let one = digits_of(&mac(b"key", b"one"));
        assert!(one.len() == 6 && one.bytes().all(|b| b.is_ascii_digit()), "{one}");
        assert_eq!(one, digits_of(&mac(b"key", b"one")));
        assert_ne!(one, digits_of(&mac(b"key", b"other")));
    }

    #[test]
    fn a_token_is_256_bits_and_never_the_same() {
        let (one, other) = (fresh_token().expect("a token"), fresh_token().expect("a token"));
        assert!(one.len() == 64 && one != other, "{one}");
    }

    #[test]
    fn only_the_whole_digest_is_the_same() {
        let whole = mac(b"key", b"message");
        assert!(same(&whole, &mac(b"key", b"message")));
        assert!(!same(&whole, &mac(b"key", b"massage")) && !same(&whole, &whole[..31]) && !same(&[], &whole));
    }

    #[test]
    fn a_mac_is_hmac_sha_256() {
        // RFC 4231, test case 2.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&mac(b"Jefe", b"what do ya want for nothing?")), expected);
    }
}
