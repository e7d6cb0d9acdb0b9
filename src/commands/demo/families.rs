//! The demo's patients: families on one phone, with Hindi and English names.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use crate::models::age::Sex;
use crate::models::profile::Relation;

/// Somebody's name in Latin letters and in Devanagari.
type Named = (&'static str, &'static str);

const SURNAMES: [Named; 32] = [
    ("Patil", "पाटील"),
    ("Sharma", "शर्मा"),
    ("Deshmukh", "देशमुख"),
    ("Yadav", "यादव"),
    ("Gupta", "गुप्ता"),
    ("Shaikh", "शेख"),
    ("Kulkarni", "कुलकर्णी"),
    ("Verma", "वर्मा"),
    ("Khan", "ख़ान"),
    ("Joshi", "जोशी"),
    ("Fernandes", "फर्नांडिस"),
    ("Nair", "नायर"),
    ("Chauhan", "चौहान"),
    ("Jadhav", "जाधव"),
    ("Mishra", "मिश्रा"),
    ("Pawar", "पवार"),
    ("Iyer", "अय्यर"),
    ("Singh", "सिंह"),
    ("Ansari", "अंसारी"),
    ("Rao", "राव"),
    ("Tiwari", "तिवारी"),
    ("More", "मोरे"),
    ("Das", "दास"),
    ("Pillai", "पिल्लई"),
    ("Mehta", "मेहता"),
    ("Gaikwad", "गायकवाड"),
    ("Shinde", "शिंदे"),
    ("Qureshi", "क़ुरैशी"),
    ("Reddy", "रेड्डी"),
    ("D'Souza", "डिसूज़ा"),
    ("Thakur", "ठाकुर"),
    ("Agarwal", "अग्रवाल"),
];

const WOMEN: [Named; 26] = [
    ("Asha", "आशा"),
    ("Lakshmi", "लक्ष्मी"),
    ("Sunita", "सुनीता"),
    ("Shweta", "श्वेता"),
    ("Fatima", "फ़ातिमा"),
    ("Priya", "प्रिया"),
    ("Kavita", "कविता"),
    ("Meena", "मीना"),
    ("Rekha", "रेखा"),
    ("Anjali", "अंजलि"),
    ("Pooja", "पूजा"),
    ("Savitri", "सावित्री"),
    ("Nasreen", "नसरीन"),
    ("Geeta", "गीता"),
    ("Deepa", "दीपा"),
    ("Mary", "मैरी"),
    ("Sushma", "सुषमा"),
    ("Vaishali", "वैशाली"),
    ("Radha", "राधा"),
    ("Zoya", "ज़ोया"),
    ("Usha", "उषा"),
    ("Manisha", "मनीषा"),
    ("Archana", "अर्चना"),
    ("Kamala", "कमला"),
    ("Sneha", "स्नेहा"),
    ("Jyoti", "ज्योति"),
];

const MEN: [Named; 26] = [
    ("Mohan", "मोहन"),
    ("Rajesh", "राजेश"),
    ("Mohammed", "मोहम्मद"),
    ("Suresh", "सुरेश"),
    ("Vikas", "विकास"),
    ("Anil", "अनिल"),
    ("Imran", "इमरान"),
    ("Ganesh", "गणेश"),
    ("Prakash", "प्रकाश"),
    ("Arun", "अरुण"),
    ("Joseph", "जोसेफ"),
    ("Sanjay", "संजय"),
    ("Vijay", "विजय"),
    ("Ramesh", "रमेश"),
    ("Salim", "सलीम"),
    ("Dinesh", "दिनेश"),
    ("Krishna", "कृष्ण"),
    ("Ashok", "अशोक"),
    ("Manoj", "मनोज"),
    ("Santosh", "संतोष"),
    ("Nitin", "नितिन"),
    ("Harish", "हरीश"),
    ("Shankar", "शंकर"),
    ("Yusuf", "यूसुफ़"),
    ("Kiran", "किरण"),
    ("Bhaskar", "भास्कर"),
];

const GIRLS: [Named; 12] = [
    ("Aaradhya", "आराध्या"),
    ("Diya", "दिया"),
    ("Ananya", "अनन्या"),
    ("Myra", "मायरा"),
    ("Aisha", "आयशा"),
    ("Siya", "सिया"),
    ("Tanvi", "तन्वी"),
    ("Riya", "रिया"),
    ("Kavya", "काव्या"),
    ("Saanvi", "सान्वी"),
    ("Mehak", "महक"),
    ("Gauri", "गौरी"),
];

const BOYS: [Named; 12] = [
    ("Aarav", "आरव"),
    ("Kabir", "कबीर"),
    ("Vihaan", "विहान"),
    ("Arjun", "अर्जुन"),
    ("Ayaan", "अयान"),
    ("Rohan", "रोहन"),
    ("Ishaan", "ईशान"),
    ("Atharva", "अथर्व"),
    ("Dev", "देव"),
    ("Reyansh", "रेयांश"),
    ("Zaid", "ज़ैद"),
    ("Omkar", "ओंकार"),
];

const STREETS: [&str; 10] = [
    "Veera Desai Road",
    "J P Road",
    "Hill Road",
    "Linking Road",
    "S V Road",
    "Lokhandwala Complex",
    "Gundavali Gaothan",
    "Sahar Road",
    "Turner Road",
    "Yari Road",
];

