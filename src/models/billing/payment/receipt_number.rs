//! The number that a receipt bears.

use std::fmt;

use diesel::prelude::*;

use crate::locale::{ToValue, Value};

/// `AND/2026-27/000123`: unique at a clinic, without gaps in a financial year.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ReceiptNumber {
    clinic_slug: String,
    year: String,
    number: i32,
}

impl ReceiptNumber {
    pub fn new(clinic_slug: &str, year: String, number: i32) -> ReceiptNumber {
        ReceiptNumber { clinic_slug: clinic_slug.to_owned(), year, number }
    }

    /// The bare number.
    pub fn number(&self) -> i32 {
        self.number
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{:06}", short(&self.clinic_slug), self.year, self.number)
    }
}

impl ToValue for ReceiptNumber {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

/// Three letters of the slug's first word and one of each other: `andheri` is AND, `andheri-west`
/// ANDW.
fn short(slug: &str) -> String {
    let mut words = slug.split('-');
    let first = words.next().unwrap_or_default().chars().take(3);
    first.chain(words.filter_map(|word| word.chars().next())).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::ReceiptNumber;

    #[test]
    fn a_receipt_number_says_clinic_year_and_number() {
        assert_eq!(ReceiptNumber::new("andheri", "2026-27".into(), 123).to_string(), "AND/2026-27/000123");
        assert_eq!(ReceiptNumber::new("andheri-west", "2026-27".into(), 1_000_001).to_string(), "ANDW/2026-27/1000001");
        assert_eq!(ReceiptNumber::new("hq", "2026-27".into(), 1).to_string(), "HQ/2026-27/000001");
    }
}
