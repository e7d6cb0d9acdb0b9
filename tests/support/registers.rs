//! Registers as clinics keep them, made from a seed, each with the truth about every row: whoever reads one is held to that.

pub mod chance;
pub mod people;
pub mod remarks;
pub mod style;
pub mod writing;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use chance::Chance;
pub use people::{Told, Truth};
pub use style::Style;

/// A register, and what is true of it.
pub struct Made {
    pub seed: u64,
    pub style: Style,
    /// The file.
    pub bytes: Vec<u8>,
    /// What each row says, in the order of the rows.
    pub rows: Vec<Truth>,
    /// The rows that are one person, the earlier first.
    pub pairs: BTreeSet<(usize, usize)>,
    /// What the cells of each row are, to be written again in another shape.
    table: writing::Cells,
}

/// The day on which every register is brought.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date")
}

impl Made {
    /// A register of about so many rows, in a style that the seed chooses.
    pub fn of(seed: u64, rows: usize) -> Made {
        let mut chance = Chance::of(seed);
        let style = Style::drawn(&mut chance);
        Made::in_style(seed, rows, style)
    }

    /// The same in a given style.
    pub fn in_style(seed: u64, rows: usize, style: Style) -> Made {
        let mut chance = Chance::of(seed ^ 0x5EED);
        let rows = people::rows(&mut chance, rows, &style);
        let pairs = people::pairs(&rows);
        let table = writing::cells(&mut chance, &rows, &style);
        let bytes = writing::bytes(&table, &style);
        Made { seed, style, bytes, rows, pairs, table }
    }

    /// The same rows with the columns in another order and one more of them, in another encoding and with another delimiter.
    pub fn in_another_shape(&self) -> Vec<u8> {
        let mut chance = Chance::of(self.seed ^ 0xA5A5);
        let mut style = self.style.clone();
        style.reshape(&mut chance);
        writing::bytes(&self.table.reordered(&mut chance), &style)
    }

    /// The same rows without the column of phones, as when a register is copied by hand.
    pub fn without(&self, what: &str) -> Vec<u8> {
        let mut style = self.style.clone();
        style.reshape(&mut Chance::of(self.seed ^ 0x7777));
        writing::bytes(&self.table.without(what), &style)
    }
}

/// The seeds of this run: drawn anew each time and printed, or those of `SWASTHYA_SEEDS`, to see a failure again.
pub fn seeds(count: usize) -> Vec<u64> {
    if let Ok(given) = std::env::var("SWASTHYA_SEEDS") {
        return given.split(',').map(|it| it.trim().parse().expect("a seed")).collect();
    }
    let mut first = [0; 8];
    getrandom::fill(&mut first).expect("a seed");
    let mut chance = Chance::of(u64::from_le_bytes(first));
    let seeds: Vec<u64> = (0..count).map(|_| chance.next()).collect();
    println!("SWASTHYA_SEEDS={}", seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(","));
    seeds
}
