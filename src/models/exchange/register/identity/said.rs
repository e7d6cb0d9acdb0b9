//! What a register said of somebody, and whether another row says the same, something else or nothing of it.

mod ages;
mod visiting;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::models::exchange::register::age_sex::AgeTold;
use crate::models::exchange::register::entry::{RegisterEntry, bare_number};
use crate::models::values::{Birth, Phone, Sex, plain_words};

/// What the register said of somebody who was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    pub sex: Sex,
    pub birth: Option<Birth>,
    pub more: SaidMore,
}

/// What of it is kept together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaidMore {
    /// As it was told: `34y`, `8m`, `20d`.
    pub age: Option<String>,
    pub visit: Option<NaiveDate>,
    /// Every day on which they came.
    pub days: Vec<NaiveDate>,
    /// The words of the name, in one order.
    pub name: String,
    pub phones: Vec<String>,
    /// Letters and digits alone.
    pub address: String,
    /// Whose wife or son: the mark and the name, letters alone.
    pub kin: String,
    pub number: String,
    pub remarks: String,
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
}

/// A record number of so many digits is no line's that two books share by chance.
const LONG_NUMBER: usize = 4;

/// Past so many days two of a name are a generation apart, and no likeness.
const NEAR: i64 = 5_500;

impl SaidBefore {
    pub fn of(entry: &RegisterEntry) -> SaidBefore {
        let age = entry.age.map(|it| match it {
            AgeTold::Years(count) => format!("{count}y"),
            AgeTold::Months(count) => format!("{count}m"),
            AgeTold::Days(count) => format!("{count}d"),
        });
        let mut name = plain_words(entry.name.as_str());
        name.sort_unstable();
        let more = SaidMore {
            age,
            visit: entry.first_visit_on,
            days: entry.first_visit_on.into_iter().collect(),
            name: name.join(" "),
            phones: entry.phone.iter().chain(&entry.other_phones).map(Phone::e164).map(str::to_owned).collect(),
            address: letters(&entry.address),
            kin: letters(&entry.kin),
            number: bare_number(&entry.old_number),
            remarks: letters(&entry.remarks),
            allergies: entry.allergies.clone(),
            conditions: entry.conditions.clone(),
        };
        SaidBefore { sex: entry.sex, birth: entry.birth, more }
    }

    /// As an earlier version kept it.
    pub fn stored(sex: Sex, born_on: Option<NaiveDate>, estimated: bool, phone: Option<String>, said: Option<&str>) -> SaidBefore {
        let kept = said.and_then(|it| serde_json::from_str(it).ok());
        let more = kept.unwrap_or_else(|| SaidMore { phones: phone.into_iter().collect(), ..SaidMore::default() });
        SaidBefore { sex, birth: born_on.map(|on| Birth { on, estimated }), more }
    }

    /// The birth date, where it was told to the day.
    pub fn exact_birth(&self) -> Option<NaiveDate> {
        self.birth.filter(|it| !it.estimated).map(|it| it.on)
    }

    /// The same person after another row.
    pub fn with(&self, later: &SaidBefore) -> SaidBefore {
        let sex = if self.sex == Sex::Unknown { later.sex } else { self.sex };
        SaidBefore { sex, birth: self.birth.or(later.birth), more: self.and(later) }
    }

    /// What a later row says of somebody, put to what was said before.
    fn and(&self, later: &SaidBefore) -> SaidMore {
        let mut more = later.more.clone();
        let both = |before: &[String], later: &mut Vec<String>| {
            let fresh: Vec<String> = before.iter().filter(|it| !later.contains(it)).cloned().collect();
            later.extend(fresh);
        };
        both(&self.more.phones, &mut more.phones);
        both(&self.more.allergies, &mut more.allergies);
        both(&self.more.conditions, &mut more.conditions);
        let or = |before: &str, later: &mut String| {
            if later.is_empty() {
                before.clone_into(later);
            }
        };
        or(&self.more.address, &mut more.address);
        or(&self.more.kin, &mut more.kin);
        or(&self.more.number, &mut more.number);
        or(&self.more.remarks, &mut more.remarks);
        more.age = self.more.age.clone().or(more.age);
        more.visit = self.more.visit.or(more.visit);
        let days = self.more.days.iter().filter(|it| !later.more.days.contains(it));
        more.days.extend(days);
        or(&self.more.name, &mut more.name);
        more
    }

    /// Whether something in a row says that it is somebody else.
    pub(super) fn contradicts(&self, row: &SaidBefore) -> bool {
        let told = |sex| sex != Sex::Unknown;
        let sexes = told(self.sex) && told(row.sex) && self.sex != row.sex;
        let phones = !self.more.phones.is_empty() && !row.more.phones.is_empty() && !self.shares_phone(row);
        let kin = self.more.kin != row.more.kin
            && (!self.more.kin.is_empty() && !row.more.kin.is_empty() || !(self.same_visit(row) || self.same_address(row)));
        sexes || phones || kin || self.other_address(row) && !self.has_moved(row) || self.other_age(row)
    }

