//! Six digits from the operating system, for codes that people type.

use diesel::result::{Error, QueryResult};

/// Six digits, each code as likely as any other: a draw above the last whole million is drawn again.
pub fn six_digits() -> QueryResult<String> {
    const WHOLE: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes).map_err(|error| Error::SerializationError(error.to_string().into()))?;
        let drawn = u32::from_ne_bytes(bytes);
        if drawn < WHOLE {
            return Ok(format!("{:06}", drawn % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn auth_9_a_code_has_six_digits() {
        for _ in 0..1000 {
            let code = six_digits().expect("a code");
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
    }
}
