//! An e-mail address, as people type it.

use crate::locale::Message;
use crate::message;

/// An e-mail address, in lower case: something, one @, a domain with a dot, nothing but printable ASCII.
pub fn parse_email(value: &str) -> Result<String, Message> {
    let value = value.trim().to_lowercase();
    let is_one = value.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    let is_one = is_one && value.len() <= 254 && value.bytes().all(|it| it.is_ascii_graphic());
    if is_one { Ok(value) } else { Err(message!("error-email")) }
}

#[cfg(test)]
mod tests {
    use super::parse_email;

    #[test]
    fn an_address_has_a_name_and_a_domain_and_nothing_strange() {
        assert_eq!(parse_email(" Ria@Acme.test "), Ok("ria@acme.test".to_owned()));
        for text in ["", "ria", "ria@", "@acme.test", "ria@acme", "a@b@c.d", "ria@acme.test\r\nBcc: x@y.z", "र@acme.test", "ria @acme.test"]
        {
            assert!(parse_email(text).is_err(), "{text}");
        }
    }
}
