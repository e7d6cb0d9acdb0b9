//! A row that an unquoted line break tears: which of the lines after it may be its rest.

use super::split::split;
use crate::models::exchange::register::age_sex::{self, LoneM};
use crate::models::exchange::register::{dates, people, phones};

/// What may be the rest of a row, in its lines as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Torn {
    /// The row may be whole without these lines.
    Perhaps(String),
    /// It is not, and with them it does not come out as a row: all its lines.
    Apart(String),
}

/// The lines after a row that begin none.
#[derive(Default)]
pub(super) struct Rest {
    pub lines: Vec<String>,
    cells: Vec<Vec<String>>,
}

impl Rest {
    /// A row is torn over no more lines.
    pub const MOST: usize = 8;

    /// Takes the line, if it may be a part of the row that begins so.
    pub fn takes(&mut self, line: &str, delimiter: char, width: usize, first: &[String]) -> bool {
        if line.matches(delimiter).count() + 1 >= width || line.trim().is_empty() {
            return false;
        }
        let read = split(line, delimiter, None);
        let is_part = read.quotes == 0 && !begins(&read.cells) && !is_like(&read.cells, first) && !people::is_a_total(line);
        if is_part {
            self.lines.push(line.trim().to_owned());
            self.cells.push(read.cells);
        }
        is_part
    }

    /// Whether any of the lines has more than one cell.
    pub fn has_cells(&self) -> bool {
        self.cells.iter().any(|it| it.len() > 1)
    }

    /// The row with its rest, each line going on in the cell in which the one before ended. Where that is not as wide as others, the
    /// rest stands beside the row, where no row has cells.
    pub fn joined_to(self, first: &[String], width: usize) -> Result<Vec<String>, Vec<String>> {
        let mut cells = first.to_vec();
        for line in &self.cells {
            let mut parts = line.iter().cloned();
            if let (Some(last), Some(more)) = (cells.last_mut(), parts.next()) {
                last.push('\n');
                last.push_str(&more);
            }
            cells.extend(parts);
        }
        if cells.len() == width {
            return Ok(cells);
        }
        let mut beside = first.to_vec();
        beside.resize(width, String::new());
        beside.extend(self.cells.into_iter().flatten());
        Err(beside)
    }
}

/// Whether a line begins a row: by its number, or because it tells somebody's age.
fn begins(cells: &[String]) -> bool {
    cells[0].trim().is_empty() || is_number(&cells[0]) || cells.iter().any(|it| tells_age(it))
}

/// Whether a line is a row's beginning at least: it tells somebody's sex, if not more.
pub(super) fn is_of_somebody(cells: &[String]) -> bool {
    begins(cells) || cells.iter().any(|it| tells_sex(it))
}

/// Two lines with a phone, a date or a sex in the same place are two rows.
fn is_like(cells: &[String], first: &[String]) -> bool {
    let alike = |(one, other): (&String, &String)| {
        let both = |is: fn(&str) -> bool| is(one.trim()) && is(other.trim());
        both(phones::looks_like_one) || both(dates::looks_like_one) || both(tells_sex)
    };
    cells.iter().zip(first).any(alike)
}

fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(char::is_numeric) && cell.chars().count() < 7
}

fn tells_age(cell: &str) -> bool {
    age_sex::read(cell.trim(), LoneM::Sex).is_some_and(|it| it.age.is_some() && (it.sex.is_some() || cell.trim().len() < 4))
}

fn tells_sex(cell: &str) -> bool {
    age_sex::read(cell.trim(), LoneM::Sex).is_some_and(|it| it.sex.is_some())
}
