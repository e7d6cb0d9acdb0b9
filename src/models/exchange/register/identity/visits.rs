//! A register of visits has a row for each visit: the rows of one file that are one person's.

use std::collections::{BTreeSet, HashMap};

use super::{ComingRow, SaidBefore};

/// One person of a file, as its rows go by.
struct Visitor {
    /// The place of the first row.
    first: usize,
    said: SaidBefore,
}

/// Of those who share a name, and a phone or a house, so many are compared.
const MOST: usize = 50;

/// For each row the place of the first row of its person; its own, where it is that.
pub(super) fn first_visits(rows: &[ComingRow]) -> Vec<usize> {
    let mut visitors: Vec<Visitor> = Vec::new();
    let mut under: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut firsts = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let (phones, house) = (row.said.more.phones.iter().map(String::as_str), row.said.house());
        let marks: Vec<(&str, &str)> = phones.chain(house).map(|mark| (row.said.more.name.as_str(), mark)).collect();
        if row.said.more.visit.is_none() || marks.is_empty() {
            firsts.push(at);
            continue;
        }
        let alike: BTreeSet<usize> = marks.iter().filter_map(|it| under.get(it)).flatten().copied().collect();
        let is_theirs = |it: &usize| visitors[*it].said.is_visited_again(&row.said);
        let found = alike.into_iter().take(MOST).find(is_theirs);
        let nth = found.unwrap_or(visitors.len());
        match visitors.get_mut(nth) {
            Some(visitor) => visitor.said = visitor.said.with(&row.said),
            None => visitors.push(Visitor { first: at, said: row.said.clone() }),
        }
        for mark in marks {
            let known = under.entry(mark).or_default();
            if !known.contains(&nth) {
                known.push(nth);
            }
        }
        firsts.push(visitors[nth].first);
    }
    firsts
}
