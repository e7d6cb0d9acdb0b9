//! Parting a file into rows and cells: what parts its cells, and where a quote was opened and never closed.
//!
//! Own code, because a CSV reader takes such a quote at its word: everything up to the next quote, many rows on, is then one cell.

use std::collections::{HashMap, VecDeque};

use crate::locale::typed;

/// A row, and the line of the file on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    pub number: u64,
    pub cells: Vec<String>,
}

/// What parts the cells, and how many a row has as a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    pub delimiter: char,
    pub width: usize,
}

/// How many lines are looked at.
const LOOKED_AT: usize = 500;

/// A cell goes over no more lines than that.
const LONGEST_CELL: usize = 30;

impl Parting {
    /// The sign that parts most lines into one number of cells, and into many.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Parting {
        let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
        let mut best = (0.0, Parting { delimiter: ',', width: 1 });
        for delimiter in [',', ';', '\t', '|'] {
            let mut widths: HashMap<usize, u32> = HashMap::new();
            for line in &lines {
                *widths.entry(split(line, delimiter, None).cells.len()).or_default() += 1;
            }
            let usual = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
            let Some((width, count)) = usual else { continue };
            let evidence = f64::from(count) * f64::from(u32::try_from(width).unwrap_or(u32::MAX)).ln();
            if evidence > best.0 {
                best = (evidence, Parting { delimiter, width });
            }
        }
        best.1
    }
}

/// The rows of a file, one after another. Blank lines are passed over, and counted.
pub struct TableRows<I: Iterator<Item = String>> {
    lines: I,
    ahead: VecDeque<String>,
    number: u64,
    parting: Parting,
}

impl<I: Iterator<Item = String>> TableRows<I> {
    pub fn of(lines: I, parting: Parting) -> TableRows<I> {
        TableRows { lines, ahead: VecDeque::new(), number: 0, parting }
    }

    /// Where the lines come from.
    pub fn source(&mut self) -> &mut I {
        &mut self.lines
    }

    fn line(&mut self) -> Option<String> {
        self.number += 1;
        self.ahead.pop_front().or_else(|| self.lines.next())
    }

    /// The cells of a row that begins with this line. A quote that is open at the line's end goes on in the next lines only if what
    /// comes out is a row, and none of those lines is one by itself.
    fn row(&mut self, line: &str) -> Vec<String> {
        let Parting { delimiter, width } = self.parting;
        let alone = split(line, delimiter, None);
        if !alone.open && (alone.cells.len() >= width || alone.quotes == 0) {
            return alone.cells;
        }
        if alone.open
            && let Some((cells, taken)) = self.over_lines(line)
        {
            self.ahead.drain(..taken);
            self.number += u64::try_from(taken).unwrap_or(0);
            return cells;
        }
        let literal = (0..alone.quotes).map(|quote| split(line, delimiter, Some(quote))).filter(|it| !it.open);
        let by_rule = literal.clone().find(|it| it.cells.len() == width);
        let cells = by_rule.or_else(|| literal.max_by_key(|it| it.cells.len())).map(|it| it.cells);
        match cells {
            Some(cells) => cells,
            None if alone.open => line.split(delimiter).map(|cell| cell.replace('"', "")).collect(),
            None => alone.cells,
        }
    }

    fn over_lines(&mut self, line: &str) -> Option<(Vec<String>, usize)> {
        let Parting { delimiter, width } = self.parting;
        let mut joined = line.to_owned();
        for taken in 1..=LONGEST_CELL {
            while self.ahead.len() < taken {
                self.ahead.push_back(self.lines.next()?);
            }
            let next = &self.ahead[taken - 1];
            let row_itself = width > 1 && next.split(delimiter).count() >= width && !closes_first(next, delimiter);
            if row_itself {
                return None;
            }
            joined.push('\n');
            joined.push_str(next);
            let read = split(&joined, delimiter, None);
            if !read.open {
                return (read.cells.len() == width).then_some((read.cells, taken));
            }
        }
        None
    }
}

impl<I: Iterator<Item = String>> Iterator for TableRows<I> {
    type Item = TableLine;

    fn next(&mut self) -> Option<TableLine> {
        loop {
            let line = self.line()?;
            let number = self.number;
            let cells: Vec<String> = self.row(&line).iter().map(|cell| clean(cell)).collect();
            if !cells.iter().all(String::is_empty) {
                return Some(TableLine { number, cells });
            }
        }
    }
}

/// Whether the first quote of a line closes a cell that was opened before: it ends a cell and begins none.
fn closes_first(line: &str, delimiter: char) -> bool {
    let Some((before, after)) = line.split_once('"') else { return false };
    let begins = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with(delimiter);
    let ends = after.is_empty() || after.starts_with(delimiter);
    ends && (!begins || before.is_empty())
}

/// A text as cells.
#[derive(Clone)]
struct Split {
    cells: Vec<String>,
    /// A quote was opened and not closed.
    open: bool,
    /// How many cells begin with a quote.
    quotes: usize,
}

