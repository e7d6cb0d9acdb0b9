//! What each clause of a text about allergies says: that something is not tolerated, that it is, or nothing of the kind. No clause is
//! taken for a denial but in the few ways in which people deny; any other "not" is a doubt, which is kept and asked about.

mod named;
mod phrases;
mod splitting;
mod vocabulary;

pub(super) use splitting::ends_a_sentence;
pub use vocabulary::plain_words_of_allergies;

use named::sense_of_named;
use phrases::{BUT, exception};
use splitting::split;
use vocabulary::{
    ALL, ALLERGY, AROUND, AROUND_REACTION, AVOID, BADLY, BLANK, CHANGE, EXCEPT, GIVEN, HARM, KNOWING, NO, NONE, ONLY, OTHERS, REACTION,
    SUITS, TAKES, TELLING, TREATED, UNKNOWN,
};

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllergySense {
    /// That something is not tolerated.
    Allergy,
    /// It names something beside a "not" by which it is not clear what is meant.
    Doubt,
    /// What the allergy before it does, since when, or how it was found.
    Remark,
    /// What is tolerated, or was given or is taken instead.
    Tolerated,
    /// What is tolerated of a class, or of all that is not.
    Excepted,
    /// That nothing but this is tolerated.
    AllBut,
    /// That something is no allergy of theirs: denied, or somebody else's.
    NotTheirs,
    /// That there is none.
    NoneKnown,
    /// That it is not known.
    NotKnown,
    /// Nothing: a heading, a number.
    Nothing,
}

/// A clause, in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllergyClause {
    pub words: String,
    pub sense: AllergySense,
    /// Whether it stands in brackets.
    pub inside: bool,
}

/// What stands before a clause.
#[derive(Clone, Copy)]
struct Before {
    /// Whether an allergy was told of.
    one: bool,
    /// Whether one was named.
    named: bool,
    /// What the clause before it says, and whether it is of everything.
    last: Option<(AllergySense, bool)>,
    /// Whether that names nothing but somebody else: `Father: sulfa`.
    of_somebody: bool,
}

/// The clauses of a text; `after_one`: whether an allergy was named before it.
pub fn allergy_clauses(text: &str, after_one: bool) -> Vec<AllergyClause> {
    let mut before = Before { one: after_one, named: after_one, last: None, of_somebody: false };
    let mut clauses = Vec::new();
    for (words, inside) in split(text) {
        let sense = match sense(&words, before) {
            AllergySense::Allergy if before.of_somebody => AllergySense::NotTheirs,
            sense => sense,
        };
        let (is_one, said) = (matches!(sense, AllergySense::Allergy | AllergySense::Doubt | AllergySense::AllBut), words_of(&words));
        before.one |= is_one;
        before.named |= is_one && said.iter().any(|it| names_something(it));
        before.last = Some((sense, ALL.any(&said)));
        let names = said.iter().any(|it| names_something(it));
        before.of_somebody = sense == AllergySense::NotTheirs && !names && OTHERS.any(&said) && !TELLING.any(&said);
        clauses.push(AllergyClause { words, sense, inside });
    }
    doubt_what_is_followed_by_harm(&mut clauses);
    // A dash alone is how forms say "none".
    if clauses.is_empty() && text.contains(['-', '–', '—']) {
        clauses.push(AllergyClause { words: text.trim().to_owned(), sense: AllergySense::NoneKnown, inside: false });
    }
    clauses
}

/// What was given or is said to be tolerated is so only where the statement goes on without a reaction.
fn doubt_what_is_followed_by_harm(clauses: &mut [AllergyClause]) {
    for at in 0..clauses.len() {
        if !matches!(clauses[at].sense, AllergySense::Tolerated | AllergySense::Excepted | AllergySense::AllBut) {
            continue;
        }
        for next in at + 1..clauses.len() {
            let words = words_of(&clauses[next].words);
            if (REACTION.any(&words) || HARM.any(&words)) && !NO.any(&words) {
                clauses[at].sense = AllergySense::Doubt;
            }
            if words.iter().any(|it| names_something(it)) {
                break;
            }
        }
    }
}

