//! By what a row's person is known when the register is brought again: by themselves, not by the bytes of the row. One more column,
//! another order, another encoding make nobody new; and nobody is taken for somebody else of the same name.

mod holding;
mod said;
mod visits;

pub use holding::{EarlierPerson, InThisFile, those_there};
pub use said::{SaidBefore, SaidMore};

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

#[cfg(test)]
mod tests;
