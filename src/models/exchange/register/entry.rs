//! One row of a register, and the person it becomes.

use chrono::NaiveDate;

use super::age_sex::{self, AgeSex, LoneM};
use super::column::RegisterColumn;
use super::habits::Habits;
use super::people::NameBearer;
use super::{dates, people, phones, remarks};
use crate::keys::digest;
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
    /// A hash of the record number without what is written around it.
    pub fn number_hash(&self) -> Option<u64> {
        let number = bare_number(&self.old_number);
        (!number.is_empty()).then(|| digest(number).first_chunk().copied().map_or(0, u64::from_le_bytes))
    }

    /// Reads a row, and collects every reason against it. The age is as of the first visit. Where age and birth date
    /// disagree the birth date stands, because it was copied from a paper and the age was asked; the row is doubted.
    pub fn read(cells: &[String], columns: &[RegisterColumn], habits: Habits, today: NaiveDate) -> Result<RegisterEntry, Vec<Message>> {
        let all = |column: RegisterColumn| columns.iter().zip(cells).filter(move |(it, _)| **it == column).map(|(_, cell)| cell.trim());
        let cell = |column: RegisterColumn| all(column).next().unwrap_or("");
        let mut reasons = Vec::new();
        let mut doubts = Vec::new();
        // What could not be read is kept with the remarks, as it was.
        let mut kept: Vec<&str> = Vec::new();

        let phones = phones::read(cell(RegisterColumn::Phone)).unwrap_or_else(|message| {
            doubts.push(message);
            kept.push(cell(RegisterColumn::Phone));
            phones::Phones::default()
        });
        let visited = cell(RegisterColumn::FirstVisit);
        let first_visit_on = read_visit(visited, habits, today).unwrap_or_else(|message| {
            reasons.push(message);
            None
        });
        let as_of = first_visit_on.unwrap_or(today);
        let ages = [RegisterColumn::AgeSex, RegisterColumn::Age, RegisterColumn::Sex].map(cell);
        let written = cell(RegisterColumn::Birth);
        let said = read_age_sex(ages, habits.lone_m).ok().and_then(|it| it.age).map(age_sex::AgeTold::years);
        let birth = read_birth(written, habits, as_of, said).unwrap_or_else(|message| {
            reasons.push(message);
            None
        });
        let born = birth.map(|it| dates::whole_years(it.on, as_of));
        let lone_m = ages.iter().find_map(|cell| Habits::settled(born, cell)).unwrap_or(habits.lone_m);
        let told = read_age_sex(ages, lone_m).unwrap_or_else(|text| {
            if birth.is_some() {
                doubts.push(message!("import-doubt-age", age = text));
            } else {
                reasons.push(message!("import-refused-age", age = text));
            }
            AgeSex::default()
        });
        if told.unsure {
            doubts.push(message!("import-doubt-months", age = ages.join(" ").trim()));
            kept.extend(ages.iter().filter(|it| !it.is_empty()));
        }
        for (date, order) in [(written, habits.births), (visited, habits.visits)] {
            if dates::is_open(date, order) {
                doubts.push(message!("import-doubt-order", date = date));
            }
        }
        if let (Some(worked_out), Some(age)) = (born.filter(|_| birth.is_some_and(|it| !it.estimated)), told.age)
            && (worked_out - age.years()).abs() > AGREES
        {
            doubts.push(message!("import-doubt-birth", told = age.years(), worked_out = worked_out));
        }
        let birth = birth.or_else(|| told.age.and_then(|age| age.birth(as_of)));
        let bearer = NameBearer { sex: told.sex, years: birth.map(|it| dates::whole_years(it.on, as_of)) };
        let name = [cell(RegisterColumn::Name), cell(RegisterColumn::Surname)].join(" ");
        let person = people::read(&name, bearer).map_err(|error| reasons.push(Message::new(error.key()))).ok();
        let title_sex = person.as_ref().and_then(|it| it.sex);
        let sex = told.sex.or(title_sex);
        if sex.is_none() && birth.is_none() && written.is_empty() && !told.unsure && reasons.is_empty() {
            reasons.push(message!("import-refused-unknown"));
        }
        let (Some(person), true) = (person, reasons.is_empty()) else { return Err(reasons) };

        if birth.is_none() {
            doubts.push(message!("import-doubt-no-age"));
        }
        if sex.is_none() {
            doubts.push(message!("import-doubt-no-sex"));
        }
        if told.sex.is_some_and(|sex| title_sex.is_some_and(|title| title != sex)) {
            doubts.push(message!("import-doubt-title"));
        }
        if first_visit_on.is_none() && told.age.is_some() && birth.is_some_and(|it| it.estimated) {
            doubts.push(message!("import-doubt-no-visit"));
        }
        let noted: Vec<&str> = all(RegisterColumn::Remarks).filter(|it| !it.is_empty()).collect();
        let noted_allergies = cell(RegisterColumn::Allergies);
        let mut facts = noted.iter().map(|it| remarks::read(it)).collect::<Vec<_>>();
        facts.push(remarks::read_allergies(noted_allergies));
        doubts.extend(facts.iter().flat_map(|it| &it.unsure).map(|part| message!("import-doubt-remark", text = part)));
        let listed = |list: fn(&remarks::Facts) -> &Vec<String>| {
            let mut all: Vec<String> = Vec::new();
            facts.iter().flat_map(list).for_each(|it| {
                if !all.contains(it) {
                    all.push(cut(it, 120));
                }
            });
            all
        };
        let remarks: Vec<&str> = noted
            .iter()
            .copied()
            .chain([noted_allergies, person.kin.as_deref().unwrap_or(""), phones.other.as_deref().unwrap_or("")])
            .chain(kept)
            .filter(|it| !it.is_empty())
            .collect();
        Ok(RegisterEntry {
            name: person.name,
            sex: sex.unwrap_or(Sex::Unknown),
            birth,
            phone: phones.phone,
            address: cut(cell(RegisterColumn::Address), 255),
            old_number: cut(cell(RegisterColumn::Number), 30),
            first_visit_on,
            allergies: listed(|it| &it.allergies),
            conditions: listed(|it| &it.conditions),
            remarks: cut(&remarks.join("; "), 500),
            doubts,
        })
    }
}

