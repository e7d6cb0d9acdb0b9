//! A typed text as it is compared: without the dress that doctors give it.

use super::wording::{MEASURES, NUMBERS, TIMES};
use crate::locale::digits;
use crate::locale::typed::clean;

/// The text as it is compared: small letters, plain digits and hyphens, no full stops behind words, nothing invisible; a point for a
/// decimal comma, letters with full stops between them as one word, `1 0 1`, `1+0+1` and `1/0/1` with hyphens, `1-x-1` with a nought.
pub(in super::super) fn plain(text: &str) -> String {
    let signs = digits::plain(&clean(text)).to_lowercase();
    let signs = signs.replace(['–', '—', '−', '‐', '‑'], "-").replace('⁄', "/").replace(['×', '✕'], " x ");
    let signs = signs.replace("ख\u{93c}", "ख").replace('\u{959}', "ख");
    let signs = signs.replace("फ\u{93c}", "फ").replace('\u{95e}', "फ").replace("ज\u{93c}", "ज").replace('\u{95b}', "ज");
    let signs: Vec<char> = signs.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let mut plain = String::new();
    for (at, sign) in signs.iter().enumerate() {
        let (before, next) = (digit(at.checked_sub(1)), digit(Some(at + 1)));
        match sign {
            // One place behind it: `7,500` may be seven thousand.
            ',' if before && next && !digit(Some(at + 2)) => plain.push('.'),
            ',' if !(before && next) => plain.push(' '),
            '(' | ')' | ';' => plain.push(' '),
            '.' if !next && !leads(&signs, at) => plain.push(' '),
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
    with_noughts(with_hyphens(words.join(" ").replace("सुबह-शाम", "सुबह शाम")))
}

/// Whether a point stands in front of a number with a blank between them, and behind nothing: `. 5` may be a half.
fn leads(signs: &[char], at: usize) -> bool {
    let behind_a_word = at.checked_sub(1).and_then(|it| signs.get(it)).is_some_and(|it| !it.is_whitespace() && *it != '-');
    let next = signs[at + 1..].iter().find(|it| !it.is_whitespace());
    !behind_a_word && next.is_some_and(char::is_ascii_digit)
}

/// `1tds` is `1 tds`; a word for a number is that number.
fn parted(word: &str) -> Vec<String> {
    if let Some((_, number)) = NUMBERS.iter().find(|(it, _)| *it == word) {
        return vec![(*number).to_owned()];
    }
    if word.contains('-') {
        let number =
            |it: &str| NUMBERS.iter().find(|(told, _)| *told == it).map_or_else(|| it.to_owned(), |(_, number)| (*number).to_owned());
        return vec![word.split('-').map(number).collect::<Vec<_>>().join("-")];
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

/// What is written between hyphens for nothing.
const NOTHING: [&str; 3] = ["x", "o", "nil"];

fn with_noughts(text: String) -> String {
    let marks: Vec<&str> = text.split('-').map(str::trim).collect();
    let first = |mark: &str| NOTHING.contains(&mark.split(' ').next().unwrap_or_default());
    if marks.len() < 3 || !marks.iter().any(|it| first(it)) {
        return text;
    }
    let written = marks.into_iter().map(|mark| match mark.split_once(' ') {
        _ if !first(mark) => mark.to_owned(),
        Some((_, words)) => format!("0 {words}"),
        None => "0".to_owned(),
    });
    written.collect::<Vec<String>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_text_is_compared_without_its_dress() {
        for (text, plainly) in [
            ("1 0 1", "1-0-1"),
            ("1+0+1", "1-0-1"),
            ("1/0/1", "1-0-1"),
            ("1-x-1", "1-0-1"),
            ("half-zero-half", "½-0-½"),
            ("डेढ़ गोली", "1½ गोली"),
            ("1 - X - 1", "1-0-1"),
            ("1-×-1 tab", "1-0-1 tab"),
            ("X-O-1", "0-0-1"),
            ("1-1-x x 5 days", "1-1-0 x 5 days"),
            ("1-0-1 x 5 days", "1-0-1 x 5 days"),
            ("x-ray", "x-ray"),
            ("1-0-1 (after food)", "1-0-1 after food"),
            ("1-0-1, ख़ाली पेट", "1-0-1 खाली पेट"),
            ("½ 0 ½ tab", "½-0-½ tab"),
            ("1 1/2-0-1", "1 1/2-0-1"),
            ("5 m.g.", "5 mg"),
            ("5 m.l. t.d.s.", "5 ml tds"),
            (". 5 ml", ". 5 ml"),
            ("5 ml .", "5 ml"),
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
