//! From what is typed to a measured value: exactly what is stored, or in words what is wrong with it.

mod typed;

use super::Vitals;
use crate::locale::Message;
use crate::message;
use crate::models::values::{Age, Amount};
use crate::text_enum;

use typed::{in_centimetres, plain};

text_enum! {
    /// What is measured.
    Measure {
        Pressure = "pressure",
        Pulse = "pulse",
        Temperature = "temperature",
        Spo2 = "spo2",
        Weight = "weight",
        Height = "height",
        Respiratory = "respiratory",
        Glucose = "glucose",
    }
}

/// How old somebody is, as far as it bounds what can be measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Band {
    Newborn,
    Infant,
    Small,
    Child,
    Grown,
    Unknown,
}

impl Band {
    fn of(age: Option<Age>) -> Band {
        match age {
            Some(Age::Days(_)) => Band::Newborn,
            Some(Age::Months(_) | Age::Years(..2)) => Band::Infant,
            Some(Age::Years(2..5)) => Band::Small,
            Some(Age::Years(5..12)) => Band::Child,
            Some(Age::Years(_)) => Band::Grown,
            None => Band::Unknown,
        }
    }

    /// Says that nobody of that age has such a value.
    fn refusal(self) -> &'static str {
        match self {
            Band::Newborn => "error-measure-newborn",
            Band::Infant => "error-measure-infant",
            Band::Small => "error-measure-small",
            Band::Child => "error-measure-child",
            Band::Grown => "error-measure-grown",
            Band::Unknown => "error-measure-range",
        }
    }
}

impl Measure {
    fn unit(self) -> &'static str {
        match self {
            Measure::Pressure => "mmHg",
            Measure::Pulse | Measure::Respiratory => "/min",
            Measure::Temperature => "°C",
            Measure::Spo2 => "%",
            Measure::Weight => "kg",
            Measure::Height => "cm",
            Measure::Glucose => "mg/dl",
        }
    }

    /// What may stand behind the number, and what one of it is in thousandths of the measure's unit.
    fn units(self) -> &'static [(&'static str, i64)] {
        match self {
            Measure::Pressure => &[("mmhg", 1000), ("mm hg", 1000), ("mm", 1000)],
            Measure::Pulse => &[("/min", 1000), ("bpm", 1000), ("beats/min", 1000)],
            Measure::Respiratory => &[("/min", 1000), ("breaths/min", 1000)],
            Measure::Temperature => &[],
            Measure::Spo2 => &[("%", 1000), ("% ra", 1000), ("% on ra", 1000), ("% room air", 1000), ("% on room air", 1000)],
            Measure::Weight => &[
                ("kg", 1000),
                ("kgs", 1000),
                ("kilo", 1000),
                ("kilos", 1000),
                ("किग्रा", 1000),
                ("कि.ग्रा", 1000),
                ("किलो", 1000),
                ("किलोग्राम", 1000),
                ("g", 1),
                ("gm", 1),
                ("gms", 1),
                ("grams", 1),
                ("ग्राम", 1),
            ],
            Measure::Height => &[("cm", 1000), ("cms", 1000), ("सेमी", 1000), ("m", 100_000)],
            Measure::Glucose => &[("mg/dl", 1000), ("mg%", 1000), ("mg", 1000)],
        }
    }

    /// The finest that the column keeps: a weight to the gram, a height to the millimetre, counts whole.
    fn step(self) -> Amount {
        match self {
            Measure::Weight => Amount::thousandths(1),
            Measure::Height | Measure::Temperature => Amount::tenths(1),
            _ => Amount::ONE,
        }
    }

    /// What a living person can have, generously: what lies outside is a slip of the keyboard. Pulse and breaths stand far outside
    /// the 1st and 99th centile of Fleming et al., Lancet 2011;377:1011-18 (a newborn's median pulse 127, at most 145 at one month;
    /// breaths 44, at two years 26). The others: general knowledge, source not opened. In thousandths, but for temperature.
    fn range(self, band: Band) -> (i64, i64) {
        use Band::{Child, Grown, Infant, Newborn, Small, Unknown};
        let (low, high) = match (self, band) {
            (Measure::Weight, Newborn) => return (300, 10_000),
            (Measure::Weight, Infant) => return (500, 30_000),
            (Measure::Weight, Unknown) => return (300, 400_000),
            (Measure::Weight, Small) => (4, 60),
            (Measure::Weight, Child) => (6, 150),
            (Measure::Weight, Grown) => (12, 400),
            (Measure::Height, Newborn) => (20, 70),
            (Measure::Height, Infant) => (25, 120),
            (Measure::Height, Small) => (45, 150),
            (Measure::Height, Child) => (50, 200),
            (Measure::Height, Grown) => (50, 260),
            (Measure::Height, Unknown) => (20, 260),
            (Measure::Temperature, _) => (30, 45),
            (Measure::Pulse, Newborn | Infant) => (40, 300),
            (Measure::Pulse, Small | Child) => (30, 300),
            (Measure::Pulse, Grown | Unknown) => (20, 300),
            (Measure::Respiratory, Newborn | Infant) => (8, 140),
            (Measure::Respiratory, Small | Child) => (6, 100),
            (Measure::Respiratory, Grown) => (4, 80),
            (Measure::Respiratory, Unknown) => (4, 140),
            (Measure::Spo2, _) => (30, 100),
            (Measure::Pressure, Newborn) => (20, 160),
            (Measure::Pressure, Infant | Small | Child) => (30, 260),
            (Measure::Pressure, Grown | Unknown) => (40, 300),
            (Measure::Glucose, _) => (10, 1500),
        };
        (low * 1000, high * 1000)
    }

    fn within(self, told: &str, value: Amount, band: Band) -> Result<Amount, Message> {
        let (low, high) = self.range(band);
        let (low, high) = (Amount::thousandths(low), Amount::thousandths(high));
        if low <= value && value <= high {
            return Ok(value);
        }
        let as_grams = Amount::thousandths(value.in_thousandths() / 1000);
        if self == Measure::Weight && matches!(band, Band::Newborn | Band::Infant) && low <= as_grams && as_grams <= high {
            return Err(message!("error-measure-grams", value = value.plain()));
        }
        let refusal = Message::new(band.refusal()).with("value", told.trim());
        Err(refusal.with("low", low.plain()).with("high", high.plain()).with("unit", self.unit()))
    }

    /// `72`, `72 /min`, `2850 g`: in the measure's own unit, not finer than is stored.
    fn amount(self, told: &str) -> Result<Amount, Message> {
        let text = plain(told);
        let text = if self == Measure::Height { in_centimetres(&text).unwrap_or(text) } else { text };
        let end = text.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(text.len());
        let (number, unit) = (text[..end].trim(), text[end..].trim());
        let unreadable = || message!("error-measure", value = told.trim(), unit = self.unit());
        let one = match self.units().iter().find(|(it, _)| *it == unit) {
            _ if unit.is_empty() => 1000,
            Some((_, one)) => *one,
            None => return Err(message!("error-measure-unit", words = unit, unit = self.unit())),
        };
        // Grams are more than other numbers: 14200 g.
        let grams = || number.parse::<i64>().ok().filter(|it| one == 1 && *it < 1_000_000).map(|it| it * 1000);
        let read = Amount::parse(number).map(Amount::in_thousandths).or_else(grams).ok_or_else(unreadable)?;
        let product = read.checked_mul(one).ok_or_else(unreadable)?;
        let value = Amount::thousandths(product / 1000);
        if product % 1000 == 0 && value.is_in_steps_of(self.step()) {
            return Ok(value);
        }
        Err(match self {
            Measure::Weight => message!("error-measure-gram"),
            Measure::Height => message!("error-measure-tenth"),
            _ => message!("error-measure-whole", value = told.trim()),
        })
    }
}

