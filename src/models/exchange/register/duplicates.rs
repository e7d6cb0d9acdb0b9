//! Who may be the same person twice: the same phone and a similar name, or a similar name and the same birth date. They
//! are marked for somebody to look at, never merged.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use diesel::Queryable;

use crate::models::values::similarity;

/// What is compared of a person.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct KnownPerson {
    pub name: String,
    /// E.164.
    pub phone: Option<String>,
    pub born_on: Option<NaiveDate>,
    /// The birth date was worked out from an age, so that it tells little.
    pub estimated: bool,
}

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

/// Names at least this similar count as one name, beside another thing in common.
const SIMILAR: f64 = 0.88;

/// Where more people than that share a phone, or a birth date, sharing it tells nothing.
const MOST: usize = 200;

/// Every pair in the list of which at least one stands at `from` or later: those before are known to each other already.
pub fn pairs(people: &[KnownPerson], from: usize) -> Vec<Pair> {
    let mut by_phone: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_birth: HashMap<NaiveDate, Vec<usize>> = HashMap::new();
    for (at, person) in people.iter().enumerate() {
        if let Some(phone) = &person.phone {
            by_phone.entry(phone).or_default().push(at);
        }
        if let Some(born_on) = person.born_on.filter(|_| !person.estimated) {
            by_birth.entry(born_on).or_default().push(at);
        }
    }
    let mut found: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for group in by_birth.values() {
        compare(people, group, from, "birth,name", &mut found);
    }
    for group in by_phone.values() {
        compare(people, group, from, "phone,name", &mut found);
    }
    found.into_values().collect()
}

fn compare(people: &[KnownPerson], group: &[usize], from: usize, reasons: &'static str, found: &mut BTreeMap<(usize, usize), Pair>) {
    if group.len() > MOST {
        return;
    }
    for (nth, one) in group.iter().enumerate() {
        for other in group[nth + 1..].iter().filter(|other| **other >= from) {
            let (a, b) = (&people[*one], &people[*other]);
            let alike = similarity(&a.name, &b.name);
            if alike < SIMILAR {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 100")]
            let score = (alike * 100.0).round() as i32 - years_apart(a, b).clamp(0, 20);
            found.insert((*one, *other), Pair { one: *one, other: *other, score, reasons });
        }
    }
}

/// Years between their births, beyond what two told ages may differ by.
fn years_apart(a: &KnownPerson, b: &KnownPerson) -> i32 {
    match (a.born_on, b.born_on) {
        (Some(a), Some(b)) => (a.year() - b.year()).abs() - 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownPerson, pairs};
    use chrono::NaiveDate;

    fn person(name: &str, phone: Option<&str>, born: Option<i32>) -> KnownPerson {
        let born_on = born.and_then(|year| NaiveDate::from_ymd_opt(year, 3, 7));
        KnownPerson { name: name.into(), phone: phone.map(Into::into), born_on, estimated: false }
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
    fn one_birth_date_and_a_similar_name_are_marked_unless_the_date_is_an_estimate() {
        let mut people = [person("Asha Rao", None, Some(1990)), person("Aasha Rao", Some("+919820011111"), Some(1990))];
        assert_eq!(found(&people, 0), [(0, 1, "birth,name")]);
        people[0].estimated = true;
        assert!(found(&people, 0).is_empty());
    }

    #[test]
    fn those_who_were_there_before_are_not_compared_with_each_other() {
        let phone = Some("+919820011111");
        let people = [person("Asha Rao", phone, None), person("Asha Rao", phone, None), person("Asha Rao", phone, None)];
        assert_eq!(found(&people, 2), [(0, 2, "phone,name"), (1, 2, "phone,name")]);
    }
}
