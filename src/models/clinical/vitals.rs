//! What is measured at a visit, in the units that clinics use.

use diesel::prelude::*;

use crate::models::values::Amount;
use crate::schema::organisation::vitals;

/// One measurement of each at most.
#[derive(Clone, Debug, PartialEq, Eq, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = vitals)]
pub struct Vitals {
    pub height_cm: Option<Amount>,
    pub weight_kg: Option<Amount>,
    pub temperature_c: Option<Amount>,
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
        let (height, weight) = (self.height_cm?.in_hundredths(), self.weight_kg?.in_hundredths());
        if height == 0 {
            return None;
        }
        let hundredths = weight.checked_mul(100_000_000)? / (height * height);
        Some(Amount::hundredths((hundredths + 5) / 10 * 10))
    }

    /// `120/80`, if both were taken.
    pub fn blood_pressure(&self) -> Option<String> {
        Some(format!("{}/{}", self.systolic?, self.diastolic?))
    }
}

#[cfg(test)]
mod tests {
    use super::Vitals;
    use crate::models::values::Amount;

    #[test]
    fn the_body_mass_index_is_kilograms_a_square_metre() {
        let vitals = Vitals { height_cm: Some(Amount::whole(170)), weight_kg: Some(Amount::whole(65)), ..Vitals::default() };
        assert_eq!(vitals.bmi().map(Amount::plain).as_deref(), Some("22.5"));
        assert_eq!(Vitals { height_cm: Some(Amount::ZERO), ..vitals }.bmi(), None);
    }
}
