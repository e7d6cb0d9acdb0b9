//! One row of a register, and the person it becomes.

use chrono::NaiveDate;

use super::age_sex::{self, AgeSex, AgeTold, LoneM};
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
    /// As it was told.
    pub age: Option<AgeTold>,
    pub phone: Option<Phone>,
    /// Further phones of the same cell.
    pub other_phones: Vec<Phone>,
    /// Whose wife or son somebody is, as it was written.
    pub kin: String,
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

/// How many letters the remarks of a patient hold.
pub const MOST_REMARKS: usize = 4_000;

impl RegisterEntry {
    /// A hash of the record number without what is written around it.
    pub fn number_hash(&self) -> Option<u64> {
        let number = bare_number(&self.old_number);
        (!number.is_empty()).then(|| digest(number).first_chunk().copied().map_or(0, u64::from_le_bytes))
    }

    /// Reads a row, and collects every reason against it. The age is as of the first visit. Where age and birth date
    /// disagree the birth date stands, because it was copied from a paper and the age was asked; the row is doubted.
    pub fn read<'a>(
        cells: &'a [String],
        columns: &[RegisterColumn],
        habits: Habits,
        today: NaiveDate,
    ) -> Result<RegisterEntry, Vec<Message>> {
        let all = |column: RegisterColumn| columns.iter().zip(cells).filter(move |(it, _)| **it == column).map(|(_, cell)| cell.trim());
        let cell = |column: RegisterColumn| all(column).next().unwrap_or("");
        let mut reasons = Vec::new();
        let mut doubts = Vec::new();
        // What could not be read is kept with the remarks, as it was.
        let mut kept: Vec<&'a str> = Vec::new();

        let phones = phones::read(cell(RegisterColumn::Phone)).unwrap_or_else(|message| {
            doubts.push(message);
            kept.push(cell(RegisterColumn::Phone));
            phones::Phones::default()
        });
        let visited = cell(RegisterColumn::FirstVisit);
        let visit = Visit::read(visited, habits, today).unwrap_or_else(|message| {
            reasons.push(message);
            Visit::default()
        });
        if visit.is_unread {
            doubts.push(message!("import-doubt-visit", date = visited));
            kept.push(visited);
        }
        let first_visit_on = visit.on;
        let as_of = first_visit_on.or(visit.about).unwrap_or(today);
        let ages = [RegisterColumn::AgeSex, RegisterColumn::Age, RegisterColumn::Sex].map(cell);
        let written = cell(RegisterColumn::Birth);
        let said = read_age_sex(ages, habits.lone_m).ok().and_then(|it| it.age).map(age_sex::AgeTold::years);
        let birth = read_birth(written, habits, as_of, said).unwrap_or_else(|message| {
            if dates::is_meant(written) || !says_age_or_sex(ages) {
                reasons.push(message);
            } else {
                doubts.push(message!("import-doubt-birth-unread", date = written));
                kept.push(written);
            }
            None
        });
        let born = birth.map(|it| dates::whole_years(it.on, as_of));
        let name = [cell(RegisterColumn::Name), cell(RegisterColumn::Surname)].join(" ");
        let by_title = people::is_of_a_man(&name).then_some(LoneM::Sex);
        let lone_m = ages.iter().find_map(|cell| Habits::settled(born, cell)).or(by_title).unwrap_or(habits.lone_m);
        let told = read_age_sex(ages, lone_m).unwrap_or_else(|text| {
            if birth.is_some() {
                doubts.push(message!("import-doubt-age", age = text));
            } else {
                reasons.push(message!("import-refused-age", age = text));
            }
            AgeSex::default()
        });
        if told.unsure || told.is_asked {
            let doubt = if told.is_asked { "import-doubt-asked" } else { "import-doubt-months" };
            doubts.push(Message::new(doubt).with("age", ages.join(" ").trim()));
            kept.extend(ages.iter().filter(|it| !it.is_empty()));
        }
        for (date, order) in [(written, habits.births), (visited, habits.visits)] {
            if dates::is_open(date, order) || habits.turned && dates::is_turnable(date) {
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
        if people::is_a_total(&name) {
            reasons.push(message!("import-refused-total"));
        }
        let person = people::read(&name, bearer).map_err(|error| reasons.push(Message::new(error.key()))).ok();
        let title_sex = person.as_ref().and_then(|it| it.sex);
        let sex = told.sex.or(title_sex);
        if sex.is_none() && birth.is_none() && written.is_empty() && !told.unsure && !told.is_asked && reasons.is_empty() {
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
        doubts.extend(person.doubts.iter().map(|key| Message::new(*key).with("name", name.trim())));
        if visit.about.is_none() && first_visit_on.is_none() && told.age.is_some() && birth.is_some_and(|it| it.estimated) {
            doubts.push(message!("import-doubt-no-visit"));
        }
        let noted: Vec<&str> = all(RegisterColumn::Remarks).filter(|it| !it.is_empty()).collect();
        let noted_allergies: Vec<&str> = all(RegisterColumn::Allergies).filter(|it| !it.is_empty()).collect();
        let mut facts = noted.iter().map(|it| remarks::read(it)).collect::<Vec<_>>();
        // "Y" beside a column that says to what.
        let is_answer = |it: &&str| matches!(it.to_lowercase().as_str(), "y" | "yes" | "n" | "no");
        let named = noted_allergies.iter().any(|it| !is_answer(it));
        facts.extend(noted_allergies.iter().filter(|it| !(named && is_answer(it))).map(|it| remarks::read_allergies(it)));
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
        // What is longer than its place stands in the remarks, whole.
        let mut fitted = |text: &'a str, limit: usize| {
            if text.chars().count() <= limit {
                return text.to_owned();
            }
            doubts.push(message!("import-doubt-cut", start = cut(text, 40)));
            kept.push(text);
            format!("{}…", cut(text, limit - 1))
        };
        let (address, old_number) = (fitted(cell(RegisterColumn::Address), 255), fitted(cell(RegisterColumn::Number), 30));
        let remarks: Vec<&str> = noted
            .iter()
            .copied()
            .chain(noted_allergies.iter().copied().filter(|it| !(named && is_answer(it))))
            .chain([person.kin.as_deref().unwrap_or(""), person.beside.unwrap_or(""), phones.other.as_deref().unwrap_or("")])
            .chain(kept)
            .filter(|it| !it.is_empty())
            .collect();
        let remarks = remarks.join("; ");
        if remarks.chars().count() > MOST_REMARKS {
            return Err(vec![message!("import-refused-long", start = cut(&remarks, 40), most = MOST_REMARKS)]);
        }
        Ok(RegisterEntry {
            name: person.name,
            sex: sex.unwrap_or(Sex::Unknown),
            birth,
            age: told.age,
            phone: phones.phone,
            other_phones: phones.others,
            kin: person.kin.unwrap_or_default(),
            address,
            old_number,
            first_visit_on,
            allergies: listed(|it| &it.allergies),
            conditions: listed(|it| &it.conditions),
            remarks,
            doubts,
        })
    }
}

/// A record number without what is written around it: OPD11 and 11 are one number.
pub fn bare_number(number: &str) -> String {
    crate::locale::digits::plain(number).chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned()
}

/// Question marks, dashes, "NA": nobody knew.
fn says_nothing(cell: &str) -> bool {
    let word: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        word.as_str(),
        "" | "na"
            | "nil"
            | "none"
            | "unknown"
            | "null"
            | "notknown"
            | "x"
            | "notgiven"
            | "01011900"
            | "19000101"
            | "00000000"
            | "19000100"
            | "101900"
    )
}

