//! One row of a register, and the person it becomes.

use chrono::NaiveDate;

use super::age_sex::{self, AgeSex};
use super::columns::RegisterColumn;
use super::{dates, people, phones, remarks};
use crate::locale::Message;
use crate::message;
use crate::models::values::{Birth, Name, Phone, Sex};

/// The person that a row becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterEntry {
    pub name: Name,
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<Phone>,
    pub address: String,
    pub old_number: String,
    pub first_visit_on: Option<NaiveDate>,
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// Everything that was remarked, as it was written, and what has no place of its own.
    pub remarks: String,
    /// What the clinic may want to look at again; none stands against the import.
    pub doubts: Vec<Message>,
}

/// An age and a birth date that differ by more years than this do not mean the same: ages are told rounded.
const AGREES: i32 = 1;

impl RegisterEntry {
    /// Reads a row, and collects every reason against it. The age is as of the first visit. Where age and birth date
    /// disagree the birth date stands, because it was copied from a paper and the age was asked; the row is doubted.
    pub fn read(cells: &[String], columns: &[RegisterColumn], today: NaiveDate) -> Result<RegisterEntry, Vec<Message>> {
        let cell =
            |column: RegisterColumn| columns.iter().position(|it| *it == column).and_then(|at| cells.get(at)).map_or("", |it| it.trim());
        let mut reasons = Vec::new();
        let mut doubts = Vec::new();

        let person = people::read(cell(RegisterColumn::Name)).map_err(|error| reasons.push(Message::new(error.key()))).ok();
        let phones = phones::read(cell(RegisterColumn::Phone)).map_err(|message| reasons.push(message)).ok();
        let first_visit_on = read_visit(cell(RegisterColumn::FirstVisit), today).unwrap_or_else(|message| {
            reasons.push(message);
            None
        });
        let told = read_age_sex(cell(RegisterColumn::AgeSex), cell(RegisterColumn::Age), cell(RegisterColumn::Sex));
        let as_of = first_visit_on.unwrap_or(today);
        let written = cell(RegisterColumn::Birth);
        let birth_on = if says_nothing(written) {
            None
        } else {
            let years = told.ok().and_then(|it| it.age).map(age_sex::AgeTold::years);
            match dates::read_birth(written, as_of, years) {
                None => {
                    reasons.push(message!("import-refused-birth", date = written));
                    None
                }
                Some(on) if on > as_of => {
                    reasons.push(message!("import-refused-birth-late", date = written));
                    None
                }
                Some(on) if dates::whole_years(on, as_of) > 125 => {
                    reasons.push(message!("error-age"));
                    None
                }
                Some(on) => Some(on),
            }
        };
        let told = match told {
            Ok(told) => told,
            Err(text) if birth_on.is_some() => {
                doubts.push(message!("import-doubt-age", age = text));
                AgeSex::default()
            }
            Err(text) => {
                reasons.push(message!("import-refused-age", age = text));
                AgeSex::default()
            }
        };
        let birth = birth_on.map(|on| Birth { on, estimated: false }).or_else(|| told.age.and_then(|age| age.birth(as_of)));
        if let (Some(on), Some(age)) = (birth_on, told.age)
            && (dates::whole_years(on, as_of) - age.years()).abs() > AGREES
        {
            doubts.push(message!("import-doubt-birth", told = age.years(), worked_out = dates::whole_years(on, as_of)));
        }
        let title_sex = person.as_ref().and_then(|it| it.sex);
        let sex = told.sex.or(title_sex);
        if sex.is_none() && birth.is_none() && written.is_empty() && reasons.is_empty() {
            reasons.push(message!("import-refused-unknown"));
        }
        let (Some(person), Some(phones), true) = (person, phones, reasons.is_empty()) else { return Err(reasons) };

        if birth.is_none() {
            doubts.push(message!("import-doubt-no-age"));
        }
        if sex.is_none() {
            doubts.push(message!("import-doubt-no-sex"));
        }
        if told.sex.is_some_and(|sex| title_sex.is_some_and(|title| title != sex)) {
            doubts.push(message!("import-doubt-title"));
        }
        if first_visit_on.is_none() && told.age.is_some() && birth_on.is_none() {
            doubts.push(message!("import-doubt-no-visit"));
        }
        let remark = cell(RegisterColumn::Remarks);
        let facts = remarks::read(remark);
        let remarks: Vec<&str> =
            [Some(remark), person.kin.as_deref(), phones.other.as_deref()].into_iter().flatten().filter(|it| !it.is_empty()).collect();
        Ok(RegisterEntry {
            name: person.name,
            sex: sex.unwrap_or(Sex::Unknown),
            birth,
            phone: phones.phone,
            address: cut(cell(RegisterColumn::Address), 255),
            old_number: cut(cell(RegisterColumn::Number), 30),
            first_visit_on,
            allergies: facts.allergies.iter().map(|it| cut(it, 120)).collect(),
            conditions: facts.conditions,
            remarks: cut(&remarks.join("; "), 500),
            doubts,
        })
    }
}

