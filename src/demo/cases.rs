//! What people come with to the demo's doctors, and what they leave with. Medicines are named as the formulary names them.

use crate::models::clinical::Food;

/// What a doctor sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    General,
    Children,
    Homeopathy,
    Physiotherapy,
    Women,
    Skin,
}

/// A medicine as it is prescribed: name, strength, form, marks, meals, days (none: until finished), instructions.
pub struct Given {
    pub name: &'static str,
    pub strength: &'static str,
    pub form: &'static str,
    /// Morning, noon, night, in half units.
    pub halves: [i64; 3],
    pub food: Food,
    pub days: Option<i64>,
    pub sos: bool,
    pub instructions: &'static str,
}

/// A usual case.
pub struct Case {
    pub complaint: &'static str,
    pub symptoms: &'static [&'static str],
    pub diagnoses: &'static [&'static str],
    pub notes: &'static str,
    pub advice: &'static str,
    pub medicines: &'static [Given],
    /// In how many days to come again.
    pub again: Option<u64>,
    pub fever: bool,
    /// The youngest who come with it, in years.
    pub from_age: i64,
}

const fn given(name: &'static str, strength: &'static str, form: &'static str, halves: [i64; 3], food: Food, days: i64) -> Given {
    Given { name, strength, form, halves, food, days: Some(days), sos: false, instructions: "" }
}

impl Given {
    const fn told(self, instructions: &'static str) -> Given {
        Given { instructions, ..self }
    }

    const fn when_needed(self) -> Given {
        Given { sos: true, ..self }
    }
}

impl Field {
    /// The usual cases.
    pub fn cases(self) -> &'static [Case] {
        match self {
            Field::General => &GENERAL,
            Field::Children => &CHILDREN,
            Field::Homeopathy => &HOMEOPATHY,
            Field::Physiotherapy => &PHYSIOTHERAPY,
            Field::Women => &WOMEN,
            Field::Skin => &SKIN,
        }
    }
}

static GENERAL: [Case; 5] = [
    Case {
        complaint: "Fever and body ache for 3 days",
        symptoms: &["Fever", "Body ache", "Headache"],
        diagnoses: &["Acute viral fever"],
        notes: "No rash, no bleeding. Throat mildly congested. Chest clear.",
        advice: "Plenty of fluids and rest. Come back at once with bleeding, rash or breathlessness.",
        medicines: &[
            given("Paracetamol", "650 mg", "tablet", [2, 2, 2], Food::After, 3),
            given("Oral rehydration salts (ORS)", "20.5 g/1000 ml", "sachet", [2, 0, 0], Food::Any, 3)
                .told("one sachet in a litre of boiled water"),
        ],
        again: Some(3),
        fever: true,
        from_age: 0,
    },
    Case {
        complaint: "Sugar check, tired lately",
        symptoms: &["Tiredness", "Increased thirst"],
        diagnoses: &["Type 2 diabetes mellitus", "Dyslipidaemia"],
        notes: "Feet: sensation normal, pulses felt. Diet irregular.",
        advice: "Walk 30 minutes a day. Fasting and post-meal sugar before the next visit.",
        medicines: &[
            given("Metformin SR", "500 mg", "tablet", [2, 0, 2], Food::After, 30),
            given("Atorvastatin", "10 mg", "tablet", [0, 0, 2], Food::After, 30),
        ],
        again: Some(30),
        fever: false,
        from_age: 38,
    },
    Case {
        complaint: "Blood pressure check",
        symptoms: &["Occasional headache"],
        diagnoses: &["Essential hypertension"],
        notes: "Takes medicines regularly. No chest pain, no swelling of feet.",
        advice: "Less salt, no pickles or papad. Keep a record of blood pressure at home.",
        medicines: &[
            given("Telmisartan", "40 mg", "tablet", [2, 0, 0], Food::Before, 30),
            given("Amlodipine", "5 mg", "tablet", [0, 0, 1], Food::After, 30),
        ],
        again: Some(30),
        fever: false,
        from_age: 38,
    },
    Case {
        complaint: "Burning in the chest after meals",
        symptoms: &["Heartburn", "Belching"],
        diagnoses: &["Gastro-oesophageal reflux disease"],
        notes: "Abdomen soft. No alarm signs.",
        advice: "Small meals, dinner two hours before bed, less tea.",
        medicines: &[given("Pantoprazole + Domperidone", "40 mg + 10 mg", "tablet", [2, 0, 0], Food::Before, 14)],
        again: Some(14),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Cough and cold",
        symptoms: &["Cough", "Running nose", "Sore throat"],
        diagnoses: &["Upper respiratory tract infection"],
        notes: "Throat congested. Chest clear.",
        advice: "Steam twice a day, salt-water gargles.",
        medicines: &[
            given("Levocetirizine", "5 mg", "tablet", [0, 0, 2], Food::After, 5),
            given("Ambroxol", "30 mg/5 ml", "syrup", [10, 10, 10], Food::After, 5),
            given("Paracetamol", "500 mg", "tablet", [2, 0, 2], Food::After, 3).when_needed(),
        ],
        again: None,
        fever: false,
        from_age: 0,
    },
];

