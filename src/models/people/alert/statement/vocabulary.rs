//! The words of texts about allergies, by what they say. Whatever stands in none of the lists may name something.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words.
pub(super) struct Words(LazyLock<HashSet<&'static str>>);

macro_rules! words {
    ($($(#[$about:meta])* $name:ident = $list:literal;)*) => {
        $($(#[$about])* pub(super) static $name: Words = Words(LazyLock::new(|| $list.split_whitespace().collect()));)*
    };
}

impl Words {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    pub(super) fn any(&self, words: &[String]) -> bool {
        words.iter().any(|it| self.has(it))
    }
}

words! {
    /// Words that deny.
    NO = "no not dont doesnt didnt cant cannot wont shouldnt isnt arent none nil never nothing neither without denies denied deny denying
        nkda nka nkfa nad नहीं नही ना न नाही नाहीत नये नको मत nahi nahin nahee nai naahi naahin mat zero nope";

    /// Abbreviations and words that deny by themselves: no known drug allergies.
    NONE = "nkda nka nkfa nad none nil nothing zero nope";

    /// All that is written in a form's field where there is nothing to write.
    BLANK = "na x xx xxx 0 00 non nope nad noka nkma";

    /// Words that say that it is not known, with a "not".
    KNOWING = "know known sure certain confirmed aware recall remember say tell idea clear पता मालूम याद माहीत माहित ठाऊक pata maloom malum
        yaad mahit documented";

    /// Words that say by themselves that it is not known.
    UNKNOWN = "unknown unsure uncertain unclear ask asked unconfirmed";

    /// Words of an allergy as such.
    ALLERGY = "allergy allergies allergic allergen allergens alergy alergic एलर्जी ऍलर्जी अॅलर्जी अ‍ॅलर्जी ॲलर्जी एलर्जि reaction reactions
        react reacts reacted hypersensitive hypersensitivity sensitivity sensitive intolerance intolerant";

    /// Words that say nothing of which allergy is meant.
    AROUND = "drug drugs food foods medicine medicines medication medications meds any anything anyone all everything history h o hx f
        of to from with so far till date is are was were am has have had having been be being there the a an as at in by on or and yet
        reported patient patients pt c i we they he she it his her him their them this that these who for if than then since now again ever
        other others else such more environmental significant relevant contributory specific special particular noted present found problem
        problems issue issues complaint complaints doubt do does did will would can could should may might get gets got only just mentioned
        next visit time later informed knowledge memory per above past medical personal past self own child childs baby kid doctor dr
        है हैं था थी थे दवा दवाई दवाइयों दवाओं से की का को के में कोई किसी भी कुछ भी इनको इसे अभी तक और काही कोणतीही कोणत्याही कोणती कोणताही
        औषधांची औषधाची औषधांचा औषध औषधे ची चा चे ला आहे आहेत होती झाली hai hain tha thi se ki ka ko ke me mein dawa dawai dava davai koi
        kisi bhi kuch kuchh kahi konti es abhi tak aur hoti hota ho";

    /// What an allergy does, how it was found and how bad it was.
    REACTION = "rash rashes hives urticaria itching itch itches itchy itchiness swelling swelled swollen vomiting vomit vomited nausea
        anaphylaxis anaphylactic angioedema angioneurotic oedema edema breathlessness breathless dyspnoea dyspnea wheeze wheezing
        bronchospasm asthma redness red blister blisters blistering severe mild moderate serious minor bad fever giddiness giddy dizziness
        dizzy shock collapse fainting faint syncope sjs ten stevens johnson syndrome dress diarrhoea diarrhea loose motions stools gastritis
        acidity palpitation palpitations sneezing peeling eruption exanthem maculopapular erythema eczema dermatitis burning breathing
        difficulty suffocation hypotension positive test tested patch prick hospitalised hospitalized admitted icu ent खुजली दाने सूजन
        उल्टी चकत्ते लाल खाज पुरळ सूज khujli daane dane sujan ulti chakatte";

    /// What may go wrong, in words that may be part of a name as well: what does so is not tolerated.
    HARM = "pain stomach ulcer ulcers bleeding bleed bled cramps trouble unwell sick died death coma fits convulsions seizure weakness sweating
        headache cough cold problem problems issue issues दर्द तकलीफ takleef taklif dard";

    /// Where, when and how a reaction was.
    AROUND_REACTION = "on over whole entire body skin face lip lips eye eyes tongue throat mouth arm arms leg legs hand hands foot feet chest
        back trunk abdomen neck limbs scalp ears nose generalised generalized local localised site injection year years yr yrs month months
        day days week weeks hour hours minutes min ago old back since childhood birth teens age aged during pregnancy after before taking
        taken took within about around approx last when while once twice thrice first second dose every always sometimes long
        january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
        dec साल पहले बचपन महीने पूरे शरीर चेहरे पर हुआ हुई हुए होती होता pehle bachpan saal par hua hui hue hoti hota type reaction";

    /// Other people, of whom something may be told.
    OTHERS = "mother father sister brother son daughter husband wife family grandmother grandfather mum mom dad uncle aunt parents mothers
        fathers sisters brothers sons daughters माँ मां पिता भाई बहन आई वडील maa papa bhai behen";

    /// Words by which somebody else only tells what is the patient's.
    TELLING = "says said say told tells tell reports reported reporting informs informed states stated thinks bataya batati batata बताया बताती
        बताते सांगितले सांगते according ask asked";

    /// Words that change what is said by when it is said.
    CHANGE = "until till before earlier previously pehle now ab anymore later पहले अब आधी आता";

    /// Words that leave something out.
    EXCEPT = "except excepting excluding besides barring सिवाय छोड़कर छोडकर siwa siwaay alava";

    /// What is not to be given, whatever else stands there.
    AVOID = "avoid avoided avoids contraindicated stop stopped टालें टाळा";

    /// Medicines that are given or taken without harm, where an allergy was named before.
    GIVEN = "given gave treated treatment managed relieved settled responded responds improved resolved recovered controlled";

    /// The same, of what is taken now or may be.
    TAKES = "takes taking use used using uses instead ok okay fine substitute alternative alternatively currently";
}
