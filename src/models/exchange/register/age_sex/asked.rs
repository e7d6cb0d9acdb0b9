//! What somebody asks in a cell of age and sex: `34 F?`, `40-45 F`.

/// A cell in which something is asked.
pub(super) struct AskedCell {
    /// As if nothing were asked.
    pub whole: String,
    /// Without what is asked.
    pub rest: String,
}

/// The cell without what is asked in it. `None` where nothing is; question marks alone say that nobody knew.
pub(super) fn without(cell: &str) -> Option<AskedCell> {
    if let Some(span) = span_of_years(cell) {
        let (before, after) = (&cell[..span.from], &cell[span.to..]);
        let more = without(after).map_or_else(|| after.to_owned(), |it| it.rest);
        return Some(AskedCell { whole: format!("{before}{}{after}", span.first).replace('?', " "), rest: format!("{before} {more}") });
    }
    let said = |part: &str| part.chars().any(char::is_alphanumeric);
    if !cell.contains('?') || !said(cell) {
        return None;
    }
    let parts: Vec<&str> = cell.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',')).collect();
    // A mark that stands alone asks for all of it.
    let asks_all = parts.iter().any(|it| it.contains('?') && !said(it));
    let rest = if asks_all { String::new() } else { parts.into_iter().filter(|it| !it.contains('?')).collect::<Vec<_>>().join(" ") };
    Some(AskedCell { whole: cell.replace('?', " "), rest })
}

/// Where a span stands in a cell, with its unit, and how it begins.
struct Span {
    from: usize,
    to: usize,
    first: String,
}

/// `40-45`, `40 to 45 yrs`: from a number to a greater one, neither with more than three digits.
fn span_of_years(cell: &str) -> Option<Span> {
    let is_digit = |c: char| c.is_ascii_digit();
    let from = cell.find(is_digit)?;
    let number = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let first = &cell[from..from + number(&cell[from..])];
    let behind = cell[from + first.len()..].trim_start();
    let last = behind.strip_prefix(['-', '–', '—']).or_else(|| behind.strip_prefix("to "))?.trim_start();
    let count = number(last);
    let after = &last[count..];
    let (one, other): (u32, u32) = (first.parse().ok()?, last[..count].parse().ok()?);
    let is_span = first.len() < 4 && count < 4 && one < other && !after.starts_with(['-', '/', '.']);
    let units = ["yrs", "years", "year", "yr", "y", "months", "mths"];
    let trimmed = after.trim_start();
    let word = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let is_unit = units.contains(&trimmed[..word].to_lowercase().as_str());
    let to = if is_unit { cell.len() - trimmed.len() + word } else { cell.len() - after.len() };
    is_span.then(|| Span { from, to, first: first.to_owned() })
}