static CHILDREN: [Case; 4] = [
    Case {
        complaint: "Fever since yesterday, not eating",
        symptoms: &["Fever", "Poor appetite"],
        diagnoses: &["Acute viral fever"],
        notes: "Active, well hydrated. Ears and throat normal.",
        advice: "Tepid sponging. Small feeds often. Come back at once if drowsy or passing little urine.",
        medicines: &[
            given("Paracetamol", "125 mg/5 ml", "syrup", [10, 10, 10], Food::After, 3).told("at least six hours between two doses")
        ],
        again: Some(3),
        fever: true,
        from_age: 0,
    },
    Case {
        complaint: "Loose motions for two days",
        symptoms: &["Loose motions", "Vomiting"],
        diagnoses: &["Acute gastroenteritis", "Mild dehydration"],
        notes: "Skin turgor normal, tears present.",
        advice: "ORS after every loose motion. Go on feeding.",
        medicines: &[
            given("Oral rehydration salts (ORS)", "4.1 g/200 ml", "sachet", [2, 2, 2], Food::Any, 3)
                .told("one sachet in a glass of boiled water"),
            given("Zinc sulphate", "20 mg/5 ml", "syrup", [10, 0, 0], Food::After, 14),
        ],
        again: Some(2),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Cough at night",
        symptoms: &["Cough", "Wheeze"],
        diagnoses: &["Bronchial asthma"],
        notes: "Scattered wheeze, no distress.",
        advice: "No incense or mosquito coils in the room.",
        medicines: &[
            given("Montelukast", "4 mg", "granules", [0, 0, 2], Food::After, 30),
            given("Salbutamol", "100 mcg/dose", "inhaler", [4, 0, 4], Food::Any, 5).told("with spacer and mask"),
        ],
        again: Some(14),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Weight check and vaccination advice",
        symptoms: &[],
        diagnoses: &["Healthy child, growing well"],
        notes: "Weight and height on the same line as before.",
        advice: "Next vaccine as on the card. Continue home food.",
        medicines: &[given("Cholecalciferol (Vitamin D3)", "400 IU/ml", "drops", [2, 0, 0], Food::Any, 30)],
        again: Some(60),
        fever: false,
        from_age: 0,
    },
];

