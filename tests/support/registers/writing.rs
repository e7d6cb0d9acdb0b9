//! Writing a register down: its cells, and its bytes.

use chrono::{Datelike, NaiveDate};
use swasthya::models::values::Sex;

use super::style::{Ages, Dates, Encoding};
use super::{Chance, Style, Told, Truth};

/// A head and the cells below it.
#[derive(Clone)]
struct Column {
    head: String,
    cells: Vec<String>,
}

/// Every column, before anything is quoted.
#[derive(Clone)]
pub struct Cells {
    columns: Vec<Column>,
    /// The cells with a quote that is never closed: column and row.
    unclosed: Vec<(String, usize)>,
}

const NUMBER: [&str; 4] = ["Reg No", "OPD No.", "UHID", "Patient ID"];
const NAME: [&str; 4] = ["Patient Name", "Name of Patient", "NAME", "Full name"];
const AGE_SEX: [&str; 4] = ["Age/Sex", "Age & Sex", "AGE / GENDER", "Sex/Age"];
const AGE: [&str; 4] = ["Age", "AGE", "Age (at visit)", "Age in years"];
const SEX: [&str; 4] = ["Sex", "Gender", "M/F", "SEX"];
const BIRTH: [&str; 4] = ["DOB", "Date of Birth", "Birth date", "D.O.B."];
const PHONE: [&str; 4] = ["Mobile", "Phone no.", "Contact Number", "Mob. No"];
const ADDRESS: [&str; 4] = ["Address", "Village", "Area / Locality", "Place"];
const VISIT: [&str; 4] = ["First Visit", "Date", "Date of visit", "Regn. Date"];
const REMARKS: [&str; 4] = ["Remarks", "Notes", "Comments", "History"];
const HINDI: [&str; 10] = ["क्रमांक", "मरीज़ का नाम", "उम्र/लिंग", "उम्र", "लिंग", "जन्म तिथि", "मोबाइल नं.", "पता", "दिनांक", "टिप्पणी"];

impl Cells {
    /// The columns in another order, with one more.
    pub fn reordered(&self, chance: &mut Chance) -> Cells {
        let mut columns = self.columns.clone();
        let count = columns.first().map_or(0, |it| it.cells.len());
        columns.push(Column { head: "Fees".to_owned(), cells: vec!["200".to_owned(); count] });
        chance.shuffle(&mut columns);
        Cells { columns, unclosed: self.unclosed.clone() }
    }

    /// Without a column: "phone".
    pub fn without(&self, what: &str) -> Cells {
        let heads: &[&str] = if what == "phone" { &[PHONE[0], PHONE[1], PHONE[2], PHONE[3], HINDI[6]] } else { &[] };
        let columns = self.columns.iter().filter(|it| !heads.contains(&it.head.as_str())).cloned().collect();
        Cells { columns, unclosed: self.unclosed.clone() }
    }
}

/// The cells of every row.
pub fn cells(chance: &mut Chance, rows: &[Truth], style: &Style) -> Cells {
    let head = |at: usize, words: [&str; 4]| if style.hindi { HINDI[at] } else { words[style.wording] }.to_owned();
    let mut columns = Vec::new();
    let mut column = |head: String, cells: Vec<String>| columns.push(Column { head, cells });
    if style.numbered {
        column(head(0, NUMBER), (1..=rows.len()).map(|it| if chance.often(40) { format!("OPD{it}") } else { it.to_string() }).collect());
    }
    column(head(1, NAME), rows.iter().map(|row| format!("{}{}", row.title, row.name)).collect());
    match style.ages {
        Ages::TwoColumns | Ages::TwoWithUnits => {
            let units = style.ages == Ages::TwoWithUnits;
            column(head(3, AGE), rows.iter().map(|row| age_alone(row.age, units)).collect());
            column(head(4, SEX), rows.iter().map(|row| if units { word(row.sex) } else { letter(row.sex) }.to_owned()).collect());
        }
        _ => column(head(2, AGE_SEX), rows.iter().map(|row| age_sex(row, style.ages)).collect()),
    }
    if style.births > 0 {
        column(head(5, BIRTH), rows.iter().map(|row| row.birth.map_or_else(String::new, |on| date(chance, on, style.dates))).collect());
    }
    column(head(6, PHONE), rows.iter().map(|row| phone(chance, row.phone.as_deref())).collect());
    column(head(7, ADDRESS), rows.iter().map(|row| row.address.clone()).collect());
    column(head(8, VISIT), rows.iter().map(|row| date(chance, row.visit, style.dates)).collect());
    column(head(9, REMARKS), rows.iter().map(|row| row.remark.text.clone()).collect());
    if style.besides {
        column(
            "Father's Name".to_owned(),
            rows.iter().map(|_| (*chance.one(&["Mohan Lal", "Abdul Rahim", "Peter Lobo"])).to_owned()).collect(),
        );
        column("Village Code".to_owned(), rows.iter().map(|_| chance.between(10, 99).to_string()).collect());
    }
    let remarks = head(9, REMARKS);
    let unclosed: Vec<_> = (0..rows.len())
        .filter(|at| !rows[*at].remark.text.is_empty() && chance.often(style.unclosed))
        .map(|at| (remarks.clone(), at))
        .collect();
    chance.shuffle(&mut columns);
    Cells { columns, unclosed }
}

