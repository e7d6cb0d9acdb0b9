//! By what a row's person is known when the register is brought again: by themselves, not by the bytes of the row. One more column,
//! another order, another encoding make nobody new; and nobody is taken for somebody else of the same name.

mod said;

use std::collections::{BTreeSet, HashMap};

pub use said::SaidBefore;

use super::entry::RegisterEntry;
use super::rows::RegisterRow;
use crate::db::ids::ClinicId;
use crate::keys::digest;
use crate::models::values::spelled_like;

/// A digest by which somebody is looked for, and whether it is of the whole row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBy {
    pub digest: [u8; 32],
    pub is_row: bool,
}

/// Everything that a row's person is looked for by: the row itself; the name; and, as earlier versions kept it, the name with the phone,
/// with the birth date, with the register's number and with the address.
pub fn known_by(clinic: ClinicId, row: &RegisterRow, entry: &RegisterEntry) -> Vec<KnownBy> {
    let spelled = spelled_like(entry.name.as_str());
    let mut words: Vec<&str> = spelled.split(' ').collect();
    words.sort_unstable();
    let name = words.join(" ");
    let number = super::entry::bare_number(&entry.old_number);
    let address: String = entry.address.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let beside = [
        ("name", Some(String::new())),
        ("phone", entry.phone.as_ref().map(|it| it.e164().to_owned())),
        ("birth", entry.birth.filter(|it| !it.estimated).map(|it| it.on.to_string())),
        ("number", Some(number).filter(|it| !it.is_empty())),
        ("address", Some(address).filter(|it| !it.is_empty())),
    ];
    let digest_of = |what: &str, value: &str| {
        let text = [what, &name, value].join("\0");
        KnownBy { digest: digest([clinic.0.as_bytes().as_slice(), text.as_bytes()].concat()), is_row: false }
    };
    let mut all = vec![KnownBy { digest: row.key, is_row: true }];
    all.extend(beside.iter().filter_map(|(what, value)| Some(digest_of(what, value.as_ref()?))));
    all
}

/// Under how many of these somebody is kept: the row and the name. The others are looked for only.
pub const KEPT: usize = 2;

/// A row that comes, with what its person is looked for by.
#[derive(Clone, Debug)]
pub struct ComingRow {
    pub said: SaidBefore,
    pub known: Vec<KnownBy>,
}

impl ComingRow {
    pub fn of(clinic: ClinicId, row: &RegisterRow, entry: &RegisterEntry) -> ComingRow {
        ComingRow { said: SaidBefore::of(entry), known: known_by(clinic, row, entry) }
    }
}

/// Which rows are somebody who is there, and which may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThoseThere {
    /// A row's place, and the person's.
    pub there: HashMap<usize, usize>,
    /// Who is registered all the same, because something speaks against it or another row is that person: to be looked at.
    pub near: BTreeSet<(usize, usize)>,
}

/// A birth date that so many rows have is a form's, nobody's own.
const SHARED: usize = 4;

/// A name that more people have makes none of them a likeness by itself.
const NAMESAKES: usize = 5;

/// How plainly a row is somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Plainly {
    /// The name, and nothing that tells or speaks against it.
    Perhaps,
    Told,
    SameRow,
}