static HOMEOPATHY: [Case; 4] = [
    Case {
        complaint: "Sneezing every morning",
        symptoms: &["Sneezing", "Watery eyes"],
        diagnoses: &["Allergic rhinitis"],
        notes: "Worse on waking and in draughts; thirst for cold water.",
        advice: "Avoid curd at night. No coffee or raw onion within half an hour of the dose.",
        medicines: &[
            given("Arsenicum album", "30C", "", [8, 0, 8], Food::Before, 7),
            given("Natrum muriaticum", "6X", "", [8, 8, 8], Food::Before, 15),
        ],
        again: Some(15),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Acidity and constipation",
        symptoms: &["Heartburn", "Hard stools"],
        diagnoses: &["Functional dyspepsia"],
        notes: "Sedentary, irritable when hungry, late nights.",
        advice: "Dinner before eight, a walk after it.",
        medicines: &[given("Nux vomica", "200C", "", [0, 0, 8], Food::Before, 5)],
        again: Some(10),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Knee pain, better on moving",
        symptoms: &["Knee pain", "Stiffness"],
        diagnoses: &["Osteoarthritis of knee"],
        notes: "Worse at first movement and in damp weather.",
        advice: "Warm fomentation, quadriceps exercises.",
        medicines: &[
            given("Rhus toxicodendron", "30C", "", [8, 8, 8], Food::Before, 10),
            given("Arnica montana", "Q", "", [10, 0, 10], Food::Any, 10),
        ],
        again: Some(15),
        fever: false,
        from_age: 38,
    },
    Case {
        complaint: "Hair fall and low mood",
        symptoms: &["Hair fall", "Low mood"],
        diagnoses: &["Telogen effluvium"],
        notes: "After a long illness in the family.",
        advice: "Sleep by ten. Iron-rich food.",
        medicines: &[
            given("Ignatia amara", "200C", "", [8, 0, 0], Food::Before, 3),
            given("Kali phosphoricum", "6X", "", [8, 8, 8], Food::Before, 30),
        ],
        again: Some(30),
        fever: false,
        from_age: 0,
    },
];

static PHYSIOTHERAPY: [Case; 4] = [
    Case {
        complaint: "Low back pain",
        symptoms: &["Low back pain", "Pain on bending"],
        diagnoses: &["Mechanical low back pain"],
        notes: "Straight leg raising 80 degrees on both sides. No deficit.",
        advice: "Pelvic tilts and bridges, ten of each, twice a day. Hot pack 15 minutes. Get up from the chair every half hour.",
        medicines: &[],
        again: Some(3),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Frozen shoulder, third session",
        symptoms: &["Shoulder pain", "Stiffness"],
        diagnoses: &["Adhesive capsulitis of shoulder"],
        notes: "Abduction 95 degrees, external rotation 30 degrees: better than last week.",
        advice: "Pendulum and wall-climbing exercises, ten minutes, three times a day.",
        medicines: &[],
        again: Some(2),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Knee after ligament surgery",
        symptoms: &["Knee stiffness", "Weakness"],
        diagnoses: &["Rehabilitation after reconstruction of the anterior cruciate ligament"],
        notes: "Flexion 110 degrees, extension full. Quadriceps grade 4.",
        advice: "Heel slides and straight leg raises. Ice after exercise.",
        medicines: &[],
        again: Some(3),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Neck pain from desk work",
        symptoms: &["Neck pain", "Headache"],
        diagnoses: &["Cervical spondylosis"],
        notes: "Trapezius tender on both sides. Movements full, painful at the end.",
        advice: "Chin tucks and shoulder rolls every hour. Screen at eye level.",
        medicines: &[],
        again: Some(5),
        fever: false,
        from_age: 0,
    },
];