/// A record number without what is written around it: OPD11 and 11 are one number.
pub fn bare_number(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned()
}

/// Question marks, dashes, "NA": nobody knew.
fn says_nothing(cell: &str) -> bool {
    let word: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(word.as_str(), "" | "na" | "nil" | "none" | "unknown")
}

fn read_visit(cell: &str, habits: Habits, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
    if says_nothing(cell) {
        return Ok(None);
    }
    match dates::read_visit(cell, habits.visits, today) {
        None => Err(message!("import-refused-visit", date = cell)),
        Some(on) if on > today => Err(message!("import-refused-visit-future", date = cell)),
        Some(on) => Ok(Some(on)),
    }
}

/// A birth date; of a year alone, an estimate in its middle.
fn read_birth(cell: &str, habits: Habits, as_of: NaiveDate, years_told: Option<i32>) -> Result<Option<Birth>, Message> {
    if says_nothing(cell) {
        return Ok(None);
    }
    if let Some(on) = dates::year_alone(cell).and_then(|year| NaiveDate::from_ymd_opt(year, 7, 1)).filter(|on| *on <= as_of) {
        return Ok(Some(Birth { on, estimated: true }));
    }
    match dates::read_birth(cell, habits.births, as_of, years_told) {
        None => Err(message!("import-refused-birth", date = cell)),
        Some(on) if on > as_of => Err(message!("import-refused-birth-late", date = cell)),
        Some(on) if dates::whole_years(on, as_of) > 125 => Err(message!("error-age")),
        Some(on) => Ok(Some(Birth { on, estimated: false })),
    }
}

/// What the cells for both, for age and for sex say together, or the text that says neither.
fn read_age_sex(cells: [&str; 3], lone_m: LoneM) -> Result<AgeSex, &str> {
    let mut found = AgeSex::default();
    for cell in cells.into_iter().filter(|it| !says_nothing(it)) {
        let told = age_sex::read(cell, lone_m).ok_or(cell)?;
        found = AgeSex { age: found.age.or(told.age), sex: found.sex.or(told.sex), unsure: found.unsure || told.unsure };
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
    use crate::models::exchange::register::habits::Habits;
    use crate::models::exchange::register::table::RegisterTable;
    use crate::models::exchange::{register::column::RegisterColumn, register::columns::recognise};
    use crate::models::values::{Age, Sex};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    fn read(row: &str) -> Result<RegisterEntry, Vec<Message>> {
        let table = RegisterTable::read(&format!("Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n{row}\n"));
        let columns: Vec<RegisterColumn> = recognise(&table);
        RegisterEntry::read(&table.rows[0].cells, &columns, Habits::of(&table.rows, &columns), day(2026, 11, 20))
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
        assert_eq!(keys(&reasons), ["import-refused-visit", "import-refused-birth", "import-refused-age", "error-name-missing"]);
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

    #[test]
    fn who_came_without_a_right_phone_came() {
        let entry = read("1,Asha Rao,34/F,,720754538,,01/06/2020,pays late").expect("an entry");
        assert_eq!((entry.phone, entry.remarks.as_str()), (None, "pays late; 720754538"));
        assert_eq!(keys(&entry.doubts), ["import-doubt-phone-short"]);
    }

    #[test]
    fn an_age_that_may_be_months_is_left_open_and_shown() {
        let entry = read("1,Asha Rao,34M,,9845012345,,01/06/2020,").expect("an entry");
        assert_eq!((entry.birth, entry.sex), (None, Sex::Unknown));
        assert!(keys(&entry.doubts).contains(&"import-doubt-months"), "{:?}", entry.doubts);
        assert_eq!(entry.remarks, "34M");
        let settled = read("1,Mohan Rao,34M,01/01/1986,9845012345,,01/06/2020,").expect("an entry");
        assert_eq!(settled.sex, Sex::Male, "the birth date says that it is no infant");
    }

    #[test]
    fn a_year_alone_is_an_estimate() {
        let birth = read("1,Asha Rao,F,1986,9845012345,,01/06/2020,").expect("an entry").birth.expect("a birth");
        assert_eq!((birth.on, birth.estimated), (day(1986, 7, 1), true));
    }
}
