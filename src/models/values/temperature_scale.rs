//! The degrees in which a clinic reads temperatures.

use crate::text_enum;

text_enum! {
    keys "temperature-scale";
    /// In which degrees a clinic reads temperatures.
    TemperatureScale { Fahrenheit = "fahrenheit", Celsius = "celsius" }
}

impl TemperatureScale {
    pub fn unit(self) -> &'static str {
        match self {
            TemperatureScale::Fahrenheit => "°F",
            TemperatureScale::Celsius => "°C",
        }
    }
}

#[expect(clippy::derivable_impls, reason = "the enum is declared by a macro")]
impl Default for TemperatureScale {
    fn default() -> Self {
        TemperatureScale::Fahrenheit
    }
}