    /// Whether something that only one person has is the same in both. `birth_tells` says that the row's birth date is no form's.
    pub(super) fn is_told_by(&self, row: &SaidBefore, birth_tells: bool) -> bool {
        let born = self.exact_birth().zip(row.exact_birth()).is_some_and(|(one, other)| one == other);
        let own_day = born && birth_tells && self.exact_birth().is_some_and(|on| (on.day(), on.month()) != (1, 1));
        let aged = born || self.birth.is_some() && row.birth.is_some();
        let housed = self.same_address(row);
        let in_house = housed && row.house().is_some();
        let numbered = self.more.number == row.more.number || self.more.number.is_empty() || row.more.number.is_empty();
        let long_number = self.more.number == row.more.number && row.more.number.len() >= LONG_NUMBER;
        self.shares_phone(row) && (aged || housed || self.same_visit(row))
            || own_day
            || aged && numbered && (self.same_visit(row) || in_house)
            || aged && in_house && self.same_visit(row)
            || aged && long_number
    }

    /// Whether phone and sex are the same, and one of the two says no age.
    pub(super) fn may_be_by_phone(&self, row: &SaidBefore) -> bool {
        let aged = self.birth.is_some() && row.birth.is_some();
        self.shares_phone(row) && self.same_sex(row) && !aged && !self.contradicts(row)
    }

    /// Whether a row says of an allergy or a condition what was not said before.
    pub(super) fn learns_from(&self, row: &SaidBefore) -> bool {
        let knows = |before: &[String], it: &String| before.iter().any(|known| known.to_lowercase() == it.to_lowercase());
        row.more.allergies.iter().any(|it| !knows(&self.more.allergies, it))
            || row.more.conditions.iter().any(|it| !knows(&self.more.conditions, it))
    }

    /// Whether a row says where somebody lives, how they are reached, when they came, when they were born or their number.
    pub(super) fn says_more_than_age(&self) -> bool {
        let more = &self.more;
        let texts = [&more.address, &more.number].into_iter().any(|it| !it.is_empty());
        texts || !more.phones.is_empty() || more.visit.is_some() || self.exact_birth().is_some()
    }

    /// The address, where it is one house's.
    pub(super) fn house(&self) -> Option<&str> {
        Some(self.more.address.as_str()).filter(|it| it.contains(char::is_numeric))
    }

    /// Whether a row says nothing else of whatever both tell, and both tell an age, or neither, or one phone.
    pub(super) fn says_nothing_else(&self, row: &SaidBefore) -> bool {
        let same = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let (one, other) = (&self.more, &row.more);
        let remarks = same(&one.remarks, &other.remarks) || one.remarks.contains(&other.remarks) || other.remarks.contains(&one.remarks);
        let ages = one.age.is_none() || other.age.is_none() || one.age == other.age || self.is_as_much_older(row);
        let visits = one.visit.is_none() || other.visit.is_none() || one.visit == other.visit;
        same(&one.number, &other.number)
            && remarks
            && ages
            && visits
            && (self.birth.is_some() == row.birth.is_some() || self.shares_phone(row))
    }

    /// How much is the same: of several who may be meant, the likeliest is.
    pub(super) fn agreement(&self, row: &SaidBefore) -> u32 {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        let all = [
            (8, self.same_visit(row)),
            (4, same(&self.more.number, &row.more.number)),
            (4, same(&self.more.remarks, &row.more.remarks)),
            (1, self.more.remarks == row.more.remarks),
            (2, self.more.age.is_some() && self.more.age == row.more.age),
            (2, self.exact_birth().is_some() && self.exact_birth() == row.exact_birth()),
            (2, self.same_address(row)),
            (2, self.shares_phone(row)),
            (1, self.more.kin == row.more.kin),
        ];
        all.into_iter().filter(|it| it.1).map(|it| it.0).sum()
    }

    /// Whether two of one name who are not taken for one are worth a look.
    pub(super) fn is_near(&self, row: &SaidBefore) -> bool {
        let sexes = self.sex == row.sex || self.sex == Sex::Unknown || row.sex == Sex::Unknown;
        let apart = self.birth.zip(row.birth).map(|(one, other)| (one.on - other.on).num_days().abs());
        let shared = self.shares_phone(row) || self.same_address(row) || apart == Some(0);
        sexes && (shared || apart.is_none_or(|it| it <= NEAR))
    }

    fn shares_phone(&self, row: &SaidBefore) -> bool {
        self.more.phones.iter().any(|it| row.more.phones.contains(it))
    }

    fn same_visit(&self, row: &SaidBefore) -> bool {
        row.more.visit.is_some_and(|it| self.more.visit == Some(it) || self.more.days.contains(&it))
    }

    fn same_address(&self, row: &SaidBefore) -> bool {
        !self.more.address.is_empty() && self.more.address == row.more.address
    }

    fn other_address(&self, row: &SaidBefore) -> bool {
        let (one, other) = (&self.more.address, &row.more.address);
        !one.is_empty() && !other.is_empty() && !one.contains(other.as_str()) && !other.contains(one.as_str())
    }

    fn same_sex(&self, row: &SaidBefore) -> bool {
        self.sex == row.sex && self.sex != Sex::Unknown
    }

    /// One phone, and one day of a visit or ages that fit: the address is spelled otherwise, or they moved.
    fn has_moved(&self, row: &SaidBefore) -> bool {
        let aged = self.birth.is_some() && row.birth.is_some() && !self.other_age(row);
        self.shares_phone(row) && (aged || self.same_visit(row))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || ('\u{900}'..='\u{97F}').contains(c)).flat_map(char::to_lowercase).collect()
}
