//! The people an organisation knows: profiles, patients, the families on one phone, what is noted about a patient, how they are
//! found, and how a record moves to another phone.

mod alert;
mod family;
mod joining;
mod patient;
mod profile;
mod resemblance;
mod search;
mod transfer;

pub use alert::{
    Alert, AlertForgotten, AlertNoted, AlertRestored, AllergiesAsked, AllergyAnswer, AllergySense, FactConfirmed, NONE_OF_THESE,
    NotedAllergies, allergy_clauses, plain_words_of_allergies,
};
pub use family::{Family, FamilyProof};
pub use joining::FamilyJoined;
pub use patient::{
    Alerts, Claim, Duplicate, DuplicateCandidate, ImportedAs, NewPatient, OpeningReason, Patient, PatientDetails, PatientEdited,
    PatientRecord, PhoneReleased, RecordElsewhere, possible_duplicates,
};
pub use profile::{Profile, Relation, is_of_age};
pub use resemblance::{KnownPerson, Likeness, Resemblance, Traits};
pub use search::{Found, FoundFamily, SearchEntry};
pub use transfer::{Transfer, TransferOffer, TransferOffered, TransferTaken};