/// Parts a text. A quote counts at the beginning of a cell and closes before a delimiter or the end; the `literal`-th one that opens
/// counts as nothing.
fn split(text: &str, delimiter: char, literal: Option<usize>) -> Split {
    let mut read = Split { cells: Vec::new(), open: false, quotes: 0 };
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    let mut begins = true;
    while let Some(c) = letters.next() {
        match c {
            '"' if read.open => match letters.peek() {
                Some('"') => {
                    letters.next();
                    cell.push('"');
                }
                Some(next) if *next != delimiter => cell.push('"'),
                _ => read.open = false,
            },
            '"' if begins => {
                read.open = literal != Some(read.quotes);
                read.quotes += 1;
            }
            c if c == delimiter && !read.open => {
                read.cells.push(std::mem::take(&mut cell));
                begins = true;
                continue;
            }
            c => cell.push(c),
        }
        begins &= c == ' ';
    }
    read.cells.push(cell);
    read
}

/// A cell as a person sees it: without marks that nobody sees, with plain blanks, and without the sign by which [`harmless`] keeps a
/// spreadsheet from running it.
pub fn clean(cell: &str) -> String {
    let seen: String = typed::clean(cell).chars().map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c }).collect();
    let seen = seen.trim();
    match seen.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(FORMULA) => rest.trim().to_owned(),
        _ => seen.to_owned(),
    }
}

/// What begins a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// A cell that a spreadsheet will show as text, not run as a formula.
pub fn harmless(cell: &str) -> String {
    let runs = cell.trim_start().starts_with(FORMULA) || cell.starts_with(['\t', '\r']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Parting, TableRows, clean, harmless};

    fn rows(text: &str) -> Vec<Vec<String>> {
        let parting = Parting::of(text.lines());
        TableRows::of(text.lines().map(str::to_owned), parting).map(|it| it.cells).collect()
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_no_row() {
        let all = rows("No,Name,Remarks\n1,Asha,\"pain 3 days\n2,Mohan,\"sulfa allergy\"\n3,Ravi,\n4,\"Meera,x\n");
        assert_eq!(all.len(), 5, "{all:?}");
        assert_eq!(all[1], ["1", "Asha", "pain 3 days"]);
        assert_eq!(all[2], ["2", "Mohan", "sulfa allergy"]);
        assert_eq!(all[4], ["4", "Meera", "x"]);
    }

    #[test]
    fn quotes_left_open_in_several_rows_swallow_none() {
        let all = rows("No,Remarks,Name,Phone\n1,\"pain,Asha,98\n2,\"HTN,Mohan,97\n3,,Ravi,96\n4,\"DM2,Mina,95\n");
        assert_eq!(all.iter().map(|it| it[0].as_str()).collect::<Vec<_>>(), ["No", "1", "2", "3", "4"], "{all:?}");
        assert_eq!(all[2], ["2", "HTN", "Mohan", "97"]);
    }

    #[test]
    fn a_quote_within_a_row_is_closed_where_the_row_comes_out_right() {
        let all = rows("No,Remarks,Phone,Address\n1,\"pain 3 days,9820011111,\"Bandra, Mumbai\"\n2,\"a, b\",9820011112,\"x\"\"y\"\n");
        assert_eq!(all[1], ["1", "pain 3 days", "9820011111", "Bandra, Mumbai"]);
        assert_eq!(all[2], ["2", "a, b", "9820011112", "x\"y"]);
    }

    #[test]
    fn a_cell_may_go_over_lines() {
        let all = rows("No,Address,Phone\n1,\"1/A,\nBandra, Mumbai\",9820011111\n\"2\n\",x,9820011112\n");
        assert_eq!(all[1], ["1", "1/A,\nBandra, Mumbai", "9820011111"]);
        assert_eq!(all[2], ["2", "x", "9820011112"]);
    }

    #[test]
    fn what_parts_the_cells_is_what_parts_most_rows_alike() {
        for (text, delimiter) in [
            ("No;Name;Address\n1;Asha;1/A, Bandra, Mumbai\n2;Mohan;4, Kurla\n", ';'),
            ("Dr Sen, Andheri, Mumbai\nNo\tName\tAge\n1\tAsha\t34\n", '\t'),
            ("No|Name|Address\n1|Asha|1/A, Bandra\n2|Mohan|4, Kurla\n", '|'),
            ("No,Name\n1,Asha; Rao\n", ','),
            ("Name\nAsha\n", ','),
        ] {
            assert_eq!(Parting::of(text.lines()).delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn what_was_made_harmless_is_read_back() {
        for (cell, shown) in [("=1+1", "'=1+1"), ("+919845012345", "'+919845012345"), ("-1", "'-1"), ("@x", "'@x"), ("Asha", "Asha")] {
            assert_eq!(harmless(cell), shown);
            assert_eq!(clean(&harmless(cell)), cell);
        }
        assert_eq!(clean("'tis"), "'tis");
    }

    #[test]
    fn marks_that_nobody_sees_are_no_part_of_a_cell() {
        assert_eq!(clean("\u{202A}+91\u{A0}98200 12349\u{202C}\u{200B}"), "+91 98200 12349");
        assert_eq!(clean(" a\u{B}b\u{7}\tc "), "a\nb c");
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_lost_however_it_is_quoted(lines in proptest::collection::vec("[a-c\", ]{1,12}[a-c]", 1..20)) {
            let text = lines.join("\n");
            let all = rows(&text);
            let letters = |text: &str| text.chars().filter(|c| c.is_ascii_lowercase()).count();
            let out: usize = all.iter().flatten().map(|cell| letters(cell)).sum();
            proptest::prop_assert_eq!(out, letters(&text));
        }
    }
}
