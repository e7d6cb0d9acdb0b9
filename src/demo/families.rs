//! The demo's patients: families on one phone, with Hindi and English names.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use crate::models::people::Relation;
use crate::models::values::Sex;

/// A name in Latin letters and in Devanagari, and in which families it is usual.
type Named = (&'static str, &'static str, Usual);

/// Where a name is usual. Families here keep to names of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Usual {
    Hindu,
    Muslim,
    Christian,
}

use Usual::{Christian, Hindu, Muslim};

const SURNAMES: [Named; 32] = [
    ("Patil", "पाटील", Hindu),
    ("Sharma", "शर्मा", Hindu),
    ("Deshmukh", "देशमुख", Hindu),
    ("Yadav", "यादव", Hindu),
    ("Gupta", "गुप्ता", Hindu),
    ("Shaikh", "शेख", Muslim),
    ("Kulkarni", "कुलकर्णी", Hindu),
    ("Verma", "वर्मा", Hindu),
    ("Khan", "ख़ान", Muslim),
    ("Joshi", "जोशी", Hindu),
    ("Fernandes", "फर्नांडिस", Christian),
    ("Nair", "नायर", Hindu),
    ("Chauhan", "चौहान", Hindu),
    ("Jadhav", "जाधव", Hindu),
    ("Mishra", "मिश्रा", Hindu),
    ("Pawar", "पवार", Hindu),
    ("Iyer", "अय्यर", Hindu),
    ("Singh", "सिंह", Hindu),
    ("Ansari", "अंसारी", Muslim),
    ("Rao", "राव", Hindu),
    ("Tiwari", "तिवारी", Hindu),
    ("More", "मोरे", Hindu),
    ("Das", "दास", Hindu),
    ("Pillai", "पिल्लई", Hindu),
    ("Mehta", "मेहता", Hindu),
    ("Gaikwad", "गायकवाड", Hindu),
    ("Shinde", "शिंदे", Hindu),
    ("Qureshi", "क़ुरैशी", Muslim),
    ("Reddy", "रेड्डी", Hindu),
    ("D'Souza", "डिसूज़ा", Christian),
    ("Thakur", "ठाकुर", Hindu),
    ("Agarwal", "अग्रवाल", Hindu),
];

const WOMEN: [Named; 31] = [
    ("Asha", "आशा", Hindu),
    ("Lakshmi", "लक्ष्मी", Hindu),
    ("Sunita", "सुनीता", Hindu),
    ("Shweta", "श्वेता", Hindu),
    ("Fatima", "फ़ातिमा", Muslim),
    ("Priya", "प्रिया", Hindu),
    ("Kavita", "कविता", Hindu),
    ("Meena", "मीना", Hindu),
    ("Rekha", "रेखा", Hindu),
    ("Anjali", "अंजलि", Hindu),
    ("Pooja", "पूजा", Hindu),
    ("Savitri", "सावित्री", Hindu),
    ("Nasreen", "नसरीन", Muslim),
    ("Geeta", "गीता", Hindu),
    ("Deepa", "दीपा", Hindu),
    ("Mary", "मैरी", Christian),
    ("Sushma", "सुषमा", Hindu),
    ("Vaishali", "वैशाली", Hindu),
    ("Radha", "राधा", Hindu),
    ("Zoya", "ज़ोया", Muslim),
    ("Usha", "उषा", Hindu),
    ("Manisha", "मनीषा", Hindu),
    ("Archana", "अर्चना", Hindu),
    ("Kamala", "कमला", Hindu),
    ("Sneha", "स्नेहा", Hindu),
    ("Jyoti", "ज्योति", Hindu),
    ("Rosy", "रोज़ी", Christian),
    ("Agnes", "एग्नेस", Christian),
    ("Shabnam", "शबनम", Muslim),
    ("Rukhsar", "रुख़सार", Muslim),
    ("Clara", "क्लारा", Christian),
];

const MEN: [Named; 30] = [
    ("Mohan", "मोहन", Hindu),
    ("Rajesh", "राजेश", Hindu),
    ("Mohammed", "मोहम्मद", Muslim),
    ("Suresh", "सुरेश", Hindu),
    ("Vikas", "विकास", Hindu),
    ("Anil", "अनिल", Hindu),
    ("Imran", "इमरान", Muslim),
    ("Ganesh", "गणेश", Hindu),
    ("Prakash", "प्रकाश", Hindu),
    ("Arun", "अरुण", Hindu),
    ("Joseph", "जोसेफ", Christian),
    ("Sanjay", "संजय", Hindu),
    ("Vijay", "विजय", Hindu),
    ("Ramesh", "रमेश", Hindu),
    ("Salim", "सलीम", Muslim),
    ("Dinesh", "दिनेश", Hindu),
    ("Krishna", "कृष्ण", Hindu),
    ("Ashok", "अशोक", Hindu),
    ("Manoj", "मनोज", Hindu),
    ("Santosh", "संतोष", Hindu),
    ("Nitin", "नितिन", Hindu),
    ("Harish", "हरीश", Hindu),
    ("Shankar", "शंकर", Hindu),
    ("Yusuf", "यूसुफ़", Muslim),
    ("Kiran", "किरण", Hindu),
    ("Bhaskar", "भास्कर", Hindu),
    ("Anthony", "एंथनी", Christian),
    ("Peter", "पीटर", Christian),
    ("Rashid", "राशिद", Muslim),
    ("Francis", "फ्रांसिस", Christian),
];

