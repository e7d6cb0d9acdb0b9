//! A text as cells, its quotes taken at their word or as letters.

/// A text as cells.
#[derive(Clone)]
pub(super) struct Split {
    pub cells: Vec<String>,
    /// A quote was opened and not closed.
    pub open: bool,
    /// How many cells begin with a quote.
    pub quotes: usize,
    /// No quote stands where none should.
    pub clean: bool,
}

/// Parts a text. A quote counts at the beginning of a cell and closes before a delimiter or the end; the `literal`-th one that opens
/// counts as nothing.
pub(super) fn split(text: &str, delimiter: char, literal: Option<usize>) -> Split {
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

/// Whether the first quote of a line closes a cell that was opened before: it ends a cell and begins none.
pub(super) fn closes_first(line: &str, delimiter: char) -> bool {
    let Some((before, after)) = line.split_once('"') else { return false };
    let begins = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with(delimiter);
    let ends = after.is_empty() || after.starts_with(delimiter);
    ends && (!begins || before.is_empty())
}