/// Substances and how many of a hundred people must not be given them.
const ALLERGIES: [&str; 6] = ["Penicillin", "Sulfa", "Aspirin", "Ibuprofen", "Dust", "Peanuts"];

const CONDITIONS: [&str; 6] =
    ["Type 2 diabetes mellitus", "Hypertension", "Hypothyroidism", "Bronchial asthma", "Osteoarthritis of knee", "Dyslipidaemia"];

/// Somebody of a family.
pub struct Person {
    pub full_name: String,
    pub sex: Sex,
    pub born_on: NaiveDate,
    pub estimated: bool,
    pub relation: Relation,
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
}

/// People who share an address, and a phone if they have one.
pub struct Family {
    pub phone: Option<String>,
    pub address: String,
    pub hindi: bool,
    pub people: Vec<Person>,
}

/// Families of about `people` people in all. The first numbers are easy to remember: they are printed for trying.
pub fn families(chance: &mut Chance, people: usize, first_number: i64, today: NaiveDate) -> Vec<Family> {
    let mut families = Vec::new();
    let mut count = 0;
    while count < people {
        let number = i64::try_from(families.len()).unwrap_or_default();
        let phone = (number < 5 || !chance.percent(6)).then(|| {
            if number < 20 {
                format!("+91{}", first_number + number)
            } else {
                format!("+9198{:03}{:05}", 200 + number % 700, chance.between(10_000, 99_999))
            }
        });
        let hindi = number == 1 || chance.percent(35);
        let family = family(chance, phone, hindi, number < 3, today);
        count += family.people.len();
        families.push(family);
    }
    families
}

fn family(chance: &mut Chance, phone: Option<String>, hindi: bool, large: bool, today: NaiveDate) -> Family {
    // Most who read Hindi are written down in Latin letters all the same.
    let devanagari = hindi && chance.percent(45);
    let surname = chance.one(&SURNAMES);
    let mut people = Vec::new();
    let head = if chance.percent(50) { Sex::Female } else { Sex::Male };
    let head_age = chance.between(26, 58);
    let mut add = |chance: &mut Chance, sex: Sex, age: i64, relation: Relation| {
        let given = match (sex, age < 16) {
            (Sex::Female, false) => chance.one(&WOMEN),
            (Sex::Female, true) => chance.one(&GIRLS),
            (_, false) => chance.one(&MEN),
            (_, true) => chance.one(&BOYS),
        };
        let full_name = if devanagari { format!("{} {}", given.1, surname.1) } else { format!("{} {}", given.0, surname.0) };
        let estimated = age > 20 && chance.percent(40);
        let days = u64::try_from(age * 365 + chance.between(1, 364)).unwrap_or_default();
        let born = today - Days::new(days);
        let born_on = if estimated { NaiveDate::from_ymd_opt(chrono::Datelike::year(&born), 7, 1).unwrap_or(born) } else { born };
        let mut allergies = Vec::new();
        if chance.percent(11) {
            allergies.push((*chance.one(&ALLERGIES)).to_owned());
        }
        let mut conditions = Vec::new();
        if chance.percent(if age > 45 { 60 } else { 6 }) {
            let known = if age < 20 { "Bronchial asthma" } else { *chance.one(&CONDITIONS) };
            conditions.push(known.to_owned());
            if age > 60 && known != "Hypertension" && chance.percent(50) {
                conditions.push("Hypertension".to_owned());
            }
        }
        people.push(Person { full_name, sex, born_on, estimated, relation, allergies, conditions });
    };
    add(chance, head, head_age, Relation::Own);
    if large || chance.percent(55) {
        let spouse = if head == Sex::Female { Sex::Male } else { Sex::Female };
        let age = (head_age + chance.between(-4, 4)).max(23);
        add(chance, spouse, age, Relation::Spouse);
    }
    let children = if large { 2 } else { chance.between(0, 2) };
    for _ in 0..children {
        let sex = if chance.percent(50) { Sex::Female } else { Sex::Male };
        let oldest = (head_age - 22).clamp(1, 24);
        let age = chance.between(0, oldest);
        add(chance, sex, age, Relation::Child);
    }
    if large || chance.percent(35) {
        let sex = if chance.percent(60) { Sex::Female } else { Sex::Male };
        let age = head_age + chance.between(22, 32);
        add(chance, sex, age, Relation::Parent);
    }
    let address = format!("{}, {}", chance.between(1, 60), chance.one(&STREETS));
    Family { phone, address, hindi, people }
}

#[cfg(test)]
mod tests {
    use super::{Chance, families};
    use crate::models::name::Name;
    use crate::models::phone::Phone;
    use chrono::NaiveDate;

    #[test]
    fn every_name_and_number_is_one_that_the_desk_would_take() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let families = families(&mut Chance::seeded(1), 400, 9_820_010_001, today);
        for family in &families {
            assert!(family.phone.as_deref().is_none_or(|it| Phone::parse(it).is_ok_and(|phone| phone.e164() == it)), "{:?}", family.phone);
            for person in &family.people {
                assert!(Name::parse(&person.full_name).is_ok(), "{}", person.full_name);
                assert!(person.born_on < today);
            }
        }
        assert!((400..420).contains(&families.iter().map(|it| it.people.len()).sum::<usize>()));
    }
}
