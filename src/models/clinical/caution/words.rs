//! Words of medicines and substances, made comparable.

use crate::models::clinical::medicine::folded;

/// How a substance is compared: lower case, words without their plural, `ph` as `f`, and one word for sulfa.
pub(super) fn simple(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.replace("ph", "f"))
        .map(|word| if word.len() > 4 { word.trim_end_matches('s').to_owned() } else { word })
        .map(|word| if word.starts_with("sulfonamid") { "sulfa".to_owned() } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a text contains the words of another, in their order and side by side.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// Every run of up to three words, among the first eight.
pub(super) fn runs(text: &str) -> Vec<String> {
    let text = folded(text);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).take(8).collect();
    (1..=3).flat_map(|length| words.windows(length).map(|run| run.join(" ")).collect::<Vec<_>>()).collect()
}
