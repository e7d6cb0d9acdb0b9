//! Words that stand around a name and say nothing of what is meant.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::models::clinical::substance::spelling::words;

/// Words of amounts, forms, times and salts, which say nothing of what is in a medicine. One that may name another product of
/// the brand is not among them: plus, forte, cold, a letter.
const OF_MEDICINES: &str = "
    an and the of in for at to per each with as if when or after before food meal water milk night morning noon evening bedtime daily
    breakfast lunch dinner supper sleep sleeping bed bedtime empty stomach
    once twice thrice time day week weekly month hourly hour every alternate stat sos prn bd bid od tds tid qid hs ac pc take apply use
    local locally application needed required directed till until pain fever child children adult paediatric pediatric junior kid baby infant
    tab tablet cap capsule caplet softgel syp syr syrup susp suspension dry drop inj injection infusion vial ampoule amp iv im sc cream
    oint ointment gel lotion powder sachet sach spray inhaler rotacap respule respules nebulisation neb nasal eye ear oral topical
    suppository patch lozenge solution soln liquid elixir jelly shampoo soap mouthwash gargle pessary vaginal paint tincture linctus
    mg mcg ug gm gram kg ml iu unit lakh mega percent tsp puff dose pack strip bottle no
    ds dt md sr er xr xl cr od la retard duo sustained extended release modified delayed enteric coated film dispersible chewable sugar free sf
    sodium potassium hydrochloride hcl hydrobromide sulfate sulphate maleate fosfate phosphate acetate tartrate citrate mesylate besylate
    succinate fumarate trihydrate dihydrate monohydrate anhydrous axetil proxetil nitrate bromide tromethamine diethylamine
    ip bp usp orange mango strawberry lemon mint flavour flavor
    गोली दवा दवाई सिरप टैबलेट कैप्सूल इंजेक्शन मलहम क्रीम बूंद ड्रॉप
";

/// Words around the name of what somebody does not tolerate.
const OF_ALLERGIES: &str = "
    allergy allergic allergie known history h o k c hx severe mild moderate serious bad reaction react rash hive urticaria itching itch
    swelling swollen edema face lip eye mouth tongue throat body skin hand leg arm whole all anafilaxis anafilactic shock angioedema vomiting
    nausea vomit diarrhoea loose motion breathlessness breathing difficulty wheeze sneezing cough fever headache giddiness sensitivity
    sensitive hipersensitivity intolerance intolerant since childhood on due by from drug medicine med group type class family based
    containing product any like etc eg ie year ago old month doctor told was is has had have get got patient pt he she him her it not tolerated
    avoid do give given never don t possible probable suspected sure once again only some when taken taking eating ate contact exposure
    adverse effect side stevens johnson sjs ten test positive skin patch dose during pregnancy surgery hospital
    एलर्जी से को की का के है हैं था थी हुआ हुई खुजली दाने सूजन में पर वाली और बहुत होती होता लाल चकत्ते उल्टी
    se ki ka ko hai wali dawa dawai goli khujli daane hui hua me par
";

/// A word of a medicine with what stands beside it: a single letter tells by that alone whether it says anything.
pub(super) struct Beside<'a> {
    pub word: &'a str,
    /// The word as it was written, with its dots.
    pub written: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    /// Whether the name itself comes only later.
    pub before_the_name: bool,
    /// Whether a per cent sign stands in the text.
    pub per_cent: bool,
}

impl Beside<'_> {
    /// Whether the word says nothing: a letter says nothing before the name (`T. Dolo`), as a unit behind its number (`1 g`), in
    /// an abbreviation with dots (`I.V.`) and in `1 % w/w`. Behind the name it may make it another product (`Calpol T`).
    pub(super) fn says_nothing(&self) -> bool {
        let mut letters = self.word.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return is_around(self.word, true) };
        if letter.is_ascii_digit() {
            return true;
        }
        let number = |word: Option<&str>| word.and_then(|it| it.parse::<u32>().ok());
        let dotted = words(self.written);
        let abbreviation = dotted.len() > 1 && dotted.iter().all(|it| it.chars().count() == 1) && is_around(&dotted.concat(), true);
        abbreviation
            || match letter {
                't' | 'c' | 'a' if self.before_the_name => true,
                // Grams of a vial or a tube, litres of a drip: `Glycomet 500 G` and `Pan 40 L` are other products.
                'g' => number(self.before).is_some_and(|it| it <= 100),
                'l' => number(self.before).is_some_and(|it| it <= 2),
                'w' | 'v' => self.per_cent,
                'x' => number(self.after).is_some(),
                _ => false,
            }
    }
}

/// Whether a word says nothing of what is meant.
pub(super) fn is_around(word: &str, of_medicines: bool) -> bool {
    static MEDICINES: LazyLock<HashSet<String>> = LazyLock::new(|| words(OF_MEDICINES).into_iter().collect());
    static ALLERGIES: LazyLock<HashSet<String>> = LazyLock::new(|| words(OF_ALLERGIES).into_iter().collect());
    word.chars().all(|it| it.is_ascii_digit()) || MEDICINES.contains(word) || (!of_medicines && ALLERGIES.contains(word))
}
