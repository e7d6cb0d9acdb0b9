//! A clinic's old register: a file of rows as clinics keep them, and what each row becomes. Only [`importing`] knows a
//! database.
pub mod age_sex;
pub mod column;
pub mod columns;
pub mod dates;
pub mod duplicates;
pub mod encoding;
pub mod entry;
pub mod file;
pub mod habits;
pub mod heads;
pub mod identity;
pub mod importing;
pub mod lines;
pub mod people;
pub mod phones;
pub mod remarks;
pub mod substances;
pub mod table;
pub mod workbook;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::db::ids::ClinicId;
use crate::keys::digest;
use crate::locale::Message;
use crate::message;
use column::RegisterColumn;
use entry::RegisterEntry;
use habits::Habits;
use table::RegisterTable;

/// A row of the register, and what becomes of it.
#[derive(Clone, Debug)]
pub struct RegisterRow {
    /// The line of the file.
    pub number: u64,
    pub cells: Vec<String>,
    /// What makes the row the same row when the file is brought again: SHA-256 of the clinic and the row's text.
    pub key: [u8; 32],
    /// The person, or every reason against.
    pub outcome: Result<RegisterEntry, Vec<Message>>,
}

/// A whole register, understood.
#[derive(Clone, Debug)]
pub struct Register {
    /// What stands above the heads.
    pub above: Vec<String>,
    pub header: Vec<String>,
    pub rows: Vec<RegisterRow>,
}

impl Register {
    /// Reads every row with these meanings of the columns. `today` is the day on which the file is brought.
    pub fn read(table: RegisterTable, columns: &[RegisterColumn], clinic: ClinicId, today: NaiveDate) -> Register {
        let mut seen: HashMap<[u8; 32], u64> = HashMap::new();
        let habits = Habits::of(&table.rows, columns);
        let mut rows: Vec<RegisterRow> = Vec::with_capacity(table.rows.len());
        for line in table.rows {
            let key = key_of(clinic, &line.cells);
            let mut outcome = RegisterEntry::read(&line.cells, columns, habits, today);
            if line.cells == table.header {
                // Printed registers have the heads on every page.
                outcome = Err(vec![message!("import-refused-heads")]);
            } else if let Some(first) = seen.get(&key) {
                outcome = Err(vec![message!("import-refused-repeated", line = first)]);
            } else {
                seen.insert(key, line.number);
            }
            rows.push(RegisterRow { number: line.number, cells: line.cells, key, outcome });
        }
        let mut uses: HashMap<String, usize> = HashMap::new();
        for entry in rows.iter().filter_map(|row| row.outcome.as_ref().ok()).filter(|it| !it.old_number.is_empty()) {
            *uses.entry(bare_number(&entry.old_number)).or_default() += 1;
        }
        for entry in rows.iter_mut().filter_map(|row| row.outcome.as_mut().ok()) {
            if uses.get(&bare_number(&entry.old_number)).is_some_and(|count| *count > 1) {
                entry.doubts.push(message!("import-doubt-number", number = &entry.old_number));
            }
        }
        Register { above: table.above, header: table.header, rows }
    }

    /// The rows that can be imported.
    pub fn valid(&self) -> impl Iterator<Item = (&RegisterRow, &RegisterEntry)> {
        self.rows.iter().filter_map(|row| Some((row, row.outcome.as_ref().ok()?)))
    }

    /// The rows that cannot, with the reasons.
    pub fn refused(&self) -> impl Iterator<Item = (&RegisterRow, &[Message])> {
        self.rows.iter().filter_map(|row| Some((row, row.outcome.as_ref().err()?.as_slice())))
    }

    /// How many rows each reason is against, most first, by the Fluent key of its few words. A row with two reasons counts
    /// under both.
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for message in self.refused().flat_map(|(_, reasons)| reasons) {
            *counts.entry(&message.key).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> =
            counts.into_iter().map(|(key, count)| (key.replace("-refused-", "-reason-"), count)).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }

    /// The rows of which something is unsure.
    pub fn unsure(&self) -> usize {
        self.valid().filter(|(_, entry)| !entry.doubts.is_empty()).count()
    }

