//! The words around an amount: when, how often, for how long and whether only when needed, as doctors write it in English, Hindi and
//! Marathi.

use super::Rhythm;
use super::wording::{DAYS, MEASURES, NEEDED, NUMBERS, RHYTHMS, TIMES};
use crate::locale::typed::clean;
use crate::locale::{Message, digits};
use crate::message;

/// What was typed, with what does not belong to the amounts taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) rest: String,
    pub(super) sos: bool,
    pub(super) days: Option<i32>,
    /// That every day is meant, in so many words.
    pub(super) daily: bool,
    /// That the tablet has a line along which it breaks.
    pub(super) scored: bool,
}

impl Spoken {
    pub(super) fn of(text: &str) -> Spoken {
        let mut spoken = Spoken { rest: plain(text), ..Spoken::default() };
        spoken.sos = spoken.take(&NEEDED);
        spoken.scored = spoken.take(&["scored"]);
        if let Some((rest, days)) = during(&spoken.rest) {
            (spoken.rest, spoken.days) = (rest, Some(days));
        }
        spoken.sos |= spoken.take(&NEEDED);
        spoken.daily = spoken.rest.ends_with("daily") || spoken.rest.ends_with("every day");
        if spoken.rest.contains('-') && spoken.daily {
            spoken.take(&["daily", "every day"]);
        }
        spoken
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
fn during(text: &str) -> Option<(String, i32)> {
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

/// The text as it is compared: small letters, plain digits and hyphens, no full stops behind words, nothing invisible; a point for a
/// decimal comma, letters with full stops between them as one word, `1 0 1`, `1+0+1` and `1/0/1` with hyphens.
pub(in super::super) fn plain(text: &str) -> String {
    let signs = digits::plain(&clean(text)).to_lowercase();
    let signs = signs.replace(['–', '—', '−', '‐', '‑'], "-").replace('⁄', "/").replace(['×', '✕'], " x ");
    let signs = signs.replace("फ\u{93c}", "फ").replace('\u{95e}', "फ").replace("ज\u{93c}", "ज").replace('\u{95b}', "ज");
    let signs: Vec<char> = signs.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let mut plain = String::new();
    for (at, sign) in signs.iter().enumerate() {
        let (before, next) = (digit(at.checked_sub(1)), digit(Some(at + 1)));
        match sign {
            // One place behind it: `7,500` may be seven thousand.
            ',' if before && next && !digit(Some(at + 2)) => plain.push('.'),
            '.' if !next => plain.push(' '),
            it if it.is_whitespace() => plain.push(' '),
            it => plain.push(*it),
        }
    }
    let mut words: Vec<String> = Vec::new();
    let mut letters = false;
    for word in plain.split_whitespace() {
        let letter = word.chars().count() == 1 && word.chars().all(|it| it.is_ascii_alphabetic() && it != 'x');
        match words.last_mut() {
            Some(last) if letter && letters && !MEASURES.contains(&last.as_str()) => last.push_str(word),
            _ => words.extend(parted(word)),
        }
        letters = letter;
    }
    with_hyphens(words.join(" ").replace("सुबह-शाम", "सुबह शाम"))
}

/// `1tds` is `1 tds`; a word for a number is that number.
fn parted(word: &str) -> Vec<String> {
    if let Some((_, number)) = NUMBERS.iter().find(|(it, _)| *it == word) {
        return vec![(*number).to_owned()];
    }
    let end = word.find(|it: char| it.is_alphabetic()).unwrap_or(0);
    let is_time = |it: &str| TIMES.iter().any(|(_, phrases)| phrases.contains(&it)) || it == "sos";
    if end > 0 && is_time(&word[end..]) { vec![word[..end].to_owned(), word[end..].to_owned()] } else { vec![word.to_owned()] }
}

fn with_hyphens(text: String) -> String {
    let number = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit() || "½¼¾.".contains(it));
    for sign in ['+', '/', ' '] {
        let parts: Vec<&str> = text.splitn(3, sign).map(str::trim).collect();
        let [morning, noon, last] = parts.as_slice() else { continue };
        let (night, words) = last.split_once(' ').unwrap_or((last, ""));
        if number(morning) && number(noon) && number(night) && !words.starts_with(|it: char| it.is_ascii_digit()) {
            return format!("{morning}-{noon}-{night} {words}").trim().to_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Spoken, days, plain};

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

    #[test]
    fn a_text_is_compared_without_its_dress() {
        for (text, plainly) in [
            ("1 0 1", "1-0-1"),
            ("1+0+1", "1-0-1"),
            ("1/0/1", "1-0-1"),
            ("½ 0 ½ tab", "½-0-½ tab"),
            ("1 1/2-0-1", "1 1/2-0-1"),
            ("5 m.g.", "5 mg"),
            ("5 m.l. t.d.s.", "5 ml tds"),
            ("7,5 ml", "7.5 ml"),
            ("7,500 ml", "7,500 ml"),
            ("1⁄2 tab", "1/2 tab"),
            ("1TDS", "1 tds"),
            ("आधी गोली", "½ गोली"),
        ] {
            assert_eq!(plain(text), plainly, "{text}");
        }
    }
}
