//! From what a doctor types to a dose: an amount with a unit that fits what is dosed, or in words what is wrong and what is right.

use super::converted::{example, mass, units};
use super::doubts::{days_or_each, is_behind, is_count, leading, short};
use super::limits::{amount_is_missing, asked_daily, can_be_given, too_fine};
use super::measure::Measure;
use super::spoken::{self, Spoken};
use super::steps;
use super::wording::APPLY;
use super::{Beside, Dose, Rhythm};
use crate::locale::Message;
use crate::message;
use crate::models::clinical::dosed::{DoseUnit, Dosed};
use crate::models::values::Amount;

/// A number with what stands behind it.
struct Portion {
    number: String,
    words: String,
    measure: Measure,
}

impl Dose {
    /// Reads `1-0-1`, `½-0-½ tab`, `5 ml-0-5 ml`, `5-5-5 ml`, `1 tsp-0-1 tsp`, `2 drops TDS`, `5 mg-0-0`, `BD`, in digits of any
    /// script. A unit that is the form's own may be left out but for a liquid's and where the number may be milligrams; any other is
    /// converted where that is exact, else refused. An empty text is a dose without marks.
    pub fn parse(text: &str, of: &Dosed) -> Result<Dose, Message> {
        let spoken = Spoken::of(text);
        let text = spoken.rest.clone();
        if text.is_empty() {
            return Ok(Dose { unit: of.unit, ..Dose::default() });
        }
        if let Some(refused) = steps::refused(&text) {
            return Err(refused);
        }
        if let Some((rest, rhythm)) = spoken::rhythm(&text) {
            let rhythm = rhythm?;
            if is_behind(&rest, &text) {
                return Err(days_or_each(&rest, rhythm.typed(), of));
            }
            return by_rhythm(&rest, rhythm, &spoken, of);
        }
        if let Some(each) = four_times(&text) {
            return by_rhythm(each, Rhythm::FourTimes, &spoken, of);
        }
        if spoken.sos && !text.contains('-') && spoken::timed(&text).is_none() {
            return by_rhythm(&text, Rhythm::Needed, &spoken, of);
        }
        let (portions, times) = match spoken::timed(&text) {
            Some((rest, _, word)) if is_behind(&rest, &text) => return Err(days_or_each(&rest, word, of)),
            Some((rest, _, "daily" | "every day")) if is_count(&rest) && of.is_taken_singly() => {
                return Err(message!("error-dose-a-day", number = leading(&rest), unit = short(of.unit)));
            }
            Some((_, _, "od")) if of.is_for_the_eye() => return Err(message!("error-dose-eye")),
            Some((_, _, "on")) if of.unit == DoseUnit::Patch => return Err(message!("error-dose-on", example = example(of))),
            Some((rest, _, _)) if rest.is_empty() && !of.is_taken_singly() => return Err(amount_is_missing(of)),
            Some((rest, times, word)) if rest.contains('-') => (marks(&agreeing(rest, times, word, of)?, of)?, None),
            Some((rest, times, _)) => (vec![portion(each(&rest, of), of)?], Some(times)),
            None => (marks(&text, of)?, None),
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
        if unit == DoseUnit::Drop && of.may_be_for_the_eye() && matches!(spoken::timed(&text), Some((_, _, "od"))) {
            return Err(message!("error-dose-eye"));
        }
        let dose = Dose { morning, noon, night, unit, ..Dose::default() };
        [morning, noon, night].into_iter().try_for_each(|amount| can_be_given(amount, unit, spoken.scored, of))?;
        asked_daily(dose, &spoken, of)?;
        Ok(dose)
    }

    /// What is told beside the amounts.
    pub fn beside(text: &str) -> Beside {
        let Spoken { sos, days, food, .. } = Spoken::of(text);
        Beside { sos, days, food }
    }
}

/// So much each time, in a rhythm that the marks do not hold.
fn by_rhythm(rest: &str, rhythm: Rhythm, spoken: &Spoken, of: &Dosed) -> Result<Dose, Message> {
    if rest.is_empty() && !of.is_taken_singly() {
        return Err(amount_is_missing(of));
    }
    if spoken.bare_days && !rhythm.is_of_every_day() && !matches!(rhythm, Rhythm::Once | Rhythm::Needed) {
        return Err(message!("error-dose-weeks", number = spoken.days.unwrap_or_default()));
    }
    let seldom = matches!(rhythm, Rhythm::Weekly | Rhythm::Monthly);
    if seldom && rest == leading(rest) && is_count(rest) && ["weekly", "monthly"].iter().any(|it| spoken.rest.ends_with(it)) {
        return Err(message!("error-dose-every", number = rest, unit = short(of.unit), rhythm = rhythm.typed()));
    }
    if rest.contains('-') {
        return Err(message!("error-dose-two-times", words = rhythm.typed(), example = example(of)));
    }
    let measured = measured(vec![portion(each(rest, of), of)?], of)?;
    let (morning, unit) = measured.first().copied().unwrap_or_default();
    if morning.is_zero() {
        return Err(amount_is_missing(of));
    }
    can_be_given(morning, unit, spoken.scored, of)?;
    let dose = Dose { morning, rhythm, unit, ..Dose::default() };
    asked_daily(dose, spoken, of)?;
    Ok(dose)
}

/// What stands for one: nothing, or of what is put on, or of an unknown form, a word for putting it on.
fn each<'a>(rest: &'a str, of: &Dosed) -> &'a str {
    match rest {
        "" => "1",
        it if matches!(of.unit, DoseUnit::Application | DoseUnit::Unsaid) && APPLY.contains(&it) => "1 application",
        it => it,
    }
}

