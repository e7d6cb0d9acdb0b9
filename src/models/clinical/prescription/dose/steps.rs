//! A dose in steps, as one that is tapered: each step is a row of its own.

use super::plain::plain;
use super::spoken::during;
use super::wording::THEN;
use crate::locale::Message;
use crate::message;
use crate::models::values::Amount;

/// Refused, where a text holds more than one step: `6-5-4-3`, `40 mg x 5d then 20 mg`, `40 mg x 5d, 20 mg`.
pub(super) fn refused(text: &str) -> Option<Message> {
    let padded = format!(" {text} ");
    let then = THEN.iter().any(|it| padded.contains(&format!(" {it} ")));
    let tapered = text.split(' ').any(|it| it.starts_with("taper")) || text.contains("->") || text.contains('→');
    let steps = then || tapered || goes_one_way(text) || lasts_twice(text);
    steps.then(|| message!("error-dose-steps", words = text.to_owned()))
}

/// Whether instructions begin by saying that a row is the step after the one above it.
pub fn is_next_step(instructions: &str) -> bool {
    let text = plain(instructions);
    let begins = |phrase: &str| text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let after_days = || {
        let rest = text.strip_prefix("after ").unwrap_or_default();
        let word = rest.trim_start_matches(|it: char| it.is_ascii_digit());
        word.len() < rest.len() && ["day", "week"].iter().any(|it| word.trim_start().starts_with(it))
    };
    THEN.iter().any(|it| begins(it)) || begins("from day") || after_days()
}

/// Four numbers or more, each smaller than the one before, or each larger.
fn goes_one_way(text: &str) -> bool {
    let number = |mark: &str| Amount::parse(mark.trim().split(' ').next().unwrap_or_default());
    let marks: Vec<Option<Amount>> = text.split('-').map(number).collect();
    let known: Vec<Amount> = marks.iter().copied().flatten().collect();
    known.len() == marks.len() && known.len() >= 4 && (known.is_sorted_by(|a, b| a > b) || known.is_sorted_by(|a, b| a < b))
}

/// Whether another amount stands behind so many days.
fn lasts_twice(text: &str) -> bool {
    let numeric = |it: char| it.is_ascii_digit() || "½¼¾.".contains(it);
    text.match_indices(' ').any(|(at, _)| text[at..].trim_start().starts_with(numeric) && during(&text[..at]).is_some())
}

#[cfg(test)]
mod tests {
    use super::{is_next_step, refused};
    use crate::models::clinical::prescription::dose::spoken::Spoken;

    #[test]
    fn a_text_that_holds_more_than_one_step_is_known() {
        for (text, steps) in [
            ("6-5-4-3", true),
            ("6-5-4-3-2-1 tab", true),
            ("1-2-3-4", true),
            ("40mg x5d then 20mg", true),
            ("40 mg x 5d, 20 mg x 5d", true),
            ("1 tab BD 1 week, 1 tab OD 1 week", true),
            ("1 stat, then 1-0-1", true),
            ("6 tab OD, taper", true),
            ("6→5→4", true),
            ("1-0-1 फिर 1-0-0", true),
            ("1-1-1-1", false),
            ("1-0-1-1", false),
            ("3-2-1", false),
            ("5 ml 3 times a day x 5 days", false),
            ("1 tab 5 days a week", false),
            ("1-0-1 x 5 days", false),
        ] {
            assert_eq!(refused(&Spoken::of(text).rest).is_some(), steps, "{text}");
        }
    }

    #[test]
    fn instructions_say_that_a_row_follows_by_their_first_words() {
        for (text, follows) in [
            ("then", true),
            ("Then, for 5 days", true),
            ("फिर", true),
            ("after 5 days", true),
            ("from day 6", true),
            ("Thenceforth", false),
            ("after food", false),
            ("after 2 hours", false),
            ("with water, then rest", false),
            ("", false),
        ] {
            assert_eq!(is_next_step(text), follows, "{text}");
        }
    }
}