/// No register that is brought has a visit so many years ago: a year with two digits that is to come, or a day that a program puts
/// where none is, 01/01/1900.
const OLDEST_VISIT: i32 = 60;

/// What the cell of the first visit says.
#[derive(Default)]
struct Visit {
    on: Option<NaiveDate>,
    /// Of a month or a year alone, its middle: a day to count an age from, no visit.
    about: Option<NaiveDate>,
    /// Something stands there that is no day.
    is_unread: bool,
}

impl Visit {
    fn read(cell: &str, habits: Habits, today: NaiveDate) -> Result<Visit, Message> {
        if says_nothing(cell) {
            return Ok(Visit::default());
        }
        match dates::read_visit(cell, habits.visits, today) {
            None if dates::is_meant(cell) => Err(message!("import-refused-visit", date = cell)),
            None => {
                let year = || dates::year_alone(cell).and_then(|year| NaiveDate::from_ymd_opt(year, 7, 1));
                let about = dates::month_alone(cell).or_else(year).filter(|it| *it <= today);
                Ok(Visit { on: None, about, is_unread: true })
            }
            Some(on) if on > today => Err(message!("import-refused-visit-future", date = cell)),
            Some(on) if dates::whole_years(on, today) > OLDEST_VISIT => Ok(Visit { is_unread: true, ..Visit::default() }),
            Some(on) => Ok(Visit { on: Some(on), ..Visit::default() }),
        }
    }
}

