//! The people an organisation knows: profiles, patients, the families on one phone, what is noted about a patient, how they are
//! found, and how a record moves to another phone.

mod alert;
mod family;
mod patient;
mod profile;
mod search;
mod transfer;

pub use alert::Alert;
pub use family::{Family, Told};
pub use patient::{Alerts, Candidate, Details, Duplicate, Likeness, NewPatient, Patient, Record, Released, Visit, possible_duplicates};
pub use profile::{Profile, Relation, is_of_age};
pub use search::{Found, FoundFamily, SearchEntry};
pub use transfer::{Offer, Offered, Taken, Transfer};