/// The words of a text, as they are compared here.
fn words_of(text: &str) -> Vec<String> {
    let inside = |it: char| it.is_alphanumeric() || it == '\u{200D}' || unicode_normalization::char::is_combining_mark(it);
    let text = text.to_lowercase().replace(['\'', '’', '`'], "").replace("n.k.d.a", "nkda");
    text.split(|it| !inside(it)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn sense(clause: &str, before: Before) -> AllergySense {
    use AllergySense::{Allergy, NoneKnown, NotKnown, NotTheirs, Nothing, Remark};
    let after = before.one;
    let mut words = words_of(clause);
    if let Some(sense) = excepted(&words, before.last) {
        return sense;
    }
    if words.first().is_some_and(|it| BUT.contains(&it.as_str())) {
        words.remove(0);
    }
    if words.is_empty() {
        return if clause.contains('?') { NotKnown } else { Nothing };
    }
    if BLANK.has(&words.concat()) {
        return NoneKnown;
    }
    let names = |it: &String| names_something(it);
    if words.iter().any(names) {
        return sense_of_named(&words, before);
    }
    let reacts = REACTION.any(&words);
    let severity = || words.iter().any(|it| matches!(it.as_str(), "severe" | "mild" | "moderate" | "serious" | "minor" | "bad"));
    if !reacts && is_not_known(&words) {
        NotKnown
    } else if NO.any(&words) {
        match (reacts, after) {
            (true, true) => Remark,
            (true, false) if severity() => NotTheirs,
            _ => NoneKnown,
        }
    } else if after && (reacts || words.iter().any(|it| !AROUND.has(it) && !ALLERGY.has(it))) {
        Remark
    } else if reacts || AVOID.any(&words) || ALL.any(&words) {
        Allergy
    } else if OTHERS.any(&words) {
        NotTheirs
    } else {
        Nothing
    }
}

/// What is left out of what stood before: it says the opposite of that. `last`: what that said, and whether it was of everything.
fn excepted(words: &[String], last: Option<(AllergySense, bool)>) -> Option<AllergySense> {
    use AllergySense::{Allergy, Doubt, Excepted, NoneKnown, NotTheirs, Tolerated};
    let (last, of_all) = last?;
    let first = words.first()?;
    let denied = matches!(last, NoneKnown | NotTheirs);
    let but = usize::from(BUT.contains(&first.as_str()) && of_all && last == Allergy);
    let exception = exception(words).unwrap_or(but);
    let leaves_out = if ONLY.has(first) { denied } else { exception > 0 };
    let tolerates = words.iter().any(|it| SUITS.has(it) || it.starts_with("tolerat"));
    if !leaves_out || tolerates || !words[exception..].iter().any(|it| names_something(it)) {
        return None;
    }
    Some(match last {
        Allergy => Excepted,
        Tolerated => Allergy,
        _ if denied => Allergy,
        _ => Doubt,
    })
}

/// Whether a word may be the name of something: it stands in none of the lists.
fn names_something(word: &str) -> bool {
    let lists = [
        &NO,
        &KNOWING,
        &UNKNOWN,
        &ALLERGY,
        &AROUND,
        &REACTION,
        &AROUND_REACTION,
        &OTHERS,
        &TELLING,
        &CHANGE,
        &EXCEPT,
        &ONLY,
        &ALL,
        &AVOID,
        &GIVEN,
        &TREATED,
        &TAKES,
        &SUITS,
        &BADLY,
    ];
    !word.chars().all(|it| it.is_ascii_digit()) && !lists.iter().any(|it| it.has(word))
}

/// "Not known", "don't know", "पता नहीं", "not asked": the denial is of the knowing. "None known" and "no known allergy" deny the allergy.
fn is_not_known(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    let not = ["not", "dont", "cant", "cannot", "doesnt", "didnt", "नहीं", "नही", "नाही", "nahi", "nahin", "nahee", "naahi"];
    UNKNOWN.any(words)
        || (has(&["no"]) && has(&["idea"]))
        || (KNOWING.any(words) && has(&not) && !NONE.any(words) && !has(&["कोई", "koi", "कोणतीही"]))
}
