//! An age as it is told at a desk: `34`, `45 M`, `5 y 6 m`, `3/12`, `६ महीने`. What may mean two things is asked about.

mod written;

use chrono::{Days, Months, NaiveDate};

use super::{Birth, OLDEST, Sex};
use crate::locale::typed::clean;
use crate::locale::{Message, digits};
use crate::message;

use written::in_words;

/// What an age was told in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
}

/// A piece of what was told: a number in hundredths, or a word as it was written.
enum Piece {
    Number(u64),
    Word(String),
}

/// Up to so many, an `m` behind the number is months; past so many an `M` is a man's.
const MONTHS_BY_ONE_LETTER: u64 = 24;

/// Nobody's age is told in more months.
const MOST_MONTHS: u64 = 60;

/// The birth that an age tells, as an estimate, and the sex where it stands beside it.
pub(super) fn told(text: &str, today: NaiveDate) -> Result<(Birth, Option<Sex>), Message> {
    let refused = || message!("error-age");
    let cleaned = in_words(&digits::plain(&clean(text)));
    let pieces = pieces(&cleaned).ok_or_else(refused)?;
    let (mut told, mut sex): (Vec<(u64, Unit)>, Option<Sex>) = (Vec::new(), None);
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Word(word) if is_around(&word) => {}
            Piece::Word(word) if is_newborn(&word) => told.push((0, Unit::Days)),
            Piece::Word(word) => sex = Some(sex_of(&word).filter(|_| sex.is_none()).ok_or_else(refused)?),
            Piece::Number(number) => {
                let whole = number / 100;
                let word = match pieces.peek() {
                    Some(Piece::Word(word)) => word.clone(),
                    _ => String::new(),
                };
                let before = told.last().map(|it| it.1);
                let unit = match word.as_str() {
                    "m" | "M" if before == Some(Unit::Years) && whole < 12 => Some(Unit::Months),
                    // 8M is a boy of eight, or eight months.
                    "M" if whole <= MONTHS_BY_ONE_LETTER => return Err(message!("error-age-or-months", count = whole)),
                    "m" if whole <= MONTHS_BY_ONE_LETTER => Some(Unit::Months),
                    // Months are counted to sixty, and men of that age are as many.
                    "m" if whole <= MOST_MONTHS => return Err(message!("error-age-or-months", count = whole)),
                    word => unit_of(word),
                };
                if unit.is_some() {
                    pieces.next();
                }
                told.push((number, unit.unwrap_or(Unit::Years)));
            }
        }
    }
    Ok((Birth { on: day_of(&told, today).ok_or_else(refused)?, estimated: true }, sex))
}

/// The numbers and the words. A sign counts where it has its place: a full stop and a comma behind a word or a number, a stroke or a
/// hyphen between two of them of which one is a word. Any other sign is refused: `.5` is not five.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let mut run = String::from(letter);
        if letter.is_ascii_digit() {
            while let Some(next) = letters.next_if(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | '½' | '¼' | '¾')) {
                run.push(next);
            }
            pieces.push(Piece::Number(hundredths(&run)?));
        } else if letter == '½' {
            pieces.push(Piece::Number(50));
        } else if is_of_a_word(letter) {
            while let Some(next) = letters.next_if(|it| is_of_a_word(*it)) {
                run.push(next);
            }
            pieces.extend(words_of(&run));
        } else if !letter.is_whitespace() {
            let after_a_word = matches!(pieces.last(), Some(Piece::Word(_)));
            let before_a_word = letters.clone().find(|it| !it.is_whitespace() && *it != '(').is_none_or(is_of_a_word);
            let fits = match letter {
                '.' | ',' => is_of_a_word(before),
                '/' | '-' => !pieces.is_empty() && (after_a_word || before_a_word),
                '&' => after_a_word,
                '(' | ')' => true,
                _ => false,
            };
            if !fits {
                return None;
            }
        }
        before = run.chars().next_back().unwrap_or(letter);
    }
    Some(pieces)
}

/// A word; `yM` is two.
fn words_of(word: &str) -> Vec<Piece> {
    let two = ["yrs", "yr", "y"].iter().find_map(|it| word.strip_prefix(it).filter(|sex| sex_of(sex).is_some()).map(|sex| (*it, sex)));
    match two {
        Some((unit, sex)) => vec![Piece::Word(unit.to_owned()), Piece::Word(sex.to_owned())],
        None => vec![Piece::Word(word.to_owned())],
    }
}

