//! Names as registers have them: titles, capitals, and whose wife or son somebody is.

use crate::models::values::{Name, NameError, Sex};

/// A name, and what else stood in its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterPerson {
    pub name: Name,
    /// The sex that the title tells.
    pub sex: Option<Sex>,
    /// "W/o Prakash": kept with the remarks.
    pub kin: Option<String>,
    /// A word before the name that is kept with the remarks: that somebody is dead.
    pub beside: Option<&'static str>,
    /// What is odd about the name, as Fluent keys.
    pub doubts: Vec<&'static str>,
}

/// What the other cells of the row say of whoever bears the name.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameBearer {
    pub sex: Option<Sex>,
    /// Full years.
    pub years: Option<i32>,
}

/// Reads a cell. Titles are left out, because sex has its own place; a name all in capitals or all in small letters is
/// written as names are.
pub fn read(cell: &str, bearer: NameBearer) -> Result<RegisterPerson, NameError> {
    let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let (own, kin) = part_kin(&cell);
    let mut doubts = odd(own);
    if may_be_nobody(own) {
        doubts.push("import-doubt-nobody");
    }
    let is_two = is_two(own);
    let joins = |it: &str| matches!(it, "&" | "and" | "/" | "+");
    if is_two || own.split_whitespace().skip(1).any(joins) && own.split_whitespace().last().is_some_and(|it| !joins(it)) {
        doubts.push("import-doubt-two");
    }
    let (title_sex, bare) = if is_two || is_nameless_child(own) { (None, own.to_owned()) } else { without_titles(own, bearer) };
    let says_dead =
        |it: &str| matches!(it.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str(), "dead" | "died" | "expired" | "मृत");
    if own.split_whitespace().any(says_dead) {
        doubts.push("import-doubt-late");
    }
    let late = own.split([' ', '.']).take(2).any(|it| matches!(it.to_lowercase().as_str(), "late" | "स्व" | "स्व॰" | "kai" | "कै"))
        && !bare.to_lowercase().starts_with("late ");
    if late {
        doubts.push("import-doubt-late");
    }
    let name = Name::parse(&tidied(&bare))?;
    Ok(RegisterPerson { name, sex: title_sex, kin, beside: late.then_some("Late"), doubts })
}

/// Cuts "W/o Prakash" off, in whatever way it is written and marked off.
fn part_kin(cell: &str) -> (&str, Option<String>) {
    const MARKS: [&str; 13] = ["w/o", "s/o", "d/o", "c/o", "h/o", "m/o", "f/o", "b/o", "g/o", "wife of", "son of", "daughter of", "w.o."];
    let lower = cell.to_ascii_lowercase();
    let starts = |at: usize| at > 0 && lower[..at].ends_with([' ', ',', '(', '-']);
    let at = MARKS.iter().filter_map(|mark| lower.match_indices(mark).map(|it| it.0).find(|at| starts(*at))).min();
    let Some(at) = at else { return (cell, None) };
    let kin = cell[at..].trim().trim_end_matches(')');
    (cell[..at].trim_end_matches([' ', ',', '(', '-']), Some(kin.to_owned()))
}

/// "Baby of Sunita", "Baby Boy of Sunita", "Baby girl": a child that is not called yet is called so.
fn is_nameless_child(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(|it| it.trim_end_matches('.').to_lowercase()).collect();
    let second = words.get(1).map(String::as_str);
    matches!(words.first().map(String::as_str), Some("baby" | "b" | "bb" | "बेबी"))
        && matches!(second, Some("of" | "boy" | "girl" | "b/o" | "o" | "child"))
}

/// "Mr & Mrs Sharma": two people in one row.
fn is_two(name: &str) -> bool {
    let words: Vec<String> = name.split([' ', '.']).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    words.windows(3).any(|it| title(&it[0]).is_some() && matches!(it[1].as_str(), "&" | "and" | "+" | "व") && title(&it[2]).is_some())
}

/// Whether a title says that it is a man, or no infant: "Mr. Asha".
pub fn is_of_a_man(name: &str) -> bool {
    let first = name.trim_start().split([' ', '.']).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "mr" | "shri" | "shriman" | "श्री" | "श्रीमान")
}

/// The line below a page of a register: how many there were, carried and brought forward.
pub fn is_a_total(name: &str) -> bool {
    let words: Vec<String> = super::heads::words(name);
    let only = |word: &String| COUNTS.contains(&word.as_str()) || BESIDE_COUNTS.contains(&word.as_str()) || word.parse::<u32>().is_ok();
    let is_count = words.iter().any(|it| COUNTS.contains(&it.as_str())) || words.len() > 1 && words.iter().any(|it| it == "patients");
    is_count && words.iter().all(only) || name.starts_with("#N/A") || name.starts_with("#REF!")
}

