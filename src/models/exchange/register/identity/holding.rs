//! Holding the rows of a file against those whom earlier files brought.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::visits::first_visits;
use super::{ComingRow, SaidBefore};
use crate::db::ids::ImportId;

/// Somebody whom an import brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPerson {
    pub said: SaidBefore,
    /// The import, and how many people it brought.
    pub by: Option<(ImportId, usize)>,
    /// Whether an earlier batch of the very file that comes had a row of theirs: another is so only as another visit.
    pub in_this_file: InThisFile,
}

/// How somebody stands in the file that comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InThisFile {
    #[default]
    NotYet,
    /// They were there before, and a row was taken for them.
    Seen,
    /// The file brought them: what was said of them is all from it.
    Brought,
}

impl From<SaidBefore> for EarlierPerson {
    fn from(said: SaidBefore) -> EarlierPerson {
        EarlierPerson { said, by: None, in_this_file: InThisFile::NotYet }
    }
}

/// Which rows are somebody who is there, and which may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThoseThere {
    /// A row's place, and the person's.
    pub there: HashMap<usize, usize>,
    /// A row that is a further visit of somebody new: its place, and the place of their first row.
    pub visits: HashMap<usize, usize>,
    /// Who is registered all the same, because something speaks against it or another row is that person: to be looked at.
    pub near: BTreeSet<(usize, usize)>,
}

/// A birth date that so many rows have is a form's, nobody's own.
const SHARED: usize = 4;

/// A name that more people have makes none of them a likeness by itself.
const NAMESAKES: usize = 5;

/// Of fewer people, that they are there by name and age proves nothing about the next: anybody's namesakes may be.
const SOME: usize = 10;

/// How many of an earlier register must be in a file that holds much more beside them.
const FEW: usize = 5;

/// How plainly a row is somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Plainly {
    /// The name, and nothing that tells or speaks against it.
    Perhaps,
    /// The name, the sex and the phone, where one of the two says no age: whoever else has all three may be meant.
    ByPhone,
    Told,
    SameRow,
}

/// A row's person, by the place of their first row, and somebody who is there; with the day, where the row is one of their visits.
type Match = (Plainly, u32, usize, usize, Option<NaiveDate>);

/// Holds the people of a file against those who came by other files. Nobody there is two of them. What only agrees, without anything that
/// tells, counts where half of the file is there, or half of an earlier one is in it: it is the same register, grown or with fewer
/// columns. It never counts where an allergy or a condition would come onto a record by it.
pub fn those_there<S: std::hash::BuildHasher>(
    rows: &[ComingRow],
    before: &HashMap<[u8; 32], Vec<usize>, S>,
    people: &[EarlierPerson],
) -> ThoseThere {
    let firsts = first_visits(rows);
    let mut births: HashMap<NaiveDate, BTreeSet<usize>> = HashMap::new();
    for (at, on) in rows.iter().enumerate().filter_map(|(at, it)| Some((at, it.said.exact_birth()?))) {
        births.entry(on).or_default().insert(firsts[at]);
    }
    let tells = |row: &ComingRow| row.said.exact_birth().is_some_and(|on| births.get(&on).is_some_and(|it| it.len() < SHARED));
    let mut matches: Vec<Match> = Vec::new();
    let mut likenesses: Vec<(usize, usize)> = Vec::new();
    // Whose record would learn something by a row.
    let mut learning: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let first = firsts[at];
        let mut candidates: BTreeMap<usize, bool> = BTreeMap::new();
        for known in &row.known {
            for person in before.get(&known.digest).into_iter().flatten() {
                *candidates.entry(*person).or_default() |= known.is_row;
            }
        }
        let by_phone = candidates.keys().filter(|it| people[**it].said.may_be_by_phone(&row.said)).count();
        for (person, is_row) in &candidates {
            let said = &people[*person].said;
            let plainly = plainly(&people[*person], row, *is_row, tells(row)).filter(|it| *it != Plainly::ByPhone || by_phone == 1);
            if let Some(plainly) = plainly {
                let visit = row.said.more.visit.filter(|_| said.was_told_of(&row.said, tells(row)));
                matches.push((plainly, said.agreement(&row.said), first, *person, visit));
            }
            if said.learns_from(&row.said) {
                learning.insert((first, *person));
            }
            if people[*person].in_this_file == InThisFile::NotYet
                && said.is_near(&row.said)
                && (candidates.len() <= NAMESAKES || plainly.is_some())
            {
                likenesses.push((first, *person));
            }
        }
    }
    matches.sort_unstable_by_key(|(plainly, agreement, at, person, _)| (std::cmp::Reverse((*plainly, *agreement)), *at, *person));
    let (plain, mut perhaps): (Vec<_>, Vec<_>) = matches.into_iter().partition(|it| it.0 > Plainly::Perhaps);
    perhaps.retain(|it| !learning.contains(&(it.2, it.3)));
    let of_file = firsts.iter().collect::<BTreeSet<_>>().len();
    let there = with_those_who_agree(taken(&plain, HashMap::new()), &perhaps, of_file, people);
    let all = || firsts.iter().enumerate();
    ThoseThere {
        there: all().filter_map(|(at, first)| Some((at, *there.get(first)?))).collect(),
        visits: all().filter(|(at, first)| at != *first && !there.contains_key(first)).map(|(at, first)| (at, *first)).collect(),
        near: likenesses.into_iter().filter(|(first, _)| !there.contains_key(first)).collect(),
    }
}

