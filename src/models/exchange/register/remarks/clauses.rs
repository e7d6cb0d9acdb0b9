//! The clauses of a remark, and what one of them says.

mod grammar;

use super::Facts;
use super::words::{
    ABOUT_WORDS, AROUND, CONDITIONS, CONTRASTS, DENIALS, DENIES_BACKWARD, EXCEPTIONS, HINDI_DENIALS, MEASURES, NOT_AS_ILLNESS, OTHERS,
    QUESTIONS, SAYS_NONE, SIGNS, STILL_THERE, WARNS,
};
use crate::models::exchange::register::substances;

/// What a clause inherits from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Nothing,
    /// A list of what somebody is allergic to.
    Allergies,
    /// "no", or somebody else's: whether the next part is meant too is not said.
    Open,
    /// "no allergy": what is excepted from it is one.
    Excepted,
}

/// The sentences of a remark. A dot within "h.o." or a number ends none, nor does what stands in brackets.
pub(super) fn sentences(remark: &str) -> Vec<String> {
    let plain = remark.to_lowercase().replace(['\u{2013}', '\u{2014}', '\u{2212}'], "-").replace("n.k.", "nk").replace("n.a.", "na");
    let letters: Vec<char> = plain.chars().collect();
    let mut sentences = vec![String::new()];
    let mut depth = 0_u32;
    for (at, c) in letters.iter().copied().enumerate() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ => {}
        }
        let ends = depth == 0 && matches!(c, ';' | '|' | '।')
            || c == '\n'
            || depth == 0 && c == '.' && letters.get(at + 1).is_none_or(|it| it.is_whitespace());
        if ends {
            sentences.push(String::new());
        } else if let Some(last) = sentences.last_mut() {
            last.push(c);
        }
    }
    sentences
}

/// A part of a sentence that says one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    pub text: String,
    pub words: Vec<String>,
    /// What stands in brackets tells more of what was said, and is no fact by itself.
    pub asides: Vec<String>,
    /// It follows a "but".
    pub stands_against: bool,
    excepts: bool,
}

