//! The fields in which somebody is measured, at the board and in the consultation: typed, read and told in one way.

mod plot;

pub use plot::Plot;

use chrono::NaiveDateTime;

use crate::models::clinical::{ClinicalHistory, Deviation, Measure, Vitals};
use crate::models::values::{Age, Amount, TemperatureScale};
use crate::web::screen::*;
use plot::{PastValue, SHOWN};

/// A field for one vital sign.
pub struct Measurement {
    pub measure: Measure,
    pub unit: String,
    /// The keyboard that it needs.
    pub mode: &'static str,
    pub value: String,
    pub last: Option<(String, NaiveDateTime)>,
    /// The last values, where there are several.
    pub plot: Option<Plot>,
    /// What is wrong with what is typed.
    pub said: Option<Message>,
    /// What it says of somebody of that age, where that is not usual.
    pub deviation: Option<Deviation>,
}

/// Who is measured, where, and what was measured of them before.
pub struct Measured<'a> {
    pub age: Option<Age>,
    pub scale: TemperatureScale,
    pub history: &'a ClinicalHistory,
}

impl Measured<'_> {
    /// The fields, with what is typed for each.
    pub fn fields<'t>(&self, typed: impl Fn(Measure) -> &'t str) -> Vec<Measurement> {
        let field = |measure: &Measure| {
            let (measure, value) = (*measure, typed(*measure).to_owned());
            let mut vitals = Vitals::default();
            let said = vitals.take(measure, &value, self.age).err();
            let deviation = vitals.deviation(measure, self.age);
            let unit = if measure == Measure::Temperature { self.scale.unit() } else { measure.unit() }.to_owned();
            let mode = if measure == Measure::Pressure { "text" } else { "decimal" };
            let last = self.history.last(|it| it.value(measure, self.scale));
            let past = self.history.measured(|it| it.value(measure, self.scale).map(|told| (told, it.numbers(measure))));
            let plot = Plot::of(past.take(SHOWN).map(|((told, numbers), at)| PastValue { told, at, numbers }).collect());
            Measurement { measure, unit, mode, value, last, plot, said, deviation }
        };
        Measure::ALL.iter().map(field).collect()
    }
}

/// What is typed in all fields, each mistake beside its own.
pub fn read<'t>(errors: &mut Errors, age: Option<Age>, typed: impl Fn(Measure) -> &'t str) -> Vitals {
    let mut vitals = Vitals::default();
    for measure in Measure::ALL {
        let read = vitals.take(*measure, typed(*measure), age);
        errors.check(measure.as_str(), read);
    }
    vitals
}

/// The body mass index by what is typed, else by what was measured before.
pub fn bmi<'t>(typed: impl Fn(Measure) -> &'t str, before: &Vitals) -> Option<String> {
    let mut vitals = Vitals::default();
    for measure in [Measure::Height, Measure::Weight] {
        let _ = vitals.take(measure, typed(measure), None);
    }
    vitals.filled_from(before).bmi().map(Amount::plain)
}

/// `?row=ID`: the set that an undo brings back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SetQuery {
    pub row: String,
}
