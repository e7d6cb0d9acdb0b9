//! Who stands in a register: families on one phone, and some of them twice.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use swasthya::models::values::Sex;

use super::remarks::{self, Remark};
use super::{Chance, Style, today};

/// An age as the row tells it, on the day of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Years(u32),
    Months(u32),
}

/// What a row says, whatever it looks like.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Who it is: two rows with one number are one person.
    pub person: usize,
    /// As the row writes it, without a title.
    pub name: String,
    pub title: &'static str,
    pub sex: Sex,
    pub visit: NaiveDate,
    pub age: Option<Told>,
    pub birth: Option<NaiveDate>,
    /// The ten digits.
    pub phone: Option<String>,
    pub address: String,
    pub remark: Remark,
}

const WOMEN: &[&str] = &[
    "Asha",
    "Lakshmi",
    "Sunita",
    "Kavita",
    "Zeenat",
    "Harpreet",
    "Ananya",
    "Pooja",
    "Rekha",
    "Meenakshi",
    "Vandana",
    "Fatima",
    "Geeta",
    "Jyoti",
    "Shweta",
    "Nusrat",
    "Revathi",
    "Deepika",
    "Parvathi",
    "Ayesha",
    "Simran",
    "Bhavna",
    "Radha",
    "Usha",
    "Nirmala",
    "Anjali",
    "Priyanka",
    "Sarita",
    "Mumtaz",
    "Leela",
    "Savita",
    "Kamala",
    "Thangam",
    "Padma",
    "Rukmini",
    "Gurleen",
    "Champa",
    "Indira",
    "Maya",
    "Sheela",
    "Kiran",
    "Farida",
    "Hema",
    "Roshni",
    "Teresa",
    "Amrita",
    "Devika",
    "Noor",
    "Chhaya",
    "Ishwari",
];
const MEN: &[&str] = &[
    "Arjun",
    "Mohan",
    "Ramesh",
    "Suresh",
    "Vikram",
    "Imran",
    "Joseph",
    "Thomas",
    "Sandeep",
    "Krishnan",
    "Gurpreet",
    "Mahesh",
    "Dinesh",
    "Salman",
    "Yusuf",
    "Anil",
    "Venkatesh",
    "Ganesh",
    "Ashok",
    "Naveen",
    "Senthil",
    "Rajesh",
    "Rakesh",
    "Abdul",
    "Kabir",
    "Farhan",
    "Bharat",
    "Prakash",
    "Narayan",
    "Omkar",
    "Harjit",
    "Iqbal",
    "Jagdish",
    "Kishore",
    "Lalit",
    "Manoj",
    "Nitin",
    "Pratap",
    "Quasim",
    "Rohit",
    "Sachin",
    "Tarun",
    "Uday",
    "Wasim",
    "Yash",
    "Zubin",
    "Bhaskar",
    "Chetan",
    "Devendra",
    "Eknath",
];
const FAMILIES: &[&str] = &[
    "Rao",
    "Gupta",
    "Khan",
    "Singh",
    "Kaur",
    "Yadav",
    "Banerjee",
    "Hegde",
    "Pillai",
    "Menon",
    "Kulkarni",
    "Reddy",
    "Ansari",
    "Chaudhary",
    "Naidu",
    "Sheikh",
    "Shetty",
    "Verma",
    "Nair",
    "Das",
    "Qureshi",
    "Patel",
    "Mishra",
    "Joshi",
    "D'Souza",
    "Fernandes",
    "Sharma",
    "Iyer",
    "Mehta",
    "Bose",
    "Chatterjee",
    "Desai",
    "Gaikwad",
    "Jadhav",
    "Kamath",
    "Lobo",
    "Mukherjee",
    "Nambiar",
    "Oberoi",
    "Pawar",
    "Rathore",
    "Saxena",
    "Tiwari",
    "Upadhyay",
    "Varghese",
    "Wagh",
    "Zaveri",
    "Bhosale",
    "Dixit",
    "Ghosh",
];
/// Two usual spellings of one name.
const RESPELLED: &[(&str, &str)] = &[
    ("Lakshmi", "Laxmi"),
    ("Sunita", "Suneeta"),
    ("Geeta", "Gita"),
    ("Shweta", "Sweta"),
    ("Fatima", "Fathima"),
    ("Wasim", "Vaseem"),
    ("Banerjee", "Banerji"),
    ("Chaudhary", "Choudhury"),
    ("Pooja", "Puja"),
    ("Sheikh", "Shaikh"),
    ("Mishra", "Misra"),
    ("Usha", "Oosha"),
    ("Vikram", "Wikram"),
    ("Ayesha", "Aisha"),
    ("Deepika", "Dipika"),
    ("Rathore", "Rathor"),
    ("Upadhyay", "Upadhyaya"),
];
const HINDI: &[(&str, &str)] = &[
    ("Sunita", "सुनीता"),
    ("Lakshmi", "लक्ष्मी"),
    ("Rajesh", "राजेश"),
    ("Ramesh", "रमेश"),
    ("Verma", "वर्मा"),
    ("Singh", "सिंह"),
    ("Gupta", "गुप्ता"),
    ("Pooja", "पूजा"),
    ("Mohan", "मोहन"),
    ("Anil", "अनिल"),
    ("Yadav", "यादव"),
    ("Asha", "आशा"),
];
const PLACES: &[&str] = &["Bandra", "Kurla", "Malad (W)", "Ghatkopar", "Dahisar", "Jogeshwari", "Andheri", "Vile Parle", "Sion", "Dadar"];

