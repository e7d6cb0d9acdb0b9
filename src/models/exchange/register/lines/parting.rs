//! What parts the cells of a file, and how many a row has as a rule.

use std::collections::HashMap;

use super::LONGEST_CELL;
use super::split::split;

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
