//! The words of texts about allergies, by what they say. Whatever stands in none of the lists may name something.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words.
pub(super) struct Words(LazyLock<HashSet<&'static str>>);

macro_rules! words {
    ($($(#[$about:meta])* $name:ident = $list:literal;)*) => {
        /// Every word of the lists: none of them names anything in a text about allergies.
        pub fn plain_words_of_allergies() -> impl Iterator<Item = &'static str> {
            [$($list,)* BESIDE].into_iter().flat_map(str::split_whitespace)
        }

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

/// Words beside a name that are no part of it, but may be where no other name stands.
const BESIDE: &str =
    "tablet tablets tab tabs capsule capsules cap caps syrup syr syp injection injections inj drops drop cream creams ointment gel lotion
        strength oral iv im sc topical opd ipd ward card file record records old new refer see nasal adverse effect effects side contact
        exposure exposed eating eats ate drinking surgery operation delivery anaesthesia course emergency casualty vaccination vaccine
        tolerate tolerates tolerated tolerating apart aside excluding but however though magar लेकिन मगर पण lekin
        आए आये हो गए गये गयी होते हुये पड़ पड़े aaye aaya aae ho pad pade lag lagi laga लगी लगा
        give take giving prescribe tolerate suit karti karta karte dena deni dein do dijiye देना देनी दें चलता लेना लेनी देऊ चालत सूट le sakte
        sakta sakti ले सकते सकता सकती able safe very bahut बहुत वाली वाले वाला wali wale wala goli गोली sujan aana aati aata aaya aayi आना आती
        आता आया आयी आई gaya gayi गया गयी गई के बाद baad bad lene लेने khane खाने khaya khayi खाया khakar खाकर kharab sab सब भी bhi lekin
        bp sugar diabetes hypertension pressure induced related tendon taste metallic ct mri scan xray during fall low high blood urine
        stevens johnson sjs ten test reading mm weal wheal induration noticed confirmed documented report reports letter discharge summary";

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
        gp dentist physician hospital clinic nursing home centre specialist dermatologist paediatrician pediatrician surgeon nurse chemist
        pharmacist doctors also too then plus n well came comes come gone came went goes back due because cause causes caused causing
        developed develops occurred occurs happened happens started starts appeared appears became felt feels immediately suddenly soon
        which where how what whenever very quite much many lot little bit both two three four five six half full low high single several
        various multiple group type class kind brand brands company containing product products based related derived derivative
        derivatives preparation preparations including like e g i eg ie etc via under up out out off about same before possible possibly
        probable probably suspected suspect likely maybe perhaps definite definitely confirmed strong strongly proven reportedly
        है हैं था थी थे दवा दवाई दवाइयों दवाओं से की का को के में कोई किसी भी कुछ भी इनको इसे अभी तक और काही कोणतीही कोणत्याही कोणती कोणताही
        औषधांची औषधाची औषधांचा औषध औषधे ची चा चे ला आहे आहेत होती झाली hai hain tha thi se ki ka ko ke me mein dawa dawai dava davai koi
        kisi bhi kuch kuchh kahi konti es abhi tak aur hoti hota ho";

    /// What an allergy does, how it was found and how bad it was.
    REACTION = "rash rashes hives urticaria itching itch itches itchy itchiness swelling swelled swollen vomiting vomit vomited nausea
        anaphylaxis anaphylactic angioedema angioneurotic oedema edema breathlessness breathless dyspnoea dyspnea wheeze wheezing
        bronchospasm asthma redness red blister blisters blistering severe mild moderate serious minor bad fever giddiness giddy dizziness
        dizzy shock collapse fainting faint syncope sjs ten stevens johnson syndrome dress diarrhoea diarrhea loose motions stools gastritis
        acidity palpitation palpitations sneezing peeling eruption exanthem maculopapular erythema eczema dermatitis burning breathing
        difficulty suffocation hypotension positive test tested patch prick hospitalised hospitalized admitted icu ent swells swelled puffy puffiness facial wheezes wheezed choking choked
        choke tightness chest flushing flushed tingling numbness jaundice hepatitis anaemia neutropenia agranulocytosis thrombocytopenia
        bruising spots patches boils sores lumps pimples lesions ulceration stomatitis convulsion coma unconscious unconsciousness faints
        drowsy drowsiness sleepy sedation insomnia restlessness tremor tremors tremors jitteriness spasm dystonia cramp bloating heartburn
        dyspepsia constipation abdominal indigestion rhinitis conjunctivitis watering watery runny tears erythematous fixed fde pruritus
        pruritic scaling dryness necrolysis toxic epidermal intolerable reactive hypotensive tachycardia bradycardia arrest
        respiratory distress anaphylactoid खुजली दाने सूजन
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
    TELLING = "says said say told tells tell reports reported reporting informs informed states stated thinks noticed notices noted notes saw seen
        observed observes observing claims claimed recalls recalled remembers complains complained describes described feels mentions suspects
        believes reporting report kehti kehte kehta kahti kahte kaha bola bole boli bolti कहती कहते कहता कहा बोला बोली बोले बोलती म्हणते म्हणतात म्हणतो म्हणाली
        म्हणाले म्हणाला सांगते सांगतात सांगतो bataya batati batata बताया बताती
        बताते सांगितले सांगते according ask asked";

    /// Words that change what is said by when it is said.
    CHANGE = "until till before earlier previously pehle now ab anymore later पहले अब आधी आता";

    /// Words that leave something out.
    EXCEPT = "except excepting excluding besides barring सिवाय छोड़कर छोडकर siwa siwaay alava";

    /// Words that leave everything else out.
    ONLY = "only sirf केवल सिर्फ सिर्फ़ फक्त fakt";

    /// All that there is.
    ALL = "all everything every सब सभी सारी सारे sab sabhi saari saare सर्व सगळे सगळी";

    /// Words that say that something suits.
    SUITS = "suits suited chalta chalti chalte चलता चलती चलते चालते चालतात";

    /// How something is tolerated that is not.
    BADLY = "poorly poor badly barely hardly scarcely ill";

    /// What is not to be given, whatever else stands there.
    AVOID = "avoid avoided avoids contraindicated stop stopped टालें टाळा";

    /// Medicines that are given or taken without harm, where an allergy was named before.
    GIVEN = "given gave";

    /// The same, of what was given against a reaction.
    TREATED = "treated treatment managed relieved settled responded responds improved resolved recovered controlled";

    /// The same, of what is taken now or may be.
    TAKES = "takes taking use used using uses instead ok okay fine substitute alternative alternatively currently";
}