fn says_age_or_sex(cells: [&str; 3]) -> bool {
    cells.into_iter().any(|it| age_sex::read(it, LoneM::Sex).is_some_and(|it| it.age.is_some() || it.sex.is_some()))
}

/// A birth date; of a year alone, an estimate in its middle.
fn read_birth(cell: &str, habits: Habits, as_of: NaiveDate, years_told: Option<i32>) -> Result<Option<Birth>, Message> {
    if says_nothing(cell) {
        return Ok(None);
    }
    let year = dates::year_alone(cell).and_then(|year| NaiveDate::from_ymd_opt(year, 7, 1));
    if let Some(on) = year.or_else(|| dates::month_alone(cell)).filter(|on| *on <= as_of) {
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
        found = AgeSex {
            age: found.age.or(told.age),
            sex: found.sex.or(told.sex),
            unsure: found.unsure || told.unsure,
            is_asked: found.is_asked || told.is_asked,
        };
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
    fn what_is_no_day_refuses_nobody() {
        for visit in ["2019", "Jun 2019", "not known", "NULL", "old", "-do-", "#N/A"] {
            let entry = read(&format!("1,Asha Rao,34/F,,9845012345,,{visit},")).expect(visit);
            assert_eq!(entry.first_visit_on, None, "{visit}");
        }
        let entry = read("1,Asha Rao,34/F,,9845012345,,2019,").expect("an entry");
        assert_eq!((entry.birth.expect("a birth").on, entry.remarks.as_str()), (day(1985, 7, 1), "2019"));
        assert_eq!(keys(&entry.doubts), ["import-doubt-visit"]);
        for birth in ["not known", "x", "NULL", "8000"] {
            assert!(read(&format!("1,Asha Rao,34/F,{birth},9845012345,,01/06/2020,")).is_ok(), "{birth}");
        }
        assert_eq!(
            read("1,Asha Rao,30/F,May 1990,9845012345,,01/06/2020,").expect("an entry").birth.expect("a birth").on,
            day(1990, 5, 15)
        );
        assert_eq!(
            read("1,Asha Rao,29/F,15th Aug 1990,9845012345,,01/06/2020,").expect("an entry").birth.expect("a birth").on,
            day(1990, 8, 15)
        );
    }

    #[test]
    fn what_is_longer_than_its_place_stands_whole_in_the_remarks() {
        let long = "x".repeat(700);
        let entry =
            read(&format!("1,Asha Rao,34/F,,9845012345,{},01/06/2020,{long}. Allergic to sulfa", "Sion ".repeat(60))).expect("an entry");
        assert!(entry.remarks.contains(&format!("{long}. Allergic to sulfa; Sion Sion")), "{}", entry.remarks);
        assert!(entry.remarks.trim_end().ends_with("Sion"), "{}", entry.remarks);
        assert_eq!((entry.address.chars().count(), keys(&entry.doubts)), (255, vec!["import-doubt-cut"]));
        let refused = read(&format!("1,Asha Rao,34/F,,9845012345,,01/06/2020,{}", "x".repeat(4_100))).expect_err("refused");
        assert_eq!(keys(&refused), ["import-refused-long"]);
    }

    #[test]
    fn several_columns_of_allergies_are_joined() {
        let read = |text: &str| {
            let table = RegisterTable::read(text);
            let columns = recognise(&table);
            RegisterEntry::read(&table.rows[0].cells, &columns, Habits::of(&table.rows, &columns), day(2026, 11, 20)).expect("an entry")
        };
        assert_eq!(read("Name,Age/Sex,Drug allergy,Food allergy\nAsha Rao,34/F,Nil,Egg\n").allergies, ["Egg"]);
        let beside = read("Name,Age/Sex,Allergy (Y/N),Allergy details\nAsha Rao,34/F,Y,Penicillin\n");
        assert_eq!((beside.allergies, beside.remarks.as_str()), (vec!["Penicillin".to_owned()], "Penicillin"));
    }

    #[test]
    fn a_total_is_nobody() {
        for name in ["Page total", "Total", "Grand Total", "TOTAL PATIENTS", "c/f", "B/F"] {
            assert!(keys(&read(&format!("1,{name},45,,,,,")).expect_err("refused")).contains(&"import-refused-total"), "{name}");
        }
        assert!(read("1,Total Singh,45/M,,,,,").is_ok());
    }

    #[test]
    fn a_year_alone_is_an_estimate() {
        let birth = read("1,Asha Rao,F,1986,9845012345,,01/06/2020,").expect("an entry").birth.expect("a birth");
        assert_eq!((birth.on, birth.estimated), (day(1986, 7, 1), true));
    }
}
