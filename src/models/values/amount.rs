//! Small measured numbers: tablets in a dose, a temperature. Counted in hundredths, stored as `DECIMAL`, never a float.

use std::fmt;

use bigdecimal::{BigDecimal, ToPrimitive};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Numeric;

use crate::locale::{ToValue, Value, digits};

/// A number of hundredths that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Numeric)]
pub struct Amount(i64);

impl Amount {
    pub const ZERO: Amount = Amount(0);

    pub const fn whole(number: i64) -> Amount {
        Amount(number * 100)
    }

    pub const fn hundredths(number: i64) -> Amount {
        Amount(number)
    }

    pub const fn in_hundredths(self) -> i64 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Understands `2`, `0.5`, `½`, `1½`, `1/2`, `1 1/2`, in digits of any script. At most two decimals, under 10,000.
    pub fn parse(text: &str) -> Option<Amount> {
        let mut plain = String::new();
        for c in digits::plain(text.trim()).chars() {
            match c {
                '½' => plain.push_str(" 1/2"),
                '¼' => plain.push_str(" 1/4"),
                '¾' => plain.push_str(" 3/4"),
                other => plain.push(other),
            }
        }
        let mut total = 0_i64;
        let parts: Vec<&str> = plain.split_whitespace().collect();
        match parts.as_slice() {
            [one] => total += fraction(one).or_else(|| decimal(one))?,
            [whole, part] => total += integer(whole)? * 100 + fraction(part)?,
            _ => return None,
        }
        (total < 1_000_000).then_some(Amount(total))
    }

    /// `0.5`: what a number field holds.
    pub fn plain(self) -> String {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The next whole number.
    #[must_use]
    pub fn rounded_up(self) -> Amount {
        Amount((self.0 + 99) / 100 * 100)
    }
}

fn integer(text: &str) -> Option<i64> {
    let short = !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    if short { text.parse().ok() } else { None }
}

fn fraction(text: &str) -> Option<i64> {
    let (over, under) = text.split_once('/')?;
    let (over, under) = (integer(over)?, integer(under)?);
    (matches!(under, 2 | 4) && over < under).then(|| over * 100 / under)
}

fn decimal(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part = if part.len() <= 2 { integer(&format!("{part:0<2}"))? } else { return None };
    let whole = if whole.is_empty() { 0 } else { integer(whole)? };
    Some(whole * 100 + part)
}

impl fmt::Display for Amount {
    /// As a patient reads it: `½`, `1½`, `2`, `0.33`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.0 % 100 {
            25 => "¼",
            50 => "½",
            75 => "¾",
            _ => return f.write_str(&self.plain()),
        };
        if self.0 >= 100 { write!(f, "{}{sign}", self.0 / 100) } else { f.write_str(sign) }
    }
}

impl ToValue for Amount {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl ToSql<Numeric, Mysql> for Amount {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        let decimal = BigDecimal::new(self.0.into(), 2);
        <BigDecimal as ToSql<Numeric, Mysql>>::to_sql(&decimal, &mut out.reborrow())
    }
}

impl FromSql<Numeric, Mysql> for Amount {
    fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        if let Some(hundredths) = as_decimals_are_stored(value.as_bytes()) {
            return Ok(Amount(hundredths));
        }
        let decimal = <BigDecimal as FromSql<Numeric, Mysql>>::from_sql(value)?;
        (decimal * BigDecimal::from(100)).to_i64().map(Amount).ok_or_else(|| "an amount out of range".into())
    }
}

/// `1234.50`, as the columns of money come; nothing of another form is an amount here.
fn as_decimals_are_stored(text: &[u8]) -> Option<i64> {
    let (whole, [b'.', tens, ones]) = text.split_last_chunk::<3>()? else { return None };
    let digits = whole.iter().chain([tens, ones]);
    digits.copied().try_fold(0_i64, |sum, digit| match digit {
        b'0'..=b'9' => sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Amount, as_decimals_are_stored};

    #[test]
    fn a_stored_amount_is_read_as_it_is_stored() {
        for (text, hundredths) in
            [("0.00", Some(0)), ("1234.50", Some(123_450)), ("-1.00", None), ("12", None), ("1.5", None), ("1.500", None)]
        {
            assert_eq!(as_decimals_are_stored(text.as_bytes()), hundredths, "{text}");
        }
    }

    use proptest::prelude::*;

    #[test]
    fn halves_are_read_however_they_are_written() {
        for (text, hundredths) in [
            ("½", 50),
            ("1½", 150),
            ("1/2", 50),
            ("1 1/2", 150),
            ("0.5", 50),
            (".5", 50),
            ("2", 200),
            ("¼", 25),
            ("२", 200),
            ("36.6", 3660),
        ] {
            assert_eq!(Amount::parse(text), Some(Amount::hundredths(hundredths)), "{text}");
        }
        for bad in ["", "-1", "1.234", "a", "1/3", "3/2", "1e3", "100000", "1 2"] {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(hundredths in 0_i64..1_000_000) {
            let amount = Amount::hundredths(hundredths);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
            prop_assert_eq!(Amount::parse(&amount.plain()), Some(amount));
        }
    }
}
