//! An e-mail address, as people type it.

use lettre::Address;

use crate::locale::Message;
use crate::message;

/// An e-mail address, in lower case: one that can be written to, in printable ASCII, with a dot in its domain.
pub fn parse_email(value: &str) -> Result<String, Message> {
    let value = value.trim().to_lowercase();
    let is_plain = value.len() <= 254 && value.bytes().all(|it| it.is_ascii_graphic());
    let is_one = is_plain && value.parse::<Address>().is_ok_and(|it| it.domain().contains('.'));
    if is_one { Ok(value) } else { Err(message!("error-email")) }
}

#[cfg(test)]
mod tests {
    use super::parse_email;

    #[test]
    fn an_address_has_a_name_and_a_domain_and_nothing_strange() {
        assert_eq!(parse_email(" Ria@Acme.test "), Ok("ria@acme.test".to_owned()));
        for text in
            ["", "ria", "ria@", "@acme.test", "ria@acme", "a@b@c.d", "ria@.test", "ria@acme.", "ria@acme..test", "ria..rao@acme.test"]
        {
            assert!(parse_email(text).is_err(), "{text}");
        }
        for text in
            ["ria@acme.test\r\nBcc: x@y.z", "र@acme.test", "ria@क्लिनिक.test", "ria @acme.test", &format!("{}@acme.test", "r".repeat(250))]
        {
            assert!(parse_email(text).is_err(), "{text}");
        }
    }
}
