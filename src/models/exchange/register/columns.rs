//! What each column of a register means: told by the whole words at its head and by what stands in it, each held against the other.

use super::column::RegisterColumn;
use super::heads::{Said, speaks_of_another};
use super::table::RegisterTable;
use super::{age_sex, dates, phones};

/// The order in which meanings look for their column: the particular before the general ("Patient ID" is no name).
const ORDER: [RegisterColumn; 12] = [
    RegisterColumn::AgeSex,
    RegisterColumn::Birth,
    RegisterColumn::Allergies,
    RegisterColumn::Phone,
    RegisterColumn::FirstVisit,
    RegisterColumn::Surname,
    RegisterColumn::Number,
    RegisterColumn::Name,
    RegisterColumn::Age,
    RegisterColumn::Sex,
    RegisterColumn::Address,
    RegisterColumn::Remarks,
];

/// How many rows are looked at to tell a column by what stands in it.
const LOOKED_AT: usize = 200;

/// A column's head said something else than its cells if fewer than so many of a hundred agree.
const FEWEST: usize = 30;

/// So many cells overrule a head.
const MANY: usize = 8;

/// The meaning of every column. But for remarks, no meaning is given twice.
pub fn recognise(table: &RegisterTable) -> Vec<RegisterColumn> {
    let width = table.rows.iter().take(LOOKED_AT).map(|row| row.cells.len()).chain([table.header.len()]).max().unwrap_or(0);
    let head = |at: usize| table.header.get(at).map_or("", String::as_str);
    let mut meanings = vec![RegisterColumn::Ignored; width];
    for meaning in ORDER {
        let mut said: Vec<(Said, usize, usize)> = (0..width)
            .filter(|at| meanings[*at] == RegisterColumn::Ignored)
            .filter_map(|at| Some((meaning.said(head(at))?, percent(table, at, meaning), at)))
            .filter(|(_, fits, at)| *fits >= FEWEST || !speak_otherwise(table, *at, meaning))
            .collect();
        // The plainest head; of two the one whose cells fit better, of those the first.
        said.sort_by_key(|(said, fits, at)| (std::cmp::Reverse((*said, *fits / 20)), *at));
        let most = if meaning.may_repeat() { said.len() } else { 1 };
        for (_, _, at) in said.into_iter().take(most) {
            meanings[at] = meaning;
        }
    }
    for at in 0..width {
        if meanings[at] == RegisterColumn::Ignored
            && !speaks_of_another(head(at))
            && let Some(meaning) = by_content(table, at)
            && !meanings.contains(&meaning)
        {
            meanings[at] = meaning;
        }
    }
    meanings
}

/// Whether cells that do not fit are many, or plainly something else.
fn speak_otherwise(table: &RegisterTable, at: usize, meaning: RegisterColumn) -> bool {
    cells(table, at).len() >= MANY || by_content(table, at).is_some_and(|it| it != meaning)
}

fn cells(table: &RegisterTable, at: usize) -> Vec<&str> {
    let all = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(at)).map(String::as_str);
    all.filter(|cell| cell.chars().any(char::is_alphanumeric) && !phones::says_none(cell)).collect()
}

/// Of a hundred cells in which something stands, how many look so; all, where nothing stands.
fn percent(table: &RegisterTable, at: usize, meaning: RegisterColumn) -> usize {
    let cells = cells(table, at);
    cells.iter().filter(|cell| fits(meaning, cell)).count() * 100 / cells.len().max(1) + usize::from(cells.is_empty()) * 100
}