#[derive(Clone)]
struct Person {
    number: usize,
    first: &'static str,
    last: &'static str,
    sex: Sex,
    born: NaiveDate,
    phone: String,
    address: String,
    remark: Remark,
}

/// So many rows, of families, with one person in six twice.
pub fn rows(chance: &mut Chance, count: usize, style: &Style) -> Vec<Truth> {
    let mut rows: Vec<Truth> = Vec::with_capacity(count + 8);
    let mut number = 0;
    while rows.len() < count {
        for person in family(chance, &mut number, style) {
            let first = row(chance, &person, style);
            if chance.often(16) {
                rows.push(again(chance, &person, &first, style));
            }
            rows.push(first);
        }
    }
    chance.shuffle(&mut rows);
    rows
}

/// The rows that are one person.
pub fn pairs(rows: &[Truth]) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        pairs.extend((at + 1..rows.len()).filter(|other| rows[*other].person == row.person).map(|other| (at, other)));
    }
    pairs
}

/// One to six people with one phone, one address and one family name. A grandchild may be called as a grandparent is.
fn family(chance: &mut Chance, number: &mut usize, style: &Style) -> Vec<Person> {
    let last = *chance.one(FAMILIES);
    let phone = format!("{}{:09}", chance.between(6, 9), chance.next() % 1_000_000_000);
    let address = format!(
        "{}/{}, {}",
        chance.between(1, 399),
        char::from(b'A' + u8::try_from(chance.below(4)).expect("a letter")),
        chance.one(PLACES)
    );
    let mut people: Vec<Person> = Vec::new();
    for _ in 0..[1, 1, 2, 2, 3, 4, 6][chance.below(7)] {
        let sex = if chance.often(50) { Sex::Female } else { Sex::Male };
        let names = if sex == Sex::Female { WOMEN } else { MEN };
        let mut first = *chance.one(names);
        if let Some(elder) = people.iter().find(|it| it.sex == sex).filter(|_| chance.often(12)) {
            first = elder.first;
        }
        let years = if chance.often(8) { chance.between(0, 1) } else { chance.between(2, 85) };
        let born = today() - Days::new(u64::try_from(years * 365 + chance.between(400, 760)).expect("days"));
        let same = people.iter().find(|it| it.first == first);
        if same.is_some_and(|it| (it.born.year() - born.year()).abs() < 25) {
            continue;
        }
        let remark = remarks::drawn(chance, style.asks_for_a_lot);
        people.push(Person { number: *number, first, last, sex, born, phone: phone.clone(), address: address.clone(), remark });
        *number += 1;
    }
    people
}

