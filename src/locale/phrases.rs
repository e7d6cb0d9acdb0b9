//! Ready phrases of advice. A line that is one of them is said in its reader's language, whichever it was tapped in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Locale;

/// All of them by what they are about: Fluent keys under the key of their heading.
pub const READY: [(&str, &[&str]); 5] = [
    ("phrases-drink", &["phrase-fluids", "phrase-sips", "phrase-ors", "phrase-breastfeed", "phrase-boiled"]),
    (
        "phrases-food",
        &[
            "phrase-light",
            "phrase-keep-eating",
            "phrase-small-meals",
            "phrase-dinner",
            "phrase-spices",
            "phrase-salt",
            "phrase-sugar",
            "phrase-fibre",
            "phrase-honey",
        ],
    ),
    (
        "phrases-home",
        &[
            "phrase-rest",
            "phrase-school",
            "phrase-sleep",
            "phrase-gargle",
            "phrase-ice",
            "phrase-raise",
            "phrase-lifting",
            "phrase-walk",
            "phrase-smoke",
            "phrase-alcohol",
            "phrase-wound",
            "phrase-hands",
            "phrase-cough",
            "phrase-net",
            "phrase-feet",
        ],
    ),
    (
        "phrases-medicines",
        &[
            "phrase-course",
            "phrase-no-stop",
            "phrase-no-other",
            "phrase-painkillers",
            "phrase-sleepy",
            "phrase-pressure",
            "phrase-test-sugar",
            "phrase-bring",
        ],
    ),
    (
        "phrases-back",
        &[
            "phrase-worse",
            "phrase-fever",
            "phrase-breath",
            "phrase-child",
            "phrase-bleeding",
            "phrase-allergy",
            "phrase-head",
            "phrase-emergency",
        ],
    ),
];

/// The key of each phrase, by its words in every language.
static KEYS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let keys = READY.iter().flat_map(|(_, keys)| keys.iter().copied());
    keys.flat_map(|key| Locale::ALL.map(|locale| (locale.say(key), key))).collect()
});

/// Whether it is one of them, in any language.
pub fn is_ready(line: &str) -> bool {
    KEYS.contains_key(line.trim())
}

/// The text in that language, as far as its lines are ready phrases. What somebody wrote themselves stays as it is.
pub fn said(text: &str, locale: Locale) -> String {
    let line = |it: &str| KEYS.get(it.trim()).map_or_else(|| it.to_owned(), |key| locale.say(key));
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{KEYS, READY, said};
    use crate::locale::Locale;

    #[test]
    fn a_ready_phrase_is_said_in_either_language_and_own_words_stay() {
        let english = "Drink plenty of water and other fluids.\r\nOne sachet in milk.\nIn an emergency call 112.";
        let hindi = said(english, Locale::Hindi);
        assert_eq!(hindi, "पानी और दूसरी तरल चीज़ें ख़ूब पिएँ।\nOne sachet in milk.\nआपात स्थिति में 112 पर फ़ोन करें।");
        assert_eq!(said(&hindi, Locale::English), english.replace('\r', ""));
    }

    #[test]
    fn no_two_phrases_say_the_same() {
        let keys: Vec<&str> = READY.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        assert_eq!(KEYS.len(), keys.len() * Locale::ALL.len());
    }
}