    /// The refused rows as a file, each with its reasons in the last column. No cell of it can run as a formula.
    pub fn refused_csv(&self, reason_head: &str, say: impl Fn(&Message) -> String) -> String {
        let mut writer = csv::Writer::from_writer(vec![]);
        let width = self.rows.iter().map(|row| row.cells.len()).chain([self.header.len()]).max().unwrap_or(0);
        let mut write = |cells: &[String], last: &str| {
            let padding = std::iter::repeat_n("", width - cells.len());
            let cells = cells.iter().map(String::as_str).chain(padding).chain([last]).map(lines::harmless);
            writer.write_record(cells.collect::<Vec<_>>())
        };
        let written = write(&self.header, reason_head).and_then(|()| {
            self.refused().try_for_each(|(row, reasons)| write(&row.cells, &reasons.iter().map(&say).collect::<Vec<_>>().join(" ")))
        });
        if let Err(error) = written {
            tracing::error!(%error, "cannot write the refused rows");
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The record number without what is written around it: OPD11 and 11 are one number.
fn bare_number(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned()
}

fn key_of(clinic: ClinicId, cells: &[String]) -> [u8; 32] {
    let mut content = clinic.0.as_bytes().to_vec();
    for cell in cells {
        let folded = cell.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        content.extend_from_slice(folded.as_bytes());
        content.push(0);
    }
    digest(content)
}

#[cfg(test)]
mod tests {
    use super::Register;
    use super::columns::recognise;
    use super::table::RegisterTable;
    use crate::db::ids::ClinicId;
    use crate::locale::Locale;
    use chrono::NaiveDate;

    fn read(text: &str) -> Register {
        let table = RegisterTable::read(text);
        let columns = recognise(&table);
        Register::read(table, &columns, ClinicId::new(), NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date"))
    }

    const HEAD: &str = "Reg No,Patient Name,Age/Sex,DOB,Mobile,Address,First Visit,Remarks\n";

    #[test]
    fn a_row_that_stands_twice_is_imported_once() {
        let register =
            read(&format!("{HEAD}1,Asha Rao,34/F,,9845012345,Bandra,31/05/25,HTN\n1,ASHA  RAO,34/f,,9845012345,Bandra,31/05/25,HTN\n"));
        assert_eq!(register.valid().count(), 1);
        let (_, reasons) = register.refused().next().expect("a refused row");
        assert_eq!(reasons[0].key, "import-refused-repeated");
    }

    #[test]
    fn a_number_used_twice_is_doubted_not_refused() {
        let register = read(&format!("{HEAD}11,Asha Rao,34/F,,9845012345,,31/05/25,\nOPD11,Mohan Das,34/M,,9845012346,,31/05/25,\n"));
        assert!(register.valid().all(|(_, entry)| entry.doubts.iter().any(|it| it.key == "import-doubt-number")));
        assert_eq!(register.valid().count(), 2);
    }

    #[test]
    fn what_is_refused_comes_back_without_a_formula() {
        let register = read(&format!("{HEAD}=1+1,@Asha Rao,old,,+91 984,-Bandra,31/05/25,\n"));
        let csv = register.refused_csv("Reason", |message| message.say(Locale::English));
        let row = csv.lines().nth(1).expect("a row");
        assert!(row.starts_with("'=1+1,'@Asha Rao,old,,'+91 984,'-Bandra,31/05/25,,"), "{row}");
    }

    #[test]
    fn what_we_write_is_read_back_as_it_was() {
        let register = read(&format!("{HEAD}1,Asha Rao,old,,'+91 98200 79101,-,31/05/25,\n"));
        let csv = register.refused_csv("Reason", |message| message.say(Locale::English));
        let again = read(&csv.replace("old", "34/F"));
        let (_, entry) = again.valid().next().expect("a row put right");
        assert_eq!(entry.phone.as_ref().map(crate::models::values::Phone::e164), Some("+919820079101"));
        assert_eq!(entry.remarks, "", "the reason is nothing of the person");
    }

    #[test]
    fn heads_on_every_page_are_nobody() {
        let register = read(&format!("{HEAD}1,Asha Rao,34/F,,9845012345,,31/05/25,\n{HEAD}2,Ravi Rao,8/M,,9845012345,,31/05/25,\n"));
        assert_eq!((register.valid().count(), register.refused().count()), (2, 1));
    }
}
