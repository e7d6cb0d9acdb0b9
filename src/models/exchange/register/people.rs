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
}

/// Reads a cell. Titles are left out, because sex has its own place; a name all in capitals or all in small letters is
/// written as names are.
pub fn read(cell: &str) -> Result<RegisterPerson, NameError> {
    let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let (own, kin) = part_kin(&cell);
    let (title_sex, bare) = without_titles(own);
    let name = Name::parse(&tidied(if bare.is_empty() { own } else { &bare }))?;
    Ok(RegisterPerson { name, sex: title_sex, kin: kin.map(str::to_owned) })
}

/// Cuts "W/o Prakash" off.
fn part_kin(cell: &str) -> (&str, Option<&str>) {
    const MARKS: [&str; 12] = ["w/o", "s/o", "d/o", "c/o", "h/o", "m/o", "f/o", "b/o", "wife of", "son of", "daughter of", "w.o."];
    let lower = cell.to_ascii_lowercase();
    let at = MARKS.iter().filter_map(|mark| lower.find(&format!(" {mark} "))).min();
    at.map_or((cell, None), |at| (cell[..at].trim_end_matches([' ', ',']), Some(cell[at..].trim())))
}

/// The sex that the titles at the front tell, and the name without them.
fn without_titles(name: &str) -> (Option<Sex>, String) {
    let spaced = name.replacen('.', ". ", 1);
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    let mut sex = None;
    while let Some(first) = words.first().filter(|_| words.len() > 1) {
        let Some(told) = title(first) else { break };
        sex = sex.or(told);
        words.remove(0);
    }
    if sex.is_none() && words.join(" ") == spaced.split_whitespace().collect::<Vec<_>>().join(" ") {
        return (None, name.to_owned());
    }
    (sex, words.join(" "))
}

/// Whether a word is a title, and which sex it tells.
#[expect(clippy::option_option, reason = "a title may tell no sex")]
fn title(word: &str) -> Option<Option<Sex>> {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "shri" | "sri" | "shree" | "master" | "mst" | "श्री" | "कुमार" => Some(Some(Sex::Male)),
        "mrs" | "ms" | "miss" | "smt" | "shrimati" | "kum" | "kumari" | "श्रीमती" | "श्रीमति" | "कुमारी" | "सुश्री" => {
            Some(Some(Sex::Female))
        }
        "baby" | "late" => Some(None),
        _ => None,
    }
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
    use super::read;
    use crate::models::values::Sex;

    #[test]
    fn titles_tell_the_sex_and_are_left_out() {
        for (cell, name, sex) in [
            ("Mr.Ashok Singh", "Ashok Singh", Some(Sex::Male)),
            ("Smt. Harpreet Yadav", "Harpreet Yadav", Some(Sex::Female)),
            ("Shri रमेश Iyer", "रमेश Iyer", Some(Sex::Male)),
            ("श्रीमती सुनीता वर्मा", "सुनीता वर्मा", Some(Sex::Female)),
            ("Mrs Ananya Hegde", "Ananya Hegde", Some(Sex::Female)),
            ("Mrs", "Mrs", None),
            ("  Suresh Gupta ", "Suresh Gupta", None),
            ("G. Joshi", "G. Joshi", None),
            ("T.Qureshi", "T.Qureshi", None),
        ] {
            let person = read(cell).expect(cell);
            assert_eq!((person.name.as_str(), person.sex), (name, sex), "{cell}");
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
            assert_eq!(read(cell).expect(cell).name.as_str(), name);
        }
    }

    #[test]
    fn whose_wife_somebody_is_goes_to_the_remarks() {
        let person = read("Pooja Kulkarni W/o Prakash").expect("a person");
        assert_eq!((person.name.as_str(), person.kin.as_deref()), ("Pooja Kulkarni", Some("W/o Prakash")));
        assert_eq!(read("RAVI S/O MOHAN").expect("a person").kin.as_deref(), Some("S/O MOHAN"));
    }

    #[test]
    fn no_name_is_refused() {
        assert!(read("").is_err());
        assert!(read("12345").is_err());
    }
}
