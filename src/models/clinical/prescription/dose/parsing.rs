//! From what a doctor types to a dose: an amount with a unit that fits what is dosed, or in words what is wrong and what is right.

use super::Dose;
use super::measure::Measure;
use crate::locale::typed::clean;
use crate::locale::{Message, digits};
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed, Made, nanograms};
use crate::models::values::Amount;

/// What doctors write for the commonest times, and when that is.
const TIMES: [(&str, [bool; 3]); 8] = [
    ("od", [true, false, false]),
    ("bd", [true, false, true]),
    ("bid", [true, false, true]),
    ("tds", [true, true, true]),
    ("tid", [true, true, true]),
    ("hs", [false, false, true]),
    ("om", [true, false, false]),
    ("on", [false, false, true]),
];

/// A number with what stands behind it.
struct Portion {
    number: String,
    words: String,
    measure: Measure,
}

impl Dose {
    /// Reads `1-0-1`, `½-0-½ tab`, `5 ml-0-5 ml`, `5-5-5 ml`, `1 tsp-0-1 tsp`, `2 drops TDS`, `5 mg-0-0`, `BD`, in digits of any
    /// script. A unit that is the form's own may be left out but for a liquid's; any other is converted where that is exact, else
    /// refused. An empty text is a dose without marks.
    pub fn parse(text: &str, of: &Dosed) -> Result<Dose, Message> {
        let text = plain(text);
        if text.is_empty() {
            return Ok(Dose { unit: of.unit, ..Dose::default() });
        }
        let (portions, times) = match timed(&text) {
            Some((rest, _)) if rest.is_empty() && !of.unit.is_taken_singly() => return Err(amount_is_missing(of)),
            Some((rest, times)) => (vec![portion(if rest.is_empty() { "1" } else { &rest }, of)?], Some(times)),
            None => {
                let marks: Vec<&str> = text.split('-').map(str::trim).collect();
                if marks.len() != 3 {
                    return Err(message!("error-dose", example = example(of)));
                }
                (marks.into_iter().map(|mark| portion(mark, of)).collect::<Result<Vec<_>, _>>()?, None)
            }
        };
        let amounts = measured(portions, of)?;
        let [morning, noon, night] = match (amounts.as_slice(), times) {
            ([one], Some(times)) => times.map(|taken| if taken { one.0 } else { Amount::ZERO }),
            ([morning, noon, night], None) => [morning.0, noon.0, night.0],
            _ => return Err(message!("error-dose", example = example(of))),
        };
        let mut units = amounts.iter().filter(|(amount, _)| !amount.is_zero()).map(|(_, unit)| *unit);
        let unit = units.next().unwrap_or(of.unit);
        if units.any(|it| it != unit) {
            return Err(message!("error-dose-mixed", example = example(of)));
        }
        [morning, noon, night].into_iter().try_for_each(|amount| can_be_given(amount, unit, of))?;
        Ok(Dose { morning, noon, night, unit })
    }
}

/// The text as it is compared: small letters, plain digits and hyphens, no full stops behind words, nothing invisible.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let text =
        digits::plain(&clean(text)).to_lowercase().replace(['–', '—', '−', '‐', '‑'], "-").replace("फ\u{93c}", "फ").replace('\u{95e}', "फ");
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let follows = signs.peek().is_some_and(char::is_ascii_digit);
        match sign {
            '.' if !follows => plain.push(' '),
            it if it.is_whitespace() => plain.push(' '),
            it => plain.push(it),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rest and the times, where the text ends or begins with `BD` or its like.
fn timed(text: &str) -> Option<(String, [bool; 3])> {
    let joined = text.replace(' ', "");
    let (words, spelled) = (text.split(' ').collect::<Vec<_>>(), TIMES.iter().find(|(word, _)| *word == joined));
    if let Some((_, times)) = spelled {
        return Some((String::new(), *times));
    }
    let find = |word: &str| TIMES.iter().find(|(it, _)| *it == word).map(|(_, times)| *times);
    let (first, last) = (words.first()?, words.last()?);
    match (find(last), find(first)) {
        (Some(times), None) => Some((words[..words.len() - 1].join(" "), times)),
        (None, Some(times)) => Some((words[1..].join(" "), times)),
        _ => None,
    }
}

/// `1½ tab`: the number, and the measure behind it.
fn portion(mark: &str, of: &Dosed) -> Result<Portion, Message> {
    let numeric = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '/' | ' ' | '½' | '¼' | '¾');
    let end = mark.find(|sign| !numeric(sign)).unwrap_or(mark.len());
    let (number, words) = (mark[..end].trim().to_owned(), mark[end..].trim().to_owned());
    if number.is_empty() {
        return Err(message!("error-dose", example = example(of)));
    }
    Ok(Portion { measure: Measure::of(&words), number, words })
}

impl Portion {
    fn is_nothing(&self) -> bool {
        Amount::parse(&self.number).is_some_and(Amount::is_zero)
    }
}

/// Each amount in its unit. A unit at the end is that of all marks; else each says its own, or none does. A measure without a
/// meaning is refused even behind a nought.
fn measured(mut portions: Vec<Portion>, of: &Dosed) -> Result<Vec<(Amount, DoseUnit)>, Message> {
    let bare = |it: &Portion| it.measure == Measure::Bare;
    let said: Vec<usize> = (0..portions.len()).filter(|place| !bare(&portions[*place])).collect();
    let last = portions.len() - 1;
    let own = |it: &Portion| bare(it) || it.is_nothing() || it.measure == Measure::Unit(of.unit);
    if let [only] = said.as_slice()
        && *only == last
    {
        let (measure, words) = (portions[last].measure.clone(), portions[last].words.clone());
        for it in &mut portions {
            (it.measure, it.words) = (measure.clone(), words.clone());
        }
    } else if !said.is_empty() && portions.iter().any(|it| bare(it) && !it.is_nothing()) {
        if !portions.iter().all(own) {
            return Err(message!("error-dose-mixed", example = example(of)));
        }
        for it in portions.iter_mut().filter(|it| bare(it)) {
            it.measure = Measure::Unit(of.unit);
        }
    }
    portions.iter().map(|it| amount(it, of)).collect()
}

