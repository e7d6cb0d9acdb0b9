//! Names with a particle, which is written joined, apart or with an apostrophe: D'Souza, De Souza, Desouza, Dsouza.

use super::fold::{key, spelling};
use super::words::words;

/// What stands before a name and belongs to it.
const PARTICLES: [&str; 5] = ["de", "da", "do", "di", "du"];

/// The ways in which a particle with a d is heard.
const HEARD: [&str; 6] = ["d", "de", "da", "do", "di", "du"];

/// What is left out of a name so: before the apostrophe stand one or two letters.
const LONGEST_HEAD: usize = 2;

/// The words of a name as they are written; a particle and the word after it are one: "Rosy De Souza" is "Rosy" and "De Souza".
#[must_use]
pub fn name_parts(full_name: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut particle: Option<&str> = None;
    for word in full_name.split_whitespace() {
        match particle.take() {
            Some(before) => {
                let (start, end) = (offset(full_name, before), offset(full_name, word) + word.len());
                parts.push(&full_name[start..end]);
            }
            None if PARTICLES.iter().any(|it| it.eq_ignore_ascii_case(word)) => particle = Some(word),
            None => parts.push(word),
        }
    }
    parts.extend(particle);
    parts
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The keys by which such names are found when they are written otherwise: without the particle, and with it in every way. Of other
/// names none.
#[must_use]
pub fn particle_keys(full_name: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (head, tail) in name_parts(full_name).into_iter().filter_map(parted) {
        let tail = words(tail).concat();
        let heads = if head.to_lowercase().starts_with('d') { HEARD.map(str::to_owned).to_vec() } else { vec![words(head).concat()] };
        let joined = heads.iter().map(|head| format!("{head}{tail}"));
        for word in joined.chain([tail.clone()]).filter(|_| tail.len() > 1) {
            let key = key(&spelling(&word));
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// The particle of a word, and the name after it.
fn parted(part: &str) -> Option<(&str, &str)> {
    let apart = part.split_once(char::is_whitespace);
    let apostrophe = || part.split_once(['\'', '’', '‘', 'ʼ', '`']).filter(|(head, _)| (1..=LONGEST_HEAD).contains(&head.chars().count()));
    apart.or_else(apostrophe)
}

#[cfg(test)]
mod tests {
    use super::{name_parts, particle_keys};
    use crate::models::values::search_keys;

    #[test]
    fn a_particle_and_the_word_after_it_are_one() {
        assert_eq!(name_parts("Rosy De Souza"), ["Rosy", "De Souza"]);
        assert_eq!(name_parts("da  Costa Maria"), ["da  Costa", "Maria"]);
        assert_eq!(name_parts("Asha De"), ["Asha", "De"]);
        assert_eq!(name_parts("आशा राव"), ["आशा", "राव"]);
    }

    #[test]
    fn every_way_of_writing_it_is_a_key() {
        for name in ["D'Souza", "D’Souza", "De Souza", "da Souza"] {
            let keys = particle_keys(name);
            for written in ["Dsouza", "D'Souza", "Desouza", "Dasouza", "Souza"] {
                assert!(keys.contains(&search_keys(written)[0]), "{written} of {name}: {keys:?}");
            }
        }
        assert!(particle_keys("O'Brien").contains(&search_keys("Brien")[0]));
        for other in ["Asha Rao", "Desai", "Mohan Das", "Asha De", "d'", "Rosy ’"] {
            assert!(particle_keys(other).is_empty(), "{other}: {:?}", particle_keys(other));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(name in proptest::prelude::any::<String>()) {
            let parts = name_parts(&name).concat();
            proptest::prop_assert_eq!(parts.split_whitespace().collect::<String>(), name.split_whitespace().collect::<String>());
            proptest::prop_assert!(particle_keys(&name).iter().all(|it| it.len() <= 24 && it.is_ascii()));
        }
    }
}
