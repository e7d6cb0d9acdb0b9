//! Rows of a register that are taken for visits of one person, held against the truth that the registers were made from.

use std::collections::HashMap;

use chrono::NaiveDate;
use swasthya::db::ids::ClinicId;
use swasthya::models::exchange::{ComingRow, Register, RegisterFile, RegisterTable, recognise, those_there};

use crate::support::registers::{Made, seeds};

#[test]
fn whoever_is_taken_for_one_visitor_is_one_person() {
    let (mut visits, mut others, mut again) = (0, 0, 0);
    for seed in seeds(40) {
        let made = Made::of(seed, 300);
        let file = RegisterFile::open(&made.bytes).unwrap_or_else(|refusal| panic!("seed {seed}: {refusal:?}"));
        let table = RegisterTable::read(&file.content);
        let columns = recognise(&table);
        let clinic = ClinicId::new();
        let register = Register::read(table, &columns, clinic, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date"));
        let truths: Vec<_> =
            register.rows.iter().zip(&made.rows).filter(|(row, _)| row.outcome.is_ok()).map(|(_, truth)| truth.person).collect();
        let rows: Vec<ComingRow> = register.valid().map(|(row, entry)| ComingRow::of(clinic, row, entry)).collect();
        for (at, first) in those_there(&rows, &HashMap::new(), &[]).visits {
            // The registers have families with two of one name and age on one phone: no row tells these apart.
            others += usize::from(truths[at] != truths[first]);
            visits += 1;
        }
        again += made.pairs.len();
    }
    println!("{visits} visits of {again} pairs that are one person, {others} of somebody else");
    assert!(others * 50 <= visits, "{others} of {visits} are somebody else");
    assert!(visits > 50, "{visits} of {again}");
}
