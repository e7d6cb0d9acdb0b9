//! What each column of a register means: told by the whole words at its head and by what stands in it, each held against the other.

use super::column::RegisterColumn;
use super::heads::{self, Said, speaks_of_another};
use super::table::RegisterTable;
use super::{age_sex, dates, phones};
use crate::locale::Message;
use crate::message;
use crate::models::values::Sex;

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

/// So many columns beyond the heads may be said to be something.
const BEYOND: usize = 12;

/// So many cells overrule a head.
const MANY: usize = 8;

/// The meaning of every column. But for remarks, no meaning is given twice.
pub fn recognise(table: &RegisterTable) -> Vec<RegisterColumn> {
    let looked_at = table.rows.iter().take(LOOKED_AT).map(|row| row.cells.len()).chain([table.header.len()]).max().unwrap_or(0);
    // A cell beyond the heads may come late. One row with a thousand of them makes no thousand columns.
    let latest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(table.header.len() + BEYOND);
    let width = looked_at.max(if table.header.is_empty() { 0 } else { latest });
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
            // Days below a head that is not known may be any: a vaccination's, an operation's.
            && (meaning != RegisterColumn::FirstVisit || head(at).chars().filter(|c| c.is_alphabetic()).count() < 3)
        {
            meanings[at] = meaning;
        }
    }
    // What stands beside the heads in most rows is told of everybody; in few, those rows are shifted, and are refused. In a file of
    // refused rows, with our reasons behind them, all may be shifted.
    let comes_back = table.header.last().is_some_and(|it| heads::is_of_reasons(it));
    let last_head = table.header.iter().rposition(|it| !it.is_empty() && !heads::is_of_reasons(it));
    let looked_at = table.rows.len().min(LOOKED_AT);
    for (at, meaning) in meanings.iter_mut().enumerate().skip(last_head.map_or(width, |it| it + 1)) {
        let filled = table.rows.iter().take(LOOKED_AT).filter(|row| row.cells.get(at).is_some_and(|it| !it.is_empty())).count();
        let is_beyond = at >= table.header.len();
        *meaning = match *meaning {
            _ if !head(at).is_empty() || !is_beyond && filled == 0 => continue,
            _ if comes_back => RegisterColumn::Untold,
            RegisterColumn::Ignored if filled * 2 >= looked_at => RegisterColumn::Remarks,
            told if told != RegisterColumn::Ignored && (!is_beyond || filled * 2 >= looked_at) => continue,
            _ => RegisterColumn::Untold,
        };
    }
    meanings
}

/// What is not read of a file: each column with something in it, with its head, how many cells it has, and two of them.
pub fn not_read(header: &[String], columns: &[RegisterColumn], rows: &[&[String]]) -> Vec<Message> {
    let mut notes = Vec::new();
    for at in (0..columns.len()).filter(|at| columns[*at] == RegisterColumn::Ignored) {
        let head = header.get(at).filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| (at + 1).to_string());
        let cells: Vec<&str> = rows.iter().filter_map(|row| row.get(at)).map(String::as_str).filter(|it| !it.is_empty()).collect();
        if cells.is_empty() {
            continue;
        }
        let mut examples: Vec<&str> = Vec::new();
        for cell in &cells {
            if examples.len() < 2 && !examples.contains(cell) {
                examples.push(cell);
            }
        }
        let shown = examples.iter().map(|it| it.chars().take(40).collect::<String>()).collect::<Vec<_>>().join(", ");
        notes.push(message!("import-note-ignored", head = head, count = cells.len(), examples = shown));
    }
    notes
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
        RegisterColumn::Ignored | RegisterColumn::Untold | RegisterColumn::Allergies => true,
        RegisterColumn::Remarks | RegisterColumn::Address => !phones::looks_like_one(cell),
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
    let sex_alone =
        |cell: &str| age_sex::read(cell, age_sex::LoneM::Sex).is_some_and(|it| it.age.is_none() && it.sex.is_some() && !it.is_asked);
    if most(&phones::looks_like_one) {
        Some(RegisterColumn::Phone)
    } else if most(&dates::is_written) {
        let born_long_ago = cells.iter().filter(|cell| dates::is_before(cell, 2000)).count() * 10 >= cells.len() * 3;
        Some(if born_long_ago { RegisterColumn::Birth } else { RegisterColumn::FirstVisit })
    } else if most(&both) {
        Some(RegisterColumn::AgeSex)
    } else if most(&sex_alone) && are_both_sexes(&cells) {
        Some(RegisterColumn::Sex)
    } else if most(&|cell| cell.split_whitespace().count() >= 2 && !cell.contains(|c: char| c.is_numeric() || c == ',')) {
        Some(RegisterColumn::Name)
    } else {
        None
    }
}

