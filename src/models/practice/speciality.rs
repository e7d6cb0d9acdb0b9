//! Whom a doctor is for, as far as their speciality tells: it is free text, in English or Hindi.

use super::Doctor;
use crate::locale::Message;
use crate::message;
use crate::models::values::{Age, Sex};

/// The specialities that tell whom somebody new is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speciality {
    Children,
    Women,
    /// Whoever comes first with anything.
    General,
    /// Somebody is sent there for what they have, not for who they are.
    Other,
}

impl Speciality {
    /// Which one is meant. What is general of its own kind, like surgery, is none of these.
    pub fn of(words: &str) -> Speciality {
        let words = words.to_lowercase();
        let names = |any: &[&str]| any.iter().any(|it| words.contains(it));
        if names(&["surg", "dent", "ortho", "physio", "homeo", "homoeo", "ayur", "unani", "siddha", "शल्य", "होम्यो", "आयुर्वेद"])
        {
            Speciality::Other
        } else if names(&["paediatr", "pediatr", "neonat", "child", "बाल रोग", "शिशु"]) {
            Speciality::Children
        } else if names(&["gyn", "obstet", "स्त्री", "प्रसूति"]) {
            Speciality::Women
        } else if names(&["general", "family", "internal medicine", "physician", "सामान्य", "पारिवारिक"]) {
            Speciality::General
        } else {
            Speciality::Other
        }
    }
}

/// Whether somebody is sent to a paediatrician before anybody else: until fourteen. Up to eighteen one may still be asked for.
pub fn is_child(age: Option<Age>) -> bool {
    age.is_some_and(|age| !matches!(age, Age::Years(14..)))
}

impl Doctor {
    /// What the doctor practises, in the reader's language where it is usual, else as it was typed.
    pub fn field(&self) -> Message {
        match self.specialisation.to_lowercase().as_str() {
            "general medicine" | "general practice" | "general physician" => message!("field-general-medicine"),
            "family medicine" => message!("field-family-medicine"),
            "internal medicine" => message!("field-internal-medicine"),
            "paediatrics" | "pediatrics" | "paediatrician" | "pediatrician" => message!("field-paediatrics"),
            "gynaecology" | "gynecology" | "obstetrics and gynaecology" => message!("field-gynaecology"),
            "orthopaedics" | "orthopedics" => message!("field-orthopaedics"),
            "physiotherapy" | "physiotherapist" => message!("field-physiotherapy"),
            "dentistry" | "dentist" => message!("field-dentistry"),
            "dermatology" | "skin" => message!("field-dermatology"),
            "cardiology" => message!("field-cardiology"),
            "ent" => message!("field-ent"),
            "ophthalmology" => message!("field-ophthalmology"),
            "homeopathy" | "homoeopathy" => message!("field-homeopathy"),
            "ayurveda" => message!("field-ayurveda"),
            _ => message!("field-as-typed", words = &self.specialisation),
        }
    }

    pub fn speciality(&self) -> Speciality {
        Speciality::of(&self.specialisation)
    }

    /// Whether somebody of that age and sex may be sent there without being asked.
    pub fn suits(&self, age: Option<Age>, sex: Sex) -> bool {
        match self.speciality() {
            Speciality::Children => age.is_some_and(|age| !matches!(age, Age::Years(18..))),
            Speciality::Women => sex == Sex::Female && !is_child(age),
            Speciality::General | Speciality::Other => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Speciality::{self, Children, General, Other, Women};

    #[test]
    fn specialities_are_told_by_their_usual_words() {
        for (words, speciality) in [
            ("Paediatrics", Children),
            ("Pediatrics & Neonatology", Children),
            ("बाल रोग विशेषज्ञ", Children),
            ("Obstetrics and gynaecology", Women),
            ("General medicine", General),
            ("Family medicine", General),
            ("Consultant Physician", General),
            ("General surgery", Other),
            ("Paediatric surgery", Other),
            ("Homeopathy", Other),
            ("Physiotherapy", Other),
            ("", Other),
        ] {
            assert_eq!(Speciality::of(words), speciality, "{words}");
        }
    }
}
