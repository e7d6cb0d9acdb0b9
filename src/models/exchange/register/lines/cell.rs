//! A cell as a person sees it, and as a spreadsheet may.

use crate::locale::typed;

/// A cell as a person sees it: without marks that nobody sees, with plain blanks, and without the sign by which [`harmless`] keeps a
/// spreadsheet from running it.
pub fn clean(cell: &str) -> String {
    let seen: String = typed::clean(cell).chars().map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c }).collect();
    let seen = seen.trim();
    match seen.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(FORMULA) => rest.trim().to_owned(),
        // Some programs quote a text so.
        Some(rest) => rest.strip_suffix('\'').map_or(seen, str::trim).to_owned(),
        None => seen.to_owned(),
    }
}

/// What begins a formula, in full width too (OWASP, CSV Injection).
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell that a spreadsheet will show as text, not run as a formula.
pub fn harmless(cell: &str) -> String {
    let runs = cell.trim_start().starts_with(FORMULA) || cell.starts_with(['\t', '\r']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}
