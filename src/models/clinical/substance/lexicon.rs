//! The files: substances with their classes and spellings, classes, brands with their ingredients, and the sources of each row.
//! A word that somebody types is never added to them.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::Meaning;
use super::spelling::{capitalised, words};

const SUBSTANCES: &str = include_str!("../medicine/substances.csv");
const CLASSES: &str = include_str!("../medicine/classes.csv");
const BRANDS: &str = include_str!("../medicine/brands.csv");
const REMEDIES: &str = include_str!("../medicine/homeopathic.csv");

/// A substance that a medicine may hold, or that somebody may not tolerate.
pub struct Substance {
    pub name: String,
    pub classes: Vec<usize>,
    /// Food, or of the surroundings: no medicine.
    pub is_outside: bool,
}

/// A class of substances.
pub struct Class {
    pub name: String,
    /// Whoever does not tolerate one of it is warned of all.
    pub kin: bool,
    parts: Vec<usize>,
    remarks: Vec<usize>,
    mentions: Vec<usize>,
    /// Whoever does not tolerate one of it is warned of all of these too, but not the other way round.
    also: Vec<usize>,
}

/// Something that has a name.
#[derive(Clone)]
pub struct Term {
    pub name: String,
    meaning: Meaning,
    /// Whether a medicine may be called so: not dust, eggs or latex.
    pub is_medicine: bool,
    pub is_brand: bool,
}

/// All that is known by name.
#[derive(Default)]
pub struct Lexicon {
    pub substances: Vec<Substance>,
    pub classes: Vec<Class>,
    pub terms: Vec<Term>,
    /// Spellings, without blanks, and their terms.
    spellings: HashMap<String, usize>,
    /// Substances by their own names alone, without blanks: an ingredient is one.
    named: HashMap<String, usize>,
    /// The words of every spelling, for what is begun to be typed.
    begun: Vec<(Vec<String>, usize)>,
}

/// The most words of a spelling.
pub const LONGEST: usize = 6;

#[derive(Deserialize)]
struct SubstanceRow {
    name: String,
    classes: String,
    spellings: String,
}

#[derive(Deserialize)]
struct ClassRow {
    name: String,
    kin: String,
    spellings: String,
    parts: String,
    remarks: String,
    mentions: String,
    also: String,
}

#[derive(Deserialize)]
struct BrandRow {
    name: String,
    ingredients: String,
    spellings: String,
}

#[derive(Deserialize)]
struct RemedyRow {
    name: String,
}

/// The lexicon: read once from the files that the program carries.
pub fn lexicon() -> &'static Lexicon {
    static READ: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &READ
}

/// What somebody may mean who has begun to type a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Brands that begin so, each with what it holds.
    pub brands: Vec<(String, String)>,
    /// Substances of which a spelling or a brand begins so.
    pub substances: BTreeSet<String>,
}

/// See [`Suggested`]. Where nothing begins so, whatever is spelled alike.
pub fn suggested(typed: &str) -> Suggested {
    let lexicon = lexicon();
    let typed = words(typed);
    let Some((last, whole)) = typed.split_last() else { return Suggested::default() };
    let begins = |spelling: &[String]| {
        spelling.windows(typed.len()).any(|run| run[..whole.len()] == *whole && run[whole.len()].starts_with(last.as_str()))
            || (spelling.len() <= whole.len() && spelling == &typed[..spelling.len()])
    };
    let mut found: Vec<&Term> = lexicon.begun.iter().filter(|(spelling, _)| begins(spelling)).map(|(_, at)| &lexicon.terms[*at]).collect();
    if found.is_empty() && typed.iter().all(|it| it.chars().count() > 1) {
        found = typed.iter().flat_map(|word| super::likeness::alike(word, true)).collect();
    }
    found.retain(|it| it.is_medicine);
    let brands = found.iter().filter(|it| it.is_brand).map(|it| (it.name.clone(), it.meaning.names().join(" + "))).collect::<BTreeSet<_>>();
    let substances = found.iter().flat_map(|it| it.meaning.substances.iter().map(|at| lexicon.substances[*at].name.clone())).collect();
    Suggested { brands: brands.into_iter().collect(), substances }
}