const GIRLS: [Named; 16] = [
    ("Aaradhya", "आराध्या", Hindu),
    ("Diya", "दिया", Hindu),
    ("Ananya", "अनन्या", Hindu),
    ("Myra", "मायरा", Hindu),
    ("Aisha", "आयशा", Muslim),
    ("Siya", "सिया", Hindu),
    ("Tanvi", "तन्वी", Hindu),
    ("Riya", "रिया", Hindu),
    ("Kavya", "काव्या", Hindu),
    ("Saanvi", "सान्वी", Hindu),
    ("Mehak", "महक", Muslim),
    ("Gauri", "गौरी", Hindu),
    ("Sarah", "सारा", Christian),
    ("Anna", "ऐना", Christian),
    ("Zara", "ज़ारा", Muslim),
    ("Inaya", "इनाया", Muslim),
];

const BOYS: [Named; 16] = [
    ("Aarav", "आरव", Hindu),
    ("Kabir", "कबीर", Hindu),
    ("Vihaan", "विहान", Hindu),
    ("Arjun", "अर्जुन", Hindu),
    ("Ayaan", "अयान", Muslim),
    ("Rohan", "रोहन", Hindu),
    ("Ishaan", "ईशान", Hindu),
    ("Atharva", "अथर्व", Hindu),
    ("Dev", "देव", Hindu),
    ("Reyansh", "रेयांश", Hindu),
    ("Zaid", "ज़ैद", Muslim),
    ("Omkar", "ओंकार", Hindu),
    ("Aaron", "ऐरन", Christian),
    ("Daniel", "डैनियल", Christian),
    ("Rehan", "रेहान", Muslim),
    ("Arhaan", "अरहान", Muslim),
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
pub struct DemoPerson {
    pub full_name: String,
    pub sex: Sex,
    pub born_on: NaiveDate,
    pub estimated: bool,
    pub relation: Relation,
    pub allergies: Vec<String>,
    pub conditions: Vec<String>,
    /// From 0 to 255: short and light to tall and heavy.
    pub build: i64,
}

/// People who share an address, and a phone if they have one.
pub struct DemoFamily {
    pub phone: Option<String>,
    pub address: String,
    pub hindi: bool,
    pub people: Vec<DemoPerson>,
}

/// Families of about `people` people in all. The first numbers are easy to remember: they are printed for trying.
pub fn families(chance: &mut Chance, people: usize, first_number: i64, today: NaiveDate) -> Vec<DemoFamily> {
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

fn family(chance: &mut Chance, phone: Option<String>, hindi: bool, large: bool, today: NaiveDate) -> DemoFamily {
    // Most who read Hindi are written down in Latin letters all the same.
    let devanagari = hindi && chance.percent(45);
    let surname = chance.one(&SURNAMES);
    let mut people = Vec::new();
    let head = if chance.percent(50) { Sex::Female } else { Sex::Male };
    let head_age = chance.between(26, 58);
    let mut add = |chance: &mut Chance, sex: Sex, age: i64, relation: Relation| {
        let given = match (sex, age < 16) {
            (Sex::Female, false) => name_of(chance, &WOMEN, surname.2, &people),
            (Sex::Female, true) => name_of(chance, &GIRLS, surname.2, &people),
            (_, false) => name_of(chance, &MEN, surname.2, &people),
            (_, true) => name_of(chance, &BOYS, surname.2, &people),
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
        let build = chance.between(0, 255);
        people.push(DemoPerson { full_name, sex, born_on, estimated, relation, allergies, conditions, build });
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
    DemoFamily { phone, address, hindi, people }
}

/// A name that is usual in the family, and that nobody of it has yet.
fn name_of(chance: &mut Chance, names: &[Named], usual: Usual, family: &[DemoPerson]) -> Named {
    let taken = |name: &Named| family.iter().any(|it| it.full_name.starts_with(name.0) || it.full_name.starts_with(name.1));
    let names: Vec<Named> = names.iter().filter(|it| it.2 == usual && !taken(it)).copied().collect();
    *chance.one(&names)
}

#[cfg(test)]
mod tests {
    use super::{Chance, families};
    use crate::models::values::Name;
    use crate::models::values::Phone;
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
