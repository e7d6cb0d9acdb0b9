//! Ages as they are told, and what no age is.

use super::told;
use crate::models::values::{Age, Sex};
use chrono::NaiveDate;

fn read(text: &str) -> Result<(Age, Option<Sex>), String> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    told(text, today).map(|(birth, sex)| (birth.age(today), sex)).map_err(|it| it.key)
}

/// Whatever the sign is that has no place there: nothing is read past it.
#[test]
fn no_sign_is_passed_over() {
    for sign in ".,-/+*#=:;'!?&%$@^|<>\\_".chars() {
        for text in [format!("{sign}5"), format!("{sign} 5"), format!("5 {sign}5"), format!("5{sign} 5"), format!("M {sign} 45 {sign} 5")] {
            assert!(read(&text).is_err(), "{text}: {:?}", read(&text));
        }
    }
    assert_eq!(read("0.5"), Ok((Age::Months(6), None)));
    assert_eq!(read("~45"), Ok((Age::Years(45), None)));
}

#[test]
fn an_m_that_may_be_months_or_a_man_is_asked_about() {
    for text in ["25 m", "30 m", "36m", "45 m", "60 m", "8 M", "12M", "24 M"] {
        assert_eq!(read(text), Err("error-age-or-months".into()), "{text}");
    }
    for (text, read_as) in [
        ("45 M", (Age::Years(45), Some(Sex::Male))),
        ("61 m", (Age::Years(61), Some(Sex::Male))),
        ("45 y m", (Age::Years(45), Some(Sex::Male))),
        ("18m", (Age::Months(18), None)),
        ("30 months", (Age::Years(2), None)),
    ] {
        assert_eq!(read(text), Ok(read_as), "{text}");
    }
}

#[test]
fn ages_are_read_as_desks_write_them() {
    for (text, age, sex) in [
        ("45yM", Age::Years(45), Some(Sex::Male)),
        ("45 y/o", Age::Years(45), None),
        ("45 y/o M", Age::Years(45), Some(Sex::Male)),
        ("1 1/2", Age::Months(18), None),
        ("5 6/12", Age::Years(5), None),
        ("18/12", Age::Months(18), None),
        ("12/12", Age::Months(12), None),
        ("6 / 12", Age::Months(6), None),
        ("3/12 M", Age::Months(3), Some(Sex::Male)),
        ("3/12/F", Age::Months(3), Some(Sex::Female)),
        ("20/7", Age::Days(20), None),
        ("Newborn M", Age::Days(0), Some(Sex::Male)),
        ("new-born baby", Age::Days(0), None),
        ("nb/M", Age::Days(0), Some(Sex::Male)),
        ("नवजात शिशु", Age::Days(0), None),
        ("3 day old baby", Age::Days(3), None),
        ("डेढ़ साल", Age::Months(18), None),
        ("ढाई साल", Age::Years(2), None),
        ("दीड वर्ष", Age::Months(18), None),
        ("४५/पु", Age::Years(45), Some(Sex::Male)),
        ("around 45", Age::Years(45), None),
        ("5-year-old boy", Age::Years(5), Some(Sex::Male)),
        ("45 yrs.", Age::Years(45), None),
        ("45 (M)", Age::Years(45), Some(Sex::Male)),
    ] {
        assert_eq!(read(text), Ok((age, sex)), "{text}");
    }
    for bad in ["5-6", "1/2", "13 13", "40/12 M/F", "5/6", "newborn 3 days"] {
        assert!(read(bad).is_err(), "{bad}: {:?}", read(bad));
    }
}
