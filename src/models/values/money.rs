//! Rupees and paise. Counted in paise, stored as `DECIMAL(12,2)`, never a float.

mod words;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use bigdecimal::{BigDecimal, ToPrimitive};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Numeric;

use crate::locale::{Message, ToValue, Value, digits};
use crate::message;

/// An amount of Indian rupees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Numeric)]
pub struct Money(i64);

impl Money {
    pub const ZERO: Money = Money(0);

    /// The most that one amount may be: ten crore.
    const MOST: i64 = 10_000_000_000;

    pub const fn rupees(rupees: i64) -> Money {
        Money(rupees * 100)
    }

    pub const fn paise(paise: i64) -> Money {
        Money(paise)
    }

    pub const fn in_paise(self) -> i64 {
        self.0
    }

    /// Understands `500`, `1,250.50`, `₹ 300`, `500/-`. Nothing negative, nothing finer than a paisa, and a comma only where it groups:
    /// `10,5` is not 105.
    pub fn parse(text: &str) -> Result<Money, Message> {
        let text = digits::plain(text);
        let amount = text.trim().trim_start_matches('₹').trim_end_matches("/-").trim();
        let (rupees, paise) = amount.split_once('.').unwrap_or((amount, ""));
        if !is_grouped(rupees) {
            return Err(message!("error-money-comma"));
        }
        let rupees = rupees.replace(',', "");
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if rupees.is_empty() || rupees.len() > 10 || !plain(&rupees) || !plain(paise) || paise.len() > 2 {
            return Err(message!("error-money"));
        }
        let whole: i64 = rupees.parse().map_err(|_| message!("error-money"))?;
        let part: i64 = format!("{paise:0<2}").parse().map_err(|_| message!("error-money"))?;
        let total = whole * 100 + part;
        if total > Money::MOST { Err(message!("error-money")) } else { Ok(Money(total)) }
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// `1250.50`: what a form's field and a UPI link hold.
    pub fn plain(self) -> String {
        format!("{}.{:02}", self.0 / 100, (self.0 % 100).abs())
    }
}

/// Whether commas stand only where they group: three digits behind the last one, two or three between two.
fn is_grouped(rupees: &str) -> bool {
    let mut groups = rupees.rsplit(',').map(str::len);
    let Some(last) = groups.next() else { return true };
    let mut others: Vec<usize> = groups.collect();
    let Some(first) = others.pop() else { return true };
    last == 3 && (1..=3).contains(&first) && others.iter().all(|it| (2..=3).contains(it))
}

impl fmt::Display for Money {
    /// Grouped the Indian way: `₹1,23,456.00`; whole rupees without paise.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rupees, paise) = (self.0.abs() / 100, self.0.abs() % 100);
        let digits = rupees.to_string();
        let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
        let mut groups: Vec<&str> = Vec::new();
        let mut rest = head;
        while !rest.is_empty() {
            let (front, group) = rest.split_at(rest.len().saturating_sub(2));
            groups.insert(0, group);
            rest = front;
        }
        groups.push(tail);
        write!(f, "{}₹{}", if self.0 < 0 { "-" } else { "" }, groups.join(","))?;
        if paise > 0 { write!(f, ".{paise:02}") } else { Ok(()) }
    }
}

impl ToValue for Money {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl ToSql<Numeric, Mysql> for Money {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        let decimal = BigDecimal::new(self.0.into(), 2);
        <BigDecimal as ToSql<Numeric, Mysql>>::to_sql(&decimal, &mut out.reborrow())
    }
}

impl FromSql<Numeric, Mysql> for Money {
    fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let decimal = <BigDecimal as FromSql<Numeric, Mysql>>::from_sql(value)?;
        (decimal * BigDecimal::from(100)).to_i64().map(Money).ok_or_else(|| "an amount out of range".into())
    }
}

#[cfg(test)]
mod tests {
    use super::Money;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_grouped_the_indian_way() {
        assert_eq!(Money::rupees(123_456).to_string(), "₹1,23,456");
        assert_eq!(Money::rupees(123_456_789).to_string(), "₹12,34,56,789");
        assert_eq!(Money::paise(50_050).to_string(), "₹500.50");
        assert_eq!(Money::rupees(7).to_string(), "₹7");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(Money::parse("1,250.50"), Ok(Money::paise(125_050)));
        assert_eq!(Money::parse("₹ 300"), Ok(Money::rupees(300)));
        assert_eq!(Money::parse("१,२५०.५०"), Ok(Money::paise(125_050)));
        for (written, rupees) in
            [("500/-", 500), ("1,00,000", 100_000), ("100,000", 100_000), ("12,34,567", 1_234_567), (" ₹1,250 ", 1_250)]
        {
            assert_eq!(Money::parse(written), Ok(Money::rupees(rupees)), "{written}");
        }
        for bad in ["10,5", "10,50", "10,0", "1,2,3", "1,2345", ",500", "500,", "1,,000", "10 50", "1 250", "12.5,0"] {
            assert!(Money::parse(bad).is_err(), "{bad}");
        }
        for bad in ["", "-5", "1.234", "five", "1e9", "99999999999", "."] {
            assert!(Money::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(paise in 0_i64..1_000_000_000) {
            prop_assert_eq!(Money::parse(&Money::paise(paise).to_string()), Ok(Money::paise(paise)));
            prop_assert_eq!(Money::parse(&Money::paise(paise).plain()), Ok(Money::paise(paise)));
        }
    }
}