/// Holds the rows of a file against those who came by other files. Nobody is more than one row of a file. What only agrees, without
/// anything that tells, counts where half of the file is there: it is the same register with fewer columns.
pub fn those_there<S: std::hash::BuildHasher>(
    rows: &[ComingRow],
    before: &HashMap<[u8; 32], Vec<usize>, S>,
    people: &[SaidBefore],
) -> ThoseThere {
    let mut births: HashMap<chrono::NaiveDate, usize> = HashMap::new();
    for on in rows.iter().filter_map(|it| it.said.exact_birth()) {
        *births.entry(on).or_default() += 1;
    }
    let tells = |row: &ComingRow| row.said.exact_birth().is_some_and(|on| births.get(&on).is_some_and(|count| *count < SHARED));
    let mut matches: Vec<(Plainly, u32, usize, usize)> = Vec::new();
    let mut likenesses: Vec<(usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut candidates: BTreeSet<(usize, bool)> = BTreeSet::new();
        for known in &row.known {
            candidates.extend(before.get(&known.digest).into_iter().flatten().map(|person| (*person, known.is_row)));
        }
        let namesakes = candidates.iter().map(|it| it.0).collect::<BTreeSet<_>>().len();
        for (person, is_row) in candidates {
            let said = &people[person];
            let plainly = if is_row {
                Some(Plainly::SameRow)
            } else if said.contradicts(&row.said) {
                None
            } else if said.is_told_by(&row.said, tells(row)) {
                Some(Plainly::Told)
            } else {
                (said.says_nothing_else(&row.said) && said.knows_as_much(&row.said)).then_some(Plainly::Perhaps)
            };
            if let Some(plainly) = plainly {
                matches.push((plainly, said.agreement(&row.said), at, person));
            }
            if said.is_near(&row.said) && (namesakes <= NAMESAKES || plainly.is_some()) {
                likenesses.push((at, person));
            }
        }
    }
    matches.sort_unstable_by_key(|(plainly, agreement, at, person)| (std::cmp::Reverse((*plainly, *agreement)), *at, *person));
    let (plain, perhaps): (Vec<_>, Vec<_>) = matches.into_iter().partition(|it| it.0 > Plainly::Perhaps);
    let mut found = ThoseThere::default();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut take = |matches: &[(Plainly, u32, usize, usize)], there: &mut HashMap<usize, usize>| {
        for (_, _, at, person) in matches {
            if !there.contains_key(at) && taken.insert(*person) {
                there.insert(*at, *person);
            }
        }
    };
    take(&plain, &mut found.there);
    let mut with_fewer = found.there.clone();
    take(&perhaps, &mut with_fewer);
    if with_fewer.len() * 2 >= rows.len() {
        found.there = with_fewer;
    }
    let there = &found.there;
    found.near = likenesses.into_iter().filter(|(at, _)| !there.contains_key(at)).collect();
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use chrono::NaiveDate;

    use super::{ComingRow, SaidBefore, those_there};
    use crate::db::ids::ClinicId;
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
        let (mut before, mut people): (HashMap<[u8; 32], Vec<usize>>, Vec<SaidBefore>) = Default::default();
        for row in coming(first, clinic) {
            row.known.iter().for_each(|it| before.entry(it.digest).or_default().push(people.len()));
            people.push(row.said);
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

    #[test]
    fn the_same_register_with_fewer_columns_adds_nobody() {
        let full = "Sr,Name,Age/Sex,Mobile,Address,Date\n1,Zakir Hussain,34/M,9777700001,Kurla,01/06/2025\n2,Asha Rao,20/F,9777700002,Sion,02/06/2025\n3,Mina Das,8m/F,9777700003,Sion,02/06/2025\n";
        for fewer in [
            "Name,Age,Sex\nZakir Hussain,34,M\nAsha Rao,20,F\nMina Das,8m,F\n",
            "Name,Age,Sex,Address,Date\nZakir Hussain,34,M,Kurla,2025-06-01\nAsha Rao,20,F,Sion,2025-06-02\nMina Das,8m,F,Sion,2025-06-02\n",
            "Name,Age,Sex,Mobile\nZakir Hussain,34,M,9777700099 / 9777700001\nAsha Rao,20,F,9777700002\nMina Das,8m,F,9777700003\n",
            "Name,Sex,Mobile\nZakir Hussain,M,9777700001\nAsha Rao,F,9777700002\nMina Das,F,9777700003\n",
            "Name,Age/Sex,Mobile,Address,Date\nZakir Hussain,34/M,9777700001,Kurla,01/06/2025\nAsha Rao,20/F,9777700002,Shiv,02/06/2025\nMina Das,8m/F,9777700003,Bandra,02/06/2025\n",
            "Remarks,Name,Age,Sex,Mobile\nHTN,Hussain Zakir,34,M,+91 97777 00001\n,ASHA RAO,20,F,09777700002\n,Mina Das,8m,F,9777700003\n",
        ] {
            assert_eq!(there(full, fewer).0, 3, "{fewer}");
        }
    }

    #[test]
    fn an_allergy_is_put_on_nobodys_record_by_a_name_and_an_age_alone() {
        let first = "Name,Age/Sex,Mobile,Address\nSunaina Devi,34/F,9851100001,Kurla\n";
        assert_eq!(there(first, "Name,Age/Sex,Remarks\nSunaina Devi,34/F,penicillin allergy\n"), (0, 1));
        assert_eq!(there(first, "Name,Age/Sex,Remarks\nSunaina Devi,34/F,\n"), (1, 0));
    }

    #[test]
    fn a_later_visit_of_somebody_with_one_phone_is_theirs() {
        let first = "Sr,Name,Age/Sex,Mobile,Date\n1,Asha Rao,34/F,9777700002,02/06/2024\n";
        assert_eq!(there(first, "Sr,Name,Age/Sex,Mobile,Date\n9,Asha Rao,35/F,9777700002,05/07/2025\n").0, 1);
        assert_eq!(there(first, "Sr,Name,Age/Sex,Mobile,Date\n1,Asha Rao,64/F,9777700002,05/07/2025\n"), (0, 1), "her grandmother");
    }
}
