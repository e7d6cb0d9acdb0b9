//! What a living person of an age can have.

use super::Measure;
use crate::models::values::Age;

/// How old somebody is, as far as it bounds what can be measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    Newborn,
    /// One to five months.
    Baby,
    /// From half a year to under two.
    Infant,
    Small,
    Child,
    Grown,
    Unknown,
}

impl Band {
    pub(super) fn of(age: Option<Age>) -> Band {
        match age {
            Some(Age::Days(_)) => Band::Newborn,
            Some(Age::Months(..6)) => Band::Baby,
            Some(Age::Months(_) | Age::Years(..2)) => Band::Infant,
            Some(Age::Years(2..5)) => Band::Small,
            Some(Age::Years(5..12)) => Band::Child,
            Some(Age::Years(_)) => Band::Grown,
            None => Band::Unknown,
        }
    }

    /// Says that nobody of that age has such a value.
    pub(super) fn refusal(self) -> &'static str {
        match self {
            Band::Newborn => "error-measure-newborn",
            Band::Baby | Band::Infant => "error-measure-infant",
            Band::Small => "error-measure-small",
            Band::Child => "error-measure-child",
            Band::Grown => "error-measure-grown",
            Band::Unknown => "error-measure-range",
        }
    }
}

impl Measure {
    /// What a living person can have, generously: what lies outside is a slip of the keyboard. Pulse and breaths stand far outside
    /// the 1st and 99th centile of Fleming et al., Lancet 2011;377:1011-18 (a newborn's median pulse 127, at most 145 at one month;
    /// breaths 44, at two years 26). Weights and lengths stand far below the third standard deviation under the median of the WHO Child
    /// Growth Standards (at six months about 5 kg and 59 cm, at two years 8 kg and 77 cm, at five 12 kg and 96 cm), so that a child born
    /// early or starved is taken and a tenth of a weight is not. These and the others: general knowledge, source not opened.
    /// In thousandths.
    pub(super) fn range(self, band: Band) -> (i64, i64) {
        use Band::{Baby, Child, Grown, Infant, Newborn, Small, Unknown};
        let (low, high) = match (self, band) {
            (Measure::Weight, Newborn) => return (300, 10_000),
            (Measure::Weight, Baby) => return (1500, 20_000),
            (Measure::Weight, Infant) => return (3000, 30_000),
            (Measure::Weight, Unknown) => return (300, 400_000),
            (Measure::Weight, Small) => (5, 60),
            (Measure::Weight, Child) => (8, 150),
            (Measure::Weight, Grown) => (15, 400),
            (Measure::Height, Newborn) => (20, 70),
            (Measure::Height, Baby) => (35, 90),
            (Measure::Height, Infant) => (45, 120),
            (Measure::Height, Small) => (55, 150),
            (Measure::Height, Child) => (60, 200),
            (Measure::Height, Grown) => (50, 260),
            (Measure::Height, Unknown) => (20, 260),
            (Measure::Temperature, _) => (30, 45),
            (Measure::Pulse, Newborn | Baby | Infant) => (40, 300),
            (Measure::Pulse, Small | Child) => (30, 300),
            (Measure::Pulse, Grown | Unknown) => (20, 300),
            (Measure::Respiratory, Newborn | Baby | Infant) => (8, 140),
            (Measure::Respiratory, Small | Child) => (6, 100),
            (Measure::Respiratory, Grown) => (4, 80),
            (Measure::Respiratory, Unknown) => (4, 140),
            (Measure::Spo2, _) => (30, 100),
            (Measure::Pressure, Newborn) => (20, 160),
            (Measure::Pressure, Baby | Infant | Small | Child) => (30, 260),
            (Measure::Pressure, Grown | Unknown) => (40, 300),
            (Measure::Glucose, _) => (10, 1500),
        };
        (low * 1000, high * 1000)
    }

    /// Up to what a number without a unit may be of another one. A glucose of 11 is everyday in mmol/l, and deadly in mg/dl; of newborns
    /// such ones are measured.
    pub(super) fn doubted_to(self, band: Band) -> Option<i64> {
        (self == Measure::Glucose && band != Band::Newborn).then_some(33)
    }
}