/// Words that count, and words beside them.
#[rustfmt::skip]
const COUNTS: [&str; 14] = [
    "total", "page", "grand", "subtotal", "carried", "brought", "forward", "cf", "bf", "कुल", "एकूण", "योग", "जमा", "collection",
];
#[rustfmt::skip]
const BESIDE_COUNTS: [&str; 28] = [
    "sub", "patients", "patient", "pts", "of", "no", "today", "daily", "the", "day", "days", "male", "female", "males", "females", "new", "old",
    "opd", "amount", "cash", "from", "last", "previous", "over", "balance", "रुग्ण", "मरीज", "c",
];

/// What stands where a name does and may be none: a count that begins with one's word, a note for a day, a word for not knowing.
fn may_be_nobody(name: &str) -> bool {
    let words: Vec<String> = super::heads::words(name);
    let notes = ["male", "female", "new", "old", "cash", "holiday", "nil", "cancelled", "average", "count", "unknown", "amount", "balance"];
    words.first().is_some_and(|it| COUNTS.contains(&it.as_str()))
        || !words.is_empty() && words.iter().all(|it| notes.contains(&it.as_str()))
}

/// What makes a name odd: letters of a font that shows other ones, UTF-8 that was saved twice, letters that were lost.
fn odd(name: &str) -> Vec<&'static str> {
    let mut odd = Vec::new();
    let twice = ["à¤", "à¥", "Ã¤", "Ã©", "Ã¨", "Ã¶", "Ã¼", "Â "].iter().any(|it| name.contains(it));
    if twice || name.contains(['\u{FFFD}', '?']) {
        odd.push("import-doubt-letters");
    }
    let words =
        || name.split(|c: char| c.is_whitespace() || c == '.').filter(|it| it.chars().filter(char::is_ascii_alphabetic).count() > 1);
    // A capital in the midst of small letters is a name's only behind Mc, De, O' and the like; KrutiDev has them anywhere, and signs too.
    let amid = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let at = letters.windows(2).position(|it| it[0].is_ascii_lowercase() && it[1].is_ascii_uppercase());
        at.is_some_and(|at| at > 3 || letters.len() == at + 2)
    };
    let signs = |word: &str| {
        let inner = word.get(1..word.len().saturating_sub(1)).unwrap_or_default();
        inner.contains([';', '[', ']', '{', '}', '+', '=', '~', '^', '|', '\\', '%', '#', '*'])
    };
    let vowelless = |word: &str| {
        word.len() > 4
            && word.is_ascii()
            && word.bytes().all(|it| it.is_ascii_lowercase())
            && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    let quoted = |word: &str| {
        word.split_once('\'')
            .is_some_and(|(before, after)| before.len() > 3 && before.is_ascii() && !after.is_empty() && after.len() < 3 && after != "s")
    };
    if name.contains(char::is_numeric) {
        odd.push("import-doubt-digits");
    }
    let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
    if name.contains('"') || matches!(last.trim_matches('-'), "do" | "ditto") {
        odd.push("import-doubt-ditto");
    }
    if words().any(|it| amid(it) || signs(it) || vowelless(it) || quoted(it)) {
        odd.push("import-doubt-font");
    }
    odd
}

/// The sex that the titles at the front tell, and the name without them. What may be a name as well as a title (Baby Devi, Sri Devi,
/// Master Shyam) is a title only beside a whole name, and where sex and age do not speak against it.
fn without_titles(name: &str, bearer: NameBearer) -> (Option<Sex>, String) {
    let dotted = name.split_once('.').filter(|(first, _)| title(first).is_some());
    let spaced = dotted.map_or_else(|| name.to_owned(), |(first, rest)| format!("{first}. {rest}"));
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    let mut sex = None;
    let mut taken = false;
    while let Some(title) = words.first().and_then(|first| title(first)) {
        if !title.fits(words[0], &words[1..], bearer) {
            break;
        }
        sex = sex.or(title.sex);
        taken = true;
        words.remove(0);
    }
    if taken { (sex, words.join(" ")) } else { (None, name.to_owned()) }
}

/// A word before a name.
struct Title {
    /// The sex that it tells.
    sex: Option<Sex>,
    /// It is a name, too: of people of which age it is a title, in full years.
    also_name: Option<std::ops::RangeInclusive<i32>>,
}

/// Second names that stand after a given name, never alone.
const NEVER_ALONE: [&str; 16] =
    ["devi", "kumari", "kumar", "bai", "begum", "bano", "bibi", "lal", "ram", "singh", "kaur", "khatun", "देवी", "कुमारी", "कुमार", "बाई"];