impl Clause {
    /// The clauses of a sentence: what commas part, and "but" and "except".
    pub fn all(sentence: &str) -> Vec<Clause> {
        let mut all = Vec::new();
        for part in outside_brackets(sentence) {
            let (plain, asides) = without_brackets(&part);
            let plain = plain.replace("other than", " except ").replace("apart from", " except ");
            let mut clause = Clause { asides, ..Clause::default() };
            for word in plain.split_whitespace() {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !('\u{900}'..='\u{D7F}').contains(&c));
                let excepts = EXCEPTIONS.contains(&bare);
                if excepts || CONTRASTS.contains(&bare) {
                    all.push(std::mem::replace(&mut clause, Clause { stands_against: true, excepts, ..Clause::default() }));
                } else {
                    clause.text.push_str(word);
                    clause.text.push(' ');
                }
            }
            all.push(clause);
        }
        for clause in &mut all {
            clause.words = words(&clause.text);
        }
        all
    }

    /// Reads it, and answers what the next one inherits. What it names is sure only where every word of it is known: beside a word that
    /// is not, it may mean anything, and is shown.
    pub fn read(&self, scope: Scope, column: bool, facts: &mut Facts) -> Scope {
        if self.words.is_empty() {
            return scope;
        }
        let said = Said::of(self);
        let mut found = Facts::default();
        let next = self.read_known(&said, scope, column, &mut found);
        let names = !said.conditions.is_empty() || !said.allergic.is_empty() || !said.substances.is_empty();
        if names && grammar::has_strange(self, &said) {
            self.unsure(facts);
            return if next == Scope::Open { Scope::Open } else { Scope::Nothing };
        }
        found.allergies.iter().for_each(|it| push(&mut facts.allergies, it));
        found.conditions.iter().for_each(|it| push(&mut facts.conditions, it));
        found.unsure.iter().for_each(|it| push(&mut facts.unsure, it));
        next
    }

    fn read_known(&self, said: &Said, scope: Scope, column: bool, facts: &mut Facts) -> Scope {
        let has = |list: &[&str]| self.words.iter().any(|it| list.contains(&it.as_str()));
        let in_list = column || scope == Scope::Allergies;
        let measured = has(&MEASURES);
        let speaks =
            !said.conditions.is_empty() || !said.allergic.is_empty() || measured || in_list && !said.substances.is_empty() || column;
        if self.is_about_others() {
            return self.read_of_others(said, column, facts);
        }
        let asked = |text: &str| text.contains('?') || words(text).iter().any(|it| QUESTIONS.contains(&it.as_str()));
        if asked(&self.text) || self.asides.iter().any(|it| asked(it)) {
            if speaks || !said.substances.is_empty() {
                self.unsure(facts);
            }
            return if scope == Scope::Open { Scope::Open } else { Scope::Nothing };
        }
        let denials = Denials::of(self, said);
        let is_mixed = self.text.contains('+') && (denials.is_any() || self.text.trim_end().ends_with('-'))
            || has(&["yes"]) && denials.is_any() && speaks;
        if is_mixed {
            self.unsure(facts);
            return Scope::Nothing;
        }
        if scope == Scope::Open {
            let left =
                said.conditions.iter().any(|it| !denials.covers(it.0)) || said.allergic.iter().any(|it| !denials.covers(*it)) || measured;
            if left {
                self.unsure(facts);
            }
            return Scope::Open;
        }
        let mut doubtful = false;
        let mut denied = false;
        for (at, name) in &said.conditions {
            let beside = |at: Option<usize>| at.and_then(|at| self.words.get(at)).is_some_and(|it| NOT_AS_ILLNESS.contains(&it.as_str()));
            if denials.covers(*at) {
                doubtful |= denials.forward.is_some_and(|from| from < *at && self.stands_between(from, *at, said));
                denied = true;
            } else if beside(at.checked_sub(1)) || beside(Some(at + 1)) {
                doubtful = true;
            } else {
                push(&mut facts.conditions, name);
            }
        }
        if measured && !denials.is_any() && !self.text.chars().any(char::is_numeric) && !has(&["ok", "low"]) {
            doubtful = true;
        }
        let next = self.read_allergies(said, &denials, scope, column, facts, &mut doubtful);
        if doubtful {
            self.unsure(facts);
        }
        match next {
            Scope::Nothing if denied && said.allergic.is_empty() && denials.forward.is_some() => Scope::Open,
            other => other,
        }
    }

    fn read_allergies(&self, said: &Said, denials: &Denials, scope: Scope, column: bool, facts: &mut Facts, doubtful: &mut bool) -> Scope {
        let is_around = |word: &String| AROUND.contains(&word.as_str()) || ABOUT_WORDS.contains(&word.as_str());
        let known: Vec<usize> =
            said.substances.iter().flat_map(|it| it.at..it.at + it.words).chain(said.conditions.iter().map(|it| it.0)).collect();
        let is_open = |at: usize| !known.contains(&at) && !said.allergic.contains(&at) && !is_around(&self.words[at]);
        let left: Vec<usize> = (0..self.words.len()).filter(|at| is_open(*at)).collect();
        let signs = left.iter().any(|at| SIGNS.contains(&self.words[*at].as_str()));
        let warns = self.words.iter().any(|it| WARNS.contains(&it.as_str())) || signs;
        let in_list = scope == Scope::Allergies && left.is_empty();
        let to = self.words.windows(2).any(|it| is_allergic(&it[0]) && it[1] == "to") || self.text.contains(':');
        let (mut found, mut denied) = (false, false);
        for substance in &said.substances {
            let links = |at: &usize| {
                let between = if *at < substance.at { at + 1..substance.at } else { substance.at + substance.words..*at };
                between.into_iter().all(|it| !is_open(it) || to && SIGNS.contains(&self.words[it].as_str()))
            };
            let linked = said.allergic.iter().any(links);
            // "Penicillin: not allergic".
            let is_cleared =
                linked && said.allergic.iter().filter(|it| links(it)).all(|it| denials.covers(*it)) && !self.is_not_to_be_given();
            let meant = column || in_list || self.excepts && scope == Scope::Allergies || linked || self.is_not_to_be_given();
            if denials.covers(substance.at) || is_cleared {
                // "No penicillin" may be a denial or a warning.
                *doubtful |= said.allergic.is_empty();
                denied = true;
            } else if meant {
                push(&mut facts.allergies, &capitalised(&substance.name));
                found = true;
            } else if said.allergic.is_empty() && scope != Scope::Allergies && !warns {
                // A medicine that somebody takes is none that harms.
                *doubtful |= !grammar::is_taken(&self.words[..substance.at]);
            } else if warns || !said.allergic.is_empty() && !signs || scope == Scope::Allergies {
                *doubtful |= warns || scope != Scope::Allergies || column;
            }
        }
        let whose = self.asides.iter().any(|it| words(it).iter().any(|word| is_known(word)) && !denies_any(it));
        if whose && !found && (column || !said.allergic.is_empty()) {
            *doubtful = true;
        }
        if found {
            return Scope::Allergies;
        }
        let none = left.iter().all(|at| SAYS_NONE.contains(&self.words[*at].as_str()));
        let says_none = !left.is_empty() && none || denials.is_any() && left.iter().all(|at| is_denial(&self.words[*at]) || none);
        let denies_allergy = said.allergic.iter().any(|at| denials.covers(*at)) || says_none;
        if column {
            if !(says_none || denied || !said.conditions.is_empty()) {
                *doubtful = true;
            }
            return Scope::Nothing;
        }
        if said.allergic.is_empty() {
            // One word more in a list may be a substance that is not known.
            *doubtful |= scope == Scope::Allergies && self.words.len() == 1 && left.len() == 1 && said.conditions.is_empty();
            return Scope::Nothing;
        }
        if denied || denies_allergy {
            return Scope::Excepted;
        }
        if left.is_empty() && said.conditions.is_empty() {
            let goes_on = self.text.trim_end().ends_with(':');
            *doubtful |= !goes_on;
            return if goes_on || self.text.trim_end().ends_with("to") { Scope::Allergies } else { Scope::Nothing };
        }
        let is_illness = self.words.iter().any(|it| it == "allergic") && !to && (signs || !said.conditions.is_empty());
        *doubtful |= !is_illness && (said.conditions.is_empty() || to);
        Scope::Nothing
    }

    fn read_of_others(&self, said: &Said, column: bool, facts: &mut Facts) -> Scope {
        let is_denied = self.words.iter().any(|it| is_denial(it));
        let allergy = !said.allergic.is_empty() || !said.substances.is_empty() || column;
        let told = self.words.iter().any(|it| matches!(it.as_str(), "says" | "said" | "told" | "tells" | "reports" | "bola" | "boli"));
        let other = self.words.iter().position(|it| OTHERS.contains(&it.as_str())).unwrap_or(0);
        let own_before = said.conditions.iter().any(|it| it.0 < other) && self.words.get(other.wrapping_sub(1)).is_none_or(|it| it != "in");
        let beside = self.asides.iter().any(|it| words(it).iter().any(|it| OTHERS.contains(&it.as_str()))) && !said.conditions.is_empty();
        if beside || allergy && !(is_denied && said.substances.is_empty()) || (told || own_before) && !said.conditions.is_empty() {
            self.unsure(facts);
        }
        Scope::Open
    }

    fn is_about_others(&self) -> bool {
        let of_list = |text: &str| words(text).iter().any(|it| OTHERS.contains(&it.as_str()));
        // "F - HTN": the father's.
        let lettered = self.words.first().is_some_and(|it| matches!(it.as_str(), "f" | "m" | "fa" | "mo"))
            && self.text.trim_start().split_once([' ', '-', ':']).is_some_and(|(_, rest)| {
                self.text.trim_start()[..self.text.trim_start().len() - rest.len()].ends_with(['-', ':'])
                    || rest.trim_start().starts_with(['-', ':'])
            });
        of_list(&self.text) || lettered || self.asides.iter().any(|it| of_list(it))
    }

    /// Whether something between two words is named that is no condition, or the first is the end of what was said of allergies: the
    /// denial may not go on so far.
    fn stands_between(&self, from: usize, to: usize, said: &Said) -> bool {
        let other = |at: usize| said.allergic.contains(&at) || said.substances.iter().any(|it| (it.at..it.at + it.words).contains(&at));
        (from + 1..to).any(other) || from > 0 && other(from - 1)
    }

    /// "Do not give", "not to be given", and what somebody had of it: a reaction, a shock.
    fn is_not_to_be_given(&self) -> bool {
        let gives = |it: &String| matches!(it.as_str(), "give" | "given");
        let not = self.words.iter().position(|it| matches!(it.as_str(), "not" | "dont" | "don't" | "never"));
        let given = not.is_some_and(|at| self.words[at + 1..].iter().take(3).any(gives));
        let reacts = |at: usize| {
            matches!(self.words[at].as_str(), "reaction" | "reactions" | "anaphylaxis" | "anaphylactic" | "anaphylatic")
                && !self.words[..at].iter().any(|it| is_denial(it))
        };
        given || (0..self.words.len()).any(reacts)
    }

    fn unsure(&self, facts: &mut Facts) {
        let asides = self.asides.iter().map(|it| format!("({it})"));
        let text = std::iter::once(self.text.trim().to_owned()).chain(asides).collect::<Vec<_>>().join(" ");
        push(&mut facts.unsure, text.trim());
    }
}

