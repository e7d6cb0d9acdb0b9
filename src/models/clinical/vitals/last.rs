//! What was measured at earlier visits, and whether a weight is likely beside them.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::{Measure, Vitals};
use crate::db::clock;
use crate::locale::Message;
use crate::message;
use crate::models::values::{Age, Amount, TemperatureScale};

/// What was measured of somebody before a visit, the latest first.
#[derive(Clone, Debug, Default)]
pub struct EarlierVitals(Vec<(NaiveDateTime, Vitals)>);

/// Within so many days nobody gains or loses more than these hundredths of their weight unnoticed; but for an infant, who grows by half.
const DAYS: i64 = 30;
const OF_A_CHILD: i64 = 10;
const OF_THE_GROWN: i64 = 15;
const AN_INFANT_GAINS: i64 = 50;

impl EarlierVitals {
    /// Of sets as they were taken, the latest first.
    pub fn of(taken: Vec<(NaiveDateTime, Vitals)>) -> EarlierVitals {
        EarlierVitals(taken)
    }

    /// The latest value of a measure as it is read aloud, and when it was taken.
    pub fn last(&self, measure: Measure, scale: TemperatureScale) -> Option<(String, NaiveDateTime)> {
        self.0.iter().find_map(|(at, it)| Some((it.value(measure, scale)?, *at)))
    }

    /// The last weight, and the day on which it was taken.
    pub fn weight(&self, zone: Tz) -> Option<(Amount, NaiveDate)> {
        self.0.iter().find_map(|(at, it)| Some((it.weight_kg?, clock::day_of(*at, zone))))
    }
}

impl Vitals {
    /// What is asked of a weight that is far from the last one: `27 kg more than on 20 November: right?`
    pub fn weight_doubt(&self, last: Option<(Amount, NaiveDate)>, age: Option<Age>, today: NaiveDate) -> Option<Message> {
        let ((last, on), weight) = (last?, self.weight_kg?);
        let by = weight.in_thousandths() - last.in_thousandths();
        let hundredths = match age {
            Some(Age::Years(18..)) => OF_THE_GROWN,
            Some(Age::Days(_) | Age::Months(..12)) if by > 0 => AN_INFANT_GAINS,
            _ => OF_A_CHILD,
        };
        if (today - on).num_days() > DAYS || by.abs() * 100 <= last.in_thousandths() * hundredths {
            return None;
        }
        let day = message!("weight-day", day = on.day(), month = Message::new(format!("month-{}", on.month())));
        let kilograms = Amount::thousandths(by.abs()).plain();
        Some(if by > 0 { message!("weight-more", kilograms, day) } else { message!("weight-less", kilograms, day) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, Amount, NaiveDate, Vitals};

    #[test]
    fn a_weight_far_from_the_last_one_is_asked_about() {
        let day = |on| NaiveDate::from_ymd_opt(2026, 11, on).expect("a day");
        let weighs = |kilograms| Vitals { weight_kg: Some(Amount::whole(kilograms)), ..Vitals::default() };
        let asked =
            |weight, last, age, on| weighs(weight).weight_doubt(Some((Amount::whole(last), day(on))), Some(age), day(28)).map(|it| it.key);
        assert_eq!(asked(81, 54, Age::Years(40), 20).as_deref(), Some("weight-more"));
        assert_eq!(asked(45, 54, Age::Years(40), 20).as_deref(), Some("weight-less"));
        assert_eq!(asked(62, 54, Age::Years(40), 20), None, "of the grown no more than 15 %");
        assert_eq!(asked(5, 4, Age::Months(2), 20), None, "an infant grows");
        assert_eq!(asked(3, 4, Age::Months(2), 20).as_deref(), Some("weight-less"));
        assert_eq!(asked(23, 20, Age::Years(6), 20).as_deref(), Some("weight-more"), "of a child more than 10 %");
        let long_ago = day(28) - chrono::Days::new(31);
        assert_eq!(weighs(81).weight_doubt(Some((Amount::whole(54), long_ago)), None, day(28)), None);
    }
}
