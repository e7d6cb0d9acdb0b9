//! What a clause says of something that it names.

use super::phrases::{NOT_TO_BE_GIVEN, TOLERATED, TOLERATES};
use super::vocabulary::{
    ALL, ALLERGY, AROUND, AVOID, BADLY, CHANGE, EXCEPT, GIVEN, HARM, KNOWING, NO, ONLY, OTHERS, REACTION, SUITS, TAKES, TELLING, TREATED,
};
use super::{AllergySense, Before, names_something};

/// What is said of something that is named.
pub(super) fn sense_of_named(words: &[String], before: Before) -> AllergySense {
    use AllergySense::{AllBut, Allergy, Doubt, Tolerated};
    let after = before.one;
    // "No doubt" is no denial.
    let said =
        format!(" {} ", words.join(" ")).replace(" no doubt ", " ").replace(" without doubt ", " ").replace(" without a doubt ", " ");
    let words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    let words = words.as_slice();
    let says = |phrases: &[&str]| phrases.iter().any(|it| said.contains(it));
    let at = |is: &dyn Fn(&str) -> bool| words.iter().position(|it| is(it));
    let (no, named) = (at(&|it| NO.has(it)), at(&names_something).unwrap_or_default());
    let (reacts, allergic) = (REACTION.any(words), ALLERGY.any(words));
    if let Some(except) = at(&|it| EXCEPT.has(it)) {
        let denied = no.is_some_and(|it| it < except) && named > except;
        return match named < except {
            true if ALL.any(words) => AllBut,
            true if no.is_some() => Allergy,
            false if denied => Allergy,
            _ => Doubt,
        };
    }
    if let Some(sense) = of_people(words, named) {
        return sense;
    }
    let tolerates = says(&TOLERATES) || says(&TOLERATED) || SUITS.any(words);
    if says(NOT_TO_BE_GIVEN) || (AVOID.any(words) && no.is_none()) || (tolerates && BADLY.any(words)) {
        return Allergy;
    }
    let unharmed = ["no problem", "no issue", "no reaction"].iter().any(|it| said.contains(it));
    let nots = words.iter().filter(|it| NO.has(it)).count() - usize::from(unharmed);
    // "Penicillin tolerated cefixime": of which it is told nobody knows.
    let tolerated = at(&|it| it.starts_with("tolerat"));
    let between = tolerated.is_some_and(|it| named < it && words[it..].iter().any(|it| !it.starts_with("tolerat") && names_something(it)));
    if tolerates {
        return match nots == 0 && !reacts && (!allergic || unharmed) && !between {
            true if ONLY.any(words) => AllBut,
            true => Tolerated,
            false => Doubt,
        };
    }
    let Some(no) = no else {
        let takes = TAKES.any(words) || words[0] == "on" || said.starts_with(" now on ");
        let treated = TREATED.any(words);
        let given = GIVEN.any(words) || treated || takes;
        // "Use of X", "after X was given": what came of it is told elsewhere.
        let used = said.contains(" use of ") || matches!(words[0].as_str(), "after" | "when" | "following");
        // Of more than a medicine and what it is for, it is not clear what was given and what did harm.
        let clear = words.iter().filter(|it| names_something(it)).count() <= 2;
        return match (reacts || allergic || HARM.any(words), given, after) {
            // Behind a reaction to nothing that is named, it is this that did it.
            (false, true, true) if !before.named && !treated => Allergy,
            (false, true, true) if clear && before.named && !used && !ONLY.any(words) => Tolerated,
            (false, true, true) => Doubt,
            (false, true, false) if takes => Doubt,
            _ => Allergy,
        };
    };
    denial(words, no, named, after, nots)
}

/// What is said where other people are spoken of: that it is theirs only in the way in which people say so, `mother allergic to sulfa`.
fn of_people(words: &[String], named: usize) -> Option<AllergySense> {
    // "Penicillin family" is a class, a family doctor none of the family; "family" before a name, and mothers and brothers anywhere, are
    // people.
    let is_person = |(place, it): (usize, &String)| {
        let follows = |other: &str| words.get(place + 1).is_some_and(|it| it == other);
        let class = place > 0 && names_something(&words[place - 1]);
        OTHERS.has(it) && !(it == "family" && (class || follows("doctor") || follows("physician")))
    };
    let people: Vec<usize> = words.iter().enumerate().filter(|it| is_person(*it)).map(|it| it.0).collect();
    let first = *people.first()?;
    let gives = ["gave", "given", "give"].iter().any(|it| words.iter().any(|word| word == it));
    if people.len() == 1 && (TELLING.any(words) || gives) {
        return None;
    }
    // "Mother and self", "mother also": theirs too, maybe.
    let shared = words.iter().any(|it| matches!(it.as_str(), "and" | "also" | "too" | "both" | "self" | "patient" | "own" | "bhi" | "भी"));
    let plain =
        !shared && words.iter().all(|it| names_something(it) || OTHERS.has(it) || AROUND.has(it) || ALLERGY.has(it) || REACTION.has(it));
    let theirs = first < named && plain && ALLERGY.any(words);
    Some(if theirs { AllergySense::NotTheirs } else { AllergySense::Doubt })
}

/// What a "not" says: a denial in the few ways in which people deny, else a doubt. `no`, `named`: where they stand.
fn denial(words: &[String], no: usize, named: usize, after: bool, nots: usize) -> AllergySense {
    let doubted = |it: &String| {
        (KNOWING.has(it) && !matches!(it.as_str(), "known" | "documented" | "मालूम" | "पता")) || matches!(it.as_str(), "if" | "whether")
    };
    let single = nots == 1 && !REACTION.any(words) && !CHANGE.any(words) && !words.iter().any(doubted);
    let denies = matches!(words[no].as_str(), "no" | "not" | "denies" | "denied" | "deny");
    let around = |list: &[String]| list.iter().all(|it| AROUND.has(it) || KNOWING.has(it) || ALLERGY.has(it) || TELLING.has(it));
    let allergies: Vec<usize> = (0..words.len()).filter(|it| ALLERGY.has(&words[*it])).collect();
    let allergy = allergies.first().copied().filter(|_| allergies.len() == 1);
    let last_named = words.iter().rposition(|it| names_something(it)).unwrap_or(named);
    // "Not allergic to X", "no X allergy": but of "no food allergy and X", "no allergy X" nobody knows.
    let leads = |it: usize| words.get(it + 1).is_some_and(|next| matches!(next.as_str(), "to" | "from" | "with" | "for" | "of"));
    let english = denies
        && around(&words[..no])
        && allergy
            .is_some_and(|it| it > no && ((no < named && last_named < it) || (it < named && leads(it) && around(&words[no + 1..it]))));
    // "X se allergy nahi hai".
    let hindi = named < no && around(&words[no + 1..]) && allergy.is_some_and(|it| named < it && it < no);
    // Behind an allergy: "but not to X", "X se nahi".
    let short = after
        && ((denies && no == 0 && words.get(1).is_some_and(|it| it == "to"))
            || (no > 0 && matches!(words[no - 1].as_str(), "से" | "se") && around(&words[no + 1..])));
    if single && (english || hindi || short) { AllergySense::NotTheirs } else { AllergySense::Doubt }
}