/// Whether the cells are men and women, and not the letters of something else: M and S, O and B.
fn are_both_sexes(cells: &[&str]) -> bool {
    let sexes: Vec<Option<Sex>> = cells.iter().map(|cell| age_sex::read(cell, age_sex::LoneM::Sex).and_then(|it| it.sex)).collect();
    sexes.contains(&Some(Sex::Male)) && sexes.contains(&Some(Sex::Female)) && !sexes.contains(&None)
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
    fn letters_and_numbers_of_something_else_are_no_sex_and_no_visit() {
        let text = "Name,Age,Marital,BG,Receipt,LMP Date\nAsha Rao,34,M,O,45123,01/05/2025\nMina Das,20,M,O,45124,02/05/2025\n";
        assert_eq!(told(text), [Name, Age, Ignored, Ignored, Ignored, Ignored]);
        let text = "Name,Age,New,Balance\nAsha Rao,34,O,12000\nMina Das,20,N,13000\n";
        assert_eq!(told(text), [Name, Age, Ignored, Ignored]);
    }

    #[test]
    fn what_stands_beside_the_heads_is_read_where_it_stands_in_most_rows() {
        let text = "Name,Age/Sex\nAsha Rao,34/F,9820011111,sulfa allergy\nMina Das,20/F,9820011112,HTN\n";
        assert_eq!(told(text), [Name, AgeSex, Phone, Remarks]);
    }

    #[test]
    fn days_below_a_head_that_nobody_knows_are_no_visits() {
        assert_eq!(told("Name,Age/Sex,BCG\nAsha Rao,0/F,02/03/2026\nMina Das,0/F,03/03/2026\n"), [Name, AgeSex, Ignored]);
        assert_eq!(told("Name of Beneficiary,Age,Address with Pincode,Dr. Notes\n"), [Name, Age, Address, Remarks]);
    }

    #[test]
    fn a_cell_that_comes_late_may_be_said_to_be_something_and_phones_are_no_village() {
        let rows: String = (0..250).map(|at| format!("Asha Rao,34/F{}\n", if at > 240 { ",sulfa allergy" } else { "" })).collect();
        assert_eq!(told(&format!("Name,Age/Sex\n{rows}")), [Name, AgeSex, Untold]);
        assert_eq!(told("Name,Age/Sex,Village\nAsha Rao,34/F,9820011111\nMina Das,20/F,9820011112\n"), [Name, AgeSex, Phone]);
    }

    #[test]
    fn marathi_heads_are_understood() {
        let head = "अ.क्र.,रुग्णाचे नाव,वय,लिंग,मोबाईल क्रमांक,पत्ता,दिनांक,शेरा\n";
        assert_eq!(told(head), [Number, Name, Age, Sex, Phone, Address, FirstVisit, Remarks]);
    }

    #[test]
    fn what_is_not_read_is_said_with_examples() {
        let table = RegisterTable::read("Name,Age/Sex,Ward\nAsha Rao,34/F,A\nMina Das,20/F,B\nTara Das,20/F,B\n");
        let rows: Vec<&[String]> = table.rows.iter().map(|it| it.cells.as_slice()).collect();
        let notes = super::not_read(&table.header, &recognise(&table), &rows);
        assert_eq!(notes.len(), 1);
        assert!(notes[0].say(crate::locale::Locale::English).contains("Ward"), "{notes:?}");
    }

    #[test]
    fn no_meaning_is_given_twice_but_remarks() {
        assert_eq!(told("Name,Father Name,Phone,Phone 2\n"), [Name, Ignored, Phone, Ignored]);
        assert_eq!(told("Name,Drug allergy,Food allergy\n"), [Name, Allergies, Allergies]);
        assert_eq!(told("Name,Diagnosis,Drug allergy,Remarks\n"), [Name, Remarks, Allergies, Remarks]);
    }
}
