//! Lists, denials, and all that is neither.

use proptest::prelude::*;

use super::{AllergyAnswer, NotedAllergies};

proptest! {
    /// What was read is read again as it is: no row is ever split or joined by being saved.
    #[test]
    fn a_list_that_was_read_is_read_again_as_it_was(
        text in "([A-Za-z ]{1,8}|Penicillin|sulfa|rash|swelling|allergic to |no |NKDA|पता नहीं|[(),;?\\n-]){0,12}",
    ) {
        let read = substances(&text);
        prop_assert_eq!(substances(&read.join("\n")), read.clone());
        prop_assert_eq!(NotedAllergies::of_rows(&read).substances, read);
    }
}

fn substances(text: &str) -> Vec<String> {
    NotedAllergies::read(text).substances
}

#[test]
fn a_denial_is_an_answer_and_no_allergy() {
    for denial in [
        "NKDA",
        "nkda.",
        "None",
        "none known",
        "nil",
        "no",
        "No known drug allergy",
        "no known drug allergies",
        "No allergies",
        "-",
        "कोई नहीं",
        "कोई एलर्जी नहीं",
        "नहीं",
        "koi allergy nahi",
        "not allergic to any drug",
        "no h/o drug allergy",
        "Denies allergies",
        "N.K.D.A.",
        "N/A",
        "NA",
        "n.a.",
        "X",
        "0",
        "non",
        "nope",
        "-nil-",
        "—",
        "Nil significant",
        "Nil known",
        "nothing",
        "Nothing specific",
        "none to his knowledge",
        "No known drug or food allergy",
        "no allergies reported by patient",
        "Not allergic to anything",
        "No allergic history",
        "Never had any allergy",
        "none so far",
        "Denied",
        "No known allergies to drugs",
        "नाही",
        "काही नाही",
        "कोणतीही ऍलर्जी नाही",
        "कोणतीही ॲलर्जी नाही",
        "औषधांची ऍलर्जी नाही",
        "कुछ नहीं",
        "कुछ भी नहीं",
        "किसी दवा से एलर्जी नहीं",
        "kuch nahi",
        "kisi dava se allergy nahi",
        "allergy nahi hai",
    ] {
        let read = NotedAllergies::read(denial);
        assert_eq!((read.answer, read.substances.len()), (Some(AllergyAnswer::NoneKnown), 0), "{denial}: {read:?}");
    }
    for unknown in [
        "पता नहीं",
        "Not known",
        "unknown",
        "don't know",
        "?",
        "not sure",
        "pata nahi",
        "मालूम नहीं",
        "not aware",
        "Not aware of any",
        "माहीत नाही",
        "याद नहीं",
        "not asked",
        "unsure",
        "to be asked",
        "can't say",
        "no idea",
        "will ask mother",
        "नहीं पता",
        "dont remember",
    ] {
        let read = NotedAllergies::read(unknown);
        assert_eq!((read.answer, read.substances.len()), (Some(AllergyAnswer::NotKnown), 0), "{unknown}: {read:?}");
    }
    assert_eq!(NotedAllergies::read("  "), NotedAllergies::default());
}

#[test]
fn a_list_is_a_list_and_brackets_belong_to_what_stands_before_them() {
    assert_eq!(substances("Allergic to penicillin, sulfa, aspirin"), ["penicillin", "sulfa", "aspirin"]);
    assert_eq!(substances("Penicillin (rash, face swelling)"), ["Penicillin (rash, face swelling)"]);
    assert_eq!(substances("Penicillin (Nair Hospital, 2019), sulfa"), ["Penicillin (Nair Hospital, 2019)", "sulfa"]);
    assert_eq!(substances("Penicillin, rash on face; sulfa"), ["Penicillin, rash on face", "sulfa"]);
    assert_eq!(substances("Penicillin\nDust  mites\npenicillin"), ["Penicillin", "Dust mites"]);
    assert_eq!(substances("Nickel"), ["Nickel"]);
    assert_eq!(substances("NKDA, Penicillin"), ["Penicillin"]);
    assert_eq!(substances("Penicillin (rash\nsulfa"), ["Penicillin (rash", "sulfa"]);
}

#[test]
fn what_is_denied_or_somebody_elses_is_no_allergy_of_theirs_and_a_question_mark_is_a_doubt() {
    let read = NotedAllergies::read("no allergy to penicillin, mother allergic to sulfa, ?aspirin");
    assert_eq!((read.substances, read.unsure, read.denied.len()), (vec!["?aspirin".to_owned()], vec!["?aspirin".to_owned()], 2));
    for text in
        ["not allergic to penicillin", "No penicillin allergy", "Tolerates penicillin", "पेनिसिलिन से एलर्जी नहीं है", "Father: sulfa", "..."]
    {
        let read = NotedAllergies::read(text);
        assert_eq!((read.substances.len(), read.answer, read.denied), (0, None, vec![text.to_owned()]), "{text}");
    }
}

