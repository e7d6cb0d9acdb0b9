//! Parting a file into rows and cells: what parts its cells, and where a quote was opened and never closed.
//!
//! Own code, because a CSV reader takes such a quote at its word: everything up to the next quote, many rows on, is then one cell.

use std::collections::{HashMap, VecDeque};

use super::age_sex::{self, LoneM};
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
    /// Every quote is opened and closed as it should be: what stands within two is one cell, whatever it looks like.
    pub strict: bool,
}

/// How many lines are looked at.
const LOOKED_AT: usize = 500;

/// A cell goes over no more lines than that.
const LONGEST_CELL: usize = 30;

impl Parting {
    /// The sign that parts most lines into one number of cells, and into many.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Parting {
        let lines: Vec<&str> = lines.take(LOOKED_AT).collect();
        let mut best = (0.0, Parting { delimiter: ',', width: 1, strict: false });
        for delimiter in [',', ';', '\t', '|'] {
            let strict = strict_widths(&lines, delimiter);
            let is_strict = strict.is_some();
            let plain = || lines.iter().filter(|it| !it.trim().is_empty()).map(|line| split(line, delimiter, None).cells.len()).collect();
            let mut widths: HashMap<usize, u32> = HashMap::new();
            for width in strict.unwrap_or_else(plain) {
                *widths.entry(width).or_default() += 1;
            }
            let usual = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
            let Some((width, count)) = usual else { continue };
            let evidence = f64::from(count) * f64::from(u32::try_from(width).unwrap_or(u32::MAX)).ln();
            if evidence > best.0 {
                best = (evidence, Parting { delimiter, width, strict: is_strict });
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
        let Parting { delimiter, width, .. } = self.parting;
        let alone = split(line, delimiter, None);
        if let Some(cells) = self.broken(&alone) {
            return cells;
        }
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

    /// The cells of a row that an unquoted line break parts: it and the next line are one row exactly, and the next is none by itself.
    fn broken(&mut self, alone: &Split) -> Option<Vec<String>> {
        let Parting { delimiter, width, .. } = self.parting;
        let short = |read: &Split| !read.open && read.quotes == 0 && read.cells.len() > 1 && read.cells.len() < width;
        if width < 4 || !short(alone) {
            return None;
        }
        if self.ahead.is_empty() {
            self.ahead.push_back(self.lines.next()?);
        }
        let next = split(&self.ahead[0], delimiter, None);
        let begins = |cells: &[String]| cells[0].trim().is_empty() || is_number(&cells[0]) || cells.iter().any(|it| tells_age(it));
        if !short(&next) || alone.cells.len() + next.cells.len() != width + 1 || !begins(&alone.cells) || begins(&next.cells) {
            return None;
        }
        self.ahead.pop_front();
        self.number += 1;
        let mut cells = alone.cells.clone();
        let mut rest = next.cells.into_iter();
        if let (Some(last), Some(more)) = (cells.last_mut(), rest.next()) {
            last.push('\n');
            last.push_str(&more);
        }
        cells.extend(rest);
        Some(cells)
    }

    fn over_lines(&mut self, line: &str) -> Option<(Vec<String>, usize)> {
        let Parting { delimiter, width, strict } = self.parting;
        let mut joined = line.to_owned();
        for taken in 1..=LONGEST_CELL {
            while self.ahead.len() < taken {
                self.ahead.push_back(self.lines.next()?);
            }
            let next = &self.ahead[taken - 1];
            let row_itself = width > 1 && next.split(delimiter).count() >= width && !closes_first(next, delimiter);
            joined.push('\n');
            joined.push_str(next);
            let read = split(&joined, delimiter, None);
            let is_clean = strict && read.clean;
            if row_itself && !is_clean {
                return None;
            }
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

fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(char::is_numeric) && cell.chars().count() < 7
}

fn tells_age(cell: &str) -> bool {
    age_sex::read(cell.trim(), LoneM::Sex).is_some_and(|it| it.age.is_some() && (it.sex.is_some() || cell.trim().len() < 4))
}

/// How many cells each row has if the quotes are taken at their word; nothing where one stands where none should, or is not closed.
fn strict_widths(lines: &[&str], delimiter: char) -> Option<Vec<usize>> {
    let (mut widths, mut at, mut goes_over) = (Vec::new(), 0, false);
    while at < lines.len() {
        let mut row = lines[at].to_owned();
        let mut read = split(&row, delimiter, None);
        let mut taken = 1;
        while read.open && read.clean && taken <= LONGEST_CELL && at + taken < lines.len() {
            row.push('\n');
            row.push_str(lines[at + taken]);
            read = split(&row, delimiter, None);
            taken += 1;
        }
        // What is cut off where the look ends may be closed behind it.
        let is_cut = read.open && at + taken >= lines.len() && lines.len() >= LOOKED_AT;
        if !read.clean || read.open && !is_cut {
            return None;
        }
        goes_over |= taken > 1;
        if !is_cut && !row.trim().is_empty() {
            widths.push(read.cells.len());
        }
        at += taken;
    }
    // Rows that go over lines come out as wide as most others, or the quotes were none.
    goes_over.then_some(widths)
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
    /// No quote stands where none should.
    clean: bool,
}

/// Parts a text. A quote counts at the beginning of a cell and closes before a delimiter or the end; the `literal`-th one that opens
/// counts as nothing.
fn split(text: &str, delimiter: char, literal: Option<usize>) -> Split {
    let mut read = Split { cells: Vec::new(), open: false, quotes: 0, clean: true };
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
                Some(next) if *next != delimiter => {
                    read.clean = false;
                    cell.push('"');
                }
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
            c => {
                read.clean &= c != '"';
                cell.push(c);
            }
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
    fn two_lines_in_a_cell_break_no_row() {
        let text = "Name,Age/Sex,Address,Phone,Remarks\r\nA Rao,34/F,\"1/A,\nBandra\",9111133331,penicillin allergy\r\nB Das,30/M,\"2/A,\nBandra\",9111133332,HTN";
        let all = rows(text);
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!(all[1], ["A Rao", "34/F", "1/A,\nBandra", "9111133331", "penicillin allergy"]);
        let all = rows("Name,Age/Sex,Remarks\nA Rao,34/F,\"fever\nno cough, no cold, nothing\nallergic to penicillin\"\nB Das,30/M,\n");
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!(all[1][2], "fever\nno cough, no cold, nothing\nallergic to penicillin");
        for broken in [0, 30, 35, 60, 100] {
            let row = |at: usize| {
                let sign = if at < broken { "\n" } else { " " };
                format!("{at},Asha Rao,34/F,\"1/A,{sign}Bandra, Mumbai\",98200111{at:02},allergic to penicillin\n")
            };
            let all = rows(&format!("Sr,Name,Age/Sex,Address,Phone,Remarks\n{}", (0..100).map(row).collect::<String>()));
            assert_eq!((all.len(), all.iter().all(|it| it.len() == 6)), (101, true), "{broken} of 100");
        }
    }

    #[test]
    fn a_break_that_nobody_quoted_parts_no_row_either() {
        let text = "Sr,Name,Age/Sex,Address,Phone,Remarks\n1,A Rao,34/F,1/A\nBandra,9111133331,penicillin allergy\n2,B Das,30/M,Sion,9111133332,HTN\n3,C Das,30/M\n4,D Das,31/M,Sion\n";
        let all = rows(text);
        assert_eq!(all[1], ["1", "A Rao", "34/F", "1/A\nBandra", "9111133331", "penicillin allergy"]);
        assert_eq!(all.len(), 5, "rows that end early are rows: {all:?}");
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