/// `1-1-1-1`: what is taken each time, with its unit.
fn four_times(text: &str) -> Option<&str> {
    let marks: Vec<&str> = text.split('-').map(str::trim).collect();
    let [first, second, third, last] = marks.as_slice() else { return None };
    let number = last.split_once(' ').map_or(*last, |(number, _)| number);
    let alike = first == second && second == third && number == *first && !first.starts_with('0');
    (alike && first.starts_with(|sign: char| sign.is_ascii_digit() || "½¼¾".contains(sign))).then_some(*last)
}

/// Marks, where a word for the same times stands beside them.
fn agreeing(rest: String, times: [bool; 3], word: &str, of: &Dosed) -> Result<String, Message> {
    let taken: Vec<bool> = rest.split('-').map(|it| !it.trim().starts_with('0') || it.trim().starts_with("0.")).collect();
    if taken == times { Ok(rest) } else { Err(message!("error-dose-two-times", words = word, example = example(of))) }
}

fn marks(text: &str, of: &Dosed) -> Result<Vec<Portion>, Message> {
    let marks: Vec<&str> = text.split('-').map(str::trim).collect();
    if marks.len() == 4 && marks.iter().all(|it| it.starts_with(|sign: char| sign.is_ascii_digit())) {
        let times = marks.iter().zip(["in the morning", "at noon", "in the evening", "at night"]).filter(|(mark, _)| **mark != "0");
        let words: Vec<String> = times.map(|(mark, time)| format!("{mark} {time}")).collect();
        return Err(spoken::rhythm_refused(text, &words.join(", ")));
    }
    if let [one] = marks.as_slice()
        && one.starts_with(|sign: char| sign.is_ascii_digit() || "½¼¾".contains(sign))
        && portion(one, of).is_ok_and(|it| it.measure != Measure::Unknown)
    {
        return Err(message!("error-dose-when", amount = *one, example = example(of)));
    }
    if marks.len() != 3 {
        return Err(message!("error-dose", example = example(of)));
    }
    marks.into_iter().map(|mark| portion(mark, of)).collect()
}

/// `1½ tab`: the number, and the measure behind it.
fn portion(mark: &str, of: &Dosed) -> Result<Portion, Message> {
    let numeric = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '/' | ' ' | '½' | '¼' | '¾' | '⅓' | '⅔');
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
    let whole = Amount::whole(2);
    let part = || match portion.measure {
        Measure::Unit(unit) => unit,
        _ if of.unit.is_said() => of.unit,
        _ => DoseUnit::Tablet,
    };
    let read = || match Amount::parse(&portion.number) {
        Some(amount) => Ok(amount),
        None if portion.number.contains(['⅓', '⅔', '/']) => Err(too_fine(part())),
        None => Err(message!("error-dose", example = example(of))),
    };
    match &portion.measure {
        Measure::Unknown => Err(message!("error-dose-measure", words = &portion.words, example = example(of))),
        Measure::Qualified => Err(message!("error-dose-qualified", words = &portion.words, example = example(of))),
        Measure::Tablespoon => Err(message!("error-dose-tablespoon")),
        Measure::BottleCap => Err(message!("error-dose-cap", words = &portion.words)),
        _ if portion.is_nothing() => Ok((Amount::ZERO, of.unit)),
        Measure::Bare if of.may_stand_bare() => match of.doubted(&portion.number) {
            Some(mass) => Err(message!("error-dose-doubt", number = &portion.number, unit = short(of.unit), mass)),
            None => Ok((read()?, of.unit)),
        },
        Measure::Bare => Err(amount_is_missing(of)),
        Measure::Teaspoon if of.is_taken_by_spoon() => Ok((read()?.times(5), DoseUnit::Ml)),
        Measure::Teaspoon | Measure::Unit(DoseUnit::Spoon) if of.unit == DoseUnit::Unsaid => Err(message!("error-dose-spoon")),
        Measure::Teaspoon if of.takes(DoseUnit::Spoon) => Ok((read()?, DoseUnit::Spoon)),
        Measure::Mass("g") if of.takes(DoseUnit::Gram) && of.unit.is_said() => Ok((read()?, DoseUnit::Gram)),
        Measure::Mass(unit) => mass(&portion.number, unit, of),
        // One press of a metered bottle, whichever word is used for it.
        Measure::Unit(DoseUnit::Puff | DoseUnit::Spray) if matches!(of.unit, DoseUnit::Puff | DoseUnit::Spray) => Ok((read()?, of.unit)),
        // What is swallowed in globules is called pills; so is a tablet.
        Measure::Unit(DoseUnit::Globule) if of.unit == DoseUnit::Tablet && portion.words.starts_with("pill") => Ok((read()?, of.unit)),
        Measure::Unit(DoseUnit::Capsule) if of.unit == DoseUnit::Rotacap => Ok((read()?, DoseUnit::Rotacap)),
        Measure::Unit(unit) if of.takes(*unit) => Ok((read()?, *unit)),
        Measure::Unit(DoseUnit::Unit) if of.has_units() => units(&portion.number, 1, of),
        Measure::Lakh if of.has_units() => units(&portion.number, 100_000, of),
        Measure::Unit(_) | Measure::Teaspoon | Measure::Lakh => {
            let own = of.unit.word(whole);
            Err(message!("error-dose-unit", words = &portion.words, own, example = example(of)))
        }
    }
}