fn plainly(person: &EarlierPerson, row: &ComingRow, is_row: bool, birth_tells: bool) -> Option<Plainly> {
    let (said, now) = (&person.said, &row.said);
    match person.in_this_file {
        InThisFile::Brought => return said.is_visited_again(now).then_some(Plainly::Told),
        InThisFile::Seen if !is_row => return said.was_told_of(now, birth_tells).then_some(Plainly::Told),
        _ => {}
    }
    // A row of nothing but a name and an age, and what is new, may be of another book.
    if is_row && (now.says_more_than_age() || !said.learns_from(now)) {
        return Some(Plainly::SameRow);
    }
    if said.contradicts(now) {
        None
    } else if said.is_told_by(now, birth_tells) {
        Some(Plainly::Told)
    } else if said.may_be_by_phone(now) {
        Some(Plainly::ByPhone)
    } else {
        (is_row || said.says_nothing_else(now)).then_some(Plainly::Perhaps)
    }
}

/// Everybody who is taken for somebody, the plainest first: nobody there is two people of a file, but a row that brought them is theirs,
/// and so are visits of several days, even where nothing in the file itself ties them.
fn taken(matches: &[Match], mut there: HashMap<usize, usize>) -> HashMap<usize, usize> {
    let mut taken: HashMap<usize, Vec<Option<NaiveDate>>> = HashMap::new();
    for person in there.values() {
        taken.entry(*person).or_default().push(None);
    }
    for (plainly, _, first, person, visit) in matches {
        let days = taken.entry(*person).or_default();
        let another_day = visit.is_some() && !days.contains(visit) && !days.contains(&None);
        if !there.contains_key(first) && (days.is_empty() || another_day || *plainly == Plainly::SameRow) {
            days.push(*visit);
            there.insert(*first, *person);
        }
    }
    there
}

/// With those who only agree, as far as the file as a whole tells that it is the same register. `of_file` is how many people it has.
fn with_those_who_agree(
    plain: HashMap<usize, usize>,
    perhaps: &[Match],
    of_file: usize,
    people: &[EarlierPerson],
) -> HashMap<usize, usize> {
    if of_file < SOME {
        return plain;
    }
    let all = taken(perhaps, plain.clone());
    if all.len() * 2 >= of_file {
        return all;
    }
    let mut found: HashMap<ImportId, usize> = HashMap::new();
    for (by, _) in all.values().filter_map(|it| people[*it].by) {
        *found.entry(by).or_default() += 1;
    }
    let is_in = |person: usize| {
        people[person].by.is_some_and(|(by, brought)| found.get(&by).is_some_and(|count| *count >= FEW && *count * 2 >= brought))
    };
    let plain_ones: BTreeSet<usize> = plain.keys().copied().collect();
    all.into_iter().filter(|(first, person)| plain_ones.contains(first) || is_in(*person)).collect()
}
