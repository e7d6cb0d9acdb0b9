//! What is measured at a visit, in the units that clinics use.

mod deviation;
mod last;
mod reading;
mod taken;

pub use deviation::Deviation;
pub use last::EarlierVitals;
pub use reading::Measure;
pub use taken::{MeasuredVisit, Measuring, TakenVitals};

use diesel::prelude::*;

use crate::models::values::{Amount, TemperatureScale};
use crate::schema::organisation::vitals;

/// One measurement of each at most.
#[derive(Clone, Debug, PartialEq, Eq, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = vitals)]
pub struct Vitals {
    pub height_cm: Option<Amount>,
    pub weight_kg: Option<Amount>,
    /// To the tenth; where the thermometer showed Fahrenheit, worked out from that.
    pub temperature_c: Option<Amount>,
    /// As the thermometer showed it, if it did.
    pub temperature_f: Option<Amount>,
    /// Beats a minute.
    pub pulse: Option<i32>,
    /// Millimetres of mercury.
    pub systolic: Option<i32>,
    pub diastolic: Option<i32>,
    /// Per cent.
    pub spo2: Option<i32>,
    /// Breaths a minute.
    pub respiratory_rate: Option<i32>,
    /// Milligrams a decilitre.
    pub glucose: Option<i32>,
}

impl Vitals {
    pub fn is_empty(&self) -> bool {
        *self == Vitals::default()
    }

    /// Kilograms a square metre, to the tenth.
    pub fn bmi(&self) -> Option<Amount> {
        let (height, weight) = (self.height_cm?.in_thousandths(), self.weight_kg?.in_thousandths());
        if height == 0 {
            return None;
        }
        let tenths_doubled = weight.checked_mul(200_000_000)? / (height * height);
        Some(Amount::tenths((tenths_doubled + 1) / 2))
    }

    /// As it was typed: `101 °F`, `38.5 °C`.
    pub fn temperature(&self) -> Option<String> {
        match (self.temperature_f, self.temperature_c) {
            (Some(fahrenheit), _) => Some(format!("{} °F", fahrenheit.plain())),
            (None, celsius) => celsius.map(|it| format!("{} °C", it.plain())),
        }
    }

    /// In the degrees that a clinic reads: as it was typed, where it was typed in them.
    pub fn temperature_in(&self, scale: TemperatureScale) -> Option<String> {
        let degrees = match scale {
            TemperatureScale::Celsius => self.temperature_c,
            TemperatureScale::Fahrenheit => self.temperature_f.or(self.temperature_c.map(fahrenheit_of)),
        };
        degrees.map(|it| format!("{} {}", it.plain(), scale.unit()))
    }

    /// `120/80`, if both were taken.
    pub fn blood_pressure(&self) -> Option<String> {
        Some(format!("{}/{}", self.systolic?, self.diastolic?))
    }
}

/// To the nearest tenth.
fn celsius_of(fahrenheit: Amount) -> Amount {
    let thousandths = (fahrenheit.in_thousandths() - 32_000) * 5 / 9;
    Amount::tenths((thousandths + 50) / 100)
}

/// To the nearest tenth.
fn fahrenheit_of(celsius: Amount) -> Amount {
    let thousandths = celsius.in_thousandths() * 9 / 5 + 32_000;
    Amount::tenths((thousandths + 50) / 100)
}

#[cfg(test)]
mod tests {
    use super::{Measure, Vitals};
    use crate::models::values::{Age, Amount, TemperatureScale};

    fn read(measure: Measure, told: &str, age: Option<Age>) -> Result<Vitals, String> {
        let mut vitals = Vitals::default();
        vitals.take(measure, told, age).map(|()| vitals).map_err(|refusal| refusal.key)
    }

