//! A register as a table: its heads, wherever they stand, and its rows.

use super::heads;
use super::lines::{Parting, TableLine, TableRows};
use super::{age_sex, dates, phones};

/// The heads of the columns and all rows below. TableRows in which nothing stands are left out; their line numbers are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterTable {
    /// What stands above the heads: the clinic's name, the month.
    pub above: Vec<String>,
    /// Empty where the file has no heads.
    pub header: Vec<String>,
    pub rows: Vec<TableLine>,
}

/// The heads stand within so many rows from the top.
const HEADS_WITHIN: usize = 25;

impl RegisterTable {
    /// The largest file that is taken on a page, in bytes.
    pub const LARGEST: usize = 20 * 1024 * 1024;

    /// Reads the text of a file. A row may have more or fewer cells than the header.
    pub fn read(text: &str) -> RegisterTable {
        let parting = Parting::of(lines(text));
        let rows = TableRows::of(lines(text).map(str::to_owned), parting).collect();
        RegisterTable::of(rows)
    }

    /// Finds the heads among the rows: the row that says most of what registers have, else a first row that does not look like data.
    pub fn of(mut rows: Vec<TableLine>) -> RegisterTable {
        let Heads { at, above } = Heads::find(&rows);
        let header = at.map(|at| rows[at].cells.clone()).unwrap_or_default();
        let texts = above.iter().map(|at| joined(&rows[*at].cells)).collect();
        let mut place = 0;
        rows.retain(|_| {
            place += 1;
            Some(place - 1) != at && !above.contains(&(place - 1))
        });
        RegisterTable { above: texts, header, rows }
    }
}

/// Where the heads stand, and which rows above them are none of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    pub at: Option<usize>,
    pub above: Vec<usize>,
}

impl Heads {
    pub fn find(rows: &[TableLine]) -> Heads {
        let top = &rows[..rows.len().min(HEADS_WITHIN)];
        let widest = top.iter().map(|row| filled(&row.cells)).max().unwrap_or(0);
        let is_full = |row: &TableLine| filled(&row.cells) * 10 >= widest * 6;
        let may_be = |row: &TableLine| !row.cells.iter().any(|cell| looks_like_data(cell));
        let is_plain = |row: &TableLine| may_be(row) && heads::are_plain(&row.cells);
        let is_data = |row: &TableLine| !may_be(row) || !is_plain(row) && shares_a_cell(row, top);
        let first_full = top.iter().position(is_full).unwrap_or(0);
        // Below the first row of data no heads stand, and a row of data is none.
        let data = top.iter().position(|row| is_full(row) && is_data(row)).unwrap_or(top.len());
        // But for a title with a phone or a day in it: nobody's age.
        let plain = top.iter().position(is_plain).filter(|at| !top[..*at].iter().any(|row| is_full(row) && tells_age(row)));
        let data = plain.map_or(data, |at| data.max(at + 1));
        let meanings: Vec<usize> = top[..data].iter().map(|row| if may_be(row) { heads::meanings_in(&row.cells) } else { 0 }).collect();
        let most = meanings.iter().copied().max().unwrap_or(0);
        let at = if most > 1 {
            meanings.iter().position(|it| *it == most)
        } else if widest == 1 && rows.len() > 1 {
            // The first line of a list is somebody, but where it says what the lines are.
            top.iter().position(|row| row.cells.iter().any(|it| heads::said_alone(it).is_some())).filter(|at| *at < data)
        } else {
            (!top.is_empty() && first_full < data && may_be(&top[first_full])).then_some(first_full)
        };
        let end = at.unwrap_or(first_full);
        // A full row of data above the heads is a row of the register.
        let above =
            (0..end).filter(|at| filled(&rows[*at].cells) < 3 || !rows[*at].cells.iter().any(|cell| looks_like_data(cell))).collect();
        Heads { at, above }
    }
}

/// Whether a cell of a row stands again below it in another row: heads stand once, or all of them on every page.
fn shares_a_cell(row: &TableLine, all: &[TableLine]) -> bool {
    let below = || all.iter().filter(|it| it.number > row.number && it.cells != row.cells);
    let stands = |at: usize, cell: &String| below().any(|it| it.cells.get(at) == Some(cell));
    row.cells.iter().enumerate().any(|(at, cell)| cell.chars().any(char::is_alphanumeric) && stands(at, cell))
}

