//! The words around an amount: when, how often, for how long and whether only when needed, as doctors write it in English, Hindi and
//! Marathi.

use super::plain::plain;
use super::wording::{DAYS, FOODS, NEEDED, RHYTHMS, TIMES};
use super::{Food, Rhythm};
use crate::locale::Message;
use crate::message;

/// What was typed, with what does not belong to the amounts taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) rest: String,
    pub(super) sos: bool,
    pub(super) days: Option<i32>,
    /// That those stand without a word for days: behind what is weekly they may be weeks.
    pub(super) bare_days: bool,
    /// When to take it, seen from a meal.
    pub(super) food: Option<Food>,
    /// That every day is meant, in so many words.
    pub(super) daily: bool,
    /// That the tablet has a line along which it breaks.
    pub(super) scored: bool,
}

impl Spoken {
    pub(super) fn of(text: &str) -> Spoken {
        let mut spoken = Spoken { rest: plain(text), ..Spoken::default() };
        loop {
            let before = spoken.rest.len();
            spoken.sos |= spoken.take(&NEEDED);
            spoken.scored |= spoken.take(&["scored"]);
            spoken.take_food();
            if spoken.days.is_none()
                && let Some((rest, days)) = during(&spoken.rest)
            {
                spoken.bare_days = spoken.rest.ends_with(|it: char| it.is_ascii_digit());
                (spoken.rest, spoken.days) = (rest, Some(days));
            }
            if spoken.rest.len() == before {
                break;
            }
        }
        spoken.daily = spoken.rest.ends_with("daily") || spoken.rest.ends_with("every day");
        if spoken.rest.contains('-') && spoken.daily {
            spoken.take(&["daily", "every day"]);
        }
        spoken
    }

    /// Takes off, wherever it stands, when it is taken seen from a meal. A second phrase that says otherwise stays, to be refused.
    fn take_food(&mut self) {
        let all = FOODS.iter().flat_map(|(food, phrases)| phrases.iter().map(move |phrase| (*food, *phrase)));
        let found = all
            .filter_map(|(food, phrase)| Some((food, phrase.len(), without(&self.rest, phrase).or_else(|| between(&self.rest, phrase))?)));
        if let Some((food, _, rest)) = found.max_by_key(|(_, length, _)| *length)
            && self.food.is_none_or(|it| it == food)
        {
            (self.food, self.rest) = (Some(food), rest);
        }
    }

    /// What was taken off, as it is typed behind the amounts.
    pub(super) fn behind(&self) -> String {
        let marks = self.rest.contains('-');
        let food = match self.food {
            Some(Food::Before) => " before food",
            Some(Food::After) => " after food",
            _ => "",
        };
        let days = self.days.map(|it| format!(" x {it} days")).unwrap_or_default();
        let daily = if self.daily && marks { " daily" } else { "" };
        let (scored, sos) = (if self.scored { " scored" } else { "" }, if self.sos { " SOS" } else { "" });
        [daily, scored, food, &days, sos].concat()
    }

    /// Takes one of the phrases off the end or the beginning.
    fn take(&mut self, phrases: &[&str]) -> bool {
        let found = phrases.iter().find_map(|phrase| without(&self.rest, phrase));
        found.map(|rest| self.rest = rest).is_some()
    }
}

/// So many days: `5`, `5 days`, `2 weeks`, `1 month` of thirty days.
pub fn days(text: &str) -> Option<i32> {
    let text = plain(text);
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let (number, word) = (text[..end].parse::<i32>().ok()?, text[end..].trim());
    let each = if word.is_empty() { 1 } else { DAYS.iter().find(|(_, words)| words.contains(&word))?.0 };
    number.checked_mul(each)
}

/// Behind these, days are a rhythm and no duration.
const EVERY: [&str; 3] = ["every", " in", "हर"];

/// `BD x 5 days`: the rest, and the days.
pub(super) fn during(text: &str) -> Option<(String, i32)> {
    let head = text.trim_end_matches(|it: char| !it.is_ascii_digit());
    let digits = head.len() - head.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    let (before, told) = (&text[..head.len() - digits], &text[head.len() - digits..]);
    let (before, marked) = match before.trim_end() {
        it if it.ends_with('*') || it.ends_with(" x") || it == "x" => (&it[..it.len() - 1], true),
        it if it.ends_with(" for") => (&it[..it.len() - 3], true),
        it => match it.strip_suffix('x') {
            Some(rest) if rest.ends_with(|it: char| it.is_alphanumeric()) => (rest, true),
            _ => (it, before.ends_with(' ')),
        },
    };
    let has_word = told.ends_with(|it: char| !it.is_ascii_digit());
    let fits = marked
        && (has_word || before.len() != text.len())
        && !before.trim().is_empty()
        && !before.trim_end().ends_with('-')
        && !EVERY.iter().any(|it| before.trim_end().ends_with(it));
    let named = has_word || text[before.len()..].trim_start().starts_with(['x', '*', 'f']);
    if fits && named { days(told).map(|days| (before.trim().to_owned(), days)) } else { None }
}