    #[test]
    fn what_is_accepted_is_what_is_stored() {
        let newborn = Some(Age::Days(2));
        let weight = |told: &str, age| read(Measure::Weight, told, age).map(|it| it.weight_kg.map(Amount::plain).unwrap_or_default());
        assert_eq!(weight("2.850", newborn).as_deref(), Ok("2.85"));
        assert_eq!(weight("2857 g", newborn).as_deref(), Ok("2.857"));
        assert_eq!(weight("२.८५७", newborn).as_deref(), Ok("2.857"));
        assert_eq!(weight("2850", newborn), Err("error-measure-grams".into()));
        assert_eq!(weight("14200 g", Some(Age::Years(3))).as_deref(), Ok("14.2"));
        for (typed, kept) in [("70 Kg.", "70"), ("70 किलो", "70"), ("70,5", "70.5"), ("70.5 kg.", "70.5")] {
            assert_eq!(weight(typed, None).as_deref(), Ok(kept), "{typed}");
        }
        assert!(weight("1,200", None).is_err());
        assert_eq!(weight("72.5", newborn), Err("error-measure-newborn".into()));
        assert_eq!(weight("150 lb", None), Err("error-measure-unit".into()));
        assert_eq!(weight("2.8505", None), Err("error-measure".into()));
        let height = |told: &str| read(Measure::Height, told, None).map(|it| it.height_cm.map(Amount::plain).unwrap_or_default());
        assert_eq!((height("165.5").as_deref(), height("1.65 m").as_deref()), (Ok("165.5"), Ok("165")));
        for (typed, kept) in [("5'6\"", "167.6"), ("5’6”", "167.6"), ("5 ft 6 in", "167.6"), ("5 feet", "152.4"), ("5'11", "180.3")] {
            assert_eq!(height(typed).as_deref(), Ok(kept), "{typed}");
        }
        for bad in ["5'13\"", "5'6\"x", "'6", "5 in"] {
            assert!(height(bad).is_err(), "{bad}");
        }
        assert_eq!(height("165.55"), Err("error-measure-tenth".into()));
    }

