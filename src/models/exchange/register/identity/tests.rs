//! Who is taken for whom.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{ComingRow, EarlierPerson, InThisFile, those_there};
use crate::db::ids::{ClinicId, ImportId};
use crate::models::exchange::register::{Register, columns::recognise, table::RegisterTable};

fn coming(text: &str, clinic: ClinicId) -> Vec<ComingRow> {
    let table = RegisterTable::read(text);
    let columns = recognise(&table);
    let register = Register::read(table, &columns, clinic, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date"));
    assert_eq!(register.refused().count(), 0, "{text}: {:?}", register.refused().next());
    register.valid().map(|(row, entry)| ComingRow::of(clinic, row, entry)).collect()
}

/// How many rows of the second file are there, and how many are marked.
fn there(first: &str, second: &str) -> (usize, usize) {
    let clinic = ClinicId::new();
    let (mut before, mut people): (HashMap<[u8; 32], Vec<usize>>, Vec<EarlierPerson>) = Default::default();
    let (first, import) = (coming(first, clinic), ImportId::new());
    let brought = first.len();
    for row in first {
        row.known.iter().for_each(|it| before.entry(it.digest).or_default().push(people.len()));
        people.push(EarlierPerson { said: row.said, by: Some((import, brought)), in_this_file: InThisFile::NotYet });
    }
    let found = those_there(&coming(second, clinic), &before, &people);
    (found.there.len(), found.near.len())
}

#[test]
fn somebody_else_of_the_same_name_is_registered_and_marked() {
    for (first, second) in [
        (
            "Sr,Name,Age/Sex,Address,Date\n1,Zulekha Devi,34/F,Kurla,01/06/2025\n",
            "Sr,Name,Age/Sex,Address,Date,Remarks\n1,Zulekha Devi,36/F,Thane Station Road,01/07/2025,penicillin allergy\n",
        ),
        ("Name,Age/Sex,Address\nZeenat Bano,30/F,Andheri\n", "Name,Age/Sex,Address,Remarks\nZeenat Bano,39/F,Andheri,sulfa allergy\n"),
        (
            "Name,Sex,DOB,Address\nTarabai Devi,F,01/01/1970,Kurla\n",
            "Name,Sex,DOB,Address,Remarks\nTarabai Devi,F,01/01/1970,Nagpur,sulfa allergy\n",
        ),
        (
            "Name,Age/Sex,Mobile\nTara Devi,34/F,9111100002\n",
            "Name,Age/Sex,Mobile,Remarks\nTara Devi W/o Shyam,36/F,9111100002,penicillin allergy\n",
        ),
        (
            "Name,Age/Sex,Mobile\nTara Devi W/o Ram,34/F,9111100002\n",
            "Name,Age/Sex,Mobile,Remarks\nTara Devi D/o Ram,34/F,9111100002,penicillin allergy\n",
        ),
        (
            "Name,Sex,DOB,Mobile\nTara Devi,F,02/03/1970,9111100002\n",
            "Name,Sex,DOB,Mobile,Remarks\nTara Devi,F,02/03/1980,9111100002,HTN\n",
        ),
        ("Sr,Name,Age/Sex\n7,Tina Kumari,20/F\n", "Sr,Name,Age/Sex,Remarks\n7,Tina Kumari,22/F,asthma\n"),
        ("Name,Age/Sex\nTulsi Bai,60/F\n", "Name,Age/Sex\nTulsi Bai,61/F\n"),
    ] {
        assert_eq!(there(first, second), (0, 1), "{second}");
    }
}

#[test]
fn one_person_is_one_row_of_a_file() {
    let again = "Name,Sex,Mobile,Remarks\nZ Khatun,F,9777700001,\nZ Khatun,F,9777700001,penicillin allergy (daughter)\n";
    assert_eq!(there("Name,Sex,Mobile\nZ Khatun,F,9777700001\n", again), (1, 1));
}

/// Twelve people, a row for each as `row` writes it of their number, name, age, sex and phone.
fn twelve(head: &str, row: impl Fn(usize, &str, usize, &str, &str) -> String) -> String {
    let names = ["Zakir Hussain", "Asha Rao", "Mina Das", "Om Patil", "Tara Sen", "Uma Iyer", "Ravi Nair", "Lata Jha", "Hari Kale"];
    let names = names.into_iter().chain(["Gita Bose", "Kiran Shah", "Nutan Pai"]);
    let rows =
        names.enumerate().map(|(at, name)| row(at, name, 20 + 4 * at, if at % 2 == 0 { "M" } else { "F" }, &format!("97777000{at:02}")));
    format!("{head}\n{}", rows.collect::<Vec<_>>().concat())
}

fn full() -> String {
    twelve("Sr,Name,Age/Sex,Mobile,Address,Date", |at, name, age, sex, phone| {
        format!("{at},{name},{age}/{sex},{phone},\"{at}/A Gandhi Road, Kurla\",{:02}/06/2025\n", at + 1)
    })
}

#[test]
fn the_same_register_in_other_shapes_adds_nobody() {
    for again in [
        twelve("Name,Age,Sex", |_, name, age, sex, _| format!("{name},{age},{sex}\n")),
        twelve("Name,Sex,Mobile", |_, name, _, sex, phone| format!("{name},{sex},{phone}\n")),
        twelve("Name,Age,Sex,Mobile", |_, name, age, sex, phone| format!("{name},{},{sex},{phone}\n", age + 1)),
        twelve("Name,Age,Sex,Mobile,Address,Date", |at, name, age, sex, phone| {
            format!("{name},{age},{sex},{phone},\"{at}/A Gandhi Rd., Coorla\",2025-06-{:02}\n", at + 1)
        }),
        twelve("Name,Age,Sex,Mobile,Address", |_, name, age, sex, phone| format!("{name},{age},{sex},{phone},Kurla West\n")),
        twelve("Remarks,Name,Age,Sex,Mobile", |_, name, age, sex, phone| format!("HTN,{},{age},{sex},+91 {phone}\n", name.to_uppercase())),
        twelve("Name,Age,Sex,Mobile", |_, name, age, sex, phone| format!("{name},{age},{sex},9777700099 / {phone}\n")),
    ] {
        assert_eq!(there(&full(), &again).0, 12, "{again}");
        let three: Vec<&str> = again.lines().take(4).collect();
        let by_phone = again.contains("Mobile");
        assert_eq!(there(&full(), &three.join("\n")).0, if by_phone { 3 } else { 0 }, "{three:?}");
    }
}

#[test]
fn a_register_that_grew_adds_those_who_are_new() {
    let all = twelve("Name,Age,Sex", |_, name, age, sex, _| format!("{name},{age},{sex}\n"));
    let full = full();
    let of_old = |count: usize| full.lines().take(count + 1).collect::<Vec<_>>().join("\n");
    assert_eq!(there(&of_old(5), &all).0, 5);
    assert_eq!(there(&of_old(4), &all), (0, 4), "of so few nothing is certain");
    let others =
        all.replace("Rao", "Raut").replace("Das", "Dube").replace("Patil", "Pathak").replace("Sen", "Sethi").replace("Iyer", "Irani");
    assert_eq!(there(&full, &others.replace("Hussain", "Haider")).0, 6, "half of the file");
    assert_eq!(there(&full, &others.replace("Hussain", "Haider").replace("Nair", "Naik")).0, 0, "namesakes in another book");
}

#[test]
fn no_allergy_comes_on_a_record_by_a_name_and_an_age() {
    let first = "Name,Age/Sex,Mobile,Address\nSunaina Devi,34/F,9851100001,Kurla\n";
    assert_eq!(there(first, "Name,Age/Sex,Remarks\nSunaina Devi,34/F,penicillin allergy\nRamavtar Kumar,50/M,DM\n"), (0, 1));
    assert_eq!(there(first, "Name,Age/Sex,Mobile,Remarks\nSunaina Devi,34/F,9851100001,penicillin allergy\n").0, 1);
    let remarks = |at: usize| if at == 3 { "penicillin allergy" } else { "" };
    let again = twelve("Name,Age/Sex,Remarks", |at, name, age, sex, _| format!("{name},{age}/{sex},{}\n", remarks(at)));
    assert_eq!(there(&full(), &again), (11, 1), "nor in a whole register");
    let first = "Name,Age/Sex,Remarks\nSunaina Devi,34/F,Penicillin\n";
    assert_eq!(there(first, "Name,Age/Sex,Allergies\nSunaina Devi,34/F,Penicillin\n"), (0, 1), "nor by the same words");
}

#[test]
fn a_phone_without_an_age_is_somebody_only_where_one_person_may_be_meant() {
    let family = "Name,Age/Sex,Mobile\nRam Lal,60/M,9777700001\nRam Lal,30/M,9777700001\nSita Lal,30/F,9777700001\n";
    assert_eq!(there(family, "Name,Sex,Mobile\nRam Lal,M,9777700001\nSita Lal,F,9777700001\nMohan Lal,M,9777700001\n"), (1, 2));
    assert_eq!(there(family, "Name,Age,Sex,Mobile\nRam Lal,31,M,9777700001\n").0, 1);
    assert_eq!(there(family, "Name,Age,Sex,Mobile\nRam Lal,45,M,9777700001\n").0, 0);
}

/// How many people a file of visits is.
fn people(text: &str) -> usize {
    super::visits::first_visits(&coming(text, ClinicId::new())).into_iter().collect::<std::collections::BTreeSet<_>>().len()
}

#[test]
fn visits_of_one_person_are_one_person() {
    let head = "Name,Age/Sex,Mobile,Address,Date,Remarks\n";
    let rows = |rows: &[&str]| people(&format!("{head}{}\n", rows.join("\n")));
    assert_eq!(
        rows(&[
            "Vina Das,34/F,9777700001,,01/06/2025,",
            "VINA DAS,34/F,9777700001,,08/06/2025,DM",
            "Das Vina,35/F,9777700001,,01/03/2026,"
        ]),
        1
    );
    assert_eq!(rows(&["Vina Das,34/F,,3/A Kurla,01/06/2025,", "Vina Das,34/F,,3/A Kurla,08/06/2025,DM"]), 1);
    for two in [
        ["Vina Das,34/F,9777700001,,01/06/2025,", "Vina Das,34/F,9777700001,,01/06/2025,DM"],
        ["Vina Das,34/F,9777700001,,01/06/2025,", "Mina Das,34/F,9777700001,,08/06/2025,DM"],
        ["Vina Das,34/F,9777700001,,01/06/2025,", "Vina Das,64/F,9777700001,,08/06/2025,DM"],
        ["Vina Das,34/F,9777700001,,01/06/2025,", "Vina Das,34/M,9777700001,,08/06/2025,DM"],
        ["Vina Das,34/F,9777700001,,01/06/2025,", "Vina Das,34/F,9777700002,,08/06/2025,DM"],
        ["Vina Das,34/F,,Kurla,01/06/2025,", "Vina Das,34/F,,Kurla,08/06/2025,DM"],
        ["Vina Das,34/F,,,01/06/2025,", "Vina Das,34/F,,,08/06/2025,DM"],
        ["Vina Das W/o Ram,34/F,9777700001,,01/06/2025,", "Vina Das W/o Shyam,34/F,9777700001,,08/06/2025,DM"],
        ["Vina Das,34/F,9777700001,,,", "Vina Das,34/F,9777700001,,08/06/2025,DM"],
    ] {
        assert_eq!(rows(&two), 2, "{two:?}");
    }
    let kin = ["Vina Das,34/F,9777700001,3/A Kurla,01/06/2025,", "Vina Das W/o Ram,34/F,9777700001,3/A Kurla,08/06/2025,"];
    assert_eq!(rows(&[kin[0], kin[1], "Vina Das W/o Om,34/F,9777700001,3/A Kurla,15/06/2025,"]), 2);
    let june = format!("{head}Vina Das,34/F,9777700001,,01/06/2025,\n");
    let july = format!("{head}Vina Das,34/F,9777700001,,15/07/2025,sulfa allergy\nVina Das,34/F,9777700001,,22/07/2025,fever\n");
    assert_eq!(there(&june, &july), (2, 0));
}

#[test]
fn ages_grow_as_the_years_pass() {
    let first = "Name,Age/Sex,Mobile,Date\nAsha Rao,34/F,9777700002,02/06/2022\n";
    for (again, is_there) in [
        ("Asha Rao,37/F,9777700002,05/07/2025", 1),
        ("Asha Rao,34/F,9777700002,05/07/2025", 0),
        ("Asha Rao,36/F,9777700002,", 1),
        ("Asha Rao,38/F,9777700002,", 1),
        ("Asha Rao,44/F,9777700002,", 0),
        ("Asha Rao,28/F,9777700002,", 0),
        ("Usha Rao,36/F,9777700002,", 0),
    ] {
        assert_eq!(there(first, &format!("Name,Age/Sex,Mobile,Date\n{again}\n")).0, is_there, "{again}");
    }
}

#[test]
fn a_later_visit_of_somebody_with_one_phone_is_theirs() {
    let first = "Sr,Name,Age/Sex,Mobile,Date\n1,Asha Rao,34/F,9777700002,02/06/2024\n";
    assert_eq!(there(first, "Sr,Name,Age/Sex,Mobile,Date\n9,Asha Rao,35/F,9777700002,05/07/2025\n").0, 1);
    assert_eq!(there(first, "Sr,Name,Age/Sex,Mobile,Date\n1,Asha Rao,64/F,9777700002,05/07/2025\n"), (0, 1), "her grandmother");
}