/// The lines of a text, whichever way they end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let old_mac = !text.contains('\n');
    text.split(move |c| c == '\n' || (old_mac && c == '\r')).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

fn joined(cells: &[String]) -> String {
    cells.iter().map(String::as_str).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|it| !it.is_empty()).count()
}

fn tells_age(row: &TableLine) -> bool {
    row.cells.iter().any(|cell| age_sex::read(cell, age_sex::LoneM::Sex).is_some_and(|it| it.age.is_some()))
}

fn looks_like_data(cell: &str) -> bool {
    let has_digit = cell.chars().any(char::is_numeric);
    has_digit
        && (cell.chars().all(char::is_numeric)
            || dates::looks_like_one(cell)
            || phones::looks_like_one(cell)
            || age_sex::read(cell, age_sex::LoneM::Sex).is_some_and(|it| it.age.is_some() || it.is_asked))
}

#[cfg(test)]
mod tests {
    use super::RegisterTable;

    #[test]
    fn blank_rows_are_passed_over_and_counted() {
        let table = RegisterTable::read("No,Name\n\n1,\"Rao, Asha\"\n,\n2,Mohan\n");
        assert_eq!(table.header, ["No", "Name"]);
        assert_eq!(table.rows.iter().map(|it| it.cells[1].as_str()).collect::<Vec<_>>(), ["Rao, Asha", "Mohan"]);
        assert_eq!(table.rows.iter().map(|it| it.number).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        assert_eq!(RegisterTable::read("No;Name\n1;Asha, R\n").rows[0].cells, ["1", "Asha, R"]);
        assert_eq!(RegisterTable::read("No\tName\n1\tAsha\n").rows[0].cells, ["1", "Asha"]);
        assert_eq!(RegisterTable::read("No,Name\r1,Asha\r").rows[0].cells, ["1", "Asha"]);
    }

    #[test]
    fn heads_are_found_below_title_lines() {
        let text = "Dr Sen's Clinic,,,\nDate: 1/1/2026,Phone: 9820011111,,\n\nSr,Patient Name,Age,Mobile\n1,Asha,34,9820011111\n2,Ravi,8,9820011111\n";
        let table = RegisterTable::read(text);
        assert_eq!(table.header, ["Sr", "Patient Name", "Age", "Mobile"]);
        assert_eq!((table.above.len(), table.rows.len(), table.rows[0].number), (2, 2, 5));
        assert_eq!(table.above[0], "Dr Sen's Clinic");
    }

    #[test]
    fn a_row_of_data_is_never_the_heads() {
        for text in [
            "1,Asha Rao,34/F,9820011111,Kurla,ok\n2,Ravi,8/M,9820011112,Kurla,ok\n3,Mina Patil,20/F,no phone,Kurla village,penicillin allergy\n4,Om,9/M,9820011113,Kurla,ok\n",
            "Asha Rao,34/F,9820011111,Kurla,ok\nMina Patil,20/F,no phone,Kurla village,penicillin allergy\n",
            "Mina Patil,F,no phone,Kurla village,penicillin allergy\nAsha Rao,F,9820011111,Kurla,ok\n",
        ] {
            let table = RegisterTable::read(text);
            assert_eq!((table.header.len(), table.rows.len(), table.above.len()), (0, text.lines().count(), 0), "{text}");
        }
        for head in ["ક્રમ,દર્દી,ઉંમર,ફોન,ગામ,નોંધ", "Nr,Who,A/S,Mob,Res,Nt", "Sr,Name,A/S,Mob,Res,Nt"]
        {
            let text = format!("{head}\n1,Asha Rao,34/F,9820011111,Kurla,ok\n2,Mina Patil,20/F,no phone,Kurla village,first visit\n");
            let table = RegisterTable::read(&text);
            assert_eq!((table.header.join(","), table.rows.len()), (head.to_owned(), 2));
        }
    }

    #[test]
    fn a_file_without_heads_loses_no_row() {
        let table = RegisterTable::read("1,Asha Rao,34/F,9820011111\n2,Ravi Rao,8/M,9820011111\n");
        assert_eq!((table.header.len(), table.rows.len()), (0, 2));
    }
}