impl Title {
    fn fits(&self, word: &str, rest: &[&str], bearer: NameBearer) -> bool {
        let whole = |it: &&&str| it.trim_end_matches('.').chars().filter(|c| c.is_alphabetic()).count() > 1;
        let left = rest.iter().filter(whole).count();
        if left == 0 || self.sex.zip(bearer.sex).is_some_and(|(told, is)| told != is && self.also_name.is_some()) {
            return false;
        }
        let Some(ages) = &self.also_name else { return true };
        let dotted = word.ends_with('.');
        // Kum Kum is a name; and a child of so few days is called by its mother's.
        if word.to_lowercase().trim_end_matches('.') == rest[0].to_lowercase() {
            return false;
        }
        let stands_alone = rest.len() == 1 && NEVER_ALONE.contains(&rest[0].to_lowercase().as_str());
        !stands_alone && (dotted || bearer.years.is_some_and(|years| ages.contains(&years)))
    }
}

fn title(word: &str) -> Option<Title> {
    let (male, female) = (Some(Sex::Male), Some(Sex::Female));
    let (sex, also_name) = match word.trim_end_matches(['.', '॰']).to_lowercase().as_str() {
        "mr" | "shriman" | "श्रीमान" => (male, None),
        "mrs" | "ms" | "miss" | "smt" | "shrimati" | "shreemati" | "sau" | "सौ" | "श्रीमती" | "श्रीमति" | "सुश्री" => {
            (female, None)
        }
        "dr" | "prof" | "late" | "डॉ" | "स्व" => (None, None),
        // A woman's name too: where sex is told otherwise, or nothing is known of the age, they stay.
        "shri" | "sri" | "shree" | "श्री" => (male, Some(0..=125)),
        "ku" | "chi" | "चि" if word.ends_with('.') => (None, None),
        "kum" | "kumari" | "कुमारी" | "कु" => (female, Some(0..=40)),
        "master" | "mast" | "mstr" | "मास्टर" => (male, Some(0..=17)),
        "baby" | "बेबी" => (None, Some(0..=1)),
        _ => return None,
    };
    Some(Title { sex, also_name })
}