    #[test]
    fn counts_are_whole_and_nonsense_is_refused() {
        assert_eq!(read(Measure::Pulse, "72", None).map(|it| it.pulse), Ok(Some(72)));
        assert_eq!(read(Measure::Pulse, "72.0 bpm", None).map(|it| it.pulse), Ok(Some(72)));
        assert_eq!(read(Measure::Pulse, "72.9", None), Err("error-measure-whole".into()));
        assert_eq!(read(Measure::Glucose, "5.5 mmol/l", None), Err("error-measure-unit".into()));
        assert_eq!(read(Measure::Respiratory, "120", Some(Age::Years(30))), Err("error-measure-grown".into()));
        let pressure = |told| read(Measure::Pressure, told, None).map(|it| (it.systolic, it.diastolic));
        for told in ["120/80 mmHg", "120 / 80", "120 /80", "120/ 80", "120-80", "120 80"] {
            assert_eq!(pressure(told), Ok((Some(120), Some(80))), "{told}");
        }
        for told in ["72 / min", "72 per minute", "72 per min", "72/min.", "72 bpm"] {
            assert_eq!(read(Measure::Pulse, told, None).map(|it| it.pulse), Ok(Some(72)), "{told}");
        }
        for told in ["98% RA", "98 %", "98% on room air"] {
            assert_eq!(read(Measure::Spo2, told, None).map(|it| it.spo2), Ok(Some(98)), "{told}");
        }
        for bad in ["1200/80", "80/120", "120", "120/80/60", "high", "120.5/80"] {
            assert!(pressure(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_tenth_of_a_measure_and_another_unit_are_not_taken() {
        let refused = |measure, told, age| read(measure, told, Some(age)).map(|_| ());
        let infant = Age::Months(8);
        assert_eq!(refused(Measure::Weight, "0.82", infant), Err("error-measure-infant".into()));
        assert_eq!(refused(Measure::Weight, "0.45", Age::Months(2)), Err("error-measure-infant".into()));
        assert_eq!(refused(Measure::Weight, "1.42", Age::Years(3)), Err("error-measure-small".into()));
        assert_eq!(refused(Measure::Weight, "7.2", Age::Years(30)), Err("error-measure-grown".into()));
        assert_eq!(refused(Measure::Height, "25", infant), Err("error-measure-infant".into()));
        assert_eq!(refused(Measure::Weight, "8200", infant), Err("error-measure-grams".into()));
        for (told, age) in [("3.2", infant), ("8.2", infant), ("1.6", Age::Months(2)), ("0.7", Age::Days(3)), ("5.5", Age::Years(2))] {
            assert_eq!(refused(Measure::Weight, told, age), Ok(()), "{told}");
        }
        for told in ["11", "15", "25", "33"] {
            assert_eq!(refused(Measure::Glucose, told, Age::Years(40)), Err("error-measure-mmol".into()), "{told}");
        }
        assert_eq!(read(Measure::Glucose, "25 mg/dl", Some(Age::Years(40))).map(|it| it.glucose), Ok(Some(25)));
        assert_eq!(read(Measure::Glucose, "25", Some(Age::Days(1))).map(|it| it.glucose), Ok(Some(25)));
        assert_eq!(refused(Measure::Pressure, "180/10", Age::Years(40)), Err("error-pressure".into()));
    }

    #[test]
    fn measures_are_read_as_they_are_written_at_a_bedside() {
        let pressure = |told| read(Measure::Pressure, told, None).map(|it| it.blood_pressure());
        for told in ["BP 120/80", "120 by 80", "120 over 80", "bp: 120/80 mmHg"] {
            assert_eq!(pressure(told), Ok(Some("120/80".into())), "{told}");
        }
        for told in ["72/m", "72 b/m", "PR 72", "pulse 72/min"] {
            assert_eq!(read(Measure::Pulse, told, None).map(|it| it.pulse), Ok(Some(72)), "{told}");
        }
        for told in ["98 RA", "98%RA", "98 room air", "SpO2 98%"] {
            assert_eq!(read(Measure::Spo2, told, None).map(|it| it.spo2), Ok(Some(98)), "{told}");
        }
        for (told, kept) in [("1 m 65 cm", "165"), ("165 c.m.", "165"), ("5 फुट 6 इंच", "167.6"), ("5'-6\"", "167.6")] {
            assert_eq!(read(Measure::Height, told, None).map(|it| it.height_cm.map(Amount::plain)), Ok(Some(kept.to_owned())), "{told}");
        }
        for told in ["T 101", "101 degree", "101 डिग्री"] {
            assert_eq!(read(Measure::Temperature, told, None).map(|it| it.temperature()), Ok(Some("101 °F".into())), "{told}");
        }
        assert_eq!(read(Measure::Respiratory, "RR 18", None).map(|it| it.respiratory_rate), Ok(Some(18)));
    }

    #[test]
    fn a_temperature_comes_back_as_it_was_typed() {
        let said = |told| read(Measure::Temperature, told, None).map(|it| (it.temperature(), it.temperature_c.map(Amount::plain)));
        let both = |typed: &str, celsius: &str| Ok((Some(typed.to_owned()), Some(celsius.to_owned())));
        assert_eq!(said("98.6"), both("98.6 °F", "37"));
        assert_eq!(said("101"), both("101 °F", "38.3"));
        assert_eq!(said("38,5"), both("38.5 °C", "38.5"));
        assert_eq!(said("38℃"), both("38 °C", "38"));
        assert_eq!(said("101 ℉"), both("101 °F", "38.3"));
        assert_eq!(said("afebrile"), Err("error-measure".into()));
        assert_eq!(said("38.5 C"), both("38.5 °C", "38.5"));
        assert_eq!(said("३८.५ °C"), both("38.5 °C", "38.5"));
        for bad in ["1004", "60", "hot", "38.5 F", "101 C", "98.64"] {
            assert!(said(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_temperature_is_told_in_the_clinics_degrees() {
        let told = |typed| {
            let vitals = read(Measure::Temperature, typed, None).unwrap_or_default();
            [TemperatureScale::Fahrenheit, TemperatureScale::Celsius].map(|it| vitals.temperature_in(it).unwrap_or_default())
        };
        assert_eq!(told("98.6"), ["98.6 °F", "37 °C"]);
        assert_eq!(told("101"), ["101 °F", "38.3 °C"]);
        assert_eq!(told("38.5"), ["101.3 °F", "38.5 °C"]);
        assert_eq!(told("36.6 °C"), ["97.9 °F", "36.6 °C"]);
    }

    #[test]
    fn the_body_mass_index_is_kilograms_a_square_metre() {
        let vitals = Vitals { height_cm: Some(Amount::whole(170)), weight_kg: Some(Amount::whole(65)), ..Vitals::default() };
        assert_eq!(vitals.bmi().map(Amount::plain).as_deref(), Some("22.5"));
        assert_eq!(Vitals { height_cm: Some(Amount::ZERO), ..vitals }.bmi(), None);
    }
}
