//! By what a row's person is known when the register is brought again: by themselves, not by the bytes of the row. One more column,
//! another order, another encoding make nobody new.

use chrono::NaiveDate;

use super::entry::RegisterEntry;
use super::rows::RegisterRow;
use crate::db::ids::ClinicId;
use crate::keys::digest;
use crate::models::values::{Birth, Phone, Sex, spelled_like};

/// A digest by which somebody is known, and whether it says so much that nothing else needs to agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBy {
    pub digest: [u8; 32],
    pub is_row: bool,
}

/// What the register said of somebody who was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub phone: Option<String>,
}

/// Two estimates of one age, from two visits or two days of import, are no further apart, in days.
const ONE_AGE: i64 = 800;

/// As [`ONE_AGE`], where no visit says when the age was told: registers go back ten years.
const AGE_OF_ANY_DAY: i64 = 3_700;

/// Everything that a row's person is known by: the row itself; and the name with the phone, with the birth date, with the register's
/// number and with the address, or with the remarks where there is nothing else.
pub fn known_by(clinic: ClinicId, row: &RegisterRow, entry: &RegisterEntry) -> Vec<KnownBy> {
    let spelled = spelled_like(entry.name.as_str());
    let mut words: Vec<&str> = spelled.split(' ').collect();
    words.sort_unstable();
    let name = words.join(" ");
    let number = super::entry::bare_number(&entry.old_number);
    let address: String = entry.address.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let beside = [
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
    if all.len() == 1 {
        all.push(digest_of("remarks", &entry.remarks));
    }
    all
}

impl SaidBefore {
    pub fn of(entry: &RegisterEntry) -> SaidBefore {
        SaidBefore { sex: entry.sex, birth: entry.birth, phone: entry.phone.as_ref().map(Phone::e164).map(str::to_owned) }
    }

    /// Whether a row says nothing else of somebody whom it names.
    pub fn agrees(&self, entry: &RegisterEntry) -> bool {
        let told = |sex| sex != Sex::Unknown;
        let sexes = !(told(self.sex) && told(entry.sex)) || self.sex == entry.sex;
        let phones = self.phone.as_deref().zip(entry.phone.as_ref()).is_none_or(|(before, now)| before == now.e164());
        let births = self.birth.zip(entry.birth).is_none_or(|(before, now)| {
            let apart = (before.on - now.on).num_days().abs();
            match (before.estimated || now.estimated, entry.first_visit_on) {
                (false, _) => apart == 0,
                (true, Some(_)) => apart <= ONE_AGE,
                (true, None) => apart <= AGE_OF_ANY_DAY,
            }
        });
        sexes && phones && births
    }

    /// As it is stored.
    pub fn stored(sex: Sex, born_on: Option<NaiveDate>, estimated: bool, phone: Option<String>) -> SaidBefore {
        SaidBefore { sex, birth: born_on.map(|on| Birth { on, estimated }), phone }
    }
}
