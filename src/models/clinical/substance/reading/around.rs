//! Words that stand around a name and say nothing of what is meant: of a medicine only where they stand as such words do.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::models::clinical::substance::spelling::words;
use crate::models::people::plain_words_of_allergies;

/// Forms, units and releases: they say nothing wherever they stand.
const FORMS: &str = "
    tab tablet cap capsule caplet softgel syp syr syrup susp suspension dry drop inj injection infusion vial ampoule amp cream
    oint ointment gel lotion powder sachet sach spray inhaler rotacap respule respules nebulisation neb nasal eye ear oral topical
    suppository patch lozenge solution soln liquid elixir jelly shampoo soap mouthwash gargle pessary vaginal paint tincture linctus
    mg mcg ug gm gram kg ml litre liter iu unit lakh mega percent tsp puff dose pack strip bottle
    ds dt md sr er xr xl cr retard sustained extended release modified delayed enteric coated film dispersible chewable sugar free sf
    dihydrate monohydrate trihydrate anhydrous ip bp usp orange mango strawberry lemon flavour flavor
    adult paediatric pediatric junior kid baby infant children
    stat prn sos bd bid od tds tid qid hs once twice thrice daily weekly hourly alternate apply take local locally application
    गोली दवा दवाई सिरप टैबलेट कैप्सूल इंजेक्शन मलहम क्रीम बूंद ड्रॉप
";

/// How often something is taken: behind it, and behind a number, stands when.
const OFTEN: &str = "bd bid od tds tid qid hs stat sos prn once twice thrice daily weekly hourly";

/// When something is taken: these say nothing behind a number, behind how often, and behind one another.
const WHEN: &str = "
    time day week month hour min minute year night morning noon evening bedtime breakfast lunch dinner supper sleep ac pc x before after and
";

/// Salts and esters, behind a substance: behind a brand they may be another product's.
const SALTS: &str = "
    sodium potassium hydrochloride hcl hydrobromide sulfate sulphate maleate fosfate phosphate acetate tartrate citrate mesylate besylate
    succinate fumarate axetil proxetil nitrate bromide tromethamine diethylamine
";

/// How something is given, behind an amount or in an injection.
const ROADS: &str = "iv im sc";

/// Phrases, `#` a number. One of their words by itself may be another product of the brand: `Taxim OF`, `Amlong AT`.
const PHRASES: &str = "
    as needed; as required; as directed; as advised; if needed; if required; when needed; when required; if fever; if pain; for pain;
    for fever; for # day; for # week; for # month; for # dose; for # hour; for child; for children; for adult; for infant; for local use; for external use; for oral use; for local application;
    for eye; for ear; local use; external use;
    at night; at bedtime; at bed time; at bed; at morning; at noon; at evening; in the morning; in morning; in the evening; in evening;
    in the night; in water; in milk; in eye; in both eye; in each eye; in each nostril; of water; and night; and evening; and noon;
    with food; with meal; with water; with milk; with breakfast; with lunch; with dinner; with or after food;
    before food; before meal; before breakfast; before lunch; before dinner; before supper; before sleep; before sleeping; before bed;
    before bedtime; after food; after meal; after breakfast; after lunch; after dinner; after supper; empty stomach; on empty stomach;
    on an empty stomach; per day; per week; per kg; per ml; per # ml; per # g; per # gm; in # ml; per dose; per tablet; per drop; each day; each night; each eye; each meal; each dose;
    every day; every night; every morning; every evening; every week; every month; every # hour; every # day; every # week; every # month; every # hourly; q # h; q # hourly; every hour; every alternate day; alternate day;
    to be taken; to take; till needed; a day; a week; a month; in a day; in a week; in week; in day; bed time; free from;
    each # ml; each ml; each tablet; strip of #; pack of #; bottle of #;
";

fn listed(list: &str) -> HashSet<String> {
    words(list).into_iter().collect()
}

/// Whether a word of a text about an allergy names nothing: a plain word of such texts, or of medicines.
pub(super) fn is_plain(word: &str) -> bool {
    static PLAIN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let medicines = [FORMS, OFTEN, WHEN, SALTS, ROADS].into_iter().flat_map(words);
        medicines
            .chain(plain_words_of_allergies().flat_map(words))
            .chain(words("food meal water pain fever stomach bleeding apply"))
            .collect()
    });
    word.chars().count() == 1 || word.chars().all(|it| it.is_ascii_digit()) || PLAIN.contains(word)
}

/// The words of a part of a medicine's text, with what stands beside them.
pub(super) struct Around<'a> {
    /// Folded, and as they were written.
    words: &'a [(&'a str, &'a str)],
    in_phrase: Vec<bool>,
    /// Whether a per cent sign stands in the text.
    per_cent: bool,
}

