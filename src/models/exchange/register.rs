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
use std::convert::Infallible;

use chrono::NaiveDate;

use crate::db::ids::ClinicId;
use crate::locale::Message;
use crate::message;
use column::RegisterColumn;
use entry::{RegisterEntry, bare_number};
use habits::Habits;
use rows::{ReasonCounts, RegisterRow, RowReader};
use table::RegisterTable;

/// A whole register, understood.
#[derive(Clone, Debug)]
pub struct Register {
    /// What stands above the heads.
    pub above: Vec<String>,
    pub header: Vec<String>,
    /// What each column was read as.
    pub columns: Vec<RegisterColumn>,
    pub rows: Vec<RegisterRow>,
}

/// After so many rows it is said how many are read.
const WATCHED: usize = 100;

impl Register {
    /// Reads every row with these meanings of the columns. `today` is the day on which the file is brought.
    pub fn read(table: RegisterTable, columns: &[RegisterColumn], clinic: ClinicId, today: NaiveDate) -> Register {
        let Ok(register) = Register::read_watched(table, columns, clinic, today, |_| Ok::<_, Infallible>(()));
        register
    }

    /// As [`Register::read`]. `watch` is told now and then how many rows are read, and may end it.
    pub fn read_watched<E>(
        table: RegisterTable,
        columns: &[RegisterColumn],
        clinic: ClinicId,
        today: NaiveDate,
        mut watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<Register, E> {
        let habits = Habits::of(&table.rows, columns);
        let mut reader = RowReader::of(table.header.clone(), columns.to_vec(), habits, clinic, today, table.rows.len());
        let mut rows: Vec<RegisterRow> = Vec::with_capacity(table.rows.len());
        for line in table.rows {
            if rows.len().is_multiple_of(WATCHED) {
                watch(rows.len())?;
            }
            rows.push(reader.read(line));
        }
        let mut uses: HashMap<String, usize> = HashMap::new();
        for entry in rows.iter().filter_map(|row| row.outcome.as_ref().ok()).filter(|it| !bare_number(&it.old_number).is_empty()) {
            *uses.entry(bare_number(&entry.old_number)).or_default() += 1;
        }
        for entry in rows.iter_mut().filter_map(|row| row.outcome.as_mut().ok()) {
            if uses.get(&bare_number(&entry.old_number)).is_some_and(|count| *count > 1) {
                entry.doubts.push(message!("import-doubt-number", number = &entry.old_number));
            }
        }
        Ok(Register { above: table.above, header: table.header, columns: columns.to_vec(), rows })
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

    /// How many cells the longest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).chain([self.header.len()]).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Register;
    use super::columns::recognise;
    use super::rows::refused_csv;
    use super::table::RegisterTable;
    use crate::db::ids::ClinicId;
    use crate::locale::{Locale, Message};
    use chrono::NaiveDate;

    fn read(text: &str) -> Register {
        let table = RegisterTable::read(text);
        let columns = recognise(&table);
        Register::read(table, &columns, ClinicId::new(), NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date"))
    }

    impl Register {
        fn refused_csv(&self, reason_head: &str, say: impl Fn(&Message) -> String) -> String {
            let refused = self.refused().map(|(row, reasons)| (row.given_back(), reasons));
            refused_csv(&self.header, self.width(), refused, reason_head, say)
        }
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
    fn half_of_a_torn_row_registers_nobody_for_sure() {
        let rows = "2,B Das,30/M,,9111133332,Sion,31/05/25,HTN\n3,C Das,30/M,,9111133333,Sion,31/05/25,HTN\n";
        let register = read(&format!("{HEAD}1,A Rao,34/F,,9111133331,1/A\nBandra, Mumbai,31/05/25,penicillin allergy\n{rows}"));
        let (row, reasons) = register.refused().next().expect("a refused row");
        assert_eq!((row.number, reasons[0].key.as_str(), register.valid().count()), (2, "import-refused-torn", 2));
        let again = read(&register.refused_csv("Reason", |message| message.say(Locale::English)));
        assert_eq!((again.valid().count(), again.refused().count()), (0, 1), "brought back as it is, it is refused again");
        let register = read(&format!("{HEAD}1,A Rao,34/F,,9111133331,Sion,31/05/25,fever\nallergic to penicillin\n{rows}"));
        let (_, entry) = register.valid().next().expect("a row");
        assert_eq!(entry.doubts.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["import-doubt-torn"]);
    }

    #[test]
    fn a_column_without_a_head_that_is_said_to_be_nothing_is_nothing() {
        use super::column::RegisterColumn::{Ignored, Untold};
        let table = RegisterTable::read("Name,Age/Sex\nAsha Rao,34/F,x\nMina Das,20/F\nTara Das,20/F\n");
        let mut columns = recognise(&table);
        let valid = |columns: &[super::column::RegisterColumn]| {
            Register::read(table.clone(), columns, ClinicId::new(), NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date")).valid().count()
        };
        assert_eq!((columns[2], valid(&columns)), (Untold, 2));
        columns[2] = Ignored;
        assert_eq!(valid(&columns), 3);
    }

    #[test]
    fn a_row_that_stands_twice_does_not_come_back_to_come_in_twice() {
        let register = read(&format!("{HEAD}1,Asha Rao,34/F,,,,,\n1,Asha Rao,34/F,,,,,\n2,Ravi Rao,old,,,,,\n"));
        let again = register.refused_csv("Reason", |message| message.say(Locale::English)).replace("old", "30/M");
        assert_eq!(again.lines().count(), 2, "{again}");
        let row = read(&again).rows.remove(0);
        let alone = read(&format!("{HEAD}2,Ravi Rao,30/M,,,,,\n"));
        assert_eq!(row.outcome.map(|it| it.name), alone.rows[0].outcome.clone().map(|it| it.name));
    }

    #[test]
    fn rows_below_other_heads_are_not_read_by_the_first() {
        let register = read(
            "Name,Age/Sex,Address,Remarks\nAsha Rao,34/F,Kurla,DM\nName,Age/Sex,Remarks,Address\nRavi Das,20/M,sulfa allergy,Kurla\nName,Age/Sex,Address,Remarks\nMina Das,20/F,Sion,HTN\n",
        );
        let refused: Vec<&str> = register.refused().map(|(_, reasons)| reasons[0].key.as_str()).collect();
        assert_eq!(refused, ["import-refused-heads", "import-refused-other-heads", "import-refused-heads"]);
        assert_eq!(register.valid().count(), 2);
    }

    #[test]
    fn the_unit_of_an_age_may_stand_beside_it() {
        for (head, month, day) in [("Unit", "M", "D"), ("Age Type", "Months", "Days"), ("Y/M/D", "m", "d")] {
            let register = read(&format!("Name,Age,{head},Sex\nAsha Rao,8,{month},F\nRavi Rao,15,{day},M\nMina Das,34,,F\n"));
            let ages: Vec<_> = register.valid().map(|(_, it)| it.age).collect();
            let [months, days, years] =
                [super::age_sex::AgeTold::Months(8), super::age_sex::AgeTold::Days(15), super::age_sex::AgeTold::Years(34)];
            assert_eq!(ages, [Some(months), Some(days), Some(years)], "{head}");
        }
    }

    #[test]
    fn a_title_with_a_phone_or_a_day_is_no_row_above_the_heads() {
        for text in
            ["Sai Clinic,022-26543210\nName,Age/Sex\nAsha Rao,34/F\n", "OPD Register,01/06/2025\nPatient Name,Age/Sex\nAsha Rao,34/F\n"]
        {
            let register = read(text);
            assert_eq!((register.valid().count(), register.rows.len()), (1, 1), "{text}");
        }
        let list = read("1. Asha Rao 34/F Kurla\n2. Ravi Das 20/M Sion\n3. Mina Das 20/F Sion\n");
        assert_eq!((list.header.len(), list.rows.len()), (0, 3));
    }

    #[test]
    fn numbers_in_other_digits_are_told_apart() {
        let register = read(&format!(
            "{HEAD}१,Asha Rao,34/F,,,,31/05/25,\n२,Ravi Rao,34/M,,,,31/05/25,\nA,Om Rao,34/M,,,,31/05/25,\nB,Uma Rao,34/F,,,,31/05/25,\n"
        ));
        assert!(register.valid().all(|(_, it)| it.doubts.is_empty()), "{register:?}");
    }

    #[test]
    fn a_visit_of_long_ago_or_of_a_year_to_come_is_a_doubt() {
        for date in ["05/12/26", "01/01/27", "01/02/1929"] {
            let register = read(&format!("{HEAD}1,Asha Rao,20/F,,,,{date},\n"));
            let (_, entry) = register.valid().next().expect("a row");
            assert!(entry.doubts.iter().any(|it| it.key == "import-doubt-visit"), "{date}: {:?}", entry.doubts);
            assert!(
                entry.first_visit_on.is_none()
                    && entry.birth.is_some_and(|it| it.on > NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date"))
            );
        }
        let register = read(&format!("{HEAD}1,Asha Rao,20/F,,,,01/01/1900,\n"));
        assert_eq!(register.valid().map(|(_, it)| it.first_visit_on).collect::<Vec<_>>(), [None]);
    }

    #[test]
    fn counts_and_notes_are_no_people() {
        let register = read(
            "Name,Age\nAsha Rao,34\nTotal: 45,45\nNo. of patients,20\nPage 2 of 3,2\nTotal Female,25\nTotal collection,90\nएकूण रुग्ण,4\nMale,20\nTotal of camp,30\nCash,1\n",
        );
        let refused = register.refused().filter(|(_, reasons)| reasons.iter().any(|it| it.key == "import-refused-total")).count();
        let nobody = register.valid().filter(|(_, it)| it.doubts.iter().any(|it| it.key == "import-doubt-nobody")).count();
        assert_eq!((refused, nobody), (6, 3));
    }

    #[test]
    fn heads_on_every_page_are_nobody() {
        let register = read(&format!("{HEAD}1,Asha Rao,34/F,,9845012345,,31/05/25,\n{HEAD}2,Ravi Rao,8/M,,9845012345,,31/05/25,\n"));
        assert_eq!((register.valid().count(), register.refused().count()), (2, 1));
    }
}
