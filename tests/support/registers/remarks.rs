//! What clinics write into the last column, and what of it is a fact.

use super::Chance;

/// A remark, and the facts in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    pub allergies: Vec<&'static str>,
    pub conditions: Vec<&'static str>,
}

type Line = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Those that every register has.
const PLAIN: &[Line] = &[
    ("", &[], &[]),
    ("", &[], &[]),
    ("", &[], &[]),
    ("sulfa allergy!!", &["Sulfa"], &[]),
    ("allergic to penicillin", &["Penicillin"], &[]),
    ("HTN", &[], &["Hypertension"]),
    ("DM2", &[], &["Type 2 diabetes"]),
    ("asthma", &[], &["Asthma"]),
    ("ANC", &[], &[]),
    ("post op knee", &[], &[]),
    ("ref. by Dr Shah", &[], &[]),
    ("pays late", &[], &[]),
];

/// Denials, lists, families, doubts.
const HARD: &[Line] = &[
    ("Allergic to penicillin, sulfa, aspirin", &["Penicillin", "Sulfa", "Aspirin"], &[]),
    ("Allergies: ibuprofen & diclofenac", &["Ibuprofen", "Diclofenac"], &[]),
    ("HTN, allergic to aspirin", &["Aspirin"], &["Hypertension"]),
    ("NKDA", &[], &[]),
    ("no known drug allergy", &[], &[]),
    ("Allergy: none", &[], &[]),
    ("not allergic to penicillin", &[], &[]),
    ("BP normal", &[], &[]),
    ("BP 120/80, sugar normal", &[], &[]),
    ("no DM or HTN", &[], &[]),
    ("No h/o asthma", &[], &[]),
    ("father diabetic", &[], &[]),
    ("F/H of HTN", &[], &[]),
    ("mother has asthma, brother HTN", &[], &[]),
    ("?asthma", &[], &[]),
    ("DM??", &[], &[]),
    ("penicillin allergy?", &[], &[]),
    ("K/c/o HTN + DM2", &[], &["Hypertension", "Type 2 diabetes"]),
    ("HTN since 2010. No allergy", &[], &["Hypertension"]),
    ("DM2 on metformin; denies allergies", &[], &["Type 2 diabetes"]),
    ("allergic rhinitis", &[], &[]),
    ("came for allergy test", &[], &[]),
    ("r/o DM", &[], &[]),
    ("एलर्जी नहीं", &[], &[]),
    ("दमा", &[], &["Asthma"]),
    ("मधुमेह नहीं", &[], &[]),
    ("HTN no allergy", &[], &["Hypertension"]),
    ("no asthma but HTN", &[], &["Hypertension"]),
    ("DM(-) HTN(+)", &[], &["Hypertension"]),
    ("asthma nahi", &[], &[]),
    ("Dad DM", &[], &[]),
    ("DM: N", &[], &[]),
    ("Allergic to penicillin HTN", &["Penicillin"], &["Hypertension"]),
    ("Allergic to penicillin - do not give", &["Penicillin"], &[]),
    ("No allergy except sulfa", &["Sulfa"], &[]),
    ("husband says allergic to penicillin", &[], &[]),
];

pub fn drawn(chance: &mut Chance, hard: bool) -> Remark {
    let (text, allergies, conditions) = *if hard && chance.often(40) { chance.one(HARD) } else { chance.one(PLAIN) };
    Remark { text: text.to_owned(), allergies: allergies.to_vec(), conditions: conditions.to_vec() }
}
