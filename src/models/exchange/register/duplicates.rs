//! Who may be the same person twice, in a register and against those who were there before. They are marked for somebody to look at,
//! never merged.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Datelike;

use crate::models::people::{KnownPerson, Traits};

/// Two that may be one: their places in the list, the earlier first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub one: usize,
    pub other: usize,
    /// 0 to 100.
    pub score: i32,
    /// What they have in common, as keys.
    pub reasons: &'static str,
}

/// Where more people than that share something, sharing it tells nothing.
const MOST: usize = 200;

/// Every pair in the list of which at least one stands at `from` or later: those before are known to each other already. Only those
/// are compared who share a phone, a birth date, a house, two words of their names, or one and the year of birth or a house's number.
pub fn pairs(people: &[KnownPerson], from: usize) -> Vec<Pair> {
    let traits: Vec<Traits> = people.iter().map(KnownPerson::traits).collect();
    let mut shared: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, it) in traits.iter().enumerate() {
        for block in blocks(it) {
            shared.entry(block).or_default().push(at);
        }
    }
    let mut compared: HashSet<(usize, usize)> = HashSet::new();
    let mut found: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for group in shared.into_values().filter(|it| it.len() <= MOST) {
        for (nth, one) in group.iter().enumerate() {
            for other in group[nth + 1..].iter().filter(|other| **other >= from && **other != *one) {
                if compared.insert((*one, *other))
                    && let Some(it) = traits[*one].resemble(&traits[*other])
                {
                    let pair = Pair { one: *one, other: *other, score: it.score, reasons: it.likeness.reasons() };
                    found.insert((*one, *other), pair);
                }
            }
        }
    }
    found.into_values().collect()
}

fn blocks(it: &Traits) -> Vec<String> {
    let keys: Vec<&str> = it.keys().take(4).collect();
    let mut blocks: Vec<String> = Vec::new();
    blocks.extend(it.phone().map(|phone| format!("phone {phone}")));
    blocks.extend(it.house().map(|house| format!("house {house}")));
    blocks.extend(it.born_on().map(|on| format!("born {on}")));
    for (at, one) in keys.iter().enumerate() {
        blocks.extend(keys[at + 1..].iter().map(|two| if one < two { format!("names {one} {two}") } else { format!("names {two} {one}") }));
        blocks.extend(it.born_on().map(|on| format!("name {one} {}", on.year())));
        blocks.extend(it.house_number().map(|number| format!("at {number} {one}")));
    }
    blocks.sort();
    blocks.dedup();
    blocks
}

#[cfg(test)]
mod tests {
    use super::{KnownPerson, pairs};
    use crate::models::values::{Birth, Sex};
    use chrono::NaiveDate;

    fn person(name: &str, phone: Option<&str>, born: Option<i32>) -> KnownPerson {
        let birth = born.and_then(|year| NaiveDate::from_ymd_opt(year, 3, 7)).map(|on| Birth { on, estimated: false });
        KnownPerson { name: name.into(), sex: Sex::Unknown, birth, phone: phone.map(Into::into), address: String::new() }
    }

    fn found(people: &[KnownPerson], from: usize) -> Vec<(usize, usize, &'static str)> {
        pairs(people, from).into_iter().map(|pair| (pair.one, pair.other, pair.reasons)).collect()
    }

    #[test]
    fn one_phone_and_a_similar_name_are_marked() {
        let people = [
            person("Lakshmi Iyer", Some("+919820011111"), None),
            person("Iyer Laxmi", Some("+919820011111"), None),
            person("Mohan Iyer", Some("+919820011111"), None),
            person("Lakshmi Iyer", Some("+919820022222"), None),
        ];
        assert_eq!(found(&people, 0), [(0, 1, "phone,name")]);
    }

    #[test]
    fn one_birth_date_and_a_similar_name_are_marked() {
        let people = [person("Asha Rao", None, Some(1990)), person("Aasha Rao", Some("+919820011111"), Some(1990))];
        assert_eq!(found(&people, 0), [(0, 1, "birth,name")]);
    }

    #[test]
    fn those_who_were_there_before_are_not_compared_with_each_other() {
        let phone = Some("+919820011111");
        let people = [person("Asha Rao", phone, None), person("Asha Rao", phone, None), person("Asha Rao", phone, None)];
        assert_eq!(found(&people, 2), [(0, 2, "phone,name"), (1, 2, "phone,name")]);
    }
}
