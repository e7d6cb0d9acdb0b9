//! Parting a file into rows and cells: what parts its cells, and where a quote was opened and never closed.
//!
//! Own code, because a CSV reader takes such a quote at its word: everything up to the next quote, many rows on, is then one cell.

mod cell;
mod parting;
mod split;
mod torn;

use std::collections::VecDeque;

pub use self::cell::{clean, harmless};
pub use self::parting::Parting;
use self::split::{Split, closes_first, split};
pub use self::torn::Torn;
use self::torn::{Rest, is_of_somebody};

/// A row, and the line of the file on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    pub number: u64,
    pub cells: Vec<String>,
    /// What follows it may be the rest of it.
    pub torn: Option<Torn>,
}

/// A cell goes over no more lines than that.
const LONGEST_CELL: usize = 30;

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

    /// The line that is to come after so many others.
    fn line_ahead(&mut self, at: usize) -> Option<&str> {
        while self.ahead.len() <= at {
            self.ahead.push_back(self.lines.next()?);
        }
        Some(&self.ahead[at])
    }

    fn pass(&mut self, lines: usize) {
        self.ahead.drain(..lines);
        self.number += u64::try_from(lines).unwrap_or(0);
    }

    /// The cells of a row that begins with this line. A quote that is open at the line's end goes on in the next lines only if what
    /// comes out is a row, and none of those lines is one by itself.
    fn row(&mut self, line: &str) -> (Vec<String>, Option<Torn>) {
        let Parting { delimiter, width, .. } = self.parting;
        let alone = split(line, delimiter, None);
        if let Some(torn) = self.torn(line, &alone) {
            return torn;
        }
        if !alone.open && (alone.cells.len() >= width || alone.quotes == 0) {
            return (alone.cells, None);
        }
        if alone.open
            && let Some((cells, taken)) = self.over_lines(line)
        {
            self.pass(taken);
            return (cells, None);
        }
        let literal = (0..alone.quotes).map(|quote| split(line, delimiter, Some(quote))).filter(|it| !it.open);
        let by_rule = literal.clone().find(|it| it.cells.len() == width);
        let cells = by_rule.or_else(|| literal.max_by_key(|it| it.cells.len())).map(|it| it.cells);
        let cells = match cells {
            Some(cells) => cells,
            None if alone.open => line.split(delimiter).map(|cell| cell.replace('"', "")).collect(),
            None => alone.cells,
        };
        (cells, None)
    }

    /// A row that an unquoted line break tears: the lines that follow begin none. Together they are one where it comes out as wide as
    /// others; else nobody can tell which cell is which.
    fn torn(&mut self, line: &str, alone: &Split) -> Option<(Vec<String>, Option<Torn>)> {
        let Parting { delimiter, width, .. } = self.parting;
        let is_short = alone.cells.len() < width;
        if width < 4 || alone.open || alone.cells.len() < 2 || is_short && alone.quotes > 0 {
            return None;
        }
        let mut rest = Rest::default();
        while rest.lines.len() < Rest::MOST {
            let Some(next) = self.line_ahead(rest.lines.len()) else { break };
            if !rest.takes(next, delimiter, width, &alone.cells) {
                break;
            }
        }
        if rest.lines.is_empty() || !is_of_somebody(&alone.cells) {
            return None;
        }
        if !is_short || !rest.has_cells() {
            return Some((alone.cells.clone(), Some(Torn::Perhaps(rest.lines.join(" / ")))));
        }
        self.pass(rest.lines.len());
        let lines = format!("{line} / {}", rest.lines.join(" / "));
        match rest.joined_to(&alone.cells, width) {
            Ok(cells) => Some((cells, None)),
            Err(cells) => Some((cells, Some(Torn::Apart(lines)))),
        }
    }

    fn over_lines(&mut self, line: &str) -> Option<(Vec<String>, usize)> {
        let Parting { delimiter, width, strict } = self.parting;
        let mut joined = line.to_owned();
        for taken in 1..=LONGEST_CELL {
            let next = self.line_ahead(taken - 1)?;
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
            let (cells, torn) = self.row(&line);
            let cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
            if !cells.iter().all(String::is_empty) {
                return Some(TableLine { number, cells, torn });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Parting, TableRows, Torn, clean, harmless};

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
    fn a_torn_row_that_does_not_come_out_is_no_row_with_half_of_it() {
        let head = "Sr,Name,Age/Sex,Address,Phone,Remarks\n";
        let all = |text: &str| {
            let text = format!("{head}{text}2,B Das,30/M,Sion,9111133332,HTN\n3,C Das,30/M,Sion,9111133333,HTN\n");
            TableRows::of(text.lines().map(str::to_owned), Parting::of(text.lines())).skip(1).collect::<Vec<_>>()
        };
        let too_wide = all("1,A Rao,34/F,1/A\nBandra, Mumbai,9111133331,penicillin allergy\n");
        let both = "1,A Rao,34/F,1/A / Bandra, Mumbai,9111133331,penicillin allergy";
        assert_eq!((too_wide.len(), too_wide[0].torn.clone()), (3, Some(Torn::Apart(both.to_owned()))), "{too_wide:?}");
        assert_eq!(too_wide[0].cells[6..], ["Bandra", "Mumbai", "9111133331", "penicillin allergy"]);
        let over_three = all("1,A Rao,34/F,1/A\nBandra\nMumbai,9111133331,penicillin allergy\n");
        assert_eq!(over_three[0].cells[3..], ["1/A\nBandra\nMumbai", "9111133331", "penicillin allergy"]);
        let in_the_remark = all("1,A Rao,34/F,Bandra,9111133331,fever\nno cough, no cold\nallergic to penicillin\n");
        let rest = "no cough, no cold / allergic to penicillin";
        assert_eq!((in_the_remark.len(), in_the_remark[0].torn.clone()), (5, Some(Torn::Perhaps(rest.to_owned()))));
        let early = all("1,A Rao,34/F\nMrs Tara Das,40/F\nTotal 2,2\n");
        assert!(early.iter().all(|it| it.torn.is_none()), "{early:?}");
    }

    #[test]
    fn rows_that_end_early_are_no_rest() {
        for text in [
            "Name,Sex,Phone,Village,Note,More\nA Rao,F,9111133331,Sion,a,b\nB Rao,F,9111133332\nC Das,F,9111133333\nD Das,F,9111133334\n",
            "Name,Age/Sex,Phone,Village,Note\nA Rao,30/F,9111133331,Sion,a\nB Rao,20/F,9111133332\nC Das,,9111133333\n",
        ] {
            let lines: Vec<_> = TableRows::of(text.lines().map(str::to_owned), Parting::of(text.lines())).collect();
            assert_eq!((lines.len(), lines.iter().all(|it| it.torn.is_none())), (text.lines().count(), true), "{lines:?}");
        }
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
        assert_eq!((clean("'tis"), clean("'Ravi Das'"), clean("''")), ("'tis".to_owned(), "Ravi Das".to_owned(), String::new()));
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
