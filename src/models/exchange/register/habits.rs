//! How a register is written throughout: what one cell leaves open, its whole column may tell.

use super::age_sex::{AgeTold, LoneM, read};
use super::column::RegisterColumn;
use super::dates::{DateOrder, OrderEvidence};
use super::lines::TableLine;
use crate::locale::digits;

/// How a register writes what can be written in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    pub births: DateOrder,
    pub visits: DateOrder,
    pub lone_m: LoneM,
    /// A spreadsheet took the month for the day in the workbook's own dates.
    pub turned: bool,
}

/// What the rows show of that, one after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct HabitsEvidence {
    births: OrderEvidence,
    visits: OrderEvidence,
    /// `45F`: a letter after the number is the sex.
    sexes: u32,
    /// `45Y`: it is the unit.
    units: u32,
    /// `8m/M`: a child whose sex stands behind it, as one may stand among `45F` and `34M`.
    children: u32,
    /// `34M`, `8m` alone: too many for months, or small as months are told.
    large: u32,
    small: u32,
    /// Rows with a sex in a column of its own.
    sexes_apart: u32,
}

impl HabitsEvidence {
    pub fn see(&mut self, cells: &[String], columns: &[RegisterColumn]) {
        for (cell, column) in cells.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
            match column {
                RegisterColumn::Birth => self.births.see(cell),
                RegisterColumn::FirstVisit => self.visits.see(cell),
                RegisterColumn::Sex => self.sexes_apart += u32::from(read(cell, LoneM::Sex).is_some_and(|it| it.sex.is_some())),
                RegisterColumn::Age | RegisterColumn::AgeSex => self.see_age(cell),
                _ => {}
            }
        }
    }

    fn see_age(&mut self, cell: &str) {
        let glued: String = cell.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let letters = glued.trim_start_matches(char::is_numeric);
        match letters {
            _ if letters.len() == glued.len() => {}
            "m" => {
                let count: u32 = digits::plain(&glued[..glued.len() - 1]).parse().unwrap_or(0);
                self.large += u32::from(count > 24);
                self.small += u32::from(count <= 24 && cell.contains('m'));
            }
            "f" => self.sexes += 1,
            "y" | "d" | "yr" | "w" => self.units += 1,
            _ if letters.starts_with('m') && letters[1..].starts_with(['/', '-', ',', 'f']) => self.children += 1,
            _ if letters.starts_with('y') && letters.len() < 4 => self.units += 1,
            _ => {}
        }
    }

    pub fn habits(&self) -> Habits {
        let (births, visits) = (self.births.order(), self.visits.order());
        let of_children = if self.large > self.children { 0 } else { self.children };
        let lone_m = match (self.sexes, self.units + of_children) {
            (sexes @ 1.., units) if units * SLIPS <= sexes && self.small <= sexes => LoneM::Sex,
            (0, units @ 1..) if self.large <= units => LoneM::Months,
            (0, 0) if self.sexes_apart > 0 && self.large == 0 => LoneM::Months,
            _ => LoneM::Unsure,
        };
        let turned = self.births.is_turned() || self.visits.is_turned();
        // One hand wrote both columns.
        Habits { births: births.or(visits).unwrap_or_default(), visits: visits.or(births).unwrap_or_default(), lone_m, turned }
    }
}

/// One cell in so many is a slip of the pen.
const SLIPS: u32 = 10;

impl Habits {
    pub fn of(rows: &[TableLine], columns: &[RegisterColumn]) -> Habits {
        let mut evidence = HabitsEvidence::default();
        for row in rows {
            evidence.see(&row.cells, columns);
        }
        evidence.habits()
    }

    /// An age of which the birth date says whether it was in months or a man's in years.
    pub fn settled(years_by_birth: Option<i32>, cell: &str) -> Option<LoneM> {
        let months = read(cell, LoneM::Months)?.age.map(AgeTold::years)?;
        let man = read(cell, LoneM::Sex)?.age.map(AgeTold::years)?;
        let born = years_by_birth?;
        match ((born - months).abs() <= 1, (born - man).abs() <= 1) {
            (true, false) => Some(LoneM::Months),
            (false, true) => Some(LoneM::Sex),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Habits, LoneM};
    use crate::models::exchange::register::{columns::recognise, table::RegisterTable};

    fn lone_m(head: &str, cells: &[&str]) -> LoneM {
        let table = RegisterTable::read(&format!("Name,{head}\n{}", cells.iter().map(|it| format!("Asha Rao,{it}\n")).collect::<String>()));
        Habits::of(&table.rows, &recognise(&table)).lone_m
    }

    #[test]
    fn a_letter_after_a_number_is_what_it_is_in_the_whole_column() {
        assert_eq!(lone_m("Age/Sex", &["34M", "45F", "8mths/M"]), LoneM::Sex);
        assert_eq!(lone_m("Age", &["8M", "45Y", "34Y"]), LoneM::Months);
        assert_eq!(lone_m("Age/Sex", &["8M", "8m/F", "34/M"]), LoneM::Months);
        assert_eq!(lone_m("Age,Sex", &["8m,F", "34,M"]), LoneM::Months);
        assert_eq!(lone_m("Age/Sex", &["30M", "31M", "32M", "33M", "34M", "10D"]), LoneM::Unsure, "one cell is no column");
        assert_eq!(lone_m("Age/Sex", &["3m", "8m", "45F"]), LoneM::Unsure, "one cell is no column");
        assert_eq!(lone_m("Age,Sex", &["34M,M", "40M,M"]), LoneM::Unsure);
        assert_eq!(lone_m("Age/Sex", &["34M", "12M"]), LoneM::Unsure);
        assert_eq!(lone_m("Age/Sex", &["64F", "44M", "52M", "33F", "9m/F", "28M", "71M"]), LoneM::Sex, "one baby tells nothing of men");
        assert_eq!(lone_m("Age/Sex", &["34M", "45F", "45Y"]), LoneM::Unsure);
    }
}