#[test]
fn what_a_register_says_to_be_no_allergy_is_kept_in_its_words() {
    let read = |row: &str| NotedAllergies::of_brought(&[row.to_owned()]);
    for row in
        ["no allergy to penicillin", "Tolerates penicillin", "mother allergic to sulfa", "Penicillin family", "Penicillin not tolerated"]
    {
        assert_eq!((read(row).substances, read(row).denied.len(), read(row).answer), (vec![row.to_owned()], 0, None), "{row}");
    }
    assert_eq!((read("NKDA").substances.len(), read("NKDA").answer), (0, Some(AllergyAnswer::NoneKnown)));
}

#[test]
fn nothing_that_is_said_with_another_not_is_thrown_away() {
    for text in [
        "Never give penicillin",
        "Do not give NSAIDs",
        "don't give aspirin",
        "No NSAIDs",
        "can't take brufen",
        "cannot take brufen",
        "Penicillin not tolerated",
        "not tolerating metronidazole",
        "sulfa nahi chalta",
        "Brufen suit nahi karti",
        "पेनिसिलिन नहीं देना",
        "Penicillin (rash, not severe)",
        "Penicillin without swelling",
        "No allergy except penicillin",
        "Reacts to nothing except Combiflam",
        "Penicillin family",
        "Mother says allergic to penicillin",
        "Penicillin (mother said)",
        "Father doctor told penicillin reaction",
        "Penicillin, never again",
        "Penicillin, not severe",
        "Penicillin, no doubt",
        "Penicillin only, no others",
        "पेनिसिलिन से एलर्जी है, सल्फा से नहीं",
        "Brufen se allergy nahi thi pehle ab hai",
        "Penicillin, no known food allergy",
        "Penicillin, can take azithromycin",
        "Penicillin, rash on arms, 2019",
        "Penicillin, skin test positive, swelling of lips and tongue, itchy skin and hives",
        "Penicillin -> anaphylaxis 2015, adrenaline given",
        "Ibuprofen, not allergic to sulfa",
    ] {
        let read = NotedAllergies::read(text);
        assert_eq!((read.substances, read.denied.len()), (vec![text.to_owned()], 0), "{text}");
    }
    assert_eq!(substances("No allergies. Penicillin rash in childhood"), ["Penicillin rash in childhood"]);
    assert_eq!(substances("NKDA. Penicillin - rash"), ["Penicillin - rash"]);
    assert_eq!(substances("Penicillin. Sulfa. Inj. Taxim"), ["Penicillin", "Sulfa", "Inj. Taxim"]);
    assert_eq!(substances("Penicillin, sulfa rash"), ["Penicillin", "sulfa rash"]);
}

#[test]
fn what_says_that_there_is_something_is_noted_though_nobody_can_check_it() {
    for text in
        ["allergic", "As before", "All drugs", "Multiple drug allergies", "Many medicines", "same", "Refer card", "Family planning pills"]
    {
        let read = NotedAllergies::read(text);
        assert_eq!((read.substances, read.denied.len(), read.answer), (vec![text.to_owned()], 0, None), "{text}");
    }
}

#[test]
fn no_denial_is_read_into_what_leaves_something_out_or_is_told_by_others() {
    for text in [
        "No doubt allergic to penicillin",
        "No other allergy than penicillin",
        "No allergy other than penicillin",
        "No allergies apart from sulfa",
        "No drug allergy only penicillin",
        "No food allergy and penicillin allergy",
        "No food allergy penicillin allergy",
        "not sure if allergic to penicillin",
        "Mother noticed rash with amoxicillin",
        "Parents report amoxicillin rash",
        "Parents gave amoxicillin, rash",
        "Family doctor gave penicillin and rash came",
        "Poorly tolerated metformin",
        "Aspirin badly tolerated",
        "Only paracetamol suits",
        "Everything except paracetamol",
        "Never ok with aspirin",
        "Not fine with aspirin",
        "आई म्हणते पेनिसिलिन",
        "Mother and self allergic to sulfa",
        "Penicillin tolerated cefixime",
        "No problem with penicillin rash with sulfa",
    ] {
        assert_eq!(substances(text), [text]);
    }
}
