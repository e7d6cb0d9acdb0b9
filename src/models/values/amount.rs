//! Small measured numbers: tablets in a dose, the weight of a newborn. Counted in thousandths, stored as `DECIMAL`, never a float.

use std::fmt;
use std::ops::Add;

use bigdecimal::{BigDecimal, ToPrimitive};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Numeric;

use crate::locale::{ToValue, Value, digits};

/// A number of thousandths that is not negative. Whoever stores it sees to it that its column has the places: what is finer than
/// the column is refused where it is read ([`Amount::is_in_steps_of`]), never rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Numeric)]
pub struct Amount(i64);

impl Amount {
    pub const ZERO: Amount = Amount(0);
    pub const QUARTER: Amount = Amount(250);
    pub const HALF: Amount = Amount(500);
    pub const ONE: Amount = Amount(1000);

    pub const fn whole(number: i64) -> Amount {
        Amount(number * 1000)
    }

    pub const fn tenths(number: i64) -> Amount {
        Amount(number * 100)
    }

    pub const fn thousandths(number: i64) -> Amount {
        Amount(number)
    }

    pub const fn in_thousandths(self) -> i64 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Understands `2`, `0.5`, `½`, `1½`, `1/2`, `1 1/2`, in digits of any script. At most three decimals, under 10,000.
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
        let parts: Vec<&str> = plain.split_whitespace().collect();
        let total = match parts.as_slice() {
            [one] => fraction(one).or_else(|| scaled(one, 3))?,
            [whole, part] => scaled(whole, 3).filter(|it| it % 1000 == 0)? + fraction(part)?,
            _ => return None,
        };
        (total < 10_000_000).then_some(Amount(total))
    }

    /// `0.5`: what a number field holds, and how a measured amount is written. Never `.5`, never `1.0`.
    pub fn plain(self) -> String {
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The next whole number.
    #[must_use]
    pub const fn rounded_up(self) -> Amount {
        Amount((self.0 + 999) / 1000 * 1000)
    }

    /// Whether it is so many times the step, without a rest.
    pub const fn is_in_steps_of(self, step: Amount) -> bool {
        self.0 % step.0 == 0
    }

    #[must_use]
    pub const fn times(self, number: i64) -> Amount {
        Amount(self.0 * number)
    }

    /// The whole number that it is, if it is one.
    pub fn as_whole(self) -> Option<i32> {
        if self.is_in_steps_of(Amount::ONE) { i32::try_from(self.0 / 1000).ok() } else { None }
    }
}

impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        Amount(self.0 + other.0)
    }
}

/// A decimal number in units of its last place: `12.5` with three places is 12,500. Nothing finer, at most seven digits before
/// the point.
pub fn scaled(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |it: &str| it.bytes().all(|b| b.is_ascii_digit());
    let fits = whole.len() <= 7 && (1..=places).contains(&part.len()) && digits(whole) && digits(part);
    let has_one = !whole.is_empty() || text.starts_with('.');
    if fits && has_one { format!("{whole}{part:0<places$}").parse().ok() } else { None }
}

/// A half, a quarter or three quarters, in thousandths.
fn fraction(text: &str) -> Option<i64> {
    match text {
        "1/2" => Some(500),
        "1/4" => Some(250),
        "3/4" => Some(750),
        _ => None,
    }
}

impl fmt::Display for Amount {
    /// As a patient reads it: `½`, `1½`, `2`, `0.33`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.0 % 1000 {
            250 => "¼",
            500 => "½",
            750 => "¾",
            _ => return f.write_str(&self.plain()),
        };
        if self.0 >= 1000 { write!(f, "{}{sign}", self.0 / 1000) } else { f.write_str(sign) }
    }
}

impl ToValue for Amount {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl ToSql<Numeric, Mysql> for Amount {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        let decimal = BigDecimal::new(self.0.into(), 3);
        <BigDecimal as ToSql<Numeric, Mysql>>::to_sql(&decimal, &mut out.reborrow())
    }
}

impl FromSql<Numeric, Mysql> for Amount {
    fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        if let Some(thousandths) = as_decimals_are_stored(value.as_bytes()) {
            return Ok(Amount(thousandths));
        }
        let decimal = <BigDecimal as FromSql<Numeric, Mysql>>::from_sql(value)?;
        (decimal * BigDecimal::from(1000)).to_i64().map(Amount).ok_or_else(|| "an amount out of range".into())
    }
}

/// `1234.50`, `2.850` or `37.0`, as columns of one to three places come; nothing of another form is an amount here.
fn as_decimals_are_stored(text: &[u8]) -> Option<i64> {
    scaled(std::str::from_utf8(text).ok()?, 3)
}

#[cfg(test)]
mod tests {
    use super::{Amount, as_decimals_are_stored};

    #[test]
    fn a_stored_amount_is_read_as_it_is_stored() {
        for (text, thousandths) in [
            ("0.00", Some(0)),
            ("1234.50", Some(1_234_500)),
            ("-1.00", None),
            ("12", Some(12_000)),
            ("37.0", Some(37_000)),
            ("2.850", Some(2_850)),
            ("1.5000", None),
            ("", None),
        ] {
            assert_eq!(as_decimals_are_stored(text.as_bytes()), thousandths, "{text}");
        }
    }

    use proptest::prelude::*;

    #[test]
    fn halves_are_read_however_they_are_written() {
        for (text, thousandths) in [
            ("½", 500),
            ("1½", 1500),
            ("1/2", 500),
            ("1 1/2", 1500),
            ("0.5", 500),
            (".5", 500),
            ("1.0", 1000),
            ("2", 2000),
            ("¼", 250),
            ("२", 2000),
            ("२.५", 2500),
            ("36.6", 36_600),
            ("2.850", 2850),
        ] {
            assert_eq!(Amount::parse(text), Some(Amount::thousandths(thousandths)), "{text}");
        }
        for bad in ["", ".", "1.", "-1", "1.2345", "a", "1/3", "3/2", "1e3", "100000", "1 2", "2.5 1/2", "1,5"] {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_amount_is_never_written_so_that_a_point_can_be_overlooked() {
        for (amount, plain, shown) in [(500, "0.5", "½"), (1000, "1", "1"), (2500, "2.5", "2½"), (50, "0.05", "0.05"), (0, "0", "0")] {
            let amount = Amount::thousandths(amount);
            assert_eq!((amount.plain().as_str(), amount.to_string().as_str()), (plain, shown));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(thousandths in 0_i64..10_000_000) {
            let amount = Amount::thousandths(thousandths);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
            prop_assert_eq!(Amount::parse(&amount.plain()), Some(amount));
        }
    }
}