fn amount(portion: &Portion, of: &Dosed) -> Result<(Amount, DoseUnit), Message> {
    let read = || Amount::parse(&portion.number).ok_or_else(|| message!("error-dose", example = example(of)));
    match &portion.measure {
        Measure::Unknown => Err(message!("error-dose-measure", words = &portion.words, example = example(of))),
        Measure::Qualified => Err(message!("error-dose-qualified", words = &portion.words, example = example(of))),
        Measure::Tablespoon => Err(message!("error-dose-tablespoon")),
        _ if portion.is_nothing() => Ok((Amount::ZERO, of.unit)),
        Measure::Bare if of.unit.may_be_left_out() => Ok((read()?, of.unit)),
        Measure::Bare => Err(amount_is_missing(of)),
        Measure::Teaspoon if of.is_taken_by_spoon() => Ok((read()?.times(5), DoseUnit::Ml)),
        Measure::Mass(unit) => mass(&portion.number, unit, of),
        // One press of a metered bottle, whichever word is used for it.
        Measure::Unit(DoseUnit::Puff | DoseUnit::Spray) if matches!(of.unit, DoseUnit::Puff | DoseUnit::Spray) => Ok((read()?, of.unit)),
        Measure::Unit(unit) if of.takes(*unit) => Ok((read()?, *unit)),
        Measure::Unit(_) | Measure::Teaspoon => {
            let own = of.unit.word(Amount::whole(2));
            Err(message!("error-dose-unit", words = &portion.words, own, example = example(of)))
        }
    }
}

/// Milligrams by the strength on the label: of a plain tablet with one ingredient, or of a liquid with one ingredient where a
/// measure gives exactly that. Everything else could be a guess.
fn mass(number: &str, unit: &str, of: &Dosed) -> Result<(Amount, DoseUnit), Message> {
    let told = format!("{number} {unit}");
    let refused = |key: &str| Err(Message::new(key).with("mass", &told).with("example", example(of)));
    let finer = || Amount::parse(number).map(|it| it.plain()).and_then(|plain| nanograms(&plain, unit));
    let Some(nanograms) = nanograms(number, unit).or_else(finer) else {
        return Err(message!("error-dose", example = example(of)));
    };
    match of.unit {
        DoseUnit::Unsaid => refused("error-dose-mass-form"),
        _ if !of.known => refused("error-dose-mass-unknown"),
        DoseUnit::Tablet | DoseUnit::Ml if of.combined => refused("error-dose-mass-combined"),
        DoseUnit::Tablet if of.made == Made::Slow => refused("error-dose-mass-slow"),
        DoseUnit::Tablet if of.made == Made::Enteric => refused("error-dose-mass-enteric"),
        DoseUnit::Capsule => refused("error-dose-mass-capsule"),
        DoseUnit::Tablet | DoseUnit::Ml if !of.has_mass() => refused("error-dose-mass-strength"),
        DoseUnit::Tablet => match of.tablets(nanograms) {
            Some(amount) => Ok((amount, DoseUnit::Tablet)),
            None => Err(message!("error-dose-mass-tablets", mass = &told, strength = &of.label)),
        },
        DoseUnit::Ml if of.is_by_mouth() => match of.millilitres(nanograms) {
            Some(amount) => Ok((amount, DoseUnit::Ml)),
            None => Err(message!("error-dose-mass-liquid", mass = &told, strength = &of.label)),
        },
        _ => refused("error-dose-mass-other"),
    }
}

/// Whether somebody can give just that much, and anybody takes it.
fn can_be_given(amount: Amount, unit: DoseUnit, of: &Dosed) -> Result<(), Message> {
    let whole = amount.is_in_steps_of(Amount::ONE);
    if unit == DoseUnit::Tablet && !whole && of.made != Made::Plain {
        let key = if of.made == Made::Slow { "error-dose-slow" } else { "error-dose-enteric" };
        return Err(Message::new(key));
    }
    if !amount.is_in_steps_of(unit.step()) {
        let key = match unit.step() {
            Amount::QUARTER => "error-dose-quarters",
            Amount::HALF => "error-dose-halves",
            Amount::ONE => "error-dose-whole",
            _ => "error-dose-fine",
        };
        return Err(Message::new(key).with("unit", unit.word(Amount::whole(2))));
    }
    let most = of.most(unit);
    if amount > most {
        return Err(message!("error-dose-most", amount = unit.measured(amount), most = unit.measured(most)));
    }
    Ok(())
}

fn amount_is_missing(of: &Dosed) -> Message {
    match of.unit {
        DoseUnit::Unsaid => message!("error-dose-unit-missing"),
        DoseUnit::Ml => message!("error-dose-liquid", example = example(of)),
        _ => message!("error-dose-amount", example = example(of)),
    }
}

/// A text that would be right here.
fn example(of: &Dosed) -> &'static str {
    match of.unit {
        DoseUnit::Unit => "10-0-8 units",
        DoseUnit::Unsaid => "1-0-1 tablets",
        unit => of.quick().first().or(unit.quick().first()).copied().unwrap_or("1-0-1"),
    }
}
