//! Who may be the same person twice, in a register and against those who were there before. They are marked for somebody to look at,
//! never merged.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

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

/// So many comparisons are made of one register, and for so long. A register of a few thousand people never needs as many.
const MOST_COMPARISONS: usize = 3_000_000;
const LONGEST: Duration = Duration::from_secs(30);

/// After so many it is asked whether anybody still waits.
const STEP: usize = 4_096;

/// Who may be one, and how many people were not compared with all with whom they share something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub pairs: Vec<Pair>,
    pub left_out: usize,
}

/// Finds the pairs in the list of which at least one stands at `from` or later: those before are known to each other already. Only those
/// are compared who share a phone, a birth date, a house, two words of their names, or one and the year of birth or a house's number. Of
/// those the fewest who share something come first, because it tells most, until a bound is reached; `watch` ends it before.
pub fn compare<E>(people: &[KnownPerson], from: usize, watch: impl FnMut() -> Result<(), E>) -> Result<Compared, E> {
    compare_within(people, from, MOST_COMPARISONS, watch)
}

fn compare_within<E>(people: &[KnownPerson], from: usize, most: usize, mut watch: impl FnMut() -> Result<(), E>) -> Result<Compared, E> {
    let since = Instant::now();
    let traits: Vec<Traits> = people.iter().map(KnownPerson::traits).collect();
    let mut compared: HashSet<(u32, u32)> = HashSet::new();
    let mut found: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    let mut left_out: HashSet<usize> = HashSet::new();
    let mut comparisons: usize = 0;
    let shared = shared(&traits);
    for group in groups(&shared) {
        let group: Vec<usize> = group.iter().map(|it| it.at as usize).collect();
        if comparisons + group.len() * group.len() / 2 > most || since.elapsed() > LONGEST {
            left_out.extend(group.iter().filter(|at| **at >= from));
            continue;
        }
        for (nth, &one) in group.iter().enumerate() {
            for &other in group[nth + 1..].iter().filter(|other| **other >= from) {
                if !compared.insert((place(one), place(other))) {
                    continue;
                }
                comparisons += 1;
                if comparisons.is_multiple_of(STEP) {
                    watch()?;
                }
                if let Some(it) = traits[one].resemble(&traits[other]) {
                    found.insert((one, other), Pair { one, other, score: it.score, reasons: it.likeness.reasons() });
                }
            }
        }
    }
    Ok(Compared { pairs: found.into_values().collect(), left_out: left_out.len() })
}

/// That somebody has something that others may share, told by a hash of it: a register has a dozen of these a row. Where two hashes meet
/// by chance, a few are compared for nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    what: u64,
    at: u32,
}

fn shared(traits: &[Traits]) -> Vec<Shared> {
    let hash = |block: &str| {
        let mut hasher = DefaultHasher::new();
        block.hash(&mut hasher);
        hasher.finish()
    };
    let of = |(at, it): (usize, &Traits)| blocks(it).into_iter().map(move |block| Shared { what: hash(&block), at: place(at) });
    let mut all: Vec<Shared> = traits.iter().enumerate().flat_map(of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Those who share something, the smallest group first.
fn groups(shared: &[Shared]) -> Vec<&[Shared]> {
    let mut groups: Vec<_> =
        shared.chunk_by(|one, other| one.what == other.what).filter(|group| (2..=MOST).contains(&group.len())).collect();
    groups.sort_unstable_by_key(|group| (group.len(), group[0].what));
    groups
}

/// Nobody brings so many rows that this is not their place.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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
    blocks
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{Compared, KnownPerson, compare, compare_within};
    use crate::models::values::{Birth, Sex};
    use chrono::NaiveDate;

    fn person(name: &str, phone: Option<&str>, born: Option<i32>) -> KnownPerson {
        let birth = born.and_then(|year| NaiveDate::from_ymd_opt(year, 3, 7)).map(|on| Birth { on, estimated: false });
        KnownPerson { name: name.into(), sex: Sex::Unknown, birth, phone: phone.map(Into::into), address: String::new() }
    }

    fn found(people: &[KnownPerson], from: usize) -> Vec<(usize, usize, &'static str)> {
        let Ok(Compared { pairs, .. }) = compare(people, from, || Ok::<_, Infallible>(()));
        pairs.into_iter().map(|pair| (pair.one, pair.other, pair.reasons)).collect()
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

    #[test]
    fn beyond_the_bound_the_smallest_groups_are_compared_and_the_others_counted() {
        let crowd = |at: usize| person(&format!("Asha {}", ["Rao", "Das", "Sen"][at % 3]), Some("+919820011111"), None);
        let mut people: Vec<KnownPerson> = (0..30).map(crowd).collect();
        people.extend([person("Mohan Iyer", Some("+919820022222"), None), person("Mohan Iyar", Some("+919820022222"), None)]);
        let Ok(all) = compare_within(&people, 0, 10_000, || Ok::<_, Infallible>(()));
        let Ok(few) = compare_within(&people, 0, 100, || Ok::<_, Infallible>(()));
        assert_eq!((all.left_out, few.left_out), (0, 30));
        assert!(few.pairs.iter().any(|it| (it.one, it.other) == (30, 31)) && few.pairs.len() < all.pairs.len(), "{few:?}");
    }

    #[test]
    fn nobody_waits_for_comparisons_that_nobody_wants() {
        let people: Vec<KnownPerson> = (0..150).map(|_| person("Asha Rao", Some("+919820011111"), None)).collect();
        assert_eq!(compare(&people, 0, || Err("cancelled")), Err("cancelled"));
    }
}