fn row(chance: &mut Chance, person: &Person, style: &Style) -> Truth {
    let visit = visit(chance, person.born);
    let mut row = Truth {
        person: person.number,
        name: format!("{} {}", person.first, person.last),
        title: title(chance, person, visit, style),
        sex: person.sex,
        visit,
        age: None,
        birth: chance.often(style.births).then_some(person.born),
        phone: chance.often(92).then(|| person.phone.clone()),
        address: if chance.often(92) { person.address.clone() } else { String::new() },
        remark: person.remark.clone(),
    };
    row.age = age(chance, person.born, row.visit, row.birth.is_none());
    if style.hindi && chance.often(30) {
        row.name = in_hindi(&row.name);
    }
    row
}

/// The same person again: on another day, spelled otherwise, by an initial, without the phone. Something is left to know them by.
fn again(chance: &mut Chance, person: &Person, first: &Truth, style: &Style) -> Truth {
    let mut row = row(chance, person, style);
    row.address = first.address.clone();
    row.phone = Some(person.phone.clone());
    let (given, last) = (person.first, person.last);
    match chance.below(10) {
        0 | 1 => row.name = format!("{}. {last}", &given[..1]),
        2 => row.name = format!("{last} {given}"),
        3 => row.name = row.name.to_uppercase(),
        4 => row.name = row.name.to_lowercase(),
        5 => row.name = format!("{} {}", respelled(given), respelled(last)),
        6 => row.name = slipped(chance, given, last),
        _ => {}
    }
    if chance.often(25) {
        row.phone = None;
        row.address = person.address.clone();
    } else if chance.often(15) {
        row.address = String::new();
    }
    if row.phone.is_none() || first.phone.is_none() {
        row.address = first.address.clone();
        if row.address.is_empty() {
            row.phone = first.phone.clone().or(Some(person.phone.clone()));
            row.birth = Some(person.born);
        }
    }
    row
}

fn visit(chance: &mut Chance, born: NaiveDate) -> NaiveDate {
    let earliest = born.max(NaiveDate::from_ymd_opt(2019, 1, 1).expect("a date")) + Days::new(30);
    let span = (today() - earliest).num_days().max(1);
    earliest + Days::new(u64::try_from(chance.below(usize::try_from(span).expect("days"))).expect("days"))
}

fn age(chance: &mut Chance, born: NaiveDate, on: NaiveDate, must: bool) -> Option<Told> {
    if !must && chance.often(40) {
        return None;
    }
    let years = on.years_since(born).unwrap_or(0);
    let months = u32::try_from((on - born).num_days() / 30).expect("months");
    Some(if years == 0 { Told::Months(months.clamp(1, 11)) } else { Told::Years(years) })
}

fn title(chance: &mut Chance, person: &Person, visit: NaiveDate, style: &Style) -> &'static str {
    let years = visit.years_since(person.born).unwrap_or(0);
    if !chance.often(style.titles) {
        return "";
    }
    match person.sex {
        Sex::Female if years >= 20 => chance.one::<&str>(&["Smt. ", "Mrs ", "Ms. ", "Mrs."]),
        Sex::Male if years >= 20 => chance.one::<&str>(&["Mr.", "Mr ", "Shri "]),
        _ => "",
    }
}

fn respelled(name: &str) -> &str {
    RESPELLED.iter().find(|(one, _)| *one == name).map_or(name, |(_, other)| other)
}

fn in_hindi(name: &str) -> String {
    let words: Option<Vec<&str>> = name.split(' ').map(|word| HINDI.iter().find(|(latin, _)| *latin == word).map(|it| it.1)).collect();
    words.map_or_else(|| name.to_owned(), |words| words.join(" "))
}

/// One letter left out or two exchanged, beyond the first.
fn slipped(chance: &mut Chance, first: &str, last: &str) -> String {
    let mut letters: Vec<char> = first.chars().collect();
    if letters.len() > 4 {
        let at = chance.between(2, letters.len() - 2);
        if chance.often(50) {
            letters.remove(at);
        } else {
            letters.swap(at, at + 1);
        }
    }
    format!("{} {last}", letters.into_iter().collect::<String>())
}
