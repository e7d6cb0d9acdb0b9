//! Finding people by name: keys to index, neighbours for typing mistakes, and beginnings for search as one types.

use super::fold::{begins, key, spelling};
use super::particles::name_parts;
use super::words::{titles, words};

/// Keys up to this length have no neighbours: with one letter less they would mean too many names.
const SHORT_KEY: usize = 3;

/// The keys a name is found by: one for each word in order, none twice, of 1 to 24 letters a-z and digits.
///
/// Two words have one key when they are usual spellings of one name, in Latin letters or an Indian script: Lakshmi,
/// Laxmi and लक्ष्मी; Mohammed, Muhammad and Mohd. A key is the consonants of the word with the first vowel and a last
/// i or u, because vowels are where spellings part. Titles (Smt, Dr, श्री) and "W/o" have no key; an initial has
/// itself. Words in other scripts (Urdu, Chinese) have one by which they are found by themselves.
#[must_use]
pub fn search_keys(full_name: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for word in words(full_name) {
        let key = key(&spelling(&word));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The keys of titles in a name that may be names themselves, as in Baby Devi: whoever is searched by them is found.
#[must_use]
pub fn title_keys(full_name: &str) -> Vec<String> {
    titles(full_name).iter().map(|word| key(&spelling(word))).collect()
}

/// The key and every key with one letter less, none twice; of a key of three letters or fewer only itself.
///
/// Two longer keys that are one insertion, deletion, replacement or swap of neighbouring letters apart share a
/// neighbour, so an index of neighbours finds names in spite of a typing mistake.
#[must_use]
pub fn neighbours(key: &str) -> Vec<String> {
    let mut neighbours = vec![key.to_owned()];
    if key.chars().count() > SHORT_KEY {
        let mut previous = None;
        for (at, letter) in key.char_indices() {
            // Leaving out either of two equal letters is the same.
            if previous.replace(letter) != Some(letter) {
                neighbours.push([&key[..at], &key[at + letter.len_utf8()..]].concat());
            }
        }
    }
    neighbours
}

/// Whether a word that is still being typed begins some word of the name, whatever the script and spelling of both.
///
/// Up to a vowel the vowels typed must agree ("raju" does not begin Rajesh); up to a consonant they may differ
/// ("muham" begins Mohammed). Titles in the name are not looked at. Nothing typed begins every name.
#[must_use]
pub fn matches_prefix(query_word: &str, name: &str) -> bool {
    let typed = words(query_word).concat();
    if typed.is_empty() {
        return query_word.trim().is_empty();
    }
    let typed_spelling = spelling(&typed);
    let typed_key = key(&typed_spelling);
    let joined = name_parts(name).into_iter().filter(|part| part.contains(char::is_whitespace)).map(|part| words(part).concat());
    words(name).into_iter().chain(joined).any(|word| {
        let spelled = spelling(&word);
        word.starts_with(&typed) || (typed.len() > 1 && (begins(&spelled, &typed_spelling) || key(&spelled) == typed_key))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    /// Each line is one name in its usual spellings.
    const SAME: &[&str] = &[
        "Lakshmi Laxmi Laxmee लक्ष्मी",
        "Mohammed Mohammad Muhammad Mohd Md Mohd. मोहम्मद मुहम्मद मो॰",
        "Shweta Sweta Shveta श्वेता",
        "Vijay Wijay Vijai विजय",
        "Deepak Dipak दीपक",
        "Aarti Arti Aarthi आरती",
        "Sunita Suneeta Sunitha सुनीता",
        "Rajesh Raajesh राजेश",
        "Anna Ana",
        "Fathima Fatima Fatimah फातिमा फ़ातिमा",
        "Zakir Jakir ज़ाकिर जाकिर",
        "Qureshi Kureshi Quraishi कुरैशी",
        "Chaudhary Choudhary Chaudhari Chowdhury Choudhury चौधरी",
        "Krishna Krishnaa Krushna कृष्ण कृष्णा",
        "Rukmini Rukmani रुक्मिणी",
        "Yadav Yadava यादव",
        "Kumar Kumaar Kr. कुमार",
        "Joshi Joshee जोशी",
        "Sharma Sarma शर्मा",
        "Singh Sing Sinh सिंह सिंघ",
        "Venkatesh Venkatesha वेंकटेश",
        "Gurpreet Gurprit गुरप्रीत",
        "Harpreet Harprit हरप्रीत",
        "Pooja Puja पूजा",
        "Bhavna Bhawna Bhavana भावना",
        "Naayak Nayak Naik नायक",
        "Sheikh Shaikh Shekh Shaik Sk शेख",
        "Zeenat Jeenat ज़ीनत",
        "Ganesh Ganesha गणेश",
        "Gyanendra Jnanendra Dnyanendra ज्ञानेंद्र ज्ञानेन्द्र",
        "Phatak Fatak फाटक",
        "Saraswathi Saraswati सरस्वती",
        "Parvathi Parvati पार्वती",
        "Ravi Ravee रवि",
        "D'Souza Dsouza D’Souza",
        "Iyer Aiyar Ayyar अय्यर",
        "Rao Rau राव",
        "Rehman Rahman रहमान",
        "Ayesha Aisha Aysha आयशा",
        "Sania Saniya सानिया",
        "Hussain Husain Hussein हुसैन",
        "Siddharth Sidharth सिद्धार्थ",
        "Pradnya Pragya Prajna प्रज्ञा",
        "Bachchan Bachan बच्चन",
        "Firoz Feroz Feroze फ़िरोज़",
        "Mishra Misra मिश्रा मिश्र",
        "Malviya Malaviya मालवीय",
        "Rathore Rathor राठौर",
        "Upadhyay Upadhyaya उपाध्याय",
        "Srivastava Shrivastav श्रीवास्तव",
        "Pandey Pande पांडेय पांडे",
        "Rajesh રાજેશ",
    ];

    /// Each line is names that must not be taken for one.
    const DIFFERENT: &[&str] = &[
        "Ram Rani Rim Ravi Raju",
        "Krishna Krishnan",
        "Ramesh Suresh Mahesh Romesh",
        "Vidya Vidhi",
        "Maya Mai Meera",
        "Singh Sinha",
        "Yadav Jadhav",
        "Hasan Hussain",
        "Jaya Vijaya Vijay",
        "Anu Anna Uma",
    ];

    fn only_key(word: &str) -> String {
        let mut keys = search_keys(word);
        assert_eq!(keys.len(), 1, "{word}");
        keys.remove(0)
    }

    fn a_name() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-z]{1,12}( [a-z]{1,30})?",
            "[acdghjknrsvyu]{1,10}",
            "[\u{900}-\u{97f}]{1,12}",
            "[\u{980}-\u{d7f}]{1,12}"
        ]
    }

    #[test]
    fn usual_spellings_of_one_name_have_one_key() {
        for line in SAME {
            let keys: Vec<(&str, String)> = line.split(' ').map(|word| (word, only_key(word))).collect();
            assert!(keys.windows(2).all(|pair| pair[0].1 == pair[1].1), "{keys:?}");
        }
    }

    #[test]
    fn other_names_have_other_keys() {
        for line in DIFFERENT {
            let keys: HashSet<String> = line.split(' ').map(only_key).collect();
            assert_eq!(keys.len(), line.split(' ').count(), "{line}: {keys:?}");
        }
    }

    #[test]
    fn keys_are_of_words_in_order_without_titles_and_repeats() {
        assert_eq!(search_keys("Smt. G. Laxmi W/o Dr. Ram Ram"), ["g", "laksmi", "ram"]);
        assert_eq!(search_keys(" . "), Vec::<String>::new());
    }

    #[test]
    fn one_mistake_in_typing_leaves_a_shared_neighbour() {
        let near = |a: &str, b: &str| neighbours(a).iter().any(|key| neighbours(b).contains(key));
        assert!(near("laksmi", "lakmi"), "a letter missing");
        assert!(near("laksmi", "lakskmi"), "a letter too many");
        assert!(near("laksmi", "lapsmi"), "a wrong letter");
        assert!(near("laksmi", "lasmki") || near("laksmi", "lakmsi"), "two letters swapped");
        assert!(!near("laksmi", "sarsvti"));
    }

    #[test]
    fn short_keys_have_no_neighbours_but_themselves() {
        assert_eq!(neighbours("ram"), ["ram"]);
        assert_eq!(neighbours("anna"), ["anna", "nna", "ana", "ann"]);
    }

    #[test]
    fn a_half_typed_word_finds_the_name_in_every_spelling() {
        for name in ["Lakshmi Rao", "Rao Laxmi", "श्रीमती लक्ष्मी राव"] {
            for typed in ["l", "la", "lak", "lax", "laksh", "lakshm", "laxmi", "ल", "लक्", "लक्ष", "लक्ष्मी", "ra", "rao", "राव"]
            {
                assert!(matches_prefix(typed, name), "{typed} in {name}");
            }
            assert!(!matches_prefix("sm", name), "{name}");
        }
        assert!(matches_prefix("muham", "Mohammed Ali"));
        assert!(matches_prefix("P", "Phatak") && matches_prefix("fata", "Phatak"));
        assert!(!matches_prefix("raju", "Rajesh"));
        assert!(!matches_prefix("esh", "Rajesh"));
    }

    #[test]
    fn nothing_typed_begins_every_name_and_a_stray_sign_none() {
        assert!(matches_prefix(" ", "Asha"));
        assert!(!matches_prefix("?", "Asha"));
    }

    proptest! {
        #[test]
        fn keys_are_plain_short_and_never_twice(name in a_name()) {
            let keys = search_keys(&name);
            for key in &keys {
                prop_assert!((1..=24).contains(&key.len()));
                prop_assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            }
            prop_assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        }

        #[test]
        fn the_key_of_a_key_is_the_key(name in a_name()) {
            for key in search_keys(&name) {
                prop_assert_eq!(super::key(&spelling(&key)), key);
            }
        }

        #[test]
        fn every_beginning_of_a_latin_word_finds_it(word in "[a-z]{1,12}") {
            for end in 1..=word.len() {
                prop_assert!(matches_prefix(&word[..end], &word), "{}", &word[..end]);
            }
        }

        #[test]
        fn a_key_and_its_neighbours_are_never_twice(key in "[a-c]{0,8}") {
            let neighbours = neighbours(&key);
            prop_assert_eq!(neighbours.iter().collect::<HashSet<_>>().len(), neighbours.len());
        }

        #[test]
        fn keys_one_swap_apart_share_a_neighbour(key in "[a-z]{4,12}", at in 0_usize..11) {
            let mut swapped: Vec<char> = key.chars().collect();
            let at = at.min(swapped.len() - 2);
            swapped.swap(at, at + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert!(neighbours(&key).iter().any(|neighbour| neighbours(&swapped).contains(neighbour)));
        }

        #[test]
        fn no_text_is_too_strange(typed in a_name(), name in a_name()) {
            prop_assert_eq!(matches_prefix(&typed, &name), matches_prefix(&typed, &name));
            prop_assert!(neighbours(&name).contains(&name));
        }
    }
}
