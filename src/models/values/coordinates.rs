//! A place on the map: degrees to the sixth place behind the point, which is a hand's breadth.

use std::fmt;

use bigdecimal::{BigDecimal, ToPrimitive};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Numeric;

use crate::locale::{Message, digits};
use crate::message;

/// An angle in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Numeric)]
pub struct Degrees(i32);

/// Latitude and longitude (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coordinates {
    pub latitude: Degrees,
    pub longitude: Degrees,
}

impl Degrees {
    const WHOLE: i32 = 1_000_000;

    /// Digits with at most one point, of at most so many degrees either way; further places are cut.
    fn parse(text: &str, most: i32) -> Option<Degrees> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |it: &str| !it.is_empty() && it.len() <= 20 && it.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(behind) || whole.len() > 3 {
            return None;
        }
        let behind: String = behind.chars().chain("000000".chars()).take(6).collect();
        let value = whole.parse::<i32>().ok()? * Degrees::WHOLE + behind.parse::<i32>().ok()?;
        Some(Degrees(if negative { -value } else { value })).filter(|_| value <= most * Degrees::WHOLE)
    }
}

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, value) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let whole = Degrees::WHOLE.unsigned_abs();
        write!(f, "{sign}{}.{:06}", value / whole, value % whole)
    }
}

impl Coordinates {
    /// `19.0760, 72.8777`, or a link of a map that has `@19.0760,72.8777` in it.
    pub fn parse(text: &str) -> Result<Coordinates, Message> {
        let text = digits::plain(text.trim());
        let numbers = match text.split_once("/@") {
            Some((_, rest)) if text.starts_with("https://") => rest,
            _ => &text,
        };
        let mut parts = numbers.split(',').map(str::trim);
        let found = parts.next().and_then(|it| Degrees::parse(it, 90)).zip(parts.next().and_then(|it| Degrees::parse(it, 180)));
        let rest = parts.next();
        match found {
            Some((latitude, longitude)) if rest.is_none() || text.starts_with("https://") => Ok(Coordinates { latitude, longitude }),
            _ => Err(message!("error-coordinates")),
        }
    }

    /// What a telephone opens its own map with (RFC 5870).
    pub fn geo(&self) -> String {
        format!("geo:{},{}", self.latitude, self.longitude)
    }

    /// The place on OpenStreetMap.
    pub fn map(&self) -> String {
        let Coordinates { latitude, longitude } = self;
        format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}")
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.latitude, self.longitude)
    }
}

impl ToSql<Numeric, Mysql> for Degrees {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        let decimal = BigDecimal::new(self.0.into(), 6);
        <BigDecimal as ToSql<Numeric, Mysql>>::to_sql(&decimal, &mut out.reborrow())
    }
}

impl FromSql<Numeric, Mysql> for Degrees {
    fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let decimal = <BigDecimal as FromSql<Numeric, Mysql>>::from_sql(value)?;
        (decimal * BigDecimal::from(Degrees::WHOLE)).to_i32().map(Degrees).ok_or_else(|| "an angle out of range".into())
    }
}

#[cfg(test)]
mod tests {
    use super::Coordinates;

    #[test]
    fn a_place_is_read_as_it_is_typed_or_pasted_and_from_a_link() {
        let read = |text: &str| Coordinates::parse(text).map(|it| it.to_string());
        assert_eq!(read(" 19.0760, 72.8777 ").as_deref(), Ok("19.076000, 72.877700"));
        assert_eq!(read("-33.8688197,151.2092955").as_deref(), Ok("-33.868819, 151.209295"));
        assert_eq!(read("१९.०७६०, ७२.८७७७").as_deref(), Ok("19.076000, 72.877700"));
        let link = "https://www.google.com/maps/place/Andheri/@19.1196773,72.8464276,15z/data=!3m1";
        assert_eq!(read(link).as_deref(), Ok("19.119677, 72.846427"));
        assert_eq!(read("90,-180").as_deref(), Ok("90.000000, -180.000000"));
    }

    #[test]
    fn what_is_no_place_on_earth_is_refused() {
        for text in [
            "",
            "19.0760",
            "19.0760 72.8777",
            "90.1, 0",
            "0, 180.000001",
            "1e1, 2",
            "+1, 2",
            "19.07, 72.8, 5",
            "١.x, 2",
            ".5, 1",
            "5., 1",
            "https://maps.app.goo.gl/abc",
        ] {
            assert!(Coordinates::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_place_leads_to_a_map() {
        let place = Coordinates::parse("19.0760, 72.8777").expect("a place");
        assert_eq!(place.geo(), "geo:19.076000,72.877700");
        assert!(place.map().ends_with("?mlat=19.076000&mlon=72.877700#map=17/19.076000/72.877700"));
    }
}
