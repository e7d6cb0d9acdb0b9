//! What people come with, and what they leave with.

/// A usual case.
pub struct Case {
    pub complaint: &'static str,
    pub symptom: &'static str,
    pub diagnosis: &'static str,
    pub notes: &'static str,
    pub advice: &'static str,
    /// What is prescribed: name, strength, form, morning, noon, night, days.
    pub items: &'static [Item],
    /// In how many days to come again.
    pub again: u64,
}

pub type Item = (&'static str, &'static str, &'static str, u32, u32, u32, u32);

pub const CASES: [Case; 6] = [
    Case {
        complaint: "Fever and body ache for 3 days",
        symptom: "Fever",
        diagnosis: "Acute viral fever",
        notes: "No rash, no bleeding. Throat mildly congested. Chest clear.",
        advice: "Plenty of fluids and rest. Come back at once with bleeding, rash or breathlessness.",
        items: &[("Paracetamol", "650 mg", "tablet", 1, 1, 1, 3), ("Oral rehydration salts (ORS)", "20.5 g/1000 ml", "sachet", 1, 0, 0, 3)],
        again: 3,
    },
    Case {
        complaint: "Sugar check, tired lately",
        symptom: "Tiredness",
        diagnosis: "Type 2 diabetes mellitus",
        notes: "Feet: sensation normal, pulses felt. Diet irregular.",
        advice: "Walk 30 minutes a day. Fasting and post-meal sugar before the next visit.",
        items: &[("Metformin SR", "500 mg", "tablet", 1, 0, 1, 30), ("Atorvastatin", "10 mg", "tablet", 0, 0, 1, 30)],
        again: 30,
    },
    Case {
        complaint: "Blood pressure check",
        symptom: "Occasional headache",
        diagnosis: "Essential hypertension",
        notes: "Takes medicines regularly. No chest pain, no swelling of feet.",
        advice: "Less salt, no pickles or papad. Keep a record of blood pressure at home.",
        items: &[("Telmisartan", "40 mg", "tablet", 1, 0, 0, 30), ("Amlodipine", "5 mg", "tablet", 0, 0, 1, 30)],
        again: 30,
    },
    Case {
        complaint: "Burning in the chest after meals",
        symptom: "Heartburn",
        diagnosis: "Gastro-oesophageal reflux disease",
        notes: "Abdomen soft. No alarm signs.",
        advice: "Small meals, dinner two hours before bed, less tea.",
        items: &[("Pantoprazole", "40 mg", "tablet", 1, 0, 0, 14)],
        again: 14,
    },
    Case {
        complaint: "Cough and cold",
        symptom: "Cough",
        diagnosis: "Upper respiratory tract infection",
        notes: "Throat congested. Chest clear.",
        advice: "Steam twice a day, salt-water gargles.",
        items: &[("Levocetirizine", "5 mg", "tablet", 0, 0, 1, 5), ("Paracetamol", "500 mg", "tablet", 1, 0, 1, 3)],
        again: 7,
    },
    Case {
        complaint: "Knee pain on climbing stairs",
        symptom: "Knee pain",
        diagnosis: "Osteoarthritis of knee",
        notes: "Crepitus, no swelling. Full range of movement.",
        advice: "Warm fomentation, quadriceps exercises.",
        items: &[("Paracetamol", "650 mg", "tablet", 1, 0, 1, 5)],
        again: 15,
    },
];