impl<'a> Around<'a> {
    pub(super) fn of(all: &'a [(&'a str, &'a str)], per_cent: bool) -> Around<'a> {
        static READ: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
            let folded = |word: &str| if word == "#" { vec!["#".to_owned()] } else { words(word) };
            PHRASES.split(';').map(|it| it.split_whitespace().flat_map(folded).collect::<Vec<_>>()).filter(|it| !it.is_empty()).collect()
        });
        let mut in_phrase = vec![false; all.len()];
        for phrase in READ.iter() {
            for at in 0..(all.len() + 1).saturating_sub(phrase.len()) {
                let fits = |(one, (word, _)): (&String, &(&str, &str))| one == word || (one == "#" && is_number(word));
                if phrase.iter().zip(&all[at..]).all(fits) {
                    in_phrase[at..at + phrase.len()].fill(true);
                }
            }
        }
        Around { words: all, in_phrase, per_cent }
    }

    /// Whether a word may be a name, known or not: none of the words of forms, amounts and phrases.
    pub(super) fn may_name(&self, at: usize) -> bool {
        let word = self.words[at].0;
        let letters = word.chars().count() > 1 && !is_number(word);
        letters
            && !self.in_phrase[at]
            && ![&LISTS.forms, &LISTS.often, &LISTS.when, &LISTS.salts, &LISTS.roads].iter().any(|it| it.contains(word))
    }

    /// Whether the word says nothing. Behind the name, a letter or a short word may make it another product (`Calpol T`, `Taxim OF`): it
    /// says nothing only before the name (`T. Dolo`), as a unit behind its number (`1 g`), in an abbreviation with dots (`I.V.`), and
    /// where a phrase or an amount gives it its place.
    pub(super) fn says_nothing(&self, at: usize, before_the_name: bool, behind_a_substance: bool) -> bool {
        let (word, written) = self.words[at];
        let beside = |it: Option<usize>| it.and_then(|it| self.words.get(it)).map(|it| it.0);
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        if is_number(word) || self.in_phrase[at] {
            return true;
        }
        if word.chars().count() == 1 {
            return self.letter_says_nothing(word, written, before, after, before_the_name);
        }
        let has = |list: &HashSet<String>, other: Option<&str>| other.is_some_and(|it| list.contains(it));
        let behind_an_amount = before.is_some_and(is_number) || has(&LISTS.often, before) || has(&LISTS.units, before);
        let injected = self.words.iter().any(|it| matches!(it.0, "inj" | "injection" | "infusion" | "vial"));
        LISTS.forms.contains(word)
            || before_the_name
            || (LISTS.salts.contains(word) && (behind_a_substance || before.is_some_and(|it| LISTS.salts.contains(it))))
            || (LISTS.roads.contains(word) && (injected || has(&LISTS.often, before) || has(&LISTS.units, before)))
            || (matches!(word, "ac" | "pc") && has(&LISTS.often, before))
            || (LISTS.when.contains(word)
                && word.chars().count() > 2
                && (behind_an_amount || has(&LISTS.when, before) || has(&LISTS.when, after)))
    }

    fn letter_says_nothing(&self, word: &str, written: &str, before: Option<&str>, after: Option<&str>, before_the_name: bool) -> bool {
        let number = |word: Option<&str>| word.and_then(|it| it.parse::<u32>().ok());
        let dotted = words(written);
        let short = dotted.concat();
        let known = LISTS.forms.contains(&short)
            || LISTS.roads.contains(&short)
            || LISTS.often.contains(&short)
            || matches!(short.as_str(), "ac" | "pc");
        let abbreviation = dotted.len() > 1 && dotted.iter().all(|it| it.chars().count() == 1) && known;
        abbreviation
            || match word {
                "t" | "c" | "a" if before_the_name => true,
                // Grams of a vial or a tube, litres of a drip: `Glycomet 500 G` and `Pan 40 L` are other products.
                "g" => number(before).is_some_and(|it| it <= 100),
                "l" => number(before).is_some_and(|it| it <= 2),
                "w" | "v" => self.per_cent,
                "x" => number(after).is_some(),
                _ => false,
            }
    }
}

/// The lists, read once.
struct Lists {
    forms: HashSet<String>,
    often: HashSet<String>,
    when: HashSet<String>,
    salts: HashSet<String>,
    roads: HashSet<String>,
    units: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    forms: listed(FORMS),
    often: listed(OFTEN),
    when: listed(WHEN),
    salts: listed(SALTS),
    roads: listed(ROADS),
    units: listed("mg mcg ug gm g gram kg ml iu unit lakh mega percent dose drop tablet tab capsule cap puff"),
});

fn is_number(word: &str) -> bool {
    word.chars().all(|it| it.is_ascii_digit())
}