/// The file.
pub fn bytes(table: &Cells, style: &Style) -> Vec<u8> {
    let mut text = String::new();
    for line in &style.above {
        text.push_str(line);
        text.push_str(style.line_end);
    }
    let count = table.columns.first().map_or(0, |it| it.cells.len());
    let delimiter = style.delimiter.to_string();
    let heads: Vec<String> = table.columns.iter().map(|it| quoted(&it.head, style)).collect();
    text.push_str(&heads.join(&delimiter));
    text.push_str(style.line_end);
    for row in 0..count {
        let cells: Vec<String> = table
            .columns
            .iter()
            .map(|it| {
                let open =
                    style.unclosed > 0 && table.unclosed.contains(&(it.head.clone(), row)) && !it.cells[row].contains(style.delimiter);
                if open { format!("\"{}", it.cells[row]) } else { quoted(&it.cells[row], style) }
            })
            .collect();
        text.push_str(&cells.join(&delimiter));
        text.push_str(style.line_end);
    }
    let sixteen = |to: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(to).collect();
    match style.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Marked => format!("\u{FEFF}{text}").into_bytes(),
        Encoding::Utf16Little => sixteen(u16::to_le_bytes, &format!("\u{FEFF}{text}")),
        Encoding::Utf16LittleUnmarked => sixteen(u16::to_le_bytes, &text),
        Encoding::Utf16Big => sixteen(u16::to_be_bytes, &format!("\u{FEFF}{text}")),
        // What the encoding cannot write would become `&#8234;`, with a delimiter in it.
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(&text.replace(['\u{202A}', '\u{202C}'], "")).0.into_owned(),
    }
}

fn quoted(cell: &str, style: &Style) -> String {
    if cell.contains([style.delimiter, '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn letter(sex: Sex) -> &'static str {
    if sex == Sex::Female { "F" } else { "M" }
}

fn word(sex: Sex) -> &'static str {
    if sex == Sex::Female { "Female" } else { "Male" }
}

fn age_sex(row: &Truth, ages: Ages) -> String {
    let sex = if ages == Ages::Words { word(row.sex) } else { letter(row.sex) };
    match (row.age, ages) {
        (None, _) => sex.to_owned(),
        // An infant stands in such a column with the unit written out.
        (Some(Told::Months(count)), Ages::Glued) => format!("{count}mths/{sex}"),
        (Some(Told::Years(count)), Ages::Glued) => format!("{count}{sex}"),
        (Some(Told::Years(count)), Ages::Words) => format!("{count} yrs {sex}"),
        (Some(Told::Months(count)), Ages::Words) => format!("{count} months {sex}"),
        (Some(Told::Years(count)), _) => format!("{count}/{sex}"),
        (Some(Told::Months(count)), _) => format!("{count}m/{sex}"),
    }
}

fn age_alone(age: Option<Told>, units: bool) -> String {
    match age {
        None => String::new(),
        Some(Told::Years(count)) if units => format!("{count}Y"),
        Some(Told::Years(count)) => count.to_string(),
        Some(Told::Months(count)) if units => format!("{count}M"),
        Some(Told::Months(count)) => format!("{count}m"),
    }
}

fn date(chance: &mut Chance, on: NaiveDate, dates: Dates) -> String {
    let dates = if dates == Dates::AsItComes { *chance.one(&[Dates::DayFirst, Dates::Named, Dates::YearFirst]) } else { dates };
    match dates {
        Dates::DayFirst | Dates::AsItComes => on.format("%d/%m/%Y").to_string(),
        // Two digits of a year say a century only of somebody's visit.
        Dates::Short if on.year() >= 2019 => on.format("%-d.%-m.%y").to_string(),
        Dates::Short => on.format("%-d.%-m.%Y").to_string(),
        Dates::Named => on.format("%d-%b-%Y").to_string(),
        Dates::YearFirst => on.format("%Y-%m-%d").to_string(),
        Dates::MonthFirst => on.format("%m/%d/%Y").to_string(),
    }
}

fn phone(chance: &mut Chance, digits: Option<&str>) -> String {
    let Some(digits) = digits else { return (*chance.one(&["", "no phone", "-", "NA"])).to_owned() };
    let (one, two) = digits.split_at(5);
    match chance.below(9) {
        0 => format!("+91{digits}"),
        1 => format!("+91-{one}-{two}"),
        2 => format!("0{digits}"),
        3 => format!("{one} {two}"),
        4 => format!("91 {} {} {}", &digits[..4], &digits[4..7], &digits[7..]),
        5 => format!("'+91 {one} {two}"),
        6 => format!("{digits} / 022-2014319"),
        7 => format!("\u{202A}+91 {one} {two}\u{202C}"),
        _ => digits.to_owned(),
    }
}
