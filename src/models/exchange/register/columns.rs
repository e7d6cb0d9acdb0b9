//! What each column of a register means: told by the words at its head, in English or Hindi, else by what stands in it.

use super::table::RegisterTable;
use super::{age_sex, dates, phones};
use crate::text_enum;

text_enum! {
    keys "import-column";
    /// What a column holds.
    RegisterColumn {
        Ignored = "ignored",
        Number = "number",
        Name = "name",
        AgeSex = "age_sex",
        Age = "age",
        Sex = "sex",
        Birth = "birth",
        Phone = "phone",
        Address = "address",
        FirstVisit = "first_visit",
        Remarks = "remarks",
    }
}

impl RegisterColumn {
    /// Words that say it, the more particular first.
    fn words(self) -> &'static [&'static str] {
        match self {
            RegisterColumn::Ignored => &[],
            RegisterColumn::AgeSex => &["agesex", "ageandsex", "agegender", "sexage", "आयुलिंग", "उम्रलिंग"],
            RegisterColumn::Birth => &["dob", "birthdate", "dateofbirth", "birth", "जन्मतिथि", "जन्म"],
            RegisterColumn::FirstVisit => &[
                "firstvisit",
                "visitdate",
                "dateofvisit",
                "regdate",
                "registrationdate",
                "visit",
                "date",
                "पहलीबार",
                "तारीख",
                "दिनांक",
                "तिथि",
            ],
            RegisterColumn::Number => &[
                "regno",
                "opdno",
                "opno",
                "uhid",
                "mrno",
                "patientid",
                "recordno",
                "serialno",
                "srno",
                "sno",
                "क्रमांक",
                "क्रम",
                "रजिनं",
                "no",
            ],
            RegisterColumn::Phone => &["mobile", "phone", "contact", "cell", "tel", "whatsapp", "मोबाइल", "फोन", "दूरभाष", "संपर्क"],
            RegisterColumn::Name => &["patientname", "fullname", "name", "patient", "मरीज", "रोगी", "नाम"],
            RegisterColumn::Age => &["age", "आयु", "उम्र"],
            RegisterColumn::Sex => &["sex", "gender", "लिंग"],
            RegisterColumn::Address => &["address", "area", "locality", "place", "village", "city", "पता", "गांव"],
            RegisterColumn::Remarks => &["remarks", "remark", "notes", "note", "comment", "history", "diagnosis", "टिप्पणी", "विवरण"],
        }
    }
}

/// The order in which meanings look for their column: the particular before the general ("Patient ID" is no name).
const ORDER: [RegisterColumn; 10] = [
    RegisterColumn::AgeSex,
    RegisterColumn::Birth,
    RegisterColumn::FirstVisit,
    RegisterColumn::Phone,
    RegisterColumn::Number,
    RegisterColumn::Name,
    RegisterColumn::Age,
    RegisterColumn::Sex,
    RegisterColumn::Address,
    RegisterColumn::Remarks,
];

/// How many rows are looked at to tell a column by what stands in it.
const LOOKED_AT: usize = 200;

/// The meaning of every column. No meaning is given twice.
pub fn recognise(table: &RegisterTable) -> Vec<RegisterColumn> {
    let width = table.rows.iter().take(LOOKED_AT).map(|row| row.cells.len()).chain([table.header.len()]).max().unwrap_or(0);
    let heads: Vec<String> = (0..width).map(|at| folded(table.header.get(at).map_or("", String::as_str))).collect();
    let mut meanings = vec![RegisterColumn::Ignored; width];
    for meaning in ORDER {
        let free = |at: &usize| meanings[*at] == RegisterColumn::Ignored && !heads[*at].is_empty();
        let by_word = |whole: bool| {
            meaning.words().iter().find_map(|word| {
                (0..width).filter(free).find(|at| if whole { heads[*at] == *word } else { word.len() > 2 && heads[*at].contains(word) })
            })
        };
        if let Some(at) = by_word(true).or_else(|| by_word(false)) {
            meanings[at] = meaning;
        }
    }
    for at in 0..width {
        if meanings[at] == RegisterColumn::Ignored
            && let Some(meaning) = by_content(table, at)
            && !meanings.contains(&meaning)
        {
            meanings[at] = meaning;
        }
    }
    meanings
}

/// Head words without what is not a letter or digit; the dot below and the dot of abbreviations do not count.
fn folded(head: &str) -> String {
    let is_mark = |c: char| ('\u{900}'..='\u{97F}').contains(&c) && c != '\u{93C}' && c != '।';
    head.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// What most cells of a column look like.
fn by_content(table: &RegisterTable, at: usize) -> Option<RegisterColumn> {
    let cells: Vec<&str> =
        table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(at)).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 10 >= cells.len() * 7;
    if most(&|cell| phones::read(cell).is_ok_and(|it| it.phone.is_some())) {
        Some(RegisterColumn::Phone)
    } else if most(&|cell| dates::looks_like_one(cell)) {
        Some(RegisterColumn::FirstVisit)
    } else if most(&|cell| age_sex::read(cell).is_some_and(|it| it.age.is_some() && it.sex.is_some())) {
        Some(RegisterColumn::AgeSex)
    } else if most(&|cell| cell.split_whitespace().count() >= 2 && !cell.contains(|c: char| c.is_ascii_digit() || c == ',')) {
        Some(RegisterColumn::Name)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{RegisterColumn, recognise};
    use crate::models::exchange::register::table::RegisterTable;

    #[test]
    fn english_heads_are_understood() {
        let table = RegisterTable::read("Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n");
        let expected = [
            RegisterColumn::Number,
            RegisterColumn::Name,
            RegisterColumn::AgeSex,
            RegisterColumn::Birth,
            RegisterColumn::Phone,
            RegisterColumn::Address,
            RegisterColumn::FirstVisit,
            RegisterColumn::Remarks,
        ];
        assert_eq!(recognise(&table), expected);
    }

    #[test]
    fn hindi_heads_are_understood() {
        let table = RegisterTable::read("क्रमांक,मरीज़ का नाम,उम्र,लिंग,जन्म तिथि,मोबाइल नं.,पता,दिनांक,टिप्पणी\n");
        let expected = [
            RegisterColumn::Number,
            RegisterColumn::Name,
            RegisterColumn::Age,
            RegisterColumn::Sex,
            RegisterColumn::Birth,
            RegisterColumn::Phone,
            RegisterColumn::Address,
            RegisterColumn::FirstVisit,
            RegisterColumn::Remarks,
        ];
        assert_eq!(recognise(&table), expected);
    }

    #[test]
    fn a_column_without_a_head_is_told_by_what_stands_in_it() {
        let table = RegisterTable::read("A,B,C,D\nAsha Rao,98450 12345,34/F,01/02/2020\nMohan Das,9820011111,8m/M,3.4.21\n");
        assert_eq!(recognise(&table), [RegisterColumn::Name, RegisterColumn::Phone, RegisterColumn::AgeSex, RegisterColumn::FirstVisit]);
    }

    #[test]
    fn no_meaning_is_given_twice() {
        let table = RegisterTable::read("Name,Father Name,Phone,Phone 2\n");
        assert_eq!(recognise(&table), [RegisterColumn::Name, RegisterColumn::Ignored, RegisterColumn::Phone, RegisterColumn::Ignored]);
    }
}