/// A substance in a clause.
#[derive(Clone, Debug)]
pub(super) struct SubstanceSaid {
    pub at: usize,
    pub words: usize,
    name: String,
}

/// What a clause names, by the places of its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub conditions: Vec<(usize, &'static str)>,
    pub allergic: Vec<usize>,
    pub substances: Vec<SubstanceSaid>,
}

impl Said {
    fn of(clause: &Clause) -> Said {
        let words = &clause.words;
        let condition = |word: &str| CONDITIONS.iter().find(|(short, _)| *short == word).map(|it| it.1);
        let mut said = Said::default();
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_str();
            let two = words.get(at + 1).filter(|it| !AROUND.contains(&it.as_str())).map(|next| format!("{word} {next}"));
            let mut taken = 1;
            if let Some(name) = condition(word) {
                said.conditions.push((at, name));
            } else if is_allergic(word) {
                said.allergic.push(at);
            } else if is_known(word) {
                said.substances.push(SubstanceSaid { at, words: 1, name: word.to_owned() });
            } else if let Some(name) = two.filter(|it| is_plain(word) && substances::is_one(it)) {
                said.substances.push(SubstanceSaid { at, words: 2, name });
                taken = 2;
            }
            at += taken;
        }
        said
    }

    pub fn is_named(&self, at: usize) -> bool {
        self.conditions.iter().any(|it| it.0 == at)
            || self.allergic.contains(&at)
            || self.substances.iter().any(|it| (it.at..it.at + it.words).contains(&at))
    }
}