/// ASHA RAO and asha rao are Asha Rao; Asha McRao stays as it is.
fn tidied(name: &str) -> String {
    let letters = || name.chars().filter(char::is_ascii_alphabetic);
    if !(letters().all(|c| c.is_ascii_uppercase()) || letters().all(|c| c.is_ascii_lowercase())) {
        return name.to_owned();
    }
    let mut starts = true;
    name.chars()
        .map(|c| {
            let shown = if starts { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
            starts = !c.is_alphanumeric();
            shown
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{NameBearer, read};
    use crate::models::values::Sex;

    fn adult(cell: &str) -> (String, Option<Sex>) {
        let person = read(cell, NameBearer { sex: None, years: Some(34) }).expect(cell);
        (person.name.to_string(), person.sex)
    }

    #[test]
    fn titles_tell_the_sex_and_are_left_out() {
        for (cell, name, sex) in [
            ("Mr.Ashok Singh", "Ashok Singh", Some(Sex::Male)),
            ("Smt. Harpreet Yadav", "Harpreet Yadav", Some(Sex::Female)),
            ("Shri रमेश Iyer", "रमेश Iyer", Some(Sex::Male)),
            ("श्रीमती सुनीता वर्मा", "सुनीता वर्मा", Some(Sex::Female)),
            ("Mrs Ananya Hegde", "Ananya Hegde", Some(Sex::Female)),
            ("Mrs", "Mrs", None),
            ("Mr. G.", "Mr. G.", None),
            ("  Suresh Gupta ", "Suresh Gupta", None),
            ("G. Joshi", "G. Joshi", None),
            ("T.Qureshi", "T.Qureshi", None),
        ] {
            assert_eq!(adult(cell), (name.to_owned(), sex), "{cell}");
        }
    }

    #[test]
    fn a_title_that_is_a_name_stays_where_it_is_one() {
        let woman = NameBearer { sex: Some(Sex::Female), years: Some(45) };
        let boy = NameBearer { sex: Some(Sex::Male), years: Some(6) };
        let infant = NameBearer { sex: Some(Sex::Female), years: Some(0) };
        for (cell, bearer, name) in [
            ("Baby Devi", woman, "Baby Devi"),
            ("BABY KHATUN", woman, "Baby Khatun"),
            ("Baby Rani Das", woman, "Baby Rani Das"),
            ("Sri Devi", woman, "Sri Devi"),
            ("Shree Patil", woman, "Shree Patil"),
            ("Kumari Bai", woman, "Kumari Bai"),
            ("Master Shyam", boy, "Shyam"),
            ("Master Shyam", NameBearer { years: Some(60), ..boy }, "Master Shyam"),
            ("Baby Asha Rao", infant, "Asha Rao"),
            ("Baby Devi", infant, "Baby Devi"),
            ("Baby Asha", NameBearer::default(), "Baby Asha"),
        ] {
            assert_eq!(read(cell, bearer).expect(cell).name.as_str(), name, "{cell}");
        }
    }

    #[test]
    fn capitals_are_put_right() {
        for (cell, name) in [
            ("GURPREET D'SOUZA", "Gurpreet D'Souza"),
            ("lalita d'souza", "Lalita D'Souza"),
            ("M. REDDY", "M. Reddy"),
            ("Asha McRao", "Asha McRao"),
            ("सुनीता Verma", "सुनीता Verma"),
        ] {
            assert_eq!(adult(cell).0, name);
        }
    }

    #[test]
    fn whose_wife_somebody_is_goes_to_the_remarks() {
        let person = read("Pooja Kulkarni W/o Prakash", NameBearer::default()).expect("a person");
        assert_eq!((person.name.as_str(), person.kin.as_deref()), ("Pooja Kulkarni", Some("W/o Prakash")));
        assert_eq!(read("RAVI S/O MOHAN", NameBearer::default()).expect("a person").kin.as_deref(), Some("S/O MOHAN"));
    }

    #[test]
    fn a_child_that_is_not_called_yet_and_two_in_one_row_stay_as_they_are() {
        let infant = NameBearer { sex: None, years: Some(0) };
        for cell in ["Baby of Sunita", "Baby Boy of Sunita Rao", "Baby girl", "Mr & Mrs Sharma", "Mr. and Mrs. Sharma"] {
            assert_eq!(read(cell, infant).expect(cell).name.as_str(), cell);
        }
        assert_eq!(read("Mr & Mrs Sharma", infant).expect("a person").doubts, ["import-doubt-two"]);
        assert_eq!(read("Kum Kum", NameBearer { sex: Some(Sex::Female), years: Some(20) }).expect("a person").name.as_str(), "Kum Kum");
    }

    #[test]
    fn that_somebody_is_dead_is_kept() {
        let person = read("Late Ramesh Rao", NameBearer::default()).expect("a person");
        assert_eq!((person.name.as_str(), person.beside, person.doubts), ("Ramesh Rao", Some("Late"), vec!["import-doubt-late"]));
    }

    #[test]
    fn kin_is_parted_however_it_is_marked() {
        for cell in ["Tara Devi W/O. Ram", "Tara Devi W/o: Ram", "Tara Devi (W/O Ram)", "Tara Devi,W/O Ram", "Tara Devi w/oRam"] {
            let person = read(cell, NameBearer::default()).expect(cell);
            assert_eq!((person.name.as_str(), person.kin.is_some()), ("Tara Devi", true), "{cell}");
        }
    }

    #[test]
    fn letters_of_another_font_and_lost_ones_are_doubted() {
        for cell in ["jkes'k dqekj", "R??? Rao", "à¤¸à¥\u{81}नीता Rao", "lquhrk oekZ"] {
            assert!(!read(cell, NameBearer::default()).expect(cell).doubts.is_empty(), "{cell}");
        }
        for cell in ["Asha McRao", "Gurpreet D'Souza", "T.Qureshi", "M. Reddy", "सुनीता Verma", "Krishna Iyer", "DeSouza Maria", "O'Brien"]
        {
            assert_eq!(read(cell, NameBearer::default()).expect(cell).doubts, Vec::<&str>::new(), "{cell}");
        }
    }

    #[test]
    fn what_is_odd_beside_a_name_is_doubted() {
        for (cell, doubt) in [
            ("Asha Rao 34", "import-doubt-digits"),
            ("Asha Rao (expired)", "import-doubt-late"),
            ("Asha & Ravi", "import-doubt-two"),
            ("Asha Rao / Ravi Rao", "import-doubt-two"),
            ("Asha \"", "import-doubt-ditto"),
            ("Ravi -do-", "import-doubt-ditto"),
            ("Unknown", "import-doubt-nobody"),
        ] {
            assert_eq!(read(cell, NameBearer::default()).expect(cell).doubts, [doubt], "{cell}");
        }
    }

    #[test]
    fn no_name_is_refused() {
        assert!(read("", NameBearer::default()).is_err());
        assert!(read("12345", NameBearer::default()).is_err());
    }
}