/// Question marks, dashes, "NA": nobody knew.
fn says_nothing(cell: &str) -> bool {
    let word: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(word.as_str(), "" | "na" | "nil" | "none" | "unknown")
}

fn read_visit(cell: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
    if says_nothing(cell) {
        return Ok(None);
    }
    match dates::read_visit(cell, today) {
        None => Err(message!("import-refused-visit", date = cell)),
        Some(on) if on > today => Err(message!("import-refused-visit-future", date = cell)),
        Some(on) => Ok(Some(on)),
    }
}

/// What the cells for age and sex say together, or the text that says neither.
fn read_age_sex<'a>(both: &'a str, age: &'a str, sex: &'a str) -> Result<AgeSex, &'a str> {
    let mut found = AgeSex::default();
    for cell in [both, age, sex].into_iter().filter(|it| !says_nothing(it)) {
        let told = age_sex::read(cell).ok_or(cell)?;
        found = AgeSex { age: found.age.or(told.age), sex: found.sex.or(told.sex) };
    }
    Ok(found)
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::RegisterEntry;
    use crate::locale::Message;
    use crate::models::exchange::register::table::RegisterTable;
    use crate::models::exchange::{register::columns::RegisterColumn, register::columns::recognise};
    use crate::models::values::{Age, Sex};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    fn read(row: &str) -> Result<RegisterEntry, Vec<Message>> {
        let table = RegisterTable::read(&format!("Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n{row}\n"));
        let columns: Vec<RegisterColumn> = recognise(&table);
        RegisterEntry::read(&table.rows[0].cells, &columns, day(2026, 11, 20))
    }

    fn keys(messages: &[Message]) -> Vec<&str> {
        messages.iter().map(|it| it.key.as_str()).collect()
    }

    #[test]
    fn a_row_becomes_a_person() {
        let entry = read("OPD42,Smt. POOJA KULKARNI W/o Prakash,8m/F,,7287226111 / 022-2014319,\"12/C, Kurla\",2020-06-02,sulfa allergy!!")
            .expect("an entry");
        assert_eq!(entry.name.as_str(), "Pooja Kulkarni");
        assert_eq!(entry.sex, Sex::Female);
        assert_eq!(entry.phone.expect("a phone").e164(), "+917287226111");
        assert_eq!(entry.first_visit_on, Some(day(2020, 6, 2)));
        let birth = entry.birth.expect("a birth");
        assert_eq!((birth.on, birth.estimated), (day(2019, 10, 2), true));
        assert_eq!(birth.age(day(2026, 11, 20)), Age::Years(7));
        assert_eq!(entry.allergies, ["Sulfa"]);
        assert_eq!(entry.remarks, "sulfa allergy!!; W/o Prakash; 022-2014319");
        assert_eq!(entry.old_number, "OPD42");
    }

    #[test]
    fn the_birth_date_stands_when_the_age_disagrees() {
        let entry = read("1,Asha Rao,40/F,01/01/2000,9845012345,,01/06/2020,").expect("an entry");
        assert_eq!(entry.birth.expect("a birth").on, day(2000, 1, 1));
        assert_eq!(keys(&entry.doubts), ["import-doubt-birth"]);
        let agrees = read("1,Asha Rao,19/F,01/01/2000,9845012345,,01/06/2020,").expect("an entry");
        assert!(agrees.doubts.is_empty());
    }

    #[test]
    fn every_reason_is_told_at_once() {
        let reasons = read("1,,old/F,31/02/1990,720754538,,99/99/2020,").expect_err("refused");
        assert_eq!(
            keys(&reasons),
            ["error-name-missing", "import-refused-phone-short", "import-refused-visit", "import-refused-birth", "import-refused-age"]
        );
    }

    #[test]
    fn nobody_is_born_after_the_first_visit() {
        assert_eq!(keys(&read("1,Asha Rao,1/F,01/07/2021,no phone,,01/06/2020,").expect_err("refused")), ["import-refused-birth-late"]);
        assert_eq!(keys(&read("1,Asha Rao,1/F,,no phone,,01/06/2030,").expect_err("refused")), ["import-refused-visit-future"]);
    }

    #[test]
    fn what_nobody_knew_is_left_open() {
        let sex_only = read("1,Asha Rao,F,,no phone,,01/06/2020,").expect("an entry");
        assert_eq!((sex_only.sex, sex_only.birth), (Sex::Female, None));
        let birth_only = read("1,Asha Rao,??,01-Sep-2012,no phone,,01/06/2020,").expect("an entry");
        assert_eq!(birth_only.sex, Sex::Unknown);
        assert_eq!(keys(&read("1,Asha Rao,??,,no phone,,01/06/2020,").expect_err("refused")), ["import-refused-unknown"]);
        assert_eq!(read("1,Smt. Asha Rao,??,,no phone,,01/06/2020,").expect("an entry").sex, Sex::Female);
    }
}