impl Vitals {
    /// Reads one measure, as it is typed, of somebody of that age. An empty text is no measure.
    pub fn take(&mut self, measure: Measure, told: &str, age: Option<Age>) -> Result<(), Message> {
        if told.trim().is_empty() {
            return Ok(());
        }
        let band = Band::of(age);
        let counted = || -> Result<Option<i32>, Message> { Ok(measure.within(told, measure.amount(told)?, band)?.as_whole()) };
        match measure {
            Measure::Weight => self.weight_kg = Some(measure.within(told, measure.amount(told)?, band)?),
            Measure::Height => self.height_cm = Some(measure.within(told, measure.amount(told)?, band)?),
            Measure::Pulse => self.pulse = counted()?,
            Measure::Spo2 => self.spo2 = counted()?,
            Measure::Respiratory => self.respiratory_rate = counted()?,
            Measure::Glucose => self.glucose = counted()?,
            Measure::Pressure => (self.systolic, self.diastolic) = pressure(told, band)?,
            Measure::Temperature => (self.temperature_c, self.temperature_f) = temperature(told)?,
        }
        Ok(())
    }
}

/// `120/80`, `120-80`: the upper one above the lower one, both possible.
fn pressure(told: &str, band: Band) -> Result<(Option<i32>, Option<i32>), Message> {
    let text = plain(told);
    let unit = Measure::Pressure.units().iter().find_map(|(unit, _)| text.strip_suffix(unit));
    let read = |it: &str| Amount::parse(it).and_then(Amount::as_whole);
    let parts = unit.unwrap_or(&text).trim().split_once(['/', '-', ' ']);
    let Some((over, under)) = parts.and_then(|(over, under)| Some((read(over)?, read(under)?))) else {
        return Err(message!("error-pressure"));
    };
    Measure::Pressure.within(told, Amount::whole(over.into()), band)?;
    if !(10..=200).contains(&under) {
        return Err(message!("error-pressure"));
    }
    if over > under { Ok((Some(over), Some(under))) } else { Err(message!("error-pressure-order", over, under)) }
}

/// To the tenth of a degree, as the thermometer showed it: `38.5`, `101`, `98.6 °F`. Without a letter the number tells the scale:
/// nobody has 80 °C or 40 °F.
fn temperature(told: &str) -> Result<(Option<Amount>, Option<Amount>), Message> {
    let refused = || message!("error-temperature");
    let text = plain(told).replace(['°', ' '], "").replace("degrees", "").replace("deg", "");
    let (number, scale) = match text.strip_suffix(['c', 'f']) {
        Some(number) => (number, text.chars().last()),
        None => (text.as_str(), None),
    };
    let unreadable = || message!("error-measure", value = told.trim(), unit = "°C / °F");
    let read = Amount::parse(number).ok_or_else(unreadable)?;
    if !read.is_in_steps_of(Amount::tenths(1)) {
        return Err(refused());
    }
    let celsius = Amount::whole(30)..=Amount::whole(45);
    let fahrenheit = Amount::whole(86)..=Amount::whole(113);
    match scale {
        Some('c') | None if celsius.contains(&read) => Ok((Some(read), None)),
        Some('f') | None if fahrenheit.contains(&read) => Ok((Some(super::celsius_of(read)), Some(read))),
        _ => Err(refused()),
    }
}