/// Which words of a clause are denied.
struct Denials {
    /// From here on, but for what a "no known drug allergies" stands before.
    forward: Option<usize>,
    /// Of allergies alone.
    of_allergies: Option<usize>,
    /// What stands directly before a word that denies it.
    backward: Vec<usize>,
    conditions: Vec<usize>,
}

impl Denials {
    fn of(clause: &Clause, said: &Said) -> Denials {
        let words = &clause.words;
        let is_not_said = |at: usize| {
            let next = words.get(at + 1).map(String::as_str);
            let gives = words[at + 1..].iter().take(3).any(|it| matches!(it.as_str(), "give" | "given" | "tolerated" | "tolerate"));
            matches!(words[at].as_str(), "not" | "dont" | "never") && (gives || next.is_some_and(|it| STILL_THERE.contains(&it)))
        };
        let denies = |at: usize| DENIALS.contains(&words[at].as_str()) && !is_not_said(at);
        // Adjectives deny what stands before them, unless they say of what.
        let forward = (0..words.len()).find(|at| {
            let adjective = DENIES_BACKWARD.contains(&words[*at].as_str());
            let of_what = words.get(at + 1).is_some_and(|it| matches!(it.as_str(), "for" | "of" | "from"));
            let of_drugs = matches!(words[*at].as_str(), "nkda" | "nka" | "nkfa");
            denies(*at) && !of_drugs && !HINDI_DENIALS.contains(&words[*at].as_str()) && (!adjective || of_what)
        });
        let of_allergies = words.iter().position(|it| matches!(it.as_str(), "nkda" | "nka" | "nkfa"));
        let mut backward = Vec::new();
        for at in 0..words.len() {
            let hindi = HINDI_DENIALS.contains(&words[at].as_str());
            let last = words[at + 1..].iter().all(|it| matches!(it.as_str(), "hai" | "है" | "आहे" | "aahe" | "h" | "now") || is_denial(it));
            let trails = matches!(words[at].as_str(), "n" | "0" | "x" | "no" | "nil" | "none") && last;
            let of_what = words.get(at + 1).is_some_and(|it| matches!(it.as_str(), "for" | "of" | "from"));
            let adjective = DENIES_BACKWARD.contains(&words[at].as_str()) && !of_what;
            if hindi {
                backward.extend(0..at);
            } else if trails || adjective {
                let joins = |it: &usize| {
                    said.is_named(*it)
                        || MEASURES.contains(&words[*it].as_str())
                        || matches!(words[*it].as_str(), "and" | "or" | "is" | "are" | "known" | "drug")
                };
                backward.extend((0..at).rev().take_while(joins));
            }
        }
        // A minus that ends the clause, as "DM -".
        if clause.text.trim_end().ends_with('-') && words.len() <= 2 {
            backward.extend(0..words.len());
        }
        Denials { forward, of_allergies, backward, conditions: said.conditions.iter().map(|it| it.0).collect() }
    }