impl Term {
    pub fn meaning(&self) -> Meaning {
        self.meaning.clone()
    }
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon::default();
        let classes: Vec<ClassRow> = rows(CLASSES);
        let place = |name: &str| classes.iter().position(|it| it.name == name);
        let places = |list: &str| listed(list).filter_map(place).collect::<Vec<usize>>();
        for row in &classes {
            let [parts, remarks, mentions, also] = [&row.parts, &row.remarks, &row.mentions, &row.also].map(|it| places(it));
            lexicon.classes.push(Class { name: row.name.clone(), kin: row.kin == "yes", parts, remarks, mentions, also });
        }
        let mut named: HashMap<String, usize> = HashMap::new();
        for row in rows::<SubstanceRow>(SUBSTANCES) {
            let at = lexicon.substances.len();
            named.insert(row.name.clone(), at);
            lexicon.named.insert(words(&row.name).concat(), at);
            let classes = places(&row.classes);
            let outside = listed(&row.classes).any(|it| matches!(it, "environment" | "food" | "contact"));
            lexicon.substances.push(Substance { name: row.name.clone(), classes, is_outside: outside });
            let meaning = Meaning { substances: [at].into(), ..Meaning::default() };
            lexicon.add(&row.name, &row.spellings, Term { name: row.name.clone(), meaning, is_medicine: !outside, is_brand: false });
        }
        for row in rows::<BrandRow>(BRANDS) {
            let substances = row.ingredients.split(" + ").filter_map(|it| named.get(it).copied()).collect();
            let meaning = Meaning { substances, ..Meaning::default() };
            let name = capitalised(&row.name);
            lexicon.add(&row.name, &row.spellings, Term { name, meaning, is_medicine: true, is_brand: true });
        }
        for (at, row) in classes.iter().enumerate() {
            let meaning = Meaning { classes: [at].into(), ..Meaning::default() };
            let is_medicine = !matches!(row.name.as_str(), "environment" | "food" | "contact");
            lexicon.add(&row.name, &row.spellings, Term { name: row.name.clone(), meaning, is_medicine, is_brand: false });
        }
        for row in rows::<RemedyRow>(REMEDIES) {
            let at = lexicon.substances.len();
            lexicon.named.insert(words(&row.name).concat(), at);
            lexicon.substances.push(Substance { name: row.name.to_lowercase(), classes: Vec::new(), is_outside: false });
            // What people call sulphur when they speak of allergies is no remedy.
            if lexicon.find(&words(&row.name).concat()).is_some() {
                continue;
            }
            let meaning = Meaning { substances: [at].into(), ..Meaning::default() };
            lexicon.add(&row.name, "", Term { name: row.name.to_lowercase(), meaning, is_medicine: true, is_brand: false });
        }
        lexicon
    }

    /// A name that is taken stays with whoever had it first: a substance before the class that is called after it.
    fn add(&mut self, name: &str, spellings: &str, term: Term) {
        let at = self.terms.len();
        self.terms.push(term);
        for spelling in std::iter::once(name).chain(listed(spellings)) {
            let words = words(spelling);
            self.spellings.entry(words.concat()).or_insert(at);
            self.begun.push((words, at));
        }
    }

    /// What is spelled exactly so: its words without blanks.
    pub fn find(&self, closed: &str) -> Option<&Term> {
        self.spellings.get(closed).map(|at| &self.terms[*at])
    }

    /// The substance of that name.
    pub fn substance(&self, closed: &str) -> Option<usize> {
        self.named.get(closed).copied()
    }

    /// Every spelling, without blanks.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &Term)> {
        self.spellings.iter().map(|(spelling, at)| (spelling.as_str(), &self.terms[*at]))
    }

    /// Classes, and those that they are made of.
    pub fn with_parts(&self, classes: &BTreeSet<usize>) -> BTreeSet<usize> {
        let parts = classes.iter().flat_map(|it| self.classes[*it].parts.iter().copied());
        classes.iter().copied().chain(parts).collect()
    }

    /// The classes of whatever something means.
    pub fn classes_of(&self, meaning: &Meaning) -> BTreeSet<usize> {
        let of_substances = meaning.substances.iter().flat_map(|it| self.substances[*it].classes.iter().copied());
        self.with_parts(&meaning.classes).into_iter().chain(of_substances).collect()
    }

    /// Classes, and those that are warned of with them.
    pub fn with_others(&self, classes: &BTreeSet<usize>) -> BTreeSet<usize> {
        let also = classes.iter().flat_map(|it| self.classes[*it].also.iter().copied());
        classes.iter().copied().chain(also).collect()
    }

    /// Whether an allergy to one of a class is worth no more than to be mentioned once, either way.
    pub fn are_mentioned(&self, one: usize, other: usize) -> bool {
        self.classes[one].mentions.contains(&other) || self.classes[other].mentions.contains(&one)
    }

    /// Whether an allergy to one of a class makes a remark about the other worth while, either way.
    pub fn are_related(&self, one: usize, other: usize) -> bool {
        self.classes[one].remarks.contains(&other) || self.classes[other].remarks.contains(&one)
    }
}

/// Of a file that the program carries; a test reads each row.
fn rows<T: for<'de> Deserialize<'de>>(file: &str) -> Vec<T> {
    csv::Reader::from_reader(file.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split("; ").filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests;