/// Whether a cell looks like it.
fn fits(column: RegisterColumn, cell: &str) -> bool {
    let age_or_sex = || age_sex::read(cell, age_sex::LoneM::Sex);
    match column {
        RegisterColumn::Ignored | RegisterColumn::Remarks | RegisterColumn::Allergies | RegisterColumn::Address => true,
        RegisterColumn::Number => cell.chars().count() <= 30,
        RegisterColumn::Name | RegisterColumn::Surname => cell.chars().any(char::is_alphabetic) && !phones::looks_like_one(cell),
        RegisterColumn::AgeSex | RegisterColumn::Age | RegisterColumn::Sex => age_or_sex().is_some(),
        RegisterColumn::Birth | RegisterColumn::FirstVisit => dates::looks_like_one(cell) || dates::year_alone(cell).is_some(),
        RegisterColumn::Phone => cell.chars().filter(|c| c.is_numeric()).count() >= 6,
    }
}

/// What most cells of a column look like.
fn by_content(table: &RegisterTable, at: usize) -> Option<RegisterColumn> {
    let cells = cells(table, at);
    let most = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 10 >= cells.len() * 7;
    let both = |cell: &str| age_sex::read(cell, age_sex::LoneM::Sex).is_some_and(|it| it.age.is_some() && it.sex.is_some());
    let sex_alone = |cell: &str| age_sex::read(cell, age_sex::LoneM::Sex).is_some_and(|it| it.age.is_none() && it.sex.is_some());
    if most(&phones::looks_like_one) {
        Some(RegisterColumn::Phone)
    } else if most(&dates::looks_like_one) {
        let born_long_ago = cells.iter().filter(|cell| dates::is_before(cell, 2000)).count() * 10 >= cells.len() * 3;
        Some(if born_long_ago { RegisterColumn::Birth } else { RegisterColumn::FirstVisit })
    } else if most(&both) {
        Some(RegisterColumn::AgeSex)
    } else if most(&sex_alone) {
        Some(RegisterColumn::Sex)
    } else if most(&|cell| cell.split_whitespace().count() >= 2 && !cell.contains(|c: char| c.is_numeric() || c == ',')) {
        Some(RegisterColumn::Name)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{RegisterColumn, RegisterColumn::*, recognise};
    use crate::models::exchange::register::table::RegisterTable;

    fn told(text: &str) -> Vec<RegisterColumn> {
        recognise(&RegisterTable::read(text))
    }

    #[test]
    fn english_heads_are_understood() {
        let head = "Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n";
        assert_eq!(told(head), [Number, Name, AgeSex, Birth, Phone, Address, FirstVisit, Remarks]);
    }

    #[test]
    fn hindi_heads_are_understood() {
        let head = "क्रमांक,मरीज़ का नाम,उम्र,लिंग,जन्म तिथि,मोबाइल नं.,पता,दिनांक,टिप्पणी\n";
        assert_eq!(told(head), [Number, Name, Age, Sex, Birth, Phone, Address, FirstVisit, Remarks]);
    }

    #[test]
    fn a_column_without_a_head_is_told_by_what_stands_in_it() {
        let text = "A,B,C,D\nAsha Rao,98450 12345,34/F,01/02/2020\nMohan Das,9820011111,8m/M,3.4.21\n";
        assert_eq!(told(text), [Name, Phone, AgeSex, FirstVisit]);
    }

    #[test]
    fn a_village_is_no_age_and_a_father_no_patient() {
        let text =
            "Sr,Village,Father Name,Patient,Age,Phone\n1,Kurla,Mohan Rao,Asha Rao,34,9820011111\n2,Bandra,Ravi Das,Mina Das,8,9820011112\n";
        assert_eq!(told(text), [Number, Address, Ignored, Name, Age, Phone]);
    }

    #[test]
    fn cells_overrule_a_head_that_says_something_else() {
        let text = "Name,Contact,Age\nAsha Rao,Mohan Rao,9820011111\nMina Das,Ravi Das,9820011112\n";
        assert_eq!(told(text), [Name, Ignored, Phone]);
    }

    #[test]
    fn no_meaning_is_given_twice_but_remarks() {
        assert_eq!(told("Name,Father Name,Phone,Phone 2\n"), [Name, Ignored, Phone, Ignored]);
        assert_eq!(told("Name,Diagnosis,Drug allergy,Remarks\n"), [Name, Remarks, Allergies, Remarks]);
    }
}