static WOMEN: [Case; 4] = [
    Case {
        complaint: "Antenatal check, fifth month",
        symptoms: &[],
        diagnoses: &["Normal pregnancy, second trimester"],
        notes: "Fundal height corresponds. Foetal heart heard.",
        advice: "Iron and calcium not together. Come at once with bleeding, pain or leaking.",
        medicines: &[
            given("Iron and folic acid (IFA)", "60 mg + 500 mcg", "tablet", [2, 0, 0], Food::After, 30),
            given("Calcium carbonate + Cholecalciferol", "500 mg + 250 IU", "tablet", [0, 2, 2], Food::After, 30),
        ],
        again: Some(28),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Painful periods",
        symptoms: &["Lower abdominal pain", "Nausea"],
        diagnoses: &["Primary dysmenorrhoea"],
        notes: "Abdomen soft. Cycles regular.",
        advice: "Warm compress. Begin the tablets with the first pain.",
        medicines: &[given("Mefenamic acid", "500 mg", "tablet", [2, 0, 2], Food::After, 3).when_needed()],
        again: None,
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Itching and white discharge",
        symptoms: &["White discharge", "Itching"],
        diagnoses: &["Vulvovaginal candidiasis"],
        notes: "Curdy discharge.",
        advice: "Cotton underwear. Treat the partner if he has complaints.",
        medicines: &[
            given("Fluconazole", "150 mg", "tablet", [2, 0, 0], Food::After, 1),
            given("Clotrimazole", "200 mg", "pessary", [0, 0, 2], Food::Any, 3),
        ],
        again: Some(7),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Tired, heavy periods",
        symptoms: &["Tiredness", "Heavy bleeding"],
        diagnoses: &["Iron deficiency anaemia", "Abnormal uterine bleeding"],
        notes: "Pallor. Ultrasound normal.",
        advice: "Green leaves, jaggery, dates. No tea with meals.",
        medicines: &[
            given("Ferrous ascorbate + Folic acid", "100 mg + 1.5 mg", "tablet", [2, 0, 0], Food::After, 30),
            given("Tranexamic acid", "500 mg", "tablet", [2, 2, 2], Food::After, 4),
        ],
        again: Some(30),
        fever: false,
        from_age: 0,
    },
];

static SKIN: [Case; 4] = [
    Case {
        complaint: "Itchy ring on the thigh",
        symptoms: &["Itching", "Ring-shaped rash"],
        diagnoses: &["Tinea cruris"],
        notes: "Annular plaques with active border.",
        advice: "Dry well, loose cotton clothes. No steroid creams from the shop.",
        medicines: &[
            given("Itraconazole", "100 mg", "capsule", [2, 0, 2], Food::After, 14),
            given("Luliconazole", "1 % w/w", "cream", [0, 0, 2], Food::Any, 21),
            given("Levocetirizine", "5 mg", "tablet", [0, 0, 2], Food::After, 10),
        ],
        again: Some(14),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Pimples on the face",
        symptoms: &["Pimples"],
        diagnoses: &["Acne vulgaris, grade 2"],
        notes: "Comedones and papules, no scars.",
        advice: "Mild face wash twice a day. Do not squeeze.",
        medicines: &[
            given("Adapalene", "0.1 % w/w", "gel", [0, 0, 2], Food::Any, 30).told("a thin layer at night"),
            given("Benzoyl peroxide", "2.5 % w/w", "gel", [2, 0, 0], Food::Any, 30),
        ],
        again: Some(30),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Itching at night, whole family",
        symptoms: &["Itching at night"],
        diagnoses: &["Scabies"],
        notes: "Burrows between the fingers.",
        advice: "Treat everybody at home the same night. Wash bed linen in hot water.",
        medicines: &[given("Permethrin", "5 % w/w", "cream", [0, 0, 2], Food::Any, 1)
            .told("neck to toe, wash off after eight hours, again after a week")],
        again: Some(14),
        fever: false,
        from_age: 0,
    },
    Case {
        complaint: "Dry, itchy patches in the elbows",
        symptoms: &["Dry skin", "Itching"],
        diagnoses: &["Atopic dermatitis"],
        notes: "Lichenified patches in both elbow folds.",
        advice: "Coconut oil within three minutes of bathing.",
        medicines: &[
            given("Mometasone", "0.1 % w/w", "cream", [0, 0, 2], Food::Any, 7),
            given("Hydroxyzine", "10 mg", "tablet", [0, 0, 2], Food::After, 7),
        ],
        again: Some(21),
        fever: false,
        from_age: 0,
    },
];
