//! What a measured value says of somebody of that age: outside of the ranges that are published, and how far.

use super::{Measure, Vitals};
use crate::models::values::{Age, Amount};
use crate::text_enum;

text_enum! {
    keys "deviation";
    /// How a value stands to the published range. Nothing is said of what lies inside it, or has no range here.
    Deviation {
        VeryLow = "very_low",
        Low = "low",
        High = "high",
        VeryHigh = "very_high",
    }
}

impl Deviation {
    /// Whether somebody is to look at once.
    pub fn is_urgent(self) -> bool {
        matches!(self, Deviation::VeryLow | Deviation::VeryHigh)
    }
}

/// The range in which nothing is said, and around it that in which the value is only low or high. Both ends belong to it.
struct Range {
    usual: (i64, i64),
    bearable: (i64, i64),
}

impl Range {
    fn of(&self, value: i64) -> Option<Deviation> {
        match value {
            it if it < self.bearable.0 => Some(Deviation::VeryLow),
            it if it < self.usual.0 => Some(Deviation::Low),
            it if it > self.bearable.1 => Some(Deviation::VeryHigh),
            it if it > self.usual.1 => Some(Deviation::High),
            _ => None,
        }
    }
}

const NO_END: i64 = i64::MAX;

/// In the units of the measure; temperatures in thousandths of a degree Celsius. General knowledge, sources not opened:
///
/// - Pulse, breaths, SpO2 and temperature from 16 years on: National Early Warning Score 2, Royal College of Physicians 2017. What
///   scores nothing is usual, what scores 3 is urgent.
/// - Systolic pressure below: NEWS2. Pressure above, from 18 years on: International Society of Hypertension 2020, 140/90; urgent from
///   180/110.
/// - A child's breaths: WHO, Integrated Management of Childhood Illness: fast from 60 under two months, 50 under a year, 40 under five.
/// - A child's SpO2 and temperature: WHO: under 94 low, under 90 oxygen; from 37.5 fever, from 39 high, under 35.5 low.
/// - Glucose: American Diabetes Association: under 70 and 54, at random from 200; over 300 ketones are looked for.
///
/// Of a child's pulse and pressure, which change with every year and with height, nothing is said.
fn range(measure: Measure, age: Age) -> Option<Range> {
    let years = match age {
        Age::Years(years) => years,
        Age::Months(_) | Age::Days(_) => 0,
    };
    let (usual, bearable) = match (measure, years) {
        (Measure::Pulse, 16..) => ((51, 90), (41, 130)),
        (Measure::Respiratory, 16..) => ((12, 20), (9, 24)),
        (Measure::Respiratory, 1..5) => ((20, 39), (10, 59)),
        (Measure::Respiratory, 0) if matches!(age, Age::Months(2..)) => ((20, 49), (10, 69)),
        (Measure::Respiratory, 0) => ((20, 59), (10, 79)),
        (Measure::Spo2, 16..) => ((96, NO_END), (92, NO_END)),
        (Measure::Spo2, _) => ((94, NO_END), (90, NO_END)),
        (Measure::Temperature, 16..) => ((36_050, 38_050), (35_050, 39_050)),
        (Measure::Temperature, _) => ((35_500, 37_499), (35_000, 38_999)),
        (Measure::Glucose, _) => ((70, 199), (54, 300)),
        _ => return None,
    };
    Some(Range { usual, bearable })
}

fn pressure(systolic: i64, diastolic: i64, years: i32) -> Option<Deviation> {
    let low = (years >= 16).then(|| Range { usual: (101, NO_END), bearable: (91, NO_END) }.of(systolic)).flatten();
    let high = (years >= 18).then(|| {
        let systolic = Range { usual: (i64::MIN, 139), bearable: (i64::MIN, 179) }.of(systolic);
        systolic.max(Range { usual: (i64::MIN, 89), bearable: (i64::MIN, 109) }.of(diastolic))
    });
    low.or(high.flatten())
}

impl Vitals {
    /// What the value of a measure says of somebody of that age; of an unknown age nothing.
    pub fn deviation(&self, measure: Measure, age: Option<Age>) -> Option<Deviation> {
        let age = age?;
        let value = match measure {
            Measure::Pressure => {
                let Age::Years(years) = age else { return None };
                return pressure(self.systolic?.into(), self.diastolic?.into(), years);
            }
            Measure::Pulse => self.pulse?.into(),
            Measure::Respiratory => self.respiratory_rate?.into(),
            Measure::Spo2 => self.spo2?.into(),
            Measure::Glucose => self.glucose?.into(),
            Measure::Temperature => self.temperature_c.map(Amount::in_thousandths)?,
            Measure::Weight | Measure::Height => return None,
        };
        range(measure, age)?.of(value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Deviation, Measure, Vitals};
    use crate::models::values::Age;
    use Deviation::{High, Low, VeryHigh, VeryLow};

    #[test]
    fn a_value_is_held_against_the_range_of_the_age() {
        let grown = Age::Years(40);
        for (measure, told, age, meaning) in [
            (Measure::Pressure, "120/80", grown, None),
            (Measure::Pressure, "140/70", grown, Some(High)),
            (Measure::Pressure, "130/112", grown, Some(VeryHigh)),
            (Measure::Pressure, "210/130", grown, Some(VeryHigh)),
            (Measure::Pressure, "98/60", grown, Some(Low)),
            (Measure::Pressure, "88/50", grown, Some(VeryLow)),
            (Measure::Pressure, "150/95", Age::Years(10), None),
            (Measure::Pulse, "72", grown, None),
            (Measure::Pulse, "150", grown, Some(VeryHigh)),
            (Measure::Pulse, "150", Age::Months(4), None),
            (Measure::Spo2, "82", grown, Some(VeryLow)),
            (Measure::Spo2, "95", grown, Some(Low)),
            (Measure::Spo2, "95", Age::Years(3), None),
            (Measure::Temperature, "98.6", grown, None),
            (Measure::Temperature, "101", grown, Some(High)),
            (Measure::Temperature, "99.6", Age::Years(4), Some(High)),
            (Measure::Respiratory, "45", grown, Some(VeryHigh)),
            (Measure::Respiratory, "45", Age::Years(2), Some(High)),
            (Measure::Respiratory, "45", Age::Months(6), None),
            (Measure::Glucose, "420", grown, Some(VeryHigh)),
            (Measure::Glucose, "60", grown, Some(Low)),
            (Measure::Weight, "62", grown, None),
        ] {
            let mut vitals = Vitals::default();
            vitals.take(measure, told, Some(age)).unwrap_or_else(|it| panic!("{told}: {}", it.key));
            assert_eq!(vitals.deviation(measure, Some(age)), meaning, "{} {told} at {age:?}", measure.as_str());
            assert_eq!(vitals.deviation(measure, None), None);
        }
    }
}
