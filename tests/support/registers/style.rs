//! How one clinic keeps its register.

use super::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16LittleUnmarked,
    Utf16Big,
    Windows1252,
}

/// How dates are written, in the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// 31/05/2025
    DayFirst,
    /// 31.5.25
    Short,
    /// 31-May-2025
    Named,
    /// 2025-05-31
    YearFirst,
    /// 05/31/2025
    MonthFirst,
    /// Every way in which the day comes first.
    AsItComes,
}

/// How age and sex are written, in the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ages {
    /// One column: `34/F`, `8m/M`.
    Slash,
    /// One column: `34F`, `34M`, nobody in months.
    Glued,
    /// One column: `34 yrs Female`.
    Words,
    /// Two columns: `34`, `F`; infants in `8m`.
    TwoColumns,
    /// Two columns: `34Y`, `8M`, and `Female`.
    TwoWithUnits,
}

#[derive(Clone, Debug)]
pub struct Style {
    pub encoding: Encoding,
    pub delimiter: char,
    pub dates: Dates,
    pub ages: Ages,
    /// The heads are in Hindi, and some names.
    pub hindi: bool,
    /// Lines above the heads.
    pub above: Vec<String>,
    /// Of a hundred rows, how many have a birth date, or a title.
    pub births: usize,
    pub titles: usize,
    /// Remarks beyond the plain ones.
    pub asks_for_a_lot: bool,
    /// Of a hundred rows with a remark, how many begin it with a quote that is never closed.
    pub unclosed: usize,
    /// Columns that are nobody's business.
    pub besides: bool,
    pub line_end: &'static str,
    /// Which of the words for each head.
    pub wording: usize,
    /// Allergies have a column of their own.
    pub numbered: bool,
}

impl Style {
    pub fn drawn(chance: &mut Chance) -> Style {
        use Encoding::{Utf8, Utf8Marked, Utf16Big, Utf16Little, Utf16LittleUnmarked, Windows1252};
        let encoding = *chance.one(&[Utf8, Utf8, Utf8Marked, Utf16Little, Utf16LittleUnmarked, Utf16Big, Windows1252]);
        let titled = ["Dr Sen's Clinic, Andheri", "Patient register 2019 to 2026", "Printed on 20/11/2026, page 1"];
        let lines = [0, 0, 0, 1, 2, 3][chance.below(6)];
        Style {
            encoding,
            delimiter: *chance.one(&[',', ',', ';', '\t', '|']),
            dates: *chance.one(&[Dates::DayFirst, Dates::Short, Dates::Named, Dates::YearFirst, Dates::MonthFirst, Dates::AsItComes]),
            ages: *chance.one(&[Ages::Slash, Ages::Glued, Ages::Words, Ages::TwoColumns, Ages::TwoWithUnits]),
            hindi: encoding != Windows1252 && chance.often(35),
            above: titled.iter().take(lines).map(|it| (*it).to_owned()).collect(),
            births: *chance.one(&[0, 30, 100]),
            titles: *chance.one(&[0, 10, 40]),
            asks_for_a_lot: encoding != Windows1252 && chance.often(70),
            unclosed: *chance.one(&[0, 0, 5]),
            besides: chance.often(50),
            line_end: if chance.often(50) { "\r\n" } else { "\n" },
            wording: chance.below(4),
            numbered: chance.often(80),
        }
    }

    /// The register that the measure of duplicates stands on: as most clinics keep theirs.
    pub fn usual() -> Style {
        Style {
            encoding: Encoding::Utf8,
            delimiter: ',',
            dates: Dates::AsItComes,
            ages: Ages::Slash,
            hindi: false,
            above: Vec::new(),
            births: 30,
            titles: 10,
            asks_for_a_lot: false,
            unclosed: 0,
            besides: false,
            line_end: "\n",
            wording: 0,
            numbered: true,
        }
    }

    /// Another encoding and delimiter, as when a file is saved again.
    pub fn reshape(&mut self, chance: &mut Chance) {
        self.encoding = *chance.one(&[Encoding::Utf8, Encoding::Utf8Marked, Encoding::Utf16Little]);
        self.delimiter = *chance.one(&[',', ';', '\t']);
        self.above.clear();
        self.unclosed = 0;
    }
}