/// The text without a phrase at its end or its beginning.
fn without(text: &str, phrase: &str) -> Option<String> {
    if text == phrase {
        return Some(String::new());
    }
    let at_the_end = text.strip_suffix(phrase).filter(|it| it.ends_with(' '));
    let rest = at_the_end.or_else(|| text.strip_prefix(phrase).filter(|it| it.starts_with(' ')))?;
    Some(rest.trim().to_owned())
}

/// The text without a phrase in its middle.
fn between(text: &str, phrase: &str) -> Option<String> {
    let spaced = format!(" {phrase} ");
    text.contains(&spaced).then(|| text.replacen(&spaced, " ", 1))
}

/// The rest and the times, where the text ends or begins with `BD` or its like: the longest words decide.
pub(super) fn timed(text: &str) -> Option<(String, [bool; 3], &'static str)> {
    let all = TIMES.iter().flat_map(|(times, phrases)| phrases.iter().map(move |phrase| (*times, *phrase)));
    let found = all.filter_map(|(times, phrase)| without(text, phrase).map(|rest| (rest, times, phrase)));
    found.max_by_key(|(_, _, phrase)| phrase.len())
}

/// The rest and how often, where that is told in a way that morning, noon and night do not hold; refused where no rhythm holds it.
pub(super) fn rhythm(text: &str) -> Option<(String, Result<Rhythm, Message>)> {
    let all = RHYTHMS.iter().flat_map(|(rhythm, words, phrases)| phrases.iter().map(move |phrase| (*rhythm, *words, *phrase)));
    let found = all.filter_map(|(rhythm, words, phrase)| without(text, phrase).map(|rest| (rest, rhythm, words, phrase)));
    let (rest, rhythm, words, phrase) = found.max_by_key(|(_, _, _, phrase)| phrase.len())?;
    if timed(text).is_some_and(|(_, _, time)| time.len() > phrase.len()) {
        return None;
    }
    let amount = if rest.is_empty() { "1 tablet" } else { &rest };
    let read = rhythm.ok_or_else(|| rhythm_refused(phrase, &format!("{amount} {words}")));
    Some((rest, read))
}

pub(super) fn rhythm_refused(words: &str, example: &str) -> Message {
    message!("error-dose-rhythm", words = words.to_owned(), example = example.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Spoken, days};

    #[test]
    fn what_stands_around_the_amounts_is_taken_off() {
        let of = |text: &str| {
            let Spoken { rest, sos, days, .. } = Spoken::of(text);
            (rest, sos, days)
        };
        for (text, rest, sos, days) in [
            ("1-0-1 SOS", "1-0-1", true, None),
            ("SOS", "", true, None),
            ("prn", "", true, None),
            ("BD x 5 days", "bd", false, Some(5)),
            ("OD×5d", "od", false, Some(5)),
            ("1-0-1 x 5d", "1-0-1", false, Some(5)),
            ("1-0-1 for 2 weeks", "1-0-1", false, Some(14)),
            ("1-0-1 5 days", "1-0-1", false, Some(5)),
            ("5 ml TDS x 3 days SOS", "5 ml tds", true, Some(3)),
            ("5 ml TDS SOS x 3 days pc", "5 ml tds", true, Some(3)),
            ("1 tab after food BD x 3 days", "1 tab bd", false, Some(3)),
            ("1 tab", "1 tab", false, None),
            ("10 units", "10 units", false, None),
        ] {
            assert_eq!(of(text), (rest.to_owned(), sos, days), "{text}");
        }
    }

    #[test]
    fn days_are_told_in_days_weeks_and_months() {
        for (text, read) in [
            ("5", Some(5)),
            ("५ दिन", Some(5)),
            ("5d", Some(5)),
            ("1 week", Some(7)),
            ("2 weeks", Some(14)),
            ("1 month", Some(30)),
            ("x", None),
            ("5 ml", None),
        ] {
            assert_eq!(days(text), read, "{text}");
        }
    }
}
