//! What a register said of somebody, and whether another row says the same, something else or nothing of it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::models::exchange::register::age_sex::AgeTold;
use crate::models::exchange::register::entry::{RegisterEntry, bare_number};
use crate::models::values::{Birth, Phone, Sex};

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

/// Two estimates of one age, told on two known days, are no further apart, in days: a year, and the days of a month.
const ONE_AGE: i64 = 400;

/// Past so many days two of a name are a generation apart, and no likeness.
const NEAR: i64 = 5_500;

impl SaidBefore {
    pub fn of(entry: &RegisterEntry) -> SaidBefore {
        let age = entry.age.map(|it| match it {
            AgeTold::Years(count) => format!("{count}y"),
            AgeTold::Months(count) => format!("{count}m"),
            AgeTold::Days(count) => format!("{count}d"),
        });
        let more = SaidMore {
            age,
            visit: entry.first_visit_on,
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

    /// What a later row says of somebody, put to what was said before.
    pub fn and(&self, later: &SaidBefore) -> SaidMore {
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
        let in_house = housed && row.more.address.contains(|c: char| c.is_numeric());
        let numbered = self.more.number == row.more.number || self.more.number.is_empty() || row.more.number.is_empty();
        self.shares_phone(row) && (aged || housed || self.same_visit(row))
            || own_day
            || aged && numbered && (self.same_visit(row) || in_house)
    }

    /// Whether a row says nothing else of whatever both tell, and both tell an age, or neither, or one phone.
    pub(super) fn says_nothing_else(&self, row: &SaidBefore) -> bool {
        let same = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let (one, other) = (&self.more, &row.more);
        let remarks = same(&one.remarks, &other.remarks) || one.remarks.contains(&other.remarks) || other.remarks.contains(&one.remarks);
        let ages = one.age.is_none() || other.age.is_none() || one.age == other.age;
        let visits = one.visit.is_none() || other.visit.is_none() || one.visit == other.visit;
        same(&one.number, &other.number)
            && remarks
            && ages
            && visits
            && (self.birth.is_some() == row.birth.is_some() || self.shares_phone(row))
    }

    /// Whether a row adds no allergy and no condition to what was said: by a name and an age alone none is put on a record.
    pub(super) fn knows_as_much(&self, row: &SaidBefore) -> bool {
        let knows = |before: &[String], now: &[String]| now.iter().all(|it| before.contains(it));
        let (before, now) = (&self.more, &row.more);
        self.shares_phone(row) || knows(&before.allergies, &now.allergies) && knows(&before.conditions, &now.conditions)
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
        self.more.visit.is_some() && self.more.visit == row.more.visit
    }

    fn same_address(&self, row: &SaidBefore) -> bool {
        !self.more.address.is_empty() && self.more.address == row.more.address
    }

    /// One phone, and the visit's day or the age as it was told: the address is spelled in another way, or another one.
    fn has_moved(&self, row: &SaidBefore) -> bool {
        let same_age = self.more.age.is_some() && self.more.age == row.more.age;
        self.shares_phone(row) && (same_age || self.same_visit(row))
    }

    fn other_address(&self, row: &SaidBefore) -> bool {
        let (one, other) = (&self.more.address, &row.more.address);
        !one.is_empty() && !other.is_empty() && !one.contains(other.as_str()) && !other.contains(one.as_str())
    }

    /// Ages without a day on which they were told are one only where they are told alike: the same register, in another shape.
    fn other_age(&self, row: &SaidBefore) -> bool {
        let Some((one, other)) = self.birth.zip(row.birth) else { return false };
        if !one.estimated && !other.estimated {
            return one.on != other.on;
        }
        let dated = |said: &SaidBefore| said.more.visit.is_some() || said.exact_birth().is_some();
        let both_dated = dated(self) && dated(row);
        if !both_dated && self.more.age.is_some() && row.more.age.is_some() {
            return self.more.age != row.more.age;
        }
        (one.on - other.on).num_days().abs() > ONE_AGE
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || ('\u{900}'..='\u{97F}').contains(c)).flat_map(char::to_lowercase).collect()
}
