//! From what is typed to a measured value: exactly what is stored, or in words what is wrong with it.

mod bounds;
mod typed;

use super::Vitals;
use crate::locale::Message;
use crate::message;
use crate::models::values::{Age, Amount};
use crate::text_enum;

use bounds::Band;
use typed::{in_centimetres, plain, without_its_name};

text_enum! {
    keys "vital";
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

impl Measure {
    pub fn unit(self) -> &'static str {
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
            Measure::Pulse => &[("/min", 1000), ("/m", 1000), ("bpm", 1000), ("b/m", 1000), ("beats/min", 1000)],
            Measure::Respiratory => &[("/min", 1000), ("/m", 1000), ("breaths/min", 1000)],
            Measure::Temperature => &[],
            Measure::Spo2 => &[
                ("%", 1000),
                ("% ra", 1000),
                ("%ra", 1000),
                ("ra", 1000),
                ("% on ra", 1000),
                ("on ra", 1000),
                ("% room air", 1000),
                ("room air", 1000),
                ("% on room air", 1000),
                ("on room air", 1000),
            ],
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
            Measure::Height => &[("cm", 1000), ("cms", 1000), ("c.m", 1000), ("सेमी", 1000), ("m", 100_000)],
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

    fn within(self, told: &str, value: Amount, band: Band) -> Result<Amount, Message> {
        let bare = !told.chars().any(char::is_alphabetic);
        if bare && self.doubted_to(band).is_some_and(|it| value <= Amount::whole(it)) {
            return Err(message!("error-measure-mmol", value = value.plain()));
        }
        let (low, high) = self.range(band);
        let (low, high) = (Amount::thousandths(low), Amount::thousandths(high));
        if low <= value && value <= high {
            return Ok(value);
        }
        let as_grams = Amount::thousandths(value.in_thousandths() / 1000);
        if self == Measure::Weight && matches!(band, Band::Newborn | Band::Baby | Band::Infant) && low <= as_grams && as_grams <= high {
            return Err(message!("error-measure-grams", value = value.plain()));
        }
        let refusal = Message::new(band.refusal()).with("value", told.trim());
        Err(refusal.with("low", low.plain()).with("high", high.plain()).with("unit", self.unit()))
    }

    /// `72`, `72 /min`, `2850 g`: in the measure's own unit, not finer than is stored.
    fn amount(self, told: &str) -> Result<Amount, Message> {
        let text = without_its_name(self, plain(told));
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
    let text = without_its_name(Measure::Pressure, plain(told)).replace(" by ", "/").replace(" over ", "/");
    let unit = Measure::Pressure.units().iter().find_map(|(unit, _)| text.strip_suffix(unit));
    let read = |it: &str| Amount::parse(it).and_then(Amount::as_whole);
    let parts = unit.unwrap_or(&text).trim().split_once(['/', '-', ' ']);
    let Some((over, under)) = parts.and_then(|(over, under)| Some((read(over)?, read(under)?))) else {
        return Err(message!("error-pressure"));
    };
    Measure::Pressure.within(told, Amount::whole(over.into()), band)?;
    // An upper one of 180 over 10 is one of 180 over 100.
    let least = if matches!(band, Band::Grown | Band::Unknown) { 20 } else { 10 };
    if !(least..=200).contains(&under) {
        return Err(message!("error-pressure"));
    }
    if over > under { Ok((Some(over), Some(under))) } else { Err(message!("error-pressure-order", over, under)) }
}

/// To the tenth of a degree, as the thermometer showed it: `38.5`, `101`, `98.6 °F`. Without a letter the number tells the scale:
/// nobody has 80 °C or 40 °F.
fn temperature(told: &str) -> Result<(Option<Amount>, Option<Amount>), Message> {
    let refused = || message!("error-temperature");
    let text = without_its_name(Measure::Temperature, plain(told)).replace(['°', ' '], "");
    let text = text.replace("degrees", "").replace("degree", "").replace("deg", "").replace("डिग्री", "");
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