fn is_of_a_word(letter: char) -> bool {
    (letter.is_alphabetic() || unicode_normalization::char::is_combining_mark(letter)) && !letter.is_ascii_digit()
}

/// `1.5`, `1½`: halves and quarters alone. `1.6` may be a year and six months.
fn hundredths(number: &str) -> Option<u64> {
    let number = number.trim_end_matches(['.', ',']).replace(',', ".").replace('½', ".5").replace('¼', ".25").replace('¾', ".75");
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let part = match part {
        "" | "0" | "00" => 0,
        "5" | "50" => 50,
        "25" => 25,
        "75" => 75,
        _ => return None,
    };
    whole.parse::<u64>().ok().filter(|it| *it < 1000).map(|it| it * 100 + part)
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().as_str() {
        "y" | "yr" | "yrs" | "year" | "years" | "yo" | "साल" | "वर्ष" | "वर्षे" | "वर्षांचा" | "वर्षांची" | "बरस" | "saal" | "sal" | "varsh" => {
            Unit::Years
        }
        "mo" | "mos" | "mon" | "mons" | "mth" | "mths" | "mnth" | "mnths" | "month" | "months" | "महीने" | "महीना" | "माह" | "महिने"
        | "महिना" | "mahine" | "mahina" | "maah" => Unit::Months,
        "w" | "wk" | "wks" | "week" | "weeks" | "हफ़्ते" | "हफ्ते" | "हफ़्ता" | "हफ्ता" | "सप्ताह" | "आठवडे" | "आठवडा" | "hafte" | "hafta" => {
            Unit::Weeks
        }
        "d" | "day" | "days" | "दिन" | "दिवस" | "din" | "divas" => Unit::Days,
        "h" | "hr" | "hrs" | "hour" | "hours" | "घंटे" | "घंटा" | "तास" | "ghante" => Unit::Hours,
        _ => return None,
    })
}

fn sex_of(word: &str) -> Option<Sex> {
    Some(match word.to_lowercase().as_str() {
        "m" | "male" | "man" | "boy" | "पु" | "पुरुष" | "पुरूष" | "लड़का" | "मुलगा" => {
            Sex::Male
        }
        "f" | "female" | "woman" | "girl" | "स्त्री" | "महिला" | "औरत" | "लड़की" | "मुलगी" => {
            Sex::Female
        }
        _ => return None,
    })
}

fn is_newborn(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "newborn" | "nb" | "नवजात")
}

fn is_around(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "old"
            | "age"
            | "aged"
            | "and"
            | "of"
            | "about"
            | "around"
            | "approx"
            | "baby"
            | "शिशु"
            | "बाळ"
            | "का"
            | "की"
            | "के"
            | "और"
            | "ka"
            | "ki"
    )
}

/// The day from which it counts, where the parts fit one another: the longer unit first, none twice, none too many.
fn day_of(told: &[(u64, Unit)], today: NaiveDate) -> Option<NaiveDate> {
    if told.is_empty() || told.windows(2).any(|pair| pair[0].1 as u8 >= pair[1].1 as u8) {
        return None;
    }
    let (mut months, mut days) = (0, 0);
    for (place, (number, unit)) in told.iter().enumerate() {
        let (count, half) = (number / 100, number % 100);
        let most = match unit {
            Unit::Years => u64::from(OLDEST.unsigned_abs()),
            Unit::Months if place > 0 => 11,
            Unit::Months => MOST_MONTHS,
            Unit::Weeks => 104,
            Unit::Days => 365,
            Unit::Hours => 96,
        };
        if count > most || (half > 0 && (told.len() > 1 || !matches!(unit, Unit::Years | Unit::Months))) {
            return None;
        }
        match unit {
            Unit::Years => months += count * 12 + half * 12 / 100,
            Unit::Months => (months, days) = (months + count, days + half * 30 / 100),
            Unit::Weeks => days += count * 7,
            Unit::Days => days += count,
            Unit::Hours => days += count / 24,
        }
    }
    today.checked_sub_months(Months::new(u32::try_from(months).ok()?))?.checked_sub_days(Days::new(days))
}

#[cfg(test)]
mod tests;
