//! Where a clause ends and the next begins.

use super::phrases::{BUT, TOLERATES, exception};
use super::vocabulary::{ALLERGY, BADLY, NO};
use super::words_of;

/// Whether a sentence ends at this full stop: not behind an abbreviation, an initial or a number.
pub(in crate::models::people) fn ends_a_sentence(before: &str, after: &str) -> bool {
    const SHORT: [&str; 18] =
        ["inj", "tab", "tabs", "cap", "caps", "syr", "syp", "susp", "oint", "dr", "mr", "mrs", "ms", "approx", "yrs", "yr", "h/o", "vit"];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    let ends = after.chars().next().is_none_or(char::is_whitespace);
    ends && letters > 1 && word.chars().any(char::is_alphabetic) && !SHORT.contains(&word.trim_matches(['(', '[', ',']))
}

/// The clauses, and whether each stands in brackets.
pub(super) fn split(text: &str) -> Vec<(String, bool)> {
    let text = text.replace("->", "→").replace("=>", "→");
    let mut parts = vec![(String::new(), false)];
    let mut depth = 0_u32;
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        let alone = || before.chars().next_back().is_none_or(char::is_whitespace) || after.chars().next().is_none_or(char::is_whitespace);
        let breaks = match letter {
            '(' | '[' | '{' => {
                depth += 1;
                true
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                true
            }
            ',' | ';' | '|' | '\n' | '،' | '।' | ':' | '→' | '—' => true,
            '-' | '–' => alone(),
            '.' => ends_a_sentence(before, after),
            _ => false,
        };
        if breaks {
            parts.push((String::new(), depth > 0));
        } else if let Some((part, _)) = parts.last_mut() {
            part.push(letter);
        }
    }
    let parts = parts.into_iter().flat_map(|(part, inside)| at_words(&part).into_iter().map(move |it| (it, inside)));
    parts.filter(|(part, _)| part.chars().any(|it| it.is_alphanumeric() || it == '?')).collect()
}

/// A part broken at a "but", before what leaves something out, and before what begins to tell of something tolerated; behind a "not"
/// it is not tolerated.
fn at_words(part: &str) -> Vec<String> {
    let mut clauses: Vec<Vec<&str>> = vec![Vec::new()];
    let words: Vec<&str> = part.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let begun = words_of(&clauses.last().map(|it| it.join(" ")).unwrap_or_default());
        let rest = format!(" {} ", words[at..].join(" ").to_lowercase());
        let denied = NO.any(&begun) || BADLY.any(&begun);
        let tolerates = *word != "tolerate" && !denied && TOLERATES.iter().any(|it| rest.starts_with(it));
        let is = |others: &[&str]| others.contains(&word.to_lowercase().as_str());
        let excepts = match exception(&words_of(&rest)) {
            None => false,
            _ if is(&["than"]) => begun.len() > 1 && begun.iter().any(|it| it.starts_with("other")),
            // "No drug allergy, only penicillin" leaves it out; "only penicillin", "penicillin only" do not.
            _ if is(&["only", "sirf", "केवल", "सिर्फ", "सिर्फ़", "फक्त"]) => {
                NO.any(&begun) && (ALLERGY.any(&begun) || begun.len() == 1)
            }
            Some(_) => !begun.is_empty(),
        };
        if is(&BUT) || excepts || (tolerates && at > 0) {
            clauses.push(Vec::new());
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push(word);
        }
    }
    clauses.into_iter().map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
}
