//! Brands whose form is known though nobody writes it, the strengths in which they come, and those of which every tablet is made so
//! that it must stay whole.

use std::sync::LazyLock;

use serde::Deserialize;

use super::strength::Strength;
use super::{DoseUnit, Made};

const BRANDS: &str = include_str!("brands.csv");

/// One brand.
pub(super) struct Brand {
    words: Vec<String>,
    /// The strengths in which it has this form; none for any.
    strengths: Vec<String>,
    pub(super) unit: DoseUnit,
    pub(super) made: Made,
    /// The strengths of what is swallowed in drops or by the spoon: milligrams in so many millilitres, `250/5`.
    liquids: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    unit: String,
    strengths: String,
    made: String,
    liquids: String,
}

fn brands() -> &'static [Brand] {
    static READ: LazyLock<Vec<Brand>> = LazyLock::new(|| {
        let rows = csv::Reader::from_reader(BRANDS.as_bytes()).into_deserialize::<Row>().filter_map(Result::ok);
        let listed = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
        let brand = |row: Row| Brand {
            words: listed(&row.name),
            strengths: listed(&row.strengths),
            liquids: listed(&row.liquids),
            unit: DoseUnit::of_stored(&row.unit),
            made: match row.made.as_str() {
                "enteric" => Made::Enteric,
                "slow" => Made::Slow,
                _ => Made::Plain,
            },
        };
        rows.map(brand).collect()
    });
    &READ
}

/// The brand that these words begin with, the longest. `words` have no form in front.
pub(super) fn brand(words: &[&str]) -> Option<&'static Brand> {
    let begins = |it: &&Brand| it.words.len() <= words.len() && it.words.iter().zip(words).all(|(brand, word)| brand == word);
    brands().iter().filter(begins).max_by_key(|it| it.words.len())
}

impl Brand {
    /// Whether the form holds for what these words name: a syrup may have the same brand in another strength.
    pub(super) fn has_form(&self, words: &[&str]) -> bool {
        let number = |word: &&str| word.trim_end_matches(|it: char| it.is_alphabetic()).to_owned();
        self.strengths.is_empty() || words.iter().any(|it| self.strengths.contains(&number(it)))
    }

    /// What the one number behind the brand tells to be in it, where it comes in that strength as what is counted so.
    pub(super) fn strength(&self, text: &str, unit: DoseUnit) -> Option<Strength> {
        let mut numbers = text.split([' ', ',', '(', ')', '-']).filter(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let (Some(told), None) = (numbers.next(), numbers.next()) else { return None };
        let number = told.strip_suffix("mg").unwrap_or(told);
        let is_told = |it: &&String| **it == number || it.split_once('/').is_some_and(|(mass, _)| mass == number);
        match unit {
            DoseUnit::Tablet | DoseUnit::Capsule => {
                self.strengths.iter().find(|it| *it == number).and_then(|it| Strength::parse(&format!("{it} mg")))
            }
            DoseUnit::Ml | DoseUnit::Drop | DoseUnit::Unsaid => {
                let (mass, volume) = self.liquids.iter().find(is_told)?.split_once('/')?;
                Strength::parse(&format!("{mass} mg/{volume} ml"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BRANDS, DoseUnit, Row};

    #[test]
    fn every_row_has_a_known_unit_and_a_source() {
        let rows: Vec<Row> = csv::Reader::from_reader(BRANDS.as_bytes()).into_deserialize().collect::<Result<_, _>>().expect("rows");
        for row in rows {
            assert!(row.unit.is_empty() || DoseUnit::of_stored(&row.unit).is_said(), "{}", row.name);
            let is_liquid =
                |it: &str| it.split_once('/').is_some_and(|(mass, volume)| mass.parse::<u16>().is_ok() && matches!(volume, "1" | "5"));
            assert!(row.liquids.split_whitespace().all(is_liquid), "{}", row.name);
            assert!(matches!(row.made.as_str(), "" | "enteric" | "slow"), "{}", row.name);
        }
        let header = BRANDS.lines().next().unwrap_or_default();
        assert!(header.ends_with(",source") && BRANDS.lines().skip(1).all(|it| it.ends_with("general")));
    }
}
