//! A clinic's old register: a file of rows as clinics keep them, and what each row becomes. Only [`importing`] knows a
//! database.
pub mod age_sex;
pub mod column;
pub mod columns;
pub mod dates;
pub mod decoding;
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
pub mod rows;
pub mod stream;
pub mod substances;
pub mod table;
pub mod workbook;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::db::ids::ClinicId;
use crate::locale::Message;
use crate::message;
use column::RegisterColumn;
use entry::{RegisterEntry, bare_number};
use habits::Habits;
use rows::{ReasonCounts, RefusedRows, RegisterRow, RowReader};
use table::RegisterTable;

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
        let habits = Habits::of(&table.rows, columns);
        let mut reader = RowReader::of(table.header.clone(), columns.to_vec(), habits, clinic, today, table.rows.len());
        let mut rows: Vec<RegisterRow> = table.rows.into_iter().map(|line| reader.read(line)).collect();
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

    /// How many rows each reason is against, most first, by the Fluent key of its few words.
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let mut counts = ReasonCounts::default();
        self.refused().for_each(|(_, reasons)| counts.see(reasons));
        counts.most_first()
    }

    /// The rows of which something is unsure.
    pub fn unsure(&self) -> usize {
        self.valid().filter(|(_, entry)| !entry.doubts.is_empty()).count()
    }

    /// The refused rows as a file, as [`RefusedRows`] writes it.
    pub fn refused_csv(&self, reason_head: &str, say: impl Fn(&Message) -> String) -> String {
        let width = self.rows.iter().map(|row| row.cells.len()).chain([self.header.len()]).max().unwrap_or(0);
        let write = || -> csv::Result<Vec<u8>> {
            let mut rows = RefusedRows::begin(Vec::new(), &self.header, width, reason_head)?;
            self.refused().try_for_each(|(row, reasons)| rows.add(row.given_back(), reasons, &say))?;
            Ok(rows.finish()?)
        };
        let written = write().unwrap_or_else(|error| {
            tracing::error!(%error, "cannot write the refused rows");
            Vec::new()
        });
        String::from_utf8(written).unwrap_or_default()
    }
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
    fn what_we_write_is_read_back_in_the_order_of_its_dates_and_with_its_lines() {
        let text = "Name,Age/Sex,DOB,Address,Remarks\nAsha Rao,,12/31/1985,Sion,\n,M,03/04/1992,\"1/A,\nBandra\",\"fever\nallergic to penicillin\"\n";
        let register = read(text);
        let csv = register.refused_csv("Reason", |message| message.say(Locale::English));
        let again = read(&csv.replace("\n,M,", "\nRavi Rao,M,"));
        assert_eq!((again.valid().count(), again.refused().count()), (1, 0), "{csv}");
        let (_, entry) = again.valid().next().expect("a row put right");
        assert_eq!(entry.birth.map(|it| it.on), NaiveDate::from_ymd_opt(1992, 3, 4));
        assert_eq!((entry.allergies.as_slice(), entry.address.as_str()), (["Penicillin".to_owned()].as_slice(), "1/A,\nBandra"));
    }

    #[test]
    fn a_row_with_more_cells_than_heads_is_refused_whole() {
        let text = "Name,Age/Sex,Address,Phone,Remarks\nAsha Rao,34/F,1/A, Bandra,9820011111,sulfa allergy\nMina Das,20/F,Sion,9820011112,\nTara Das,20/F,Sion,9820011113,\n";
        let register = read(text);
        let (_, reasons) = register.refused().next().expect("a refused row");
        assert_eq!((register.valid().count(), reasons[0].key.as_str()), (2, "import-refused-surplus"));
    }

    #[test]
    fn a_head_says_whose_history_it_is_and_what_an_age_counts() {
        let register = read("Name,Sex,Age (months),Family history\nAsha Rao,F,8,DM\nRavi Rao,M,14,\n");
        let ages: Vec<_> = register.valid().map(|(_, it)| it.age).collect();
        assert_eq!(ages, [Some(super::age_sex::AgeTold::Months(8)), Some(super::age_sex::AgeTold::Months(14))]);
        assert!(register.valid().all(|(_, it)| it.conditions.is_empty()));
        let register = read("Name,Sex,Age Yrs,Age Months\nAsha Rao,F,0,8\nRavi Rao,M,2,3\n");
        let ages: Vec<_> = register.valid().map(|(_, it)| it.age).collect();
        assert_eq!(ages, [Some(super::age_sex::AgeTold::Months(8)), Some(super::age_sex::AgeTold::Months(27))]);
    }

    #[test]
    fn heads_on_every_page_are_nobody() {
        let register = read(&format!("{HEAD}1,Asha Rao,34/F,,9845012345,,31/05/25,\n{HEAD}2,Ravi Rao,8/M,,9845012345,,31/05/25,\n"));
        assert_eq!((register.valid().count(), register.refused().count()), (2, 1));
    }
}