    fn is_any(&self) -> bool {
        self.forward.is_some() || self.of_allergies.is_some() || !self.backward.is_empty()
    }

    fn covers(&self, at: usize) -> bool {
        self.forward.is_some_and(|from| from < at)
            || self.backward.contains(&at)
            || self.of_allergies.is_some_and(|from| from < at) && !self.conditions.contains(&at)
    }
}

pub(super) fn is_allergic(word: &str) -> bool {
    ["allerg", "alerg", "एलर्ज", "ॲलर्ज", "ऍलर्ज", "अॅलर्ज", "एलर्जी", "એલર્જી"].iter().any(|it| word.starts_with(it))
}

/// A word that may be a substance at all.
fn is_plain(word: &str) -> bool {
    let lists: [&[&str]; 6] = [&AROUND, &SIGNS, &DENIALS, &MEASURES, &QUESTIONS, &WARNS];
    !lists.iter().any(|it| it.contains(&word)) && !ABOUT_WORDS.contains(&word) && !word.chars().any(char::is_numeric)
}

fn is_known(word: &str) -> bool {
    is_plain(word) && substances::is_one(word)
}

fn is_denial(word: &str) -> bool {
    DENIALS.contains(&word) || SAYS_NONE.contains(&word)
}

fn denies_any(text: &str) -> bool {
    words(text).iter().any(|it| is_denial(it))
}

/// The parts of a sentence between commas, but for commas in brackets.
fn outside_brackets(sentence: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for c in sentence.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

/// A text without what stands in brackets, and that. A sign in brackets says whether it is there: "DM (-)".
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut asides) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[']) {
        plain.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let end = inner.find([')', ']']);
        let aside = &inner[..end.unwrap_or(inner.len())];
        match aside.trim() {
            "-" | "-ve" | "n" | "no" | "nil" | "neg" | "negative" => plain.push_str(" neg "),
            "+" | "+ve" | "y" | "yes" | "pos" => plain.push_str(" pos "),
            aside => {
                asides.push(aside.to_owned());
                plain.push(' ');
            }
        }
        rest = end.map_or("", |end| &inner[end + 1..]);
    }
    plain.push_str(rest);
    (plain, asides)
}

fn is_abbreviation(word: &str) -> bool {
    word.contains('/') && word.split('/').all(|piece| piece.chars().count() == 1) || word == "kc/o"
}

/// The words of a text. A slash stands within h/o and k/c/o, and else parts words; "-ve" denies.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.replace("-ve", " neg ").replace("+ve", " pos ");
    text.split(|c: char| c.is_whitespace() || "!?()[]+&:-\"'.,=*".contains(c))
        .flat_map(|word| if is_abbreviation(word) { vec![word] } else { word.split('/').collect() })
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn push(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|it| it == name) {
        list.push(name.to_owned());
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
