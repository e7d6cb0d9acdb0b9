//! What to be careful about when prescribing: what the patient does not tolerate, lives with and takes, held against what a
//! medicine contains. What cannot be checked says so.

mod facts;
mod words;

use self::words::{has_words, simple};
use super::dosed::Dosed;
use super::medicine::{Medicine, beginnings, folded};
use crate::db::ids::{MedicineId, RowId};

/// Something noted about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub id: RowId,
    pub words: String,
}

/// What is noted about a patient, and what the formulary knows about the medicines in question.
#[derive(Clone, Debug, Default)]
pub struct Cautions {
    pub allergies: Vec<Noted>,
    pub conditions: Vec<Noted>,
    pub current_medicines: Vec<Noted>,
    medicines: Vec<Medicine>,
    contents: Vec<Content>,
}

/// An ingredient with its allergy class, of one medicine or by itself.
#[derive(Clone, Debug)]
struct Content {
    medicine: Option<MedicineId>,
    name: String,
    class: String,
}

/// What is to be said about one medicine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caution {
    /// The formulary's entry, where the text names one in full.
    pub medicine: Option<Medicine>,
    /// The patient's allergy that it meets.
    pub allergy: Option<String>,
    /// The formulary does not know what is in it.
    pub unchecked: bool,
}

impl Caution {
    /// What a dose is of: the formulary's entry; of a free text, what its words tell.
    pub fn dosed(&self, text: &str) -> Dosed {
        self.medicine.as_ref().map_or_else(|| Dosed::of_words(text), Dosed::of)
    }
}

impl Cautions {
    /// What is to be said about a medicine, as it was picked or typed.
    pub fn about(&self, text: &str) -> Caution {
        let medicine = self.medicines.iter().find(|it| it.is_named_by(text)).cloned();
        let contents: Vec<&Content> = match &medicine {
            Some(medicine) => self.contents.iter().filter(|it| it.medicine == Some(medicine.id)).collect(),
            None => {
                let begun = beginnings(text);
                let named: Vec<MedicineId> = self.medicines.iter().filter(|it| begun.contains(&folded(&it.name))).map(|it| it.id).collect();
                let words = simple(text);
                self.contents
                    .iter()
                    .filter(|it| it.medicine.map_or_else(|| has_words(&words, &it.name), |id| named.contains(&id)))
                    .collect()
            }
        };
        let allergy = self.allergies.iter().map(|it| &it.words).find(|substance| self.meets(substance, text, &contents)).cloned();
        Caution { medicine, allergy, unchecked: contents.is_empty() }
    }

    /// Whether a substance is in the text, is an ingredient, or is of an ingredient's class.
    fn meets(&self, substance: &str, text: &str, contents: &[&Content]) -> bool {
        let substance = simple(substance);
        if substance.len() < 3 {
            return false;
        }
        let related = |class: &str| {
            let kin = || self.contents.iter().any(|it| it.class == class && has_words(&substance, &it.name));
            !class.is_empty() && (has_words(&substance, class) || has_words(class, &substance) || kin())
        };
        has_words(&simple(text), &substance)
            || contents.iter().any(|it| has_words(&it.name, &substance) || has_words(&substance, &it.name) || related(&it.class))
    }
}

#[cfg(test)]
mod tests {
    use super::facts::Fact;
    use super::{Caution, Cautions};
    use uuid::Uuid;

    fn row(kind: i32, id: u128, words: [&str; 4]) -> Fact {
        let [first, second, third, fourth] = words.map(str::to_owned);
        Fact { kind, id: Uuid::from_u128(id).as_bytes().to_vec(), first, second, third, fourth }
    }

    fn cautions(allergy: &str) -> Cautions {
        Cautions::gathered(vec![
            row(1, 1, [allergy, "", "", ""]),
            row(4, 2, ["Amoxicillin", "capsule", "500 mg", "capsule"]),
            row(5, 2, ["amoxicillin", "penicillin", "", ""]),
            row(4, 3, ["Cotrimoxazole", "tablet", "400 mg + 80 mg", "tablet"]),
            row(5, 3, ["sulfamethoxazole", "sulfa", "", ""]),
            row(5, 3, ["trimethoprim", "", "", ""]),
            row(6, 0, ["ampicillin", "penicillin", "", ""]),
            row(6, 0, ["amoxicillin", "penicillin", "", ""]),
        ])
    }

    fn warns(allergy: &str, text: &str) -> bool {
        cautions(allergy).about(text).allergy.is_some()
    }

    #[test]
    fn an_allergy_to_a_class_warns_of_every_medicine_in_it() {
        assert!(warns("Penicillin", "Amoxicillin 500 mg capsule"));
        assert!(warns("penicillins", "amoxicillin  500 MG capsule"));
        assert!(warns("Sulpha drugs", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(warns("Sulfonamides", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(!warns("Penicillin", "Cotrimoxazole 400 mg + 80 mg tablet"));
        assert!(!warns("Peanuts", "Amoxicillin 500 mg capsule"));
    }

    #[test]
    fn an_allergy_to_an_ingredient_warns_of_its_relatives() {
        assert!(warns("Ampicillin", "Amoxicillin 500 mg capsule"));
        assert!(warns("Trimethoprim", "Cotrimoxazole 400 mg + 80 mg tablet"));
    }

    #[test]
    fn a_free_text_is_checked_as_far_as_it_can_be_and_says_when_it_cannot() {
        let cautions = cautions("Penicillin");
        assert!(warns("Penicillin", "Tab Amoxicillin 625"));
        assert!(warns("Aloe vera", "Aloe vera gel"));
        assert_eq!(cautions.about("Grandmother's syrup"), Caution { medicine: None, allergy: None, unchecked: true });
        assert!(!cautions.about("Amoxicillin 250").unchecked);
    }
}
