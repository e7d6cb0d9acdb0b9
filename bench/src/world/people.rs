//! Who the patients are: families on one phone, registered in the order of their first visits.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{A_DAY, CLINICS, Id, Kind, World, draw, names, percent};

/// A patient, made up from their number.
#[derive(Clone, Debug)]
pub struct Person {
    pub number: u32,
    pub id: Id,
    pub name: String,
    pub female: bool,
    pub born_on: NaiveDate,
    pub estimated: bool,
    pub relation: &'static str,
    pub family: u32,
    pub phone: String,
    pub record_number: String,
    pub registered: NaiveDateTime,
}

/// How many live in each of five families; they repeat.
const FAMILIES: [u32; 5] = [1, 2, 3, 4, 2];
const IN_FIVE: u32 = 12;

/// A family's number at its clinic, and which of it the patient is.
fn family(at_clinic: u32) -> (u32, u32) {
    let mut place = at_clinic % IN_FIVE;
    for (at, size) in (0..).zip(FAMILIES) {
        if place < size {
            return (at_clinic / IN_FIVE * 5 + at, place);
        }
        place -= size;
    }
    (0, 0)
}

impl World {
    /// How many families there are at each clinic.
    pub fn families(&self) -> u32 {
        family(self.of_clinic() - 1).0 + 1
    }

    /// The patient of that number, from 0: each clinic has every twentieth.
    pub fn person(&self, number: u32) -> Person {
        let (clinic, at_clinic) = (number % CLINICS, number / CLINICS);
        let (of_clinic, member) = family(at_clinic);
        let family = of_clinic * CLINICS + clinic;
        let lot = u64::from(number);
        let head_is_female = percent(family.into(), 1) < 50;
        let female = match member {
            0 => head_is_female,
            1 => !head_is_female,
            _ => percent(lot, 2) < 50,
        };
        let head_age = 28 + draw(family.into(), 3) % 30;
        let (relation, age) = match member {
            0 => ("self", head_age),
            1 => ("spouse", head_age - 2),
            2 => ("child", draw(lot, 4) % (head_age - 22)),
            _ => ("parent", head_age + 25),
        };
        let registered = self.morning(at_clinic / A_DAY);
        let born_on = registered.date() - Days::new(age * 365 + 20 + draw(lot, 5) % 340);
        Person {
            number,
            id: self.patient_id(number),
            name: names::name(self.family_lot(family), lot, female),
            female,
            born_on,
            estimated: age > 40 && percent(lot, 6) < 30,
            relation,
            family,
            phone: self.phone(family),
            record_number: format!("SW-{:06}", number + 1),
            registered,
        }
    }

    /// The profile of the patient of that number.
    pub fn patient_id(&self, number: u32) -> Id {
        self.id(Kind::Patient, self.morning(number / CLINICS / A_DAY), number.into())
    }

    /// The account of a family, in the directory.
    pub fn user(&self, family: u32) -> Id {
        self.id(Kind::User, self.morning(0), family.into())
    }

    /// A family's phone: nobody else's, in no organisation.
    pub fn phone(&self, family: u32) -> String {
        let first = match self.patients {
            ..50_000 => 7,
            50_000..500_000 => 8,
            _ => 9,
        };
        let rest = u64::from(family) * 618_033_989 % 1_000_000_000;
        format!("+91{first}{rest:09}")
    }

    fn family_lot(&self, family: u32) -> u64 {
        u64::from(family) + (u64::from(self.patients) << 32)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn families_have_one_phone_that_no_other_has() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let world = World::until("p10k", 10_000, day);
        let people: Vec<Person> = (0..10_000).map(|it| world.person(it)).collect();
        let families: HashSet<u32> = people.iter().map(|it| it.family).collect();
        let phones: HashSet<&str> = people.iter().map(|it| it.phone.as_str()).collect();
        assert_eq!(families.len(), phones.len());
        assert_eq!(families.len(), usize::try_from(world.families() * CLINICS).unwrap());
        assert_eq!(people.iter().map(|it| it.id).collect::<HashSet<Id>>().len(), 10_000);
        assert!(people.iter().all(|it| it.born_on < it.registered.date()));
        assert!(people.iter().filter(|it| it.family == people[0].family).count() <= 4);
    }
}
